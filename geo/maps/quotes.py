"""Quote the sentence that names a place in an incident, cut into plain and marked parts: `quote`."""

import re
from collections.abc import Iterable

from geo.models import IncidentPlace, Mention, Report

MAX_QUOTE = 420
LEAD = 160

_STOP = re.compile(r"(?<=[.!?…؟])[\"»”’)\]]*\s+(?=[\"«“‘(\[]?\s?[^\W\d_a-z])|\n+")

Span = tuple[int, int]
Part = tuple[str, bool]


def quote(report: Report, place: IncidentPlace) -> list[Part]:
    """Give the sentence around the first mention of `place` within the incident's evidence, as (text, marked) parts.

    All mentions of the place in that sentence are marked. The list is empty where the article names the place nowhere.
    """
    text = report.article.text
    named = [(each.start, each.end) for each in _mentions(report, place.mentions) if 0 <= each.start < each.end <= len(text)]
    if not named:
        return []
    evidence = [(each.start, each.end) for each in report.incident.evidence]
    first = next((each for each in named if any(within(each, span) for span in evidence)), named[0])
    sentence = clipped(sentence_around(text, first), first)
    return parts(text, sentence, [each for each in named if within(each, sentence)])


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


def parts(text: str, sentence: Span, marked: Iterable[Span]) -> list[Part]:
    """Cut a sentence into parts in reading order, so that a page needs no offsets (its own count UTF-16 units)."""
    found: list[Part] = []
    at = sentence[0]
    for start, end in sorted(marked):
        if start < at:
            continue
        found.extend([(text[at:start], False), (text[start:end], True)])
        at = end
    found.append((text[at : sentence[1]].rstrip(), False))
    return [each for each in found if each[0]]


def within(inner: Span, outer: Span) -> bool:
    """Tell whether one half-open span lies in another."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _mentions(report: Report, indices: Iterable[int]) -> list[Mention]:
    return [report.mentions[each] for each in indices if 0 <= each < len(report.mentions)]
