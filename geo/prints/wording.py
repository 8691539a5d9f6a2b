"""Make words fit to be printed, whoever wrote them: `printable`, `shortened`, `breakable`, `is_arabic`."""

import re
import unicodedata

KEPT = frozenset("\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069")  # joiners, marks of direction, isolates: they change no other text
UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")

_ENDLESS = re.compile(r"\S{18}(?=\S)")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")


def printable(text: str) -> str:
    """Give a text in one line, without what cannot be printed: controls, halves of characters, overrides of direction."""
    seen = (each if each in KEPT or unicodedata.category(each) not in UNSEEN else " " for each in text)
    return " ".join("".join(seen).split())


def shortened(text: str, longest: int) -> str:
    """Give a printable text of at most `longest` characters, cut at a blank where there is one near."""
    line = printable(text)
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    at = cut.rfind(" ")
    return (cut[:at] if at > longest // 2 else cut).rstrip(" ,;·") + "…"


def breakable(text: str) -> str:
    """Let a line end within what is too long a word for a column."""
    return _ENDLESS.sub("\\g<0>\u200b", text)


def is_arabic(text: str) -> bool:
    """Tell whether a text has Arabic letters."""
    return _ARABIC.search(text) is not None
