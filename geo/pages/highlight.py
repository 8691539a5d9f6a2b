"""Show the words of an article with marks on them, as HTML in which everything the article says is text: `marked`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import get_args

from geo.languages.strings import say
from geo.languages.titles import count_text, date_text, place_name
from geo.maps.quotes import Field, sentence_around, value_spans
from geo.models import Incident, Mention

# What follows is told to be cut: a browser that lays out megabytes of text stands still.
MAX_SHOWN = 60_000
ENOUGH, MAX_SENTENCES = 2, 4  # sentences that are quoted of an incident, and where they do not show all of its values
LOOKS = (*get_args(Field), "mention", "nil")

Window = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Mark `text[start:end]` as `look`: a field of an incident, a `mention` of a place, or `nil`, one not resolved.

    `hint` says in words what was understood; the style sheet gives each look its colour and its line.
    """

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
    """Find the sentences that an incident rests on, in their order: two, or as many as show the words of every value once, few at most."""
    told: dict[Window, set[tuple[str, str]]] = {}
    weight: dict[Window, int] = {}
    for each in incident.evidence:
        window = sentence_around(text, (each.start, each.end))
        told.setdefault(window, set()).add((each.field, each.quote if each.field == "count" else ""))
        weight[window] = weight.get(window, 0) + 1
    chosen: list[Window] = []
    shown: set[tuple[str, str]] = set()
    while len(chosen) < min(MAX_SENTENCES, len(told)):
        best = max((each for each in told if each not in chosen), key=lambda window: (len(told[window] - shown), weight[window]))
        if len(chosen) >= ENOUGH and not told[best] - shown:
            break
        chosen.append(best)
        shown |= told[best]
    return sorted(chosen)


def incident_marks(incident: Incident, language: str) -> list[Mark]:
    """Mark the words behind each value of an incident, each with the value they were read as."""
    values = _values(incident, language)
    return [
        Mark(start=each.start, end=each.end, look=each.field, hint=_hint(each.field, values.get(each, values.get(each.field)), language))
        for each in value_spans(incident)
    ]


def mention_marks(mentions: Sequence[Mention], language: str, incident: Incident | None = None) -> list[Mark]:
    """Mark the names of places, all or those of one incident, each with the place it was taken for, its role there, and why."""
    roles = {} if incident is None else {index: place.role for place in incident.places for index in place.mentions}
    chosen = range(len(mentions)) if incident is None else sorted(roles)
    return [
        _mention_mark(mentions[index], None if index not in roles else say(language, f"roles.{roles[index]}"), language)
        for index in chosen
        if 0 <= index < len(mentions)
    ]


def key_html(language: str, marks: Iterable[Mark]) -> str:
    """Explain the looks that are there."""
    there = {each.look for each in marks}
    keys = "".join(f'<mark class="field-{look}">{escape(say(language, f"field.{look}"))}</mark>' for look in LOOKS if look in there)
    return f'<p class="marsad-key">{keys}</p>'


def _values(incident: Incident, language: str) -> dict[object, str]:
    """Say each value in words, by its span or, for what the incident has one of, by its field."""
    by_span: dict[object, str] = {(each.start, each.end, "count"): count_text(each, language) for each in incident.counts}
    by_span |= {(each.start, each.end, "actor"): each.name for each in incident.actors}
    return by_span | {
        "date": date_text(incident.date, language),
        "stage": say(language, f"stages.{incident.stage}"),
        "discourse": say(language, f"discourse.{incident.discourse}"),
        "type": say(language, f"types.{incident.type}"),
    }


def _hint(field: Field, value: str | None, language: str) -> str:
    label = say(language, f"field.{field}")
    return label if value is None else say(language, "panel.told", label=label, value=value)


def _mention_mark(mention: Mention, role: str | None, language: str) -> Mark:
    found = mention.resolution
    name = say(language, "articles.unresolved") if found.place is None else place_name(found.place, language)
    hint = say(language, "panel.told", label=role or name, value=f"{name}; {found.why}" if role else found.why)
    return Mark(start=mention.start, end=mention.end, look="nil" if found.place is None else "mention", hint=hint)


def _piece(text: str, marks: Sequence[Mark]) -> str:
    """Wrap a piece: the narrowest field gives its look, a place's own name the hint; all that is told stands in the hint."""
    if not marks:
        return escape(text)
    first = min(marks, key=lambda each: (each.look == "mention", each.end - each.start))
    hint = " · ".join(dict.fromkeys(each.hint for each in marks if each.hint))
    return f'<mark class="field-{first.look}" title="{escape(hint)}">{escape(text)}</mark>'
