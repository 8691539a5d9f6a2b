"""Draw incidents on a folium map: `payload` for the page, `base_map` and `layer` for folium, `render_html` for a file.

`explore` draws a whole map for a notebook, `place_layer` one place.
"""

from geo.maps.explore import explore
from geo.maps.layers import base_map, layer, layer_of, packed_layer, packed_points, told_layer
from geo.maps.pages import render_html
from geo.maps.payload import payload
from geo.maps.place import place_layer

__all__ = [
    "base_map",
    "explore",
    "layer",
    "layer_of",
    "packed_layer",
    "packed_points",
    "payload",
    "place_layer",
    "render_html",
    "told_layer",
]
