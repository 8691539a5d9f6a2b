"""Cut folded text into words and know by which letters each begins: `Words`."""

import codecs
import re
from bisect import bisect_left
from collections import defaultdict
from functools import cache
from itertools import accumulate, compress
from typing import Any

STEM = 4
NUMBER = "0"  # the stem of whatever begins with a digit
PROCLITICS = "وفبلك"
ARABIC = ("\u0600", "\u06ff")

_BETWEEN = re.compile(r"\W")
# The characters of folded news: which of them are no letters is looked up for all at once, in a table of 256 places.
_USUAL = "".join(
    chr(code) for span in ((0x0A, 0x0B), (0x20, 0x7F), (0xA0, 0xC0), (0x0621, 0x063B), (0x0641, 0x064B)) for code in range(*span)
)
_USUAL += "×÷،؛؟“”–—…"
_one_more = (1).__add__
_CLITICS = re.compile(r"([وف]?)([بلك]?)(ال|لل|)")
_LEFT = 3  # letters an Arabic word must keep when its proclitics are taken off


class Words:
    """Be the words of a folded text, in order.

    `words[i]` begins at `starts[i]` of the text. `stems` and `stem_starts`, parallel and sorted by
    place, say with which letters (up to four) something may be read to begin where: every word does, and an Arabic word
    once more behind each of its proclitics and its article. `nexts`, parallel to them, holds the stem of the word that follows.
    `begun` keeps for each table of wordings where one of them may begin.
    """

    __slots__ = ("_places", "begun", "key", "nexts", "starts", "stem_starts", "stems", "words")

    def __init__(self, key: str) -> None:
        """Cut the text once, in time linear in its length."""
        self.key = key
        parts = _without_signs(key).split(" ")
        starts = accumulate(map(_one_more, map(len, parts)), initial=0)
        self.words, self.starts = list(compress(parts, parts)), list(compress(starts, parts))
        self.stems = [NUMBER if word[0] <= "9" else word[:STEM] for word in self.words]
        self.stem_starts = self.starts
        self.nexts = [*self.stems[1:], ""]
        self._places: dict[str, list[int]] = {}
        self.begun: dict[object, tuple[list[int], list[int]]] = {}
        if max(self.stems, default="") >= ARABIC[0]:
            self._behind_proclitics()

    def _behind_proclitics(self) -> None:
        """Let Arabic words be read behind their proclitics too."""
        rows: list[tuple[str, int, str]] = []
        for word, stem, start, following in zip(self.words, self.stems, self.starts, self.nexts, strict=True):
            rows.append((stem, start, following))
            if ARABIC[0] <= word[0] <= ARABIC[1]:
                rows += [(_stem(word[skipped:]), start + skipped, following) for skipped in proclitics(word)]
        self.stems, self.stem_starts, self.nexts = [list(column) for column in zip(*rows, strict=True)]

    def at(self, start: int) -> int:
        """Give the index of the first word that begins at `start` of the text or after it."""
        return bisect_left(self.starts, start)

    def gap(self, index: int) -> str:
        """Give what stands between a word and the next, or the end of the text."""
        end = self.starts[index] + len(self.words[index])
        return self.key[end : self.starts[index + 1] if index + 1 < len(self.starts) else None]

    @property
    def places(self) -> dict[str, list[int]]:
        """Give the indices into `stems` of each stem, in order."""
        if not self._places:
            found = defaultdict[str, list[int]](list)
            for index, stem in enumerate(self.stems):
                found[stem].append(index)
            self._places = found
        return self._places

    def between(self, start: int, end: int) -> range:
        """Give the indices into `stems` of what begins inside a stretch of the text."""
        return range(bisect_left(self.stem_starts, start), bisect_left(self.stem_starts, end))


@cache
def _charmaps() -> tuple[Any, str]:
    spare = "\ufffe" * (255 - len(_USUAL))
    return codecs.charmap_build("\0" + _USUAL + spare), "\0" + _BETWEEN.sub(" ", _USUAL) + spare


def _without_signs(key: str) -> str:
    """Put a blank for each character that is part of no word."""
    usual, plain = _charmaps()
    try:
        codes, _ = codecs.charmap_encode(key, "strict", usual)
    except UnicodeEncodeError:
        return _BETWEEN.sub(" ", key)
    return codecs.charmap_decode(codes, "strict", plain)[0].replace("\0", " ")


def _stem(word: str) -> str:
    return NUMBER if word[0] <= "9" else word[:STEM]


def proclitics(word: str) -> list[int]:
    """Give how many letters may be taken off an Arabic word as conjunction, preposition and article, fewest first."""
    match = _CLITICS.match(word)
    ends = sorted({match.end(each) for each in (1, 2, 3)} - {0}) if match else []
    return [end for end in ends if len(word) - end >= _LEFT or word[end:].isdigit()]
