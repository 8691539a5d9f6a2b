"""Write an export to a file, in the format its suffix names: `write`."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from geo.errors import InputError
from geo.exports.features import to_geojson
from geo.exports.tables import to_csv
from geo.models import Report
from geo.settings import Worldview

Writer = Callable[[Sequence[Report], str, Worldview, str | None], bytes]


def write(reports: Iterable[Report], path: Path, *, language: str, worldview: Worldview = "ma", html: str | None = None) -> None:
    """Write `reports` to `path` as .geojson, .csv, or .html; the map's page comes rendered, as `html`.

    Raises:
        InputError: the suffix names no format, .html comes without a page, or the file cannot be written.
    """
    writer = FORMATS.get(path.suffix.lower())
    if writer is None:
        raise InputError(f"{path} has no suffix that Marsad can write; use one of {', '.join(FORMATS)}.")
    content = writer(list(reports), language, worldview, html)
    try:
        path.write_bytes(content)
    except OSError as problem:
        raise InputError(f"{path} cannot be written ({problem.strerror}); choose another place.") from problem


def _geojson(reports: Sequence[Report], language: str, worldview: Worldview, _html: str | None) -> bytes:
    return to_geojson(reports, language=language, worldview=worldview).encode("utf-8", "replace")


def _csv(reports: Sequence[Report], language: str, worldview: Worldview, _html: str | None) -> bytes:
    return to_csv(reports, language=language, worldview=worldview).encode(
        "utf-8-sig", "replace"
    )  # Excel takes UTF-8 for Latin-1 without the mark


def _page(_reports: Sequence[Report], _language: str, _worldview: Worldview, html: str | None) -> bytes:
    if html is None:
        raise InputError("A .html export needs the rendered map; call geo.maps.render_html and pass its page.")
    return html.encode("utf-8", "replace")


FORMATS: dict[str, Writer] = {".geojson": _geojson, ".csv": _csv, ".html": _page}
