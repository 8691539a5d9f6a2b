"""Flatten reports to rows, in the contract's words, as every format writes them: `place_rows`, `incident_rows`, `article_rows`."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from geo.exports.columns import COUNTED, LANGUAGES
from geo.frames.selection import first_day, last_day
from geo.languages.titles import place_name, title
from geo.models import Article, EventDate, Incident, IncidentPlace, Place, Report
from geo.settings import Worldview
from geo.worldviews import country_shown

Row = dict[str, Any]
Point = tuple[float, float]

PLACED = ("id", "name", "kind", "country", "region", "province", "commune")
PINNED = ("occurred", "target", "planned_target")
SHOWN = ("current", "background")
BOUNDLESS = ("country", "supranational")
DECIMALS = 6  # RFC 7946, section 11.2: about 10 cm
NOWHERE = IncidentPlace(place=None, role="mentioned", precision=6, mentions=())

# What XML cannot hold, which is more than the other formats cannot. Source: XML 1.0, section 2.2.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def place_rows(reports: Iterable[Report], *, language: str, worldview: Worldview = "ma") -> Iterator[tuple[Place | None, Row]]:
    """Give each place of each incident as (place, row): rows carry the contract's names and codes.

    Numbers of an incident stand in each of its rows: `incident_id` says which rows are one incident, so that a sum
    counts it once. An incident without a place has one row, its place None. `place_country` is ISO 3166-1 in every
    `worldview`; `place_country_shown` is the code that the worldview shows.
    """
    for report in reports:
        shared, origin = _incident(report.incident, language), _origin(report.article, report.language)
        for each in report.incident.places or (NOWHERE,):
            yield each.place, _sound(shared | _place(report, each, worldview) | {"evidence": _evidence(report.incident)} | origin)


def incident_rows(reports: Iterable[Report], *, language: str) -> Iterator[tuple[list[Point], Row]]:
    """Give each incident as (points, row): the points that Marsad's own map pins, as (lon, lat); `places` names them."""
    for report in reports:
        pinned = [each.place for each in report.incident.places if each.place is not None and is_mapped(report.incident, each)]
        told = {
            "places": "; ".join(dict.fromkeys(place_name(each, language) for each in pinned)),
            "evidence": _evidence(report.incident),
        }
        points = [found for each in pinned if (found := point_of(each)) is not None]
        yield points, _sound(_incident(report.incident, language) | told | _origin(report.article, report.language))


def article_rows(reports: Iterable[Report]) -> Iterator[Row]:
    """Give each article once, in its order, with the number of its incidents among these reports."""
    told = list(reports)
    number = Counter(each.article.id for each in told)
    first = {each.article.id: each for each in reversed(told)}
    for key in dict.fromkeys(each.article.id for each in told):
        yield _sound(_origin(first[key].article, first[key].language) | {"n_incidents": number[key]})


def point_of(place: Place | None) -> Point | None:
    """Give the point of a place as (lon, lat) in degrees, or None where it has none."""
    if place is None or not (math.isfinite(place.lat) and math.isfinite(place.lon)):
        return None
    return round(place.lon, DECIMALS), round(place.lat, DECIMALS)


def is_mapped(incident: Incident, each: IncidentPlace) -> bool:
    """Tell whether Marsad's own map pins an incident at one of its places: countries are never pins."""
    place = each.place
    if place is None or place.kind in BOUNDLESS or place.id.startswith("country:"):
        return False
    return incident.discourse in SHOWN and each.role in PINNED


def writable(text: str) -> str:
    """Put U+FFFD for each character that some format cannot hold: control characters and halves of surrogate pairs."""
    return _UNWRITABLE.sub("\ufffd", text)


def _sound(row: Row) -> Row:
    return {key: writable(value) if isinstance(value, str) else value for key, value in row.items()}


def _incident(incident: Incident, language: str) -> Row:
    ages = incident.ages
    return {
        **{key: getattr(incident, key) for key in ("type", "subtype", "stage", "discourse")},
        "incident_id": incident.id,
        "title": title(incident, language),
        **_date(incident.date),
        **{key: value for what in COUNTED for key, value in _counts(incident, what).items()},
        "age_min": None if ages is None else ages.min,
        "age_max": None if ages is None else ages.max,
        "actors": "; ".join(each.name for each in incident.actors),
        "confidence": round(incident.confidence, 3),
        "n_places": len(incident.places),
    }


def _date(when: EventDate) -> Row:
    """Write a date as it is known, and the first and the last day that it may mean."""
    return {
        "date": when.value,
        "date_until": when.until,
        "first_day": _day(first_day(when)),
        "last_day": _day(last_day(when)),
        "date_precision": when.precision,
        "date_basis": when.basis,
        "date_text": when.text,
    }


def _day(value: str | None) -> str | None:
    """Keep a day that is in the calendar."""
    try:
        return None if value is None else date.fromisoformat(value).isoformat()
    except ValueError:
        return None


def _counts(incident: Incident, what: str) -> Row:
    """Write the first claim of `what`, the newest official one: unknown stays None, zero stays zero."""
    first = next((each for each in incident.counts if each.what == what), None)
    numbers = (None, None, None) if first is None else (first.best, first.min, first.max)
    return {f"{what}{end}": _whole(each) for end, each in zip(("", "_min", "_max"), numbers, strict=True)}


def _whole(number: float | None) -> int | None:
    return None if number is None or not math.isfinite(number) else round(number)


def _place(report: Report, each: IncidentPlace, worldview: Worldview) -> Row:
    place = each.place
    spoken = [report.mentions[index].text for index in each.mentions if 0 <= index < len(report.mentions)]
    point = point_of(place)
    return {
        "role": each.role,
        "precision": each.precision,
        "mapped": is_mapped(report.incident, each),
        **{f"place_{key}": None if place is None else getattr(place, key) for key in PLACED},
        "place_country_shown": None if place is None else country_shown(place, worldview),
        **{f"place_name_{key}": None if place is None else place.names.get(key) for key in LANGUAGES},
        "lat": None if point is None else point[1],
        "lon": None if point is None else point[0],
        "uncertainty_km": None if place is None else place.uncertainty_km,
        "place_text": "; ".join(dict.fromkeys(spoken)),
    }


def _evidence(incident: Incident) -> str | None:
    """Quote the words that say where, else the first that say anything."""
    quotes: Sequence[str] = [each.quote for each in incident.evidence if each.field == "place"]
    return next(iter(quotes or [each.quote for each in incident.evidence]), None)


def _origin(article: Article, language: str) -> Row:
    return {
        "article_id": article.id,
        "article_title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "published": _day(article.published),
        "language": language,
        "source": article.source,
    }
