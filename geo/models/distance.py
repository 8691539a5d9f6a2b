"""Measure between two places of the globe: `distance_km`."""

import math
from typing import Final

EARTH_RADIUS_KM: Final = 6371.0


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Give the great-circle distance in km between two points in degrees. Source: haversine formula, sphere of 6371 km."""
    south, north = math.radians(lat1), math.radians(lat2)
    half = math.sin((north - south) / 2) ** 2 + math.cos(south) * math.cos(north) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, half)))
