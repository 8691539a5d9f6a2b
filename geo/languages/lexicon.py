"""Load what a language's reviewed table `data/languages/<code>.toml` says: `Lexicon`, `lexicon`.

Every pattern of a table is written for folded text (lower case, no accents, straight apostrophes, no hyphens).
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from geo.errors import DataError
from geo.languages.folding import fold
from geo.settings import data_folder

CODES = ("fr", "ar", "en", "es")
NEVER = re.compile(r"(?!)")


class Trigger(NamedTuple):
    """Be one way to tell of an incident: its pattern, and what it says of type, subtype and stage.

    `needs` are pieces of words of which a text holds at least one where the pattern can match: a quick way to rule it out.
    """

    pattern: re.Pattern[str]
    type: str
    subtype: str
    stage: str
    needs: tuple[str, ...]

    def may_match(self, folded: str) -> bool:
        """Tell whether a stretch of folded text holds any of the words the pattern needs."""
        return not self.needs or any(each in folded for each in self.needs)


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
        self.features: list[tuple[re.Pattern[str], tuple[str, ...]]] = [
            (_end(row["words"], names.get("link", "")), tuple(row["kinds"])) for row in table.get("feature", [])
        ]
        self.cues = {key: _end(words, "") for key, words in table.get("before", {}).items()}
        self.clause = re.compile(r"(?:^|[.!?:;,\n\"«]|\bqu[e'])\s*$")
        self.after = {key: _begin(words) for key, words in table.get("after", {}).items()}
        self.roles = [(row["role"], _end(row["words"], names.get("link", ""))) for row in table.get("role", [])]
        self.triggers = [
            Trigger(
                pattern=_anywhere(row["words"]),
                type=row["type"],
                subtype=row.get("subtype", row["type"]),
                stage=row.get("stage", "completed"),
                needs=tuple(row.get("needs", ())),
            )
            for row in table.get("trigger", [])
        ]
        self.discourse = {key: _anywhere(words) for key, words in table.get("discourse", {}).items()}
        self.stages = {key: _anywhere(words) for key, words in table.get("stage", {}).items()}
        self.actors = [(row["name"], row["role"], _anywhere(row["words"])) for row in table.get("actor", [])]
        self.numbers: dict[str, int] = {fold(word): value for word, value in table.get("numbers", {}).items()}
        self.table = table

    def cue(self, name: str) -> re.Pattern[str]:
        """Give the pattern of what stands right before a name, or one that matches nothing."""
        return self.cues.get(name, NEVER)

    def follows(self, name: str) -> re.Pattern[str]:
        """Give the pattern of what stands right after a name, or one that matches nothing."""
        return self.after.get(name, NEVER)


def _anywhere(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)") if words else NEVER


def _begin(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words)})(?!\w)") if words else NEVER


def _end(words: list[str], link: str) -> re.Pattern[str]:
    # A cue that is a word begins at a word's edge; one that is punctuation may follow a letter.
    return re.compile(rf"(?:(?<!\w)(?=\w)|(?=\W))(?:{'|'.join(words)}){link}$") if words else NEVER


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
