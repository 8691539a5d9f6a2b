"""Tell the language of a text from a sample: `detect`."""

from functools import cache
from typing import Protocol

from geo.languages.lexicon import CODES

SAMPLE = 500  # characters: a longer sample costs time and changes no answer
UNKNOWN = "und"


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


def detect(text: str) -> str:
    """Give the language of a text, one of fr, ar, en, es; 'und' where it holds no word."""
    sample = " ".join(text[: 4 * SAMPLE].split())[:SAMPLE]
    if len(set(sample)) < 4 or not any(each.isalpha() for each in sample):  # noqa: PLR2004
        return UNKNOWN
    return _identifier().classify(sample)[0]


@cache
def _identifier() -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  # the model takes half a second: load it at need

    identifier: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(CODES))  # type: ignore[attr-defined]
    return identifier
