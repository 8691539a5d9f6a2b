"""List what is not on the map, and why; a row selects its incident: `show_unplaced`."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from geo.languages.strings import say
from geo.pages import state

IDS = "unplaced_incidents"
KEY = "unplaced"


def show_unplaced(drawn: dict[str, Any], *, background: bool, number: int) -> None:
    """Draw the list from what the map draws, `number` incidents in all, of which `drawn` may hold the first alone."""
    language = state.language()
    incidents = drawn["incidents"]
    rows = [row for row in drawn["unplaced"] if background or incidents[row["index"]]["discourse"] != "background"]
    if not rows:
        return
    st.session_state[IDS] = [incidents[row["index"]]["id"] for row in rows]
    with st.expander(say(language, "table.unplaced", count=max(len(rows), number)), icon=":material/wrong_location:"):
        st.dataframe(
            _table(rows, incidents, language),
            hide_index=True,
            width="stretch",
            selection_mode="single-row",
            on_select=_take_row,
            key=_key(),
        )


def _table(rows: Sequence[dict[str, Any]], incidents: Sequence[dict[str, Any]], language: str) -> list[dict[str, str]]:
    return [
        {
            say(language, "table.place"): row["name"] or "–",
            say(language, "table.reason"): row["reason"],
            say(language, "table.title"): incidents[row["index"]]["title"],
        }
        for row in rows
    ]


def _key() -> str:
    return f"{KEY}_{state.table_number()}"


def _take_row() -> None:
    rows = st.session_state[_key()].selection.rows
    ids = st.session_state.get(IDS, [])
    if rows and rows[0] < len(ids):
        state.select_incident(ids[rows[0]], focus=True, from_table=True)
