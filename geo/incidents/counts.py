"""Find how many were killed, injured, arrested, and how much was seized: `find_numbers`, `find_counts`, `find_ages`."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple, cast

from geo.languages.folding import Folded
from geo.languages.lexicon import Lexicon, lexicon
from geo.languages.openings import openings
from geo.languages.phrases import Cues, Phrases
from geo.languages.words import Words
from geo.models import Ages, Count
from geo.models.incident import Qualifier, Unit

GRAMS = 1000
BEFORE_NUMBER = 24
BEFORE_COUNTED = 90
CLAUSE = 60  # characters more within which the verb of a clause may stand, its subject and its day between
MAX_AGE = 110


class Number(NamedTuple):
    """Be one number of a text: offsets in the folded text, its words, those of the upper bound of a range; sorts by place."""

    start: int
    end: int
    told: str
    upper: str | None = None


class _Value(NamedTuple):
    """Say what a number says, and how sure it is."""

    best: float | None
    low: float | None
    high: float | None
    qualifier: Qualifier


class _Rule(NamedTuple):
    """Be one thing that is counted: what may stand after the number, and the stems of the words that it takes."""

    what: str
    after: re.Pattern[str]
    stems: frozenset[str]


class _Tables(NamedTuple):
    """Hold the patterns of a language: numbers, what stands after and before them, amounts of goods, ages."""

    numbers: Phrases[None]
    rules: Sequence[_Rule]
    before: Cues[str]
    parts: Cues[None]
    ahead: Cues[str]
    person: re.Pattern[str]
    nouns: frozenset[str]
    quantity: re.Pattern[str]
    weapons: re.Pattern[str]
    ages: Phrases[None]
    qualifiers: Cues[Qualifier]
    qualifiers_after: Sequence[tuple[re.Pattern[str], Qualifier]]
    single: Phrases[str]


def find_numbers(folded: Folded, language: Lexicon) -> list[Number]:
    """Give the numbers of a text in order, those that are percentages or parts of others left out."""
    tables = _tables(language.code)
    if tables is None:
        return []
    found: list[Number] = []
    for phrase in tables.numbers.find(folded.words):
        start, end = phrase.match.span()
        if found and (start < found[-1].end or _is_counted(phrase.match, found[-1], language)):
            continue
        if folded.key[start - 1 : start] not in (",", "."):
            parts = phrase.match.groupdict()
            found.append(Number(start, end, parts.get("low") or phrase.match[0].strip(), parts.get("high")))
    return found


def _is_counted(match: re.Match[str], number: Number, language: Lexicon) -> bool:
    """Tell whether a noun that could say how many by itself stands right behind a number, which then does."""
    return match[0] in language.nouns and match.string[number.end : match.start()] == " "


def find_counts(folded: Folded, language: Lexicon, numbers: Sequence[Number], start: int, end: int) -> list[Count]:
    """Give the claims of how many in a stretch of the folded text that holds `numbers`: persons by what befell them, goods by weight."""
    tables = _tables(language.code)
    if tables is None or not numbers:
        return []
    numbers = [each for each in numbers if not tables.parts.before(folded.words, max(start, each.start - BEFORE_NUMBER), each.start)]
    ends = [*(each.start for each in numbers[1:]), end]
    found: list[Count] = []
    for number, stop in zip(numbers, ends, strict=True):
        itself = language.nouns.get(number.told, (0, ""))[1]
        what = _counted(number, stop, folded.words, tables, start) or itself or _told_ahead(number, stop, folded.words, tables, start)
        if what:
            found.append(_count(what, number, folded, _value(number, folded.words, language, tables)))
        quantity = tables.quantity.match(folded.key, number.start, end)
        if quantity is not None:
            found.append(_quantity(quantity, folded, language, tables))
    return found


def find_single(folded: Folded, language: Lexicon) -> list[tuple[int, Count]]:
    """Give what the form of a verb says of one person ('a été arrêté'), each with where its words begin in the folded text."""
    tables = _tables(language.code)
    found = tables.single.find(folded.words) if tables else []
    return [(each.match.start(), _one(each.row, folded, *each.match.span())) for each in found]


def _one(what: str, folded: Folded, first: int, last: int) -> Count:
    start, end = folded.span(first, last)
    return Count(what=what, best=1, min=1, max=1, qualifier="exact", unit="person", start=start, end=end)


def _counted(number: Number, stop: int, words: Words, tables: _Tables, start: int) -> str | None:
    """Tell what a number counts: the first rule of the table whose words stand after it or before it."""
    stems = {words.stems[index] for index in words.between(number.end, stop)}
    after = (rule.what for rule in tables.rules if not rule.stems.isdisjoint(stems) and rule.after.match(words.key, number.end, stop))
    before = (each.row for each in tables.before.before(words, max(start, number.start - BEFORE_COUNTED), number.start))
    told = {next(after, None), next(before, None)}
    return next((rule.what for rule in tables.rules if rule.what in told), None)


def _told_ahead(number: Number, stop: int, words: Words, tables: _Tables, start: int) -> str | None:
    """Tell what befell persons by the verb that opened the clause: 'arrested' [the police, on Monday,] 'three persons'."""
    if number.told not in tables.nouns and not tables.person.match(words.key, number.end, stop):
        return None
    ahead = tables.ahead.before(words, max(start, number.start - BEFORE_COUNTED - CLAUSE), number.start)
    return max(ahead, key=lambda each: each.match.start()).row if ahead else None


def _count(what: str, number: Number, folded: Folded, value: _Value) -> Count:
    start, end = folded.span(number.start, number.end)
    return Count(what=what, best=value.best, min=value.low, max=value.high, qualifier=value.qualifier, unit="person", start=start, end=end)


def _value(number: Number, words: Words, language: Lexicon, tables: _Tables) -> _Value:
    """Read a number and how sure it is. Source: the project's coding rules, 'une dizaine' is 8 to 12, 'des dizaines' at least 20."""
    if number.upper is not None:
        low, high = sorted((value_of(number.told, language), value_of(number.upper, language)))
        return _Value(None, low, high, "range")
    dozen, vague = language.table.get("dozens", {}).get(number.told), language.table.get("vague", {}).get(number.told)
    if dozen is not None:
        best, low, high = dozen
        return _Value(best, low, high, "approx")
    if vague is not None:
        return _Value(None, vague, None, "vague")
    value = value_of(number.told, language)
    cues = tables.qualifiers.before(words, max(0, number.start - BEFORE_NUMBER), number.start)
    after = (name for pattern, name in tables.qualifiers_after if pattern.match(words.key, number.end))
    qualifier: Qualifier = cues[0].row if cues else next(after, "exact")
    bounds: dict[str, tuple[float | None, float | None, float | None]] = {
        "exact": (value, value, value),
        "approx": (value, None, None),
        "at_least": (value, value, None),
        "at_most": (None, 0, value),
    }
    return _Value(*bounds[qualifier], qualifier)


