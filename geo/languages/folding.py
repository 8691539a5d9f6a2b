"""Fold text so that spellings meet, and keep for every folded character where it came from: `fold`, `Folded`.

Folding takes case, accents, ligatures, Arabic diacritics, tatweel and letter variants away, makes every apostrophe one,
turns hyphens and single line breaks into blanks and a blank line into one line break. It is idempotent.
"""

import codecs
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from geo.languages.words import Words

PARAGRAPH: Final = "\n"

_APOSTROPHES: Final = "'’‘ʼʹ`´′ʾʿ＇"
_HYPHENS: Final = "-‐‑−_"
_CAPITAL: Final = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ſ]")
_LETTERS: Final = {
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ئ": "ي",
    "ؤ": "و",
    "ة": "ه",
    "ء": "",
    "ـ": "",
    "ک": "ك",
    "گ": "ك",
    "ڭ": "ك",
    "ݣ": "ك",
    "ڤ": "ف",
    "ڥ": "ف",
    "پ": "ب",
    "œ": "oe",
    "æ": "ae",
    "ø": "o",
    "đ": "d",
    "ł": "l",
    "ı": "i",
    **dict.fromkeys(_APOSTROPHES, "'"),
    **dict.fromkeys(_HYPHENS, " "),
}


class _Table(dict[int, str]):
    """Fold one character at a time, and remember it: the argument of `str.translate`."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        self[code] = folded
        return folded


def _fold_character(character: str) -> str:
    if character in _LETTERS:
        return _LETTERS[character]
    if character.isspace():
        return " "
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc", "Cs"):
        return ""
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    plain = unicodedata.normalize("NFKD", character.casefold())
    if plain == character:
        return character
    return "".join(_fold_character(each) for each in plain if each != character)


_TABLE: Final = _Table()


# The characters that news in our languages is written with, and that fold to one character each: they are folded at once, by a
# table of 256 places, which is many times faster than one at a time.
_SPANS: Final = ((0x09, 0x0B), (0x20, 0x7F), (0xA0, 0x100), (0x0621, 0x063B), (0x0641, 0x064B), (0x0660, 0x066A))
_USUAL: Final = [*(chr(code) for span in _SPANS for code in range(*span)), "،", "؛", "؟", "گ", "ڭ", "ک", "ی", *"’‘“”–—…"]
_EVEN: Final = [each for each in _USUAL if len(_TABLE[ord(each)]) == 1]
_BLANKS: Final = re.compile(r"[ \n]{2,}")
_LINES: Final = re.compile(r"\n[ \n]+")  # the same, where no blank stands before another: many times faster
NOUGHT: Final = "marsad.nought"  # how the error handler is called
PIECE: Final = 1 << 14  # characters folded before the odd ones are counted
FEW: Final = 64  # odd characters in a text beyond which it is folded piece by piece
_UNUSED: Final = "\ufffe"


@cache
def _charmaps() -> tuple[Any, str]:
    spare = _UNUSED * (255 - len(_EVEN))
    return codecs.charmap_build("\0" + "".join(_EVEN) + spare), "\0" + "".join(_TABLE[ord(each)] for each in _EVEN) + spare


@cache
def _charmaps_of_lines() -> tuple[Any, str]:
    """Give the table of the even characters with the line break, which stays one, so that a whole text can be folded."""
    even = ["\n", *(each for each in _EVEN if each != "\n")]
    spare = _UNUSED * (255 - len(even))
    return codecs.charmap_build("\0" + "".join(even) + spare), "\0\n" + "".join(_TABLE[ord(each)] for each in even[1:]) + spare


@cache
def _capital_codes() -> bytes:
    """Give the table that turns the codes of `_charmaps_of_lines` into 1 for a capital and for a nought, 0 for all else."""
    usual, _ = _charmaps_of_lines()
    capitals = codecs.charmap_encode("".join(each for each in _EVEN if _CAPITAL.match(each)), "strict", usual)[0]
    return bytes(code == 0 or code in capitals for code in range(256))


def _nought(error: UnicodeError) -> tuple[str, int]:
    """Write a nought for each character that is not usual: what `codecs.register_error` asks for."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "\0" * (error.end - error.start), error.end


