"""Pages in two scripts are read passage by passage."""

import pytest

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
