"""Write reports as a table in ACLED's columns, a row a place where it happened: `to_acled`, `left_out`.

Source: ACLED codebook (October 2024): event types, time_precision, geo_precision, fatalities.
"""

import csv
import io
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from geo.errors import UnknownPlaceError
from geo.exports.codebooks import acled_event, equivalents
from geo.exports.tables import harmless
from geo.gazetteer import load
from geo.languages.titles import place_name, title
from geo.models import Count, EventDate, Incident, IncidentPlace, Place, Report
from geo.settings import Worldview
from geo.worldviews import country_name, country_shown, territory

Json = dict[str, Any]
Reason = Literal["type", "discourse", "date", "place"]

HAPPENED = ("current", "background")
NO_PLACE = ("country", "supranational")
GEO_PRECISION = {1: 1, 2: 2, 3: 3, 4: 3}
WEEK, MONTH = 7, 31  # days that time_precision 2 and 3 may span
MID_MONTH = 15
MONTH_LENGTH = 7
VAGUE = ((100, 100), (12, 12), (0, 3))  # 'hundreds', 'dozens', 'several': told from, coded as
COUNTED = ("injured", "arrested", "missing", "rescued")
NUMBERS = ("fatalities_best", "fatalities_min", "fatalities_max", "fatalities_acled", *(f"{what}_best" for what in COUNTED))
COLUMNS = (
    *("event_id", "incident_id", "n_places", "event_date", "year", "time_precision", "event_type", "sub_event_type", "actor1", "actor2"),
    *("iso", "country", "admin1", "admin2", "location", "latitude", "longitude", "geo_precision", "source", "source_url", "notes"),
    *("counts_scope", *NUMBERS, "tags"),
)
# Who acts and who is acted on in each event type, by the role an actor has. Police named beside an attack is neither.
FIGHTING = ("perpetrator", "suspect_group", "group", "suspect")
PROTESTING = ("protester", "organiser", "group")
SIDES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "Battles": (FIGHTING, ("authority",)),
    "Protests": (PROTESTING, ("authority",)),
    "Riots": (PROTESTING, ("authority",)),
    "Explosions/Remote violence": (FIGHTING, ("victim",)),
    "Violence against civilians": (FIGHTING, ("victim",)),
    "Strategic developments": (("authority",), FIGHTING),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """Be a day as ACLED writes one: the middle of what is known, with time_precision 1 (day), 2 (week) or 3 (month)."""

    day: date
    precision: int


def to_acled(reports: Iterable[Report], *, language: str, worldview: Worldview = "ma") -> str:
    """Write a heading and one row for each place where an incident happened, harmless in a spreadsheet.

    `incident_id` says which of the `n_places` rows are one incident. Numbers stand in the first of them only, so that a
    sum counts nothing twice; `counts_scope` says whether they are of the whole incident or of that one place. `notes` is
    our own title, never the article's words. `left_out` tells what ACLED would not write.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for report in reports:
        writer.writerows({key: harmless(value) for key, value in row.items()} for row in _rows(report, language, worldview))
    return out.getvalue()


def left_out(reports: Iterable[Report]) -> Counter[Reason]:
    """Count the incidents that have no row, by the first reason: no ACLED type, no fact, no date to the month, no place."""
    reasons = (_reason(each.incident) for each in reports)
    return Counter(each for each in reasons if each is not None)


def dated(when: EventDate) -> Dated | None:
    """Give the day to code, or None where less than the month is known.

    A span or a month is coded by its middle. The day of an announcement is no better than a week.
    Source: ACLED codebook, time_precision.
    """
    value = when.value or ""
    if len(value) == MONTH_LENGTH:
        return Dated(day=date.fromisoformat(f"{value}-{MID_MONTH}"), precision=3)
    if len(value) < MONTH_LENGTH:
        return None
    first = date.fromisoformat(value)
    span = _span(when, first)
    if span > MONTH:
        return None
    sure = span == 1 and when.basis != "statement"
    return Dated(day=first + timedelta(days=(span - 1) // 2), precision=1 if sure else 2 if span <= WEEK else 3)


def _span(when: EventDate, first: date) -> int:
    """Count the days that a date may mean, given its first."""
    if when.until is not None:
        return max(1, (date.fromisoformat(when.until) - first).days + 1)
    return {"day": 1, "days": WEEK, "week": WEEK}.get(when.precision, monthrange(first.year, first.month)[1])


def conservative(counts: Sequence[Count]) -> int:
    """Give ACLED's number of dead: the lowest of all claims, 3, 12 or 100 for a vague one, 0 where none is told."""
    return min((_lowest(each) for each in counts if each.what == "killed" and each.unit == "person"), default=0)


def _lowest(count: Count) -> int:
    told = next((each for each in (count.min, count.best, count.max) if each is not None), 0)
    if count.qualifier != "vague":
        return int(told)
    return next(coded for least, coded in VAGUE if told >= least)


