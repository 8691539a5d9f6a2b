"""Draw one place of the gazetteer on a map: `place_layer`."""

from collections.abc import Sequence
from typing import Any

import folium
from branca.element import MacroElement
from folium.template import Template
from shapely.geometry import mapping

from geo.boundaries import outline
from geo.languages.titles import place_name
from geo.maps.packing import pack
from geo.models import Place

PREFIX = "hcp:"


class Area(MacroElement):
    """Draw a place into the feature group it is added to, from one packed string."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        Marsad.area({{ this._parent.get_name() }}, "{{ this.packed }}");
        {% endmacro %}
        """
    )

    def __init__(self, data: dict[str, Any]) -> None:
        """Pack what is drawn."""
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Area"
        self.packed = pack(data)


def place_layer(place: Place, *, language: str, around: Sequence[Place] = ()) -> folium.FeatureGroup:
    """Build the layer of a place for `st_folium(feature_group_to_add=...)`: outline, circle of uncertainty, point, name.

    A unit has its own outline; another place is shown in that of its commune, dashed. The map moves there.
    `around` are towns to name, by which to know where that is.
    """
    own = place.id.startswith(PREFIX)
    code = place.id.removeprefix(PREFIX) if own else place.commune
    shape = None if code is None else outline(code)
    data = {
        "name": place_name(place, language),
        "lat": place.lat,
        "lon": place.lon,
        "uncertainty_km": place.uncertainty_km,
        "own": own and shape is not None,
        "outline": None if shape is None else mapping(shape),
        "around": [{"name": place_name(each, language), "lat": each.lat, "lon": each.lon} for each in around],
    }
    group = folium.FeatureGroup(name="Marsad")
    group._id = "place"  # noqa: SLF001  a name of its own: the same place is the same script, and is not drawn anew
    group.add_child(Area(data))
    return group
