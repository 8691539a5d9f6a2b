"""Load what a language's reviewed table `data/languages/<code>.toml` says: `Lexicon`, `lexicon`.

Every pattern of a table is written for folded text (lower case, no accents, straight apostrophes, no hyphens).
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar

from geo.errors import DataError
from geo.languages.folding import fold
from geo.settings import data_folder

CODES = ("fr", "ar", "en", "es")
STEM = 4
STEMS = re.compile(rf"\b(?:\d|\w{{1,{STEM}}})")  # of a number its first digit, of a word its first letters
LETTERS = "abcdefghijklmnopqrstuvwxyz"
EDGES = (" ", "'", ".", "\\s", "\\.", "(?:\\s", "(?: ", "['\\s]")  # what can only follow a whole word
# How far before a name, in characters, a cue of a few short words can begin.
NEAR = {"strong": 30, "locative": 44, "list": 12, "subject": 6, "region_of": 48}
NEVER = re.compile(r"(?!)")


class Stretch:
    """Be a piece of folded text that knows where its words begin, by their first letters.

    Patterns are tried only where a word begins as they can; that rules most of them out at once.
    """

    __slots__ = ("_starts", "stems", "text")

    def __init__(self, text: str) -> None:
        """Take the text and look at its words once."""
        self.text = text
        self._starts: dict[str, list[int]] | None = None
        self.stems = frozenset(STEMS.findall(text))

    def starts(self, stems: frozenset[str]) -> list[int]:
        """Give, in order, where words begin with any of these letters."""
        met = self.stems & stems
        if not met:
            return []
        if self._starts is None:
            self._starts = {}
            for match in STEMS.finditer(self.text):
                self._starts.setdefault(match[0], []).append(match.start())
        return sorted(start for stem in met for start in self._starts[stem])


class Wording:
    """Be a pattern of words for folded text, together with the first letters of the words it can begin with."""

    __slots__ = ("pattern", "stems")

    def __init__(self, words: list[str], *, before: str = r"(?<!\w)", after: str = r"(?!\w)") -> None:
        """Compile the alternatives between what must come before and after them."""
        self.pattern = re.compile(rf"{before}(?:{'|'.join(words)}){after}") if words else NEVER
        self.stems = _stems(words)

    def may_match(self, stretch: Stretch) -> bool:
        """Tell whether a stretch of text holds any word the pattern can begin with."""
        return self.stems is None or not self.stems.isdisjoint(stretch.stems)

    def finditer(self, stretch: Stretch) -> Iterator[re.Match[str]]:
        """Find the wording in a stretch, none overlapping another; offsets are the stretch's."""
        if self.stems is None:
            yield from self.pattern.finditer(stretch.text)
            return
        end = 0
        for start in stretch.starts(self.stems):
            match = self.pattern.match(stretch.text, start) if start >= end else None
            if match is not None:
                end = match.end()
                yield match

    def search(self, stretch: Stretch) -> re.Match[str] | None:
        """Find the wording in a stretch, first from the left."""
        return next(self.finditer(stretch), None)


Row = TypeVar("Row")


class Table(Generic[Row]):
    """Hold rows in the order of their table, each under a wording; give those that a stretch of text may hold."""

    __slots__ = ("_always", "_by_stem", "_stems", "rows")

    def __init__(self, rows: list[tuple[Wording, Row]]) -> None:
        """Index the rows by the letters their wordings begin with."""
        self.rows = rows
        self._always = [index for index, (wording, _) in enumerate(rows) if wording.stems is None]
        by_stem: dict[str, list[int]] = {}
        for index, (wording, _) in enumerate(rows):
            for stem in wording.stems or ():
                by_stem.setdefault(stem, []).append(index)
        self._by_stem = by_stem
        self._stems = frozenset(by_stem)

    def near(self, stretch: Stretch) -> list[tuple[Wording, Row]]:
        """Give the rows whose wording may match, in the order of the table."""
        met = self._stems & stretch.stems
        if not met:
            return [self.rows[index] for index in self._always]
        indices = {index for stem in met for index in self._by_stem[stem]}
        return [self.rows[index] for index in sorted(indices.union(self._always))]


class Trigger(NamedTuple):
    """Be one way to tell of an incident: what it says of type, subtype and stage."""

    type: str
    subtype: str
    stage: str


class Cue(Wording):
    """Be a wording that stands right before a name."""

    __slots__ = ("_anywhere", "_near")

    def __init__(self, words: list[str], link: str = "", *, near: int | None = None) -> None:
        """Compile the alternatives; `link` is what may stand between them and the name, `near` how far back they begin."""
        # A cue that is a word begins at a word's edge; one that is punctuation may follow a letter.
        super().__init__(words, before=r"(?:(?<!\w)(?=\w)|(?=\W))", after=f"{link}$")
        self._near = near
        self._anywhere = Wording(words, after=link)

    def search(self, stretch: Stretch) -> re.Match[str] | None:
        """Find the cue at the end of what stands before a name."""
        if not self.may_match(stretch):
            return None
        return self.pattern.search(stretch.text, 0 if self._near is None else max(0, len(stretch.text) - self._near))

    def introduces(self, text: str) -> Iterator[re.Match[str]]:
        """Find the cue anywhere in a folded text, whatever comes after it."""
        return self._anywhere.pattern.finditer(text)


