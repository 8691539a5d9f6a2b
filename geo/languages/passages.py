"""Cut a page that is written in several languages into passages of one language each: `passages`."""

import re
from typing import Final, NamedTuple

from geo.languages.detect import UNKNOWN, detect, settled

SHORTEST: Final = 40  # letters a line needs before its script counts; a name or a quoted word goes with what stands around it
TELLING: Final = 2  # times a text must hold another language's first mark before it is worth looking for passages in it

# Small words, frequent in one language and unknown to the others: counting them in a text costs next to nothing.
MARKS: Final = {"fr": (" des ", " est ", " une "), "en": (" the ", " of ", " and "), "es": (" los ", " del ", " una ")}
ARABIC_LEADS: Final = (b"\xd8", b"\xd9", b"\xda", b"\xdb")  # first bytes of U+0600 to U+06FF in UTF-8
_ARABIC: Final = re.compile(r"[\u0620-\u06ff]")
_LATIN: Final = re.compile(r"[A-Za-zÀ-ÿ]")
_PIECE: Final = re.compile(r"«[^«»\n]{120,}»\n*|“[^“”\n]{120,}”\n*|(?:(?!«[^«»\n]{120,}»|“[^“”\n]{120,}”)[^\n])+\n*|\n+")


class Passage(NamedTuple):
    """Be what a text says in one language: `text` is as long as the whole, with blanks for the rest, so that offsets hold."""

    text: str
    language: str


def passages(text: str, language: str) -> list[Passage]:
    """Give what a text says in each language, the first told first; nearly always that is the text itself, once.

    `language` is that of the whole; lines in another script, and lines and quotations that are long enough to tell, are in the language
    they seem to be. There is at most one passage a language however often it changes, so that the work grows no faster than the text.
    """
    mixed, others = _mixed(text), _others(text, language)
    if not mixed and not others:
        return [Passage(text, language)]
    pieces = [match[0] for match in _PIECE.finditer(text)]
    labels = _filled([_script(piece) for piece in pieces]) if mixed else ["latin"] * len(pieces)
    if others:
        labels = [_label(piece, script, others) for piece, script in zip(pieces, labels, strict=True)]
    found = []
    for label in dict.fromkeys(labels):
        part = "".join(piece if each == label else _blank(piece) for piece, each in zip(pieces, labels, strict=True))
        found.append(Passage(part, _language(part, label, language)))
    return found


def _blank(piece: str) -> str:
    return " " * len(piece.rstrip("\n")) + "\n" * (len(piece) - len(piece.rstrip("\n")))


def _mixed(text: str) -> bool:
    """Tell whether a text has letters enough of both scripts; the search for the rarer one ends at once in most texts."""
    if not _holds_arabic(text) or _LATIN.search(text) is None:
        return False
    return len(_ARABIC.findall(text)) >= SHORTEST and len(_LATIN.findall(text)) >= SHORTEST


def _holds_arabic(text: str) -> bool:
    """Tell whether a text has a letter of the Arabic block; its bytes in UTF-8 tell that many times faster than a pattern."""
    data = text.encode("utf-8", "surrogatepass")
    return any(lead in data for lead in ARABIC_LEADS)


def _others(text: str, language: str) -> frozenset[str]:
    """Give the languages in Latin script, other than the text's, whose small words it holds; none for a text in Arabic or unknown."""
    if language not in MARKS:
        return frozenset()
    return frozenset(code for code, marks in MARKS.items() if code != language and text.count(marks[0]) >= TELLING)


def _script(line: str) -> str:
    """Name the script of a line, '' where it has too few letters to tell."""
    arabic, latin = len(_ARABIC.findall(line)), len(_LATIN.findall(line))
    if max(arabic, latin) < SHORTEST:
        return ""
    return "arabic" if arabic > latin else "latin"


def _filled(scripts: list[str]) -> list[str]:
    """Give short lines the script of the line before them, those at the head the first that is known."""
    known = next((each for each in scripts if each), "latin")
    filled = []
    for each in scripts:
        known = each or known
        filled.append(known)
    return filled


def _label(piece: str, script: str, others: frozenset[str]) -> str:
    """Name the language of a piece in Latin script if its small words settle that it is another, else its script."""
    told = settled(piece) if script == "latin" and any(mark in piece for code in others for mark in MARKS[code]) else None
    return told if told in others else script


def _language(passage: str, label: str, whole: str) -> str:
    if label == "arabic":
        return "ar"
    if label in MARKS:
        return label
    told = detect(passage.lstrip()) if whole == "ar" else whole
    return whole if told == UNKNOWN else told
