"""Write reports to files others can open: `to_geojson`, `to_csv`, `to_acled`, and `write`, which goes by the file's suffix."""

from geo.exports.acled import left_out, to_acled
from geo.exports.features import to_geojson
from geo.exports.files import BOOKS, FORMATS, write
from geo.exports.tables import to_csv

__all__ = ["BOOKS", "FORMATS", "left_out", "to_acled", "to_csv", "to_geojson", "write"]
