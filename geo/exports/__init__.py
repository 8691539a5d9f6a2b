"""Write reports to files others can open: `to_geojson`, `to_csv`, and `write`, which goes by the file's suffix."""

from geo.exports.features import to_geojson
from geo.exports.files import FORMATS, write
from geo.exports.tables import to_csv

__all__ = ["FORMATS", "to_csv", "to_geojson", "write"]