def _stems(words: list[str]) -> frozenset[str] | None:
    """Give the letters with which every alternative begins, or None if one begins with anything but a plain word."""
    found: set[str] = set()
    for each in words:
        stems = _openings(each)
        if stems is None:
            return None
        found |= stems
    return frozenset(found)


def _openings(pattern: str) -> set[str] | None:
    """Give the first letters of a pattern, over all alternatives of the group it may begin with; None if they may be any."""
    if pattern.startswith("(?:"):
        branches, rest = _branches(pattern)
        if rest[:1] in ("*", "{"):
            return None
        return _united([each + rest.removeprefix("?") for each in branches] + ([rest[1:]] if rest[:1] == "?" else []))
    if pattern.startswith("\\d"):
        return set("0123456789")
    plain = pattern[: len(pattern) - len(pattern.lstrip(LETTERS))]
    following = pattern[len(plain) :]
    if following[:1] == "?":
        return _united([plain + following[1:], plain[:-1] + following[1:]])
    plain = plain[:-1] if following[:1] in ("*", "{") else plain
    whole = not following or following.startswith(EDGES)
    return {plain[:STEM]} if len(plain) >= STEM or (plain and whole) else None


def _united(patterns: list[str]) -> set[str] | None:
    opened = [_openings(each) for each in patterns]
    return None if any(each is None for each in opened) else set().union(*(each for each in opened if each is not None))


def _branches(pattern: str) -> tuple[list[str], str]:
    """Split the group a pattern begins with into its alternatives, and give what follows the group."""
    depth, branches, begun = 0, list[str](), len("(?:")
    for index, each in enumerate(pattern):
        if each == "|" and depth == 1:
            branches.append(pattern[begun:index])
            begun = index + 1
        depth += (each == "(") - (each == ")")
        if depth == 0:
            return [*branches, pattern[begun:index]], pattern[index + 1 :]
    raise re.error("a group is not closed", pattern)


class Lexicon:
    """Hold one language's table, its patterns compiled."""

    def __init__(self, code: str, table: Mapping[str, Any]) -> None:
        """Compile a table; a section that is missing matches nothing."""
        self.code = code
        self.fold = fold
        self.boilerplate = _begin(table.get("boilerplate", {}).get("lines", []))
        names = table.get("names", {})
        self.not_places = frozenset(fold(each) for each in names.get("never", []))
        self.longest_never: dict[str, int] = {}
        for each in self.not_places:
            words = each.split()
            self.longest_never[words[0]] = max(self.longest_never.get(words[0], 0), len(words))
        self.given_names = frozenset(fold(each) for each in names.get("given", []))
        self.common = frozenset(fold(each) for each in names.get("common", []))
        link = names.get("link", "")
        self.features = Table([(Cue(row["words"], link), tuple(row["kinds"])) for row in table.get("feature", [])])
        self.cues = {key: Cue(words, near=NEAR.get(key)) for key, words in table.get("before", {}).items()}
        self.clause = re.compile(r"(?:^|[.!?:;,\n\"«]|\bqu[e'])\s*$")
        self.after = {key: _begin(words) for key, words in table.get("after", {}).items()}
        self.roles = Table([(Cue(row["words"], link), row["role"]) for row in table.get("role", [])])
        self.triggers = Table(
            [
                (Wording(row["words"]), Trigger(row["type"], row.get("subtype", row["type"]), row.get("stage", "completed")))
                for row in table.get("trigger", [])
            ]
        )
        self.discourse = {key: Wording(words) for key, words in table.get("discourse", {}).items()}
        self.stages = {key: Wording(words) for key, words in table.get("stage", {}).items()}
        self.actors = Table([(Wording(row["words"]), (row["name"], row["role"])) for row in table.get("actor", [])])
        self.numbers: dict[str, int] = {fold(word): value for word, value in table.get("numbers", {}).items()}
        self.table = table

    def cue(self, name: str) -> Cue:
        """Give the pattern of what stands right before a name, or one that matches nothing."""
        return self.cues.get(name, NO_CUE)

    def follows(self, name: str) -> re.Pattern[str]:
        """Give the pattern of what stands right after a name, or one that matches nothing."""
        return self.after.get(name, NEVER)


def _begin(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words)})(?!\w)") if words else NEVER


NO_CUE = Cue([])


@cache
def lexicon(code: str) -> Lexicon:
    """Read the table of a language; of one that has none, an empty table.

    Raises:
        DataError: the table is not valid TOML or lacks a field.
    """
    path = data_folder() / "languages" / f"{code}.toml"
    if not path.is_file():
        return Lexicon(code, {})
    try:
        return Lexicon(code, tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, KeyError, re.error) as error:
        raise DataError(f"The language table {path.name} cannot be used ({error}); mend it there.") from error
