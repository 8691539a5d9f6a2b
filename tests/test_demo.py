"""The articles of the demo: the same each time, and read by the parser into something of everything."""

from typing import get_args

import pytest

from geo.models import Incident, IncidentType, Reading
from geo.pipeline import parse
from geo.store import demo_articles
from geo.store.dispatches import ARTICLES, DAYS, FIRST_DAY, REGIONS, invented_articles


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    return [parse(each) for each in demo_articles()]


@pytest.fixture(scope="module")
def incidents(readings: list[Reading]) -> list[Incident]:
    return [each for reading in readings for each in reading.incidents]


def test_invented_articles_are_the_same_each_time_and_all_differ() -> None:
    first, again = list(invented_articles()), list(invented_articles())
    assert first == again
    assert len({each.id for each in first}) == ARTICLES


def test_invented_articles_say_that_they_are() -> None:
    assert all(any(mark in (each.outlet or "").lower() for mark in INVENTED) for each in invented_articles())


INVENTED = ("invent", "imagin", "متخيلة", "الخيال")


def test_demo_has_about_three_hundred_incidents_over_three_years(incidents: list[Incident]) -> None:
    assert 270 <= len(incidents) <= 360
    months = {each.date.value[:7] for each in incidents if each.date.value and each.discourse == "current"}
    assert len([each for each in months if each >= FIRST_DAY.isoformat()[:7]]) >= DAYS // 31


def test_demo_has_every_region_type_language_and_most_roles(readings: list[Reading], incidents: list[Incident]) -> None:
    happened = [spot.place for each in incidents for spot in each.places if spot.role == "occurred" and spot.place is not None]
    assert {each.region for each in happened} >= set(REGIONS)
    assert {each.type for each in incidents} == set(get_args(IncidentType))
    assert {each.language for each in readings} == {"fr", "ar", "en", "es"}
    roles = {spot.role for each in incidents for spot in each.places}
    assert roles >= {
        "occurred",
        "planned_target",
        "origin",
        "residence",
        "detained_at",
        "tried_at",
        "transit",
        "destination",
        "jurisdiction",
    }
    assert {each.stage for each in incidents} >= {"completed", "attempted", "foiled", "alleged", "judicial"}
    assert {each.discourse for each in incidents} >= {"current", "background"}


def test_demo_shows_what_is_uncertain(readings: list[Reading], incidents: list[Incident]) -> None:
    told = [[each.what for each in incident.counts] for incident in incidents]
    assert sum(len(set(each)) < len(each) for each in told) >= 5, "numbers that contradict each other"
    assert {spot.precision for each in incidents for spot in each.places if spot.role == "occurred"} >= {1, 2, 7}
    assert any(each.resolution.place is None for reading in readings for each in reading.mentions)


def test_demo_counts_no_more_persons_than_its_articles_tell(incidents: list[Incident]) -> None:
    told = [each.best for incident in incidents for each in incident.counts if each.unit == "person" and each.best is not None]
    assert max(told) < 1000
