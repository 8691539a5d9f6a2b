"""Every subtype has its row in the table of code books, and every value there is one of the book's."""

import csv
import tomllib
from dataclasses import fields, replace
from typing import get_args

import pytest

from geo.exports.codebooks import ACLED, Equivalents, acled_event, equivalents, table
from geo.languages.strings import INTERFACES, knows
from geo.models import Count, EventDate, Incident, IncidentType
from geo.settings import data_folder

# Source: PLOVER manual (2024), categories and modes.
PLOVER = {
    "COERCE": {"seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation", "cyber"},
    "ASSAULT": {
        *("abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives", "suicide-attack"),
        *("aerial", "drone", "heavy-weapons", "crowd-control", "unconventional"),
    },
    "PROTEST": {"demo", "riot", "strike", "hunger", "boycott", "obstruct"},
    "SANCTION": {"convict"},
}
# Source: GTD codebook (2021), attacktype1.
GTD = {
    *("Assassination", "Hijacking", "Hostage Taking (Kidnapping)", "Hostage Taking (Barricade Incident)", "Bombing/Explosion"),
    *("Armed Assault", "Unarmed Assault", "Facility/Infrastructure Attack", "Unknown"),
}


def triggers() -> list[tuple[str, str, str]]:
    """List the (language, type, subtype) of every trigger of every table of a language."""
    found = []
    for path in sorted((data_folder() / "languages").glob("*.toml")):
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("trigger", [])
        found += [(path.stem, row["type"], row.get("subtype", row["type"])) for row in rows]
    return found


def test_every_subtype_of_every_language_has_a_row() -> None:
    assert triggers()
    assert [each for each in triggers() if equivalents(each[2]) is None] == []


def test_every_subtype_is_a_word_of_the_interface() -> None:
    names = {each: (f"subtypes.{each}", f"types.{each}") for each in table()}
    assert [
        (language, each) for language in INTERFACES for each, keys in names.items() if not any(knows(language, key) for key in keys)
    ] == []


@pytest.mark.parametrize("kind", get_args(IncidentType))
def test_every_type_has_a_row_for_when_nothing_finer_is_told(kind: str) -> None:
    assert equivalents(kind) is not None
    assert equivalents(kind).type == kind  # type: ignore[union-attr]


@pytest.mark.parametrize("row", table().values(), ids=lambda row: row.subtype)
def test_every_value_is_one_of_its_book(row: Equivalents) -> None:
    assert row.type in get_args(IncidentType)
    assert (row.acled_event_type == "") == (row.acled_sub_event_type == "")
    assert not row.acled_event_type or row.acled_sub_event_type in ACLED[row.acled_event_type]
    assert not row.plover_mode or row.plover_mode in PLOVER[row.plover_event]
    assert not row.plover_event or row.plover_event in PLOVER
    assert not row.gtd_attack_type or row.gtd_attack_type in GTD


def test_a_subtype_has_one_row() -> None:
    with (data_folder() / "subtypes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["subtype"] for row in rows}) == len(rows)
    assert set(rows[0]) == {each.name for each in fields(Equivalents)}


def plot(**given: object) -> Incident:
    fields_ = {"id": "i", "type": "foiled_plot", "subtype": "foiled_plot", "stage": "foiled", "discourse": "current", "confidence": 0.9}
    return Incident(**{**fields_, "date": EventDate(), **given})  # type: ignore[arg-type]


def test_a_plot_with_arms_is_disrupted_weapons_use_and_one_without_is_arrests() -> None:
    arms = Count(what="weapons", best=3, min=3, max=3, qualifier="exact", unit="item")
    assert acled_event(plot()) == ("Strategic developments", "Arrests")
    assert acled_event(plot(counts=(arms,))) == ("Strategic developments", "Disrupted weapons use")


def test_how_far_it_went_decides() -> None:
    bombing = plot(type="attack", subtype="bombing", stage="completed")
    assert acled_event(bombing) == ("Explosions/Remote violence", "Remote explosive/landmine/IED")
    assert acled_event(replace(bombing, stage="foiled")) == ("Strategic developments", "Disrupted weapons use")
    assert acled_event(replace(bombing, stage="planned")) is None


def test_what_the_book_leaves_out_or_nobody_knows_is_none() -> None:
    assert acled_event(plot(type="accident", subtype="road_accident", stage="completed")) is None
    assert acled_event(plot(subtype="no_such_thing")) is None
