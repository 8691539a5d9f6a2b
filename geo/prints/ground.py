"""Draw what lies under the pins, land, divisions and borders, as SVG: `ground`."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from geo.maps.basemap import basemap
from geo.prints.frame import Frame
from geo.settings import Worldview

SEA = "#d5e5ec"
LAND = 'fill="#f7f4ec" stroke="#b9c6c9" stroke-width="0.18"'
PROVINCES = 'fill="none" stroke="#d8cfbd" stroke-width="0.16"'
REGIONS = 'fill="none" stroke="#b9aa8e" stroke-width="0.24"'
BORDERS = 'fill="none" stroke="#8b7f76" stroke-width="0.38"'
DASHED = ' stroke-dasharray="1.4 1.1"'
SOLID = ("border", "international")
LONGEST = 0.25  # degrees: a longer straight line is bent, as the projection bends parallels
CORNERS = 4  # what fewer points close is no area
MARGIN = 0.3  # degrees beyond the paper, so that no cut edge is seen


def ground(frame: Frame, *, language: str, worldview: Worldview) -> str:
    """Draw sea, land, provinces, regions and the borders of a worldview, cut to the frame; lengths are mm."""
    under = basemap(language, worldview)
    grid = under["grid"]
    areas = (Polygon(rings[0], rings[1:]) for rings in _decoded(under["land"], grid) if len(rings[0]) >= CORNERS)
    drawn = [f'<rect width="{frame.width:g}" height="{frame.height:g}" fill="{SEA}"/>', _paths(areas, frame, LAND)]
    drawn += [_paths(_lines(under[name], grid), frame, look) for name, look in (("provinces", PROVINCES), ("regions", REGIONS))]
    for solid in (True, False):
        lines = [each["line"] for each in under["borders"] if (each["kind"] in SOLID) == solid]
        drawn.append(_paths(_lines(lines, grid), frame, BORDERS + ("" if solid else DASHED)))
    return "".join(drawn)


def _decoded(areas: Sequence[Any], grid: int) -> Iterator[list[np.ndarray[Any, Any]]]:
    return ([_points(steps, grid) for steps in rings if len(steps) >= 2 * CORNERS] or [np.empty((0, 2))] for rings in areas)


def _lines(lines: Iterable[Sequence[int]], grid: int) -> Iterator[LineString]:
    return (LineString(_points(steps, grid)) for steps in lines if len(steps) >= CORNERS)


def _points(steps: Sequence[int], grid: int) -> np.ndarray[Any, Any]:
    """Read a run of steps, as the base map holds lines, back to rows of lon and lat."""
    return np.cumsum(np.asarray(steps, dtype=float).reshape(-1, 2), axis=0) / grid


def _paths(shapes: Iterable[BaseGeometry], frame: Frame, look: str) -> str:
    """Write one path for all shapes, each cut to the frame."""
    west, south, east, north = frame.bounds()
    box = (west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN)
    whole = shapely.segmentize(list(shapes), LONGEST)
    cut = (part for each in whole for part in shapely.get_parts(shapely.clip_by_rect(shapely.make_valid(each), *box)))
    d = "".join(_path(line, frame, closed=closed) for part in cut for line, closed in _strokes(part))
    return f'<path d="{d}" fill-rule="evenodd" {look} stroke-linejoin="round" stroke-linecap="round"/>' if d else ""


def _strokes(part: BaseGeometry) -> list[tuple[BaseGeometry, bool]]:
    if isinstance(part, Polygon):
        return [(ring, True) for ring in (part.exterior, *part.interiors)]
    return [(part, False)] if isinstance(part, LineString) else []


def _path(line: BaseGeometry, frame: Frame, *, closed: bool) -> str:
    lon, lat = np.asarray(line.coords)[:, :2].T
    x, y = frame.paper(lon, lat)
    points = " ".join(f"{a:.2f} {b:.2f}" for a, b in zip(x.tolist(), y.tolist(), strict=True))
    return f"M{points}{'Z' if closed else ''}"
