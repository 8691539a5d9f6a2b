"""Read the answers of online geocoders as places: `READERS`, a function for each provider. Nothing in an answer is trusted.

Source: the formats of Nominatim (json, addressdetails, namedetails), Photon (GeoJSON) and GeoNames (searchJSON).
"""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from geo.boundaries import area_at
from geo.models import Place, PlaceKind
from geo.models.distance import distance_km

Raw = Mapping[str, Any]

LANGUAGES = ("fr", "ar", "en", "es")
USUAL_RADIUS_KM = 2.0
MAX_NAME = 200
CITY, TOWN = 50_000, 5_000
_CODE = re.compile(r"[A-Za-z]{2}")

OSM_KINDS: dict[str, PlaceKind] = {
    "country": "country",
    "state": "region",
    "region": "region",
    "province": "province",
    "county": "province",
    "municipality": "commune",
    "administrative": "commune",
    "city": "city",
    "town": "town",
    "village": "village",
    "hamlet": "village",
    "isolated_dwelling": "village",
    "locality": "village",
    "suburb": "neighbourhood",
    "quarter": "neighbourhood",
    "neighbourhood": "neighbourhood",
    "city_block": "neighbourhood",
    "aerodrome": "airport",
    "peak": "mountain",
    "mountain_range": "mountain",
    "mountain_pass": "pass",
    "dam": "facility",
}
OSM_CLASSES: dict[str, PlaceKind] = {"natural": "natural", "waterway": "natural", "aeroway": "airport", "mountain_pass": "pass"}
GEONAMES_KINDS: dict[str, PlaceKind] = {
    "PPLX": "neighbourhood",
    "ADM1": "region",
    "ADM2": "province",
    "ADM3": "commune",
    "ADM4": "commune",
    "PCLI": "country",
    "AIRP": "airport",
    "PASS": "pass",
    "MT": "mountain",
    "MTS": "mountain",
    "PK": "mountain",
    "PRT": "port",
}
GEONAMES_CLASSES: dict[str, PlaceKind] = {"H": "natural", "T": "natural", "L": "natural", "S": "facility"}


def read_nominatim(raw: Raw) -> tuple[Place, list[str]] | None:
    """Read a result of Nominatim: the place and all its names; None if it is no place, or no result at all."""
    kind = _osm_kind(raw.get("class"), raw.get("addresstype"), raw.get("type"))
    details = _mapping(raw.get("namedetails"))
    names = {language: _text(details.get(f"name:{language}")) for language in LANGUAGES}
    name = _text(raw.get("name")) or _text(raw.get("display_name")).partition(",")[0]
    south, north, west, east = _box(raw.get("boundingbox"))
    number = f"osm:{_letter(raw.get('osm_type'))}{_number(raw.get('osm_id'))}"
    country = _text(_mapping(raw.get("address")).get("country_code"))
    corners = (south, west, north, east)
    return _place(number, kind, name, (raw.get("lat"), raw.get("lon")), country, names, corners, _texts(details))


def read_photon(raw: Raw) -> tuple[Place, list[str]] | None:
    """Read a feature of Photon: the place and all its names; None if it is no place, or no feature at all."""
    about = _mapping(raw.get("properties"))
    kind = _osm_kind(about.get("osm_key"), about.get("type"), about.get("osm_value"))
    lon, lat, *_ = [*_list(_mapping(raw.get("geometry")).get("coordinates")), None, None]
    west, north, east, south = _box(about.get("extent"))
    number = f"photon:{_letter(about.get('osm_type'))}{_number(about.get('osm_id'))}"
    return _place(number, kind, _text(about.get("name")), (lat, lon), _text(about.get("countrycode")), {}, (south, west, north, east), [])


