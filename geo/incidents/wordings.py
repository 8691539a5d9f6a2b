"""Compile what the table of a language says of numbers and of what is counted: `wordings`, `Wordings`, `Written`."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple, cast

from geo.languages.lexicon import lexicon
from geo.languages.openings import openings
from geo.languages.phrases import Cues, Phrases
from geo.languages.words import NUMBER
from geo.models.incident import Qualifier

BEFORE_COUNTED: Final = 90
NEVER: Final = r"(?!)"
_TIMES: Final = frozenset("?*+{")
_SIGN: Final = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]")  # an escape, a class, or what groups
FORMS: Final = {"pair": 2, "single": 1}  # how many the form of a verb tells of, a pair first: 'the driver and his aide were arrested'


class Rule(NamedTuple):
    """Be one thing that is counted: nouns that may stand behind the number, verbs further behind, and how these begin.

    `stems` are those of their first words, `pairs` those of the first two words where the second is told.
    """

    what: str
    nouns: re.Pattern[str]
    verbs: re.Pattern[str]
    stems: frozenset[str]
    pairs: frozenset[tuple[str, str]]


class Wordings(NamedTuple):
    """Hold the patterns of a language: numbers, what stands after, before and between them, amounts of goods, ages."""

    numbers: Phrases[None]
    rules: Sequence[Rule]
    gap: re.Pattern[str]
    before: Cues[str]
    parts: Cues[None]
    parts_after: re.Pattern[str]
    joined: re.Pattern[str]
    beside: re.Pattern[str]
    others: re.Pattern[str]
    others_before: Cues[None]
    besides: Cues[None]
    company: Sequence[tuple[re.Pattern[str], int]]
    revised: Cues[None]
    ahead: Cues[str]
    person: re.Pattern[str]
    predicate: re.Pattern[str]
    nouns: frozenset[str]
    belongs: tuple[str, ...]
    articles: frozenset[str]
    quantity: re.Pattern[str]
    units: re.Pattern[str]
    weapons: re.Pattern[str]
    ages: Phrases[None]
    qualifiers: Cues[Qualifier]
    qualifiers_after: Sequence[tuple[re.Pattern[str], Qualifier]]
    single: Phrases[tuple[str, int]]


class Written(NamedTuple):
    """Be how a language writes numbers: patterns of one with groups of three and of a plain one, its decimal point, its thousand."""

    grouped: str
    plain: str
    point: str
    multiples: Mapping[str, int]


def written(counts: Mapping[str, Any]) -> Written:
    """Read how numbers are written from a table's [counts]; '1 240', '1.240' and '2,5' unless it says otherwise."""
    point = counts.get("point", ",")
    return Written(
        rf"\d{{1,3}}(?:[{counts.get('thousands', ' .')}]\d{{3}})+", rf"\d+(?:{re.escape(point)}\d+)?", point, counts.get("multiples", {})
    )


