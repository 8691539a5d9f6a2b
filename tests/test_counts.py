import pytest

from geo.incidents.counts import find_ages, find_counts, find_numbers
from geo.languages.folding import Folded
from geo.languages.lexicon import lexicon


def counts(text: str) -> list[tuple[str, float | None, float | None, float | None, str, str]]:
    folded = Folded(text)
    found = find_counts(folded, lexicon("fr"), find_numbers(folded, lexicon("fr")), 0, len(folded.key))
    return [(each.what, each.best, each.min, each.max, each.qualifier, each.unit) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La police a arrêté 13 personnes.", [("arrested", 13, 13, 13, "exact", "person")]),
        ("l'arrestation de onze individus", [("arrested", 11, 11, 11, "exact", "person")]),
        ("Une collision a fait deux morts.", [("killed", 2, 2, 2, "exact", "person")]),
        ("Au moins quatre personnes sont mortes.", [("killed", 4, 4, None, "at_least", "person")]),
        ("Une dizaine de passagers restent portés disparus.", [("missing", 10, 8, 12, "approx", "person")]),
        ("Des dizaines de manifestants ont été blessés.", [("injured", None, 20, None, "vague", "person")]),
        ("La douane a saisi 1 240 kg de résine de cannabis.", [("drugs", 1240, 1240, 1240, "exact", "kg")]),
        ("2,5 tonnes de chira", [("drugs", 2.5, 2.5, 2.5, "exact", "t")]),
    ],
)
def test_a_claim_says_how_many_and_how_sure(text: str, expected: list[tuple[object, ...]]) -> None:
    assert counts(text) == expected


@pytest.mark.parametrize(
    "text", ["des suspects âgés de 19 à 49 ans", "40 % des victimes", "la loi 43-05", "300 dirhams", "en 2023", "à 45 km de Rabat"]
)
def test_ages_money_years_and_shares_are_no_persons(text: str) -> None:
    assert [each for each in counts(text) if each[-1] == "person"] == []


def test_ages_are_told_apart() -> None:
    folded = Folded("des suspects âgés de 19 à 49 ans ont été arrêtés")
    ((_, ages),) = find_ages(folded, lexicon("fr"))
    assert (ages.min, ages.max) == (19, 49)
    assert folded.text[ages.start : ages.end] == "âgés de 19 à 49 ans"
