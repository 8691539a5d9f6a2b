"""Ask for a worldview in the sidebar: `ask_worldview`."""

from typing import get_args

import streamlit as st

from geo.languages.strings import say
from geo.pages import state
from geo.settings import Worldview

KEY = "worldview_widget"


def ask_worldview() -> None:
    """Draw the choice."""
    language = state.language()
    st.session_state[KEY] = state.settings().worldview
    with st.sidebar:
        st.selectbox(
            say(language, "filters.worldview"),
            get_args(Worldview),
            format_func=lambda each: say(language, f"map.view_{each}"),
            key=KEY,
            on_change=_take,
        )


def _take() -> None:
    state.see(st.session_state[KEY])
