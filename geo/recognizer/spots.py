"""Find where names of the gazetteer stand in a text, before anything is weighed: `spots`, `Spot`."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from geo.gazetteer import Gazetteer, Name
from geo.languages.folding import Folded
from geo.languages.lexicon import Lexicon
from geo.languages.words import ARABIC, PROCLITICS, Words

HOME: Final = ("MA", "EH")
SHORTEST_STEM: Final = 2  # letters behind a proclitic; so few begin a longer name, and are none by themselves

_GAPS: Final = frozenset({" ", "'", "' ", " '", "  "})


class Spot(NamedTuple):
    """Be a run of words that is a name: its first and last word, offsets in the folded text, the names it may be."""

    first: int
    last: int
    start: int
    end: int
    key: str
    names: tuple[Name, ...]


class Setting(NamedTuple):
    """Be what every step needs: the text, the names known, the language's table."""

    folded: Folded
    gazetteer: Gazetteer
    lexicon: Lexicon


def spots(setting: Setting) -> list[Spot]:
    """Go through the words once; at each take the longest name that begins there.

    A name begins with a capital, or so that the table of names that are none knows it, or as a name of several words; an Arabic word may
    always begin one, for a proclitic can stand before the name.
    """
    folded, gazetteer, lexicon = setting
    words, openers, never, pairs = folded.words, gazetteer.openers, lexicon.longest_never, gazetteer.pairs
    tokens, starts, capitals, arabic = words.words, words.starts, folded.capitals, words.arabic
    found: list[Spot] = []
    ahead, last = 0, len(tokens) - 1
    for index, word in enumerate(tokens):
        if index < ahead:
            continue
        begins = word in never or (arabic and word[0] >= ARABIC[0])
        if not begins and word in openers:
            begins = starts[index] in capitals or (index < last and (word, tokens[index + 1]) in pairs)
        if begins:
            spot, ahead = longest(words, index, gazetteer, lexicon)
            if spot is not None:
                found.append(spot)
    return found


def longest(words: Words, index: int, gazetteer: Gazetteer, lexicon: Lexicon) -> tuple[Spot | None, int]:
    """Give the longest name that begins at a word, and the word to go on with; 'Bank Al-Maghrib' takes its own and is none."""
    start, token = words.starts[index], words.words[index]
    following = words.words[index + 1] if index + 1 < len(words.words) else ""
    for word, skipped in _readings(token):
        alone = bool(gazetteer.openers.get(word, False)) and (len(word) > SHORTEST_STEM or not skipped)
        reach = gazetteer.longest.get(word, 0) if (word, following) in gazetteer.pairs else int(alone)
        reach = max(reach, lexicon.longest_never.get(word, 0))
        if not reach:
            continue
        for run, last in reversed(_runs(words, index, word, reach)):
            if run in lexicon.not_places:
                return None, last + 1
            names = gazetteer.lookup(run)
            if names and not _is_described(run, names, gazetteer, lexicon):
                return Spot(index, last, start + skipped, words.starts[last] + len(words.words[last]), run, names), last + 1
    return None, index + 1


def _is_described(run: str, names: Sequence[Name], gazetteer: Gazetteer, lexicon: Lexicon) -> bool:
    """Tell whether a name is a generic word with the name of a place of the same region, which is then the name: 'prison de Tiflet'."""
    if " " not in run:
        return False
    generic = lexicon.generic.match(run)
    behind = (after.search(run) for after, _ in lexicon.features_after)
    last = next((each for each in behind if each is not None and each.end() == len(run)), None)
    inner = gazetteer.lookup(run[generic.end() if generic else 0 : last.start() if last else len(run)]) if generic or last else ()
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
        if words.gap(last - 1) not in _GAPS:
            break
        word = f"{word} {words.words[last]}"
        runs.append((word, last))
    return runs


@lru_cache(maxsize=1 << 16)
def _readings(token: str) -> tuple[tuple[str, int], ...]:
    """Give the ways to read a word: as it stands, and in Arabic without its proclitics, with the letters skipped."""
    readings = [(token, 0)]
    if not ARABIC[0] <= token[0] <= ARABIC[1]:
        return tuple(readings)
    for depth in (1, 2):
        if len(token) >= depth + SHORTEST_STEM and all(each in PROCLITICS for each in token[:depth]):
            rest = token[depth:]
            readings.append((rest, depth))
            if token[depth - 1] == "ل" and rest.startswith("ل"):  # l- swallows the alif of the article
                readings.append(("ا" + rest, depth))
    return tuple(readings)
