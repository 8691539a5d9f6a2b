"""Say what to do where there is nothing to show."""

from html import escape

import streamlit as st

from geo.languages.strings import say
from geo.pages import state
from geo.pages.filters import reset


def store() -> None:
    """Offer the demo, or to add articles, where no incident is kept."""
    language = state.language()
    _tell(say(language, "empty.store"), say(language, "empty.store_hint"))
    _, first, second, _ = st.columns([2, 2, 2, 2])
    with first:
        st.button(
            say(language, "empty.open_demo"),
            icon=":material/play_circle:",
            on_click=_open_demo,
            key="open_demo",
            width="stretch",
            type="primary",
        )
    with second:
        if not state.settings().readonly and st.button(
            say(language, "empty.add_articles"), icon=":material/add:", key="add_articles", width="stretch"
        ):
            st.switch_page(state.page("articles"))


def filtered() -> None:
    """Offer to clear the filters where none passes."""
    language = state.language()
    _tell(say(language, "empty.filtered"), say(language, "empty.filtered_hint"))
    st.button(say(language, "filters.reset"), icon=":material/filter_alt_off:", on_click=reset, key="reset_empty", width="stretch")


def leave_demo() -> None:
    """Offer the way back where this session opened the demo itself."""
    if state.demo_opened():
        st.button(say(state.language(), "empty.leave_demo"), icon=":material/logout:", on_click=_leave_demo, key="leave_demo")


def _open_demo() -> None:
    state.open_demo(opened=True)


def _leave_demo() -> None:
    state.open_demo(opened=False)


def _tell(what: str, then: str) -> None:
    st.html(f'<p class="marsad-empty"><b>{escape(what)}</b><span>{escape(then)}</span></p>')
