"""Find where and when the newsroom wrote: the dateline 'Rabat, 14 mars 2024 (MAP) -' at the head of a text: `find_dateline`."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from geo.languages.folding import Folded
from geo.languages.sentences import Sentence
from geo.models import Mention

LINES: Final = 4  # sentences, headings included, among which a dateline may stand

# What follows the place: a date, an agency in brackets, or both.
DATELINE: Final = re.compile(
    r" ?,? ?(?:le )?\d{1,2} (?:de )?\w+(?: (?:de )?\d{4})?[^.]{0,20}[ (–—-]| ?\((?:[^\W\d_]{2,12}|و م ع)\)"
    r"| ?, [a-z]{3,9}\.? \d{1,2},? ?(?:\d{4}|[(–—])"  # the month before the day, as English writes it
)

# What follows the place alone: a dash before the text, or the stop of a sentence that says no more ('Rabat. El parlamento ...').
_RULE: Final = re.compile(r" [–—-]{1,2} ?(?=[A-ZÀ-ÖØ-Þء-ي\d«\"“])|\.(?=\s)")


# A month before the day with a dash behind, or an agency's name of several words, a country before it: 'NADOR, Morocco (Agency X) - '.
_DASHED: Final = re.compile(
    r"(?: ?, ?[^\W\d_][^\n,.(:]{1,20})? ?"
    r"(?:\([^()\n]{2,40}\) ?\.?[–—-]"
    r"|, (?:[^\W\d_]{3,9}\.? \d{1,2}|\d{1,2} [^\W\d_]{3,9})\.?(?: \([^()\n]{2,40}\))? ?\.?[–—-])(?=\s)"
)


class Dateline(NamedTuple):
    """Be a dateline: offsets in the folded text, the place's name included."""

    start: int
    end: int


def opens(folded: Folded, mention: Mention, sentence: Sentence) -> bool:
    """Tell whether a name at the head of a sentence is where the newsroom wrote."""
    if folded.text[sentence.start : mention.start].strip():
        return False
    ruled = sentence.part == "body" and _RULE.match(folded.text, mention.end)
    return bool(ruled or _ends(folded, mention))


def _ends(folded: Folded, mention: Mention) -> int | None:
    """Give where the dateline ends, in the folded text, that a name opens; None if it opens none."""
    match = DATELINE.match(folded.key, folded.index(mention.end))
    if match is not None:
        return match.end()
    dashed = _DASHED.match(folded.text, mention.end)
    return None if dashed is None else folded.index(dashed.end())


def find_dateline(folded: Folded, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> Dateline | None:
    """Give the dateline of a text, None if it has none."""
    heads = {each.start for each in sentences[:LINES]}
    for mention in mentions[:LINES]:
        end = _ends(folded, mention) if mention.start in heads else None
        if end is not None:
            return Dateline(folded.index(mention.start), end)
    return None
