"""Make a reading ready to be kept: `record`, the rows of a reading, plain values that go from one process to another."""

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from geo.languages.folding import fold
from geo.models import PERSONS, Incident, Place, Reading, persons, place_to_json, reading_from_json, reading_to_json
from geo.store.nouns import SourceKind

Row = dict[str, Any]

PREFIX = "hcp:"
REGION_LENGTH = len("06")
PROVINCE_LENGTH = len("06.141")
YEAR_LENGTH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Be the rows of one reading: of its article, its source, its incidents, their places, and the words to search.

    `named` are the places themselves, as JSON by their id.
    """

    article: Row
    source: Row
    incidents: list[Row]
    places: list[Row]
    said: str
    named: dict[str, str]

    @property
    def article_id(self) -> str:
        """Give the id of the text."""
        return str(self.article["id"])

    @property
    def name(self) -> str:
        """Give the source, as the database names it."""
        return str(self.source["source"])


def record(reading: Reading, *, kind: SourceKind) -> Record:
    """Make the rows of a reading that was found at a source of this kind."""
    article = reading.article
    source = plain(article.source)
    incidents, places = index(reading)
    return Record(
        article={
            "id": article.id,
            "source": source,
            "published": article.published,
            "language": reading.language,
            "reading": packed(reading),
        },
        source={
            "article_id": article.id,
            "source": source,
            "kind": kind,
            "outlet": _plain(article.outlet),
            "url": _plain(article.url),
            "title": _plain(article.title),
            "published": article.published,
        },
        incidents=incidents,
        places=places,
        said=said(reading),
        named=named(reading),
    )


def index(reading: Reading) -> tuple[list[Row], list[Row]]:
    """Make the rows that incidents are filtered by, and those of their places."""
    incidents = [_incident(each, reading.article.id, position) for position, each in enumerate(reading.incidents)]
    return incidents, [row for each in reading.incidents for row in _places(each)]


def named(reading: Reading) -> dict[str, str]:
    """Write the places of a reading's incidents as JSON, each by its id."""
    places = {each.place.id: each.place for incident in reading.incidents for each in incident.places if each.place is not None}
    return {key: json.dumps(place_to_json(place), ensure_ascii=False, separators=(",", ":")) for key, place in places.items()}


def said(reading: Reading) -> str:
    """Fold the words of an article that full-text search looks through."""
    article = reading.article
    return fold("\n".join(each for each in (article.title, article.outlet, article.text) if each))


def packed(reading: Reading) -> bytes:
    """Write a reading as deflated JSON, without titles: they are built for display, in the language of whoever looks."""
    contract = reading_to_json(reading, titles={each.id: "" for each in reading.incidents})
    return zlib.compress(json.dumps(contract, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))


def unpacked(blob: bytes) -> Reading:
    """Read a reading back."""
    return reading_from_json(json.loads(zlib.decompress(blob).decode("utf-8", "surrogatepass")))


def plain(text: str) -> str:
    """Write half characters, which the name of a file may hold, and nulls as escapes: no database takes the former, not all the latter."""
    return text.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")


def _plain(text: str | None) -> str | None:
    return None if text is None else plain(text)


def _incident(incident: Incident, article_id: str, position: int) -> Row:
    first, last = _days(incident)
    return {
        "id": incident.id,
        "article_id": article_id,
        "type": incident.type,
        "stage": incident.stage,
        "discourse": incident.discourse,
        "first_day": first,
        "last_day": last,
        "confidence": incident.confidence,
        "said": fold("\n".join(_names(incident))),
        "position": position,
        **{what: persons(incident, what) for what in PERSONS},
        "actors": json.dumps([each.name for each in incident.actors]),
    }


def _days(incident: Incident) -> tuple[str | None, str | None]:
    """Give the first and the last day that a date may mean; every month is given 31 days, which compares right."""
    value = incident.date.value
    if value is None:
        return None, None
    missing = len(value) - YEAR_LENGTH
    return value + "-01-01"[missing:], incident.date.until or value + "-12-31"[missing:]


def _names(incident: Incident) -> Iterator[str]:
    for each in incident.places:
        if each.place is not None:
            yield each.place.name
            yield from each.place.names.values()
    yield from (each.name for each in incident.actors)


def _places(incident: Incident) -> Iterator[Row]:
    for each in incident.places:
        region, province = (None, None) if each.place is None else _units(each.place)
        known = {"place_id": None, "country": None} if each.place is None else {"place_id": each.place.id, "country": each.place.country}
        yield {"incident_id": incident.id, "role": each.role, "precision": each.precision, **known, "region": region, "province": province}


def _units(place: Place) -> tuple[str | None, str | None]:
    """Give the bare codes of the region and the province that a place is or lies in."""
    own = place.id.removeprefix(PREFIX) if place.id.startswith(PREFIX) else ""
    region = own if len(own) == REGION_LENGTH else _bare(place.region)
    return region, own if len(own) == PROVINCE_LENGTH else _bare(place.province)


def _bare(code: str | None) -> str | None:
    return None if code is None else code.removeprefix(PREFIX)
