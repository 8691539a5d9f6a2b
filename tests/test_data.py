"""The gazetteer that ships: complete, where it should be, clean, and the one that was built."""

import csv
import math
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from shapely.geometry import Point

from geo.boundaries import outline
from geo.gazetteer import Gazetteer
from geo.languages.folding import fold
from geo.languages.tokens import key_of
from geo.models import Toponym
from geo.resolver import resolve
from tools.hashes import changed_files

DATA = Path(__file__).parent.parent / "data"
MEGABYTE = 1_000_000
FOLDED_FLAGS = {"", "context", "rare"}
HOME = ("MA", "EH")


@cache
def table(name: str) -> list[dict[str, str]]:
    with (DATA / "gazetteer" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def places() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in table("places.csv")}


def names() -> list[dict[str, str]]:
    return table("names.csv")


def reviewed(name: str) -> list[dict[str, str]]:
    with (DATA / "reviewed" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


@cache
def by_name() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in names():
        found.setdefault(fold(row["name"]), []).append(places()[row["place"]])
    return found


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Give the distance of two points. Source: haversine formula."""
    dlat, dlon = math.radians(lat2 - lat1), math.radians(lon2 - lon1)
    a = math.sin(dlat / 2) ** 2 + math.cos(math.radians(lat1)) * math.cos(math.radians(lat2)) * math.sin(dlon / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(a))


def nearest(name: str, lat: float, lon: float, kinds: tuple[str, ...]) -> float:
    found = [row for row in by_name().get(fold(name), []) if row["kind"] in kinds]
    return min((kilometres(lat, lon, float(row["lat"]), float(row["lon"])) for row in found), default=math.inf)


def test_every_unit_of_hcp_is_there() -> None:
    units = [row for row in places().values() if row["id"].startswith("hcp:")]
    kinds = Counter(row["kind"] for row in units)
    assert kinds["region"] == 12
    assert kinds["province"] == 83
    assert kinds["cercle"] == 213
    assert kinds["arrondissement"] == 41
    assert sum(kinds[kind] for kind in ("commune", "town", "city")) == 1503


def test_every_moroccan_place_lies_in_morocco() -> None:
    for row in places().values():
        if row["id"].startswith("hcp:"):
            assert 20.7 < float(row["lat"]) < 35.93, row["name"]
            assert -17.2 < float(row["lon"]) < -1.0, row["name"]
            assert row["country"] == ("EH" if float(row["lat"]) < 27 + 40 / 60 else "MA")


def test_every_unit_has_a_french_and_an_arabic_name() -> None:
    assert all(row["name_fr"] and row["name_ar"] for row in places().values() if row["id"].startswith("hcp:"))


def test_places_have_a_radius_and_known_parents() -> None:
    for row in places().values():
        assert float(row["uncertainty_km"]) > 0, row["id"]
        assert -90 <= float(row["lat"]) <= 90
        assert -180 <= float(row["lon"]) <= 180
        for parent in ("region", "province", "commune"):
            assert not row[parent] or f"hcp:{row[parent]}" in places(), row["id"]


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [
        ("Casablanca", 33.589, -7.611),
        ("Beni Mellal", 32.337, -6.350),
        ("Mohammédia", 33.686, -7.383),
        ("Khénifra", 32.935, -5.662),
        ("Témara", 33.929, -6.907),
        ("Tiflet", 33.895, -6.306),
        ("Tanger", 35.767, -5.800),
        ("Ksar El-Kébir", 35.000, -5.904),
        ("Rissani", 31.283, -4.266),
        ("Berkane", 34.920, -2.320),
    ],
)
def test_the_towns_of_the_seed_article_are_where_they_are(name: str, lat: float, lon: float) -> None:
    assert nearest(name, lat, lon, ("city", "town")) < 10


def test_hard_names_find_their_place(hard_names: list[dict[str, str]]) -> None:
    kinds = tuple({row["kind"] for row in places().values()} - {"country", "region", "province", "cercle"})
    missed = [
        row["name"] for row in hard_names if nearest(row["name"], float(row["lat"]), float(row["lon"]), kinds) > float(row["within_km"])
    ]
    assert missed == []


@pytest.fixture
def hard_names() -> list[dict[str, str]]:
    with (Path(__file__).parent / "data" / "hard_names.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_khenifra_and_kenitra_share_no_name() -> None:
    khenifra = {fold(row["name"]) for row in names() if places()[row["place"]]["name"] in ("Khénifra", "Khenifra")}
    kenitra = {fold(row["name"]) for row in names() if places()[row["place"]]["name"] == "Kénitra"}
    assert khenifra
    assert kenitra
    assert not khenifra & kenitra


def test_dirty_names_are_gone() -> None:
    dirty = reviewed("dirty.csv")
    called = {(places()[row["place"]]["geonames"] or row["place"].removeprefix("geonames:"), fold(row["name"])) for row in names()}
    anywhere = {
        fold(row["name"])
        for row in names()
        if places()[row["place"]]["country"] in HOME and "geonames" in places()[row["place"]]["sources"]
    }
    for row in dirty:
        if row["action"] == "record":
            assert f"geonames:{row['geonames']}" not in places()
            assert row["geonames"] not in {place["geonames"] for place in places().values()}
        elif row["geonames"] == "*":
            chief = {fold(place["name"]) for place in places().values()}
            assert fold(row["name"]) not in anywhere - chief, row["name"]
        else:
            assert (row["geonames"], fold(row["name"])) not in called, row["name"]


def test_names_point_to_places_and_never_twice_to_one() -> None:
    assert {row["place"] for row in names()} <= set(places())
    assert {row["flag"] for row in names()} <= FOLDED_FLAGS
    assert {row["lang"] for row in names()} <= {"", "fr", "ar", "en", "es"}
    keys = [(row["place"], fold(row["name"])) for row in names()]
    assert len(keys) == len(set(keys))
    assert all(key for _, key in keys)


def test_places_are_sorted_and_unique() -> None:
    ids = [row["id"] for row in table("places.csv")]
    assert ids == sorted(set(ids))


@pytest.mark.parametrize("name", ["Tata", "Rich", "Sahel", "Oriental", "Massa", "Salé", "العيون", "الجديدة", "الشرق", "سلا", "الغرب"])
def test_names_that_are_common_words_ask_for_context(name: str) -> None:
    flags = {row["flag"] for row in names() if fold(row["name"]) == fold(name)}
    assert flags <= {"context", "rare"}


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Maroc", "country:MA"),
        ("Etats-Unis", "country:US"),
        ("الولايات المتحدة", "country:US"),
        ("RD Congo", "country:CD"),
        ("Fédération de Russie", "country:RU"),
        ("Émirats arabes unis", "country:AE"),
        ("Sahara occidental", "country:EH"),
        ("Sáhara Occidental", "country:EH"),
        ("الصحراء الغربية", "country:EH"),
        ("Grand Maghreb", "x:maghreb"),
        ("Europe", "x:europe"),
        ("Moyen-Orient", "x:middle-east"),
        ("détroit de Gibraltar", "x:strait-of-gibraltar"),
    ],
)
def test_countries_and_larger_names_are_known(name: str, place: str) -> None:
    assert place in {row["id"] for row in by_name()[fold(name)]}


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Malaga", "ES"),
        ("Séville", "ES"),
        ("Londres", "GB"),
        ("Le Caire", "EG"),
        ("القاهرة", "EG"),
        ("Anvers", "BE"),
        ("Amberes", "BE"),
        ("Sebta", "ES"),
    ],
)
def test_foreign_cities_answer_to_their_exonyms(name: str, country: str) -> None:
    assert country in {row["country"] for row in by_name()[fold(name)]}


def test_built_files_are_the_listed_ones() -> None:
    assert changed_files(DATA) == []


def test_data_stays_small() -> None:
    size = sum(path.stat().st_size for path in DATA.rglob("*") if path.is_file())
    tables = sum(path.stat().st_size for path in (DATA / "gazetteer").iterdir())
    assert size < 10 * MEGABYTE
    assert tables < 6 * MEGABYTE
    assert all(path.stat().st_size <= 62_000 for path in (DATA / "basemap").iterdir())


def test_no_built_file_names_an_address() -> None:
    """GeoParquet names the schema of its reference system by an address: that one stays."""
    paths = [path for folder in ("gazetteer", "boundaries", "basemap") for path in (DATA / folder).iterdir() if path.suffix != ".parquet"]
    for path in paths:
        assert b"://" not in path.read_bytes(), path.name


def communes() -> list[dict[str, str]]:
    return [row for row in places().values() if row["id"].startswith("hcp:") and row["kind"] in ("city", "town", "commune")]


def test_every_commune_lies_in_its_own_polygon() -> None:
    """The outlines that ship are simplified, so that a town on a border may lie up to half a kilometre outside."""
    outside = {
        row["id"]: gap for row in communes() if (gap := outline(row["commune"]).distance(Point(float(row["lon"]), float(row["lat"])))) > 0
    }
    assert len(outside) <= 3
    assert all(gap < 0.005 for gap in outside.values())


def test_most_people_live_in_communes_with_the_point_of_a_town() -> None:
    people = {
        kind: sum(int(row["population"]) for row in communes() if (row["kind"] == "commune") == (kind == "commune"))
        for kind in ("commune", "town")
    }
    assert people["town"] >= 0.78 * sum(people.values())


def test_reviewed_quarters_lie_in_the_city_they_are_of() -> None:
    rows = reviewed("quarters.csv")
    assert len(rows) > 150
    for row in rows:
        commune, within = places()[row["id"]]["commune"], row["within"]
        city = commune.removesuffix("0") if commune.endswith(".01.0") else commune
        assert within.startswith(city) or commune.startswith(within), row["id"]
        point = Point(float(row["lon"]), float(row["lat"]))
        assert 111 * outline(commune).distance(point) <= float(row["uncertainty_km"]), row["id"]


@pytest.mark.parametrize(
    "city", ["06.141", "04.421", "04.441", "04.501", "03.231", "07.351", "01.511", "09.001", "03.061", "02.411", "01.571", "04.281"]
)
def test_the_large_cities_have_quarters(city: str) -> None:
    quarters = [row for row in places().values() if row["kind"] in ("neighbourhood", "arrondissement") and row["province"] == city]
    assert len(quarters) >= 3


def test_reviewed_places_have_a_name_in_arabic() -> None:
    for table in ("quarters.csv", "sites.csv", "supplement.csv"):
        assert [row["id"] for row in reviewed(table) if not row["name_ar"]] == []


def test_foreign_villages_have_rare_names() -> None:
    """A name of a small foreign place never outshines a Moroccan one: it is flagged, wherever it is written."""
    small = {
        row["id"]
        for row in places().values()
        if row["country"] not in HOME and row["kind"] == "village" and row["id"].startswith("geonames:")
    }
    assert small
    assert {row["flag"] for row in names() if row["place"] in small} <= {"rare", "context"}


def test_algeria_stands_apart_and_fits_in() -> None:
    rows = {row["id"]: row for row in table("algeria_places.csv")}
    assert len(rows) > 1200
    assert not rows.keys() & places().keys()
    assert {row["country"] for row in rows.values()} == {"DZ"}
    assert {row["sources"] for row in rows.values()} == {"openstreetmap"}
    called = table("algeria_names.csv")
    assert {row["place"] for row in called} <= rows.keys() | places().keys()
    assert {row["flag"] for row in called} == {"rare"}
    assert "معسكر" in {row["name"] for row in called}


def test_names_of_the_list_mean_the_place_beside_them(gazetteer: Gazetteer) -> None:
    missed = {}
    with (Path(__file__).parent / "data" / "names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = row["name"]
            toponym = Toponym(text=name, start=0, end=len(name), key=key_of(fold(name)), method="gazetteer", strong=True)
            place = resolve([toponym], gazetteer, name)[0].place
            if place is None or place.id != row["place"]:
                missed[name] = place and place.id
    assert missed == {}
