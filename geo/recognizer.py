"""Find the names of places in a text, whatever place they mean: `recognize`.

One mechanism serves all languages: tokens of the folded text against the gazetteer's names, longest first, then patterns
(generic words, enumerations) for names the gazetteer lacks; what a name needs before it counts stands in the language's table.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast

from geo.gazetteer import Gazetteer, Name
from geo.languages.folding import Folded
from geo.languages.lexicon import Feature, Lexicon
from geo.languages.tokens import key_of
from geo.languages.words import ARABIC, PROCLITICS, Words
from geo.models import Toponym
from geo.models.place import PlaceKind
from geo.models.reading import Method

WINDOW = 80  # characters of context before a name
ADJOINS = 6  # characters between an adjective and the name it belongs to: 'algérienne de '
MIN_UNKNOWN = 3
SHORT = 3
SEPARATOR = 12  # characters in which what separates the items of a list stands
NAMED_AFTER = frozenset({"club", "body", "street", "media"})
HOME = ("MA", "EH")
SETTLED = frozenset({"city", "town", "village"})
FAMOUS = 1_000_000  # inhabitants of a town abroad whose Arabic name stands by itself
LARGE = ("city", "province", "region", "country", "supranational", "natural")
_GAPS = frozenset({" ", "'", "' ", " '", "  "})
_CAPITALISED = re.compile(
    r"(?:[A-ZÀ-ÖØ-ÞŒ][\w’'-]*)(?:[ \n](?:(?:d|l|el|al|ez|es|er|en|ait|du|de|des|la|le|ou|n)[ ’'-])?[A-ZÀ-ÖØ-ÞŒ][\w’'-]*){0,3}"
)
_CLAUSE = re.compile(r"(?:[.!?:;,\n\"«]|(?<!\w)qu[e'])[^\S\n]*$")


@dataclass(slots=True)
class _Found:
    """Be a name found, while what is known of it grows; the fields are those of `Toponym`."""

    start: int
    end: int
    key: str
    method: Method = "gazetteer"
    literal: bool = True
    strong: bool = False
    kinds: tuple[PlaceKind, ...] = ()
    series: int | None = None
    container: bool = False
    countries: tuple[str, ...] = ()


class _Spot(NamedTuple):
    """Be a run of words that is a name: its first and last word, offsets in the folded text, the names it may be."""

    first: int
    last: int
    start: int
    end: int
    key: str
    names: tuple[Name, ...]


class _Setting(NamedTuple):
    """Be what every step needs: the text, the names known, the language's table."""

    folded: Folded
    gazetteer: Gazetteer
    lexicon: Lexicon


def recognize(folded: Folded, gazetteer: Gazetteer, lexicon: Lexicon) -> list[Toponym]:
    """Give all names of places in a text, sorted, none overlapping another."""
    setting = _Setting(folded, gazetteer, lexicon)
    found = [each for each in (_weigh(spot, setting) for spot in _spots(setting)) if each is not None]
    found = _joined(found + _abbreviated(setting))
    found = _joined(found + _introduced(folded, found, lexicon))
    _name_countries(found, folded, lexicon)
    return [_toponym(each, folded.text) for each in _enumerations(folded, found, lexicon)]


def _toponym(found: _Found, text: str) -> Toponym:
    return Toponym(
        text=text[found.start : found.end],
        start=found.start,
        end=found.end,
        key=found.key,
        method=found.method,
        literal=found.literal,
        strong=found.strong,
        kinds=found.kinds,
        series=found.series,
        container=found.container,
        countries=found.countries,
    )


def _spots(setting: _Setting) -> Iterator[_Spot]:
    """Go through the words once; at each take the longest name that begins there."""
    folded, gazetteer, lexicon = setting
    words, openers, never = folded.words, gazetteer.openers, lexicon.longest_never
    tokens, starts, capitals = words.words, words.starts, folded.capitals
    following = [*tokens[1:], ""]
    ahead = 0
    for index in [at for at, word in enumerate(tokens) if word in openers or word in never or word[0] >= ARABIC[0]]:
        word = tokens[index]
        if index >= ahead and (
            starts[index] in capitals or word in never or word[0] >= ARABIC[0] or (word, following[index]) in gazetteer.pairs
        ):
            spot, ahead = _longest(words, index, gazetteer, lexicon)
            if spot is not None:
                yield spot


