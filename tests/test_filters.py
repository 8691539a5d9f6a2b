"""A filter and a view go into an address and come back the same; whatever else an address says is passed over."""

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.frames import Facets, Figures, changes, facets, histogram, select
from geo.models import Count, EventDate, Filter, IncidentType, Report, Stage, View, filter_of, query_of, query_of_view, reports, view_of
from tests.readings import RISSANI, arrests, background, reading

names = st.text(min_size=1, max_size=40).filter(lambda text: bool(text.strip()))
days = st.none() | st.dates().map(str)


def lists(values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(values, max_size=4, unique=True).map(tuple)


filters = st.builds(
    Filter,
    types=lists(st.sampled_from(get_args(IncidentType))),
    stages=lists(st.sampled_from(get_args(Stage))),
    since=days,
    until=days,
    undated=st.booleans(),
    regions=lists(st.from_regex(r"[0-9]{2}", fullmatch=True)),
    provinces=lists(st.from_regex(r"[0-9]{2}\.[0-9]{3}", fullmatch=True)),
    places=lists(names),
    actors=lists(names),
    sources=lists(names),
    confidence=st.integers(0, 100).map(lambda percent: percent / 100),
    text=st.text(max_size=60).map(str.strip),
    background=st.booleans(),
)


@given(filters)
def test_filter_comes_back_from_an_address(chosen: Filter) -> None:
    assert filter_of(query_of(chosen)) == chosen


@given(st.builds(View, kind=st.sampled_from(["pins", "clusters", "heat", "areas"]), level=st.sampled_from(["regions", "provinces"]),
                 measure=st.sampled_from(["count", "rate"]), links=st.booleans()))  # fmt: skip
def test_view_comes_back_from_an_address(view: View) -> None:
    assert view_of(query_of_view(view)) == view


@given(st.dictionaries(st.sampled_from([*query_of(Filter(since="2024-01-01")), "type", "region", "confidence", "until", "text"]),
                       st.lists(st.text(max_size=300), max_size=3)))  # fmt: skip
def test_any_address_gives_a_filter_that_can_be_asked(query: dict[str, list[str]]) -> None:
    chosen = filter_of(query)
    assert set(chosen.types) <= set(get_args(IncidentType))
    assert 0 <= chosen.confidence <= 1
    assert len(chosen.text) <= 200
    select([], chosen)


def test_usual_filter_and_view_leave_the_address_bare() -> None:
    assert query_of(Filter()) == {}
    assert query_of_view(View()) == {}


def report(**fields: object) -> Report:
    return reports(reading(incidents=(arrests(**fields),)))[0]


@pytest.mark.parametrize(
    ("chosen", "passes"),
    [
        (Filter(provinces=("08.201",)), True),
        (Filter(provinces=("02.113",)), False),
        (Filter(places=(RISSANI.id,)), True),
        (Filter(places=("x:elsewhere",)), False),
        (Filter(regions=("01",), places=(RISSANI.id,)), True),
        (Filter(stages=("completed",)), True),
        (Filter(stages=("foiled",)), False),
        (Filter(confidence=0.0), True),
        (Filter(confidence=1.0), False),
        (Filter(actors=("nobody",)), False),
        (Filter(sources=("nowhere",)), False),
    ],
)
def test_filter_lets_through_by_place_stage_confidence_actor_and_source(chosen: Filter, passes: bool) -> None:
    assert bool(select([report(confidence=0.9)], chosen)) == passes


def test_facets_are_what_occurs_and_each_is_a_filter_that_passes() -> None:
    everything = reports(reading(incidents=(arrests(), background())))
    known = facets(everything)
    assert set(known.types) == {"arrest", "attack"}
    assert RISSANI.id in known.places
    for source in known.sources:
        assert select(everything, Filter(sources=(source,)))
    assert facets([]) == Facets()


def dated(*values: str | None) -> list[Report]:
    return [report(id=f"i{number}", date=EventDate(value=value)) for number, value in enumerate(values)]


@pytest.mark.parametrize(
    ("values", "first", "number"),
    [
        (("2024-01-30", "2024-02-02", None), ("2024-01-30", "2024-01-30"), 4),
        (("2024-01-30", "2024-09", "2024-09-04"), ("2024-01-01", "2024-01-31"), 9),
        (("1994-05-02", "2024"), ("1994-01-01", "1994-12-31"), 31),
        ((None,), None, 0),
        (("9999-12-31",), None, 0),
    ],
)
def test_histogram_cuts_time_so_that_bars_stay_few(values: tuple[str | None, ...], first: tuple[str, str] | None, number: int) -> None:
    bins = histogram(dated(*values))
    assert len(bins) == number
    assert (bins[0].since, bins[0].until) == first if bins else first is None
    if number:
        assert sum(each.number for each in bins) == sum(each is not None for each in values)


def test_changes_compare_with_the_period_before_and_count_each_incident_once() -> None:
    everything = dated("2024-02-10", "2024-02-20", "2024-01-25", "2024-01-02", None)
    found = changes(everything, Filter(since="2024-02-01", until="2024-02-29"))
    assert found is not None
    assert (found.since, found.until) == ("2024-01-03", "2024-01-31")
    assert (found.now.incidents, found.before.incidents, found.change("incidents")) == (2, 1, 1)


@pytest.mark.parametrize(("before", "percent"), [(0, None), (49, None), (50, 100)])
def test_percentage_is_given_only_from_a_base_that_bears_it(before: int, percent: int | None) -> None:
    arrested = Count(what="arrested", best=before, min=before, max=before, qualifier="exact")
    now = replace(arrested, best=100)
    told = [
        report(id="a", date=EventDate(value="2024-01-31"), counts=(arrested,)),
        report(id="b", date=EventDate(value="2024-02-01"), counts=(now,)),
    ]
    found = changes(told, Filter(since="2024-02-01", until="2024-02-01"))
    assert found is not None
    assert found.percent("arrested") == percent
    assert found.now == Figures(incidents=1, places=2, articles=1, arrested=100)


@pytest.mark.parametrize("chosen", [Filter(), Filter(since="2024-01-01"), Filter(since="2024-02-01", until="2024-01-01"),
                                    Filter(since="0001-01-01", until="2024-01-01")])  # fmt: skip
def test_no_period_no_comparison(chosen: Filter) -> None:
    assert changes(dated("2024-01-01"), chosen) is None
