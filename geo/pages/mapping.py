"""The Map page: filter, figures, map with the incident selected beside it, table, download."""

from collections.abc import Sequence
from dataclasses import asdict
from html import escape

import streamlit as st

from geo.frames import Figures, figures, select
from geo.languages.strings import say
from geo.languages.titles import title
from geo.models import Filter, Report
from geo.pages import empty, kept, state
from geo.pages.filters import ask
from geo.pages.table import show_table
from geo.settings import data_folder

HEIGHT = 520
LATEST = 8
MAP = "map"


def show() -> None:
    """Draw the page."""
    reports = kept.all_reports()
    if not reports:
        empty.store()
        return
    chosen = ask(reports)
    shown = select(reports, chosen)
    _show_figures(figures(shown), shown, chosen)
    drawn, beside = st.columns([5, 3], gap="medium")
    with drawn:
        _show_map(shown, chosen)
    with beside, st.container(height=HEIGHT, border=True):
        _show_selected(shown)
    show_table(shown)


def _show_figures(sums: Figures, shown: Sequence[Report], chosen: Filter) -> None:
    language = state.language()
    numbers = {key: number for key, number in asdict(sums).items() if number or key in ("incidents", "places", "articles")}
    items = "".join(f"<li><b>{number}</b>{escape(say(language, f'figures.{key}', n=number))}</li>" for key, number in numbers.items())
    left, right = st.columns([5, 3], gap="medium", vertical_alignment="center")
    left.html(f'<ul class="marsad-figures">{items}</ul>')
    with right:
        _offer_download(shown, chosen)


def _offer_download(shown: Sequence[Report], chosen: Filter) -> None:
    language, worldview = state.language(), state.settings().worldview

    def page() -> str:
        from geo.maps import render_html  # noqa: PLC0415

        return render_html(shown, title=say(language, "download.title"), language=language, chosen=chosen, worldview=worldview)

    st.download_button(
        say(language, "download.html"),
        page,
        file_name=say(language, "download.filename"),
        mime="text/html",
        icon=":material/download:",
        help=say(language, "download.hint"),
        on_click="ignore",
        key="download",
        width="stretch",
    )


def _show_map(shown: Sequence[Report], chosen: Filter) -> None:
    from streamlit_folium import st_folium  # noqa: PLC0415  # with folium 0.4 s, which the heading does not wait for

    from geo.maps import base_map, layer  # noqa: PLC0415

    language, worldview = state.language(), state.settings().worldview
    st_folium(
        base_map(language=language, worldview=worldview, assets=assets()),
        key=MAP,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=layer(shown, language=language, worldview=worldview, selected=state.focus(), background=chosen.background),
        on_change=_take_click,
    )


def assets() -> str:
    """Serve the map's scripts from this very server, and give their address as seen from the map's frame."""
    served = st.components.v1.declare_component("web", path=str(data_folder() / "web"))
    return f"../{served.name}"


def _take_click() -> None:
    """Select the incident that the map tells of."""
    told = st.session_state.get(MAP) or {}
    if told.get("incident"):
        state.select_incident(str(told["incident"]))


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
