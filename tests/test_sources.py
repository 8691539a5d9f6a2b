"""A claim names who makes it, where the sentence does."""

import pytest

from geo.models import Article
from geo.pipeline import parse

PUBLISHED = "2025-03-06"


def sources_in(text: str, language: str) -> list[tuple[float | None, str | None]]:
    """Give each claim of how many, with who makes it."""
    reading = parse(Article(text=text, source="example", published=PUBLISHED, language=language))
    return [(each.best, each.attribution) for incident in reading.incidents for each in incident.counts]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "La Sûreté nationale a annoncé que deux suspects ont été arrêtés à Salé.", [(2, "Sûreté nationale")]),
        ("fr", "Un incendie a fait trois morts à Settat, selon la Protection civile.", [(3, "Protection civile")]),
        ("fr", "Un incendie a fait trois morts à Settat, a indiqué jeudi la préfecture.", [(3, "préfecture")]),
        ("en", "Two men were arrested in Fez, officials said Wednesday.", [(2, "officials")]),
        ("en", "A fire killed three people in Settat, according to the civil protection.", [(3, "civil protection")]),
        (
            "en",
            "At least 12 migrants drowned off Tarfaya, the navy said. A Spanish NGO put the death toll at 20.",
            [(12, "navy"), (20, "Spanish NGO")],
        ),
        ("es", "Dos hombres fueron detenidos en Nador, informó este jueves la Guardia Civil.", [(2, "Guardia Civil")]),
        ("es", "La Marina Real informó de que rescató a 48 migrantes frente a Nador.", [(48, "Marina Real")]),
        ("ar", "أعلنت السلطات المحلية أن ثلاثة أشخاص لقوا مصرعهم في حريق بسطات.", [(3, "السلطات المحلية")]),
        ("fr", "Trois personnes ont été blessées à Taza dans un incendie.", [(3, None)]),
        ("fr", "Un incendie a fait trois morts à Settat. Selon des témoins, le toit a cédé.", [(3, None)]),
        (
            "fr",
            "Un incendie a fait trois morts à Settat, selon un bilan établi par les services de secours de la ville tôt dans la matinée.",
            [(3, None)],
        ),
    ],
)
def test_a_claim_names_who_makes_it(language: str, text: str, expected: list[tuple[float | None, str | None]]) -> None:
    assert sources_in(text, language) == expected


def test_what_a_headline_claims_is_attributed_by_the_lead() -> None:
    text = "Trois morts dans un incendie à Settat\n\nTrois personnes sont mortes dans un incendie à Settat, a indiqué jeudi la préfecture."
    assert sources_in(text, "fr") == [(3, "préfecture")]


def test_a_group_is_named_by_who_names_it() -> None:
    text = "Selon le BCIJ, treize partisans de l'État islamique ont été arrêtés à Rissani."
    (incident,) = parse(Article(text=text, source="example", published=PUBLISHED, language="fr")).incidents
    assert {each.role: each.attribution for each in incident.actors} == {"authority": None, "group": "BCIJ"}
