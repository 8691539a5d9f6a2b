"""Let through the incidents that a `Filter` asks for: `select`."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from functools import lru_cache

from geo.languages.folding import fold
from geo.models import Article, EventDate, Filter, Incident, Report

# The roles that put an incident somewhere: what it is filtered by when a region is asked for.
LOCATING = frozenset({"occurred", "target", "planned_target"})
PREFIX = "hcp:"
YEAR_LENGTH = 4
MONTH_LENGTH = 7
FOLDED_ARTICLES = 20_000  # each search asks for all of them again, and ten thousand take three seconds to fold


def select(reports: Iterable[Report], chosen: Filter) -> list[Report]:
    """List the reports that pass every field of `chosen`, in their order.

    Only current incidents pass, and background ones where asked for: what an article supposes, denies or sums up never does.

    >>> import geo
    >>> article = geo.Article(text="Deux suspects ont été arrêtés à Rissani.", source="example", published="2025-01-10", language="fr")
    >>> told = geo.reports(geo.parse(article))
    >>> [len(select(told, Filter(text=words))) for words in ("RISSANI", "Rabat")]
    [1, 0]
    """
    words = fold(chosen.text).split()
    units = frozenset(_bare(each) for each in (*chosen.regions, *chosen.provinces))
    return [
        report
        for report in reports
        if _told(report.incident, background=chosen.background)
        and _is_of_kind(report.incident, chosen)
        and _in_time(report.incident.date, chosen)
        and (not (units or chosen.places) or _is_within(report.incident, units, chosen.places))
        and (not chosen.sources or source_name(report.article) in chosen.sources)
        and (not words or _says(report, words))
    ]


def source_name(article: Article) -> str:
    """Name where an article comes from: its outlet, else its source."""
    return article.outlet or article.source


def first_day(when: EventDate) -> str | None:
    """Give the first day that a date may mean, as an ISO date."""
    value = when.value
    if value is None:
        return None
    return value + {YEAR_LENGTH: "-01-01", MONTH_LENGTH: "-01"}.get(len(value), "")


def last_day(when: EventDate) -> str | None:
    """Give the last day that a date may mean, as an ISO date."""
    value = when.value
    if value is None or when.until is not None:
        return when.until if value is not None else None
    if len(value) == YEAR_LENGTH:
        return f"{value}-12-31"
    if len(value) == MONTH_LENGTH:
        return f"{value}-{monthrange(int(value[:YEAR_LENGTH]), int(value[-2:]))[1]:02}"
    return value


def _told(incident: Incident, *, background: bool) -> bool:
    return incident.discourse == "current" or (background and incident.discourse == "background")


def _is_of_kind(incident: Incident, chosen: Filter) -> bool:
    return (
        (not chosen.types or incident.type in chosen.types)
        and (not chosen.stages or incident.stage in chosen.stages)
        and incident.confidence >= chosen.confidence
        and (not chosen.actors or any(each.name in chosen.actors for each in incident.actors))
    )


def _in_time(when: EventDate, chosen: Filter) -> bool:
    """Tell whether any day the date may mean is within both ends."""
    first, last = first_day(when), last_day(when)
    if first is None or last is None:
        return chosen.undated
    return (chosen.since is None or last >= chosen.since) and (chosen.until is None or first <= chosen.until)


def _is_within(incident: Incident, units: frozenset[str], ids: tuple[str, ...]) -> bool:
    places = (each.place for each in incident.places if each.role in LOCATING and each.place is not None)
    return any(
        place.id in ids or not units.isdisjoint((_bare(place.region or ""), _bare(place.province or ""), _bare(place.id)))
        for place in places
    )


def _bare(code: str) -> str:
    """Take the prefix off an HCP code: a region's id is 'hcp:06', its code '06'."""
    return code.removeprefix(PREFIX)


def _says(report: Report, words: list[str]) -> bool:
    """Tell whether all words, folded, occur in the article or in the names of places and actors."""
    article = _folded_article(report.article)
    names = fold("\n".join(_names(report.incident)))
    return all(word in article or word in names for word in words)


def _folded_article(article: Article) -> str:
    return _folded("\n".join(each for each in (article.title, article.outlet, article.text) if each))


@lru_cache(maxsize=FOLDED_ARTICLES)
def _folded(text: str) -> str:
    return fold(text)


def _names(incident: Incident) -> Iterator[str]:
    for each in incident.places:
        if each.place is not None:
            yield each.place.name
            yield from each.place.names.values()
    yield from (actor.name for actor in incident.actors)
