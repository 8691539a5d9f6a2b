"""The three files of interface texts say the same things."""

import re
import tomllib
from typing import Any, get_args

import pytest
from babel import Locale

from geo.languages.strings import INTERFACES, say
from geo.models import Basis, Discourse, IncidentType, PlaceKind, Precision, Qualifier, Role, Stage
from geo.settings import data_folder

PLURALS = {"zero", "one", "two", "few", "many", "other"}


def flat(table: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """Flatten a table; a table of plural forms stays one value."""
    rows: dict[str, Any] = {}
    for key, value in table.items():
        name = f"{prefix}.{key}" if prefix else key
        if isinstance(value, dict) and not is_plural(value):
            rows.update(flat(value, name))
        else:
            rows[name] = value
    return rows


def is_plural(value: object) -> bool:
    """Tell a table of plural forms from a table that merely has a text called 'other'."""
    return isinstance(value, dict) and "other" in value and set(value) <= PLURALS


def texts(language: str) -> dict[str, Any]:
    path = data_folder() / "strings" / f"{language}.toml"
    return flat(tomllib.loads(path.read_text(encoding="utf-8")))


def braces(value: object) -> set[str]:
    return set(re.findall(r"{(\w+)}", str(value["other"] if isinstance(value, dict) else value)))


def test_all_languages_hold_the_same_keys() -> None:
    first, *rest = [set(texts(language)) for language in INTERFACES]
    for other in rest:
        assert first ^ other == set()


def test_all_languages_fill_the_same_braces() -> None:
    french = texts("fr")
    for language in INTERFACES:
        assert {key: braces(value) for key, value in texts(language).items()} == {key: braces(value) for key, value in french.items()}


@pytest.mark.parametrize("language", INTERFACES)
def test_plural_tables_hold_the_forms_their_language_counts_with(language: str) -> None:
    needed = {Locale.parse(language).plural_form(n) for n in (1, 2, 3, 11, 100)}  # zero falls back on other
    for key, value in texts(language).items():
        if isinstance(value, dict):
            assert needed <= set(value), key


@pytest.mark.parametrize("language", INTERFACES)
def test_no_text_is_empty(language: str) -> None:
    for key, value in texts(language).items():
        for text in value.values() if isinstance(value, dict) else [value]:
            assert str(text).strip(), key


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("types", get_args(IncidentType)),
        ("stages", get_args(Stage)),
        ("discourse", get_args(Discourse)),
        ("roles", get_args(Role)),
        ("kinds", get_args(PlaceKind)),
        ("basis", get_args(Basis)),
        ("date_precision", get_args(Precision)),
        ("qualifiers", get_args(Qualifier)),
        ("precision", tuple("1234567")),
    ],
)
def test_every_value_of_the_model_has_a_text(table: str, values: tuple[str, ...]) -> None:
    for language in INTERFACES:
        for value in values:
            assert say(language, f"{table}.{value}", text="x") is not None
