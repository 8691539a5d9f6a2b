"""Load what a language's reviewed table `data/languages/<code>.toml` says: `Lexicon`, `lexicon`.

Every pattern of a table is written for folded text (lower case, no accents, straight apostrophes, no hyphens) and begins with
letters or a digit, unless the table says otherwise.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from typing import Any, NamedTuple

from geo.errors import DataError
from geo.languages.folding import fold
from geo.languages.phrases import Cues, Phrases
from geo.models.place import PlaceKind
from geo.settings import data_folder

CODES = ("fr", "ar", "en", "es")
NEVER = re.compile(r"(?!)")
# Cues that a name is weighed by, and those that are asked for only where a name needs them.
WEIGHED = ("strong", "person", "club", "body", "acting", "state", "subject", "street", "media")
VAGUE = ("sea", "near", "between")
# What is asked of the whole article; the other words about events are asked for only where one is told.
TURNS = ("alike", "same", "sport", "staged")


class Trigger(NamedTuple):
    """Be one way to tell of an incident: what it says of type, subtype and stage."""

    type: str
    subtype: str
    stage: str


class Feature(NamedTuple):
    """Be a generic word before a name ('province de'): the kinds of place it asks for, the likeliest first."""

    kinds: tuple[str, ...]


class Lexicon:
    """Hold one language's table, its patterns compiled at need."""

    def __init__(self, code: str, table: Mapping[str, Any]) -> None:
        """Index a table; a section that is missing matches nothing."""
        self.code = code
        self.table = table
        self.boilerplate = _begin(table.get("boilerplate", {}).get("lines", []))
        self.list_labels = _begin(table.get("boilerplate", {}).get("lists", []))
        self.function_words: list[str] = table.get("language", {}).get("function_words", [])
        names = table.get("names", {})
        self.not_places = frozenset(fold(each) for each in names.get("never", []))
        self.never_written = frozenset(names.get("never_written", []))
        self.longest_never: dict[str, int] = {}
        for each in self.not_places:
            words = each.split()
            self.longest_never[words[0]] = max(self.longest_never.get(words[0], 0), len(words))
        self.given_names = frozenset(fold(each) for each in names.get("given", []))
        self.common = frozenset(fold(each) for each in names.get("common", []))
        self.known = frozenset(fold(each) for each in names.get("known", []))
        self.introduced = frozenset(fold(each) for each in names.get("introduced", []))
        self.capitals = frozenset(fold(each) for each in names.get("capitals", []))
        self.prefixes = frozenset(names.get("prefixes", []))
        self.bodies = frozenset(fold(each) for each in names.get("bodies", []))
        self.articles = frozenset(names.get("articles", []))
        self.countries_take_articles: bool = names.get("countries_take_articles", False)
        self.link: str = names.get("link", "")
        self.locative_proclitics: str = names.get("locative_proclitics", "")
        self.lists_of_names: bool = names.get("lists_of_names", False)
        self.unknown: re.Pattern[str] | None = re.compile(names["unknown"]) if "unknown" in names else None
        self.before: Mapping[str, list[str]] = table.get("before", {})
        self.after = {key: _begin(words) for key, words in table.get("after", {}).items()}
        self.lists = _end(self.before.get("list", []))
        self.clause = _end(self.before.get("clause", []))
        self.agent = _end(self.before.get("agent", []))
        self.team = _end([rf"(?<!\w){each}" for each in self.before.get("team", [])])
        self.region_of = _end(self.before.get("region_of", []))
        self.nouns = _nouns(table)
        self.numbers = _numbers(table)

    def follows(self, name: str) -> re.Pattern[str]:
        """Give the pattern of what stands right after a name, or one that matches nothing."""
        return self.after.get(name, NEVER)

    def cues(self, *names: str) -> Cues[str]:
        """Index the cues of those sections of [before]; each row says the name of its section."""
        return Cues([(self.before.get(name, []), name) for name in names])

    @cached_property
    def weighed(self) -> Cues[str | Feature]:
        """Give what tells whether a name is a place and meant as one: generic words ('province de'), then cues by their names."""
        features = [(self._linked(row["words"]), Feature(tuple(row["kinds"]))) for row in self.table.get("feature", [])]
        return Cues([*features, *((self.before.get(name, []), name) for name in WEIGHED)])

    @cached_property
    def abbreviations(self) -> Phrases[str]:
        """Give the names that are written short, each with the folded full name."""
        return Phrases([([short], fold(full)) for short, full in self.table.get("abbreviations", {}).items()])

    @cached_property
    def features_after(self) -> Sequence[tuple[re.Pattern[str], tuple[PlaceKind, ...]]]:
        """Give the generic words that follow a name ('Al Haouz province'), each with the kinds of place it asks for."""
        return [(_begin(row["after"]), tuple(row["kinds"])) for row in self.table.get("feature", []) if "after" in row]

    @cached_property
    def roles_after(self) -> Sequence[tuple[re.Pattern[str], str]]:
        """Give the words after a place that tell its role ('the Rabat court of appeal')."""
        return [(_begin(row["after"]), row["role"]) for row in self.table.get("role", []) if "after" in row]

    @cached_property
    def locative(self) -> Cues[str]:
        """Give the cues of a place for names that need one."""
        return self.cues("locative")

    @cached_property
    def list_head(self) -> Cues[str]:
        """Give the words that open a list of places."""
        return self.cues("list_head")

    @cached_property
    def generic(self) -> re.Pattern[str]:
        """Match a generic word and what links it to a name, at the beginning of a name that holds them ('port de Nador')."""
        words = [word for row in self.table.get("feature", []) for word in row["words"]]
        return re.compile(rf"(?:{'|'.join(words)}){self.link}") if words else NEVER

    @cached_property
    def demonyms(self) -> Phrases[str]:
        """Give the words for the people of a country; each row says its code."""
        return Phrases([(words.get(self.code, []), country) for country, words in _demonyms().items()])

    @cached_property
    def prefixed(self) -> Phrases[None]:
        """Give the words that names of places begin with ('Aït'), where such a name may begin."""
        return Phrases([(sorted(self.prefixes), None)])

    @cached_property
    def introducing(self) -> Phrases[None]:
        """Give the generic words behind which a name stands that the gazetteer may lack."""
        return Phrases([(self.before.get("unknown", []), None)], ending="")

    @cached_property
    def roles(self) -> Cues[str]:
        """Give the words before a place that tell its role; and 'sea' or 'near', which tell how exact its point is."""
        rows = [(self._linked(row["words"]), row["role"]) for row in self.table.get("role", [])]
        return Cues([*rows, *((self.before.get(name, []), name) for name in VAGUE)])

    def _linked(self, words: Sequence[str]) -> list[str]:
        """Let what may stand between a generic word and a name follow each of some wordings."""
        return [f"(?:{each}){self.link}" for each in words]

    @cached_property
    def triggers(self) -> Phrases[Trigger]:
        """Give the words that tell of incidents."""
        return Phrases(
            [
                (row["words"], Trigger(row["type"], row.get("subtype", row["type"]), row.get("stage", "completed")))
                for row in self.table.get("trigger", [])
            ]
        )

    @cached_property
    def discourse(self) -> Phrases[str]:
        """Give the words that tell what the article does with an event, and those of its stage."""
        sections = {**self.table.get("stage", {}), **self.table.get("discourse", {})}
        return Phrases([(words, name) for name, words in sections.items() if name not in TURNS])

    @cached_property
    def turns(self) -> Phrases[str]:
        """Give the words by which an article turns to a like event, or tells that what it tells is played or a match."""
        sections = self.table.get("discourse", {})
        return Phrases([(sections[name], name) for name in TURNS if name in sections])

    @cached_property
    def actors(self) -> Phrases[tuple[str, str]]:
        """Give the words that name who acted: each row says name and role."""
        return Phrases([(row["words"], (row["name"], row["role"])) for row in self.table.get("actor", [])])


