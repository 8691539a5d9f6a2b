"""Find wordings in the words of a text, trying each only where it can begin: `Phrases`, `Cues`."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import ClassVar, Final, Generic, TypeVar

from geo.languages.openings import openings
from geo.languages.words import Words

Row = TypeVar("Row")
WORD_ENDS: Final = r"(?!\w)"
_NUMBERING: Final = Lock()


class Phrase(Generic[Row]):
    """Be a wording found: the number of its row in the table, the row, the match (offsets in the folded text)."""

    __slots__ = ("match", "rank", "row")

    def __init__(self, rank: int, row: Row, match: re.Match[str]) -> None:
        """Note what was found."""
        self.rank = rank
        self.row = row
        self.match = match


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern at its first use: most of a table is not needed for most texts."""
    return re.compile(pattern)


class _Way(Generic[Row]):
    """Be the wordings of one row that begin with one stem, as one pattern."""

    __slots__ = ("_compiled", "_pattern", "rank", "row")

    def __init__(self, rank: int, row: Row, pattern: str) -> None:
        self.rank = rank
        self.row = row
        self._pattern = pattern
        self._compiled: re.Pattern[str] | None = None

    def pattern(self) -> re.Pattern[str]:
        """Give the pattern, compiled at its first use: most of a table is not needed for most texts."""
        if self._compiled is None:
            self._compiled = compiled(self._pattern)
        return self._compiled


class _Ways(Generic[Row]):
    """Be all wordings that begin with one stem, by the stem of the word that must follow; those that anything may follow are in all."""

    __slots__ = ("_any", "_by_next")

    def __init__(self, ways: Sequence[tuple[_Way[Row], frozenset[str] | None]]) -> None:
        self._any = [way for way, following in ways if following is None]
        named = {stem for _, following in ways if following is not None for stem in following}
        self._by_next = {stem: [way for way, following in ways if following is None or stem in following] for stem in named}

    def before(self, following: str) -> list[_Way[Row]]:
        """Give those that a word with that stem may follow, in the order of the table."""
        return self._by_next.get(following, self._any)


class _Table(Generic[Row]):
    """Hold the wordings of rows under the letters they begin with, in the order of the table."""

    __slots__ = ("_by_stem", "rows")

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
            stem: _Ways([_way(rank, rows[rank][1], held, ending) for rank, held in sorted(ranked.items())]) for stem, ranked in ways.items()
        }


def _way(rank: int, row: Row, held: Sequence[tuple[str, str]], ending: str) -> tuple[_Way[Row], frozenset[str] | None]:
    """Make wordings of a row one pattern, and give the stems one of which must follow their first word, or None."""
    seconds = frozenset(second for _, second in held)
    pattern = f"(?:{'|'.join(dict.fromkeys(wording for wording, _ in held))}){ending}"
    return _Way(rank, row, pattern), None if "" in seconds else seconds


class Phrases(_Table[Row]):
    """Be a table of wordings, each row with what it says."""

    __slots__ = ("_number",)
    made: ClassVar[int] = 0  # tables, numbered as they are made
    begins: ClassVar[dict[str, list[int]]] = {}  # for each stem, the numbers of the tables that have a wording with it

    def __init__(self, rows: Sequence[tuple[Sequence[str], Row]], *, ending: str = WORD_ENDS) -> None:
        """Index rows of (patterns for folded text, what they say); `ending` is what must follow a wording.

        Raises:
            re.error: a pattern may begin with anything, which would have to be tried everywhere.
        """
        super().__init__(rows, ending)
        with _NUMBERING:  # whoever reads meanwhile takes no notice of a number that is not below `made`
            self._number = Phrases.made
            for stem in self._by_stem:
                Phrases.begins.setdefault(stem, []).append(self._number)
            Phrases.made += 1

    def find(self, words: Words, inside: tuple[int, int] | None = None) -> list[Phrase[Row]]:
        """Find all wordings of a text, or those that begin in a stretch of it, by where they begin, then in the order of the table."""
        if self._number >= len(words.begun):
            words.begun = _begun(words)
        known, nexts = self._by_stem, words.nexts
        found: list[Phrase[Row]] = []
        stems, starts, key = words.stems, words.stem_starts, words.key
        begun = words.begun[self._number]
        if inside is not None:
            here = words.between(*inside)
            begun = begun[bisect_left(begun, here.start) : bisect_left(begun, here.stop)]
        for index in begun:
            for way in known[stems[index]].before(nexts[index]):
                match = way.pattern().match(key, starts[index])
                if match is not None:
                    found.append(Phrase(way.rank, way.row, match))
        return found


def _begun(words: Words) -> list[list[int]]:
    """Give for each table of phrases there is, by its number, what may begin a wording of it, in order: all in one pass."""
    begins, total = Phrases.begins, Phrases.made
    found: list[list[int]] = [[] for _ in range(total)]
    for index, stem in enumerate(words.stems):
        numbers = begins.get(stem)
        if numbers is not None:
            for number in numbers:
                if number < total:
                    found[number].append(index)
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
        starts = words.stem_starts
        low = bisect_left(starts, start)
        high = bisect_left(starts, end, low)
        known, stems, nexts, key = self._by_stem, words.stems, words.nexts, words.key
        found: dict[int, Phrase[Row]] = {}
        for index in range(low, high):
            ways = known.get(stems[index])
            if ways is None:
                continue
            for way in ways.before(nexts[index]):
                if way.rank not in found:
                    match = way.pattern().match(key, starts[index], end)
                    if match is not None:
                        found[way.rank] = Phrase(way.rank, way.row, match)
        return [found[rank] for rank in sorted(found)] if found else []
