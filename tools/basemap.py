"""Write the basemap that needs no network: land, the borders of each worldview, labels: `write_basemap`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from tools.boundaries import feature, round_shape, write_geojson
from tools.naturalearth import iso_countries, layer
from tools.reviewed import read

# Degrees: west, south, east, north: wide enough that no edge shows on a screen that holds all of Morocco.
FRAME = (-27.0, 11.0, 14.0, 47.0)
# Where detail is needed, and what is enough beyond it.
NEAR = (-18.5, 19.0, 3.0, 38.5)
NEAR_TOLERANCE = 0.003
FAR_TOLERANCE = 0.04
CONTROL = "Line of control (please verify)"
UNRECOGNIZED = "Unrecognized"

Features = list[Mapping[str, Any]]


def write_basemap(folder: Path) -> None:
    """Write land.geojson, borders_ma, borders_iso and borders_defacto.geojson, labels.geojson."""
    folder.mkdir(parents=True, exist_ok=True)
    write_geojson(folder / "land.geojson", _land())
    lines = layer("cultural/ne_10m_admin_0_boundary_lines_land").clip(FRAME)
    control = lines["FEATURECLA"] == CONTROL
    write_geojson(folder / "borders_ma.geojson", _borders(lines[lines["FCLASS_MA"] != UNRECOGNIZED], "border"))
    iso = _borders(lines[~control], "border") + _line_features(_iso_line(), "disputed")
    write_geojson(folder / "borders_iso.geojson", iso)
    defacto = _borders(lines[~control], "border") + _borders(lines[control], "disputed")
    write_geojson(folder / "borders_defacto.geojson", defacto)
    write_geojson(folder / "labels.geojson", [_label(row) for row in read("labels.csv")])


def _land() -> Features:
    land = layer("physical/ne_10m_land").clip(FRAME)
    joined = _simplified(shapely.union_all(list(land.geometry)))
    parts = sorted((part for part in shapely.get_parts(joined) if part.geom_type == "Polygon"), key=lambda part: -part.area)
    return [feature(round_shape(part), {"kind": "land"}) for part in parts]


def _simplified(shape: BaseGeometry) -> BaseGeometry:
    """Simplify a shape little within NEAR and much beyond it."""
    near = shapely.box(*NEAR)
    return shapely.union_all([shape.simplify(NEAR_TOLERANCE).intersection(near), shape.simplify(FAR_TOLERANCE).difference(near)])


def _iso_line() -> BaseGeometry:
    """Take the border of Morocco and Western Sahara, which the default view does not draw."""
    countries = iso_countries().clip(FRAME)
    shapes = {row["ISO_A2"]: row["geometry"] for row in countries.to_dict("records") if row["ISO_A2"] in ("MA", "EH")}
    shared = shapes["MA"].boundary.intersection(shapes["EH"].boundary)
    lines = [part for part in shapely.get_parts(shared) if part.geom_type == "LineString"]
    return shapely.line_merge(shapely.union_all(lines))


def _borders(lines: gpd.GeoDataFrame, kind: str) -> Features:
    return _line_features(shapely.union_all(list(lines.geometry)), kind)


def _line_features(shape: BaseGeometry, kind: str) -> Features:
    merged = shapely.line_merge(_simplified(shapely.line_merge(shape)))
    return [feature(round_shape(part), {"kind": kind}) for part in shapely.get_parts(merged) if part.geom_type == "LineString"]


def _label(row: dict[str, str]) -> Mapping[str, Any]:
    point = shapely.Point(float(row["lon"]), float(row["lat"]))
    return feature(point, {key: value for key, value in row.items() if key not in ("lat", "lon")})
