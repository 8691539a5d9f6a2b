"""Read articles from files and standard input: `read`, `read_bytes`, `read_manifest`, `find`."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from charset_normalizer import from_bytes

from geo.errors import InputError, MissingInputError
from geo.models import Article

SUFFIXES = frozenset({".txt"})
MAX_BYTES = 50_000_000
SNIFFED = 8192
ENCODINGS = ("cp1252", "cp1256", "iso8859_6")  # what the press of the four languages was written in before UTF-8
BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """Be what is known of an article beside its text, from a manifest or an option; None where nothing is."""

    published: str | None = None
    language: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None


NOTHING = Details()


def read(path: Path, details: Details = NOTHING) -> Article:
    """Read one file.

    Raises:
        MissingInputError: it is not there.
        InputError: it cannot be read, is too large, empty, or no text.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise InputError(f"{path} has {size:,} bytes, more than {MAX_BYTES:,}; split it into articles first.")
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise MissingInputError(f"There is no file {path}; check its name.") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); check its permissions.") from error
    return read_bytes(raw, str(path), details)


def read_bytes(raw: bytes, source: str, details: Details = NOTHING) -> Article:
    """Make an article of the bytes of a text; `source` names where they come from.

    Raises:
        InputError: they are empty or no text.
    """
    if not raw.strip():
        raise InputError(f"{source} is empty; nothing to read.")
    text, warnings = _decode(raw, source)
    text = Article.normalised(text)
    if not text.strip():
        raise InputError(f"{source} holds nothing but blanks; nothing to read.")
    return Article(
        text=text,
        source=source,
        outlet=details.outlet,
        url=details.url,
        title=details.title,
        language=details.language,
        published=checked_date(details.published, source),
        warnings=warnings,
    )


def _decode(raw: bytes, source: str) -> tuple[str, tuple[str, ...]]:
    """Decode as UTF-8 (or by its byte order mark); else guess among the encodings of the press and say so."""
    encoding = next((name for mark, name in BOMS.items() if raw.startswith(mark)), "utf-8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        return _guess(raw, source)
    if "\0" in text or _is_binary(text):
        raise InputError(f"{source} is no text (it holds control characters); give a .txt file.")
    return text, ()


def _guess(raw: bytes, source: str) -> tuple[str, tuple[str, ...]]:
    if b"\0" in raw[:SNIFFED] or _is_binary(raw[:SNIFFED].decode("latin_1")):
        raise InputError(f"{source} is no text; give a .txt file.")
    best = from_bytes(raw[:SNIFFED], cp_isolation=list(ENCODINGS)).best()
    guessed = best.encoding if best is not None else ENCODINGS[0]
    text = raw.decode(guessed, errors="replace")
    return text, (f"encoding guessed: {guessed}",)


def _is_binary(text: str) -> bool:
    """Tell whether more than one character in a hundred is a control character that no text holds."""
    sample = text[:SNIFFED]
    controls = sum(each < " " and each not in "\t\n\r\f\v\x1b" for each in sample)
    return controls * 100 > len(sample)


def checked_date(value: str | None, source: str) -> str | None:
    """Pass on an ISO date (YYYY-MM-DD).

    Raises:
        InputError: it is none.
    """
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise InputError(f"{source}: {value!r} is no date; write it YYYY-MM-DD.") from error


def find(path: Path) -> Iterator[Path]:
    """Give the articles under a path: the file itself, or the .txt files of a folder, sorted.

    Raises:
        MissingInputError: there is nothing at the path, or no article in the folder.
    """
    if not path.is_dir():
        yield path
        return
    found = sorted(each for each in path.rglob("*") if each.suffix.lower() in SUFFIXES and each.is_file())
    if not found:
        raise MissingInputError(f"There is no .txt file in the folder {path}; put articles there or name another.")
    yield from found


def read_manifest(path: Path) -> Iterator[tuple[Path, Details]]:
    """Give the articles a manifest names, a JSON object a line with `path` and what is known of each.

    Paths are relative to the manifest's folder.

    Raises:
        MissingInputError: it is not there.
        InputError: a line is no JSON object with a path.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError as error:
        raise MissingInputError(f"There is no manifest {path}; check its name.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The manifest {path} cannot be read as UTF-8; check it.") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _row(line, path, number)


def _row(line: str, path: Path, number: int) -> tuple[Path, Details]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"{path}, line {number} is no JSON ({error.msg}); write one object a line.") from error
    if not isinstance(row, Mapping) or not isinstance(row.get("path"), str):
        raise InputError(f"{path}, line {number} names no article; give each object a 'path'.")
    details = {key: row[key] for key in Details.__slots__ if isinstance(row.get(key), str)}
    return path.parent / row["path"], Details(**details)
