"""Say which commune, province and region hold a point, and give their outlines: `area_at`, `outline`, `Area`.

What it reads is not read by `geo parse` unless places of one's own or online geocoders are set up: it needs pyarrow and shapely.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from geo.errors import DataError, InputError
from geo.models.distance import distance_km
from geo.settings import data_folder

if TYPE_CHECKING:
    from shapely import STRtree
    from shapely.geometry.base import BaseGeometry

Level = Literal["regions", "provinces", "communes", "arrondissements"]

# Outlines are simplified to about 500 m, so that a beach or a quay may lie just outside.
SHORE_KM = 1.0
EH_NORTH = 27 + 40 / 60  # degrees; Western Sahara's northern border. Source: ISO 3166-1, as Natural Earth draws it
PARTS: dict[int, Level] = {1: "regions", 2: "provinces", 4: "communes"}
CERCLE_PARTS = 3
CITY_PARTS: tuple[Level, ...] = ("provinces", "arrondissements", "communes")
MAX_LAT, MAX_LON = 90.0, 180.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Name the units that hold a point by their HCP codes, None where there is none; `distance_km` is 0 inside the commune.

    `country` is ISO 3166-1, as a place's: MA or EH, '' outside.
    """

    country: str = ""
    region: str | None = None
    province: str | None = None
    commune: str | None = None
    arrondissement: str | None = None
    distance_km: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlines:
    """Hold the outlines of a level, in degrees as (lon, lat), with their codes and French and Arabic names in the same order."""

    codes: tuple[str, ...]
    names: dict[str, dict[str, str]]
    shapes: tuple["BaseGeometry", ...]
    tree: "STRtree"


def area_at(lat: float, lon: float, *, within_km: float = SHORE_KM) -> Area:
    """Give the units that hold a point, or those of the nearest commune within `within_km` of it; all None elsewhere.

    Raises:
        InputError: the point is not on the globe.
    """
    if not (-MAX_LAT <= lat <= MAX_LAT and -MAX_LON <= lon <= MAX_LON):
        raise InputError(f"{lat}, {lon} is no point on the globe; give the latitude (-90 to 90) first, then the longitude (-180 to 180).")
    commune, off = _unit_at("communes", lat, lon)
    if commune is None or off > within_km:
        return Area()
    arrondissement, beside = _unit_at("arrondissements", lat, lon)
    return Area(
        country="EH" if lat < EH_NORTH else "MA",
        region=commune[:2],
        province=".".join(commune.split(".")[:2]),
        commune=commune,
        arrondissement=arrondissement if beside == 0 else None,
        distance_km=off,
    )


def outline(code: str) -> "BaseGeometry | None":
    """Give the outline of a unit by its HCP code, in degrees as (lon, lat); a cercle's is that of its communes. None if there is none."""
    if code.count(".") + 1 == CERCLE_PARTS:
        return _cercle(code)
    for level in _levels_of(code):
        held = load(level)
        if code in held.names:
            return held.shapes[held.codes.index(code)]
    return None


def unit_name(code: str, language: str) -> str:
    """Give the name of a unit, Arabic in Arabic, else French, the form of the maps; the code itself where it is not known."""
    known = next((load(level).names for level in _levels_of(code) if code in load(level).names), {})
    return known[code]["ar" if language == "ar" else "fr"] if known else code


@cache
def load(level: Level, folder: Path | None = None) -> Outlines:
    """Read the outlines of a level, once in a process.

    Raises:
        DataError: the file is not there or cannot be read.
    """
    from pyarrow import ArrowException  # noqa: PLC0415  # 0.3 s with shapely, which parsing does not wait for
    from pyarrow.parquet import read_table  # noqa: PLC0415
    from shapely import STRtree, from_wkb  # noqa: PLC0415

    path = (folder or data_folder()) / "boundaries" / f"{level}.parquet"
    try:
        table = read_table(path).to_pydict()
    except (OSError, ArrowException) as error:
        raise DataError(f"The boundaries at {path} cannot be read; install the package again or run 'make data'.") from error
    shapes = from_wkb(table["geometry"])
    names = {
        code: {"fr": french, "ar": arabic} for code, french, arabic in zip(table["code"], table["name_fr"], table["name_ar"], strict=True)
    }
    return Outlines(codes=tuple(table["code"]), names=names, shapes=tuple(shapes), tree=STRtree(shapes))


def _cercle(code: str) -> "BaseGeometry | None":
    from shapely import union_all  # noqa: PLC0415

    held = load("communes")
    shapes = [shape for each, shape in zip(held.codes, held.shapes, strict=True) if each.startswith(f"{code}.")]
    return union_all(shapes) if shapes else None


def _levels_of(code: str) -> tuple[Level, ...]:
    parts = code.count(".") + 1
    return CITY_PARTS if parts == max(PARTS) else (PARTS[parts],) if parts in PARTS else ()


def _unit_at(level: Level, lat: float, lon: float) -> tuple[str | None, float]:
    """Give the unit of a level that holds the point or is nearest, and how many km off it is."""
    from shapely import Point, shortest_line  # noqa: PLC0415

    held, point = load(level), Point(lon, lat)
    inside = held.tree.query(point, predicate="intersects")
    if len(inside):
        return held.codes[min(inside)], 0.0
    nearest = held.tree.nearest(point)
    if nearest is None:
        return None, 0.0
    (lon1, lat1), (lon2, lat2) = shortest_line(point, held.shapes[nearest]).coords
    return held.codes[nearest], distance_km(lat1, lon1, lat2, lon2)
