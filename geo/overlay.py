"""Lay places of one's own over the gazetteer: `read_overlay`, `known_places`, `Overlay`.

The table is a CSV with the columns name, lat, lon and, if wanted, kind and variants (divided by |). Its places win over those
that ship: a name in it means its place and no other.
"""

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import get_args

from geo.errors import DataError, MissingInputError, OverlayError
from geo.gazetteer import Gazetteer, load, tables
from geo.languages.folding import fold
from geo.languages.tokens import keys_of
from geo.models import PlaceKind
from geo.settings import Settings

COLUMNS = ("name", "lat", "lon", "kind", "variants")
NEEDED = COLUMNS[:3]
KINDS = get_args(PlaceKind)
USUAL_KIND = "village"
LIMITS = {"lat": 90.0, "lon": 180.0}
MAX_NAME = 200
MAX_BYTES = 20_000_000
MAX_CELL = 10_000  # characters
DIGEST = 10
ARABIC = re.compile("[\u0600-\u06ff]")

Row = Mapping[str, str]
Table = list[list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """Hold rows for the gazetteer's two tables, and a sentence for each line that could not be used."""

    places: Table
    names: Table
    problems: tuple[str, ...] = ()


def known_places(settings: Settings) -> Gazetteer:
    """Give the gazetteer that ships, with the places of the settings' table over it, read anew when the file changes.

    Raises:
        MissingInputError: the table is not there.
        OverlayError: the table as a whole cannot be used.
    """
    return places_with(settings.places)


def places_with(path: Path | None) -> Gazetteer:
    """Give the gazetteer that ships, with the places of a table over it: `known_places` for who knows the table."""
    return load() if path is None else _laid_over(path, _stamp(path))


def problems_of(settings: Settings) -> tuple[str, ...]:
    """Say what is wrong with the lines of the settings' table, a sentence each; nothing without one."""
    path = settings.places
    return () if path is None else _read(path, _stamp(path)).problems


def read_overlay(path: Path) -> Overlay:
    """Read a table of places; every bad line is told, and the good ones are used all the same.

    Raises:
        MissingInputError: the table is not there.
        OverlayError: it is no UTF-8, too large, or lacks a column.
    """
    return _read(path, _stamp(path))


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError as error:
        raise MissingInputError(f"There is no table of places at {path}; check MARSAD_PLACES.") from error
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=4)
def _laid_over(path: Path, stamp: tuple[int, int]) -> Gazetteer:
    own = _read(path, stamp)
    places, names = tables()
    taken = {key for row in own.names for key in keys_of(row[1])}
    return Gazetteer([*places, *own.places], [*own.names, *(row for row in names if taken.isdisjoint(keys_of(row[1])))])


@lru_cache(maxsize=4)
def _read(path: Path, stamp: tuple[int, int]) -> Overlay:
    if stamp[1] > MAX_BYTES:
        raise OverlayError(f"The table of places {path} has {stamp[1]} bytes, more than {MAX_BYTES}; keep only the places you need.")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise OverlayError(f"The table of places {path} cannot be read as UTF-8; save it as 'CSV UTF-8'.") from error
    places: Table = []
    names: Table = []
    problems: list[str] = []
    first_line: dict[str, int] = {}
    for line, row in _rows(text, path):
        try:
            place, called = _place(row, first_line, line)
        except OverlayError as error:
            problems.append(f"{path.name}, line {line}: {error}")
            continue
        places.append(place)
        names += [[place[0], name, "ar" if ARABIC.match(name) else "", ""] for name in called]
    return Overlay(places=places, names=names, problems=tuple(problems))


def _rows(text: str, path: Path) -> Iterator[tuple[int, Row]]:
    """Read the rows with their line numbers; a spreadsheet may have put semicolons between the columns."""
    heading = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if heading.count(";") > heading.count(",") else ",")
    missing = [each for each in NEEDED if each not in (reader.fieldnames or ())]
    if missing:
        raise OverlayError(f"The table of places {path} lacks the column {', '.join(missing)}; its first line is {','.join(COLUMNS)}.")
    try:
        for row in reader:
            yield reader.line_num, {key: _cell(row.get(key) or "") for key in COLUMNS}
    except csv.Error as error:
        raise OverlayError(f"The table of places {path} is no CSV from line {reader.line_num} on ({error}); save it anew.") from error


def _cell(text: str) -> str:
    """Make the blanks of a cell single; the limit of the csv module is the whole process's, and other readers raise it."""
    if len(text) > MAX_CELL:
        raise csv.Error(f"a cell of more than {MAX_CELL} characters, as where a quotation mark is not closed")
    return " ".join(text.split())


def _place(row: Row, first_line: dict[str, int], line: int) -> tuple[list[str], list[str]]:
    """Make a row of places.csv and its names; raise OverlayError where the line cannot be used."""
    name = row["name"]
    if not _is_name(name):
        raise OverlayError(f"the name {name[:40]!r} is none; write one of 1 to {MAX_NAME} letters.")
    lat, lon = (_degrees(row[key], key) for key in LIMITS)
    kind = row["kind"] or USUAL_KIND
    if kind not in KINDS:
        raise OverlayError(f"the kind {kind[:40]!r} is not known; use one of {', '.join(KINDS)}.")
    slug = _slug(name)
    if slug in first_line:
        raise OverlayError(f"{name!r} is on line {first_line[slug]} already; give it a name of its own.")
    first_line[slug] = line
    called = [name, *(each.strip() for each in row["variants"].split("|") if _is_name(each))]
    arabic = next((each for each in called if ARABIC.match(each)), "")
    return [f"user:{slug}", name, kind, str(lat), str(lon), "0", *_codes(lat, lon), "", "", arabic, "", "", "", "overlay"], called


def _is_name(text: str) -> bool:
    return bool(keys_of(text)) and len(text) <= MAX_NAME and not any(unicodedata.category(each) == "Cc" for each in text)


def _degrees(text: str, column: str) -> float:
    if not re.fullmatch(r"[+-]?\d{1,3}([.,]\d+)?", text):
        raise OverlayError(f"{column} is {text[:40]!r}, which is no number of degrees; write it as 33.57.")
    value = float(text.replace(",", "."))
    if abs(value) > LIMITS[column]:
        raise OverlayError(f"{column} is {text}, beyond {LIMITS[column]:g} degrees; check that lat and lon are not exchanged.")
    return value


def _codes(lat: float, lon: float) -> Sequence[str]:
    """Give country, region, province and commune of a point; empty outside the boundaries, or where they are not at hand."""
    from geo.boundaries import area_at  # noqa: PLC0415  # who has no places of their own does not wait for it

    try:
        area = area_at(lat, lon)
    except DataError:
        return "", "", "", ""
    return area.country, area.region or "", area.province or "", area.commune or ""


def _slug(name: str) -> str:
    """Make an id of plain letters of a name; one in another script is named by its hash."""
    folded = fold(name)
    plain = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")
    return plain if len(plain) * 2 > len(folded) else hashlib.sha256(folded.encode()).hexdigest()[:DIGEST]
