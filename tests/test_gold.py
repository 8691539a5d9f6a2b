import json
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from geo.cli import cli
from geo.gazetteer import Gazetteer
from geo.scoring import read_gold
from tests.conftest import ROOT

GOLD = ROOT / "tests" / "gold"
FLOORS = GOLD / "floors.toml"
CORPUS = read_gold(GOLD)
PATHS = sorted(GOLD.rglob("*.json"))

TYPES = {"arrest", "attack", "foiled_plot", "seizure", "accident", "disaster", "protest", "clash", "crime", "migration", "trial", "other"}
STAGES = {"completed", "attempted", "foiled", "planned", "threatened", "alleged", "judicial"}
KINDS = {"country", "region", "province", "commune", "city", "town", "village", "neighbourhood", "natural", "facility", "supranational"}


def name(value: object) -> str:
    return f"{value.parent.name}-{value.stem}" if isinstance(value, Path) else str(value)


def test_there_are_enough_texts_in_each_language() -> None:
    assert Counter(each.language for each in CORPUS.documents) == {"fr": 24, "ar": 19, "en": 16, "es": 15}


def test_every_text_is_annotated_and_marked_as_invented() -> None:
    assert sorted(GOLD.rglob("*.txt")) == [each.with_suffix(".txt") for each in PATHS]
    rows = [json.loads(each.read_text(encoding="utf-8")) for each in PATHS]
    assert all(row["synthetic"] and "invented" in row["source"] for row in rows)


@pytest.mark.parametrize("path", PATHS, ids=name)
def test_mentions_stand_where_they_say_and_never_overlap(path: Path) -> None:
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    row = json.loads(path.read_text(encoding="utf-8"))
    end = 0
    for each in row["mentions"]:
        assert text[each["start"] : each["end"]] == each["text"]
        assert end <= each["start"] < each["end"]
        assert each["kind"] in KINDS
        end = each["end"]


@pytest.mark.parametrize("path", PATHS, ids=name)
def test_places_of_annotations_are_those_of_the_gazetteer(path: Path, gazetteer: Gazetteer) -> None:
    for each in json.loads(path.read_text(encoding="utf-8"))["mentions"]:
        if each["id"] is None:
            assert each.get("uncertain") or each["lat"] is not None
        else:
            place = gazetteer.place(each["id"])
            assert (place.lat, place.lon) == pytest.approx((each["lat"], each["lon"]), abs=0.05)
            assert place.country == (each["country"] or "")


@pytest.mark.parametrize("path", PATHS, ids=name)
def test_incidents_rest_on_words_of_the_text(path: Path) -> None:
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    row = json.loads(path.read_text(encoding="utf-8"))
    places = {each["place"] for each in row["mentions"]}
    for each in row["incidents"]:
        assert each["evidence"] in text
        assert {each["type"], *each.get("alt_types", ())} <= TYPES
        assert each["stage"] in STAGES
        assert each["discourse"] in {"current", "background"}
        assert set(each["places"]) <= places
    assert all(each["evidence"] in text for each in row["not_incidents"])


def test_every_type_of_incident_occurs() -> None:
    found = {kind for document in CORPUS.documents for each in document.incidents for kind in each.types[:1]}
    assert found == TYPES - {"other"}


def test_quality_is_above_its_floors() -> None:
    done = CliRunner().invoke(cli, ["score", str(GOLD), "--floors", str(FLOORS)])
    assert done.exit_code == 0, f"{done.exception}\n{done.output}"
