"""Hold very many incidents as columns of numbers, which are filtered and summed in milliseconds: `columns`, `passing`."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.frames.selection import LOCATING, PREFIX, first_day, last_day, source_name
from geo.models import PERSONS, Entries, Filter, IncidentEntry, Place, PlaceEntry, Report, persons

Numbers = npt.NDArray[np.int32]
Reals = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

NOWHERE = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """Be a column of texts: `names` holds each once, the most frequent first, `codes` a row's place in it."""

    names: tuple[str, ...]
    codes: Numbers

    def is_any(self, wanted: Collection[str]) -> Mask:
        """Tell for each row whether its text is one of those wanted."""
        asked = frozenset(wanted)
        return np.array([each in asked for each in self.names], dtype=bool)[self.codes] if self.names else np.zeros(0, dtype=bool)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Hold n incidents, in the order in which they are shown, their m places and their actors; rows of these point to an incident.

    `ids` names the incidents, `row_of` finds them. `first_day` and `last_day` (n) are numbers like 20230324, 0 where there is no
    date; `persons` (n each) counts the arrested, killed and injured. `at_incident`, `at_place`, `at_role`, `at_precision` (m) are
    the places, in the order of the incidents; `at_place` points into `places`, NOWHERE where a place is not resolved.
    """

    ids: tuple[str, ...]
    row_of: Mapping[str, int]
    articles: Numbers
    sources: Coded
    types: Coded
    stages: Coded
    discourses: Coded
    first_day: Numbers
    last_day: Numbers
    confidence: Reals
    persons: Mapping[str, Reals]
    actors: Coded
    actor_incident: Numbers
    places: tuple[Place, ...]
    at_incident: Numbers
    at_place: Numbers
    at_role: Coded
    at_precision: Numbers


def columns(told: Entries) -> Columns:
    """Turn entries into columns."""
    rows = told.incidents
    row_of = {each.id: row for row, each in enumerate(rows)}
    kept = sorted(((row_of[each.incident], each) for each in told.places if each.incident in row_of), key=lambda pair: pair[0])
    named = [(row, name) for row, each in enumerate(rows) for name in dict.fromkeys(each.actors)]
    code_of = {key: code for code, key in enumerate(told.named)}
    return Columns(
        ids=tuple(row_of),
        row_of=row_of,
        articles=coded([each.article for each in rows]).codes,
        sources=coded([each.source for each in rows]),
        types=coded([each.type for each in rows]),
        stages=coded([each.stage for each in rows]),
        discourses=coded([each.discourse for each in rows]),
        first_day=_days([each.first_day for each in rows]),
        last_day=_days([each.last_day for each in rows]),
        confidence=np.array([each.confidence for each in rows], dtype=np.float64),
        persons={what: np.array([getattr(each, what) for each in rows], dtype=np.float64) for what in PERSONS},
        actors=coded([name for _, name in named]),
        actor_incident=np.array([row for row, _ in named], dtype=np.int32),
        places=tuple(told.named.values()),
        at_incident=np.array([row for row, _ in kept], dtype=np.int32),
        at_place=np.array([code_of.get(each.place or "", NOWHERE) for _, each in kept], dtype=np.int32),
        at_role=coded([each.role for _, each in kept]),
        at_precision=np.array([each.precision for _, each in kept], dtype=np.int32),
    )


def entries_of(reports: Sequence[Report]) -> Entries:
    """Leave of reports what columns are made of."""
    found = [(report.incident, report.article) for report in reports]
    places = [(incident.id, each) for incident, _ in found for each in incident.places]
    return Entries(
        incidents=[
            IncidentEntry(
                id=incident.id,
                article=article.id,
                source=source_name(article),
                type=incident.type,
                stage=incident.stage,
                discourse=incident.discourse,
                first_day=first_day(incident.date),
                last_day=last_day(incident.date),
                confidence=incident.confidence,
                actors=[each.name for each in incident.actors],
                **{what: persons(incident, what) for what in PERSONS},
            )
            for incident, article in found
        ],
        places=[PlaceEntry(key, None if each.place is None else each.place.id, each.role, each.precision) for key, each in places],
        named={each.place.id: each.place for _, each in places if each.place is not None},
    )


def passing(held: Columns, chosen: Filter, *, said: Collection[str] | None = None) -> Mask:
    """Tell for each incident whether it passes `chosen`; `said` are the ids of those that pass its text, None where it has none."""
    passes = held.discourses.is_any(("current", "background") if chosen.background else ("current",))
    passes &= held.confidence >= chosen.confidence
    for column, wanted in ((held.types, chosen.types), (held.stages, chosen.stages), (held.sources, chosen.sources)):
        if wanted:
            passes &= column.is_any(wanted)
    passes &= _in_time(held, chosen)
    if chosen.actors:
        passes &= _rows(held.actor_incident[held.actors.is_any(chosen.actors)], len(passes))
    if chosen.regions or chosen.provinces or chosen.places:
        passes &= _rows(held.at_incident[_within(held, chosen)], len(passes))
    if said is not None:
        passes &= _rows(np.array([held.row_of[each] for each in said if each in held.row_of], dtype=np.int32), len(passes))
    return passes


def coded(values: Sequence[str]) -> Coded:
    """Write texts as codes, that of the most frequent 0."""
    names = tuple(each for each, _ in sorted(Counter(values).items(), key=lambda row: (-row[1], row[0])))
    code_of = {name: code for code, name in enumerate(names)}
    return Coded(names=names, codes=np.array([code_of[each] for each in values], dtype=np.int32))


def _days(values: Sequence[str | None]) -> Numbers:
    return np.array([0 if each is None else int(each.replace("-", "")) for each in values], dtype=np.int32)


def _in_time(held: Columns, chosen: Filter) -> Mask:
    dated = held.first_day > 0
    (since, until), undated = _days((chosen.since, chosen.until)), ~dated
    inside = dated.copy()
    if chosen.since is not None:
        inside &= held.last_day >= since
    if chosen.until is not None:
        inside &= held.first_day <= until
    return inside | undated if chosen.undated else inside


def _within(held: Columns, chosen: Filter) -> Mask:
    """Tell for each place of an incident whether the incident is where it is asked for."""
    units = frozenset(_bare(each) for each in (*chosen.regions, *chosen.provinces))
    asked = [each.id in chosen.places or not units.isdisjoint(_units(each)) for each in held.places]
    within: Mask = np.array([*asked, False], dtype=bool)[held.at_place]
    return held.at_role.is_any(LOCATING) & within


def _units(place: Place) -> tuple[str, ...]:
    return _bare(place.region or ""), _bare(place.province or ""), _bare(place.id)


def _bare(code: str) -> str:
    return code.removeprefix(PREFIX)


def _rows(found: Numbers, number: int) -> Mask:
    mask = np.zeros(number, dtype=bool)
    mask[found] = True
    return mask
