import pytest

from geo.incidents.dates import find_dates
from geo.languages.folding import Folded
from geo.languages.lexicon import lexicon

FRIDAY = "2023-03-24"


def first(text: str, published: str | None = FRIDAY) -> tuple[str | None, str | None, str, str]:
    when = find_dates(Folded(text), lexicon("fr"), published)[0].when
    return when.value, when.until, when.precision, when.basis


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("le 12 mars 2022", ("2022-03-12", None, "day", "explicit")),
        ("le 1er mai 2021", ("2021-05-01", None, "day", "explicit")),
        ("en mai 2003", ("2003-05", None, "month", "explicit")),
        ("en 1991", ("1991", None, "year", "explicit")),
        ("23/09/2022", ("2022-09-23", None, "day", "explicit")),
        ("mercredi", ("2023-03-22", None, "day", "relative")),
        ("vendredi", ("2023-03-24", None, "day", "relative")),
        ("samedi dernier", ("2023-03-18", None, "day", "relative")),
        ("hier", ("2023-03-23", None, "day", "relative")),
        ("dans la nuit de mardi à mercredi", ("2023-03-21", "2023-03-22", "days", "relative")),
        ("le 16 mars courant", ("2023-03-16", None, "day", "explicit")),
        ("le 12 du mois courant", ("2023-03-12", None, "day", "relative")),
        ("dans le communiqué de jeudi", ("2023-03-23", None, "day", "statement")),
        ("le 28 décembre", ("2022-12-28", None, "day", "explicit")),
        ("le 31 février 2022", (None, None, "unknown", "none")),
    ],
)
def test_a_date_counts_from_the_day_of_publication(text: str, expected: tuple[str | None, str | None, str, str]) -> None:
    assert first(text) == expected


@pytest.mark.parametrize("text", ["jeudi", "hier", "le 12 mars", "dans la nuit de mardi à mercredi"])
def test_without_a_day_of_publication_the_words_are_kept_and_nothing_is_guessed(text: str) -> None:
    when = find_dates(Folded(text), lexicon("fr"), None)[0].when
    assert when.value is None
    assert when.text


@pytest.mark.parametrize("text", ["âgés de 19 à 49 ans", "la loi 43-05", "1 240 kg", "en 4 × 4"])
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert find_dates(Folded(text), lexicon("fr"), FRIDAY) == []


def test_the_same_day_is_the_last_day_told() -> None:
    found = find_dates(Folded("Samedi 18 mars 2023, un car. Le même jour, un camion."), lexicon("fr"), FRIDAY)
    assert [each.when.value for each in found] == ["2023-03-18", "2023-03-18"]
