"""Sum up the incidents on show: `figures`."""

from collections.abc import Iterable
from dataclasses import dataclass

from geo.models import Count, Incident, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Hold the sums over some incidents: persons count where an article gives a number, the least it may be."""

    incidents: int = 0
    places: int = 0
    articles: int = 0
    arrested: int = 0
    killed: int = 0
    injured: int = 0


def figures(reports: Iterable[Report]) -> Figures:
    """Count incidents, places, articles and persons; of conflicting claims the first holds, background counts no persons."""
    told = list(reports)
    current = [each.incident for each in told if each.incident.discourse == "current"]
    return Figures(
        incidents=len({each.incident.id for each in told}),
        places=len({place.place.id for each in told for place in each.incident.places if place.role == "occurred" and place.place}),
        articles=len({each.article.id for each in told}),
        arrested=_persons(current, "arrested"),
        killed=_persons(current, "killed"),
        injured=_persons(current, "injured"),
    )


def _persons(incidents: Iterable[Incident], what: str) -> int:
    once = {each.id: each for each in incidents}
    return round(sum(_number(next((count for count in each.counts if count.what == what), None)) for each in once.values()))


def _number(count: Count | None) -> float:
    if count is None:
        return 0.0
    return next((each for each in (count.best, count.min) if each is not None), 0.0)
