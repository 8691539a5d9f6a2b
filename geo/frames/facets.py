"""List what incidents can be filtered by, and how they lie in time: `facets`, `histogram`."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from geo.frames.selection import LOCATING, first_day, source_name
from geo.models import Place, Report

MAX_DAYS = 62
MAX_MONTHS = 72
MONTHS = 12
FIRST_YEAR, LAST_YEAR = "0001", "9990"  # a bin must end within the calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """Hold the values that occur, the most frequent first; `places` by their id, those of places that locate an incident."""

    types: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Count the incidents that begin within some days; `since` and `until` are ISO dates, both included."""

    since: str
    until: str
    number: int


def facets(reports: Iterable[Report]) -> Facets:
    """Count what occurs among the incidents that are ever shown."""
    told = [each for each in reports if each.incident.discourse in ("current", "background")]
    located = [each.place for report in told for each in report.incident.places if each.role in LOCATING and each.place is not None]
    places = {each.id: each for each in located}
    return Facets(
        types=_ranked(each.incident.type for each in told),
        stages=_ranked(each.incident.stage for each in told),
        actors=_ranked(actor.name for each in told for actor in each.incident.actors),
        sources=_ranked(source_name(each.article) for each in told),
        places={each: places[each] for each in _ranked(each.id for each in located)},
    )


def histogram(reports: Iterable[Report]) -> list[Bin]:
    """Count incidents by the first day of their date: by day, month or year, whichever keeps the bars few; undated ones are left out."""
    return binned(Counter(first_day(report.incident.date) or "" for report in reports))


def binned(counted: Mapping[str, int]) -> list[Bin]:
    """Gather numbers of incidents by their days, which are ISO dates, into bars; what is no day of the calendar is left out."""
    days = sorted(each for each in counted if FIRST_YEAR <= each < LAST_YEAR)
    if not days:
        return []
    first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    counts: Counter[date] = Counter()
    for each in days:
        counts[_begin(date.fromisoformat(each), first, last)] += counted[each]
    bins: list[Bin] = []
    at = min(counts)
    while at <= last:
        after = _next(at, first, last)
        bins.append(Bin(since=at.isoformat(), until=(after - timedelta(days=1)).isoformat(), number=counts[at]))
        at = after
    return bins


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * MONTHS + last.month - first.month


def _begin(day: date, first: date, last: date) -> date:
    """Give the first day of the bin that holds `day`."""
    if (last - first).days <= MAX_DAYS:
        return day
    return day.replace(day=1) if _months(first, last) <= MAX_MONTHS else day.replace(month=1, day=1)


def _next(begin: date, first: date, last: date) -> date:
    """Give the first day of the bin after the one that begins on `begin`."""
    if (last - first).days <= MAX_DAYS:
        return begin + timedelta(days=1)
    if _months(first, last) > MAX_MONTHS:
        return begin.replace(year=begin.year + 1)
    return (begin + timedelta(days=31)).replace(day=1)


def _ranked(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(each for each, _ in sorted(Counter(values).items(), key=lambda row: (-row[1], row[0])))
