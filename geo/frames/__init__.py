"""Choose incidents by a `Filter`, sum them up, and lay them out as a GeoDataFrame: `select`, `figures`, `to_geodataframe`.

`changes` compares periods; `facets` and `histogram` say what there is to choose from.
"""

from geo.frames.facets import Bin, Facets, facets, histogram
from geo.frames.geodataframe import COLUMNS, to_geodataframe
from geo.frames.given import Given, reports_in
from geo.frames.selection import LOCATING, first_day, last_day, select, source_name
from geo.frames.sums import LOW_BASE, Changes, Figures, changes, figures

__all__ = [
    "COLUMNS",
    "LOCATING",
    "LOW_BASE",
    "Bin",
    "Changes",
    "Facets",
    "Figures",
    "Given",
    "changes",
    "facets",
    "figures",
    "first_day",
    "histogram",
    "last_day",
    "reports_in",
    "select",
    "source_name",
    "to_geodataframe",
]
