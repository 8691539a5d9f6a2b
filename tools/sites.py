"""Put the reviewed places that no package holds into the gazetteer, each checked against the unit it is said to lie in: `add_sites`."""

from collections.abc import Iterator, Mapping

import airportsdata

from tools.inscribed import METRES_PER_KM
from tools.matching import Locator
from tools.polygons import Polygons
from tools.reviewed import names_of, read
from tools.tables import HOME, Gazetteer, PlaceRow, country_at

AIRPORT_UNCERTAINTY_KM = 1.5
OFFSHORE_M = 30_000.0
# A variant that ends with this sign needs context before it means the place.
ASKS_CONTEXT = "?"


class Units:
    """Say which commune holds a reviewed point, and whether it lies where its row says."""

    def __init__(self, polygons: Polygons) -> None:
        """Index communes; arrondissements, provinces and regions are looked up by their codes."""
        self.communes = Locator(polygons.communes)
        self._shapes = polygons.communes | polygons.arrondissements | polygons.dissolve("province") | polygons.dissolve("region")

    def commune(self, row: Mapping[str, str]) -> str:
        """Give the code of the commune that holds a row's point; '' abroad and at sea.

        Raises:
            ValueError: The point lies outside the unit that the row names by more than its uncertainty.
        """
        if row["country"] not in ("", *HOME):
            return ""
        lat, lon = float(row["lat"]), float(row["lon"])
        code = self.communes.code_at(lat, lon, within_m=OFFSHORE_M) or ""
        within = row.get("within", "")
        if within and not code.startswith(within):
            away = self._shapes[within].distance(self.communes.point(lat, lon)) / METRES_PER_KM
            if away > float(row["uncertainty_km"]):
                raise ValueError(f"{row['id']} lies {away:.1f} km outside {within} (in {code or 'no commune'}): mend data/reviewed")
        return code


def add_sites(gazetteer: Gazetteer, polygons: Polygons) -> None:
    """Add the reviewed places, the airports and the airfields.

    Raises:
        ValueError: Points lie outside the units their rows name; all of them are listed.
    """
    units = Units(polygons)
    wrong: list[str] = []
    for row in _rows():
        try:
            _add(gazetteer, row, units.commune(row))
        except ValueError as error:
            wrong.append(str(error))
    if wrong:
        raise ValueError("\n".join(wrong))


def _rows() -> Iterator[Mapping[str, str]]:
    for row in read("supplement.csv"):
        yield row | {"source": "reviewed"}
    for row in read("sites.csv"):
        yield row | {"source": "reviewed"}
    for row in read("quarters.csv"):
        yield row | {"source": "reviewed", "kind": "neighbourhood", "country": ""}
    airports = {"iata": airportsdata.load("IATA"), "icao": airportsdata.load("ICAO")}
    for row in read("airports.csv"):
        code = "iata" if row["iata"] else "icao"
        airport = airports[code][row[code]]
        where = {"lat": str(airport["lat"]), "lon": str(airport["lon"]), "uncertainty_km": str(AIRPORT_UNCERTAINTY_KM), "country": ""}
        yield row | where | {"id": f"x:airport-{row[code].lower()}", "kind": "airport", "source": "airportsdata"}


def _add(gazetteer: Gazetteer, row: Mapping[str, str], code: str) -> None:
    lat = float(row["lat"])
    place = PlaceRow(
        id=row["id"],
        name=row["name_fr"],
        kind=row["kind"],
        lat=lat,
        lon=float(row["lon"]),
        uncertainty_km=float(row["uncertainty_km"]),
        country=row["country"] or country_at(lat),
        region=code[:2],
        province=".".join(code.split(".")[:2]),
        commune=code,
        name_fr=row["name_fr"],
        name_ar=row["name_ar"],
        name_en=row["name_en"],
        name_es=row["name_es"],
        sources=row["source"],
    )
    flag = row.get("flag", "")
    gazetteer.add(place, flag=flag)
    for name in names_of(row):
        gazetteer.call(place.id, name.removesuffix(ASKS_CONTEXT), flag=flag or ("context" if name.endswith(ASKS_CONTEXT) else ""))
