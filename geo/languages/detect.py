"""Tell the language of a text from a sample: `detect`; of a piece of it, if its small words do: `settled`."""

import re
from functools import cache
from typing import Final, Protocol

from geo.languages.lexicon import CODES, lexicon

SAMPLE: Final = 500  # characters: a longer sample costs time and changes no answer
UNKNOWN: Final = "und"
ENOUGH: Final = 8  # function words that settle a language, if they are half as many again as those of the next

_WORD: Final = re.compile("[a-zß-öø-ÿœ\u0620-\u064a]+")  # by its letters, which is many times faster than by what is a letter


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


def detect(text: str) -> str:
    """Give the language of a text, one of fr, ar, en, es; 'und' where it holds no word.

    The function words of the tables settle it for running text, at once; a trained model, for the rest.
    """
    told = settled(text[:SAMPLE])
    if told is not None:
        return told
    sample = " ".join(text[: 4 * SAMPLE].split())[:SAMPLE]
    if len(set(sample)) < 4 or not any(each.isalpha() for each in sample):  # noqa: PLR2004
        return UNKNOWN
    return settled(sample) or _identifier().classify(sample)[0]


def settled(text: str) -> str | None:
    """Give the language that the function words of a text settle, or None where they are too few or do not tell."""
    known, counts = _function_words(), [0] * len(CODES)
    for word in _WORD.findall(text.lower()):
        for index in known.get(word, ()):
            counts[index] += 1
    first, second = sorted(counts, reverse=True)[:2]
    return CODES[counts.index(first)] if first >= ENOUGH and 2 * first >= 3 * second else None


@cache
def _function_words() -> dict[str, list[int]]:
    """Give for each function word the languages that have it, by their places in CODES."""
    known: dict[str, list[int]] = {}
    for index, code in enumerate(CODES):
        for word in set(lexicon(code).function_words):
            known.setdefault(word, []).append(index)
    return known


@cache
def _identifier() -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  # the model takes half a second: load it at need

    identifier: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(CODES))  # type: ignore[attr-defined]
    return identifier
