"""Cut folded text into words and know by which letters each begins: `Words`."""

import re
from bisect import bisect_left
from collections import defaultdict
from itertools import accumulate

STEM = 4
NUMBER = "0"  # the stem of whatever begins with a digit
PROCLITICS = "وفبلك"
ARABIC = ("\u0600", "\u06ff")

_BETWEEN = re.compile(r"(\W+)")
_CLITICS = re.compile(r"([وف]?)([بلك]?)(ال|لل|)")
_LEFT = 3  # letters an Arabic word must keep when its proclitics are taken off


class Words:
    """Be the words of a folded text, in order.

    `words[i]` begins at `starts[i]` of the text and `gaps[i]` follows it. `stems` and `stem_starts`, parallel and sorted by
    place, say with which letters (up to four) something may be read to begin where: every word does, and an Arabic word
    once more behind each of its proclitics and its article. `nexts`, parallel to them, holds the stem of the word that follows.
    """

    __slots__ = ("_places", "gaps", "key", "nexts", "starts", "stem_starts", "stems", "words")

    def __init__(self, key: str) -> None:
        """Cut the text once, in time linear in its length."""
        self.key = key
        parts = _BETWEEN.split(key)
        starts = [0, *accumulate(map(len, parts))]
        first, last = (0 if parts[0] else 2), (len(parts) if parts[-1] else len(parts) - 1)
        self.words = parts[first:last:2]
        self.starts = starts[first:last:2]
        self.gaps = parts[first + 1 : last : 2]
        self.gaps += [""] * (len(self.words) - len(self.gaps))
        self.stems = [NUMBER if word[0] <= "9" else word[:STEM] for word in self.words]
        self.stem_starts = self.starts
        self.nexts = [*self.stems[1:], ""]
        self._places: dict[str, list[int]] = {}
        if any(ARABIC[0] <= stem[0] <= ARABIC[1] for stem in set(self.stems)):
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


def _stem(word: str) -> str:
    return NUMBER if word[0] <= "9" else word[:STEM]


def proclitics(word: str) -> list[int]:
    """Give how many letters may be taken off an Arabic word as conjunction, preposition and article, fewest first."""
    match = _CLITICS.match(word)
    ends = sorted({match.end(each) for each in (1, 2, 3)} - {0}) if match else []
    return [end for end in ends if len(word) - end >= _LEFT or word[end:].isdigit()]
