"""Name regions and provinces from the boundaries that ship, and give their outlines to be shaded: `area_names`, `units`."""

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

import shapely
from shapely.geometry import shape

from geo.maps.basemap import rings, unit_people
from geo.models import Place, Report
from geo.settings import data_folder

Json = dict[str, Any]

LEVELS = ("regions", "provinces")
COARSE = 0.012  # degrees, about 1 km: what is shaded needs no finer line


def area_names(place: Place, *, language: str) -> list[str]:
    """Give the names of a place's province and region, inner first, without the place's own name."""
    codes = [code for code in (place.province, place.region) if code is not None and f"hcp:{code}" != place.id]
    names = [_names(language).get(code.removeprefix("hcp:")) for code in codes]
    return [name for name in dict.fromkeys(names) if name is not None and name not in place.names.values()]


@cache
def _names(language: str) -> dict[str, str]:
    """Map HCP codes of regions and provinces to names; Arabic in Arabic, else French, the form of the maps."""
    column = "name_ar" if language == "ar" else "name_fr"
    return {row["properties"]["code"]: row["properties"][column] for level in LEVELS for row in _rows(level)}


def region_name(code: str, *, language: str) -> str:
    """Name a region or province by its HCP code, or give the code back where it is not known."""
    return _names(language).get(code.removeprefix("hcp:"), code)


def codes(level: str) -> list[str]:
    """List the HCP codes of all units of a level."""
    return [row["properties"]["code"] for row in _rows(level)]


@cache
def units(language: str) -> dict[str, list[Json]]:
    """Give the units of each level with code, name, people (HCP's census of 2024) and rings, as the base map has them."""
    return {
        level: [
            {"code": code, "name": region_name(code, language=language), "people": unit_people().get(code), "rings": outline}
            for code, outline in zip(codes(level), _outlines(level), strict=True)
        ]
        for level in LEVELS
    }


def pin_codes(reports: Iterable[Report]) -> dict[str, list[str | None]]:
    """Map the id of each place to the codes of its region and province, None where it has none or is more than one."""
    places = {each.place.id: each.place for report in reports for each in report.incident.places if each.place is not None}
    return {key: [place.region, place.province] for key, place in places.items() if place.region is not None}


@cache
def _outlines(level: str) -> list[list[list[list[int]]]]:
    """Simplify the units of a level together, so that neighbours stay joined."""
    shapes = [shape(row["geometry"]) for row in _rows(level)]
    return [rings([each]) for each in shapely.coverage_simplify(shapes, COARSE)] if shapes else []


@cache
def _rows(level: str) -> list[Json]:
    path = data_folder() / "boundaries" / f"{level}.geojson"
    found: list[Json] = json.loads(path.read_text(encoding="utf-8"))["features"] if path.is_file() else []
    return found
