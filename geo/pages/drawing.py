"""Make what the map draws of the incidents on show, and what it is told later: `pins`, `told`, `unplaced`.

A few incidents travel with all their words. Of many only points and days do, and what a popup says follows once it is opened.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import streamlit as st

from geo.models import Filter, Report, View
from geo.pages import kept, state
from geo.settings import Worldview

if TYPE_CHECKING:
    from folium import FeatureGroup

MADE = 8  # filters of which it is kept what the map draws
WHOLE = 500  # incidents that travel with all their words
AROUND = 40  # incidents of a place that are told together: the popup turns their pages without asking again
LISTED = 200  # incidents of which it is told why they are not on the map

Json = dict[str, Any]


def pins(chosen: Filter, *, language: str, worldview: Worldview, view: View) -> str:
    """Pack what the map draws."""
    return _pins(kept.version(), chosen, language=language, worldview=worldview, view=view)


def told(chosen: Filter, *, language: str, worldview: Worldview) -> "FeatureGroup":
    """Tell the map which incident to move to, and, where it knows many by their points alone, all about those that are looked at."""
    from geo.maps import told_layer  # noqa: PLC0415  # folium takes 0.4 s, which the heading does not wait for
    from geo.maps.points import around, details, known_as  # noqa: PLC0415

    held, shown, incident, focus = kept.held(), kept.shown(chosen), state.selected(), state.focus()
    if int(shown.sum()) <= WHOLE or incident is None:
        return told_layer(selected=focus)
    name = _version()
    ids = around(held, shown, incident, state.place(), number=AROUND)
    known = {each: known_as(held, each, name) or "" for each in ids}
    said = details(kept.reports_of(ids), known, language=language, worldview=worldview)
    return told_layer(selected=None if focus is None else known.get(focus), version=name, said=said)


def incident_named(known: str) -> str | None:
    """Find the incident that the map tells of: by its id, or by the name that a map of points has for it."""
    from geo.maps.points import named_by  # noqa: PLC0415

    return named_by(kept.held(), known, _version()) if known.startswith("#") else known


def unplaced(chosen: Filter, *, language: str, worldview: Worldview) -> tuple[Json, int]:
    """Give the payload of the incidents that are not on the map, or not wholly, the first of them, and how many there are."""
    return _unplaced(kept.version(), chosen, language, worldview)


def _version() -> str:
    return str(kept.version()[1])


@st.cache_resource(show_spinner=False, max_entries=MADE)
def _pins(version: kept.Version, chosen: Filter, *, language: str, worldview: Worldview, view: View) -> str:
    from geo.maps import packed_layer, packed_points, payload  # noqa: PLC0415
    from geo.maps.points import place_codes, points  # noqa: PLC0415

    held, shown = kept.held(), kept.shown(chosen)
    rows = np.flatnonzero(shown)
    if len(rows) <= WHOLE:
        reports: Sequence[Report] = kept.reports_of([held.ids[row] for row in rows])
        data = payload(reports, language=language, worldview=worldview)
        return packed_layer(data, reports, selected=None, background=chosen.background, view=view)
    data = points(held, shown, version=str(version[1]), language=language, worldview=worldview)
    return packed_points(data, place_codes(held, shown), background=chosen.background, view=view)


@st.cache_resource(show_spinner=False, max_entries=MADE)
def _unplaced(version: kept.Version, chosen: Filter, language: str, worldview: Worldview) -> tuple[Json, int]:  # noqa: ARG001
    from geo.maps import payload  # noqa: PLC0415
    from geo.maps.points import unplaced_rows  # noqa: PLC0415

    held = kept.held()
    rows = unplaced_rows(held, kept.shown(chosen))
    reports = kept.reports_of([held.ids[row] for row in rows[:LISTED]])
    return payload(reports, language=language, worldview=worldview), len(rows)
