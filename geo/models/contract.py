"""Write readings as the output contract (`schema_version` 1) and read them back."""

from collections.abc import Mapping
from typing import Any, TypeVar

from geo.models.incident import Actor, Ages, Count, EventDate, Evidence, Incident, IncidentPlace
from geo.models.place import MAX_CANDIDATES, Candidate, Place, Resolution
from geo.models.reading import Article, Mention, Reading

SCHEMA_VERSION = 1
LANGUAGES = ("fr", "ar", "en", "es")

Json = dict[str, Any]
Flat = TypeVar("Flat", EventDate, Count, Ages, Actor, Evidence)


def place_to_json(place: Place) -> Json:
    """Write a place as PLACE of the contract."""
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind,
        "lat": place.lat,
        "lon": place.lon,
        "uncertainty_km": place.uncertainty_km,
        "country": place.country,
        "region": place.region,
        "province": place.province,
        "commune": place.commune,
        "names": {language: place.names.get(language) for language in LANGUAGES},
        "population": place.population,
    }


def place_from_json(row: Mapping[str, Any]) -> Place:
    """Read a place back from PLACE of the contract."""
    names = {language: name for language, name in row["names"].items() if name is not None}
    fields: Json = {key: row.get(key) for key in Place.__slots__ if key != "names"}
    return Place(**fields, names=names)


def incident_to_json(incident: Incident, *, title: str) -> Json:
    """Write an incident; `title` is built for display by the caller, in the interface's language."""
    return {
        "id": incident.id,
        "type": incident.type,
        "subtype": incident.subtype,
        "stage": incident.stage,
        "discourse": incident.discourse,
        "title": title,
        "confidence": incident.confidence,
        "date": _plain(incident.date),
        "places": [_incident_place_to_json(each) for each in incident.places],
        "counts": [_plain(each) for each in incident.counts],
        "ages": None if incident.ages is None else _plain(incident.ages),
        "actors": [_plain(each) for each in incident.actors],
        "evidence": [_plain(each) for each in incident.evidence],
    }


def incident_from_json(row: Mapping[str, Any]) -> Incident:
    """Read an incident back; its title is not kept, for it is built anew for display."""
    return Incident(
        **{key: row[key] for key in ("id", "type", "subtype", "stage", "discourse", "confidence")},
        date=_flat(EventDate, row["date"]),
        places=tuple(_incident_place_from_json(each) for each in row["places"]),
        counts=tuple(_flat(Count, each) for each in row["counts"]),
        ages=None if row["ages"] is None else _flat(Ages, row["ages"]),
        actors=tuple(_flat(Actor, each) for each in row["actors"]),
        evidence=tuple(_flat(Evidence, each) for each in row["evidence"]),
    )


def reading_to_json(reading: Reading, *, titles: Mapping[str, str]) -> Json:
    """Write a reading as one object of the contract; `titles` gives each incident's title by its id."""
    article = reading.article
    return {
        "schema_version": SCHEMA_VERSION,
        "id": article.id,
        "source": article.source,
        "outlet": article.outlet,
        "url": article.url,
        "title": article.title,
        "language": reading.language,
        "published": article.published,
        "text": article.text,
        "mentions": [_mention_to_json(each) for each in reading.mentions],
        "incidents": [incident_to_json(each, title=titles[each.id]) for each in reading.incidents],
        "warnings": list(reading.warnings),
    }


def reading_from_json(row: Mapping[str, Any]) -> Reading:
    """Read a reading back from one object of the contract."""
    article = Article(**{key: row[key] for key in ("text", "source", "outlet", "url", "title", "language", "published")})
    return Reading(
        article=article,
        language=row["language"],
        mentions=tuple(_mention_from_json(each) for each in row["mentions"]),
        incidents=tuple(incident_from_json(each) for each in row["incidents"]),
        warnings=tuple(row["warnings"]),
    )


def _plain(noun: EventDate | Count | Ages | Actor | Evidence) -> Json:
    """Write a flat dataclass as a dict, field by field."""
    return {key: getattr(noun, key) for key in noun.__slots__}


def _flat(noun: type[Flat], row: Mapping[str, Any]) -> Flat:
    """Read a flat dataclass back; keys it does not know are left alone, as the contract asks."""
    return noun(**{key: row[key] for key in noun.__slots__})


def _incident_place_to_json(each: IncidentPlace) -> Json:
    place = None if each.place is None else place_to_json(each.place)
    return {"place": place, "role": each.role, "precision": each.precision, "mentions": list(each.mentions)}


def _incident_place_from_json(row: Mapping[str, Any]) -> IncidentPlace:
    place = None if row["place"] is None else place_from_json(row["place"])
    return IncidentPlace(place=place, role=row["role"], precision=row["precision"], mentions=tuple(row["mentions"]))


def _mention_to_json(mention: Mention) -> Json:
    found = mention.resolution
    return {
        "text": mention.text,
        "start": mention.start,
        "end": mention.end,
        "kind": mention.kind,
        "literal": mention.literal,
        "method": mention.method,
        "confidence": found.confidence,
        "why": found.why,
        "place": None if found.place is None else place_to_json(found.place),
        "nil_reason": found.nil_reason,
        "candidates": [{"place": place_to_json(each.place), "score": each.score} for each in found.candidates[:MAX_CANDIDATES]],
    }


def _mention_from_json(row: Mapping[str, Any]) -> Mention:
    resolution = Resolution(
        place=None if row["place"] is None else place_from_json(row["place"]),
        nil_reason=row["nil_reason"],
        confidence=row["confidence"],
        why=row["why"],
        candidates=tuple(Candidate(place=place_from_json(each["place"]), score=each["score"]) for each in row["candidates"]),
    )
    return Mention(**{key: row[key] for key in ("text", "start", "end", "kind", "literal", "method")}, resolution=resolution)
