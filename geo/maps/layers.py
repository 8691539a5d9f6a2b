"""Build the folium map and the layer of its pins: `base_map`, `layer`.

Both work without a network in a notebook, in `st_folium` and in the exported page: see `base_map` for how.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import folium
from branca.element import MacroElement
from folium.template import Template

from geo.languages.strings import say
from geo.maps.assets import links
from geo.maps.basemap import basemap
from geo.maps.packing import pack
from geo.maps.payload import RTL, payload
from geo.maps.words import words
from geo.models import Report
from geo.settings import Worldview

CENTRE = {"ma": (28.9, -8.4), "iso": (31.7, -6.8), "defacto": (30.5, -7.5)}
ZOOM = 5
MIN_ZOOM = 3
MAX_ZOOM = 14
MAP_ID = "marsad"


class Ground(MacroElement):
    """Draw land, borders, names, legend, scale and credits on the map it is added to."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        Marsad.base({{ this._parent.get_name() }}, "{{ this.packed }}", {{ this.options|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, *, language: str, worldview: Worldview, title: str | None, legend: bool) -> None:
        """Pack what the script draws; only words of the interface travel beside it as they are."""
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Ground"
        self.packed = _packed_ground(language, worldview, title)
        self.options = {
            "dir": "rtl" if language in RTL else "ltr",
            "worldview": worldview,
            "unreadable": say(language, "map.unreadable"),
            "legend": legend,
        }


@lru_cache(maxsize=16)
def _packed_ground(language: str, worldview: Worldview, title: str | None) -> str:
    return pack({"base": basemap(language, worldview), "words": words(language), "title": title})


class Pins(MacroElement):
    """Draw the pins of a payload into the feature group it is added to, from one packed string."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        Marsad.layer({{ this._parent.get_name() }}, "{{ this.packed }}");
        {% endmacro %}
        """
    )

    def __init__(self, data: dict[str, Any], **options: object) -> None:
        """Pack the payload with the options of its drawing."""
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Pins"
        self.packed = pack({"data": data, "options": options})


def base_map(
    *, language: str, worldview: Worldview = "ma", title: str | None = None, assets: str | None = None, legend: bool = True
) -> folium.Map:
    """Build the map without pins: land, borders, names, scale, credits, and the pins' legend if wanted; no tiles, no network.

    The scripts and styles it needs travel as data: addresses, so that nothing has to be served. Where they are served,
    `assets` is the address of the folder (that of `data/web`) and they are loaded once: in `st_folium` for instance
    `../<module>.<name>` of a Streamlit component declared with `path=data_folder() / "web"`.
    Build it anew for each run: `st_folium` changes the map that it is given. Two calls with the same arguments give
    `st_folium` the same script, so that it keeps the map, its zoom and its open popup.
    """
    made = folium.Map(
        location=CENTRE[worldview],
        zoom_start=ZOOM,
        tiles=None,
        minZoom=MIN_ZOOM,
        maxZoom=MAX_ZOOM,
        zoomSnap=0.5,
        zoom_control=False,
        attributionControl=False,
    )
    made._id = MAP_ID  # noqa: SLF001  a name of its own: the same map is the same page, byte for byte
    made.default_js, made.default_css = links(assets)
    made.add_child(Ground(language=language, worldview=worldview, title=title, legend=legend))
    return made


def layer(
    reports: Iterable[Report], *, language: str, worldview: Worldview = "ma", selected: str | None = None, background: bool = True
) -> folium.FeatureGroup:
    """Build the layer of pins, for `st_folium(feature_group_to_add=...)` or to be added to a `base_map`.

    `selected` is the id of an incident whose places are shown and whose popup is opened; `background` tells whether
    background incidents among `reports` are drawn. The first layer on a map moves it to all its pins; later ones keep
    the zoom and the open popup. In Streamlit a click or a turned page gives back `{"incident": id, "place": id}`.
    """
    return _group(payload(reports, language=language, worldview=worldview), fit=True, selected=selected, background=background)


def page_layer(data: dict[str, Any], *, background: bool) -> folium.FeatureGroup:
    """Build the layer of the exported page: its legend switches types and background."""
    return _group(data, fit=True, toggles=True, background=background)


def _group(data: dict[str, Any], **options: object) -> folium.FeatureGroup:
    group = folium.FeatureGroup(name="Marsad")
    group._id = MAP_ID  # noqa: SLF001
    group.add_child(Pins(data, **options))
    return group
