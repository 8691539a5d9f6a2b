"""Write a selection as a GeoPackage, with the layers incidents, places and articles and a table about: `to_gpkg`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from geo.exports.arrow import GEOMETRY, POINTS, WGS84, layer
from geo.exports.columns import TABLES
from geo.exports.selection import Selection, about

NAME = "marsad.gpkg"
STAMP = "OGR_CURRENT_DATE"  # what GDAL writes for now
EPOCH = "1980-01-01T00:00:00.000Z"


def to_gpkg(selection: Selection) -> bytes:
    """Write the layers; an incident has the points that Marsad's map pins, an article none. Source: OGC GeoPackage 1.4."""
    import pyarrow as pa  # noqa: PLC0415  # the libraries take half a second that no other format waits for
    from pyogrio import write_arrow  # noqa: PLC0415

    said = about(selection)
    keys = pa.table({"key": pa.array(list(said)), "value": pa.array([str(each) for each in said.values()])})
    with TemporaryDirectory() as folder, _undated():
        path = Path(folder) / NAME
        for name in TABLES:
            given = {"geometry_name": GEOMETRY, "geometry_type": POINTS[name], "crs": WGS84} if name in POINTS else {}
            write_arrow(layer(selection, name), path, layer=name, driver="GPKG", append=path.exists(), **given)
        write_arrow(keys, path, layer="about", driver="GPKG", append=True)
        return path.read_bytes()


@contextmanager
def _undated() -> Iterator[None]:
    """Keep GDAL from writing the moment of writing."""
    from pyogrio import set_gdal_config_options  # noqa: PLC0415

    set_gdal_config_options({STAMP: EPOCH})
    try:
        yield
    finally:
        set_gdal_config_options({STAMP: None})
