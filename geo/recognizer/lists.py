"""Follow lists of places, and take up the items that the gazetteer lacks: `enumerations`."""

import re
from collections.abc import Sequence
from typing import Final

from geo.languages.folding import Folded
from geo.languages.lexicon import Lexicon
from geo.models import Toponym
from geo.recognizer.patterns import joined, unknown
from geo.recognizer.weighing import WINDOW, is_subject

PAIR: Final = 2

_SEPARATOR: Final = re.compile(
    r"\s*[,;،]\s*(?:et |and |y |و)?(?:à |au |aux |en |de |d['’])?"
    r"|\s+(?:et|and|y|e|ou)\s+(?:à |au |aux |en |de |d['’]|l['’]|le |la |les |el |los |las |the )?|\s+و"
)

_OF: Final = re.compile(r"(?:\b(?:à|au|aux|en|de) |d['’])$")

_END: Final = re.compile(r"\s*(?:[.;:»\"”)\n]|$)")

_ITEM: Final = re.compile(r"(?:[A-ZÀ-ÖØ-ÞŒ][\w’'-]*)(?:[ \n](?:(?:de|du|des|d|l|la|el|al|n|ez|es|er)[ ’'-])?[A-ZÀ-ÖØ-ÞŒ][\w’'-]*){0,3}")


def enumerations(folded: Folded, found: list[Toponym], lexicon: Lexicon) -> list[Toponym]:
    """Number the lists of places, and take up the items of a list that the gazetteer lacks.

    A list is a run of names with nothing but separators between; an unknown item needs two known ones in its list, or one
    behind 'les villes de'.
    """
    numbered: list[Toponym] = []
    series = index = 0
    while index < len(found):
        at = folded.index(found[index].start)
        headed = bool(lexicon.list_head.before(folded.words, max(0, at - WINDOW), at))
        run, following = _run(folded.text, found, index, headed=headed)
        if len(run) > 1:
            series += 1
            for each in run:
                each.series = series
            _act_together(run, folded, lexicon)
        numbered += run
        index = following
    return joined(numbered)


def _act_together(run: Sequence[Toponym], folded: Folded, lexicon: Lexicon) -> None:
    """Let the states of a list act together, or none of them: the words before the first tell, else those behind the last."""
    if not all(each.state for each in run):
        return
    first, last = run[0], run[-1]
    if first.literal and first.strong:
        for each in run if len(run) > PAIR else ():  # of two, the second may open a new clause: 'from Spain, Morocco ...'
            each.literal = True
    elif not first.literal or _is_subject(first, last, folded, lexicon):
        for each in run:
            each.literal = False


def _is_subject(first: Toponym, last: Toponym, folded: Folded, lexicon: Lexicon) -> bool:
    """Tell whether a list of states opens a clause whose verb stands behind it: 'Le Maroc et la Corée du Sud ont signé'."""
    at = folded.index(first.start)
    cues = {each.row: each.match for each in lexicon.weighed.before(folded.words, max(0, at - WINDOW), at)}
    return is_subject(at, folded.index(last.end), cues.get("subject"), folded, lexicon)


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
        alike = headed or len(run) + len(held) > 1 or _OF.search(separator[0])
        if item is None or blocked or not alike:
            break
        held.append(unknown(text, start, item.end()))
        at = item.end()
    closes = len(held) == 1 and (headed or len(run) > 2) and _END.match(text, held[0].end)  # noqa: PLR2004
    return (run + held if closes else run), following
