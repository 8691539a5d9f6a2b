"""A filter lets the right incidents through, and the frame has a row an incident and place."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.frames import COLUMNS, figures, first_day, last_day, select, to_geodataframe
from geo.models import Count, EventDate, Filter, IncidentPlace, Report, reports
from tests.readings import CASABLANCA, HOSTILE, NULL_ISLAND, arrests, background, reading


def report(**fields: object) -> Report:
    return reports(reading(incidents=(arrests(**fields),)))[0]


CURRENT = report()
PAST = reports(reading(incidents=(background(),)))[0]
UNDATED = report(id="undated", date=EventDate())


def passing(chosen: Filter) -> list[str]:
    return [each.incident.id for each in select([CURRENT, PAST, UNDATED], chosen)]


@pytest.mark.parametrize(
    ("chosen", "ids"),
    [
        (Filter(), ["arrests", "undated"]),
        (Filter(background=True), ["arrests", "background", "undated"]),
        (Filter(types=("attack",), background=True), ["background"]),
        (Filter(undated=False), ["arrests"]),
        (Filter(since="2023-03-23", until="2023-03-23", undated=False), ["arrests"]),
        (Filter(since="2023-03-24"), ["undated"]),
        (Filter(until="2003-05-01", background=True, undated=False), ["background"]),
        (Filter(since="2003-05-31", until="2003-06-30", background=True, undated=False), ["background"]),
        (Filter(regions=("08",)), ["arrests", "undated"]),
        (Filter(regions=("hcp:08",)), ["arrests", "undated"]),
        (Filter(regions=("01",)), []),
        (Filter(text="RISSANI arrete"), ["arrests", "undated"]),
        (Filter(text="الدار البيضاء"), ["arrests", "undated"]),
        (Filter(text="nothing of the sort"), []),
        (Filter(text="  "), ["arrests", "undated"]),
        (Filter(text=HOSTILE), []),
    ],
)
def test_filter_lets_through(chosen: Filter, ids: list[str]) -> None:
    assert passing(chosen) == ids


@pytest.mark.parametrize("discourse", ["aggregate", "future", "hypothetical", "negated"])
def test_what_did_not_happen_never_passes(discourse: str) -> None:
    assert select([report(discourse=discourse)], Filter(background=True)) == []


@pytest.mark.parametrize(
    ("value", "until", "first", "last"),
    [
        ("2003", None, "2003-01-01", "2003-12-31"),
        ("2024-02", None, "2024-02-01", "2024-02-29"),
        ("2023-03-22", "2023-03-23", "2023-03-22", "2023-03-23"),
        (None, None, None, None),
    ],
)
def test_date_spans_the_days_it_may_mean(value: str | None, until: str | None, first: str | None, last: str | None) -> None:
    when = EventDate(value=value, until=until)
    assert (first_day(when), last_day(when)) == (first, last)


@given(text=st.text(), since=st.none() | st.dates().map(str), until=st.none() | st.dates().map(str))
def test_filter_never_adds_and_never_reorders(text: str, since: str | None, until: str | None) -> None:
    everything = [CURRENT, PAST, UNDATED]
    chosen = select(everything, Filter(text=text, since=since, until=until, background=True))
    assert chosen == [each for each in everything if each in chosen]


def test_frame_has_a_row_an_incident_and_resolved_place() -> None:
    frame = to_geodataframe([CURRENT, PAST])
    assert list(frame["name"]) == ["Casablanca", "Rissani", "Casablanca"]
    assert frame.crs.to_epsg() == 4326
    assert (frame.geometry.x[0], frame.geometry.y[0]) == (CASABLANCA.lon, CASABLANCA.lat)
    assert list(frame.columns) == [*COLUMNS, "geometry"]


def test_zero_is_a_coordinate() -> None:
    place = IncidentPlace(place=NULL_ISLAND, role="occurred", precision=1, mentions=())
    frame = to_geodataframe([report(places=(place,))])
    assert (frame.geometry.x[0], frame.geometry.y[0]) == (0.0, 0.0)


def test_frame_of_nothing_keeps_its_columns() -> None:
    frame = to_geodataframe([])
    assert len(frame) == 0
    assert list(frame.columns) == [*COLUMNS, "geometry"]
    assert frame.crs.to_epsg() == 4326


def test_figures_count_an_incident_once_whatever_its_places() -> None:
    assert figures([CURRENT, CURRENT]).arrested == 3
    assert figures([CURRENT]).places == 2


def test_background_counts_no_persons() -> None:
    killed = Count(what="killed", best=45, min=45, max=45, qualifier="exact")
    assert figures([report(discourse="background", counts=(killed,))]).killed == 0


def test_vague_number_counts_at_its_least() -> None:
    vague = Count(what="injured", best=None, min=20, max=None, qualifier="vague")
    assert figures([report(counts=(vague,))]).injured == 20


def test_select_does_not_import_geopandas() -> None:
    code = "import sys, geo.frames; sys.exit('geopandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
