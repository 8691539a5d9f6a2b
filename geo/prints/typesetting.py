"""Set a sheet in type, as pages of a PDF or as a picture of the first: `to_pdf`, `to_png`."""

import json
from typing import Literal

import typst

from geo.errors import DataError
from geo.prints.sheet import Sheet
from geo.settings import data_folder

TEMPLATE = "sheet.typ"
DPI = 200


def to_pdf(sheet: Sheet) -> bytes:
    """Set a sheet as a PDF, its text searchable; the same sheet always gives the same bytes."""
    return _compiled(sheet, "pdf")


def to_png(sheet: Sheet) -> bytes:
    """Set the first page of a sheet as a PNG: A4 at 200 dots an inch, 2339 by 1654 px."""
    return _compiled(sheet, "png")


def _compiled(sheet: Sheet, kind: Literal["pdf", "png"]) -> bytes:
    """Compile the template with the sheet as data: what an article says is never source.

    Raises:
        DataError: the template is not there.
    """
    folder = data_folder()
    template = folder / "prints" / TEMPLATE
    if not template.is_file():
        raise DataError(f"{template} is missing; install the package again.")
    return typst.compile(
        str(template),
        root=str(template.parent),
        format=kind,
        ppi=DPI,
        font_paths=[str(folder / "fonts")],
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(sheet.content, ensure_ascii=False, allow_nan=False), "made": sheet.made.isoformat()},
    )
