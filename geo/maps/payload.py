"""Group incidents by place for the map, one pin a place, as plain data for the page: `payload`."""

import math
from collections.abc import Iterable, Sequence
from typing import Any

from geo.languages.strings import say
from geo.languages.titles import place_name
from geo.maps.areas import area_names
from geo.maps.facts import facts, place_reasons, spoken_name
from geo.maps.quotes import quote
from geo.maps.words import words
from geo.models import PERSONS, IncidentPlace, Place, Report, persons
from geo.settings import Worldview
from geo.worldviews import country_name

Json = dict[str, Any]

SHOWN_DISCOURSE = ("current", "background")
PINNED_ROLES = ("occurred", "target", "planned_target")  # in this order: the first that holds gives the pin its look
NEVER_PINNED = ("country", "supranational")
NEAR_KM = 25.0  # what 'near' and 'off the coast' may mean. Source: UCDP GED codebook, where_prec 2
NEAR_PRECISIONS = (2, 5, 7)
VAGUE_KM = 2.0
RTL = ("ar",)


def payload(reports: Iterable[Report], *, language: str, worldview: Worldview = "ma") -> Json:
    """Write what the map draws and says, in `language`: JSON-able, texts plain.

    `pins` holds a row a place: `lat` and `lon` in degrees, `uncertainty_km`, `circle_km` (None for a sure point), and
    its `incidents`, each with the `index` of its row in the list `incidents`, the roles there, the sentence that says so,
    and why the name was taken for this place. Only current and background incidents are in it. `unplaced` says what is
    not on the map, and why.
    """
    shown = [each for each in reports if each.incident.discourse in SHOWN_DISCOURSE]
    articles = {article: number for number, article in enumerate(dict.fromkeys(each.article.id for each in shown))}
    return {
        "language": language,
        "dir": "rtl" if language in RTL else "ltr",
        "worldview": worldview,
        "words": words(language),
        "pins": _pins(shown, language=language, worldview=worldview),
        "incidents": [facts(each, language=language) | _summed(each, articles[each.article.id]) for each in shown],
        "unplaced": [row for index, report in enumerate(shown) for row in _not_drawn(report, index, language)],
        "articles": len(articles),
    }


def _summed(report: Report, article: int) -> Json:
    """Write what the figures of a page add up: the number of the article, and the persons of PERSONS."""
    return {"article": article, "persons": [round(persons(report.incident, what)) for what in PERSONS]}


def is_pinned(each: IncidentPlace) -> bool:
    """Tell whether a place of an incident is drawn: in a role for the map, resolved, no country, on the globe."""
    return each.role in PINNED_ROLES and each.place is not None and has_point(each.place)


def has_point(place: Place) -> bool:
    """Tell whether a place can be a pin: no country, and on the globe."""
    return not is_country(place) and _on_globe(place)


def is_country(place: Place) -> bool:
    """Tell whether a place is a country or more than one: Western Sahara as a whole counts as one."""
    return place.kind in NEVER_PINNED or place.id.startswith("country:")


def _pins(reports: Sequence[Report], *, language: str, worldview: Worldview) -> list[Json]:
    """Gather the incidents of each place, from north to south; the surest word on where it was sizes the circle."""
    pins: dict[str, Json] = {}
    for index, report in enumerate(reports):
        for place, here in by_place(report):
            pin = pins.setdefault(place.id, pin_of(place, language=language, worldview=worldview))
            pin["incidents"].append(row_at(report, index, here, language))
    for pin in pins.values():
        radius = min(each["radius_km"] for each in pin["incidents"])
        pin["circle_km"] = radius if radius > VAGUE_KM else None
    return sorted(pins.values(), key=lambda pin: (-pin["lat"], pin["id"]))


def by_place(report: Report) -> list[tuple[Place, list[IncidentPlace]]]:
    """Group the drawn places of an incident, each with all its roles there, the strongest first."""
    found: dict[str, tuple[Place, list[IncidentPlace]]] = {}
    for each in sorted(report.incident.places, key=lambda each: PINNED_ROLES.index(each.role) if each.role in PINNED_ROLES else 0):
        if each.place is not None and is_pinned(each):
            found.setdefault(each.place.id, (each.place, []))[1].append(each)
    return list(found.values())


def pin_of(place: Place, *, language: str, worldview: Worldview) -> Json:
    """Write a place as a pin without incidents."""
    return {
        "id": place.id,
        "lat": round(place.lat, 5),
        "lon": round(place.lon, 5),
        "uncertainty_km": place.uncertainty_km,
        "circle_km": None,
        "name": place_name(place, language),
        "names": dict(place.names),
        "kind": say(language, f"kinds.{place.kind}"),
        "within": area_names(place, language=language),
        "country": country_name(place, language=language, worldview=worldview),
        "incidents": [],
    }


def row_at(report: Report, index: int, here: Sequence[IncidentPlace], language: str) -> Json:
    """Write an incident's row at one place; the strongest role comes first."""
    first = here[0]
    reach = first.place.uncertainty_km if first.place is not None else 0.0
    near = first.precision in NEAR_PRECISIONS
    return {
        "index": index,
        "role": first.role,
        "roles": list(dict.fromkeys((each.role, say(language, f"roles.{each.role}")) for each in here)),
        "role_label": say(language, "titles.comma").join(dict.fromkeys(say(language, f"roles.{each.role}") for each in here)),
        "precision": first.precision,
        "precision_label": say(language, f"precision.{first.precision}"),
        "radius_km": max(reach, NEAR_KM) if near else reach,
        "quote": quote(report, first),
        **place_reasons(first, report, language),
    }


def _not_drawn(report: Report, index: int, language: str) -> list[Json]:
    """List the places of an incident that get no pin, and why; or say that it names no place at all."""
    if not any(each.role in PINNED_ROLES for each in report.incident.places):
        return [{"index": index, "name": None, "reason": say(language, "map.reason.nowhere")}]
    rows = [each for each in report.incident.places if each.role in PINNED_ROLES and not is_pinned(each)]
    return [{"index": index, "name": _name(each, report, language), "reason": _why(each, report, language)} for each in rows]


def _name(each: IncidentPlace, report: Report, language: str) -> str:
    return spoken_name(each, report) if each.place is None else place_name(each.place, language)


def _why(each: IncidentPlace, report: Report, language: str) -> str:
    """Say why a place has no pin: what it is, or what the resolver noted."""
    if each.place is not None:
        return say(language, "map.reason.supranational" if each.place.kind == "supranational" else "map.reason.country")
    noted = (report.mentions[index].resolution.nil_reason for index in each.mentions if 0 <= index < len(report.mentions))
    reason = say(language, "map.reason.unresolved")
    detail = next((each for each in noted if each), None)
    return reason if detail is None else f"{reason} ({detail})"


def _on_globe(place: Place) -> bool:
    return math.isfinite(place.lat) and math.isfinite(place.lon) and abs(place.lat) <= 90 and abs(place.lon) <= 180  # noqa: PLR2004
