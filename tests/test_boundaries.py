"""From a point to the commune that holds it, and from a code to its outline."""

import subprocess
import sys
from pathlib import Path

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.boundaries import area_at, load, outline, unit_name
from geo.errors import DataError, InputError
from geo.gazetteer import Gazetteer
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("lat", "lon", "commune"),
    [
        (31.2824, -4.2654, "08.201.01.13"),  # Rissani lies in the commune Moulay Ali Cherif
        (33.5731, -7.5898, "06.141.01.0"),  # Casablanca
        (27.1536, -13.2033, "11.321.01.03"),  # Laâyoune
        (35.7800, -5.8137, "01.511.01.0"),  # Tanger
    ],
)
def test_a_point_lies_in_its_commune(lat: float, lon: float, commune: str) -> None:
    area = area_at(lat, lon)
    assert area.commune == commune
    assert (area.region, area.province) == (commune[:2], ".".join(commune.split(".")[:2]))
    assert area.distance_km == 0


def test_a_city_has_arrondissements_too() -> None:
    assert area_at(33.57, -7.6).arrondissement == "06.141.01.11"
    assert area_at(31.2824, -4.2654).arrondissement is None


@pytest.mark.parametrize(("lat", "lon"), [(0.0, 0.0), (35.889, -5.307), (35.293, -2.938), (33.6, -9.5), (36.7, -4.4), (34.88, -1.31)])
def test_the_sea_the_neighbours_and_the_enclaves_are_in_no_commune(lat: float, lon: float) -> None:
    assert area_at(lat, lon).commune is None


def test_the_country_is_that_of_iso_at_its_parallel() -> None:
    assert area_at(27.94, -12.92).country == "MA"  # Tarfaya
    assert area_at(27.15, -13.20).country == "EH"
    assert area_at(0.0, 0.0).country == ""


def test_a_quay_just_outside_the_outline_counts_with_its_distance() -> None:
    tip = max(shapely.get_coordinates(outline("12")).tolist(), key=lambda point: -point[0])
    area = area_at(tip[1], tip[0] - 0.005)
    assert area.region == "12"
    assert 0 < area.distance_km < 1
    assert area_at(tip[1], tip[0] - 0.005, within_km=0.0).commune is None


@pytest.mark.parametrize(("lat", "lon"), [(91.0, 0.0), (0.0, 181.0), (float("nan"), 0.0), (float("inf"), 0.0)])
def test_a_point_off_the_globe_is_told(lat: float, lon: float) -> None:
    with pytest.raises(InputError, match="no point on the globe"):
        area_at(lat, lon)


@given(lat=st.floats(-90, 90), lon=st.floats(-180, 180))
def test_any_point_has_an_answer_whose_codes_agree(lat: float, lon: float) -> None:
    area = area_at(lat, lon)
    if area.commune is not None:
        assert area.commune.startswith(f"{area.province}.")
        assert str(area.province).startswith(f"{area.region}.")


@pytest.mark.parametrize("code", ["06", "06.141", "06.141.01.0", "06.141.01.41", "06.141.01.40", "08.201.07"])
def test_every_kind_of_unit_has_an_outline(code: str) -> None:
    shape = outline(code)
    assert shape is not None
    assert shape.area > 0


def test_a_cercle_is_the_union_of_its_communes() -> None:
    parts = [shape for code, shape in zip(load("communes").codes, load("communes").shapes, strict=True) if code.startswith("08.201.07.")]
    assert outline("08.201.07").area == pytest.approx(sum(each.area for each in parts))


@pytest.mark.parametrize("code", ["", "99", "06.999", "x", "06.141.01.01.01"])
def test_an_unknown_code_has_no_outline_and_its_own_name(code: str) -> None:
    assert outline(code) is None
    assert unit_name(code, "fr") == code


def test_names_are_arabic_in_arabic_else_french() -> None:
    assert unit_name("08.201", "fr") == unit_name("08.201", "en") == "Errachidia"
    assert unit_name("08.201", "ar") == "الرشيدية"


def test_towns_lie_in_the_commune_of_their_row(gazetteer: Gazetteer) -> None:
    rows = [each for each in gazetteer.places() if each.kind in ("city", "town", "commune") and each.id.startswith("hcp:")]
    agree = sum(area_at(each.lat, each.lon).commune == each.commune for each in rows)
    assert len(rows) == 1503
    assert agree >= 0.99 * len(rows)


def test_boundaries_that_are_missing_are_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="make data"):
        load("communes", tmp_path)


def test_parsing_reads_no_boundaries() -> None:
    code = (
        "import sys, geo; geo.parse(geo.Article(text='Un incendie à Fès.', source='t', language='fr'));"
        "sys.exit(any(name in sys.modules for name in ('pyarrow', 'shapely', 'geopy', 'geopandas')))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
