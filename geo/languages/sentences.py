"""Cut an article into sentences and tell headings and boilerplate from body: `sentences`, `Sentence`."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final, Literal

from geo.languages.folding import Folded
from geo.languages.lexicon import Lexicon

Part = Literal["heading", "body", "boilerplate", "section"]

HARD_WRAP: Final = 100  # a text none of whose lines is longer was wrapped by a mail program or a terminal
WRAPPED_LINE: Final = 50
HEADING: Final = 160
SECTION_WORDS: Final = 3
LONGEST: Final = 3000
TWO_DOTS: Final = ".."  # the press in Arabic writes them for a colon

_BREAK: Final = re.compile(r"[\n.!?…؟][.!?…؟]*[\"»”’)\]]*\s*")
_STARTS: Final = re.compile(r"[\"«“‘(\[]?\s?[\w«]")
_ABBREVIATION: Final = re.compile(
    r"(?:^|[\s(«'’])(?:[A-Z]|[A-Z]{1,2}(?:\.[A-Z]{1,2})+|[ap]\.m|MM?|Mmes?|Mlles?|Mr|Mrs|Ms|Dr|Drs|Pr|Prof|Me|St|Ste|Sr|Sra|Dña|Gen|Col|Lt"
    r"|Sgt|Gov|Sen|Rep|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Avda?|Uds?|vs|art|al|cf|env|etc|núm|no|n°|p)\.$"
)
_BULLET: Final = re.compile(r"[\s*•·+–—-]*")


class Sentence:
    """Be one sentence, `text[start:end]`; `paragraph` counts blank lines, `part` says what it is to the article."""

    __slots__ = ("end", "paragraph", "part", "start")

    def __init__(self, start: int, end: int, paragraph: int, part: Part) -> None:
        """Note where it stands and what it is."""
        self.start = start
        self.end = end
        self.paragraph = paragraph
        self.part: Part = part


def sentences(folded: Folded, lexicon: Lexicon) -> list[Sentence]:
    """Cut the text at stops and line breaks; a single line break inside a hard-wrapped paragraph cuts nothing."""
    return _told_apart(list(_cut(folded.text)), folded, lexicon)


def section_end(text: str) -> int:
    """Give where the name of a site's section ends, which a text may begin with, 0 if it does not; the rest is not cut for it."""
    found = list(islice(_cut(text), 3))
    return found[0].end if found and _is_section(0, found, text[found[0].start : found[0].end]) else 0


def _cut(text: str) -> Iterator[Sentence]:
    """Go through the sentences, none of them told apart yet."""
    wrapped: bool | None = None  # looked at where the first single line break is
    start = paragraph = 0
    for match in _BREAK.finditer(text):
        stop = match[0].rstrip()
        blank = match[0][len(stop) :]
        if stop == TWO_DOTS and "\n" not in blank:
            continue
        if "\n" in blank:
            if blank.count("\n") == 1:
                wrapped = _is_wrapped(text) if wrapped is None else wrapped
                if wrapped and _continues(text, match.start() + len(stop), match.end()):
                    continue
        elif not blank or not _STARTS.match(text, match.end()) or _is_abbreviation(text, start, match.start() + 1):
            continue
        yield from _pieces(text, start, match.start() + len(stop), paragraph)
        start = match.end()
        paragraph += blank.count("\n") > 1
    yield from _pieces(text, start, len(text), paragraph)


def _is_abbreviation(text: str, start: int, stop: int) -> bool:
    """Tell whether a full stop belongs to an abbreviation or an initial: 'M.', 'art.'."""
    return bool(_ABBREVIATION.search(text, max(start, stop - 8), stop))


def _pieces(text: str, start: int, end: int, paragraph: int) -> Iterator[Sentence]:
    """Give a sentence; one that is longer than any sentence is cut at blanks, so that no text can make the work grow."""
    end = start + len(text[start:end].rstrip())
    bullet = _BULLET.match(text, start, end)
    start = bullet.end() if bullet else start
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = start + LONGEST if cut < 0 else cut
        yield Sentence(start, cut, paragraph, "body")
        start = cut
    if start < end:
        yield Sentence(start, end, paragraph, "body")


def _is_wrapped(text: str) -> bool:
    lines = text.split("\n")
    return max(map(len, lines)) <= HARD_WRAP and sum(len(each) >= WRAPPED_LINE for each in lines) > len(lines) / 4


def _continues(text: str, end: int, following: int) -> bool:
    """Tell whether a line that ends at `end` runs on: it is long, ends without a stop, and no bullet follows."""
    before = text[text.rfind("\n", 0, end) + 1 : end].rstrip()
    after = text[following : following + 1]
    return len(before) >= WRAPPED_LINE // 2 and before[-1:] not in ".!?…:؟»" and after not in "*•·-–—"


def _told_apart(found: list[Sentence], folded: Folded, lexicon: Lexicon) -> list[Sentence]:
    text = folded.text
    parts: list[Part] = []
    listed = False  # whether the lines are the titles of other articles
    for index, each in enumerate(found):
        line = text[each.start : each.end]
        part: Part = "body"
        if _is_section(index, found, line):
            part = "section"
        elif lexicon.boilerplate.match(folded.key, folded.index(each.start)):
            part = "boilerplate"
            listed = "body" in parts and _heads_list(line, lexicon.list_labels.match(folded.key, folded.index(each.start)), folded, each)
        elif _is_line(index, found, text):
            part = "boilerplate" if listed else "heading" if index + 1 < len(found) else "body"
        else:
            listed = False
        parts.append(part)
    for each, part in zip(found, parts, strict=True):
        each.part = part
    return found


def _heads_list(line: str, label: re.Match[str] | None, folded: Folded, sentence: Sentence) -> bool:
    """Tell whether a line is nothing but the label of a list of other articles."""
    if label is None:
        return False
    _, end = folded.span(*label.span())
    return not line[end - sentence.start :].strip(" :*•·-–—>»\n")


def _is_line(index: int, found: list[Sentence], text: str) -> bool:
    """Tell whether a sentence is a short line of its own, without a stop."""
    each = found[index]
    opens = index == 0 or "\n" in text[found[index - 1].end : each.start]
    closes = index + 1 == len(found) or "\n" in text[each.end : found[index + 1].start]
    line = text[each.start : each.end]
    return opens and closes and len(line) <= HEADING and line.rstrip()[-1:] not in ".!?…؟"


def _is_section(index: int, found: list[Sentence], line: str) -> bool:
    """Tell whether the first line is the name of a site's section, above the true heading."""
    if index or len(found) < 3 or len(line.split()) > SECTION_WORDS:  # noqa: PLR2004
        return False
    return found[1].end - found[1].start <= HEADING and found[1].paragraph != found[2].paragraph
