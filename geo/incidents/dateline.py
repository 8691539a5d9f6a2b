"""Find where and when the newsroom wrote: the dateline 'Rabat, 14 mars 2024 (MAP) -' at the head of a text: `find_dateline`."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from geo.languages.folding import Folded
from geo.languages.sentences import Sentence
from geo.models import Mention

LINES = 4  # sentences, headings included, among which a dateline may stand

# What follows the place: a date, an agency in brackets, or both.
DATELINE = re.compile(r" ?,? ?(?:le )?\d{1,2} \w+(?: \d{4})?[^.]{0,20}[ (–—-]| ?\([a-z]{2,12}\)")


class Dateline(NamedTuple):
    """Be a dateline: offsets in the folded text, the place's name included."""

    start: int
    end: int


def find_dateline(folded: Folded, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> Dateline | None:
    """Give the dateline of a text, None if it has none."""
    heads = {each.start: each for each in sentences[:LINES]}
    for mention in mentions[:LINES]:
        sentence = heads.get(mention.start)
        match = DATELINE.match(folded.key, folded.index(mention.end)) if sentence is not None else None
        if match is not None:
            return Dateline(folded.index(mention.start), match.end())
    return None