def value_of(words: str, language: Lexicon) -> float:
    """Read a number written in digits ('1 240', '2,5'; in English '1,240', '2.5') or in words ('onze')."""
    if words in language.nouns:
        return language.nouns[words][0]
    if words in language.numbers:
        return language.numbers[words]
    written = _written(language.table["counts"])
    grouped = re.fullmatch(written.grouped, words)
    value = float(re.sub(r"\D", "", words) if grouped else words.replace(written.point, "."))
    return int(value) if value.is_integer() else value


class _Written(NamedTuple):
    """Be how a language writes numbers in digits: patterns of one with groups of three and of a plain one, and its decimal point."""

    grouped: str
    plain: str
    point: str


def _written(counts: Mapping[str, str]) -> _Written:
    """Read how numbers are written from a table's [counts]; '1 240', '1.240' and '2,5' unless it says otherwise."""
    point = counts.get("point", ",")
    return _Written(rf"\d{{1,3}}(?:[{counts.get('thousands', ' .')}]\d{{3}})+", rf"\d+(?:{re.escape(point)}\d+)?", point)


def _quantity(match: re.Match[str], folded: Folded, language: Lexicon, tables: _Tables) -> Count:
    amount = value_of(match["number"], language)
    unit: Unit = "t" if match["t"] else "item" if match["item"] else "kg"
    value = amount / GRAMS if match["g"] else amount
    start, end = folded.span(*match.span())
    what = "weapons" if match["item"] and tables.weapons.search(match[0]) else "drugs"
    return Count(what=what, best=value, min=value, max=value, qualifier="exact", unit=unit, start=start, end=end)


