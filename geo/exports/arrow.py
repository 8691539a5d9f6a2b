"""Lay a selection out as Arrow tables with points, from which GeoParquet and GeoPackage are written: `layer`, `to_parquet`."""

import io
import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from geo.exports.columns import TABLES
from geo.exports.rows import Point, Row, article_rows, incident_rows, place_rows, point_of
from geo.exports.selection import Selection, about

if TYPE_CHECKING:
    import pyarrow as pa

GEOMETRY = "geometry"
POINTS = {"incidents": "MultiPoint", "places": "Point"}  # articles are nowhere
WGS84 = "EPSG:4326"
GEOPARQUET = "1.1.0"


def layer(selection: Selection, name: str) -> "pa.Table":
    """Give a table of `TABLES`, with a last column `geometry` (WKB, lon and lat) where it has points, null where there is none."""
    import pyarrow as pa  # noqa: PLC0415  # 0.2 s that no other format waits for

    types = {"text": pa.string(), "whole": pa.int64(), "number": pa.float64(), "day": pa.date32(), "switch": pa.bool_()}
    points, rows = ROWS[name](selection)
    fields = {each.name: pa.array([_typed(row[each.name], each.kind) for row in rows], types[each.kind]) for each in TABLES[name]}
    if name in POINTS:
        fields[GEOMETRY] = pa.array(_wkb(points, POINTS[name]), pa.binary())
    return pa.table(fields)


def to_parquet(selection: Selection) -> bytes:
    """Write a row an incident-place as GeoParquet; the file's metadata `marsad` tells what it holds. Source: GeoParquet 1.1."""
    import pyarrow.parquet as pq  # noqa: PLC0415

    table = layer(selection, "places")
    column = {"encoding": "WKB", "geometry_types": ["Point"]}  # without a crs: longitude and latitude in WGS 84
    meta = {"version": GEOPARQUET, "primary_column": GEOMETRY, "columns": {GEOMETRY: column}}
    said = {"geo": json.dumps(meta), "marsad": json.dumps(about(selection), ensure_ascii=False)}
    out = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(said), out, compression="zstd")
    return out.getvalue()


def _typed(value: Any, kind: str) -> Any:  # noqa: ANN401  any cell
    return date.fromisoformat(value) if kind == "day" and value is not None else value


def _wkb(points: Sequence[Sequence[Point]], kind: str) -> list[bytes | None]:
    """Write the points of each row, or None where there is none."""
    import shapely  # noqa: PLC0415

    made = [None if not each else shapely.Point(each[0]) if kind == "Point" else shapely.MultiPoint(each) for each in points]
    return list(shapely.to_wkb(made))


def _incidents(selection: Selection) -> tuple[list[list[Point]], list[Row]]:
    found = list(incident_rows(selection.reports, language=selection.language))
    return [points for points, _ in found], [row for _, row in found]


def _places(selection: Selection) -> tuple[list[list[Point]], list[Row]]:
    found = list(place_rows(selection.reports, language=selection.language, worldview=selection.worldview))
    return [_one(point_of(place)) for place, _ in found], [row for _, row in found]


def _one(point: Point | None) -> list[Point]:
    return [] if point is None else [point]


def _articles(selection: Selection) -> tuple[list[list[Point]], list[Row]]:
    return [], list(article_rows(selection.reports))


Rows = Callable[[Selection], tuple[list[list[Point]], list[Row]]]
ROWS: dict[str, Rows] = {"incidents": _incidents, "places": _places, "articles": _articles}
