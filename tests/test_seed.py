"""The seed article, whole: what the product promises of it."""

from dataclasses import replace

import pytest

from geo.models import Incident, Reading
from geo.pipeline import parse

TOWNS = {
    "Casablanca": (33.59, -7.61),
    "Beni Mellal": (32.34, -6.36),
    "Mohammédia": (33.69, -7.39),
    "Khnifra": (32.935, -5.67),
    "Témara": (33.92, -6.91),
    "Tiflet": (33.895, -6.31),
    "Tanger": (35.77, -5.80),
    "Ksar El-Kébir": (35.0, -5.905),
    "Rissani": (31.283, -4.266),
    "Berkan": (34.92, -2.32),
}
KM_PER_DEGREE = 111.2


def incident(reading: Reading, discourse: str) -> Incident:
    found = [each for each in reading.incidents if each.discourse == discourse]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("name", TOWNS)
def test_each_town_is_within_10_km_of_where_it_is(seed_reading: Reading, name: str) -> None:
    place = next(each.resolution.place for each in seed_reading.mentions if each.text == name)
    lat, lon = TOWNS[name]
    assert place is not None
    assert abs(place.lat - lat) * KM_PER_DEGREE < 7
    assert abs(place.lon - lon) * KM_PER_DEGREE * 0.85 < 7


def test_one_current_incident_with_all_its_places(seed_reading: Reading) -> None:
    current = incident(seed_reading, "current")
    assert current.type in ("arrest", "foiled_plot")
    assert current.stage == "foiled"
    occurred = [seed_reading.mentions[each.mentions[-1]].text for each in current.places if each.role == "occurred"]
    assert sorted(occurred) == sorted(TOWNS)
    assert [(each.what, each.best) for each in current.counts] == [("arrested", 13)]
    assert current.ages is not None
    assert (current.ages.min, current.ages.max) == (19, 49)
    assert {"BCIJ", "État islamique"} <= {each.name for each in current.actors}


def test_a_weekday_without_an_anchor_is_no_date(seed_reading: Reading) -> None:
    when = incident(seed_reading, "current").date
    assert when.value is None
    assert "Jeudi" in (when.text or "")


def test_a_weekday_with_an_anchor_is_the_day_of_the_statement(seed_reading: Reading) -> None:
    reading = parse(replace(seed_reading.article, published="2023-03-24"))
    when = incident(reading, "current").date
    assert (when.value, when.basis, when.precision) == ("2023-03-23", "statement", "day")


def test_one_background_incident(seed_reading: Reading) -> None:
    background = incident(seed_reading, "background")
    assert (background.type, background.date.value, background.date.precision) == ("attack", "2003-05", "month")
    assert [each.place.name for each in background.places if each.role == "occurred" and each.place] == ["Casablanca"]


def test_countries_are_found_and_never_pinned(seed_reading: Reading) -> None:
    countries = [each for each in seed_reading.mentions if each.kind == "country"]
    assert len(countries) == 13
    assert {each.resolution.place.country for each in countries if each.resolution.place} == {"MA", "US", "DZ"}
    pinned = [each.place.kind for told in seed_reading.incidents for each in told.places if each.role == "occurred" and each.place]
    assert not {"country", "supranational"} & set(pinned)


def test_what_is_no_place_is_none(seed_reading: Reading) -> None:
    texts = [each.text for each in seed_reading.mentions]
    assert not [each for each in texts if each in ("Royaume", "Occident") or "slamique" in each]
    assert all(not each.literal for each in seed_reading.mentions if "Maghreb" in each.text)
    assert [each.text for each in seed_reading.mentions if each.text == "Sahel" and each.resolution.place] == ["Sahel"]


def test_every_value_quotes_its_words(seed_reading: Reading) -> None:
    text = seed_reading.article.text
    for told in seed_reading.incidents:
        assert any(each.field == "type" for each in told.evidence)
        assert all(text[each.start : each.end] == each.quote for each in told.evidence)
