"""Write reports as GeoJSON (RFC 7946), a point an incident-place: `to_geojson`."""

import json
from collections.abc import Iterable

from geo.exports.columns import TABLES
from geo.exports.rows import place_rows, point_of
from geo.exports.selection import Selection, about
from geo.models import Filter, Report
from geo.settings import Worldview

POSITION = ("lat", "lon")


def to_geojson(reports: Iterable[Report], *, language: str, worldview: Worldview = "ma", chosen: Filter | None = None) -> str:
    """Write a FeatureCollection with one feature for each resolved place of each incident, as (lon, lat) in WGS 84.

    Every role is there, `role` says which; `mapped` tells whether Marsad's own map pins it: countries never are. The
    collection's own member `about` tells the filter, and how many incidents have no point. Source: RFC 7946, section 6.1.
    """
    return features(Selection(reports=list(reports), language=language, worldview=worldview, chosen=chosen))


def features(selection: Selection) -> str:
    """Write a selection as GeoJSON, a feature a line."""
    names = [each.name for each in TABLES["places"] if each.name not in POSITION]
    found = [
        {
            "type": "Feature",
            "id": f"{row['incident_id']}/{row['place_id']}/{row['role']}",
            "geometry": {"type": "Point", "coordinates": list(point)},
            "properties": {name: row[name] for name in names},
        }
        for place, row in place_rows(selection.reports, language=selection.language, worldview=selection.worldview)
        if (point := point_of(place)) is not None
    ]
    told = json.dumps(about(selection), ensure_ascii=False, allow_nan=False)
    lines = ",\n".join(json.dumps(each, ensure_ascii=False, allow_nan=False) for each in found)
    return f'{{"type": "FeatureCollection", "about": {told}, "features": [\n{lines}\n]}}\n'
