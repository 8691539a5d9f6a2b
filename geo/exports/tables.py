"""Write reports as CSV, a row an incident-place, harmless in a spreadsheet: `to_csv`."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from geo.exports.rows import COLUMNS, rows
from geo.models import Report
from geo.settings import Worldview

# A spreadsheet takes a cell that opens with one of these for a formula, and runs it.
# Source: OWASP, CSV Injection.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
LANGUAGES = ("fr", "ar", "en", "es")


def to_csv(reports: Iterable[Report], *, language: str, worldview: Worldview = "ma") -> str:
    """Write a heading and one row for each place of each incident; unresolved places have no coordinates.

    Text that a spreadsheet would run gets an apostrophe in front; numbers stay numbers, a longitude its minus.
    """
    table = [_flat(fields) for _, fields in rows(reports, language=language, worldview=worldview)]
    heading = [
        flat_key for key in COLUMNS for flat_key in ([f"place_name_{each}" for each in LANGUAGES] if key == "place_names" else [key])
    ]
    out = io.StringIO()
    writer = csv.DictWriter(out, heading, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(table)
    return out.getvalue()


def harmless(value: object) -> object:
    """Put an apostrophe before text that opens like a formula, blanks before it or not."""
    if not isinstance(value, str):
        return value
    opens = value.lstrip(" \u00a0\u200e\u200f\ufeff")
    return f"'{value}" if opens.startswith(RISKY) or value.startswith(RISKY) else value


def _flat(fields: dict[str, Any]) -> dict[str, object]:
    """Spread the names of the place over one column a language."""
    names = fields["place_names"]
    flat: dict[str, object] = {}
    for key, value in fields.items():
        if key == "place_names":
            flat |= {f"place_name_{each}": harmless(names.get(each)) for each in LANGUAGES}
        else:
            flat[key] = harmless(value)
    return flat
