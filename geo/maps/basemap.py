"""Prepare what lies under the pins, land, borders, divisions and names, small enough to travel in the page: `basemap`."""

import csv
import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.settings import Worldview, data_folder

Json = dict[str, Any]
Label = tuple[float, float, str, str, int]

GRID = 1000  # coordinates travel as whole thousandths of a degree, about 100 m
FRAME = ((12.0, -45.0), (46.0, 13.0))  # (lat, lon) of the corners within which the land is whole; the west is sea
REACH = ((-5.0, -55.0), (62.0, 30.0))  # how far the map moves: a tall popup needs room above its pin
HOME = ((20.5, -17.5), (36.2, -0.8))  # the smallest box that a view must be able to hold
FINE = 0.004  # degrees; simplification of divisions, finer than a pixel up to zoom 9
BIG_TOWN = 100_000  # inhabitants
SPANISH = ("Sebta", "Melilia", "Ceuta", "Melilla")
SETTLEMENTS = ("city", "town")
UNITS = ("region", "province")
REGION_RANK = 10  # names are placed by rank: the nine biggest towns before the regions, the others after
LATER_RANK = 1000


@cache
def basemap(language: str, worldview: Worldview) -> Json:
    """Read land, lines and labels of a worldview: lines as runs of whole numbers, each the step from the one before.

    Files that are not there leave their layer empty: the map then shows pins on the sea.
    """
    folder = data_folder()
    regions = _geometries(folder / "boundaries" / "regions.geojson")
    provinces = _geometries(folder / "boundaries" / "provinces.geojson")
    return {
        "grid": GRID,
        "frame": FRAME,
        "reach": REACH,
        "home": HOME,
        "land": rings(_geometries(folder / "basemap" / "land.geojson")),
        "provinces": _outlines(provinces),
        "regions": _outlines(regions),
        "borders": _borders(folder / "basemap" / f"borders_{worldview}.geojson"),
        "labels": sorted(
            {*_written(language, worldview), *_regions(language), *_towns(language, worldview)}, key=lambda row: (row[4], row)
        ),
    }


def _geometries(path: Path) -> list[BaseGeometry]:
    return [shape(each["geometry"]) for each in _features(path)]


@cache
def _features(path: Path) -> list[Json]:
    if not path.is_file():
        return []
    features: list[Json] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return features


def rings(shapes: Iterable[BaseGeometry]) -> list[list[list[int]]]:
    """Write polygons as lists of rings, the outer one first."""
    polygons = (part for each in shapes for part in shapely.get_parts(each) if part.geom_type == "Polygon")
    return [[_steps(ring.coords) for ring in (each.exterior, *each.interiors)] for each in polygons]


def _outlines(shapes: list[BaseGeometry]) -> list[list[int]]:
    """Write what separates units: each line once though two units share it, so that neighbours stay joined."""
    if not shapes:
        return []
    lines = shapely.line_merge(shapely.union_all([shapely.boundary(each) for each in shapes]))
    return [_steps(part.coords) for part in _lines(shapely.simplify(lines, FINE))]


def _borders(path: Path) -> list[Json]:
    rows = ((each["properties"].get("kind", "border"), shape(each["geometry"])) for each in _features(path))
    return [{"kind": kind, "line": _steps(part.coords)} for kind, lines in rows for part in _lines(lines)]


def _lines(lines: BaseGeometry) -> Iterator[BaseGeometry]:
    return (part for part in shapely.get_parts(lines) if part.geom_type in ("LineString", "LinearRing") and not part.is_empty)


def _steps(line: Iterable[tuple[float, ...]]) -> list[int]:
    """Write a line as lon, lat on the grid, then the steps to each next point; points that fall together are one."""
    steps: list[int] = []
    at = (0, 0)
    for lon, lat, *_ in line:
        point = (round(lon * GRID), round(lat * GRID))
        if point != at or not steps:
            steps.extend((point[0] - at[0], point[1] - at[1]))
            at = point
    return steps


def _written(language: str, worldview: Worldview) -> list[Label]:
    """Name countries and seas, those that the worldview has; small seas give way to all else."""
    found: list[Label] = []
    for each in _features(data_folder() / "basemap" / "labels.geojson"):
        about, (lon, lat) = each["properties"], each["geometry"]["coordinates"]
        if worldview in about["views"].split():
            rank = 0 if about["kind"] == "country" else LATER_RANK
            found.append((lat, lon, about[f"name_{language}"], about["kind"], rank))
    return found


def _regions(language: str) -> list[Label]:
    column = "name_ar" if language == "ar" else "name_fr"
    found: list[Label] = []
    for each in _features(data_folder() / "boundaries" / "regions.geojson"):
        point = shapely.point_on_surface(shape(each["geometry"]))
        found.append((round(point.y, 2), round(point.x, 2), each["properties"][column], "region", REGION_RANK))
    return found


def _towns(language: str, worldview: Worldview) -> list[Label]:
    """Name the big towns of Morocco, the biggest first; Sebta and Melilia by the worldview's names."""
    return [
        (float(row["lat"]), float(row["lon"]), _town_name(row, language, worldview), "town", 1 + rank)
        for rank, row in enumerate(sorted(_big_towns(), key=lambda row: (-float(row["population"]), row["id"])))
    ]


def _town_name(row: dict[str, str], language: str, worldview: Worldview) -> str:
    """Name a town; Sebta and Melilia, outside the Arabic, by their Moroccan or their Spanish name as the worldview has it."""
    spanish = row["name"] in SPANISH and language != "ar"
    wanted = f"name_{language}" if not spanish else "name_fr" if worldview == "ma" else "name_es"
    return row.get(wanted) or row["name_fr"] or row["name"]


def unit_people() -> dict[str, int]:
    """Map the HCP codes of regions and provinces to their inhabitants. Source: HCP, RGPH 2024."""
    return {row["id"].removeprefix("hcp:"): int(row["population"]) for row in _of_note() if _is_unit(row)}


def _big_towns() -> list[dict[str, str]]:
    return [row for row in _of_note() if _is_big_town(row)]


@cache
def _of_note() -> list[dict[str, str]]:
    """Read the rows of the gazetteer that the map needs, in one pass."""
    path = data_folder() / "gazetteer" / "places.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as rows:
        return [row for row in csv.DictReader(line for line in rows if not line.startswith("#")) if _is_unit(row) or _is_big_town(row)]


def _is_unit(row: dict[str, str]) -> bool:
    return row["kind"] in UNITS and row["id"].startswith("hcp:") and row["population"].isdecimal()


def _is_big_town(row: dict[str, str]) -> bool:
    if row["name"] in SPANISH:
        return True
    big = bool(row["population"]) and float(row["population"]) >= BIG_TOWN
    return big and row["country"] in ("MA", "EH") and row["kind"] in SETTLEMENTS
