"""Tell who says so, the source that a sentence names for what it tells: `source_of`, `sources`."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from geo.languages.folding import Folded
from geo.languages.lexicon import lexicon
from geo.languages.phrases import Phrase, Phrases

LONGEST: Final = 7  # words of a source; what is longer is a clause
STOPS: Final = ".;:!?\n"
SIGNS: Final = r",،.;:()«»\"“”\n"
INSIDE: Final = ',،»"”'  # behind one of these a verb of saying comes before its subject: ', a indiqué la préfecture'

_DIGIT: Final = re.compile(r"\d")


class Sources(NamedTuple):
    """Hold what a language writes a source with: words it follows, verbs of saying, the name with what may stand before it, articles."""

    according: Phrases[None]
    saying: Phrases[None]
    name: re.Pattern[str]
    opening: re.Pattern[str]


def source_of(
    folded: Folded, stretch: tuple[int, int], according: Sequence[Phrase[None]], saying: Sequence[Phrase[None]], tables: Sources
) -> str | None:
    """Give the source named in a sentence, as it is written, without its article; None if there is none.

    `stretch` is the sentence's in the folded text; `according` and `saying` are the wordings found in it.
    """
    start, end = stretch
    for phrase in according:
        if found := _after(folded, phrase.match.end(), end, tables):
            return found
    for phrase in saying:
        first, last = phrase.match.span()
        inverted = folded.key[start:first].rstrip()[-1:]
        found = _after(folded, last, end, tables) if inverted and inverted in INSIDE else None
        if found := found or _before(folded, start, first, tables):
            return found
    return None


def _after(folded: Folded, at: int, end: int, tables: Sources) -> str | None:
    match = tables.name.match(folded.key, at, end)
    return None if match is None else _written(folded, *match.span("name"))


def _before(folded: Folded, start: int, end: int, tables: Sources) -> str | None:
    """Take what stands between the last stop or comma and a verb of saying for its subject."""
    low = max(start, *(folded.key.rfind(each, start, end) + 1 for each in STOPS + INSIDE))
    opening = tables.opening.match(folded.key, low, end)
    return _written(folded, opening.end() if opening is not None else low, end)


def _written(folded: Folded, start: int, end: int) -> str | None:
    first, last = folded.span(start, end)
    name = " ".join(folded.text[first:last].split())
    fits = len(name) > 1 and len(name.split()) <= LONGEST and _DIGIT.search(name) is None
    return name if fits else None


@cache
def sources(code: str) -> Sources | None:
    """Compile what the table of a language says of sources; None where it says nothing."""
    table = lexicon(code).table.get("attribution")
    if table is None:
        return None
    articles, ends, between = ("|".join(table[each]) for each in ("articles", "ends", "between"))
    head = rf" ?(?:(?:{between}) )?(?:{articles})?(?!(?:{ends})(?!\w))"
    return Sources(
        Phrases([(table["according"], None)]),
        Phrases([(table["saying"], None)]),
        re.compile(rf"{head}(?P<name>[^\W\d][^{SIGNS}]*?)(?= (?:{ends})(?!\w)|[{SIGNS}]|\Z)"),
        re.compile(rf"\s*(?:{articles})?"),
    )
