"""GeoJSON and CSV carry the contract's words, and nothing that a spreadsheet would run."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import InputError
from geo.exports import to_csv, to_geojson, write
from geo.exports.tables import harmless
from geo.models import Filter, filter_of, reports
from tests.map_samples import gallery, place, seed_reading, small_reading


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_geojson_has_a_feature_for_each_resolved_place_of_each_incident() -> None:
    collection = json.loads(to_geojson(gallery(), language="fr"))
    assert collection["type"] == "FeatureCollection"
    assert len(collection["features"]) == 11 + 5
    rissani = next(each for each in collection["features"] if each["properties"]["place_name"] == "Rissani")
    assert rissani["geometry"] == {"type": "Point", "coordinates": [-4.2667, 31.2833]}
    about = rissani["properties"]
    assert (about["role"], about["arrested"], about["age_min"], about["age_max"], about["mapped"]) == ("occurred", 13, 19, 49, True)
    assert about["date"] is None
    assert about["place_name_ar"] == "الريصاني"


def test_geojson_marks_what_the_map_does_not_pin() -> None:
    features = json.loads(to_geojson(gallery(), language="fr"))["features"]
    assert [each["properties"]["place_name"] for each in features if not each["properties"]["mapped"]] == ["Maroc"]


def test_geojson_of_the_origin_and_of_nothing() -> None:
    zero = reports(small_reading("À Zéro.", "Zéro", place("Zéro", 0.0, 0.0)))
    assert json.loads(to_geojson(zero, language="fr"))["features"][0]["geometry"]["coordinates"] == [0.0, 0.0]
    empty = json.loads(to_geojson([], language="fr"))
    assert (empty["type"], empty["features"], empty["about"]["incidents"]) == ("FeatureCollection", [], 0)


def test_csv_has_a_row_for_each_place_also_the_unresolved() -> None:
    rows = table(to_csv(gallery(), language="fr"))
    assert len(rows) == 11 + 6
    lost = next(row for row in rows if row["place_text"] == "Douar Lahjar")
    assert (lost["lat"], lost["lon"], lost["place_id"]) == ("", "", "")
    assert {row["arrested"] for row in rows if row["incident_id"] == "a" * 16} == {"13"}


def test_csv_of_nothing_still_has_its_heading() -> None:
    assert to_csv([], language="fr").splitlines()[0] == to_csv(gallery(), language="fr").splitlines()[0]


def test_incident_without_places_has_a_row() -> None:
    reading = small_reading("Réunion à Fès.", "Fès", None)
    bare = replace(reading, incidents=(replace(reading.incidents[0], places=()),))
    assert [row["place_id"] for row in table(to_csv(reports(bare), language="fr"))] == [""]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u200f=1", "＝1"])
def test_cells_that_a_spreadsheet_would_run_get_an_apostrophe(text: str) -> None:
    reading = small_reading(f"{text} à Fès.", "Fès", place("Fès", 34.03, -5.0), article_outlet=text, article_title=text)
    for row in table(to_csv(reports(reading), language="fr")):
        assert row["outlet"] == row["article_title"] == f"'{text}"


def test_numbers_keep_their_minus() -> None:
    assert table(to_csv(reports(seed_reading()), language="fr"))[0]["lon"] == "-7.6114"


@given(st.text())
def test_harmless_text_is_unchanged_and_risky_text_only_quoted(text: str) -> None:
    assert harmless(text) in (text, f"'{text}")
    assert not str(harmless(text)).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_write_goes_by_suffix(tmp_path: Path) -> None:
    write(gallery(), tmp_path / "a.geojson", language="ar")
    write(gallery(), tmp_path / "a.CSV", language="ar")
    assert json.loads((tmp_path / "a.geojson").read_text(encoding="utf-8"))["features"]
    assert (tmp_path / "a.CSV").read_bytes().startswith(b"\xef\xbb\xbfincident_id")


def test_write_says_what_it_cannot_do(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.geojson, \.gpkg, \.parquet"):
        write([], tmp_path / "a.xyz", language="fr")
    with pytest.raises(InputError, match=r"no \.csv file"):
        write([], tmp_path / "a.geojson", language="fr", named="hxl")
    with pytest.raises(InputError, match="cannot be written"):
        write([], tmp_path / "nowhere" / "a.csv", language="fr")


def test_file_tells_the_filter_in_words_and_as_an_address() -> None:
    chosen = Filter(
        types=("attack",), regions=("08",), places=("x:rissani", "x:unknown"), confidence=0.5, since="2003-02-02", undated=False
    )
    said = json.loads(to_geojson(gallery(), language="fr", chosen=chosen))["about"]
    assert said["filters"] == (
        "Attentat ou attaque, Drâa-Tafilalet, Rissani, x:unknown, depuis le 2 février 2003, "
        "confiance d’au moins 50 %, sans les dates inconnues"
    )
    assert filter_of(parse_qs(said["query"])) == chosen
    assert (said["incidents"], said["incidents_without_place"], said["articles"]) == (8, 1, 7)
    assert "made" not in said
