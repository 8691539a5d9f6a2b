"""The reviewed tables say only what the code knows."""

from typing import get_args

import pytest

from geo.languages.detect import detect
from geo.languages.lexicon import CODES, Stretch, Wording, lexicon
from geo.models import IncidentType, PlaceKind, Role, Stage


@pytest.mark.parametrize("code", CODES)
def test_every_word_of_a_table_is_one_the_code_knows(code: str) -> None:
    table = lexicon(code)
    assert {kind for _, kinds in table.features.rows for kind in kinds} <= set(get_args(PlaceKind))
    assert {role for _, role in table.roles.rows} <= set(get_args(Role))
    assert {each.type for _, each in table.triggers.rows} <= set(get_args(IncidentType))
    assert {each.stage for _, each in table.triggers.rows} <= set(get_args(Stage))


@pytest.mark.parametrize("code", CODES)
def test_every_trigger_can_be_ruled_out_by_the_words_of_a_text(code: str) -> None:
    for wording, _ in lexicon(code).triggers.rows:
        assert wording.stems
        assert not wording.may_match(Stretch("zzz"))


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("saisi\\w*", "ont saisi"),
        ("(?:car|bus)s? (?:qui )?roule", "deux cars qui roule"),
        ("\\d+ cellules", "210 cellules"),
        ("s'en prendre", "pour s'en prendre"),
        ("(?:a|en) rabat", "je vais a rabat"),
        ("avions?", "des avion"),
    ],
)
def test_a_wording_is_never_ruled_out_where_it_matches(pattern: str, text: str) -> None:
    assert Wording([pattern]).search(Stretch(text)) is not None


def test_french_reports_of_every_kind_have_a_trigger() -> None:
    assert {each.type for _, each in lexicon("fr").triggers.rows} == set(get_args(IncidentType)) - {"other"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Les autorités ont annoncé une enquête sur cet accident.", "fr"),
        ("The authorities announced an inquiry into the accident.", "en"),
        ("Las autoridades anunciaron una investigación sobre el accidente.", "es"),
        ("أعلنت السلطات فتح تحقيق في هذا الحادث", "ar"),
        ("", "und"),
        ("aaaaaaaaaaaa", "und"),
        ("12 34 56 78", "und"),
    ],
)
def test_the_language_is_told_from_a_sample(text: str, language: str) -> None:
    assert detect(text) == language
