"""The reviewed tables say only what the code knows."""

from typing import get_args

import pytest

from geo.languages.detect import detect
from geo.languages.folding import fold
from geo.languages.lexicon import CODES, lexicon
from geo.models import IncidentType, PlaceKind, Role, Stage


@pytest.mark.parametrize("code", CODES)
def test_every_word_of_a_table_is_one_the_code_knows(code: str) -> None:
    table = lexicon(code)
    assert {kind for _, kinds in table.features for kind in kinds} <= set(get_args(PlaceKind))
    assert {role for role, _ in table.roles} <= set(get_args(Role))
    assert {each.type for each in table.triggers} <= set(get_args(IncidentType))
    assert {each.stage for each in table.triggers} <= set(get_args(Stage))


@pytest.mark.parametrize("code", CODES)
def test_what_a_trigger_needs_is_folded(code: str) -> None:
    for trigger in lexicon(code).triggers:
        assert all(fold(each) == each.strip() for each in trigger.needs)


def test_french_reports_of_every_kind_have_a_trigger() -> None:
    assert {each.type for each in lexicon("fr").triggers} == set(get_args(IncidentType)) - {"other"}


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
