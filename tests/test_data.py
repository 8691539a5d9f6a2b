"""The gazetteer that ships: complete, where it should be, clean, and the one that was built."""

import csv
import math
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from geo.languages.folding import fold
from tools.hashes import changed_files

DATA = Path(__file__).parent.parent / "data"
MEGABYTE = 1_000_000
FOLDED_FLAGS = {"", "context", "rare"}
HOME = ("MA", "EH")


@cache
def places() -> dict[str, dict[str, str]]:
    with (DATA / "gazetteer" / "places.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


@cache
def names() -> list[dict[str, str]]:
    with (DATA / "gazetteer" / "names.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


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
    with (DATA / "reviewed" / "dirty.csv").open(encoding="utf-8", newline="") as file:
        dirty = list(csv.DictReader(file))
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
    with (DATA / "gazetteer" / "places.csv").open(encoding="utf-8", newline="") as file:
        ids = [row["id"] for row in csv.DictReader(file)]
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
    assert size < 4 * MEGABYTE
    assert all(path.stat().st_size <= 62_000 for path in (DATA / "basemap").iterdir())


def test_no_built_file_names_an_address() -> None:
    for path in [*(DATA / "gazetteer").iterdir(), *(DATA / "boundaries").iterdir(), *(DATA / "basemap").iterdir()]:
        assert "://" not in path.read_text(encoding="utf-8"), path.name
