"""Let through the incidents that a `Filter` asks for: `select`."""

from calendar import monthrange
from collections.abc import Iterable, Iterator

from geo.languages.folding import fold
from geo.models import EventDate, Filter, Incident, Report

# The roles that put an incident somewhere: what it is filtered by when a region is asked for.
LOCATING = frozenset({"occurred", "target", "planned_target"})
PREFIX = "hcp:"
YEAR_LENGTH = 4
MONTH_LENGTH = 7


def select(reports: Iterable[Report], chosen: Filter) -> list[Report]:
    """List the reports that pass every field of `chosen`, in their order.

    Only current incidents pass, and background ones where asked for: what an article supposes, denies or sums up never does.
    """
    words = fold(chosen.text).split()
    regions = frozenset(_bare(each) for each in chosen.regions)
    return [
        report
        for report in reports
        if _told(report.incident, background=chosen.background)
        and (not chosen.types or report.incident.type in chosen.types)
        and _in_time(report.incident.date, chosen)
        and (not regions or _in_regions(report.incident, regions))
        and (not words or _says(report, words))
    ]


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


def _in_time(when: EventDate, chosen: Filter) -> bool:
    """Tell whether any day the date may mean is within both ends."""
    first, last = first_day(when), last_day(when)
    if first is None or last is None:
        return chosen.undated
    return (chosen.since is None or last >= chosen.since) and (chosen.until is None or first <= chosen.until)


def _in_regions(incident: Incident, regions: frozenset[str]) -> bool:
    places = (each.place for each in incident.places if each.role in LOCATING and each.place is not None)
    return any(_bare(place.region or "") in regions or _bare(place.id) in regions for place in places)


def _bare(code: str) -> str:
    """Take the prefix off an HCP code: a region's id is 'hcp:06', its code '06'."""
    return code.removeprefix(PREFIX)


def _says(report: Report, words: list[str]) -> bool:
    """Tell whether all words, folded, occur in the article or in the names of places and actors."""
    said = fold("\n".join(_texts(report)))
    return all(word in said for word in words)


def _texts(report: Report) -> Iterator[str]:
    article = report.article
    yield from (each for each in (article.title, article.outlet, article.text) if each)
    for each in report.incident.places:
        if each.place is not None:
            yield each.place.name
            yield from each.place.names.values()
    yield from (actor.name for actor in report.incident.actors)