def _longest(words: Words, index: int, gazetteer: Gazetteer, lexicon: Lexicon) -> tuple[_Spot | None, int]:
    """Give the longest name that begins at a word, and the word to go on with; 'Bank Al-Maghrib' takes its own and is none."""
    start, token = words.starts[index], words.words[index]
    for word, skipped in _readings(token):
        reach = max(gazetteer.longest.get(word, 0), lexicon.longest_never.get(word, 0))
        for run, last in reversed(_runs(words, index, word, reach)):
            if run in lexicon.not_places:
                return None, last + 1
            names = gazetteer.lookup(run)
            if names and not _is_described(run, names, gazetteer, lexicon):
                return _Spot(index, last, start + skipped, words.starts[last] + len(words.words[last]), run, names), last + 1
    return None, index + 1


def _is_described(run: str, names: Sequence[Name], gazetteer: Gazetteer, lexicon: Lexicon) -> bool:
    """Tell whether a name is a generic word with the name of a place of the same region, which is then the name: 'prison de Tiflet'."""
    generic = lexicon.generic.match(run) if " " in run else None
    inner = gazetteer.lookup(run[generic.end() :]) if generic is not None else ()
    if not inner:
        return False
    regions = {gazetteer.place(each.place).region for each in names} - {None}
    return not regions.isdisjoint(gazetteer.place(each.place).region for each in inner)


def _runs(words: Words, index: int, word: str, reach: int) -> list[tuple[str, int]]:
    """Give the runs of up to `reach` words that begin with `word`, each with the index of its last word."""
    if not reach:
        return []
    runs = [(word, index)]
    for last in range(index + 1, min(index + reach, len(words.words))):
        if words.gaps[last - 1] not in _GAPS:
            break
        word = f"{word} {words.words[last]}"
        runs.append((word, last))
    return runs


def _readings(token: str) -> Iterator[tuple[str, int]]:
    """Give the ways to read a word: as it stands, and in Arabic without its proclitics, with the letters skipped."""
    yield token, 0
    if not ARABIC[0] <= token[0] <= ARABIC[1]:
        return
    for depth in (1, 2):
        if len(token) > depth + 2 and all(each in PROCLITICS for each in token[:depth]):
            rest = token[depth:]
            yield rest, depth
            if token[depth - 1] == "ل" and rest.startswith("ل"):  # l- swallows the alif of the article
                yield "ا" + rest, depth


def _weigh(spot: _Spot, setting: _Setting) -> _Found | None:
    """Weigh what stands around a name: is it a place here, and meant as one?"""
    folded, gazetteer, lexicon = setting
    start, end = folded.span(spot.start, spot.end)
    text = folded.text[start:end]
    if text[:1].islower() and not _lower_case_name(text):
        return None
    if spot.last > spot.first and folded.words.words[spot.first] in lexicon.articles and not _lower_case_name(text):
        return None
    words, low = folded.words, max(0, spot.start - WINDOW)
    cues = {each.row: each.match for each in lexicon.weighed.before(words, low, spot.start)}
    kinds = _kinds(cues) or next((kinds for after, kinds in lexicon.features_after if after.match(folded.key, spot.end)), ())
    strong = bool(kinds) or "strong" in cues
    if not strong and _needs_context(spot, text, gazetteer, lexicon) and not _has_context(spot, low, setting):
        return None
    if "person" in cues or _person(spot, folded, told=strong, lexicon=lexicon):
        return None
    return _Found(
        start,
        end,
        spot.key,
        literal=bool(kinds) or _is_literal(spot, cues, setting),
        strong=strong,
        kinds=kinds,
        container=bool(kinds) and bool(lexicon.region_of.search(folded.key, low, spot.start)),
    )


def _lower_case_name(text: str) -> bool:
    """Tell whether a name that begins small is one all the same: its article does ('el Jadida')."""
    return any(each[:1].isupper() for each in text.split()[1:])


def _needs_context(spot: _Spot, text: str, gazetteer: Gazetteer, lexicon: Lexicon) -> bool:
    """Tell whether a name is a common word, a surname or an abbreviation, and so cannot stand by itself."""
    if spot.key in lexicon.common:
        return True
    if len(spot.key) <= SHORT and not text.isupper() and not any(gazetteer.place(each.place).country in HOME for each in spot.names):
        return True
    places = [gazetteer.place(each.place) for each in spot.names]
    arabic = text[0] >= ARABIC[0]
    if arabic and all(each.country not in HOME and each.kind in SETTLED and (each.population or 0) < FAMOUS for each in places):
        return True  # no capital tells a town abroad from a common word
    if not all(each.flag for each in spot.names):
        return False
    # An accent already tells Salé from 'sale'; Arabic has none, so there a city stands by itself and a village does not.
    return text.isascii() or (arabic and not any(each.kind in LARGE for each in places))