def _begin(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words)})(?!\w)") if words else NEVER


def _end(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words)})\Z") if words else NEVER


def _numbers(table: Mapping[str, Any]) -> dict[str, int]:
    """Read the numbers in words, and put units and tens together as the table says."""
    numbers = {fold(word): value for word, value in table.get("numbers", {}).items()}
    form: str = table.get("compounds", {}).get("form", "")
    units = [each for each in numbers.items() if each[1] in range(1, 10)] if form else []
    tens = [each for each in numbers.items() if each[1] in range(20, 100, 10)]
    return numbers | {form.format(unit=unit, ten=ten): one + more for unit, one in units for ten, more in tens}


def _nouns(table: Mapping[str, Any]) -> dict[str, tuple[int, str]]:
    """Read the nouns that say by their form how many they are, each with that number and what befell them, '' if it says none."""
    counts = table.get("counts", {})
    found = {word: (value, "") for word, value in counts.get("nouns", {}).items()}
    alone = [word for word, (value, _) in found.items() if value == 1]
    found |= {f"{word} {other}": (2, "") for word in alone for other in counts.get("companions", [])}
    for row in table.get("counted", []):
        found |= {word: (value, row["what"]) for word, value in row.get("itself", {}).items()}
    return found


@cache
def _demonyms() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads((data_folder() / "languages" / "demonyms.toml").read_text(encoding="utf-8"))


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
