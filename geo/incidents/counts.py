"""Find how many were killed, injured, arrested, and how much was seized: `find_counts`, `find_ages`."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple, cast

from geo.languages.folding import Folded
from geo.languages.lexicon import Cue, Lexicon, Stretch, Wording, lexicon
from geo.models import Ages, Count
from geo.models.incident import Qualifier, Unit

GRAMS = 1000
BEFORE_NUMBER = 24
BEFORE_COUNTED = 90
MAX_AGE = 110


class _Number(NamedTuple):
    """Be one number of a text: offsets in the folded text and what it says."""

    start: int
    end: int
    best: float | None
    low: float | None
    high: float | None
    qualifier: Qualifier


class _Rule(NamedTuple):
    """Be one thing that is counted: what stands after the number, and what stands before it."""

    what: str
    after: re.Pattern[str]
    before: Cue
    words: Wording


class _Tables(NamedTuple):
    """Hold the compiled patterns of a language."""

    number: re.Pattern[str]
    rules: list[_Rule]
    quantity: re.Pattern[str]
    ages: re.Pattern[str]
    qualifiers: list[tuple[Qualifier, re.Pattern[str]]]


def find_counts(folded: Folded, language: Lexicon, start: int, end: int) -> list[Count]:
    """Give the claims of how many in a stretch of the folded text: persons by what befell them, goods by weight."""
    tables = _tables(language.code)
    if tables is None:
        return []
    found: list[Count] = []
    key = folded.key
    numbers = list(_numbers(key, language, tables, start, end))
    stretch = Stretch(key[start:end] if numbers else "")
    before = [Stretch(key[max(start, each.start - BEFORE_COUNTED) : each.start]) for each in numbers]
    after = [(one.end, other.start) for one, other in pairwise(numbers)] + [(each.end, end) for each in numbers[-1:]]
    for rule in tables.rules:
        if rule.words.may_match(stretch):
            for number, left, right in zip(numbers, before, after, strict=True):
                if rule.after.match(key, *right) or rule.before.search(left):
                    found.append(_count(rule.what, number, folded, "person"))
    return _first_of_each(found) + list(_quantities(folded, language, tables, start, end))


def _first_of_each(found: list[Count]) -> list[Count]:
    """Let a number count for one thing only: the first rule that claims it has it."""
    kept: list[Count] = []
    for each in found:
        if all(each.start != other.start for other in kept):
            kept.append(each)
    return kept


def _count(what: str, number: _Number, folded: Folded, unit: Unit) -> Count:
    start, end = folded.span(number.start, number.end)
    return Count(what=what, best=number.best, min=number.low, max=number.high, qualifier=number.qualifier, unit=unit, start=start, end=end)


def _numbers(key: str, language: Lexicon, tables: _Tables, start: int, end: int) -> Iterator[_Number]:
    for match in tables.number.finditer(key, start, end):
        yield _number(match, language, tables, key[max(start, match.start() - BEFORE_NUMBER) : match.start()])


def _number(match: re.Match[str], language: Lexicon, tables: _Tables, before: str) -> _Number:
    """Read a number and how sure it is. Source: the project's coding rules, 'une dizaine' is 8 to 12, 'des dizaines' at least 20."""
    words = match[0].strip()
    dozen, vague = language.table.get("dozens", {}).get(words), language.table.get("vague", {}).get(words)
    if dozen is not None:
        best, low, high = dozen
        return _Number(match.start(), match.end(), best, low, high, "approx")
    if vague is not None:
        return _Number(match.start(), match.end(), None, vague, None, "vague")
    value = value_of(words, language)
    qualifier: Qualifier = next((name for name, pattern in tables.qualifiers if pattern.search(before)), "exact")
    bounds: dict[str, tuple[float | None, float | None, float | None]] = {
        "exact": (value, value, value),
        "approx": (value, None, None),
        "at_least": (value, value, None),
        "at_most": (None, 0, value),
    }
    return _Number(match.start(), match.end(), *bounds[qualifier], qualifier)


def value_of(words: str, language: Lexicon) -> float:
    """Read a number written in digits ('1 240', '2,5') or in words ('onze')."""
    if words in language.numbers:
        return language.numbers[words]
    digits = words.replace(" ", "")
    grouped = re.fullmatch(r"\d{1,3}(?:\.\d{3})+", digits)
    value = float(digits.replace(".", "") if grouped else digits.replace(",", "."))
    return int(value) if value.is_integer() else value


def _quantities(folded: Folded, language: Lexicon, tables: _Tables, start: int, end: int) -> Iterator[Count]:
    for match in tables.quantity.finditer(folded.key, start, end):
        amount = value_of(match["number"], language)
        unit: Unit = "t" if match["t"] else "item" if match["item"] else "kg"
        value = amount / GRAMS if match["g"] else amount
        first, last = folded.span(match.start(), match.end())
        what = "weapons" if match["item"] and re.search("arme|fusil|cartouche|munition", match[0]) else "drugs"
        yield Count(what=what, best=value, min=value, max=value, qualifier="exact", unit=unit, start=first, end=last)


def find_ages(folded: Folded, language: Lexicon, start: int, end: int) -> Ages | None:
    """Give the ages told in a stretch of the folded text, in years."""
    tables = _tables(language.code)
    match = tables.ages.search(folded.key, start, end) if tables else None
    if match is None:
        return None
    low = int(match["low"] or match["one"])
    high = int(match["high"] or match["one"])
    if not 0 < low <= high <= MAX_AGE:
        return None
    first, last = folded.span(match.start(), match.end())
    return Ages(min=low, max=high, start=first, end=last)


@cache
def _tables(code: str) -> _Tables | None:
    language = lexicon(code)
    table = language.table
    if "counts" not in table:
        return None
    spelled = "|".join(sorted([*language.numbers, *table.get("dozens", {}), *table.get("vague", {})], key=len, reverse=True))
    number = rf"(?<![\w,.])(?:\d{{1,3}}(?:[ .]\d{{3}})+|\d+(?:,\d+)?|{spelled})(?!\w|[,.]\d| ?%)"
    person = table["counts"]["person"]
    rules = []
    for row in table.get("counted", []):
        nouns, verbs = "|".join(row["after"]), "|".join(row["verb"])
        few = r"(?: (?!de |d'|et )[\w']+){0,2}?"
        after = rf"{few} (?:{nouns})(?!\w)|(?: (?:autres|de|d'|des))* ?{person}(?!\w)[^.;:\d]{{0,80}}?\b(?:{verbs})(?!\w)"
        before = Cue(row["before"], r"(?:,[^,.;]{0,60},)?(?: (?:de|des|d'|quelque|environ|au moins|plus de|pres de))? ?")
        words = Wording([*row["after"], *row["verb"], *row["before"]])
        rules.append(_Rule(row["what"], re.compile(after), before, words))
    amount = r"(?<![\w,.])(?P<number>\d{1,3}(?:[ .]\d{3})+|\d+(?:,\d+)?)"
    quantity = rf"{amount} ?(?:{table['quantity']['units']}) ?(?:{table['quantity']['goods']})(?!\w)"
    ages = table["counts"].get(
        "ages", r"(?:ages?|agees?) (?:de |entre )?(?:(?P<low>\d{1,3}) (?:a|et) (?P<high>\d{1,3})|(?P<one>\d{1,3})) ans"
    )
    qualifiers = [
        (cast("Qualifier", name), re.compile(rf"(?<!\w)(?:{'|'.join(words)}) ?$")) for name, words in table.get("qualifiers", {}).items()
    ]
    return _Tables(re.compile(number), rules, re.compile(quantity), re.compile(ages), qualifiers)
