"""Searching as one types: beginnings, words, typing errors, scripts, nearness."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer import Gazetteer, load
from geo.models.distance import distance_km
from geo.search import Search, search_of


@pytest.fixture(scope="module")
def search() -> Search:
    return Search(load())


def first(search: Search, query: str, **options: object) -> str:
    return search.find(query, **options)[0].place.name  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("cas", "Casablanca"),
        ("casa", "Casablanca"),
        ("Khnifra", "Khénifra"),
        ("marakech", "Marrakech"),
        ("hoceima", "Al Hoceima"),
        ("Tetuán", "Tétouan"),
        ("الريص", "Rissani"),
        ("الرشيد", "Errachidia"),
        ("Fes", "Fès"),
        ("tanger", "Tanger"),
    ],
)
def test_the_place_meant_comes_first(search: Search, query: str, name: str) -> None:
    assert first(search, query) == name


@pytest.mark.parametrize("query", ["", " ", "'", "…", "qqqqqq"])
def test_what_begins_no_name_finds_nothing(search: Search, query: str) -> None:
    assert search.find(query) == []


def test_each_letter_typed_keeps_the_place(search: Search) -> None:
    for length in range(4, len("Errachidia") + 1):
        assert first(search, "Errachidia"[:length]) == "Errachidia"


def test_nearness_decides_among_namesakes(search: Search) -> None:
    for lat, lon in ((33.57, -7.6), (35.1, -2.0)):
        hits = search.find("ain", near=(lat, lon), limit=3)
        assert hits[0].distance_km is not None
        assert hits[0].distance_km < 60


def test_a_language_leaves_the_others_names_out(search: Search) -> None:
    assert search.find("الرباط", language="ar")
    assert search.find("الرباط", language="fr") == []


def test_the_nearest_settlement_is_told_with_its_distance(search: Search) -> None:
    place, away = search.nearest(31.28, -4.26)
    assert place.name == "Rissani"
    assert away < 2


def test_towns_around_are_near_and_apart(search: Search) -> None:
    towns = search.towns_around(31.28, -4.26)
    assert "Erfoud" in {each.name for each in towns}
    assert len(towns) <= 8
    assert all(12 < distance_km(31.28, -4.26, each.lat, each.lon) < 70 for each in towns)


def test_an_index_is_made_once(gazetteer: Gazetteer) -> None:
    assert search_of(gazetteer) is search_of(gazetteer)


@given(query=st.text(max_size=40))
def test_any_text_may_be_typed(query: str) -> None:
    hits = search_of(load()).find(query, limit=5)
    assert len(hits) <= 5
    assert len({hit.place.id for hit in hits}) == len(hits)
