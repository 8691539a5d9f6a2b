"""Write very many incidents for the map as columns of numbers, without their words: `points`, which the page unfolds.

What a popup tells comes later, for the incidents it is asked about: `details`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from geo.frames.columns import Columns, Mask, Numbers, columns, entries_of
from geo.languages.strings import say
from geo.languages.titles import date_text, place_name, title
from geo.maps.facts import facts
from geo.maps.payload import NEAR_KM, NEAR_PRECISIONS, PINNED_ROLES, RTL, SHOWN_DISCOURSE, VAGUE_KM, by_place, has_point, pin_of, row_at
from geo.maps.words import words
from geo.models import PERSONS, Report
from geo.settings import Worldview

Json = dict[str, Any]


def points(held: Columns, shown: Mask, *, version: str, language: str, worldview: Worldview = "ma") -> Json:
    """Write the incidents of a mask: JSON-able, `payload` but for what is said.

    `folded` holds, for n incidents, `row` (in `held`), `type` and `past` (1 for background), `first` and `last` day as numbers like
    20230324 (0 for none); for m of their places `of` (which of the n), `at` (which pin) and `role`; and the pins. `row`, `first` and
    `of` are steps from the value before. An incident is known to the page by its row and `version`, which names the state of `held`.
    """
    rows = np.flatnonzero(shown).astype(np.int32)
    at, pins = _placed(held, shown)
    where = np.searchsorted(rows, held.at_incident[at]).astype(np.int32)
    codes, inverse = np.unique(held.at_place[at], return_inverse=True)
    pin = inverse.astype(np.int32)
    folded = {
        "version": version,
        "types": held.types.names,
        "row": _steps(rows),
        "type": held.types.codes[rows].tolist(),
        "past": held.discourses.is_any(("background",))[rows].astype(int).tolist(),
        "first": _steps(held.first_day[rows]),
        "last": (held.last_day[rows] - held.first_day[rows]).tolist(),
        "of": _steps(where),
        "at": pin.tolist(),
        "role": pins[at].tolist(),
        "roles": PINNED_ROLES,
        "pins": [_pin(held, int(code), language) for code in codes],
        "circles": _circles(held, at, pin, len(codes)),
    }
    about = {"language": language, "dir": "rtl" if language in RTL else "ltr", "worldview": worldview, "words": words(language)}
    return {**about, "folded": folded, "unplaced": [], "articles": len(np.unique(held.articles[rows]))}


def brief(reports: Sequence[Report], *, language: str, worldview: Worldview = "ma") -> Json:
    """Write very many reports for a page that stands alone: as `points` does, with ids, titles and dates, and nothing more."""
    told = [each for each in reports if each.incident.discourse in SHOWN_DISCOURSE]
    held = columns(entries_of(told))
    incidents = {each.incident.id: each.incident for each in told}
    data = points(held, np.ones(len(held.ids), dtype=bool), version="", language=language, worldview=worldview)
    data["folded"] |= {
        "ids": held.ids,
        "titles": [title(incidents[each], language) for each in held.ids],
        "dates": [date_text(incidents[each].date, language) for each in held.ids],
        "role_labels": [say(language, f"roles.{each}") for each in PINNED_ROLES],
        "articles": held.articles.tolist(),
        "persons": [held.persons[what].round().astype(int).tolist() for what in PERSONS],
    }
    return data


def known_as(held: Columns, incident: str, version: str) -> str | None:
    """Give the name by which the page of `version` knows an incident."""
    row = held.row_of.get(incident)
    return None if row is None else f"#{row}.{version}"


def named_by(held: Columns, known: str, version: str) -> str | None:
    """Find the incident that the page of `version` knows by a name; None where the page is of another version."""
    row, _, told = known.removeprefix("#").partition(".")
    return held.ids[int(row)] if told == version and row.isdecimal() and int(row) < len(held.ids) else None


def around(held: Columns, shown: Mask, incident: str, place: str | None, *, number: int) -> list[str]:
    """Name the incidents at a place about one of them, in the order in which its popup has them, at most `number`."""
    row = held.row_of.get(incident)
    if row is None:
        return []
    at, pins = _placed(held, shown)
    here = at[[held.places[code].id == place for code in held.at_place[at]]] if place is not None else at[:0]
    past = held.discourses.is_any(("background",))
    order = sorted(here.tolist(), key=lambda each: _rank(held, each, past, pins))
    found = [int(held.at_incident[each]) for each in order]
    middle = found.index(row) if row in found else 0
    first = max(0, middle - number // 4)
    return list(dict.fromkeys((incident, *(held.ids[each] for each in found[first : first + number]))))[:number]


def details(reports: Sequence[Report], known: Mapping[str, str], *, language: str, worldview: Worldview = "ma") -> Json:
    """Write what popups tell of some incidents, each under the name by which the page knows it, and of the places they are at."""
    told: Json = {}
    pins: Json = {}
    for report in reports:
        at = {}
        for place, here in by_place(report):
            at[place.id] = row_at(report, 0, here, language)
            about = pin_of(place, language=language, worldview=worldview)
            pins[place.id] = {key: about[key] for key in ("kind", "within", "country")}
        told[known[report.incident.id]] = {**facts(report, language=language), "id": known[report.incident.id], "at": at}
    return {"incidents": told, "pins": pins}


def unplaced_rows(held: Columns, shown: Mask) -> Numbers:
    """Give the rows of the incidents of which something has no pin: a place that cannot have one, or all, for none is named."""
    pinned_role = held.at_role.is_any(PINNED_ROLES)
    named, lost = np.zeros(len(held.ids), dtype=bool), np.zeros(len(held.ids), dtype=bool)
    named[held.at_incident[pinned_role]] = True
    lost[held.at_incident[pinned_role & ~_drawn(held)]] = True
    return np.flatnonzero(shown & (lost | ~named)).astype(np.int32)


def place_codes(held: Columns, shown: Mask) -> dict[str, list[str | None]]:
    """Map the id of each place on show to the codes of its region and province, None where it is more than one."""
    at, _ = _placed(held, shown)
    places = (held.places[code] for code in np.unique(held.at_place[at]))
    return {each.id: [each.region, each.province] for each in places if each.region is not None}


def _drawn(held: Columns) -> Mask:
    """Tell for each place of an incident whether it can be a pin."""
    drawn: Mask = np.array([*(has_point(each) for each in held.places), False], dtype=bool)[held.at_place]
    return drawn


def _placed(held: Columns, shown: Mask) -> tuple[Numbers, Numbers]:
    """Give the places of the incidents of a mask that are drawn, each once an incident in its strongest role; and all roles' ranks."""
    ranks = np.array([PINNED_ROLES.index(each) if each in PINNED_ROLES else len(PINNED_ROLES) for each in held.at_role.names] or [0])
    rank = ranks[held.at_role.codes].astype(np.int32)
    at = np.flatnonzero(shown[held.at_incident] & (rank < len(PINNED_ROLES)) & _drawn(held))
    order = at[np.lexsort((at, rank[at], held.at_incident[at]))]
    pairs = held.at_incident[order].astype(np.int64) * (len(held.places) + 1) + held.at_place[order]
    _, first = np.unique(pairs, return_index=True)
    return order[np.sort(first)].astype(np.int32), rank


def _rank(held: Columns, at: int, past: Mask, ranks: Numbers) -> tuple[bool, bool, int, int]:
    row = int(held.at_incident[at])
    return bool(past[row]), bool(ranks[at] > 0), -int(held.first_day[row]), row


def _pin(held: Columns, code: int, language: str) -> list[Any]:
    place = held.places[code]
    return [place.id, round(place.lat, 5), round(place.lon, 5), place_name(place, language)]


def _circles(held: Columns, at: Numbers, pin: Numbers, number: int) -> list[float]:
    """Give the radius in km within which each pin is known, 0 for a sure point: the surest word on where it was holds."""
    reach = np.array([each.uncertainty_km for each in held.places] or [0.0])[held.at_place[at]]
    near = np.isin(held.at_precision[at], NEAR_PRECISIONS)
    radius = np.full(number, np.inf)
    np.minimum.at(radius, pin, np.where(near, np.maximum(reach, NEAR_KM), reach))
    circles: list[float] = np.where(radius > VAGUE_KM, radius, 0).round(1).tolist()
    return circles


def _steps(values: Numbers) -> list[int]:
    steps: list[int] = np.diff(values, prepend=np.int32(0)).tolist()
    return steps
