"""The boundaries and the basemap that ship: put back where they belong, whole and valid."""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely
from shapely.geometry import Point, shape

DATA = Path(__file__).parent.parent / "data"
DECIMALS = 4


@cache
def features(path: str) -> list[dict[str, Any]]:
    return json.loads((DATA / path).read_text(encoding="utf-8"))["features"]


@cache
def shapes(path: str) -> dict[str, Any]:
    return {each["properties"]["code"]: shape(each["geometry"]) for each in features(path)}


REGIONS, PROVINCES = "boundaries/regions.geojson", "boundaries/provinces.geojson"


def test_all_regions_and_provinces_are_there() -> None:
    assert len(features(REGIONS)) == 12
    assert len(features(PROVINCES)) == 75
    for each in (*features(REGIONS), *features(PROVINCES)):
        assert set(each["properties"]) == {"code", "name_fr", "name_ar"}
        assert all(each["properties"].values())


@pytest.mark.parametrize("path", [REGIONS, PROVINCES])
def test_boundaries_are_valid_and_sorted(path: str) -> None:
    assert all(each.is_valid and not each.is_empty for each in shapes(path).values())
    assert list(shapes(path)) == sorted(shapes(path))


def test_the_displacement_of_the_source_is_repaired() -> None:
    """Displaced, the country's north would be at 36.1."""
    _, south, _, north = shapely.union_all(list(shapes(REGIONS).values())).bounds
    assert north == pytest.approx(35.92, abs=0.02)
    assert south == pytest.approx(20.78, abs=0.03)


def test_regions_are_exactly_their_provinces() -> None:
    for code, region in shapes(REGIONS).items():
        inside = shapely.union_all([each for province, each in shapes(PROVINCES).items() if province.startswith(code)])
        assert region.symmetric_difference(inside).area < 1e-6 * region.area


def test_provinces_do_not_overlap_and_leave_no_gap() -> None:
    joined = shapely.union_all(list(shapes(PROVINCES).values()))
    assert sum(each.area for each in shapes(PROVINCES).values()) == pytest.approx(joined.area, rel=1e-4)
    holes = [ring for part in shapely.get_parts(joined) for ring in part.interiors]
    assert sum(shapely.Polygon(ring).area for ring in holes) < 1e-4 * joined.area


def test_coordinates_are_rounded() -> None:
    for path in (REGIONS, PROVINCES, "basemap/land.geojson"):
        points = shapely.get_coordinates([shape(each["geometry"]) for each in features(path)])
        assert abs(points - points.round(DECIMALS)).max() < 1e-9


def test_towns_lie_in_their_province() -> None:
    with (DATA / "gazetteer" / "places.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["id"].startswith("hcp:") and row["kind"] in ("city", "town", "commune")]
    near = [row for row in rows if shapes(PROVINCES)[row["province"]].distance(Point(float(row["lon"]), float(row["lat"]))) < 0.02]
    assert len(near) >= 0.995 * len(rows)


COUNTS = {"regions": 12, "provinces": 83, "communes": 1503, "arrondissements": 41}
KILOBYTES = {"regions": 100, "provinces": 180, "communes": 574, "arrondissements": 60}

# The gaps that the source leaves, by a point (lon, lat) inside, and whose each is.
GAPS = {
    (-5.519, 32.673): "05.301.03.13",
    (-5.720, 32.965): "05.301.05.13",
    (-8.211, 31.343): "07.041.05.17",
    (-6.691, 32.647): "05.255.09.11",
    (-5.755, 34.225): "04.481.09.13",
    (-7.005, 31.767): "05.081.15.11",
    (-5.725, 33.809): "03.171.03.07",
    (-7.363, 32.060): "07.191.11.41",
}


@cache
def outlines(level: str) -> gpd.GeoDataFrame:
    return gpd.read_parquet(DATA / "boundaries" / f"{level}.parquet")


@pytest.mark.parametrize("level", COUNTS)
def test_every_unit_has_an_outline_with_names_in_degrees(level: str) -> None:
    frame = outlines(level)
    assert frame.crs.to_epsg() == 4326
    assert len(frame) == COUNTS[level]
    assert list(frame["code"]) == sorted(set(frame["code"]))
    assert frame[["name_fr", "name_ar"]].map(bool).all().all()
    assert (DATA / "boundaries" / f"{level}.parquet").stat().st_size < 1000 * KILOBYTES[level]


@pytest.mark.parametrize("level", ["communes", "arrondissements", "regions"])
def test_neighbours_share_their_borders_exactly(level: str) -> None:
    shapes = list(outlines(level).geometry)
    assert all(each.is_valid for each in shapes)
    assert shapely.coverage_is_valid(shapes)


def test_the_map_draws_the_outlines_that_are_looked_up() -> None:
    for level in ("regions", "provinces"):
        frame = outlines(level).set_index("code")
        for code, drawn in shapes(f"boundaries/{level}.geojson").items():
            assert drawn.equals(frame.geometry[code])


def test_the_prefectures_of_casablanca_lie_in_its_province() -> None:
    frame = outlines("provinces").set_index("code")
    prefectures = [code for code in frame.index if code.count(".") == 3]
    assert len(prefectures) == 8
    whole = frame.geometry["06.141"].buffer(0.01)
    assert all(whole.contains(frame.geometry[code]) for code in prefectures)


def test_gaps_belong_to_their_owners() -> None:
    frame = outlines("communes").set_index("code")
    for (lon, lat), code in GAPS.items():
        assert frame.geometry[code].contains(Point(lon, lat)), code


def test_communes_leave_no_hole_in_the_country() -> None:
    joined = shapely.union_all(list(outlines("communes").geometry))
    holes = [shapely.Polygon(ring) for part in shapely.get_parts(joined) for ring in part.interiors]
    assert sum(each.area for each in holes) < 1e-5 * joined.area


@pytest.mark.parametrize("view", ["ma", "iso", "defacto"])
def test_borders_are_lines_of_a_known_kind(view: str) -> None:
    lines = features(f"basemap/borders_{view}.geojson")
    assert {each["geometry"]["type"] for each in lines} == {"LineString"}
    assert {each["properties"]["kind"] for each in lines} == ({"border"} if view == "ma" else {"border", "disputed"})


def test_the_moroccan_view_draws_no_line_at_the_north_of_western_sahara() -> None:
    crossing = shapely.LineString([(-11.0, 28.5), (-11.0, 26.9)])
    disputed = {
        view: [each for each in features(f"basemap/borders_{view}.geojson") if shape(each["geometry"]).intersects(crossing)]
        for view in ("ma", "iso")
    }
    assert disputed["ma"] == []
    assert [each["properties"]["kind"] for each in disputed["iso"]] == ["disputed"]


def test_land_is_valid_and_holds_the_towns() -> None:
    land = [shape(each["geometry"]) for each in features("basemap/land.geojson")]
    assert all(each.is_valid for each in land)
    joined = shapely.union_all(land)
    for lat, lon in ((33.0, -6.0), (31.0, -4.5), (24.0, -14.0), (40.0, -4.0)):
        assert joined.contains(Point(lon, lat))
    assert not joined.contains(Point(-12.0, 32.0))
