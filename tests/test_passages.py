"""Pages in two scripts are read passage by passage."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.languages.passages import passages
from geo.models import Article
from geo.pipeline import parse

FRENCH = "La police a arrêté jeudi trois suspects à Berkane, selon un communiqué de la sûreté nationale."
ARABIC = "أعلنت المديرية العامة للأمن الوطني أن عناصر الشرطة بمدينة أكادير تدخلت مساء يوم أمس لإخماد حريق شب في سوق"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (FRENCH, "fr", ["fr"]),
        (ARABIC, "ar", ["ar"]),
        (f"{FRENCH}\n\n{ARABIC}\n", "fr", ["fr", "ar"]),
        (f"{ARABIC}\n{FRENCH}", "ar", ["ar", "fr"]),
        ("Le mot أكادير se lit Agadir.", "fr", ["fr"]),
        ("", "und", ["und"]),
    ],
)
def test_passages_cover_the_text(text: str, language: str, expected: list[str]) -> None:
    found = passages(text, language)
    assert [each.language for each in found] == expected
    assert all(len(each.text) == len(text) for each in found)
    assert "".join(next((c for c in letters if c != " "), " ") for letters in zip(*(each.text for each in found), strict=True)) == text


def test_each_passage_is_read_in_its_own_language_with_offsets_of_the_page() -> None:
    reading = parse(Article(text=f"{FRENCH}\n\n{ARABIC}\n", source="test"))
    named = [(each.text, each.resolution.place.name) for each in reading.mentions if each.resolution.place is not None]
    assert named == [("Berkane", "Berkane"), ("أكادير", "Agadir")]
    assert all(each.text == reading.article.text[each.start : each.end] for each in reading.mentions)
    assert "arrest" in {each.type for each in reading.incidents}


def test_a_page_that_changes_its_script_with_every_line_is_two_passages() -> None:
    assert len(passages(f"{FRENCH}\n{ARABIC}\n" * 50, "fr")) == 2


ENGLISH_QUOTE = (
    "“The police have arrested two of the men who were on the run in the city of Larache "
    "and have seized a car and a boat that they had used.”"
)
SPANISH_BLOCK = (
    "Según la prensa española, los agentes de la Guardia Civil detuvieron a los dos hombres que se habían escondido en una casa de Melilla "
    "y que no habían podido salir del puerto."
)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (f"{FRENCH} {ENGLISH_QUOTE}, a déclaré le porte-parole.", "fr", ["fr", "en"]),
        (f"{FRENCH}\n\n{SPANISH_BLOCK}\n\n{FRENCH}", "fr", ["fr", "es"]),
        (f"{FRENCH}\n{SPANISH_BLOCK}\n{ARABIC}\n{ENGLISH_QUOTE}", "fr", ["fr", "es", "ar", "en"]),
        (f"{FRENCH} « The end of the road », disait-il, the best of the best.", "fr", ["fr"]),
        ("The paper wrote “Les faits sont têtus” on the front page of the edition, and of the next one.", "en", ["en"]),
    ],
)
def test_a_long_quotation_is_a_passage_of_its_own_language(text: str, language: str, expected: list[str]) -> None:
    found = passages(text, language)
    assert [each.language for each in found] == expected
    assert all(len(each.text) == len(text) for each in found)
    assert "".join(next((c for c in letters if c != " "), " ") for letters in zip(*(each.text for each in found), strict=True)) == text


def test_names_in_a_quotation_are_read_in_its_language() -> None:
    reading = parse(Article(text=f"{FRENCH} {ENGLISH_QUOTE}, a-t-on appris.\n\n{SPANISH_BLOCK}", source="test", language="fr"))
    assert [each.text for each in reading.mentions] == ["Berkane", "Larache", "Melilla"]
    assert all(each.text == reading.article.text[each.start : each.end] for each in reading.mentions)


@settings(max_examples=60, deadline=None)
@given(pieces=st.lists(st.sampled_from([FRENCH, ARABIC, ENGLISH_QUOTE, SPANISH_BLOCK, "«", "»", "\n", " ", "Fès", "الرباط"]), max_size=12))
def test_passages_never_lose_or_move_a_character(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = passages(text, "fr")
    assert len(found) <= 4
    assert all(len(each.text) == len(text) for each in found)
    assert "".join(next((c for c in letters if c != " "), " ") for letters in zip(*(each.text for each in found), strict=True)) == text
