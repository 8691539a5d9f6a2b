"""Write reports as GeoJSON (RFC 7946), a point an incident-place: `to_geojson`."""

import json
import math
from collections.abc import Iterable
from typing import Any

from geo.exports.rows import rows
from geo.models import Report
from geo.settings import Worldview

Json = dict[str, Any]

MAPPED = ("occurred", "target", "planned_target")
DECIMALS = 6  # RFC 7946, section 11.2: about 10 cm


def to_geojson(reports: Iterable[Report], *, language: str, worldview: Worldview = "ma") -> str:
    """Write a FeatureCollection with one feature for each resolved place of each incident, as (lon, lat) in WGS 84.

    Every role is there, `role` says which; `mapped` tells whether Marsad's own map pins it: countries never are.
    Source: RFC 7946.
    """
    features = [
        {
            "type": "Feature",
            "id": f"{fields['incident_id']}/{fields['place_id']}/{fields['role']}",
            "geometry": {"type": "Point", "coordinates": [round(place.lon, DECIMALS), round(place.lat, DECIMALS)]},
            "properties": _properties(fields),
        }
        for place, fields in rows(reports, language=language, worldview=worldview)
        if place is not None and math.isfinite(place.lat) and math.isfinite(place.lon)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _properties(fields: Json) -> Json:
    country = fields["place_kind"] in ("country", "supranational") or str(fields["place_id"]).startswith("country:")
    shown = fields["discourse"] in ("current", "background")
    kept = {key: value for key, value in fields.items() if key not in ("lat", "lon")}
    return kept | {"mapped": shown and not country and fields["role"] in MAPPED}