codecs.register_error(NOUGHT, _nought)


def _fold_lines(text: str) -> tuple[str, list[int], bytes] | None:
    """Fold a text one to one, its line breaks kept; give it, where noughts stand for characters that are not usual, and its codes.

    None if these are many, or one is a blank.
    """
    usual, folded = _charmaps_of_lines()
    odd: list[int] = []
    pieces: list[str] = []
    coded: list[bytes] = []
    for start in range(0, len(text), PIECE):
        codes = codecs.charmap_encode(text[start : start + PIECE], NOUGHT, usual)[0]
        piece = codecs.charmap_decode(codes, "strict", folded)[0]
        at = piece.find("\0")
        while at >= 0:
            odd.append(start + at)
            if len(odd) > FEW or _TABLE[ord(text[start + at])] == " ":
                return None
            at = piece.find("\0", at + 1)
        pieces.append(piece)
        coded.append(codes)
    return "".join(pieces), odd, b"".join(coded)


def _fold_even(text: str) -> str:
    """Fold a text whose characters all fold to one character."""
    usual, folded = _charmaps()
    try:
        codes, _ = codecs.charmap_encode(text, "strict", usual)
    except UnicodeEncodeError:
        return text.translate(_TABLE)
    return codecs.charmap_decode(codes, "strict", folded)[0]


@cache
def _uneven() -> re.Pattern[str]:
    """Match what does not fold to exactly one character: runs of blanks, and all but the characters known to be even."""
    usual = [chr(code) for span in ((0x20, 0x700), (0x2010, 0x2040)) for code in range(*span)]
    even = "".join(re.escape(each) for each in usual if len(_TABLE[ord(each)]) == 1)
    return re.compile(f"[\\s{re.escape(_HYPHENS)}]{{2,}}|\\n|[^{even}]")