def read_geonames(raw: Raw) -> tuple[Place, list[str]] | None:
    """Read a record of GeoNames: the place and all its names; None if it is no place, or no record at all."""
    code, group = _text(raw.get("fcode")), _text(raw.get("fcl"))
    population = _number(raw.get("population")) or 0
    settled: PlaceKind = "city" if population >= CITY else "town" if population >= TOWN else "village"
    kind = GEONAMES_KINDS.get(code) or (settled if group == "P" else GEONAMES_CLASSES.get(group))
    where = (raw.get("lat"), raw.get("lng"))
    number = f"geonames:{_number(raw.get('geonameId'))}"
    return _place(number, kind, _text(raw.get("name")), where, _text(raw.get("countryCode")), {}, None, [_text(raw.get("toponymName"))])


READERS: dict[str, Callable[[Raw], tuple[Place, list[str]] | None]] = {
    "nominatim": read_nominatim,
    "photon": read_photon,
    "geonames": read_geonames,
}


def _place(  # noqa: PLR0913, PLR0917  # the parts that the three formats hold in places of their own
    number: str,
    kind: PlaceKind | None,
    name: str,
    where: tuple[object, object],
    country: str,
    names: Mapping[str, str],
    corners: tuple[float, float, float, float] | None,
    others: list[str],
) -> tuple[Place, list[str]] | None:
    lat, lon = _degrees(where[0], 90), _degrees(where[1], 180)
    if kind is None or not name or lat is None or lon is None or number.endswith("None"):
        return None
    area = area_at(lat, lon)
    place = Place(
        id=number,
        name=name,
        kind=kind,
        lat=round(lat, 5),
        lon=round(lon, 5),
        uncertainty_km=_radius(corners),
        country=area.country or (country.upper() if _CODE.fullmatch(country) else ""),
        region=area.region,
        province=area.province,
        commune=area.commune,
        names={language: each for language, each in names.items() if each},
    )
    return place, [name, *others]


def _osm_kind(group: object, address: object, value: object) -> PlaceKind | None:
    """Choose a kind by OSM's key and value; `address` is what the place is in an address, which tells towns from other boundaries."""
    if group in ("place", "boundary"):
        said = address if isinstance(address, str) and address in OSM_KINDS else value
        return OSM_KINDS.get(said) if isinstance(said, str) else None
    if not isinstance(group, str) or group not in OSM_CLASSES:
        return None
    return OSM_KINDS.get(str(value), OSM_CLASSES[group])


def _radius(corners: tuple[float, float, float, float] | None) -> float:
    """Give half the diagonal of a box (south, west, north, east) in km, or the usual radius without one."""
    if corners is None or not all(math.isfinite(each) for each in corners):
        return USUAL_RADIUS_KM
    south, west, north, east = corners
    return round(max(0.5, distance_km(south, west, north, east) / 2), 1)


def _box(value: object) -> tuple[float, float, float, float]:
    sides = [_degrees(each, 180) for each in _list(value)]
    if len(sides) != 4:  # noqa: PLR2004  # a box has four sides
        return (math.nan,) * 4
    one, two, three, four = (math.nan if each is None else each for each in sides)
    return one, two, three, four


def _degrees(value: object, limit: float) -> float | None:
    try:
        degrees = float(value) if isinstance(value, str | int | float) else math.nan
    except ValueError:
        return None
    return degrees if abs(degrees) <= limit else None


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else int(value) if isinstance(value, str) and value.isdecimal() else None


def _letter(value: object) -> str:
    """Give OSM's letter of a type: N of node, W of way, R of relation."""
    return value[0].upper() if isinstance(value, str) and value[:1].upper() in ("N", "W", "R") and value else ""


def _text(value: object) -> str:
    """Give a text without control characters, blanks made one, no longer than a name; '' where it is none."""
    kept = "".join(each for each in value if unicodedata.category(each) not in ("Cc", "Cs")) if isinstance(value, str) else ""
    return " ".join(kept.split())[:MAX_NAME]


def _texts(value: Raw) -> list[str]:
    return [text for text in (_text(each) for each in value.values()) if text]


def _mapping(value: object) -> Raw:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
