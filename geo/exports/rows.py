"""Flatten reports to one row an incident-place, in the contract's words: `rows`."""

from collections.abc import Iterable, Iterator
from typing import Any

from geo.languages.titles import title
from geo.models import IncidentPlace, Place, Report
from geo.settings import Worldview
from geo.worldviews import country_shown

Json = dict[str, Any]

COUNTED = ("killed", "injured", "arrested", "missing", "rescued")
PLACED = ("id", "name", "kind", "country", "region", "province", "commune")
COLUMNS = (
    *("incident_id", "type", "subtype", "stage", "discourse", "title", "date", "date_until", "date_precision", "date_basis", "date_text"),
    *(f"{what}{end}" for what in COUNTED for end in ("", "_min", "_max")),
    *(
        "age_min",
        "age_max",
        "actors",
        "confidence",
        "role",
        "precision",
        *(f"place_{key}" for key in PLACED),
        "place_country_shown",
        "place_names",
    ),
    *("lat", "lon", "uncertainty_km", "place_text", "evidence", "article_id", "article_title", "outlet", "url", "published"),
    *("language", "source"),
)


def rows(reports: Iterable[Report], *, language: str, worldview: Worldview = "ma") -> Iterator[tuple[Place | None, Json]]:
    """Give each place of each incident as (place, fields): fields carry the contract's names and codes.

    Numbers of an incident stand in each of its rows: `incident_id` says which rows are one incident, so that a sum
    counts it once. An incident without a place has one row, its place None. `place_country` is ISO 3166-1 in every
    `worldview`; `place_country_shown` is the code that the worldview shows.
    """
    for report in reports:
        places = report.incident.places or (IncidentPlace(place=None, role="mentioned", precision=6, mentions=()),)
        for each in places:
            yield each.place, _incident(report, language) | _place(report, each, worldview) | _origin(report)


def _incident(report: Report, language: str) -> Json:
    incident, date, ages = report.incident, report.incident.date, report.incident.ages
    return {
        "incident_id": incident.id,
        "type": incident.type,
        "subtype": incident.subtype,
        "stage": incident.stage,
        "discourse": incident.discourse,
        "title": title(incident, language),
        "date": date.value,
        "date_until": date.until,
        "date_precision": date.precision,
        "date_basis": date.basis,
        "date_text": date.text,
        **{key: value for what in COUNTED for key, value in _counts(report, what).items()},
        "age_min": None if ages is None else ages.min,
        "age_max": None if ages is None else ages.max,
        "actors": "; ".join(each.name for each in incident.actors),
        "confidence": round(incident.confidence, 3),
    }


def _counts(report: Report, what: str) -> Json:
    """Write the first claim of `what`, the newest official one: unknown stays None, zero stays zero."""
    first = next((each for each in report.incident.counts if each.what == what), None)
    return {
        what: None if first is None else first.best,
        f"{what}_min": None if first is None else first.min,
        f"{what}_max": None if first is None else first.max,
    }


def _place(report: Report, each: IncidentPlace, worldview: Worldview) -> Json:
    place = each.place
    spoken = [report.mentions[index].text for index in each.mentions if 0 <= index < len(report.mentions)]
    found = {key: None if place is None else getattr(place, key) for key in PLACED}
    return {
        "role": each.role,
        "precision": each.precision,
        **{f"place_{key}": value for key, value in found.items()},
        "place_country_shown": None if place is None else country_shown(place, worldview),
        "place_names": {} if place is None else dict(place.names),
        "lat": None if place is None else place.lat,
        "lon": None if place is None else place.lon,
        "uncertainty_km": None if place is None else place.uncertainty_km,
        "place_text": "; ".join(dict.fromkeys(spoken)),
        "evidence": next((quote.quote for quote in report.incident.evidence if quote.field == "place"), None)
        or next((quote.quote for quote in report.incident.evidence), None),
    }


def _origin(report: Report) -> Json:
    article = report.article
    return {
        "article_id": article.id,
        "article_title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "published": article.published,
        "language": report.language,
        "source": article.source,
    }