def find_ages(folded: Folded, language: Lexicon) -> list[tuple[int, Ages]]:
    """Give the ages told in a text, in years, each with where its words begin in the folded text."""
    tables = _tables(language.code)
    told = [each.match for each in tables.ages.find(folded.words)] if tables else []
    ages = [(match.start(), _age(match, folded)) for match in told]
    return [(start, each) for start, each in ages if each is not None]


def _age(match: re.Match[str], folded: Folded) -> Ages | None:
    parts = match.groupdict()
    low = int(parts.get("low") or parts["one"])
    high = int(parts.get("high") or parts["one"])
    if not 0 < low <= high <= MAX_AGE:
        return None
    first, last = folded.span(*match.span())
    return Ages(min=low, max=high, start=first, end=last)


def _after_noun(words: Sequence[str]) -> re.Pattern[str]:
    """Let a number's noun, of up to three words, stand before what qualifies the number."""
    return re.compile(rf"(?: \w+){{0,3}} (?:{'|'.join(words)})(?!\w)")


@cache
def _tables(code: str) -> _Tables | None:
    language = lexicon(code)
    table = language.table
    if "counts" not in table:
        return None
    counts = table["counts"]
    spelled = sorted([*language.numbers, *language.nouns, *table.get("dozens", {}), *table.get("vague", {})], key=len, reverse=True)
    gap = counts.get("gap", r"[^.;:\d]{0,80}?")
    rules = []
    for row in table.get("counted", []):
        nouns, verbs = "|".join(row["after"]), "|".join(row["verb"])
        after = rf"{counts['few']} (?:{nouns})(?!\w)|{counts['of']}{counts['person']}(?!\w){gap}\b(?:{verbs})(?!\w)"
        stems = {first for each in (*row["after"], *row["verb"]) for first, _ in openings(each) or ()}
        rules.append(_Rule(row["what"], re.compile(after), frozenset(stems)))
    grouped, plain, _ = _written(counts)
    words = "|".join(sorted(language.numbers, key=len, reverse=True))
    ages, number = counts["ages"], rf"{grouped}|{plain}|{words}"
    quantity = rf"(?P<number>{number}) ?(?:{table['quantity']['units']}) ?(?:{table['quantity']['goods']})(?!\w)"
    ranges = [
        ([each.replace("{low}", f"(?P<low>{number})").replace("{high}", f"(?P<high>{number})")], None) for each in counts.get("ranges", [])
    ]
    return _Tables(
        Phrases([*ranges, ([grouped, plain, *spelled], None)], ending=rf"(?!\w|[,.]\d| ?%{counts.get('uncounted', '')})"),
        rules,
        Cues([(row["before"], row["what"]) for row in table.get("counted", [])], link=counts["before"]),
        Cues([(counts.get("parts", []), None)], link=" ?"),
        Cues([(row.get("ahead", []), row["what"]) for row in table.get("counted", [])], link=counts.get("ahead", r"[^.;:\d]*")),
        re.compile(rf"{counts['of']}{counts['person']}(?!\w)"),
        frozenset(language.nouns),
        re.compile(quantity),
        re.compile(table["quantity"]["weapons"]),
        Phrases([([each], None) for each in ([ages] if isinstance(ages, str) else ages)]),
        Cues([(words, cast("Qualifier", name)) for name, words in table.get("qualifiers", {}).items()], link=" ?"),
        [(_after_noun(words), cast("Qualifier", name)) for name, words in table.get("qualifiers_after", {}).items()],
        Phrases([(row.get("single", []), row["what"]) for row in table.get("counted", [])]),
    )
