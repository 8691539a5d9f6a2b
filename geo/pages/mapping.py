"""The Map page: filter, figures, map with the incident selected beside it, table, exports."""

import streamlit as st

from geo.frames.tallies import compared, tally
from geo.models import Filter
from geo.pages import drawing, empty, kept, state
from geo.pages.chosen import show_chosen
from geo.pages.downloads import offer_downloads
from geo.pages.filters import ask
from geo.pages.mapped import show_map
from geo.pages.numbers import figures_html
from geo.pages.table import show_table
from geo.pages.unplaced import show_unplaced
from geo.pages.worldview import ask_worldview

HEIGHT = 540


def show() -> None:
    """Draw the page."""
    if not kept.held().ids:
        empty.store()
        return
    chosen = ask()
    ask_worldview()
    state.write_address()
    figures, export = st.columns([5, 1], gap="medium", vertical_alignment="center")
    figures.html(_figures(chosen))
    with export:
        offer_downloads(chosen)
    drawn, beside = st.columns([5, 3], gap="medium")
    with drawn:
        show_map(chosen, height=HEIGHT)
    with beside, st.container(height=HEIGHT, border=True):
        show_chosen(chosen)
    show_table(chosen)
    data, number = drawing.unplaced(chosen, language=state.language(), worldview=state.settings().worldview)
    show_unplaced(data, background=chosen.background, number=number)


def _figures(chosen: Filter) -> str:
    held = kept.held()
    return figures_html(tally(held, kept.shown(chosen)), compared(held, chosen, said=kept.said(chosen)), state.language())
