"""Write tables as CSV, harmless in a spreadsheet: `to_csv` a row an incident-place, `incidents_csv` a row an incident, `to_hxl`."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from geo.exports.columns import TABLES, Column
from geo.exports.rows import Row, incident_rows, place_rows
from geo.exports.selection import Selection
from geo.models import Report
from geo.settings import Worldview

# A spreadsheet takes a cell that opens with one of these for a formula, and runs it.
# Source: OWASP, CSV Injection.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def to_csv(reports: Iterable[Report], *, language: str, worldview: Worldview = "ma") -> str:
    """Write a heading and one row for each place of each incident; unresolved places have no coordinates.

    Text that a spreadsheet would run gets an apostrophe in front; numbers stay numbers, a longitude its minus.
    """
    return _table(TABLES["places"], (row for _, row in place_rows(reports, language=language, worldview=worldview)))


def incidents_csv(selection: Selection) -> str:
    """Write a heading and one row for each incident, its places named in one cell."""
    return _table(TABLES["incidents"], (row for _, row in incident_rows(selection.reports, language=selection.language)))


def to_hxl(selection: Selection) -> str:
    """Write the rows of `to_csv` with a row of hashtags under the heading. Source: HXL 1.1, hxlstandard.org."""
    rows = (row for _, row in place_rows(selection.reports, language=selection.language, worldview=selection.worldview))
    return _table(TABLES["places"], rows, tags=[each.hxl for each in TABLES["places"]])


def spreadsheet(text: str) -> bytes:
    """Encode a table as UTF-8 with the mark without which Excel takes it for Latin-1."""
    return text.encode("utf-8-sig", "replace")


def harmless(value: Any) -> Any:  # noqa: ANN401  any cell
    """Put an apostrophe before text that opens like a formula, blanks before it or not."""
    if not isinstance(value, str):
        return value
    opens = value.lstrip(" \u00a0\u200e\u200f\ufeff")
    return f"'{value}" if opens.startswith(RISKY) or value.startswith(RISKY) else value


def _table(columns: Sequence[Column], rows: Iterable[Row], tags: Sequence[str] = ()) -> str:
    names = [each.name for each in columns]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    if tags:
        writer.writerow(tags)
    writer.writerows([_cell(row[name]) for name in names] for row in rows)
    return out.getvalue()


def _cell(value: Any) -> Any:  # noqa: ANN401  any cell
    """Write a cell: true and false as every reader of CSV knows them."""
    return str(value).lower() if isinstance(value, bool) else harmless(value)
