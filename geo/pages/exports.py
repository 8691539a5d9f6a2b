"""The Exports page: a format, what the filters let through, and the file."""

from html import escape

import streamlit as st

from geo.exports import FORMATS
from geo.frames.tallies import tally
from geo.frames.wording import told
from geo.languages.strings import say
from geo.models import Filter
from geo.pages import empty, kept, state
from geo.pages.downloads import SWITCHING, formats, offer
from geo.pages.filters import ask
from geo.pages.numbers import figures_html
from geo.pages.worldview import ask_worldview

FORMAT = "export_format"
WIDGET = "export_format_widget"
FIRST = "html"
TITLE = "export_title"
LONGEST_TITLE = 120
MAPS = ("html", "png", "pdf")
BY_PLACE = ("csv", "hxl", "geojson", "parquet", "kml")
OTHER_FIELDS = ("acled", "jsonl", "annotations")
WITH_TEXTS = ("jsonl", "annotations")


def show() -> None:
    """Draw the page."""
    if not kept.held().ids:
        empty.store()
        return
    chosen, language = ask(), state.language()
    ask_worldview()
    state.write_address()
    st.subheader(say(language, "exports.heading"), anchor=False)
    if not kept.shown(chosen).any():
        empty.filtered()
        return
    st.caption(say(language, "exports.intro"))
    asked, offered = st.columns([5, 4], gap="large")
    with asked:
        name = _ask_format(language)
    with offered, st.container(border=True):
        _show_filtered(chosen, language)
        title = _ask_title(language) if name in MAPS else ""
        background = not chosen.background and name == SWITCHING and _ask_background(language)
        label = say(language, "exports.download", name=say(language, f"exports.formats.{name}"))
        offer(name, chosen, label=label, main=True, title=title, background=background)
        _explain(name, language)


def _ask_format(language: str) -> str:
    """Ask for a format, each with what it is for; the one chosen outlives a change of language."""
    names = list(formats(state.view()))
    st.session_state[WIDGET] = st.session_state.get(FORMAT, FIRST)
    found = st.radio(
        say(language, "exports.format"),
        names,
        format_func=lambda each: say(language, f"exports.formats.{each}"),
        captions=[say(language, f"exports.hints.{each}") for each in names],
        key=WIDGET,
        on_change=_take_format,
    )
    return str(found)


def _take_format() -> None:
    st.session_state[FORMAT] = st.session_state[WIDGET]


def _ask_title(language: str) -> str:
    """Ask for the map's title; it outlives a change of format."""
    given = st.text_input(
        say(language, "exports.title"),
        value=st.session_state.get(TITLE, ""),
        placeholder=say(language, "download.title"),
        max_chars=LONGEST_TITLE,
        key=f"{TITLE}_widget",
    )
    st.session_state[TITLE] = given
    return str(given)


def _ask_background(language: str) -> bool:
    return st.checkbox(say(language, "exports.background"), value=True, key="export_background")


def _show_filtered(chosen: Filter, language: str) -> None:
    """Say how much passes the filters, and which they are."""
    said = say(language, "map.page.filters", told=told(chosen, kept.facets_kept().places, language))
    st.html(figures_html(tally(kept.held(), kept.shown(chosen)), None, language))
    st.html(f'<p class="marsad-note" dir="auto">{escape(said)}</p>')


def _explain(name: str, language: str) -> None:
    if name in BY_PLACE:
        st.caption(say(language, "exports.rows_places"))
    if name in WITH_TEXTS:
        st.caption(say(language, "exports.texts"))
    if name in FORMATS and name not in OTHER_FIELDS:
        st.caption(say(language, "exports.fields"))
    if st.button(say(language, "exports.change"), icon=":material/map:", key="exports_to_map", type="tertiary"):
        st.switch_page(state.page("map"))
