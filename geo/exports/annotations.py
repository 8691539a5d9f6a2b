"""Write what was understood of each article as W3C Web Annotations, with the very words that each value rests on: `to_annotations`."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from geo.exports.lines import readings
from geo.exports.rows import point_of
from geo.exports.selection import Selection, about
from geo.languages.titles import place_name, title
from geo.models import Article, Count, Incident, Mention, Reading

Json = dict[str, Any]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters before and after, by which the words are found again in a text that has changed
UNDETERMINED = "und"

_WEB = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)


def to_annotations(selection: Selection) -> str:
    """Write a collection of one page: an annotation for each mention of a place and for each value of each incident.

    Positions count characters of the article's text as Marsad read it, half-open; `via` is the address it was read from. The
    collection's `summary` tells the filter. Source: W3C Web Annotation Data Model (2017), sections 3.2, 4.2.4 and 4.2.5.
    """
    items = [each for reading in readings(selection) for each in _of_reading(reading, selection.language)]
    said = about(selection)
    page = {"id": "urn:marsad:annotations:page:1", "type": "AnnotationPage", "startIndex": 0, "items": items}
    collection = {
        "@context": CONTEXT,
        "id": "urn:marsad:annotations",
        "type": "AnnotationCollection",
        "label": said["title"],
        "summary": said["filters"],
        "total": len(items),
        "first": page,
    }
    return json.dumps(collection, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _of_reading(reading: Reading, language: str) -> Iterator[Json]:
    for number, mention in enumerate(reading.mentions):
        name = f"urn:marsad:mention:{reading.article.id}:{number}"
        yield _annotation(name, "identifying", _place_bodies(mention, language), reading, (mention.start, mention.end))
    for incident in reading.incidents:
        incident_name = f"urn:marsad:incident:{quote(incident.id, safe='')}"
        for number, (field, value, start, end) in enumerate(_values(incident, language)):
            about_it = {"type": "SpecificResource", "source": incident_name, "purpose": "linking"}
            tag = _body(f"{field}: {value}", "tagging")
            yield _annotation(f"{incident_name}:{field}:{number}", "tagging", [tag, about_it], reading, (start, end))


def _place_bodies(mention: Mention, language: str) -> list[Json]:
    """Say which place is meant and where it is (a geo: URI, RFC 5870), or why none; and whether the name stands for something else."""
    found, other = mention.resolution.place, [] if mention.literal else [_body("literal: false", "classifying")]
    if found is None:
        return [_body(mention.resolution.nil_reason or "", "commenting"), *other]
    point = point_of(found)
    named = {"id": f"urn:marsad:place:{quote(found.id, safe=':')}", "label": place_name(found, language)}
    where = [] if point is None else [f"geo:{point[1]},{point[0]}"]
    return [*({"type": "SpecificResource", "source": each, "purpose": "identifying"} for each in (named, *where)), *other]


def _body(value: str, purpose: str) -> Json:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _values(incident: Incident, language: str) -> Iterator[tuple[str, str, int, int]]:
    """List the values of an incident that have words: the field, its value, and where the words begin and end."""
    plain = {"type": incident.type, "stage": incident.stage, "discourse": incident.discourse}
    for each in incident.evidence:
        yield each.field, plain.get(each.field) or title(incident, language), each.start, each.end
    when, ages = incident.date, incident.ages
    found: list[tuple[str, str, int | None, int | None]] = [("date", when.value or "?", when.start, when.end)]
    found += [("count", _number(each), each.start, each.end) for each in incident.counts]
    found += [("actor", f"{each.name} ({each.role})", each.start, each.end) for each in incident.actors]
    found += [] if ages is None else [("ages", f"{ages.min}-{ages.max}", ages.start, ages.end)]
    for field, value, start, end in found:
        if start is not None and end is not None:
            yield field, value, start, end


def _number(count: Count) -> str:
    told = [f"{key}={value:g}" for key, value in (("best", count.best), ("min", count.min), ("max", count.max)) if value is not None]
    return " ".join([count.what, count.qualifier, *told, count.unit])


def _annotation(name: str, motivation: str, bodies: list[Json], reading: Reading, span: tuple[int, int]) -> Json:
    article = reading.article
    return {
        "id": name,
        "type": "Annotation",
        "motivation": motivation,
        "body": bodies,
        "target": {"source": _source(article, reading.language), "selector": _selectors(article.text, *span)},
    }


def _selectors(text: str, start: int, end: int) -> list[Json]:
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - AROUND) : start],
            "suffix": text[end : end + AROUND],
        },
    ]


def _source(article: Article, language: str) -> Json:
    """Name the text; an address is given only where it is one of the web."""
    address = article.url or article.source
    via = {"via": address} if _WEB.fullmatch(address) else {}
    spoken = {} if language == UNDETERMINED else {"language": language}
    return {"id": f"urn:marsad:article:{article.id}", "type": "Text", "format": "text/plain", **spoken, **via}
