"""Build the folium map and the layer of its pins: `base_map`, `layer`.

Both work without a network in a notebook, in `st_folium` and in the exported page: see `base_map` for how.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import lru_cache
from typing import Any

import folium
from branca.element import MacroElement
from folium.template import Template

from geo.languages.strings import say
from geo.maps.areas import pin_codes, units
from geo.maps.assets import links
from geo.maps.basemap import basemap
from geo.maps.packing import pack
from geo.maps.payload import RTL, payload
from geo.maps.tiles import Tiles
from geo.maps.viewing import view_words
from geo.maps.words import words
from geo.models import Report, View
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

    def __init__(  # noqa: PLR0913  each is a choice of its own
        self, *, language: str, worldview: Worldview, title: str | None, legend: bool, memory: str | None, tiles: Tiles | None
    ) -> None:
        """Pack what the script draws; only words of the interface travel beside it as they are."""
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Ground"
        self.packed = _packed_ground(language, worldview, title, tiles)
        self.options = {
            "dir": "rtl" if language in RTL else "ltr",
            "worldview": worldview,
            "unreadable": say(language, "map.unreadable"),
            "legend": legend,
            "memory": memory,
        }


@lru_cache(maxsize=16)
def _packed_ground(language: str, worldview: Worldview, title: str | None, tiles: Tiles | None) -> str:
    under = {"base": basemap(language, worldview), "units": units(language), "tiles": None if tiles is None else asdict(tiles)}
    return pack(under | {"words": words(language) | view_words(language), "title": title})


class Pins(MacroElement):
    """Draw the pins of a payload into the feature group it is added to, from one packed string."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        Marsad.layer({{ this._parent.get_name() }}, "{{ this.packed }}");
        {% endmacro %}
        """
    )

    def __init__(self, packed: str) -> None:
        """Take the payload, packed with the options of its drawing."""
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Pins"
        self.packed = packed


class Told(MacroElement):
    """Tell the map which incident to show, and what popups say, beside the pins that are drawn already."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        Marsad.told({{ this._parent.get_name() }}, "{{ this.packed }}");
        {% endmacro %}
        """
    )

    def __init__(self, said: dict[str, Any]) -> None:
        """Pack what is told."""
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Told"
        self.packed = pack(said)


def base_map(  # noqa: PLR0913  each is a choice of its own
    *,
    language: str,
    worldview: Worldview = "ma",
    title: str | None = None,
    assets: str | None = None,
    legend: bool = True,
    memory: str | None = None,
    tiles: Tiles | None = None,
) -> folium.Map:
    """Build the map without pins: land, borders, names, scale, credits, and the pins' legend if wanted; no network but for `tiles`.

    The scripts and styles it needs travel as data: addresses, so that nothing has to be served. Where they are served,
    `assets` is the address of the folder (that of `data/web`) and they are loaded once: in `st_folium` for instance
    `../<module>.<name>` of a Streamlit component declared with `path=data_folder() / "web"`. `memory` names what the tab
    remembers of this map, where it stood and how it drew, for when it is built again; without it nothing is remembered.
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
    made.add_child(Ground(language=language, worldview=worldview, title=title, legend=legend, memory=memory, tiles=tiles))
    return made


def layer(  # noqa: PLR0913  each is a choice of its own
    reports: Iterable[Report],
    *,
    language: str,
    worldview: Worldview = "ma",
    selected: str | None = None,
    background: bool = True,
    view: View | None = None,
) -> folium.FeatureGroup:
    """Build the layer of incidents, for `st_folium(feature_group_to_add=...)` or to be added to a `base_map`.

    `selected` is the id of an incident whose places are shown and whose popup is opened; `background` tells whether
    background incidents among `reports` are drawn; `view` is how it draws at first, pins without it. The first layer on a map moves
    it to all its pins; later ones keep the zoom, the view and the open popup. In Streamlit a click or a turned page gives back
    `{"incident": id, "place": id}`, another view `{"view": {...}}`.
    """
    shown = list(reports)
    data = payload(shown, language=language, worldview=worldview)
    return layer_of(packed_layer(data, shown, selected=selected, background=background, view=view))


def packed_layer(
    data: dict[str, Any], reports: Iterable[Report], *, selected: str | None, background: bool, view: View | None = None
) -> str:
    """Pack what `layer` draws, the payload of `reports`: this may be kept and drawn again, which folium's own objects may not."""
    return pack({"data": data, "options": {"fit": True, "selected": selected, "background": background, **_viewed(reports, view)}})


def layer_of(packed: str) -> folium.FeatureGroup:
    """Build the layer of incidents from what `packed_layer` gave."""
    group = folium.FeatureGroup(name="Marsad")
    group._id = MAP_ID  # noqa: SLF001
    group.add_child(Pins(packed))
    return group


def told_layer(*, selected: str | None, version: str = "", said: dict[str, Any] | None = None) -> folium.FeatureGroup:
    """Build the layer that draws nothing: it names the incident to show, and brings the `details` of some, for the map of `version`.

    It goes beside the layer of incidents into `st_folium(feature_group_to_add=[...])`, whose pins then stay as they are.
    """
    group = folium.FeatureGroup(name="Marsad told")
    group.add_child(Told({"selected": selected, "version": version, **(said or {"incidents": {}, "pins": {}})}))
    return group


def packed_points(data: dict[str, Any], codes: dict[str, list[str | None]], *, background: bool, view: View) -> str:
    """Pack the columns that `points` gave; `codes` are those of their places."""
    return pack({"data": data, "options": {"fit": True, "background": background, "view": asdict(view), "codes": codes}})


def page_layer(
    data: dict[str, Any], reports: Iterable[Report], *, background: bool, view: View | None, forms: Mapping[str, Mapping[str, str]]
) -> folium.FeatureGroup:
    """Build the layer of the exported page: its legend switches types and background; `forms` are the words of its figures, by plural."""
    options = {"fit": True, "toggles": True, "background": background, "forms": forms, **_viewed(reports, view)}
    return layer_of(pack({"data": data, "options": options}))


def _viewed(reports: Iterable[Report], view: View | None) -> dict[str, Any]:
    return {"view": asdict(view or View()), "codes": pin_codes(reports)}
