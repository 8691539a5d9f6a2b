"""Say which country to show beside a place, by the worldview: `country_shown`, `country_name`.

What is stored never changes: a place's `country` is ISO 3166-1 in every view, and so are its coordinates and codes.
"""

import json
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale

from geo.models import Place
from geo.settings import Worldview, data_folder

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

HOME = "MA"
SAHARA = "EH"
SPAIN = "ES"
# What Spain holds on Morocco's coast and Morocco claims: Sebta, Melilia, the rocks and the Chafarinas, but not Alborán.
# Degrees: south, west, north, east.
CLAIMED = (35.1, -5.45, 35.93, -2.3)


def country_shown(place: Place, worldview: Worldview) -> str:
    """Give the ISO code of the country to show: Morocco's own view, that of ISO and the UN, or who holds the ground."""
    if place.country == SAHARA:
        whole = place.id == f"country:{SAHARA}"
        held = worldview == "defacto" and not whole and not _is_east_of_berm(place.lat, place.lon)
        return HOME if worldview == "ma" or held else SAHARA
    return HOME if worldview == "ma" and _is_claimed(place) else place.country


def country_name(place: Place, *, language: str, worldview: Worldview) -> str | None:
    """Name the country to show beside a place, in `language`; None for Morocco, and where there is none."""
    shown = country_shown(place, worldview)
    return None if shown in (HOME, "") else territory(shown, language)


def territory(code: str, language: str) -> str:
    """Name a country by its ISO code, or give the code back where it has no name. Source: Unicode CLDR."""
    return str(Locale.parse(language).territories.get(code, code))


def _is_claimed(place: Place) -> bool:
    south, west, north, east = CLAIMED
    return place.country == SPAIN and south <= place.lat <= north and west <= place.lon <= east


def _is_east_of_berm(lat: float, lon: float) -> bool:
    from shapely import Point  # noqa: PLC0415  # the two other views do without

    held = _beyond()
    return held is not None and bool(held.intersects(Point(lon, lat)))


@cache
def _beyond() -> "BaseGeometry | None":
    from shapely.geometry import shape  # noqa: PLC0415

    path = data_folder() / "boundaries" / "east_of_berm.geojson"
    if not path.is_file():
        return None
    return shape(json.loads(path.read_text(encoding="utf-8"))["features"][0]["geometry"])
