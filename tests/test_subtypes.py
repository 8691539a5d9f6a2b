"""Each subtype of incident has words in each language, and where it happened is found with it."""

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

from geo.languages.lexicon import CODES, lexicon
from geo.models import Article
from geo.pipeline import parse
from geo.settings import data_folder

# What no words tell by themselves: kinds that people choose for an incident whose own kind is not told.
CHOSEN = frozenset(
    {
        *("accident", "attack", "clash", "crime", "crime_arrest", "disaster", "migration", "protest_excessive_force"),
        *("rescue", "seizure", "smuggling_seizure"),
    }
)
PLOTS = frozenset({"foiled_plot"})  # what was prevented took place nowhere


@cache
def rows(path: Path) -> Sequence[Mapping[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


SENTENCES = rows(Path(__file__).parent / "data" / "subtypes.csv")
TYPES = {row["subtype"]: row["type"] for row in rows(data_folder() / "subtypes.csv")}


@pytest.mark.parametrize("row", SENTENCES, ids=lambda row: f"{row['subtype']}-{row['language']}")
def test_an_event_of_each_subtype_is_told_in_each_language(row: Mapping[str, str]) -> None:
    (found,) = parse(Article(text=row["sentence"], source="test", language=row["language"], published="2025-03-14")).incidents
    assert (found.subtype, found.type) == (row["subtype"], TYPES[row["subtype"]])
    assert row["subtype"] in PLOTS or any(each.role == "occurred" and each.place is not None for each in found.places)


@pytest.mark.parametrize("code", CODES)
def test_each_subtype_that_words_can_tell_has_a_sentence_and_words(code: str) -> None:
    told = {row["subtype"] for row in SENTENCES if row["language"] == code}
    triggers = {row.get("subtype", row["type"]) for row in lexicon(code).table["trigger"]}
    assert told == TYPES.keys() - CHOSEN
    assert told <= triggers <= TYPES.keys()
