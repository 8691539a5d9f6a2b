"""A box that gives what is typed while it is typed: `search_box`. Streamlit's own waits until the box is left."""

from functools import cache

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from geo.languages.strings import say
from geo.settings import data_folder

TYPED = "place_typed"
BOX = "place_box"
HTML = """
<label class="marsad-search">
  <span></span><input type="search" dir="auto" autocomplete="off" spellcheck="false" maxlength="200">
</label>
"""


def search_box(language: str) -> str:
    """Draw the box and give its text; it is kept while other pages are looked at."""
    typed = str(st.session_state.get(TYPED, ""))
    said = _component()(
        key=BOX,
        data={"label": say(language, "places.ask"), "hint": say(language, "places.hint"), "typed": typed},
        default={"typed": typed},
        on_typed_change=lambda: None,
    )
    st.session_state[TYPED] = str(said.typed or "")
    return str(st.session_state[TYPED])


@cache
def _component() -> ComponentRenderer:
    script = (data_folder() / "web" / "search.js").read_text(encoding="utf-8")
    return st.components.v2.component("marsad_search", html=HTML, js=script, isolate_styles=False)
