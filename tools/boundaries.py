"""Write the boundaries of regions and provinces from the repaired communes: `write_boundaries`."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from tools.hcp import Unit, units
from tools.polygons import DEGREES, METRES, Polygons, Shapes

DECIMALS = 4
# About 500 m on the ground in the north, where the scale of EPSG:3857 is 1.2.
TOLERANCE_M = 600.0


def write_boundaries(polygons: Polygons, folder: Path) -> None:
    """Write regions.geojson (12) and provinces.geojson (75: Casablanca's eight prefectures lie within one of them)."""
    folder.mkdir(parents=True, exist_ok=True)
    named = {unit.code: unit for unit in units()}
    provinces = simplify(polygons.dissolve("province"))
    regions: dict[str, list[BaseGeometry]] = {}
    for code, shape in provinces.items():
        regions.setdefault(code[:2], []).append(shape)
    joined = {code: shapely.union_all(shapes) for code, shapes in regions.items()}
    write_geojson(folder / "provinces.geojson", [_feature(named[code], shape) for code, shape in sorted(provinces.items())])
    write_geojson(folder / "regions.geojson", [_feature(named[code], shape) for code, shape in sorted(joined.items())])


def simplify(shapes: Shapes) -> Shapes:
    """Simplify a coverage so that neighbours go on sharing their borders, and round it, in degrees."""
    codes = sorted(shapes)
    simple = shapely.coverage_simplify([shapes[code] for code in codes], TOLERANCE_M)
    degrees = gpd.GeoSeries(list(simple), crs=METRES).to_crs(DEGREES)
    return {code: round_shape(shape) for code, shape in zip(codes, degrees, strict=True)}


def round_shape(shape: BaseGeometry) -> BaseGeometry:
    """Round coordinates to DECIMALS, and mend what rounding breaks."""
    rounded = shapely.transform(shape, lambda points: points.round(DECIMALS))
    return rounded if rounded.is_valid else shapely.set_precision(shape, 10.0**-DECIMALS)


def write_geojson(path: Path, features: list[Mapping[str, Any]]) -> None:
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
