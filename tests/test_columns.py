"""Columns answer as the reports do that they were made of, from the store as from memory; and the map made of them."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.frames import changes, facets, figures, histogram, select
from geo.frames.columns import columns, entries_of, passing
from geo.frames.tallies import bars, compared, known_of, tally
from geo.maps import pages, payload, render_html
from geo.maps.points import around, brief, details, known_as, named_by, points, unplaced_rows
from geo.models import Filter, Report, reports
from geo.store import Store
from tests.map_samples import gallery
from tests.readings import TEXT, arrests, background, reading
from tools.invented import invented

MANY = [report for each in invented(300) for report in reports(each)]
FILTERS = (
    Filter(),
    Filter(background=True),
    Filter(types=("accident", "arrest"), confidence=0.6),
    Filter(since="2022-03-01", until="2023-02-28", undated=False),
    Filter(regions=("06",)),
    Filter(provinces=("01.511",), background=True),
    Filter(places=("hcp:06.141.01.0", "x:none")),
    Filter(actors=("Brigade 7", "Brigade 8", "Brigade 9")),
    Filter(sources=("Gazette inventée 3",)),
    Filter(stages=("planned",)),
)


def ids(told: list[Report]) -> list[str]:
    return [each.incident.id for each in told]


@pytest.mark.parametrize("chosen", FILTERS)
def test_columns_let_through_sum_and_compare_what_reports_do(chosen: Filter) -> None:
    everything = [*MANY, *gallery()]
    held = columns(entries_of(everything))
    shown = passing(held, chosen)
    told = select(everything, chosen)
    assert [held.ids[row] for row in np.flatnonzero(shown)] == ids(told)
    assert tally(held, shown) == figures(told)
    assert bars(held, shown) == histogram(told)
    assert compared(held, chosen) == changes(everything, chosen)


def test_what_there_is_to_choose_from_is_the_same() -> None:
    held = columns(entries_of([*MANY, *gallery()]))
    assert known_of(held) == facets([*MANY, *gallery()])
    assert list(known_of(held).places) == list(facets([*MANY, *gallery()]).places)


@given(st.lists(st.sampled_from(MANY), unique_by=lambda each: each.incident.id, max_size=8), st.sampled_from(FILTERS))
@settings(max_examples=60, deadline=None)
def test_any_few_reports_give_what_they_do_as_columns(some: list[Report], chosen: Filter) -> None:
    held = columns(entries_of(some))
    assert [held.ids[row] for row in np.flatnonzero(passing(held, chosen))] == ids(select(some, chosen))


def test_store_gives_the_entries_of_its_reports(tmp_path: Path) -> None:
    with Store(f"sqlite:///{(tmp_path / 'c.db').as_posix()}") as store:
        store.save(reading(incidents=(arrests(), background())))
        store.save(reading(f"{TEXT} Encore.", source="b.txt", incidents=()))
        for each in invented(20):
            store.save(each)
        told, kept = store.entries(), columns(store.entries())
        assert ids(store.reports()) == [each.id for each in told.incidents]
        assert figures(store.reports()) == tally(kept, np.ones(len(kept.ids), dtype=bool))
        assert facets(store.reports()) == known_of(kept)
        wanted = [told.incidents[3].id, "gone", told.incidents[0].id]
        assert ids(store.reports_of(wanted)) == [wanted[0], wanted[2]]
        said = store.ids_for(Filter(text="rissani", background=True))
        assert {kept.ids[row] for row in np.flatnonzero(passing(kept, Filter(background=True), said=said))} == said


def test_text_that_a_source_holds_no_more_is_in_no_column(tmp_path: Path) -> None:
    with Store(f"sqlite:///{(tmp_path / 'c.db').as_posix()}") as store:
        store.save(reading())
        store.save(reading(f"{TEXT} (corrigé)", incidents=(arrests(id="new"),)))
        held = columns(store.entries())
        assert held.ids == ("new",)
        assert len(held.at_incident) == 3


def test_points_are_the_pins_of_the_payload() -> None:
    told = [*MANY, *gallery()]
    held = columns(entries_of(told))
    folded = points(held, passing(held, Filter(background=True)), version="7", language="fr")["folded"]
    pins = {pin["id"]: pin for pin in payload(told, language="fr")["pins"]}
    assert {row[0] for row in folded["pins"]} == set(pins)
    for (name, lat, lon, _), circle in zip(folded["pins"], folded["circles"], strict=True):
        assert (lat, lon, circle or None) == (pins[name]["lat"], pins[name]["lon"], pins[name]["circle_km"])
    assert len(folded["of"]) == sum(len(pin["incidents"]) for pin in pins.values())
    assert np.cumsum(folded["row"]).tolist() == list(range(len(told)))


def test_incident_is_known_by_its_row_in_one_version_alone() -> None:
    held = columns(entries_of(MANY))
    known = known_as(held, held.ids[12], "7")
    assert known == "#12.7"
    assert named_by(held, known, "7") == held.ids[12]
    for wrong in ("#12.8", "#999999.7", "#-1.7", "#x.7", "#", "12"):
        assert named_by(held, wrong, "7") is None
    assert known_as(held, "gone", "7") is None


def test_neighbours_at_a_place_are_told_with_the_incident_opened() -> None:
    held = columns(entries_of(MANY))
    pin = max(payload(MANY, language="fr")["pins"], key=lambda each: len(each["incidents"]))
    shown = passing(held, Filter(background=True))
    here = [MANY[row["index"]].incident.id for row in pin["incidents"]]
    found = around(held, shown, here[0], pin["id"], number=5)
    assert found[0] == here[0]
    assert set(found) <= set(here)
    assert len(found) == 5
    told = details([each for each in MANY if each.incident.id == here[0]], {here[0]: "#1.7"}, language="fr")
    assert told["incidents"]["#1.7"]["at"][pin["id"]]["quote"]
    assert around(held, shown, "gone", pin["id"], number=5) == []


def test_rows_without_a_pin_are_those_the_payload_lists() -> None:
    told = [*MANY, *gallery()]
    held = columns(entries_of(told))
    listed = {row["index"] for row in payload(told, language="fr")["unplaced"]}
    assert set(unplaced_rows(held, passing(held, Filter(background=True))).tolist()) == listed


def test_page_of_very_many_tells_titles_alone_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "BRIEF", 100)
    page = render_html(MANY, title="Essai", language="fr")
    assert "trop d&#39;incidents" in page
    assert len(page) < len(render_html(MANY[:100], title="Essai", language="fr")) + 20_000
    assert "trop d&#39;incidents" not in render_html(MANY[:100], title="Essai", language="fr")


def test_title_that_is_hostile_is_no_more_than_a_text_among_columns() -> None:
    hostile = [replace(each, incident=replace(each.incident, subtype="{{7*7}}</script>")) for each in MANY[:3]]
    assert all("{{7*7}}" not in part for part in render_html(hostile, title="Essai", language="fr").split('"') if len(part) > 400)
    assert len(brief(hostile, language="fr")["folded"]["titles"]) == 3
