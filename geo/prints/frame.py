"""Choose the piece of the earth that a printed map shows, and project it: `Frame`, `framed`."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from pyproj import Proj

from geo.settings import Worldview

Spot = tuple[float, float, float]  # lat, lon in degrees, and the radius in km that is drawn about it
Points = NDArray[np.float64]

WHOLE = (20.5, -17.5, 36.2, -0.8)  # south, west, north, east: Morocco with its Sahara
NORTH = (27.4, -13.6, 36.2, -0.8)  # the same without
LIMITS = (12.0, -26.0, 46.0, 13.0)  # where the land that ships is whole
WIDE = 4.5  # degrees: what spans more is shown in its country
LEAST = 1.6  # degrees: the land that ships has no detail for less
KM_A_DEGREE = 111.2
PADDING = 9.0  # mm about the outermost spots: a sign and its name
EDGE_POINTS = 25
BARS = (1, 2, 5)

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Be a piece of paper of `width` by `height` mm with a map on it; `left` and `top` are projected metres, `scale` metres a mm.

    The projection is Lambert's conformal conic with its two parallels inside the map, so that a length measured anywhere on it
    is true to about one per cent.
    """

    width: float
    height: float
    left: float
    top: float
    scale: float
    projection: Proj = field(compare=False)

    def paper(self, lon: Points, lat: Points) -> tuple[Points, Points]:
        """Project points in degrees to mm from the upper left corner."""
        x, y = self.projection(lon, lat)
        return (np.asarray(x) - self.left) / self.scale, (self.top - np.asarray(y)) / self.scale

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Project one point to mm from the upper left corner."""
        x, y = self.paper(np.array([lon]), np.array([lat]))
        return float(x[0]), float(y[0])

    def holds(self, lat: float, lon: float) -> bool:
        """Tell whether a point is on the paper."""
        if not _within(LIMITS, lat, lon):
            return False
        x, y = self.at(lat, lon)
        return 0 <= x <= self.width and 0 <= y <= self.height

    def length(self, km: float, lat: float, lon: float) -> float:
        """Give the length in mm of so many km at a point."""
        return km * 1000 * float(self.projection.get_factors(lon, lat).parallel_scale) / self.scale

    def middle(self) -> tuple[float, float]:
        """Give the lat and lon of the middle of the paper."""
        lon, lat = self.projection(self.left + self.width * self.scale / 2, self.top - self.height * self.scale / 2, inverse=True)
        return float(lat), float(lon)

    def bounds(self) -> Box:
        """Give the west, south, east and north that hold all of the paper, in degrees."""
        x, y = _edge(self.left, self.top - self.height * self.scale, self.left + self.width * self.scale, self.top)
        lon, lat = self.projection(x, y, inverse=True)
        return float(np.min(lon)), float(np.min(lat)), float(np.max(lon)), float(np.max(lat))

    def scale_bar(self, longest: float) -> tuple[int, float]:
        """Give a round number of km and its length in mm at the middle of the map, no longer than `longest` mm."""
        lat, lon = self.middle()
        a_km = self.length(1, lat, lon)
        rounds = [step * 10**power for power in range(4) for step in BARS]
        km = max((each for each in rounds if each * a_km <= longest), default=1)
        return km, km * a_km


def framed(spots: Iterable[Spot], *, worldview: Worldview, width: float, height: float) -> Frame:
    """Frame all spots that the shipped land reaches, those far apart with their whole country about them, on `width` by `height` mm."""
    within = [each for each in spots if _within(LIMITS, each[0], each[1])]
    south, west, north, east = _box(within, worldview)
    projection = _projection(south, west, north, east)
    lon, lat = _edge(west, south, east, north)
    x, y = (np.asarray(each) for each in projection(lon, lat))
    spanned = (float(np.ptp(x)) / (width - 2 * PADDING), float(np.ptp(y)) / (height - 2 * PADDING))
    scale = max(spanned)
    return Frame(
        width=width,
        height=height,
        left=float(np.min(x) + np.max(x)) / 2 - width * scale / 2,
        top=float(np.min(y) + np.max(y)) / 2 + height * scale / 2,
        scale=scale,
        projection=projection,
    )


def _box(spots: list[Spot], worldview: Worldview) -> Box:
    """Bound the spots by south, west, north and east; what is wide takes in the country, what is small a little land about it."""
    if not spots:
        return WHOLE
    reaches = [(lat, lon, km / KM_A_DEGREE) for lat, lon, km in spots]
    south, north = min(lat - reach for lat, _, reach in reaches), max(lat + reach for lat, _, reach in reaches)
    west, east = min(lon - reach for _, lon, reach in reaches), max(lon + reach for _, lon, reach in reaches)
    if max(north - south, east - west) > WIDE:
        home = WHOLE if worldview == "ma" or south < NORTH[0] else NORTH
        return min(south, home[0]), min(west, home[1]), max(north, home[2]), max(east, home[3])
    more = max(0.0, LEAST - (north - south)) / 2, max(0.0, LEAST - (east - west)) / 2
    return south - more[0], west - more[1], north + more[0], east + more[1]


def _projection(south: float, west: float, north: float, east: float) -> Proj:
    """Make Lambert's conformal conic for a box. Source: Snyder, Map Projections, a working manual (1987), section 15: the sixths."""
    sixth = (north - south) / 6
    middle = (south + north) / 2, (west + east) / 2
    return Proj(proj="lcc", lat_1=south + sixth, lat_2=north - sixth, lat_0=middle[0], lon_0=middle[1], ellps="WGS84")


def _edge(west: float, south: float, east: float, north: float) -> tuple[Points, Points]:
    """Give points along the edge of a box, for curved lines do not have their extremes at its corners."""
    along, up = np.linspace(west, east, EDGE_POINTS), np.linspace(south, north, EDGE_POINTS)
    x = np.concatenate([along, along, np.full(EDGE_POINTS, west), np.full(EDGE_POINTS, east)])
    y = np.concatenate([np.full(EDGE_POINTS, south), np.full(EDGE_POINTS, north), up, up])
    return x, y


def _within(box: Box, lat: float, lon: float) -> bool:
    return box[0] <= lat <= box[2] and box[1] <= lon <= box[3]
