"""Find wordings in the words of a text, trying each only where it can begin: `Phrases`, `Cues`."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import ClassVar, Generic, NamedTuple, TypeVar

from geo.languages.openings import openings
from geo.languages.words import Words

Row = TypeVar("Row")
WORD_ENDS = r"(?!\w)"
_NUMBERING = Lock()


class Phrase(NamedTuple, Generic[Row]):
    """Be a wording found: the number of its row in the table, the row, the match (offsets in the folded text)."""

    rank: int
    row: Row
    match: re.Match[str]


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern at its first use: most of a table is not needed for most texts."""
    return re.compile(pattern)


class _Way(NamedTuple, Generic[Row]):
    """Be the wordings of one row that begin with one stem: one pattern, and the stems of the word after the first, None if any."""

    rank: int
    row: Row
    pattern: str
    following: frozenset[str] | None


class _Table(Generic[Row]):
    """Hold the wordings of rows under the letters they begin with, in the order of the table."""

    __slots__ = ("_by_stem", "_number", "rows")
    made: ClassVar[int] = 0  # tables, numbered as they are made
    begins: ClassVar[dict[str, list[int]]] = {}  # for each stem, the numbers of the tables that have a wording with it

    def __init__(self, rows: Sequence[tuple[Sequence[str], Row]], ending: str) -> None:
        self.rows = [row for _, row in rows]
        ways: dict[str, dict[int, list[tuple[str, str]]]] = {}
        for rank, (wordings, _) in enumerate(rows):
            for wording in wordings:
                stems = openings(wording)
                if stems is None:
                    raise re.error("a wording may begin with anything; let it begin with letters or a digit", wording)
                for first, second in sorted(stems):
                    ways.setdefault(first, {}).setdefault(rank, []).append((wording, second))
        self._by_stem = {
            stem: [_Way(rank, rows[rank][1], *_joined(held, ending)) for rank, held in sorted(ranked.items())]
            for stem, ranked in ways.items()
        }
        with _NUMBERING:  # whoever reads meanwhile takes no notice of a number that is not below `made`
            self._number = _Table.made
            for stem in self._by_stem:
                _Table.begins.setdefault(stem, []).append(self._number)
            _Table.made += 1

    def begun(self, words: Words) -> tuple[list[int], list[int]]:
        """Give what may begin a wording, in order: indices into `words.stems`, offsets in the text.

        At the first need of a text it is worked out for all tables there are, in one pass.
        """
        if self._number >= len(words.begun):
            words.begun = _begun(words)
        return words.begun[self._number]


def _begun(words: Words) -> list[tuple[list[int], list[int]]]:
    """Give for each table, by its number, what may begin a wording of it."""
    begins, starts, total = _Table.begins, words.stem_starts, _Table.made
    found: list[tuple[list[int], list[int]]] = [([], []) for _ in range(total)]
    for index, stem in enumerate(words.stems):
        for number in begins.get(stem, ()):
            if number < total:
                indices, offsets = found[number]
                indices.append(index)
                offsets.append(starts[index])
    return found


def _joined(held: Sequence[tuple[str, str]], ending: str) -> tuple[str, frozenset[str] | None]:
    """Make wordings one pattern, and give the stems one of which must follow their first word, or None."""
    seconds = frozenset(second for _, second in held)
    pattern = f"(?:{'|'.join(dict.fromkeys(wording for wording, _ in held))}){ending}"
    return pattern, None if "" in seconds else seconds


class Phrases(_Table[Row]):
    """Be a table of wordings, each row with what it says."""

    __slots__ = ()

    def __init__(self, rows: Sequence[tuple[Sequence[str], Row]], *, ending: str = WORD_ENDS) -> None:
        """Index rows of (patterns for folded text, what they say); `ending` is what must follow a wording.

        Raises:
            re.error: a pattern may begin with anything, which would have to be tried everywhere.
        """
        super().__init__(rows, ending)

    def find(self, words: Words) -> list[Phrase[Row]]:
        """Find all wordings of a text, by where they begin, then in the order of the table."""
        known, nexts = self._by_stem, words.nexts
        found: list[Phrase[Row]] = []
        stems, starts, key = words.stems, words.stem_starts, words.key
        for index in self.begun(words)[0]:
            following = nexts[index]
            for rank, row, pattern, seconds in known[stems[index]]:
                if seconds is None or following in seconds:
                    match = compiled(pattern).match(key, starts[index])
                    if match is not None:
                        found.append(Phrase(rank, row, match))
        return found


class Cues(_Table[Row]):
    """Be a table of wordings that stand right before a name."""

    __slots__ = ()

    def __init__(self, rows: Sequence[tuple[Sequence[str], Row]], *, link: str = "") -> None:
        """Index rows of (patterns, what they say); `link` is what may stand between a wording and the name.

        Raises:
            re.error: a pattern may begin with anything.
        """
        super().__init__(rows, link + r"\Z")

    def before(self, words: Words, start: int, end: int) -> list[Phrase[Row]]:
        """Give the wordings that begin at `start` of the text or later and end where the name begins, at `end`.

        A row is given once, in its longest reading; the order is that of the table.
        """
        begun, begins = self.begun(words)
        low = bisect_left(begins, start)
        high = bisect_left(begins, end, low)
        if low == high:
            return []
        known, stems, starts, nexts = self._by_stem, words.stems, words.stem_starts, words.nexts
        found: dict[int, Phrase[Row]] = {}
        for index in begun[low:high]:
            for rank, row, pattern, following in known[stems[index]]:
                if rank not in found and (following is None or nexts[index] in following):
                    match = compiled(pattern).match(words.key, starts[index], end)
                    if match is not None:
                        found[rank] = Phrase(rank, row, match)
        return [found[rank] for rank in sorted(found)]
