"""Find how many were killed, injured, arrested, and how much was seized: `find_numbers`, `find_counts`, `find_ages`."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from geo.incidents.wordings import BEFORE_COUNTED, Rule, Wordings, wordings, written
from geo.languages.folding import Folded
from geo.languages.lexicon import Lexicon
from geo.languages.words import Words
from geo.models import Ages, Count
from geo.models.incident import Figure, Qualifier, Unit

GRAMS: Final = 1000
BEFORE_NUMBER: Final = 24
CLAUSE: Final = 60  # characters more within which the verb of a clause may stand, its subject and its day between
WITHIN: Final = 200  # characters behind a number within which it is told what it counts
MAX_AGE: Final = 110
_FEW: Final = re.compile(r"(?: [\w']+){0,2} ")
_ASIDE: Final = (", ", "، ")  # what sets those apart who are told 'of them'
_STOP: Final = re.compile(r"[,;:.()،؛]")
SUFFERED: Final = frozenset({"injured", "killed"})
SUMMED: Final = frozenset({"exact", "at_least"})


class Number(NamedTuple):
    """Be one number of a text: offsets in the folded text, its words, those of the upper bound of a range; sorts by place."""

    start: int
    end: int
    told: str
    upper: str | None = None


class _Value(NamedTuple):
    """Say what a number says, and how sure it is."""

    best: Figure | None
    low: Figure | None
    high: Figure | None
    qualifier: Qualifier


def find_numbers(folded: Folded, language: Lexicon, inside: tuple[int, int] | None = None) -> list[Number]:
    """Give the numbers of a text, or of a stretch of it, in order; those that are percentages or parts of others left out."""
    tables = wordings(language.code)
    if tables is None:
        return []
    found: list[Number] = []
    for phrase in tables.numbers.find(folded.words, inside):
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
    tables = wordings(language.code)
    if tables is None:
        return []
    told = _Told(folded, language, tables, start)
    numbers = list(_whole(numbers, told))
    ends = _ends(numbers, tables, end)
    claims: list[_Claim] = []
    found: list[Count] = []
    for number, stop in zip(numbers, ends, strict=True):
        what = None if tables.units.match(folded.key, number.end) else _what(number, stop, claims, told)
        if what or claims or _is_person(number, folded.words, tables):
            claims.append(_added(_Claim(number, what, _value(number, folded.words, language, tables)), told))
        quantity = tables.quantity.match(folded.key, number.start, end)
        if quantity is not None:
            found.append(_quantity(quantity, folded, language, tables))
    return [_count(each, folded) for each in _together(claims, told) if each.what] + found


def _ends(numbers: Sequence[Number], tables: Wordings, end: int) -> list[int]:
    """Give where the words of each number end: at the next number that is no mere article."""
    ends = [end]
    for each in reversed(numbers[1:]):
        ends.append(ends[-1] if each.told in tables.articles else each.start)
    return ends[::-1] if numbers else []


class _Told(NamedTuple):
    """Be where a claim is told: the text, its language, and where the stretch begins that is read."""

    folded: Folded
    language: Lexicon
    tables: Wordings
    start: int


def _whole(numbers: Sequence[Number], told: _Told) -> Iterator[Number]:
    """Leave out the numbers that are parts of others, and those joined to one: 'among them two women and an Italian'."""
    part: int | None = None  # where the last such number ends
    for each in numbers:
        key, tables = told.folded.key, told.tables
        joined = part is not None and not _STOP.search(key, part, each.start)
        among = key[each.start - 2 : each.start] in _ASIDE and tables.parts_after.match(key, each.end)
        if joined or among or tables.parts.before(told.folded.words, max(told.start, each.start - BEFORE_NUMBER), each.start):
            part = each.end
        else:
            part = None
            yield each


class _Claim(NamedTuple):
    """Be a number with what it counts, if anything, and what it says; `last` is where the claim ends, if it sums several numbers."""

    number: Number
    what: str | None
    value: _Value
    last: int | None = None


def _what(number: Number, stop: int, claims: Sequence[_Claim], told: _Told) -> str | None:
    """Tell what befell the persons that a number counts: by its noun, the words beside it, the verb ahead, or what was counted."""
    itself = told.language.nouns.get(number.told, (0, ""))[1]
    if itself:
        return itself
    rules = _likely(number, stop, told.folded.words, told.tables)
    what = _counted(number, stop, rules, told) or _told_ahead(number, told.folded.words, told.tables, told.start)
    return what or _briefly(number, stop, rules, claims, told) or _again(number, claims, told)


def _briefly(number: Number, stop: int, rules: Sequence[Rule], claims: Sequence[_Claim], told: _Told) -> str | None:
    """Tell what befell persons whose noun is left out behind others that were counted: 'six died and fourteen are in hospital'."""
    if not claims or number.told in told.tables.articles:
        return None
    words = told.folded.words
    reach = _FEW.match(words.key, number.end, stop)
    return None if reach is None else next((each.what for each in rules if _has_verb(each, number.end, reach.end(), stop, words)), None)


def _again(number: Number, claims: Sequence[_Claim], told: _Told) -> str | None:
    """Let a figure that revises an earlier one count the same thing, or add to it: 'nine injured; it was raised to 13', 'another three'."""
    counted = next((each.what for each in reversed(claims) if each.what), None)
    first = max(told.start, number.start - BEFORE_NUMBER)
    again = (told.tables.revised, told.tables.others_before)
    return counted if any(each.before(told.folded.words, first, number.start) for each in again) else None


def _added(claim: _Claim, told: _Told) -> _Claim:
    """Add who is named without a number right before or behind it: 'the driver and two passengers', 'a woman and her son'."""
    number, what, value, last = claim
    if what is None or value.qualifier not in SUMMED or not _is_person(number, told.folded.words, told.tables):
        return claim
    if told.tables.besides.before(told.folded.words, max(told.start, number.start - BEFORE_COUNTED), number.start):
        value = _sum(_Value(1, 1, 1, "exact"), value)
    for pattern, more in told.tables.company:
        match = pattern.match(told.folded.key, number.end)
        if match is not None:
            value, last = _sum(_Value(more, more, more, "exact"), value), match.end()
    return _Claim(number, what, value, last)


def _sum(one: _Value, other: _Value) -> _Value:
    best = (one.best or 0) + (other.best or 0)
    return _Value(best, best, best, "exact") if one.qualifier == other.qualifier == "exact" else _Value(best, best, None, "at_least")


def _together(claims: Sequence[_Claim], told: _Told) -> list[_Claim]:
    """Add up persons whom one clause names side by side and of whom it says the same: 'a woman and her two grandsons were killed'."""
    found: list[_Claim] = []
    for claim in claims:
        if found and _is_joined(found[-1], claim, told):
            first = found.pop()
            found.append(_Claim(first.number, first.what or claim.what, _sum(first.value, claim.value), claim.last or claim.number.end))
        else:
            found.append(claim)
    return found


def _is_joined(one: _Claim, other: _Claim, told: _Told) -> bool:
    """Tell whether two numbers count persons of whom the same is said, side by side or the second the others."""
    folded, _, tables, _ = told
    same = one.what is None or one.what == other.what or (other.what is None and not _has_predicate(other.number, told))
    summed = one.value.qualifier in SUMMED and other.value.qualifier in SUMMED
    beside = tables.joined.fullmatch(folded.key, one.last or one.number.end, other.number.start) or _each_told(one, other, told)
    more = one.what is not None and one.what == other.what and _says_others(other.number, told)
    kin = beside is not None and beside.groupdict().get("kin")
    persons = _is_person(one.number, folded.words, tables) and (other.what or kin or _is_person(other.number, folded.words, tables))
    return bool(same and summed and (beside or more) and persons)


def _has_predicate(number: Number, told: _Told) -> bool:
    """Tell whether something of their own is told of the persons that a number counts: 'one died and five [persons] have ...'."""
    person = told.tables.person.match(told.folded.key, number.end)
    return person is not None and told.tables.predicate.match(told.folded.key, person.end()) is not None


def _each_told(one: _Claim, other: _Claim, told: _Told) -> re.Match[str] | None:
    """Tell whether the same is told of each of two kinds of persons: '23 officers slightly hurt and eight youths injured'."""
    folded, _, tables, _ = told
    kinds = [tables.person.match(folded.key, each.number.end) for each in (one, other)]
    if None in kinds or len({each[0].strip() for each in kinds if each is not None}) == 1:
        return None
    if one.what != other.what or one.what not in SUFFERED:
        return None
    return tables.beside.fullmatch(folded.key, one.last or one.number.end, other.number.start)


def _says_others(number: Number, told: _Told) -> bool:
    """Tell whether persons are others than those told before: 'three others', 'another three'."""
    folded, _, tables, start = told
    before = tables.others_before.before(folded.words, max(start, number.start - BEFORE_NUMBER), number.start)
    return bool(before or tables.others.match(folded.key, number.end))


def _is_person(number: Number, words: Words, tables: Wordings) -> bool:
    return number.told in tables.nouns or tables.person.match(words.key, number.end) is not None


def find_single(folded: Folded, language: Lexicon, inside: tuple[int, int] | None = None) -> list[Count]:
    """Give what the form of a verb says of one person or two in a text, or in a stretch of it ('a été arrêté')."""
    tables = wordings(language.code)
    found = tables.single.find(folded.words, inside) if tables else []
    return [_single(*each.row, folded, *each.match.span()) for each in found]


def _single(what: str, number: int, folded: Folded, first: int, last: int) -> Count:
    start, end = folded.span(first, last)
    return Count(what=what, best=number, min=number, max=number, qualifier="exact", unit="person", start=start, end=end)


def _likely(number: Number, stop: int, words: Words, tables: Wordings) -> list[Rule]:
    """Give the rules of the table of which some word stands behind a number."""
    inside = words.between(number.end, min(stop, number.end + WITHIN))
    stems = {words.stems[index] for index in inside}
    pairs = {(words.stems[index], words.nexts[index]) for index in inside}
    return [each for each in tables.rules if not (each.stems.isdisjoint(stems) and each.pairs.isdisjoint(pairs))]


def _counted(number: Number, stop: int, rules: Sequence[Rule], told: _Told) -> str | None:
    """Tell what a number counts: the first rule of the table whose words stand after it or before it."""
    words, tables = told.folded.words, told.tables
    person = None if number.told in tables.nouns or not rules else tables.person.match(words.key, number.end, stop)
    verbs_from = number.end if number.told in tables.nouns else None if person is None else person.end()
    reach = None if verbs_from is None else tables.gap.match(words.key, verbs_from, stop)
    for rule in rules:
        noun = rule.nouns.match(words.key, number.end, stop)
        if noun is not None and (number.told not in tables.articles or " " not in noun[0].strip() or person is not None):
            return rule.what  # an article counts only before a person or the very word: 'a dead'
    before = tables.before.before(words, max(told.start, number.start - BEFORE_COUNTED), number.start)
    if before or verbs_from is None or reach is None:
        return before[0].row if before else None
    return next((rule.what for rule in rules if _has_verb(rule, verbs_from, reach.end(), stop, words)), None)


def _has_verb(rule: Rule, start: int, reach: int, stop: int, words: Words) -> bool:
    """Tell whether a verb of a rule begins in a stretch of the text, up to its end and no further than `stop`."""
    return any(
        rule.verbs.match(words.key, words.stem_starts[index], stop)
        for index in words.between(start, reach + 1)
        if words.stems[index] in rule.stems or (words.stems[index], words.nexts[index]) in rule.pairs
    )


def _told_ahead(number: Number, words: Words, tables: Wordings, start: int) -> str | None:
    """Tell what befell persons by the verb that opened the clause: 'arrested' [the police, on Monday,] 'three persons'."""
    if not _is_person(number, words, tables) or (number.told in tables.nouns and words.key.endswith(tables.belongs, start, number.start)):
        return None
    ahead = tables.ahead.before(words, max(start, number.start - BEFORE_COUNTED - CLAUSE), number.start)
    return max(ahead, key=lambda each: each.match.start()).row if ahead else None


def _count(claim: _Claim, folded: Folded) -> Count:
    best, low, high, qualifier = claim.value
    start, end = folded.span(claim.number.start, claim.last or claim.number.end)
    return Count(what=claim.what or "", best=best, min=low, max=high, qualifier=qualifier, unit="person", start=start, end=end)


def _value(number: Number, words: Words, language: Lexicon, tables: Wordings) -> _Value:
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
    bounds: dict[str, tuple[Figure | None, Figure | None, Figure | None]] = {
        "exact": (value, value, value),
        "approx": (value, None, None),
        "at_least": (value, value, None),
        "at_most": (None, 0, value),
    }
    return _Value(*bounds[qualifier], qualifier)


def value_of(words: str, language: Lexicon) -> Figure:
    """Read a number written in digits ('1 240', '2,5'; in English '1,240', '2.5'), in words ('onze') or in both ('568 mille')."""
    if words in language.nouns:
        return language.nouns[words][0]
    if words in language.numbers:
        return language.numbers[words]
    form = written(language.table["counts"])
    single, _, multiple = words.rpartition(" ")
    if single and multiple in form.multiples:
        return value_of(single, language) * form.multiples[multiple]
    grouped = re.fullmatch(form.grouped, words)
    value = float(re.sub(r"\D", "", words) if grouped else words.replace(form.point, "."))
    return int(value) if value.is_integer() else value


def _quantity(match: re.Match[str], folded: Folded, language: Lexicon, tables: Wordings) -> Count:
    amount = value_of(match["number"], language)
    unit: Unit = "t" if match["t"] else "item" if match["item"] else "kg"
    value = amount / GRAMS if match["g"] else amount
    start, end = folded.span(*match.span())
    what = "weapons" if match["item"] and tables.weapons.search(match[0]) else "drugs"
    return Count(what=what, best=value, min=value, max=value, qualifier="exact", unit=unit, start=start, end=end)


def find_ages(folded: Folded, language: Lexicon) -> list[tuple[int, Ages]]:
    """Give the ages told in a text, in years, each with where its words begin in the folded text."""
    tables = wordings(language.code)
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
