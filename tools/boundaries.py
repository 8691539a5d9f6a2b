"""Write the boundaries that ship from the repaired polygons: `write_boundaries`."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from tools.hcp import Unit, units
from tools.naturalearth import layer
from tools.points import check_points
from tools.polygons import DEGREES, METRES, Polygons, Shapes

DECIMALS = 4
# About 500 m on the ground in the north, where the scale of EPSG:3857 is 1.2.
TOLERANCE_M = 600.0
# A quarter of a city is a few kilometres wide: 500 m would take a fifth of some away.
CITY_TOLERANCE_M = 100.0

BERM_TOLERANCE = 0.005  # degrees

Features = list[Mapping[str, Any]]


def write_boundaries(polygons: Polygons, folder: Path) -> None:
    """Write each level as GeoParquet, and as GeoJSON what the map draws: 12 regions, 75 provinces.

    provinces.parquet has 83 rows, for the eight prefectures of arrondissements lie within Casablanca's.

    Raises:
        ValueError: The communes disagree with an independent source about where points lie, or no longer tile the country.
    """
    folder.mkdir(parents=True, exist_ok=True)
    named = {unit.code: unit for unit in units()}
    communes = simplify(polygons.communes, TOLERANCE_M)
    provinces = simplify(polygons.dissolve("province"), TOLERANCE_M)
    regions = _join_regions(provinces)
    check_points(communes, named)
    for level, shapes in {"regions": regions, "provinces": provinces}.items():
        write_geojson(folder / f"{level}.geojson", [_feature(named[code], shape) for code, shape in sorted(shapes.items())])
    levels = {
        "regions": regions,
        "provinces": provinces | simplify(polygons.prefectures(), CITY_TOLERANCE_M),
        "communes": communes,
        "arrondissements": simplify(polygons.arrondissements, CITY_TOLERANCE_M),
    }
    for level, shapes in levels.items():
        write_parquet(folder / f"{level}.parquet", shapes, named)
    write_geojson(folder / "east_of_berm.geojson", [feature(_east_of_berm(), {"code": "EH"})])


def _east_of_berm() -> BaseGeometry:
    """Take what is Western Sahara in the de facto view: the country's share beyond the berm."""
    countries = layer("cultural/ne_10m_admin_0_countries")
    shape: BaseGeometry = countries[countries["ADM0_A3"] == "SAH"].geometry.iloc[0]
    return round_shape(shape.simplify(BERM_TOLERANCE))


def simplify(shapes: Shapes, tolerance_m: float) -> Shapes:
    """Simplify a coverage so that neighbours go on sharing their borders, and round it, in degrees.

    Raises:
        ValueError: The result is no coverage any more: a polygon overlaps its neighbour or is not valid.
    """
    codes = sorted(shapes)
    simple = shapely.coverage_simplify([shapes[code] for code in codes], tolerance_m)
    degrees = gpd.GeoSeries(list(simple), crs=METRES).to_crs(DEGREES)
    rounded = [round_shape(shape) for shape in degrees]
    if not shapely.coverage_is_valid(rounded):
        raise ValueError(f"{len(codes)} polygons from {codes[0]} on overlap once simplified by {tolerance_m:.0f} m: lower the tolerance")
    return dict(zip(codes, rounded, strict=True))


def round_shape(shape: BaseGeometry) -> BaseGeometry:
    """Round coordinates to DECIMALS, and mend what rounding breaks."""
    rounded = shapely.transform(shape, lambda points: points.round(DECIMALS))
    return rounded if rounded.is_valid else shapely.set_precision(shape, 10.0**-DECIMALS)


def _join_regions(provinces: Shapes) -> Shapes:
    regions: dict[str, list[BaseGeometry]] = {}
    for code, shape in provinces.items():
        regions.setdefault(code[:2], []).append(shape)
    return {code: shapely.union_all(shapes) for code, shapes in regions.items()}


def write_parquet(path: Path, shapes: Shapes, named: Mapping[str, Unit]) -> None:
    """Write units as GeoParquet 1.1, sorted by code: code, name_fr, name_ar, geometry (degrees WGS 84)."""
    codes = sorted(shapes)
    columns = {"code": codes, "name_fr": [named[code].name_fr for code in codes], "name_ar": [named[code].name_ar for code in codes]}
    frame = gpd.GeoDataFrame(columns, geometry=[shapely.normalize(shapes[code]) for code in codes], crs=DEGREES)
    frame.to_parquet(path, index=False, compression="zstd", schema_version="1.1.0")


def write_geojson(path: Path, features: Features) -> None:
    """Write features as one FeatureCollection, compact and with a feature a line."""
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features)
    path.write_text(f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n', encoding="utf-8")


def feature(shape: BaseGeometry, properties: Mapping[str, Any]) -> dict[str, Any]:
    """Make a GeoJSON feature, coordinates rounded to DECIMALS."""
    geometry = mapping(shape)
    return {"type": "Feature", "properties": dict(properties), "geometry": _rounded(geometry)}


def _feature(unit: Unit, shape: BaseGeometry) -> dict[str, Any]:
    return feature(shape, {"code": unit.code, "name_fr": unit.name_fr, "name_ar": unit.name_ar})


def _rounded(geometry: Mapping[str, Any]) -> dict[str, Any]:
    def walk(value: Any) -> Any:  # noqa: ANN401 - coordinates nest to any depth
        return round(value, DECIMALS) if isinstance(value, float) else [walk(each) for each in value]

    return {"type": geometry["type"], "coordinates": walk(geometry["coordinates"])}
