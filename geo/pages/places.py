"""The Places page: search while typing, in any of the four languages; the place on the map, its names, codes and sources."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from geo.errors import GeoError
from geo.gazetteer import Gazetteer
from geo.languages.strings import say
from geo.languages.titles import place_name
from geo.models import Place
from geo.overlay import known_places, problems_of
from geo.pages import state
from geo.pages.mapped import assets
from geo.pages.place import place_html, within
from geo.pages.searchbox import search_box
from geo.pages.style import plain
from geo.search import Hit, search_of

PLACE = "place_selected"
MAP = "place_map"
HEIGHT = 430
RESULTS = 12


def show() -> None:
    """Draw the page."""
    try:
        known = known_places(state.settings())
        problems = problems_of(state.settings())
    except GeoError as error:
        st.error(f"**{say(state.language(), 'errors.heading')}**", icon=":material/error:")
        st.text(str(error))
        return
    if problems:
        with st.expander(say(state.language(), "places.problems"), icon=":material/warning:"):
            st.text("\n".join(problems))
    _show_found(known)


@st.fragment
def _show_found(known: Gazetteer) -> None:
    """Draw box, results, map and place; while somebody types, this part alone is drawn anew."""
    language = state.language()
    asking, shown = st.columns([3, 5], gap="medium")
    with asking:
        typed = search_box(language)
        _show_results(search_of(known).find(typed, limit=RESULTS), typed, known, language)
    place = _selected(known)
    with shown:
        _show_map(place, known, language)
        if place is not None:
            st.html(place_html(place, known, language, state.settings().worldview))


def _show_results(hits: Sequence[Hit], typed: str, known: Gazetteer, language: str) -> None:
    if not typed.strip():
        st.caption(say(language, "places.begin"))
    elif not hits:
        st.html(f'<p class="marsad-note" role="status" dir="auto">{escape(say(language, "places.none", query=typed))}</p>')
    for number, hit in enumerate(hits):
        st.button(
            _label(hit.place, known, language),
            type="tertiary",
            on_click=select_place,
            args=(hit.place.id,),
            key=f"result_{number}",
            width="stretch",
        )


def _label(place: Place, known: Gazetteer, language: str) -> str:
    """Write a place as a result: its name, what it is, what holds it; a name of one's own may hold anything."""
    about = [say(language, f"kinds.{place.kind}"), *within(place, known, language, state.settings().worldview)]
    return f"**{plain(place_name(place, language))}** :small[{plain(' · '.join(about))}]"


def select_place(place_id: str) -> None:
    """Select a place by its id."""
    st.session_state[PLACE] = place_id


def _selected(known: Gazetteer) -> Place | None:
    wanted = st.session_state.get(PLACE)
    try:
        return None if wanted is None else known.place(str(wanted))
    except GeoError:  # the table of one's own places has lost it since
        return None


def _show_map(place: Place | None, known: Gazetteer, language: str) -> None:
    from streamlit_folium import st_folium  # noqa: PLC0415  # with folium 0.4 s, which the box does not wait for

    from geo.maps import base_map, place_layer  # noqa: PLC0415

    around = [] if place is None else search_of(known).towns_around(place.lat, place.lon)
    st_folium(
        base_map(language=language, worldview=state.settings().worldview, assets=assets(), legend=False),
        key=MAP,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=None if place is None else place_layer(place, language=language, around=around),
    )
