"""Show the incident selected, or the latest ones to select from: `show_chosen`."""

import numpy as np
import streamlit as st

from geo.languages.strings import say
from geo.languages.titles import title
from geo.models import Filter
from geo.pages import empty, kept, state

LATEST = 8


def show_chosen(chosen: Filter) -> None:
    """Draw what stands beside the map."""
    language, wanted, held, shown = state.language(), state.selected(), kept.held(), kept.shown(chosen)
    row = held.row_of.get(wanted or "")
    if not shown.any():
        empty.filtered()
    elif row is None or not shown[row]:
        st.caption(say(language, "table.hint" if wanted is None else "panel.gone"))
        _offer_latest([held.ids[each] for each in np.flatnonzero(shown)[:LATEST]], language)
    else:
        from geo.pages.panel import show_panel  # noqa: PLC0415  # needs the map's words, which come with folium

        for report in kept.reports_of([held.ids[row]]):
            show_panel(report)


def _offer_latest(incidents: list[str], language: str) -> None:
    """Lead to the incidents told of last, until one is selected."""
    st.markdown(f"**{say(language, 'panel.latest')}**")
    for number, report in enumerate(kept.reports_of(incidents)):
        st.button(
            title(report.incident, language),
            type="tertiary",
            on_click=state.select_incident,
            args=(report.incident.id,),
            kwargs={"focus": True},
            key=f"latest_{number}",
        )
