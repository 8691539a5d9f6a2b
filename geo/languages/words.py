"""Cut folded text into words and know by which letters each begins: `Words`."""

import codecs
import re
from bisect import bisect_left
from functools import cache
from typing import Any, Final

STEM: Final = 4
NUMBER: Final = "0"  # the stem of whatever begins with a digit
KEPT: Final = 1 << 16  # words whose stems are kept
LONG: Final = 32  # letters of the longest of them, so that no text can make them fill the memory
PROCLITICS: Final = "وفبلك"
ARABIC: Final = ("\u0600", "\u06ff")

_BETWEEN: Final = re.compile(r"\W")
# The characters of folded news: which of them are no letters is looked up for all at once, in a table of 256 places.
_SPANS: Final = ((0x0A, 0x0B), (0x20, 0x7F), (0xA0, 0xC0), (0x0621, 0x063B), (0x0641, 0x064B))
_USUAL: Final = "".join(chr(code) for span in _SPANS for code in range(*span)) + "×÷،؛؟“”–—…"
_CLITICS: Final = re.compile(r"([وف]?)([بلك]?)(ال|لل|)")
_STEMS: Final[dict[str, str]] = {}
_LEFT: Final = 3  # letters an Arabic word must keep when its proclitics are taken off


class Words:
    """Be the words of a folded text, in order.

    `words[i]` begins at `starts[i]` of the text. `stems` and `stem_starts`, parallel and sorted by place, say with which
    letters (up to four) something may be read to begin where: every word does, and an Arabic word once more behind each of
    its proclitics and its article; `arabic` says whether there is one. `nexts`, parallel to them, holds the stem of the word
    that follows. `begun` keeps for each table of wordings, by its number, the indices into `stems` where one of them may begin.
    """

    __slots__ = ("arabic", "begun", "key", "nexts", "starts", "stem_starts", "stems", "words")

    def __init__(self, key: str) -> None:
        """Cut the text once, in time linear in its length."""
        self.key = key
        words, starts, stems = list[str](), list[int](), list[str]()
        known = _STEMS
        at = 0
        for word in _without_signs(key).split(" "):
            if word:
                words.append(word)
                starts.append(at)
                stem = known.get(word)
                stems.append(_kept_stem(word) if stem is None else stem)
                at += len(word)
            at += 1
        self.words, self.starts, self.stems = words, starts, stems
        self.stem_starts = self.starts
        self.nexts = [*stems[1:], ""]
        self.begun: list[list[int]] = []
        self.arabic = max(stems, default="") >= ARABIC[0]
        if self.arabic:
            self._behind_proclitics()

    def _behind_proclitics(self) -> None:
        """Let Arabic words be read behind their proclitics too."""
        stems, starts, nexts = list[str](), list[int](), list[str]()
        for word, stem, start, following in zip(self.words, self.stems, self.starts, self.nexts, strict=True):
            stems.append(stem)
            starts.append(start)
            nexts.append(following)
            if ARABIC[0] <= word[0] <= ARABIC[1]:
                for skipped in proclitics(word):
                    stems.append(_stem(word[skipped:]))
                    starts.append(start + skipped)
                    nexts.append(following)
        self.stems, self.stem_starts, self.nexts = stems, starts, nexts

    def at(self, start: int) -> int:
        """Give the index of the first word that begins at `start` of the text or after it."""
        return bisect_left(self.starts, start)

    def gap(self, index: int) -> str:
        """Give what stands between a word and the next, or the end of the text."""
        end = self.starts[index] + len(self.words[index])
        return self.key[end : self.starts[index + 1] if index + 1 < len(self.starts) else None]

    def between(self, start: int, end: int) -> range:
        """Give the indices into `stems` of what begins inside a stretch of the text."""
        return range(bisect_left(self.stem_starts, start), bisect_left(self.stem_starts, end))


@cache
def _charmaps() -> tuple[Any, str]:
    spare = "\ufffe" * (255 - len(_USUAL))
    return codecs.charmap_build("\0" + _USUAL + spare), "\0" + _BETWEEN.sub(" ", _USUAL) + spare


@cache
def _plain_latin() -> bytes:
    """Give the table of 256 places that leaves of the first of Unicode's characters only those of words."""
    return _BETWEEN.sub(" ", "".join(map(chr, range(256)))).encode("latin-1")


def _without_signs(key: str) -> str:
    """Put a blank for each character that is part of no word."""
    try:
        return key.encode("latin-1").translate(_plain_latin()).decode("latin-1")
    except UnicodeEncodeError:
        usual, plain = _charmaps()
    try:
        codes, _ = codecs.charmap_encode(key, "strict", usual)
    except UnicodeEncodeError:
        return _BETWEEN.sub(" ", key)
    return codecs.charmap_decode(codes, "strict", plain)[0].replace("\0", " ")


def _kept_stem(word: str) -> str:
    """Work out the stem of a word and keep it: most words come again and again."""
    stem = _stem(word)
    if len(word) <= LONG:
        if len(_STEMS) >= KEPT:
            _STEMS.clear()
        _STEMS[word] = stem
    return stem


def _stem(word: str) -> str:
    return NUMBER if word[0] <= "9" else word[:STEM]


def proclitics(word: str) -> list[int]:
    """Give how many letters may be taken off an Arabic word as conjunction, preposition and article, fewest first."""
    match = _CLITICS.match(word)
    ends = sorted({match.end(each) for each in (1, 2, 3)} - {0}) if match else []
    return [end for end in ends if len(word) - end >= _LEFT or word[end:].isdigit()]
