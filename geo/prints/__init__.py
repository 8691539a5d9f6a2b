"""Print the map, on one page as a picture or on several as a PDF, without a network: `render_png`, `render_pdf`."""

from collections.abc import Iterable
from datetime import date

from geo.models import Filter, Report
from geo.prints.sheet import sheet
from geo.prints.typesetting import to_pdf, to_png
from geo.settings import Worldview

__all__ = ["render_pdf", "render_png"]


def render_png(  # noqa: PLR0913  each is a choice of its own
    reports: Iterable[Report],
    *,
    title: str,
    language: str,
    chosen: Filter | None = None,
    worldview: Worldview = "ma",
    made: date | None = None,
) -> bytes:
    """Render `reports`, already selected by `chosen`, as a picture of 2339 by 1654 px; `made` is the day it says it was made.

    Background incidents among them are drawn where `chosen` asks for them. The same arguments always give the same bytes.
    """
    page = sheet(reports, title=title, language=language, chosen=chosen, worldview=worldview, made=made, listed=False)
    return to_png(page)


def render_pdf(  # noqa: PLR0913  each is a choice of its own
    reports: Iterable[Report],
    *,
    title: str,
    language: str,
    chosen: Filter | None = None,
    worldview: Worldview = "ma",
    made: date | None = None,
) -> bytes:
    """Render `reports` as `render_png` does, as a PDF on A4: the map, then the incidents, numbered as on the map where they are few."""
    page = sheet(reports, title=title, language=language, chosen=chosen, worldview=worldview, made=made, listed=True)
    return to_pdf(page)