def _has_context(spot: _Spot, low: int, setting: _Setting) -> bool:
    """Tell whether a preposition, or the list it stands in, says that a name is one of a place.

    A name that is only a little known place's abroad needs the list before it, and must not be part of a longer name.
    """
    folded, gazetteer, lexicon = setting
    listed = bool(lexicon.lists.search(folded.key, max(0, spot.start - SEPARATOR), spot.start))
    if all(each.flag == "rare" for each in spot.names) and not any(gazetteer.place(each.place).country in HOME for each in spot.names):
        return listed and not _is_part(spot, folded)
    return listed or bool(lexicon.locative.before(folded.words, low, spot.start)) or folded.key.startswith((", ", ":", " :"), spot.end)


def _is_part(spot: _Spot, folded: Folded) -> bool:
    """Tell whether another word with a capital stands right beside a name."""
    words = folded.words
    before = spot.first > 0 and words.gaps[spot.first - 1] == " " and words.starts[spot.first - 1] in folded.capitals
    return before or (words.gaps[spot.last] == " " and words.starts[spot.last + 1] in folded.capitals)


def _person(spot: _Spot, folded: Folded, *, told: bool, lexicon: Lexicon) -> bool:
    """Tell whether a name belongs to a longer proper name, of a person, a company, an institution: a given name stands by it."""
    words = folded.words
    if spot.first and words.words[spot.first - 1] in lexicon.given_names and words.gaps[spot.first - 1] == " ":
        return True
    if told or spot.key not in lexicon.given_names or words.gaps[spot.last] != " ":
        return False
    return words.starts[spot.last + 1] in folded.capitals


def _kinds(cues: Iterable[str | Feature]) -> tuple[PlaceKind, ...]:
    """Give the kinds of place that the first generic word among some cues asks for."""
    return next((cast("tuple[PlaceKind, ...]", each.kinds) for each in cues if isinstance(each, Feature)), ())


def _is_literal(spot: _Spot, cues: Mapping[str | Feature, re.Match[str]], setting: _Setting) -> bool:
    """Tell a place that is meant from a club, a body or a state that bears its name."""
    folded, gazetteer, lexicon = setting
    if spot.key in lexicon.bodies or not cues.keys().isdisjoint(NAMED_AFTER) or lexicon.follows("media").match(folded.key, spot.end):
        return False
    states = any(gazetteer.place(each.place).kind in ("country", "supranational") for each in spot.names)
    if states and "strong" in cues:
        return True
    if states and ("state" in cues or lexicon.follows("state").match(folded.key, spot.end)):
        return False
    if not lexicon.follows("verb").match(folded.key, spot.end):
        return True
    start = cues["subject"].start() if "subject" in cues else spot.start
    return not (_opens_clause(folded.key, start) or lexicon.clause.search(folded.key, max(0, start - SEPARATOR), start))


def _opens_clause(key: str, start: int) -> bool:
    """Tell whether what begins there, with or without its article, opens a clause."""
    return not key[max(0, start - WINDOW) : start].strip() or bool(_CLAUSE.search(key, max(0, start - WINDOW), start))


def _abbreviated(setting: _Setting) -> list[_Found]:
    """Find names that are written short, in capitals only: 'U.S.' is a country, 'us' is none."""
    folded, gazetteer, lexicon = setting
    words = folded.words
    found = list[_Found]()
    for _, name, match in lexicon.abbreviations.find(words):
        start, end = match.span()
        if folded.text[slice(*folded.span(start, end))].isupper():
            spot = _Spot(words.at(start), words.at(end) - 1, start, end, name, gazetteer.lookup(name))
            weighed = _weigh(spot, setting) if spot.names else None
            found += [weighed] if weighed is not None else []
    return found


