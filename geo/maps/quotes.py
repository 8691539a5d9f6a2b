"""Quote the sentence that names a place in an incident, cut into plain and marked parts: `quote`, `value_spans`."""

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from geo.models import Incident, IncidentPlace, Mention, Report

MAX_QUOTE = 420
LEAD = 160

_STOP = re.compile(r"(?<=[.!?…؟])[\"»”’)\]]*\s+(?=[\"«“‘(\[]?\s?[^\W\d_a-z])|\n+")

Span = tuple[int, int]
Field = Literal["type", "stage", "discourse", "date", "place", "count", "actor", "ages"]
Look = Literal["", "here", "type", "stage", "discourse", "date", "place", "count", "actor", "ages"]
Part = tuple[str, Look]


class ValueSpan(NamedTuple):
    """Be words on which a value rests, and the field it is of; sorts by place."""

    start: int
    end: int
    field: Field


def value_spans(incident: Incident) -> list[ValueSpan]:
    """List the words behind each value of an incident, each span once a field: its evidence, and what its values point to."""
    told: list[tuple[int | None, int | None, Field]] = [(each.start, each.end, each.field) for each in incident.evidence]
    told.append((incident.date.start, incident.date.end, "date"))
    told += [(each.start, each.end, "count") for each in incident.counts]
    told += [(each.start, each.end, "actor") for each in incident.actors]
    told += [(incident.ages.start, incident.ages.end, "ages")] if incident.ages is not None else []
    return sorted({ValueSpan(start, end, field) for start, end, field in told if start is not None and end is not None and start < end})


def quote(report: Report, place: IncidentPlace) -> list[Part]:
    """Give the sentence around the first mention of `place` within the incident's evidence, as (text, look) parts.

    All mentions of the place in that sentence look 'here', the words behind other values like their field, the rest ''.
    The list is empty where the article names the place nowhere.
    """
    text = report.article.text
    named = [(each.start, each.end) for each in _mentions(report, place.mentions) if 0 <= each.start < each.end <= len(text)]
    if not named:
        return []
    evidence = [(each.start, each.end) for each in report.incident.evidence]
    first = next((each for each in named if any(within(each, span) for span in evidence)), named[0])
    sentence = clipped(sentence_around(text, first), first)
    here = [(start, end) for start, end in named if within((start, end), sentence)]
    others = [each for each in value_spans(report.incident) if within(each[:2], sentence)]
    return parts(text, sentence, _apart([*((start, end, "here") for start, end in here), *sorted(others, key=_length)]))


def _apart(spans: Iterable[tuple[int, int, Look]]) -> list[tuple[int, int, Look]]:
    """Keep what overlaps nothing kept before it."""
    kept: list[tuple[int, int, Look]] = []
    for each in spans:
        if not any(overlap(each[:2], other[:2]) for other in kept):
            kept.append(each)
    return kept


def _length(span: ValueSpan) -> int:
    return span.end - span.start


def sentence_around(text: str, span: Span) -> Span:
    """Find the sentence that holds `span`: from the stop or line break before it to the one after it."""
    start, end = 0, len(text)
    for stop in _STOP.finditer(text):
        if stop.end() <= span[0]:
            start = stop.end()
        elif stop.start() >= span[1]:
            end = stop.start()
            break
    return start, end


def clipped(sentence: Span, kept: Span) -> Span:
    """Shorten a very long sentence to a window around the words that matter."""
    start, end = sentence
    if end - start <= MAX_QUOTE:
        return sentence
    start = max(start, kept[0] - LEAD)
    return start, min(end, max(kept[1], start + MAX_QUOTE))


def parts(text: str, sentence: Span, marked: Iterable[tuple[int, int, Look]]) -> list[Part]:
    """Cut a sentence into parts in reading order, so that a page needs no offsets (its own count UTF-16 units)."""
    found: list[Part] = []
    at = sentence[0]
    for start, end, look in sorted(marked):
        found.extend([(text[at:start], ""), (text[start:end], look)])
        at = end
    found.append((text[at : sentence[1]].rstrip(), ""))
    return [each for each in found if each[0]]


def within(inner: Span, outer: Span) -> bool:
    """Tell whether one half-open span lies in another."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two half-open spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def _mentions(report: Report, indices: Iterable[int]) -> list[Mention]:
    return [report.mentions[each] for each in indices if 0 <= each < len(report.mentions)]