@cache
def wordings(code: str) -> Wordings | None:
    """Compile the patterns of a language; None if its table says nothing of counts."""
    language = lexicon(code)
    table = language.table
    if "counts" not in table:
        return None
    counts = table["counts"]
    persons = one_of([counts["person"]])
    counted = [_with_forms(row, table.get("forms", {})) for row in table.get("counted", [])]
    spelled = sorted([*language.numbers, *language.nouns, *table.get("dozens", {}), *table.get("vague", {})], key=len, reverse=True)
    rules = []
    for row in counted:
        nouns, verbs = one_of(row["after"]), one_of(row["verb"])
        begins = {pair for each in (*row["after"], *row["verb"]) for pair in openings(each) or ()}
        stems, pairs = frozenset(first for first, second in begins if not second), frozenset(pair for pair in begins if pair[1])
        rules.append(Rule(row["what"], re.compile(rf"{counts['few']} {nouns}(?!\w)"), re.compile(rf"{verbs}(?!\w)"), stems, pairs))
    grouped, plain, _, multiples = written(counts)
    words = "|".join(sorted(language.numbers, key=len, reverse=True))
    ages, number, times = counts["ages"], rf"{grouped}|{plain}|{words}", "|".join([*multiples, NEVER])
    quantity = rf"(?P<number>(?:{number})(?: (?:{times})(?!\w))?) ?(?:{table['quantity']['units']}) ?(?:{table['quantity']['goods']})(?!\w)"
    ranges = [
        ([each.replace("{low}", f"(?P<low>{number})").replace("{high}", f"(?P<high>{number})")], None) for each in counts.get("ranges", [])
    ]
    digits = [rf"(?:{each})(?: (?:{times})(?!\w))?" for each in (grouped, plain)]
    return Wordings(
        Phrases([*ranges, ([*digits, *spelled], None)], ending=rf"(?!\w|[,.]\d| ?%{counts.get('uncounted', '')})"),
        rules,
        re.compile(counts.get("gap", r"[^.;:\d]{0,80}?").removesuffix("?")),
        Cues([(row["before"], row["what"]) for row in counted], link=counts["before"]),
        Cues([(counts.get("parts", []), None)], link=" ?"),
        re.compile(counts.get("parts_after", NEVER)),
        re.compile(counts.get("joined", NEVER)),
        re.compile(rf"[^.,;:،؛\n]{{0,{BEFORE_COUNTED}}}?{counts.get('joined', NEVER)}"),
        re.compile(counts.get("others", NEVER)),
        Cues([(counts.get("others_before", []), None)], link=" ?"),
        Cues([(counts.get("besides", []), None)], link=counts.get("joined", NEVER)),
        [(re.compile(rf"{counts['apposition']} (?:{words})(?!\w)"), value) for words, value in counts.get("company", {}).items()],
        Cues([(counts.get("revised", []), None)], link=" ?"),
        Cues([(row.get("ahead", []), row["what"]) for row in counted], link=counts.get("ahead", r"[^.;:\d]*")),
        re.compile(rf"{counts['of']}{persons}(?!\w)"),
        re.compile(counts.get("predicate", NEVER)),
        frozenset(language.nouns),
        tuple(f" {each} " for each in counts.get("belongs", [])),
        frozenset(counts.get("articles", [])),
        re.compile(quantity),
        re.compile(rf" ?(?:{table['quantity']['units']})(?!\w)"),
        re.compile(table["quantity"]["weapons"]),
        Phrases([([each], None) for each in ([ages] if isinstance(ages, str) else ages)]),
        Cues([(words, cast("Qualifier", name)) for name, words in table.get("qualifiers", {}).items()], link=" ?"),
        [(_after_noun(words), cast("Qualifier", name)) for name, words in table.get("qualifiers_after", {}).items()],
        Phrases([(row[form], (row["what"], number)) for row in counted for form, number in FORMS.items() if form in row]),
    )


def one_of(patterns: Sequence[str]) -> str:
    """Make one pattern of several, those that begin with the same letter together, so that most are passed over at once."""
    letters: dict[str, list[str]] = {}
    others: list[str] = []
    for each in (part for pattern in patterns for part in _alternatives(pattern)):
        if each[:1].isalpha() and each[1:2] not in _TIMES:
            letters.setdefault(each[0], []).append(each[1:])
        else:
            others.append(_guarded(each))
    grouped = [f"{letter}(?:{'|'.join(ends)})" for letter, ends in letters.items()]
    return f"(?:{'|'.join([*grouped, *others])})"


def _guarded(pattern: str) -> str:
    """Put before a pattern the letters that it may begin with, so that it is not tried elsewhere."""
    firsts = {stem[:1] for stem, _ in openings(pattern) or ()}
    letters = "".join(sorted(firsts - {NUMBER})) + (r"\d" if NUMBER in firsts else "")
    return f"(?=[{letters}]){pattern}" if letters else pattern


def _alternatives(pattern: str) -> list[str]:
    """Give the alternatives of a pattern that is one group of them; any other pattern whole."""
    cuts, depth = [2], 0
    for match in _SIGN.finditer(pattern):
        depth += {"(": 1, ")": -1}.get(match[0], 0)
        if match[0] == "|" and depth == 1:
            cuts.append(match.start())
        if depth == 0 and match.end() < len(pattern):
            return [pattern]
    whole = pattern.startswith("(?:") and pattern.endswith(")") and depth == 0
    return [pattern[first + 1 : last] for first, last in zip(cuts, [*cuts[1:], len(pattern) - 1], strict=True)] if whole else [pattern]


def _with_forms(row: Mapping[str, Any], forms: Mapping[str, Sequence[str]]) -> Mapping[str, Any]:
    """Add to what a table says of one thing the forms that its participles take: 'has been [arrested]', 'were [arrested]'."""
    alone, done = row.get("alone", []), [*row.get("alone", []), *row.get("done", [])]
    if not done:
        return row
    filled = {name: [each.replace("{alone}", "|".join(alone)).replace("{done}", "|".join(done)) for each in forms[name]] for name in forms}
    return {**row, **{name: [*row.get(name, []), *words] for name, words in filled.items()}}


def _after_noun(words: Sequence[str]) -> re.Pattern[str]:
    """Let a number's noun, of up to three words, stand before what qualifies the number."""
    return re.compile(rf"(?: \w+){{0,3}} (?:{'|'.join(words)})(?!\w)")
