"""Draw the map of the incidents on show, and take what it tells: `show_map`."""

import streamlit as st

from geo.models import Filter, view_of
from geo.pages import drawing, state
from geo.settings import data_folder

MAP = "map"


def show_map(chosen: Filter, *, height: int) -> None:
    """Draw the map, `height` pixels high; a pin opened or a bar clicked selects its incident."""
    from streamlit_folium import st_folium  # noqa: PLC0415  # with folium 0.4 s, which the heading does not wait for

    from geo.maps import base_map, layer_of  # noqa: PLC0415

    language, worldview = state.language(), state.settings().worldview
    pins = drawing.pins(chosen, language=language, worldview=worldview, view=state.opened_view())
    st_folium(
        base_map(language=language, worldview=worldview, assets=assets(), memory=state.session()),
        key=MAP,
        height=height,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=[layer_of(pins), drawing.told(chosen, language=language, worldview=worldview)],
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
        found = drawing.incident_named(str(told["incident"]))
        if found is not None:
            state.select_incident(found, place=told.get("place"))
    elif isinstance(told.get("view"), dict):
        said = told["view"]
        links = "1" if said.get("links") is True else ""
        names = {"view": "kind", "level": "level", "measure": "measure"}
        state.draw_as(view_of({name: [str(said.get(key))] for name, key in names.items()} | {"links": [links]}))