def _reason(incident: Incident) -> Reason | None:
    if acled_event(incident) is None:
        return "type"
    if incident.discourse not in HAPPENED:
        return "discourse"
    if dated(incident.date) is None:
        return "date"
    return None if _scenes(incident) else "place"


def _scenes(incident: Incident) -> list[tuple[IncidentPlace, Place]]:
    """List where it happened, each place once, as far as ACLED would code it: never a country."""
    found = {
        each.place.id: (each, each.place)
        for each in incident.places
        if each.role == "occurred" and each.place is not None and _is_codable(each.place) and each.precision in GEO_PRECISION
    }
    return list(found.values())


def _is_codable(place: Place) -> bool:
    return place.kind not in NO_PLACE and not place.id.startswith("country:")


def _rows(report: Report, language: str, worldview: Worldview) -> list[Json]:
    incident = report.incident
    told, when = acled_event(incident), dated(incident.date)
    if told is None or when is None or _reason(incident) is not None:
        return []
    scenes = _scenes(incident)
    acting, acted_on = _sides(incident, *told)
    shared = {
        "incident_id": incident.id,
        "n_places": len(scenes),
        "event_date": when.day.isoformat(),
        "year": when.day.year,
        "time_precision": when.precision,
        "event_type": told[0],
        "sub_event_type": told[1],
        "actor1": "; ".join(acting),
        "actor2": "; ".join(acted_on),
        "source": report.article.outlet or report.article.source,
        "source_url": report.article.url,
        "notes": title(incident, language),
        "tags": _tags(incident, {*acting, *acted_on}),
    }
    numbers = [_numbers(incident), *({} for _ in scenes[1:])]
    return [shared | _where(incident, scene, language, worldview) | counts for scene, counts in zip(scenes, numbers, strict=True)]


def _where(incident: Incident, scene: tuple[IncidentPlace, Place], language: str, worldview: Worldview) -> Json:
    each, place = scene
    home = territory(country_shown(place, worldview), language)
    return {
        "event_id": f"{incident.id}/{place.id}",
        "iso": country_shown(place, worldview),
        "country": country_name(place, language=language, worldview=worldview) or home,
        "admin1": _unit(place.region, language),
        "admin2": _unit(place.province, language),
        "location": place_name(place, language),
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": GEO_PRECISION[each.precision],
    }


def _unit(code: str | None, language: str) -> str | None:
    """Name a region or province by its HCP code; a code of one's own table that nobody knows stays as it is."""
    if code is None:
        return None
    try:
        return place_name(load().place(f"hcp:{code}"), language)
    except UnknownPlaceError:
        return code


def _sides(incident: Incident, event: str, sub_event: str) -> tuple[list[str], list[str]]:
    """Say who acts and who is acted on, as far as the roles of those named tell; nobody is acted on in a peaceful protest."""
    first, second = SIDES[event]
    return _named(incident, first), [] if sub_event == "Peaceful protest" else _named(incident, second)


def _named(incident: Incident, roles: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(each.name for each in incident.actors if each.role in roles))


def _numbers(incident: Incident) -> Json:
    """Write the numbers of an incident, the newest official claim of each; not told stays empty, but for ACLED's own."""
    scenes = sum(each.role == "occurred" for each in incident.places)
    killed = _first(incident.counts, "killed")
    return {
        "counts_scope": "place" if scenes == 1 else "incident",
        "fatalities_best": None if killed is None else killed.best,
        "fatalities_min": None if killed is None else killed.min,
        "fatalities_max": None if killed is None else killed.max,
        "fatalities_acled": conservative(incident.counts),
        **{f"{what}_best": None if (count := _first(incident.counts, what)) is None else count.best for what in COUNTED},
    }


def _first(counts: Sequence[Count], what: str) -> Count | None:
    return next((each for each in counts if each.what == what), None)


def _tags(incident: Incident, sides: Set[str]) -> str:
    """Write what has no column of ACLED's: subtype, stage, how the date is known, PLOVER's word, the crowd, others named."""
    row = equivalents(incident.subtype)
    others = dict.fromkeys(each.name for each in incident.actors if each.name not in sides)
    told = {
        "subtype": incident.subtype,
        "stage": incident.stage,
        "discourse": incident.discourse,
        "date": incident.date.basis,
        "plover": "" if row is None else "/".join(each for each in (row.plover_event, row.plover_mode) if each),
        "crowd size": _crowd(_first(incident.counts, "participants")),
        "also named": ", ".join(others),
    }
    return "; ".join(f"{key}={value}" for key, value in told.items() if value)


def _crowd(count: Count | None) -> str:
    if count is None:
        return ""
    size = next((each for each in (count.best, count.min, count.max) if each is not None), 0)
    return f"{count.qualifier.replace('_', ' ')} {size:g}"
