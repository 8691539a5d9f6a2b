"""Write reports to files others can open: `write` goes by the file's suffix, `exported` gives the bytes of one of `FORMATS`.

`to_geojson`, `to_csv` and `to_acled` give text.
"""

from geo.exports.acled import left_out, to_acled
from geo.exports.features import to_geojson
from geo.exports.files import FORMATS, Format, exported, format_of, write
from geo.exports.selection import Selection, about
from geo.exports.tables import to_csv

__all__ = [
    "FORMATS",
    "Format",
    "Selection",
    "about",
    "exported",
    "format_of",
    "left_out",
    "to_acled",
    "to_csv",
    "to_geojson",
    "write",
]
