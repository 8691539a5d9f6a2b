"""Find the point of a polygon that stands for it: `inscribed_circle`."""

import math
from typing import cast

import shapely
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry

from tools.polygons import to_degrees

TOLERANCE_M = 200.0
METRES_PER_KM = 1000.0


def inscribed_circle(shape: BaseGeometry) -> tuple[float, float, float]:
    """Take the point of a shape (in EPSG:3857) farthest from its edges: lat, lon in degrees, radius in km of a circle of its area."""
    line = shapely.maximum_inscribed_circle(cast("Polygon", shape), tolerance=TOLERANCE_M)
    centre = Point(line.coords[0])
    place = to_degrees(centre if shape.contains(centre) else shape.representative_point())
    lon, lat = place.coords[0]
    return lat, lon, math.sqrt(shape.area / math.pi) * math.cos(math.radians(lat)) / METRES_PER_KM
