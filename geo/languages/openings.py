"""Tell with which letters the first two words of what a pattern matches can begin: `openings`.

Reads the part of the language of regular expressions in which the tables are written: letters, classes, groups, alternatives,
quantifiers, assertions.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from geo.languages.words import NUMBER, STEM

_TOKEN: Final = re.compile(
    r"(?P<assertion>\(\?(?:=|!|<=|<!))|(?P<open>\((?:\?:|\?P<\w+>)?)|(?P<close>\))|(?P<or>\|)|(?P<times>[*+?]\??|\{\d*,?\d*\}\??)"
    r"|(?P<class>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<escape>\\.)|(?P<char>.)",
    re.DOTALL,
)
_ANYTHING: Final = "^"  # a class that leaves only some characters out: it may end a word and begin any other
_ZERO_WIDTH: Final = frozenset({"\\b", "\\B", "\\Z", "\\A", "^", "$"})


class _Piece(NamedTuple):
    """Be one part of a sequence: text that stands for itself, a group of alternatives, or something unknown (None)."""

    what: "str | list[list[_Piece]] | None"
    optional: bool
    repeated: bool


def openings(pattern: str) -> frozenset[tuple[str, str]] | None:
    """Give the stems (up to four letters, '0' for a digit) with which all that a pattern matches begins.

    Each comes with the stem of the word that must follow, '' where any may. None if the pattern may begin with anything.

    Raises:
        re.error: a group of the pattern is not closed.
    """
    tokens = list(_TOKEN.finditer(pattern))
    alternatives, end = _alternatives(tokens, 0)
    if end != len(tokens):
        raise re.error("a group is not closed", pattern)
    found: set[tuple[str, str]] = set()
    for each in alternatives:
        for first, rest in _stems(each, ""):
            if not first:
                return None
            found |= {(first, second) for second, _ in _stems(rest, "")} if rest else {(first, "")}
    return frozenset(found)


def _alternatives(tokens: list[re.Match[str]], at: int) -> tuple[list[list[_Piece]], int]:
    """Parse alternatives up to the end of their group; give them and the index of what follows."""
    alternatives: list[list[_Piece]] = [[]]
    while at < len(tokens) and tokens[at].lastgroup != "close":
        token = tokens[at]
        at += 1
        if token.lastgroup == "or":
            alternatives.append([])
            continue
        what: str | list[list[_Piece]] | None = _single(token)
        if token.lastgroup in ("open", "assertion"):
            what, at = _alternatives(tokens, at)
            at += 1
        times = ""
        if at < len(tokens) and tokens[at].lastgroup == "times":
            times = tokens[at][0]
            at += 1
        if token.lastgroup != "assertion" and token[0] not in _ZERO_WIDTH:
            alternatives[-1].append(_Piece(what, times[:1] in ("*", "?") or times.startswith(("{0", "{,")), times[:1] in ("*", "+", "{")))
    return alternatives, at


def _single(token: re.Match[str]) -> str | None:
    if token.lastgroup == "escape":
        known = {"\\d": NUMBER, "\\s": " ", "\\.": "."}
        return known.get(token[0], None if token[0][1].isalnum() else token[0][1])
    if token[0].startswith("[^"):
        return _ANYTHING
    if token.lastgroup == "class":
        return " " if not re.match(r"\w", token[0][1:]) and not re.search(r"\w", token[0].replace("\\s", "")) else None
    return token[0] if token.lastgroup == "char" and token[0] != "." else None


def _stems(pieces: list[_Piece], prefix: str) -> Iterator[tuple[str, list[_Piece]]]:
    """Go through the stems a sequence may begin with, each with what follows its word; an empty stem stands for anything.

    Of a word longer than a stem, what follows it is not told.
    """
    if len(prefix) == STEM or prefix == NUMBER or not pieces:
        yield prefix, []
        return
    (what, optional, repeated), rest = pieces[0], pieces[1:]
    if optional:
        yield from _stems(rest, prefix)
    if isinstance(what, list):
        for each in what:
            yield from _stems(each + rest, prefix)
    elif what == _ANYTHING:
        yield prefix, [_Piece(None, optional=False, repeated=False)] if prefix else []
    elif what is not None and what.isdigit():
        yield prefix or NUMBER, []
    elif what is None or (repeated and what.isalpha()):
        yield "", []
    elif what.isalpha():
        yield from _stems(rest, prefix + what)
    elif prefix:  # a blank, an apostrophe, a stop: the word ends here
        yield prefix, [_Piece(what, optional=True, repeated=True), *rest]
    else:
        yield from _stems(rest, prefix)
