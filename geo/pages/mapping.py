"""The Map page: filter, figures, map with the incident selected beside it, table, exports."""

from collections.abc import Sequence
from typing import get_args

import streamlit as st

from geo.languages.strings import say
from geo.languages.titles import title
from geo.models import Filter, Report, view_of
from geo.pages import empty, kept, state
from geo.pages.downloads import offer_downloads
from geo.pages.filters import ask
from geo.pages.numbers import figures_html
from geo.pages.table import show_table
from geo.pages.unplaced import show_unplaced
from geo.settings import Worldview, data_folder

HEIGHT = 540
LATEST = 8
MAP = "map"
WORLDVIEW = "worldview_widget"


def show() -> None:
    """Draw the page."""
    reports = kept.all_reports()
    if not reports:
        empty.store()
        return
    chosen, language = ask(reports), state.language()
    _ask_worldview()
    shown = kept.selection(chosen)
    state.write_address()
    figures, export = st.columns([5, 1], gap="medium", vertical_alignment="center")
    figures.html(figures_html(shown, reports, chosen, language))
    with export:
        offer_downloads(shown, chosen)
    drawn, beside = st.columns([5, 3], gap="medium")
    with drawn:
        _show_map(chosen)
    with beside, st.container(height=HEIGHT, border=True):
        _show_selected(shown)
    show_table(shown)
    show_unplaced(kept.drawn(chosen, language=language, worldview=state.settings().worldview), background=chosen.background)


def _ask_worldview() -> None:
    language = state.language()
    st.session_state[WORLDVIEW] = state.settings().worldview
    with st.sidebar:
        st.selectbox(
            say(language, "filters.worldview"),
            get_args(Worldview),
            format_func=lambda each: say(language, f"map.view_{each}"),
            key=WORLDVIEW,
            on_change=_take_worldview,
        )


def _take_worldview() -> None:
    state.see(st.session_state[WORLDVIEW])


def _show_map(chosen: Filter) -> None:
    from streamlit_folium import st_folium  # noqa: PLC0415  # with folium 0.4 s, which the heading does not wait for

    from geo.maps import base_map, layer_of  # noqa: PLC0415

    language, worldview = state.language(), state.settings().worldview
    st_folium(
        base_map(language=language, worldview=worldview, assets=assets(), memory=state.session()),
        key=MAP,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=layer_of(
            kept.packed(chosen, language=language, worldview=worldview, selected=state.focus(), view=state.opened_view())
        ),
        on_change=_take_told,
    )


def assets() -> str:
    """Serve the map's scripts from this very server, and give their address as seen from the map's frame."""
    served = st.components.v1.declare_component("web", path=str(data_folder() / "web"))
    return f"../{served.name}"


def _take_told() -> None:
    """Select the incident that the map tells of, or note how it draws now."""
    told = st.session_state.get(MAP) or {}
    if told.get("incident"):
        state.select_incident(str(told["incident"]))
    elif isinstance(told.get("view"), dict):
        said = told["view"]
        links = "1" if said.get("links") is True else ""
        names = {"view": "kind", "level": "level", "measure": "measure"}
        state.draw_as(view_of({name: [str(said.get(key))] for name, key in names.items()} | {"links": [links]}))


def _show_selected(shown: Sequence[Report]) -> None:
    language, wanted = state.language(), state.selected()
    report = next((each for each in shown if each.incident.id == wanted), None)
    if not shown:
        empty.filtered()
    elif report is None:
        st.caption(say(language, "table.hint" if wanted is None else "panel.gone"))
        _offer_latest(shown, language)
    else:
        from geo.pages.panel import show_panel  # noqa: PLC0415  # needs the map's words, which come with folium

        show_panel(report)


def _offer_latest(shown: Sequence[Report], language: str) -> None:
    """Lead to the incidents told of last, until one is selected."""
    st.markdown(f"**{say(language, 'panel.latest')}**")
    for number, report in enumerate(shown[:LATEST]):
        st.button(
            title(report.incident, language),
            type="tertiary",
            on_click=state.select_incident,
            args=(report.incident.id,),
            kwargs={"focus": True},
            key=f"latest_{number}",
        )
