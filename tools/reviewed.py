"""Read the reviewed tables of `data/reviewed`: `read`."""

import csv
from collections.abc import Iterable, Mapping

from tools import DATA


def read(name: str) -> list[dict[str, str]]:
    """Read a reviewed table as rows; a line that begins with # is a comment."""
    with (DATA / "reviewed" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(_lines(file)))


def names_of(row: Mapping[str, str], column: str = "variants") -> list[str]:
    """Split a cell of names divided by bars."""
    return [name for name in row[column].split("|") if name]


def _lines(file: Iterable[str]) -> Iterable[str]:
    return (line for line in file if not line.startswith("#"))