class Folded:
    """Hold a text folded: `key` is what to search, `source(i)` the offset in the text of the folded character `i`."""

    __slots__ = ("_capitals", "_codes", "_folds", "_sources", "_words", "key", "text")

    def __init__(self, text: str) -> None:
        """Fold `text` in one pass, linear in its length."""
        self.text = text
        self._folds, self._sources = [0], [0]
        lines = _fold_lines(text)
        self._codes = None if lines is None else lines[2]
        self.key = self._pieced() if lines is None else self._lined(lines[0], lines[1])
        self._words: Words | None = None
        self._capitals: frozenset[int] | None = None

    def _lined(self, lines: str, odd: Sequence[int]) -> str:
        """Fold a text whose characters are usual but for the odd ones, from its lines folded one to one."""
        pieces: list[str] = []
        folded = last = 0
        for at in odd:
            folded += self._collapse(lines[last:at], last, folded, pieces)
            piece = _TABLE[ord(self.text[at])]
            pieces.append(piece)
            folded = self._take(piece, at, folded)
            last = at + 1
        self._collapse(lines[last:], last, folded, pieces)
        return "".join(pieces)

    def _collapse(self, whole: str, start: int, folded: int, pieces: list[str]) -> int:
        """Fold every run of blanks of a stretch to one; add it to the pieces and give its length."""
        pattern = _BLANKS if "  " in whole or " \n" in whole else _LINES
        length = last = 0
        for match in pattern.finditer(whole):
            first, after = match.span()
            pieces += (whole[last:first].replace("\n", " "), PARAGRAPH if match[0].count("\n") > 1 else " ")
            length += first - last + 1
            self._mark(folded + length - 1, start + first)
            self._mark(folded + length, start + after)
            last = after
        pieces.append(whole[last:].replace("\n", " "))
        return length + len(whole) - last

    def _take(self, piece: str, start: int, folded: int) -> int:
        """Note that what one character folds to, whatever its length, comes from there; give the end of it in the folded text."""
        self._mark(folded, start)
        for _ in range(1, len(piece)):  # each part of a ligature comes from the same character
            folded += 1
            self._mark(folded, start)
        folded += bool(piece)
        self._mark(folded, start + 1)
        return folded

    def _pieced(self) -> str:
        """Fold a text that holds characters which fold to none or to several."""
        text = self.text
        pieces: list[str] = []
        folded = last = 0
        for match in _uneven().finditer(text):
            start, end = match.span()
            plain = _fold_even(text[last:start])
            piece = _fold_uneven(match.group())
            pieces += (plain, piece)
            folded += len(plain)
            self._mark(folded, start)
            for _ in range(1, len(piece)):  # each part of a ligature comes from the same character
                folded += 1
                self._mark(folded, start)
            folded += bool(piece)
            self._mark(folded, end)
            last = end
        pieces.append(_fold_even(text[last:]))
        return "".join(pieces)

    @property
    def words(self) -> Words:
        """Give the words of the folded text, cut at the first need."""
        if self._words is None:
            self._words = Words(self.key)
        return self._words

    @property
    def capitals(self) -> frozenset[int]:
        """Give where in the folded text letters come from capitals, sought at the first need."""
        if self._capitals is None:
            self._capitals = frozenset(self._index_all(self._capital_offsets()))
        return self._capitals

    def _capital_offsets(self) -> list[int]:
        """Give where in the text capitals stand: the codes it was folded by tell them many times faster than a pattern."""
        text, codes = self.text, self._codes
        if codes is None:
            return [match.start() for match in _CAPITAL.finditer(text)]
        signs = codes.translate(_capital_codes())
        found: list[int] = []
        at = signs.find(1)
        while at >= 0:
            if codes[at] or _CAPITAL.match(text, at):
                found.append(at)
            at = signs.find(1, at + 1)
        return found

    def _index_all(self, offsets: Sequence[int]) -> list[int]:
        """Give the folded characters that come from offsets in ascending order: `index` for many."""
        folds, sources = self._folds, self._sources
        at, last = 0, len(sources) - 1
        found: list[int] = []
        for offset in offsets:
            while at < last and sources[at + 1] <= offset:
                at += 1
            found.append(folds[at] + offset - sources[at])
        return found

    def _mark(self, folded: int, source: int) -> None:
        if self._folds[-1] == folded:
            self._sources[-1] = source
        else:
            self._folds.append(folded)
            self._sources.append(source)

    def source(self, index: int) -> int:
        """Give the offset in the text where the folded character `index` begins (the end of the text for the end)."""
        if index >= len(self.key):
            return len(self.text)
        at = bisect_right(self._folds, index) - 1
        return self._sources[at] + index - self._folds[at]

    def index(self, offset: int) -> int:
        """Give the folded character that comes from the offset `offset` of the text: the inverse of `source`."""
        at = bisect_right(self._sources, offset) - 1
        return min(self._folds[at] + offset - self._sources[at], self._folds[at + 1] if at + 1 < len(self._folds) else len(self.key))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the half-open offsets in the text of the folded characters `start` to `end`.

        Diacritics of the last letter belong to the span, marks of direction after it do not.
        """
        first, last = self.source(start), self.source(end)
        while last > first and unicodedata.category(self.text[last - 1]) in ("Cf", "Cc", "Zs"):
            last -= 1
        return first, last


def _fold_uneven(run: str) -> str:
    if len(run) > 1 or run == "\n":
        return PARAGRAPH if run.count("\n") > 1 else " "
    return _TABLE[ord(run)]


def fold(text: str) -> str:
    """Fold a name or a query: the key under which spellings of one name meet."""
    return " ".join(text.translate(_TABLE).split())
