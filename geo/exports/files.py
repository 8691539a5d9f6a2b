"""Write an export to a file, in the format that is named or that its suffix tells: `write`; `exported` gives its bytes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from geo.errors import InputError
from geo.exports.acled import to_acled
from geo.exports.annotations import to_annotations
from geo.exports.arrow import to_parquet
from geo.exports.features import features
from geo.exports.geopackage import to_gpkg
from geo.exports.kml import to_kml
from geo.exports.lines import to_jsonl
from geo.exports.selection import Selection
from geo.exports.tables import incidents_csv, spreadsheet, to_csv, to_hxl
from geo.exports.workbook import to_xlsx
from geo.models import Filter, Report
from geo.settings import Worldview


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """Be a format: the suffix of its files, their media type, and the function that writes one."""

    suffix: str
    media: str
    make: Callable[[Selection], bytes]


def _text(content: str) -> bytes:
    return content.encode("utf-8", "replace")


def _csv(selection: Selection) -> bytes:
    return spreadsheet(to_csv(selection.reports, language=selection.language, worldview=selection.worldview))


def _incidents(selection: Selection) -> bytes:
    return spreadsheet(incidents_csv(selection))


def _hxl(selection: Selection) -> bytes:
    return spreadsheet(to_hxl(selection))


def _acled(selection: Selection) -> bytes:
    return spreadsheet(to_acled(selection.reports, language=selection.language, worldview=selection.worldview))


def _geojson(selection: Selection) -> bytes:
    return _text(features(selection))


def _jsonl(selection: Selection) -> bytes:
    return _text(to_jsonl(selection))


def _annotations(selection: Selection) -> bytes:
    return _text(to_annotations(selection))


# Of formats with the same suffix, the first is the one that the suffix tells.
FORMATS: dict[str, Format] = {
    "xlsx": Format(suffix=".xlsx", media="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", make=to_xlsx),
    "csv": Format(suffix=".csv", media="text/csv", make=_csv),
    "csv-incidents": Format(suffix=".csv", media="text/csv", make=_incidents),
    "acled": Format(suffix=".csv", media="text/csv", make=_acled),
    "hxl": Format(suffix=".csv", media="text/csv", make=_hxl),
    "geojson": Format(suffix=".geojson", media="application/geo+json", make=_geojson),
    "gpkg": Format(suffix=".gpkg", media="application/geopackage+sqlite3", make=to_gpkg),
    "parquet": Format(suffix=".parquet", media="application/vnd.apache.parquet", make=to_parquet),
    "kml": Format(suffix=".kml", media="application/vnd.google-earth.kml+xml", make=to_kml),
    "jsonl": Format(suffix=".jsonl", media="application/jsonl", make=_jsonl),
    "annotations": Format(suffix=".jsonld", media="application/ld+json", make=_annotations),
}


def exported(name: str, selection: Selection) -> bytes:
    """Give a selection as a file of the format `name`, one of `FORMATS`."""
    return FORMATS[name].make(selection)


def format_of(path: Path, named: str | None = None) -> str:
    """Give the format that a file is to have: the one `named`, else the one that its suffix tells.

    Raises:
        InputError: the suffix tells none, or is not that of the format named.
    """
    suffix = path.suffix.lower()
    if named is not None and suffix != FORMATS[named].suffix:
        raise InputError(f"{path} is no {FORMATS[named].suffix} file, which the format {named} is; name it so.")
    found = named or next((name for name, each in FORMATS.items() if each.suffix == suffix), None)
    if found is None:
        known = ", ".join(dict.fromkeys(each.suffix for each in FORMATS.values()))
        raise InputError(f"{path} has no suffix that Marsad can write; use one of {known}.")
    return found


def write(  # noqa: PLR0913  each is a choice of its own
    reports: Iterable[Report],
    path: Path,
    *,
    language: str,
    worldview: Worldview = "ma",
    named: str | None = None,
    chosen: Filter | None = None,
    made: date | None = None,
) -> None:
    """Write `reports`, already selected by `chosen`, to `path`, in the format `named` or the one that the suffix tells.

    `made` is the day that the file says it was made on, where the format has room for it.

    Raises:
        InputError: the suffix tells no format, or not the one named, or the file cannot be written.
    """
    name = format_of(path, named)
    content = exported(name, Selection(reports=list(reports), language=language, worldview=worldview, chosen=chosen, made=made))
    try:
        path.write_bytes(content)
    except OSError as problem:
        raise InputError(f"{path} cannot be written ({problem.strerror}); choose another place.") from problem
