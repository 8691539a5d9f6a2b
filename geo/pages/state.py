"""Remember what the user chose: language, filter, incident, page, database.

Streamlit drops a widget's state when the page changes, so each choice is mirrored in a key of its own.
"""

from html import escape

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from geo.languages.strings import INTERFACES
from geo.models import Filter
from geo.settings import Settings

LANGUAGE = "language"
LANGUAGE_WIDGET = "language_widget"
FILTER = "filter"
SELECTED = "selected"
FOCUS = "focus"
TABLE = "table_number"
PAGES = "pages"
DEMO = "demo_opened"
TOLD = "told"

# Each by its own name, so that whoever cannot read the page finds the way to a language they can.
OWN_NAMES = {"fr": "Français", "en": "English", "ar": "العربية"}


def settings() -> Settings:
    """Read the settings of this process."""
    return Settings.from_environment()


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


def select_incident(incident: str | None, *, focus: bool = False, from_table: bool = False) -> None:
    """Select an incident, or none; with `focus` the map moves to it, and unless `from_table` no row stays marked.

    One selected on the map needs no focus: the map shows it already, and being told again it would draw its pins anew.
    """
    st.session_state[SELECTED] = incident
    st.session_state[FOCUS] = incident if focus else None
    if not from_table:
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
