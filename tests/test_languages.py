"""The reviewed tables say only what the code knows."""

import re
from typing import get_args

import pytest

from geo.incidents.roles import FELT
from geo.languages.detect import detect
from geo.languages.folding import Folded
from geo.languages.lexicon import CODES, VAGUE, Feature, lexicon
from geo.languages.openings import openings
from geo.languages.phrases import Cues, Phrases
from geo.models import IncidentType, PlaceKind, Role, Stage


@pytest.mark.parametrize("code", CODES)
def test_every_word_of_a_table_is_one_the_code_knows(code: str) -> None:
    table = lexicon(code)
    assert {kind for row in table.weighed.rows if isinstance(row, Feature) for kind in row.kinds} <= set(get_args(PlaceKind))
    assert set(table.roles.rows) <= {*get_args(Role), *VAGUE, FELT}
    assert {each.type for each in table.triggers.rows} <= set(get_args(IncidentType))
    assert {each.stage for each in table.triggers.rows} <= set(get_args(Stage))


@pytest.mark.parametrize("code", CODES)
def test_every_wording_of_a_table_tells_how_it_begins(code: str) -> None:
    table = lexicon(code)
    for index in (
        table.triggers,
        table.discourse,
        table.actors,
        table.introducing,
        table.weighed,
        table.roles,
        table.locative,
        table.list_head,
    ):
        assert isinstance(index.rows, list)  # a wording that may begin with anything is refused when the index is built


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("arrestations?", {("arre", "")}),
        ("a la (?:ville|mer)", {("a", "la")}),
        ("(?:pres|loin) d'", {("pres", ""), ("loin", "")}),
        ("d'ici", {("d", "ici")}),
        ("le? \\d+", {("l", "0"), ("le", "0")}),
        ("\\d+ cellules", {("0", "")}),
        ("(?P<day>lundi|mardi)", {("lund", ""), ("mard", "")}),
        ("en (?=mer)", {("en", "")}),
        ("توقيف", {("توقي", "")}),
    ],
)
def test_a_pattern_tells_with_which_words_it_begins(pattern: str, expected: set[tuple[str, str]]) -> None:
    assert openings(pattern) == expected


@pytest.mark.parametrize("pattern", ["\\w+ement", "[a-z]+", ".*", "(?:un|\\w+)e"])
def test_a_pattern_that_may_begin_with_anything_says_so(pattern: str) -> None:
    assert openings(pattern) is None
    with pytest.raises(re.error, match="begin with anything"):
        Phrases([([pattern], None)])


def test_arabic_is_read_behind_its_proclitics() -> None:
    found = Phrases([(["توقيف"], "arrest")]).find(Folded("أعلنت عن توقيف، وتوقيف وبالتوقيف").words)
    assert len(found) == 3


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
    assert Phrases([([pattern], None)]).find(Folded(text).words)


def test_a_cue_ends_where_the_name_begins() -> None:
    words = Folded("La police de la ville de Rabat").words
    cues = Cues([(["police(?: de la ville)?"], "police"), (["ville"], "city"), (["la"], "article")], link=r" de ")
    assert [each.row for each in cues.before(words, 0, words.key.index("rabat"))] == ["police", "city"]
    assert not cues.before(words, words.key.index("de rabat"), words.key.index("rabat"))


def test_french_reports_of_every_kind_have_a_trigger() -> None:
    assert {each.type for each in lexicon("fr").triggers.rows} == set(get_args(IncidentType))


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


def test_a_table_made_after_a_text_was_looked_through_is_found_in_it_too() -> None:
    words = Folded("Deux arrestations, une saisie.").words
    assert len(Phrases([(["arrestations"], "arrest")]).find(words)) == 1
    later = Phrases([(["saisie"], "seizure")])
    assert [each.row for each in later.find(words)] == ["seizure"]
