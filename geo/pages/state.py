"""Remember what the user chose: language, filter, view, worldview, incident, page, database.

Streamlit drops a widget's state when the page changes, so each choice is mirrored in a key of its own. What the map shows is
also in the page's address: whoever opens that sees the same.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from secrets import token_hex
from typing import get_args

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from geo.languages.strings import INTERFACES
from geo.models import Filter, View, filter_of, query_of, query_of_view, view_of
from geo.settings import Settings, Worldview

LANGUAGE = "language"
LANGUAGE_WIDGET = "language_widget"
FILTER = "filter"
VIEW = "view"
OPENED_VIEW = "view_opened"
WORLDVIEW = "worldview"
SESSION = "session_token"
SELECTED = "selected"
FOCUS = "focus"
PLACE = "place"
TABLE = "table_number"
PAGES = "pages"
DEMO = "demo_opened"
TOLD = "told"

# Each by its own name, so that whoever cannot read the page finds the way to a language they can.
OWN_NAMES = {"fr": "Français", "en": "English", "ar": "العربية"}


def begin() -> None:
    """Take from the address, once a session, what it asks to be shown."""
    if SESSION in st.session_state:
        return
    st.session_state[SESSION] = token_hex(8)
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    choose(filter_of(query))
    st.session_state[OPENED_VIEW] = st.session_state[VIEW] = view_of(query)
    _take_named(query)


def _take_named(query: Mapping[str, Sequence[str]]) -> None:
    """Take language, worldview and incident from an address, where they are any."""
    asked = {name: (query.get(name) or [""])[0] for name in ("lang", "worldview", "incident")}
    if asked["lang"] in INTERFACES:
        st.session_state[LANGUAGE] = asked["lang"]
    if asked["worldview"] in get_args(Worldview):
        st.session_state[WORLDVIEW] = asked["worldview"]
    if re.fullmatch(r"[\w-]{1,64}", asked["incident"]):
        select_incident(asked["incident"], focus=True)


def write_address() -> None:
    """Write into the address what the map shows; what is as usual is left out."""
    usual = Settings.from_environment()
    named = {
        "lang": language() if language() != usual.language else "",
        "worldview": settings().worldview if settings().worldview != usual.worldview else "",
        "incident": selected() or "",
    }
    query = query_of(chosen()) | query_of_view(view()) | {name: [value] for name, value in named.items() if value}
    if query != {name: st.query_params.get_all(name) for name in st.query_params}:
        st.query_params.from_dict(query)


def session() -> str:
    """Name this session, by which the map remembers where it stood."""
    return str(st.session_state[SESSION])


def settings() -> Settings:
    """Read the settings of this process, with the worldview chosen in this session."""
    read = Settings.from_environment()
    return replace(read, worldview=st.session_state.get(WORLDVIEW, read.worldview))


def see(worldview: Worldview) -> None:
    """Choose a worldview."""
    st.session_state[WORLDVIEW] = worldview


def view() -> View:
    """Give how the map draws."""
    found = st.session_state.setdefault(VIEW, View())
    return found if isinstance(found, View) else View()


def opened_view() -> View:
    """Give how the map was to draw when the session began: from then on it knows by itself."""
    found = st.session_state.setdefault(OPENED_VIEW, View())
    return found if isinstance(found, View) else View()


def draw_as(wanted: View) -> None:
    """Note how the map draws now."""
    st.session_state[VIEW] = wanted


def language() -> str:
    """Give the language of the interface."""
    return str(st.session_state.setdefault(LANGUAGE, settings().language))


def language_switch() -> None:
    """Draw the switch between the three languages."""
    st.segmented_control(
        "Langue · Language · اللغة",
        INTERFACES,
        default=language(),
        format_func=OWN_NAMES.__getitem__,
        key=LANGUAGE_WIDGET,
        on_change=_take_language,
        label_visibility="collapsed",
        width="stretch",
    )


def _take_language() -> None:
    st.session_state[LANGUAGE] = st.session_state[LANGUAGE_WIDGET] or language()  # None: the chosen one was clicked again


def chosen() -> Filter:
    """Give the filter in force."""
    found = st.session_state.setdefault(FILTER, Filter())
    return found if isinstance(found, Filter) else Filter()


def choose(wanted: Filter) -> None:
    """Put a filter in force."""
    st.session_state[FILTER] = wanted


def selected() -> str | None:
    """Give the id of the incident selected."""
    found = st.session_state.get(SELECTED)
    return None if found is None else str(found)


def focus() -> str | None:
    """Give the id of the incident that the map is to move to and open."""
    found = st.session_state.get(FOCUS)
    return None if found is None else str(found)


def place() -> str | None:
    """Give the id of the place at which the incident was selected on the map."""
    found = st.session_state.get(PLACE)
    return None if found is None else str(found)


def select_incident(incident: str | None, *, focus: bool = False, from_table: bool = False, place: str | None = None) -> None:
    """Select an incident, or none; with `focus` the map moves to it, and unless `from_table` the table marks its row.

    One selected on the map, at `place`, needs no focus: the map shows it already.
    """
    st.session_state[SELECTED] = incident
    st.session_state[FOCUS] = incident if focus else None
    st.session_state[PLACE] = place
    if not from_table:
        forget_row()


def forget_row() -> None:
    """Draw the table anew: the row that was clicked in it is not what it marks any more."""
    st.session_state[TABLE] = table_number() + 1


def table_number() -> int:
    """Number the table anew whenever its selection is to be forgotten."""
    return int(st.session_state.get(TABLE, 0))


def remember_pages(**pages: StreamlitPage) -> None:
    """Keep the pages, to which buttons lead."""
    st.session_state[PAGES] = pages


def page(name: str) -> StreamlitPage:
    """Find a page by its name."""
    found: StreamlitPage = st.session_state[PAGES][name]
    return found


def demo_opened() -> bool:
    """Tell whether this session looks at the demo in place of the real database."""
    return bool(st.session_state.get(DEMO, False))


def open_demo(*, opened: bool) -> None:
    """Turn to the demo or back; what was selected and filtered belongs to the database left."""
    st.session_state[DEMO] = opened
    choose(Filter())
    select_incident(None)


def tell(sentence: str) -> None:
    """Keep a sentence to be shown once, when the page is drawn next."""
    st.session_state.setdefault(TOLD, []).append(sentence)


def show_told() -> None:
    """Show the sentences kept, as plain text: a file's name may be in them."""
    for sentence in dict.fromkeys(st.session_state.pop(TOLD, [])):
        st.html(f'<p class="marsad-note" role="status" dir="auto">{escape(sentence)}</p>')
