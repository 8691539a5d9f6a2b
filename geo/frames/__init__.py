"""Choose incidents by a `Filter`, sum them up, and lay them out as a GeoDataFrame: `select`, `figures`, `to_geodataframe`."""

from geo.frames.geodataframe import COLUMNS, to_geodataframe
from geo.frames.selection import LOCATING, first_day, last_day, select
from geo.frames.sums import Figures, figures

__all__ = ["COLUMNS", "LOCATING", "Figures", "figures", "first_day", "last_day", "select", "to_geodataframe"]
