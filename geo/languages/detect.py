"""Tell the language of a text from a sample: `detect`; of a piece of it, if its small words do: `settled`."""

import re
from functools import cache
from typing import Protocol

from geo.languages.lexicon import CODES, lexicon

SAMPLE = 500  # characters: a longer sample costs time and changes no answer
UNKNOWN = "und"
ENOUGH = 8  # function words that settle a language, if they are half as many again as those of the next

_WORD = re.compile(r"[^\W\d_]+")


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
    words = _WORD.findall(text.lower())
    counts = sorted(((sum(map(told.__contains__, words)), code) for code, told in _function_words()), reverse=True)
    return counts[0][1] if counts[0][0] >= ENOUGH and 2 * counts[0][0] >= 3 * counts[1][0] else None


@cache
def _function_words() -> list[tuple[str, frozenset[str]]]:
    """Give the function words of each language."""
    return [(code, frozenset(lexicon(code).function_words)) for code in CODES]


@cache
def _identifier() -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  # the model takes half a second: load it at need

    identifier: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(CODES))  # type: ignore[attr-defined]
    return identifier
