"""Name the province and region of a place from the boundaries that ship: `area_names`."""

import json
from functools import cache

from geo.models import Place
from geo.settings import data_folder


def area_names(place: Place, *, language: str) -> list[str]:
    """Give the names of a place's province and region, inner first, without the place's own name."""
    codes = [code for code in (place.province, place.region) if code is not None and f"hcp:{code}" != place.id]
    names = [_names(language).get(code.removeprefix("hcp:")) for code in codes]
    return [name for name in dict.fromkeys(names) if name is not None and name not in place.names.values()]


@cache
def _names(language: str) -> dict[str, str]:
    """Map HCP codes of regions and provinces to names; Arabic in Arabic, else French, the form of the maps."""
    column = "name_ar" if language == "ar" else "name_fr"
    found: dict[str, str] = {}
    for level in ("regions", "provinces"):
        path = data_folder() / "boundaries" / f"{level}.geojson"
        rows = json.loads(path.read_text(encoding="utf-8"))["features"] if path.is_file() else []
        found |= {row["properties"]["code"]: row["properties"][column] for row in rows}
    return found


def region_name(code: str, *, language: str) -> str:
    """Name a region or province by its HCP code, or give the code back where it is not known."""
    return _names(language).get(code.removeprefix("hcp:"), code)
