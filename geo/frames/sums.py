"""Sum up the incidents on show, and how they changed: `figures`, `changes`."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from geo.frames.selection import first_day, select
from geo.models import Filter, Incident, Report, persons

# Source: Office for National Statistics, Crime in England and Wales: tables give no percentage where the base is under 50.
LOW_BASE = 50
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Hold the sums over some incidents: persons count where an article gives a number, the least it may be."""

    incidents: int = 0
    places: int = 0
    articles: int = 0
    arrested: int = 0
    killed: int = 0
    injured: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Hold the figures of a period and of the one as long right before it, dated incidents alone; `since` and `until` bound that."""

    now: Figures
    before: Figures
    since: str
    until: str

    def change(self, key: str) -> int:
        """Give by how much a figure grew."""
        return int(getattr(self.now, key)) - int(getattr(self.before, key))

    def percent(self, key: str) -> int | None:
        """Give the growth in percent, or None where so few were counted before that a percentage would mislead."""
        base = int(getattr(self.before, key))
        return None if base < LOW_BASE else round(100 * self.change(key) / base)


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


def changes(reports: Iterable[Report], chosen: Filter) -> Changes | None:
    """Compare the period that `chosen` names, both its ends, with the one before; None where it names none.

    An incident counts in the period of the first day that its date may mean, so that none counts twice.
    """
    if chosen.since is None or chosen.until is None or chosen.since > chosen.until:
        return None
    first, last = date.fromisoformat(chosen.since), date.fromisoformat(chosen.until)
    if first - date.min <= last - first:
        return None
    since, until = (first - (last - first) - DAY).isoformat(), (first - DAY).isoformat()
    both = select(reports, replace(chosen, since=since, undated=False))
    return Changes(
        now=figures(_begun(both, chosen.since, chosen.until)), before=figures(_begun(both, since, until)), since=since, until=until
    )


def _begun(reports: Iterable[Report], since: str, until: str) -> list[Report]:
    return [each for each in reports if since <= (first_day(each.incident.date) or "") <= until]


def _persons(incidents: Iterable[Incident], what: str) -> int:
    once = {each.id: each for each in incidents}
    return round(sum(persons(each, what) for each in once.values()))
