"""Find names by what stands around them, where the gazetteer alone does not: `introduced`, `abbreviated`, `name_countries`."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from geo.languages.folding import Folded
from geo.languages.lexicon import Lexicon
from geo.languages.phrases import compiled
from geo.languages.tokens import key_of
from geo.models import Toponym
from geo.models.place import PlaceKind
from geo.recognizer.spots import Setting, Spot
from geo.recognizer.weighing import SEPARATOR, WINDOW, kinds_asked, weigh

ADJACENT: Final = 24  # characters before it in which a force of a country is named

ADJOINS: Final = 6  # characters between an adjective and the name it belongs to: 'algérienne de '

ADJECTIVE: Final = " ال"  # what stands between an Arabic name and the adjective that belongs to it: 'القنيطرة السورية'

MIN_UNKNOWN: Final = 3

_CAPITALISED: Final = re.compile(
    r"(?:[A-ZÀ-ÖØ-ÞŒ][\w’'-]*)(?:[ \n](?:(?:d|l|el|al|ez|es|er|en|ait|du|de|des|la|le|ou|n)[ ’'-])?[A-ZÀ-ÖØ-ÞŒ][\w’'-]*){0,3}"
)


def abbreviated(setting: Setting) -> list[Toponym]:
    """Find names that are written short, in capitals only: 'U.S.' is a country, 'us' is none."""
    folded, gazetteer, lexicon = setting
    words = folded.words
    found = list[Toponym]()
    for phrase in lexicon.abbreviations.find(words):
        name = phrase.row
        start, end = phrase.match.span()
        if folded.text[slice(*folded.span(start, end))].isupper():
            spot = Spot(words.at(start), words.at(end) - 1, start, end, name, gazetteer.lookup(name))
            weighed = weigh(spot, setting) if spot.names else None
            found += [weighed] if weighed is not None else []
    return found


def introduced(folded: Folded, found: list[Toponym], lexicon: Lexicon) -> list[Toponym]:
    """Find names that the gazetteer lacks behind a generic word, or that begin as names here do: 'douar Tamsloht', 'à Aït Tamlil'."""
    taken = [(each.start, each.end) for each in found]
    new: list[Toponym] = []
    generics = {each.match.end() for each in lexicon.introducing.find(folded.words)}
    for at in sorted(generics | _prefixed(folded, {start for start, _ in taken}, lexicon)):
        start, end = _name_at(at, folded, lexicon)
        if end - start < MIN_UNKNOWN or _overlaps(taken, start, end):
            continue
        cues = lexicon.weighed.before(folded.words, max(0, at - WINDOW), at)
        new.append(unknown(folded.text, start, end, kinds_asked(each.row for each in cues)))
    return new


def _prefixed(folded: Folded, taken: AbstractSet[int], lexicon: Lexicon) -> set[int]:
    """Give where a name that is not taken yet may begin, by its first word, behind a sign of place or in a list, in the folded text."""
    told = (each.match.start() for each in lexicon.prefixed.find(folded.words))
    free = (at for at in told if at in folded.capitals and folded.source(at) not in taken)
    return {at for at in free if _is_told(at, folded, lexicon)}


def _is_told(at: int, folded: Folded, lexicon: Lexicon) -> bool:
    locative = lexicon.locative.before(folded.words, max(0, at - WINDOW), at)
    return bool(locative) or lexicon.lists.search(folded.key, max(0, at - SEPARATOR), at) is not None


def _name_at(at: int, folded: Folded, lexicon: Lexicon) -> tuple[int, int]:
    """Give the offsets in the text of what looks like a name at `at` of the folded text: by its capitals, or as the table says."""
    if lexicon.unknown is not None:
        name = lexicon.unknown.match(folded.key, at)
        return folded.span(*name.span()) if name is not None else (0, 0)
    start = folded.source(at)
    capitalised = _CAPITALISED.match(folded.text, start)
    return (start, capitalised.end()) if capitalised is not None else (start, start)


def _overlaps(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether one of some spans, sorted and apart from one another, meets a stretch."""
    before = bisect_left(taken, (end,)) - 1
    return before >= 0 and taken[before][1] > start


def unknown(text: str, start: int, end: int, kinds: tuple[PlaceKind, ...] = ()) -> Toponym:
    """Take up a name that the gazetteer lacks, as it stands in the text: offsets of the text."""
    name = text[start:end].rstrip("’'-")
    return Toponym(name, start, start + len(name), key_of(Folded(name).key), method="pattern", strong=True, kinds=kinds)


def name_countries(found: list[Toponym], folded: Folded, lexicon: Lexicon) -> None:
    """Note beside each name the country whose people the words around it name: 'un Tunisien natif de ...', 'la ville algérienne de ...'."""
    told = lexicon.demonyms.find(folded.words)
    starts, ends = [each.match.start() for each in told], [each.match.end() for each in told]
    for name in found if told else ():
        at, end = folded.index(name.start), folded.index(name.end)
        behind = bisect_left(starts, end)
        if behind < len(told) and folded.key[end : starts[behind]] == ADJECTIVE:
            name.countries = (told[behind].row,)
            continue
        last = bisect_left(ends, at) - 1
        if last < 0 or at - ends[last] > WINDOW or "." in folded.key[ends[last] : at]:
            continue
        acts = _is_force(told[last].match, folded, lexicon)
        if acts or at - ends[last] <= ADJOINS or any(each.row == "origin" for each in lexicon.roles.before(folded.words, ends[last], at)):
            name.countries = (told[last].row,)


def _is_force(people: re.Match[str], folded: Folded, lexicon: Lexicon) -> bool:
    """Tell whether the word for a people says whose police, army or press it is: 'la police algérienne', 'Maltese police'."""
    if forces := lexicon.before.get("force"):
        low = max(0, people.start() - ADJACENT)
        return compiled(rf"(?:{'|'.join(forces)})\Z").search(folded.key, low, people.start()) is not None
    return lexicon.follows("force").match(folded.key, people.end()) is not None


def joined(found: list[Toponym]) -> list[Toponym]:
    """Sort, and of two that overlap keep the longer."""
    kept: list[Toponym] = []
    for each in sorted(found, key=lambda name: (name.start, -name.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept
