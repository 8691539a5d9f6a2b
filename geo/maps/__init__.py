"""Draw incidents on a folium map: `payload` for the page, `base_map` and `layer` for folium, `render_html` for a file.

`place_layer` draws one place.
"""

from geo.maps.layers import base_map, layer, layer_of, packed_layer
from geo.maps.pages import render_html
from geo.maps.payload import payload
from geo.maps.place import place_layer

__all__ = ["base_map", "layer", "layer_of", "packed_layer", "payload", "place_layer", "render_html"]
