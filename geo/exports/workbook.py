"""Write a selection as an Excel workbook, with the sheets about, incidents, places and articles: `to_xlsx`."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from geo.errors import InputError
from geo.exports.columns import TABLES
from geo.exports.rows import Row, article_rows, incident_rows, place_rows
from geo.exports.selection import ABOUT, Selection, about
from geo.exports.tables import harmless
from geo.languages.strings import say

if TYPE_CHECKING:
    from openpyxl import Workbook

MOST = 1_048_576  # rows that a sheet holds, its heading among them
LONGEST = 32_767  # characters that a cell holds
WIDTHS = {"text": 22, "whole": 11, "number": 12, "day": 12, "switch": 10}
ABOUT_WIDTHS = {"A": 32, "B": 100}
PROPERTIES = "docProps/core.xml"
EPOCH = "1980-01-01T00:00:00Z"  # the first moment that a ZIP file knows

# Excel reads _x003D_ as the character of that number. Source: ECMA-376, part 1, section 22.9.2.19.
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def to_xlsx(selection: Selection) -> bytes:
    """Write the sheets; cells that would run as formulas get an apostrophe in front, as in the CSV.

    Nothing in the file tells when it was made but the row that says so, so that the same selection gives the same bytes.

    Raises:
        InputError: there are more rows than a sheet holds.
    """
    from openpyxl import Workbook  # noqa: PLC0415  # 0.3 s that no other format waits for

    if sum(max(1, len(each.incident.places)) for each in selection.reports) >= MOST:
        raise InputError(f"The export has more rows than the {MOST:,} that Excel opens; write it as .csv, or filter more out.")
    book = Workbook(write_only=True)
    _tell(book, selection)
    reports, language = selection.reports, selection.language
    _fill(book, "incidents", (row for _, row in incident_rows(reports, language=language)), language)
    _fill(book, "places", (row for _, row in place_rows(reports, language=language, worldview=selection.worldview)), language)
    _fill(book, "articles", article_rows(reports), language)
    out = io.BytesIO()
    book.save(out)
    return _undated(out.getvalue())


def _tell(book: "Workbook", selection: Selection) -> None:
    """Fill the first sheet with what the file holds and what it leaves out."""
    sheet = book.create_sheet("about")
    sheet.sheet_view.rightToLeft = selection.language == "ar"
    for letter, width in ABOUT_WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    said = about(selection)
    for key in ABOUT:
        if key in said:
            sheet.append([say(selection.language, f"exports.about.{key}"), _cell(said[key])])


def _fill(book: "Workbook", name: str, rows: Iterable[Row], language: str) -> None:
    """Fill a sheet: its heading stays in sight, and its columns can be filtered."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    sheet, columns = book.create_sheet(name), TABLES[name]
    sheet.sheet_view.rightToLeft = language == "ar"
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS[column.kind]
    heading = [WriteOnlyCell(sheet, value=each.name) for each in columns]
    for cell in heading:
        cell.font = Font(bold=True)
    sheet.append(heading)
    number = _append(sheet, rows, [each.name for each in columns])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{number + 1}"


def _append(sheet: Any, rows: Iterable[Row], names: Sequence[str]) -> int:  # noqa: ANN401  openpyxl has no types
    number = 0
    for number, row in enumerate(rows, start=1):  # noqa: B007  the last is what is given back
        sheet.append([_cell(row[name]) for name in names])
    return number


def _cell(value: Any) -> Any:  # noqa: ANN401  any cell
    found = harmless(value)
    return _ESCAPE.sub("_x005F_", found[:LONGEST])[:LONGEST] if isinstance(found, str) else found


def _undated(book: bytes) -> bytes:
    """Take the moment of writing out of a workbook."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            content = given.read(name)
            plain = _STAMP.sub(rb"\g<1>" + EPOCH.encode(), content) if name == PROPERTIES else content
            made.writestr(zipfile.ZipInfo(name), plain, zipfile.ZIP_DEFLATED)
    return out.getvalue()
