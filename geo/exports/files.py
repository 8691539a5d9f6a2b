"""Write an export to a file, in the format its suffix names or as a code book has it: `write`."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from geo.errors import InputError
from geo.exports.acled import to_acled
from geo.exports.features import to_geojson
from geo.exports.tables import to_csv
from geo.models import Report
from geo.settings import Worldview

Writer = Callable[[Sequence[Report], str, Worldview, str | None], bytes]


def write(  # noqa: PLR0913  each is a choice of its own
    reports: Iterable[Report],
    path: Path,
    *,
    language: str,
    worldview: Worldview = "ma",
    html: str | None = None,
    book: str | None = None,
) -> None:
    """Write `reports` to `path` as .geojson, .csv, or .html; the map's page comes rendered, as `html`.

    With `book` ('acled') it is a .csv in the columns and words of that code book.

    Raises:
        InputError: the suffix names no format, .html comes without a page, or the file cannot be written.
    """
    writer = FORMATS.get(path.suffix.lower()) if book is None else BOOKS[book]
    if writer is None:
        raise InputError(f"{path} has no suffix that Marsad can write; use one of {', '.join(FORMATS)}.")
    if book is not None and path.suffix.lower() != ".csv":
        raise InputError(f"{path} is no .csv file; the {book} table is one, so name it so.")
    content = writer(list(reports), language, worldview, html)
    try:
        path.write_bytes(content)
    except OSError as problem:
        raise InputError(f"{path} cannot be written ({problem.strerror}); choose another place.") from problem


def _geojson(reports: Sequence[Report], language: str, worldview: Worldview, _html: str | None) -> bytes:
    return to_geojson(reports, language=language, worldview=worldview).encode("utf-8", "replace")


def _csv(reports: Sequence[Report], language: str, worldview: Worldview, _html: str | None) -> bytes:
    return _spreadsheet(to_csv(reports, language=language, worldview=worldview))


def _acled(reports: Sequence[Report], language: str, worldview: Worldview, _html: str | None) -> bytes:
    return _spreadsheet(to_acled(reports, language=language, worldview=worldview))


def _spreadsheet(text: str) -> bytes:
    return text.encode("utf-8-sig", "replace")  # Excel takes UTF-8 for Latin-1 without the mark


def _page(_reports: Sequence[Report], _language: str, _worldview: Worldview, html: str | None) -> bytes:
    if html is None:
        raise InputError("A .html export needs the rendered map; call geo.maps.render_html and pass its page.")
    return html.encode("utf-8", "replace")


FORMATS: dict[str, Writer] = {".geojson": _geojson, ".csv": _csv, ".html": _page}
BOOKS: dict[str, Writer] = {"acled": _acled}
