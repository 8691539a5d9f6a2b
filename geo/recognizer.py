"""Find the names of places in a text, whatever place they mean: `recognize`.

One mechanism serves all languages: tokens of the folded text against the gazetteer's names, longest first, then patterns
(generic words, enumerations) for names the gazetteer lacks; what a name needs before it counts stands in the language's table.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from geo.gazetteer import Gazetteer, Name
from geo.languages.folding import Folded
from geo.languages.lexicon import Lexicon, Stretch
from geo.languages.tokens import PROCLITICS, TOKEN, key_of
from geo.models import Toponym
from geo.models.place import PlaceKind

WINDOW = 80  # characters of context before a name
MIN_UNKNOWN = 3
SHORT = 3
HOME = ("MA", "EH")
LARGE = ("city", "province", "region", "country", "supranational", "natural")
ARABIC = ("\u0600", "\u06ff")
_GAP = re.compile(r"[ ']{1,2}")
_CAPITALISED = re.compile(
    r"(?:[A-ZÀ-ÖØ-ÞŒ][\w’'-]*)(?:[ \n](?:(?:d|l|el|al|ez|es|er|en|ait|du|de|des|la|le|ou|n)[ ’'-])?[A-ZÀ-ÖØ-ÞŒ][\w’'-]*){0,3}"
)
_BEFORE_WORD = re.compile(r"([^\W\d_][\w’'.-]*)[ \n]$")
_AFTER_WORD = re.compile(r"[ \n]([^\W\d_][\w’'-]*)")


@dataclass(frozen=True, slots=True)
class _Spot:
    """Be a run of tokens that is a name: offsets in the folded text, the names it may be."""

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
    found = [each for each in (_toponym(spot, setting) for spot in _spots(setting)) if each is not None]
    found = _joined(found + _introduced(folded, found, lexicon))
    return _enumerations(folded, found, lexicon)


def _spots(setting: _Setting) -> Iterator[_Spot]:
    """Go through the tokens once; at each take the longest name that begins there."""
    key, names, never = setting.folded.key, setting.gazetteer, setting.lexicon.longest_never
    tokens = [match.span() for match in TOKEN.finditer(key)]
    words = TOKEN.findall(key)
    known = {first for first in set(words) if _opens(first, names, never)}
    words.append("")
    ahead = 0
    for index in [index for index, word in enumerate(words) if word in known]:
        first = words[index]
        single = names.openers.get(first, True) or first in never
        if index < ahead or not (single or (first, words[index + 1]) in names.pairs):
            continue
        spot, taken = _longest(tokens, index, setting)
        ahead = index + taken
        if spot is not None:
            yield spot


def _opens(first: str, names: Gazetteer, never: dict[str, int]) -> bool:
    """Tell whether a name may begin with a token: in Arabic, where it may carry proclitics, any token may."""
    return first in names.openers or first in never or ARABIC[0] <= first[0] <= ARABIC[1]


def _longest(tokens: list[tuple[int, int]], index: int, setting: _Setting) -> tuple[_Spot | None, int]:
    """Give the longest name that begins at a token, and how many tokens it takes; 'Bank Al-Maghrib' takes its own and is none."""
    gazetteer, lexicon, key = setting.gazetteer, setting.lexicon, setting.folded.key
    start, end = tokens[index]
    for word, skipped in _readings(key[start:end]):
        reach = max(gazetteer.longest.get(word, 0), lexicon.longest_never.get(word, 0))
        for run, stop in reversed(_runs(key, tokens, index, word, reach)):
            if run in lexicon.not_places:
                return None, stop - index + 1
            names = gazetteer.lookup(run)
            if names:
                return _Spot(start + skipped, tokens[stop][1], run, names), stop - index + 1
    return None, 1


def _runs(key: str, tokens: list[tuple[int, int]], index: int, word: str, reach: int) -> list[tuple[str, int]]:
    """Give the runs of up to `reach` tokens that begin with `word`, each with the index of its last token."""
    if not reach:
        return []
    runs, last = [(word, index)], index
    while last + 1 < min(index + reach, len(tokens)) and _GAP.fullmatch(key, tokens[last][1], tokens[last + 1][0]):
        last += 1
        word = f"{word} {key[slice(*tokens[last])]}"
        runs.append((word, last))
    return runs


def _readings(token: str) -> Iterator[tuple[str, int]]:
    """Give the ways to read a token: as it stands, and in Arabic without its proclitics, with the letters skipped."""
    yield token, 0
    if not ARABIC[0] <= token[0] <= ARABIC[1]:
        return
    for depth in (1, 2):
        if len(token) > depth + 2 and all(each in PROCLITICS for each in token[:depth]):
            rest = token[depth:]
            yield rest, depth
            if token[depth - 1] == "ل" and rest.startswith("ل"):  # l- swallows the alif of the article
                yield "ا" + rest, depth


def _toponym(spot: _Spot, setting: _Setting) -> Toponym | None:
    """Weigh what stands around a name: is it a place here, and meant as one?"""
    folded, gazetteer, lexicon = setting
    start, end = folded.span(spot.start, spot.end)
    text = folded.text[start:end]
    if text.isascii() and text.islower() and text.isalpha():
        return None
    cased = text[:1].isupper() or not text[:1].islower()
    before = Stretch(folded.key[max(0, spot.start - WINDOW) : spot.start])
    kinds = _feature(before, lexicon)
    strong = bool(kinds) or bool(lexicon.cue("strong").search(before))
    told = strong or bool(lexicon.cue("locative").search(before))
    if not cased and not _lower_case_name(text):
        return None
    if not told and (_needs_context(spot, text, gazetteer, lexicon) and not _in_list(before, folded.key[spot.end : spot.end + 2], lexicon)):
        return None
    if _person(folded.text, (start, end), before, told=strong, lexicon=lexicon):
        return None
    literal = bool(kinds) or _is_literal(spot, before, setting)
    return Toponym(
        text=text,
        start=start,
        end=end,
        key=spot.key,
        method="gazetteer",
        literal=literal,
        strong=strong,
        kinds=kinds,
        container=bool(kinds) and bool(lexicon.cue("region_of").search(before)),
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
    if not all(each.flag for each in spot.names):
        return False
    # An accent already tells Salé from 'sale'; Arabic has none, so there a city stands by itself and a village does not.
    return text.isascii() or (text[0] >= ARABIC[0] and not any(gazetteer.place(each.place).kind in LARGE for each in spot.names))


def _feature(before: Stretch, lexicon: Lexicon) -> tuple[PlaceKind, ...]:
    return next((kinds for cue, kinds in lexicon.features.near(before) if cue.search(before)), ())


def _in_list(before: Stretch, after: str, lexicon: Lexicon) -> bool:
    return bool(lexicon.cue("list").search(before)) or after.startswith((", ", ":", " :"))


def _person(text: str, span: tuple[int, int], before: Stretch, *, told: bool, lexicon: Lexicon) -> bool:
    """Tell whether a name belongs to a longer proper name: of a person, a company, an institution."""
    if lexicon.cue("person").search(before):
        return True
    start, end = span
    previous = _BEFORE_WORD.search(text, max(0, start - 30), start)
    if previous and lexicon.fold(previous[1]) in lexicon.given_names:
        return True
    if told:
        return False
    following = _AFTER_WORD.match(text, end, end + 30)
    return bool(following and lexicon.fold(text[start:end]) in lexicon.given_names and following[1][:1].isupper())


def _is_literal(spot: _Spot, before: Stretch, setting: _Setting) -> bool:
    """Tell a place that is meant from a club, a body or a state that bears its name."""
    folded, gazetteer, lexicon = setting
    after = folded.key[spot.end : spot.end + WINDOW]
    if lexicon.follows("media").match(after) or any(lexicon.cue(each).search(before) for each in ("club", "body", "street", "media")):
        return False
    states = any(gazetteer.place(each.place).kind in ("country", "supranational") for each in spot.names)
    if states and lexicon.cue("strong").search(before):
        return True
    if states and lexicon.cue("state").search(before):
        return False
    return not (_is_subject(before, lexicon) and lexicon.follows("verb").match(after))


def _is_subject(before: Stretch, lexicon: Lexicon) -> bool:
    """Tell whether a name opens a clause, with or without its article."""
    article = lexicon.cue("subject").search(before)
    return bool(lexicon.clause.search(before.text[: article.start()] if article else before.text))


def _introduced(folded: Folded, found: list[Toponym], lexicon: Lexicon) -> list[Toponym]:
    """Find names that the gazetteer lacks behind a generic word: 'douar Tamsloht'."""
    taken = {each.start for each in found}
    new: list[Toponym] = []
    for generic in lexicon.cue("unknown").introduces(folded.key):
        if generic.end() >= len(folded.key):
            continue
        start = folded.source(generic.end())
        name = _CAPITALISED.match(folded.text, start)
        if (
            name is None
            or start in taken
            or len(name[0]) < MIN_UNKNOWN
            or any(each.start < name.end() and start < each.end for each in found)
        ):
            continue
        new.append(
            _unknown(folded, start, name.end(), _feature(Stretch(folded.key[max(0, generic.end() - WINDOW) : generic.end()]), lexicon))
        )
    return new


def _unknown(folded: Folded, start: int, end: int, kinds: tuple[PlaceKind, ...]) -> Toponym:
    text = folded.text[start:end].rstrip("’'-")
    key = key_of(Folded(text).key)
    return Toponym(text=text, start=start, end=start + len(text), key=key, method="pattern", strong=True, kinds=kinds)


def _joined(found: list[Toponym]) -> list[Toponym]:
    """Sort, and of two that overlap keep the longer."""
    kept: list[Toponym] = []
    for each in sorted(found, key=lambda name: (name.start, -name.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


_SEPARATOR = re.compile(
    r"\s*[,;،]\s*(?:et |and |y |و)?(?:à |au |aux |en |de |d['’])?|\s+(?:et|and|y|e|ou)\s+(?:à |au |aux |en |de |d['’]|l['’]|le |la )?|\s+و"
)
_END = re.compile(r"\s*(?:[.;:»\"”)\n]|$)")
_ITEM = re.compile(r"(?:[A-ZÀ-ÖØ-ÞŒ][\w’'-]*)(?:[ \n](?:(?:de|du|des|d|l|la|el|al|n|ez|es|er)[ ’'-])?[A-ZÀ-ÖØ-ÞŒ][\w’'-]*){0,3}")


def _enumerations(folded: Folded, found: list[Toponym], lexicon: Lexicon) -> list[Toponym]:
    """Number the lists of places, and take up the items of a list that the gazetteer lacks.

    A list is a run of names with nothing but separators between; an unknown item needs two known ones in its list, or one
    behind 'les villes de'.
    """
    numbered: list[Toponym] = []
    series = index = 0
    while index < len(found):
        headed = bool(lexicon.cue("list_head").search(_context(folded, found[index])))
        run, following = _run(folded.text, found, index, headed=headed)
        if len(run) > 1:
            series += 1
            run = [replace(each, series=series) for each in run]
        numbered += run
        index = following
    return _joined(numbered)


def _context(folded: Folded, name: Toponym) -> Stretch:
    return Stretch(folded.text[max(0, name.start - WINDOW) : name.start].lower())


def _run(text: str, found: list[Toponym], index: int, *, headed: bool) -> tuple[list[Toponym], int]:
    """Follow a list from the name at `index`; give its names, and the index after the last of them that was found before.

    Unknown items are held back until a known one comes after them, or the list ends with one.
    """
    run, held = [found[index]], list[Toponym]()
    at, following = found[index].end, index + 1
    while separator := _SEPARATOR.match(text, at):
        start = separator.end()
        if following < len(found) and found[following].start == start:
            run += [*held, found[following]]
            held, at, following = [], found[following].end, following + 1
            continue
        item = _ITEM.match(text, start)
        blocked = following < len(found) and item is not None and found[following].start < item.end()
        if item is None or blocked or not (headed or len(run) + len(held) > 1):
            break
        held.append(_item(text, start, item.end()))
        at = item.end()
    closes = len(held) == 1 and (headed or len(run) > 2) and _END.match(text, held[0].end)  # noqa: PLR2004
    return (run + held if closes else run), following


def _item(text: str, start: int, end: int) -> Toponym:
    key = key_of(Folded(text[start:end]).key)
    return Toponym(text=text[start:end], start=start, end=end, key=key, method="pattern", strong=True)
