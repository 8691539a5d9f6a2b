"""Sum up and compare incidents held as columns, as `figures`, `changes`, `facets` and `histogram` do for reports."""

from dataclasses import replace
from datetime import date

import numpy as np

from geo.frames.columns import NOWHERE, Coded, Columns, Mask, passing
from geo.frames.facets import Bin, Facets, binned
from geo.frames.selection import LOCATING
from geo.frames.sums import DAY, Changes, Figures
from geo.models import PERSONS, Filter

TOLD = ("current", "background")


def tally(held: Columns, shown: Mask) -> Figures:
    """Sum up the incidents of a mask: see `geo.frames.figures`."""
    current = shown & held.discourses.is_any(("current",))
    at = shown[held.at_incident] & held.at_role.is_any(("occurred",)) & (held.at_place != NOWHERE)
    return Figures(
        incidents=int(shown.sum()),
        places=len(np.unique(held.at_place[at])),
        articles=len(np.unique(held.articles[shown])),
        **{what: round(float(held.persons[what][current].sum())) for what in PERSONS},
    )


def compared(held: Columns, chosen: Filter, *, said: frozenset[str] | None = None) -> Changes | None:
    """Compare the period that `chosen` names with the one before: see `geo.frames.changes`."""
    if chosen.since is None or chosen.until is None or chosen.since > chosen.until:
        return None
    first, last = date.fromisoformat(chosen.since), date.fromisoformat(chosen.until)
    if first - date.min <= last - first:
        return None
    since, until = first - (last - first) - DAY, first - DAY
    both = passing(held, replace(chosen, since=since.isoformat(), undated=False), said=said)
    return Changes(
        now=tally(held, both & _begun(held, first, last)),
        before=tally(held, both & _begun(held, since, until)),
        since=since.isoformat(),
        until=until.isoformat(),
    )


def known_of(held: Columns) -> Facets:
    """List what there is to choose from: see `geo.frames.facets`."""
    told = held.discourses.is_any(TOLD)
    located = held.at_place[told[held.at_incident] & held.at_role.is_any(LOCATING) & (held.at_place != NOWHERE)]
    numbers = np.bincount(located, minlength=len(held.places))
    ranked = sorted(np.flatnonzero(numbers).tolist(), key=lambda code: (-int(numbers[code]), held.places[code].id))
    return Facets(
        types=_ranked(held.types, told),
        stages=_ranked(held.stages, told),
        actors=_ranked(held.actors, told[held.actor_incident]),
        sources=_ranked(held.sources, told),
        places={held.places[code].id: held.places[code] for code in ranked},
    )


def bars(held: Columns, shown: Mask) -> list[Bin]:
    """Count the incidents of a mask by the first day of their date: see `geo.frames.histogram`."""
    days, numbers = np.unique(held.first_day[shown & (held.first_day > 0)], return_counts=True)
    return binned({_iso(day): number for day, number in zip(days.tolist(), numbers.tolist(), strict=True)})


def _ranked(column: Coded, rows: Mask) -> tuple[str, ...]:
    numbers = np.bincount(column.codes[rows], minlength=len(column.names))
    order = sorted(np.flatnonzero(numbers).tolist(), key=lambda code: (-int(numbers[code]), column.names[code]))
    return tuple(column.names[code] for code in order)


def _begun(held: Columns, since: date, until: date) -> Mask:
    return (held.first_day >= _number(since)) & (held.first_day <= _number(until))


def _number(day: date) -> int:
    return int(day.isoformat().replace("-", ""))


def _iso(day: int) -> str:
    text = f"{day:08}"
    return f"{text[:4]}-{text[4:6]}-{text[6:]}"
