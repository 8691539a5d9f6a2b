"""Show the words of an article with marks on them, as HTML in which everything the article says is text: `marked`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from geo.maps.quotes import sentence_around
from geo.models import Incident, Mention

# What follows is told to be cut: a browser that lays out megabytes of text stands still.
MAX_SHOWN = 60_000
MAX_SENTENCES = 2

Window = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Mark `text[start:end]` as `look`, one of the classes of the style sheet: place, nil, incident."""

    start: int
    end: int
    look: str
    hint: str = ""


def marked(text: str, marks: Iterable[Mark], window: Window | None = None) -> str:
    """Escape `text` (or a window of it) and wrap what is marked in <mark>; marks may overlap and lie anywhere."""
    first, last = window or (0, min(len(text), MAX_SHOWN))
    inside = [each for each in marks if each.start < last and each.end > first and each.start < each.end]
    cuts = sorted({first, last, *(cut for each in inside for cut in (each.start, each.end) if first < cut < last)})
    pieces = [
        _piece(text[start:end], [each for each in inside if each.start <= start and each.end >= end]) for start, end in pairwise(cuts)
    ]
    return "".join(pieces) + ("…" if window is None and last < len(text) else "")


def sentences(text: str, incident: Incident) -> list[Window]:
    """Find the sentences that an incident rests on, in their order; those with most of its evidence come before the rest."""
    found: dict[Window, int] = {}
    for each in incident.evidence:
        window = sentence_around(text, (each.start, each.end))
        found[window] = found.get(window, 0) + 1
    best = sorted(found, key=lambda window: -found[window])[:MAX_SENTENCES]
    return sorted(best)


def incident_marks(incident: Incident) -> list[Mark]:
    """Mark the words that an incident's values rest on."""
    return [Mark(start=each.start, end=each.end, look="incident") for each in incident.evidence]


def mention_marks(mentions: Sequence[Mention], incident: Incident | None = None) -> list[Mark]:
    """Mark the names of places: all, or those of one incident; dotted where the name is not resolved."""
    chosen = range(len(mentions)) if incident is None else sorted({index for place in incident.places for index in place.mentions})
    named = [mentions[index] for index in chosen if 0 <= index < len(mentions)]
    return [
        Mark(start=each.start, end=each.end, look="nil" if each.resolution.place is None else "place", hint=each.resolution.why)
        for each in named
    ]


def _piece(text: str, marks: Sequence[Mark]) -> str:
    if not marks:
        return escape(text)
    looks = " ".join(sorted({each.look for each in marks}))
    hint = next((each.hint for each in marks if each.hint), "")
    return f'<mark class="{looks}" title="{escape(hint)}">{escape(text)}</mark>'
