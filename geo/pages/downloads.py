"""Offer what the filters let through as files: a map, a table, data for a GIS: `offer_downloads`."""

from collections.abc import Callable, Sequence

import streamlit as st

from geo.exports import to_csv, to_geojson
from geo.languages.strings import say
from geo.models import Filter, Report
from geo.pages import state


def offer_downloads(shown: Sequence[Report], chosen: Filter) -> None:
    """Draw the menu; a file is made only once it is asked for."""
    language, worldview, view = state.language(), state.settings().worldview, state.view()

    def page() -> str:
        from geo.maps import render_html  # noqa: PLC0415

        name = say(language, "download.title")
        return render_html(shown, title=name, language=language, chosen=chosen, worldview=worldview, view=view)

    def table() -> bytes:
        return to_csv(shown, language=language, worldview=worldview).encode("utf-8-sig", "replace")

    def features() -> str:
        return to_geojson(shown, language=language, worldview=worldview)

    with st.popover(say(language, "download.menu"), icon=":material/download:", width="stretch"):
        _offer("html", "filename", "text/html", page, language)
        _offer("csv", "csv_filename", "text/csv", table, language)
        _offer("geojson", "geojson_filename", "application/geo+json", features, language)
        st.caption(say(language, "download.hint"))
        st.caption(say(language, "download.link"))


def _offer(key: str, name: str, kind: str, make: Callable[[], str | bytes], language: str) -> None:
    st.download_button(
        say(language, f"download.{key}"),
        make,
        file_name=say(language, f"download.{name}"),
        mime=kind,
        on_click="ignore",
        key=f"download_{key}",
        width="stretch",
    )
