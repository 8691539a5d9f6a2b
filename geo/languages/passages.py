"""Cut a page that is written in two scripts into passages of one language each: `passages`."""

import re
from typing import NamedTuple

from geo.languages.detect import UNKNOWN, detect

SHORTEST = 40  # letters a line needs before its script counts; a name or a quoted word goes with what stands around it

_ARABIC = re.compile(r"[\u0620-\u06ff]")
_LATIN = re.compile(r"[A-Za-zÀ-ÿ]")
_LINE = re.compile(r"[^\n]*\n*")


class Passage(NamedTuple):
    """Be what a text says in one language: `text` is as long as the whole, with blanks for the rest, so that offsets hold."""

    text: str
    language: str


def passages(text: str, language: str) -> list[Passage]:
    """Give what a text says in each script, the first told first; nearly always that is the text itself, once.

    `language` is that of the whole; lines in the other script are in the language they seem to be. There are at most two
    passages however often the script changes, so that the work grows no faster than the text.
    """
    if not _mixed(text):
        return [Passage(text, language)]
    lines = [match[0] for match in _LINE.finditer(text) if match[0]]
    scripts = _filled([_script(line) for line in lines])
    found = []
    for script in dict.fromkeys(scripts):
        part = "".join(line if each == script else _blank(line) for line, each in zip(lines, scripts, strict=True))
        found.append(Passage(part, _language(part, script, language)))
    return found


def _blank(line: str) -> str:
    return " " * len(line.rstrip("\n")) + "\n" * (len(line) - len(line.rstrip("\n")))


def _mixed(text: str) -> bool:
    """Tell whether a text has letters enough of both scripts; the search for the rarer one ends at once in most texts."""
    if _ARABIC.search(text) is None or _LATIN.search(text) is None:
        return False
    return len(_ARABIC.findall(text)) >= SHORTEST and len(_LATIN.findall(text)) >= SHORTEST


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


def _language(passage: str, script: str, whole: str) -> str:
    if script == "arabic":
        return "ar"
    told = detect(passage.lstrip()) if whole == "ar" else whole
    return whole if told == UNKNOWN else told
