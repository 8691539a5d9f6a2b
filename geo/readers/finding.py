"""Find what there is to read: under a path, or in a manifest: `find`, `read_manifest`."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from geo.errors import InputError, MissingInputError
from geo.readers.details import Details
from geo.readers.formats import MANIFEST, SUFFIXES, by_name


def find(path: Path) -> Iterator[Path]:
    """Give the inputs under a path: the file itself, or the files of a folder that have a format Marsad reads, sorted.

    A `manifest.jsonl` in a folder names articles and is none.

    Raises:
        MissingInputError: there is nothing at the path, or nothing to read in the folder.
    """
    if not path.is_dir():
        yield path
        return
    found = sorted(each for each in path.rglob("*") if by_name(each.name) and each.name != MANIFEST and each.is_file())
    if not found:
        raise MissingInputError(f"There is no article in the folder {path}; put {' '.join(SUFFIXES)} files there or name another.")
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
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(f"{path}, line {number} is no JSON; write one object a line.") from error
    if not isinstance(row, Mapping) or not isinstance(row.get("path"), str):
        raise InputError(f"{path}, line {number} names no article; give each object a 'path'.")
    details = {key: row[key] for key in Details.__slots__ if isinstance(row.get(key), str)}
    return path.parent / row["path"], Details(**details)