def _introduced(folded: Folded, found: list[_Found], lexicon: Lexicon) -> list[_Found]:
    """Find names that the gazetteer lacks behind a generic word: 'douar Tamsloht'."""
    taken = [(each.start, each.end) for each in found]
    new: list[_Found] = []
    for generic in lexicon.introducing.find(folded.words):
        at = generic.match.end()
        start = folded.source(at)
        name = _CAPITALISED.match(folded.text, start)
        if name is None or len(name[0]) < MIN_UNKNOWN or _overlaps(taken, start, name.end()):
            continue
        cues = lexicon.weighed.before(folded.words, max(0, at - WINDOW), at)
        new.append(_unknown(folded.text, start, name.end(), _kinds(each.row for each in cues)))
    return new


def _overlaps(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether one of some spans, sorted and apart from one another, meets a stretch."""
    before = bisect_left(taken, (end,)) - 1
    return before >= 0 and taken[before][1] > start


def _unknown(text: str, start: int, end: int, kinds: tuple[PlaceKind, ...] = ()) -> _Found:
    name = text[start:end].rstrip("’'-")
    return _Found(start, start + len(name), key_of(Folded(name).key), method="pattern", strong=True, kinds=kinds)


def _name_countries(found: list[_Found], folded: Folded, lexicon: Lexicon) -> None:
    """Note beside each name the country whose people the words before it name: 'un Tunisien natif de ...', 'la ville algérienne de ...'."""
    told = lexicon.demonyms.find(folded.words)
    ends = [each.match.end() for each in told]
    for name in found if told else ():
        at = folded.index(name.start)
        last = bisect_left(ends, at) - 1
        if last < 0 or at - ends[last] > WINDOW or "." in folded.key[ends[last] : at]:
            continue
        if at - ends[last] <= ADJOINS or any(each.row == "origin" for each in lexicon.roles.before(folded.words, ends[last], at)):
            name.countries = (told[last].row,)


def _joined(found: list[_Found]) -> list[_Found]:
    """Sort, and of two that overlap keep the longer."""
    kept: list[_Found] = []
    for each in sorted(found, key=lambda name: (name.start, -name.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


_SEPARATOR = re.compile(
    r"\s*[,;،]\s*(?:et |and |y |و)?(?:à |au |aux |en |de |d['’])?|\s+(?:et|and|y|e|ou)\s+(?:à |au |aux |en |de |d['’]|l['’]|le |la )?|\s+و"
)
_OF = re.compile(r"(?:\b(?:à|au|aux|en|de) |d['’])$")
_END = re.compile(r"\s*(?:[.;:»\"”)\n]|$)")
_ITEM = re.compile(r"(?:[A-ZÀ-ÖØ-ÞŒ][\w’'-]*)(?:[ \n](?:(?:de|du|des|d|l|la|el|al|n|ez|es|er)[ ’'-])?[A-ZÀ-ÖØ-ÞŒ][\w’'-]*){0,3}")


def _enumerations(folded: Folded, found: list[_Found], lexicon: Lexicon) -> list[_Found]:
    """Number the lists of places, and take up the items of a list that the gazetteer lacks.

    A list is a run of names with nothing but separators between; an unknown item needs two known ones in its list, or one
    behind 'les villes de'.
    """
    numbered: list[_Found] = []
    series = index = 0
    while index < len(found):
        at = folded.index(found[index].start)
        headed = bool(lexicon.list_head.before(folded.words, max(0, at - WINDOW), at))
        run, following = _run(folded.text, found, index, headed=headed)
        if len(run) > 1:
            series += 1
            for each in run:
                each.series = series
        numbered += run
        index = following
    return _joined(numbered)


def _run(text: str, found: list[_Found], index: int, *, headed: bool) -> tuple[list[_Found], int]:
    """Follow a list from the name at `index`; give its names, and the index after the last of them that was found before.

    Unknown items are held back until a known one comes after them, or the list ends with one.
    """
    run, held = [found[index]], list[_Found]()
    at, following = found[index].end, index + 1
    while separator := _SEPARATOR.match(text, at):
        start = separator.end()
        if following < len(found) and found[following].start == start:
            run += [*held, found[following]]
            held, at, following = [], found[following].end, following + 1
            continue
        item = _ITEM.match(text, start)
        blocked = following < len(found) and item is not None and found[following].start < item.end()
        alike = headed or len(run) + len(held) > 1 or _OF.search(separator[0])
        if item is None or blocked or not alike:
            break
        held.append(_unknown(text, start, item.end()))
        at = item.end()
    closes = len(held) == 1 and (headed or len(run) > 2) and _END.match(text, held[0].end)  # noqa: PLR2004
    return (run + held if closes else run), following
