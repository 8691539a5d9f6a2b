"""Look at the header of a table before it is read, and at the columns that would be taken: `header_of`."""

import csv
import json
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import NamedTuple

from geo.errors import InputError
from geo.readers.columns import usual
from geo.readers.formats import Format, by_name
from geo.readers.job import Job
from geo.readers.rows import MAX_COLUMNS, SAMPLE, delimiter_of, encoding_of

TABLES: frozenset[Format] = frozenset({"csv", "excel", "jsonl", "parquet"})
NONE: tuple[str, ...] = ()


class Header(NamedTuple):
    """Be the columns of a table, and those of them that would be taken, by field; none of either where the file must not be opened here."""

    found: Sequence[str]
    taken: Mapping[str, str]


def header_of(raw: bytes, name: str) -> Header | None:
    """Give the header of a table, None where its name promises none.

    Excel and Parquet are opened only in the process that reads: of them nothing is told.
    """
    kind = by_name(name)
    if kind not in TABLES:
        return None
    try:
        found = {"csv": _of_csv, "jsonl": _of_json}.get(kind, _of_none)(raw[:SAMPLE], name)
    except (InputError, ValueError, csv.Error, RecursionError, LookupError):
        found = NONE
    return Header(found[:MAX_COLUMNS], usual(found[:MAX_COLUMNS]))


def _of_csv(sample: bytes, name: str) -> Sequence[str]:
    told = sample.decode(encoding_of(sample, Job(source=name)), "replace").removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    line = told.splitlines()[0]
    return next(csv.reader(StringIO(told), delimiter=delimiter_of(line)), [])


def _of_json(sample: bytes, name: str) -> Sequence[str]:  # noqa: ARG001  the same shape as `_of_csv`
    first = json.loads(sample.splitlines()[0])
    return list(first) if isinstance(first, dict) else NONE


def _of_none(sample: bytes, name: str) -> Sequence[str]:  # noqa: ARG001  the same shape as `_of_csv`
    return NONE
