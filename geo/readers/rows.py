"""Read tables with an article a row, as a stream: `csv_rows`, `json_lines`, `excel`, `parquet`."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from io import TextIOWrapper
from itertools import count
from typing import BinaryIO

from geo.errors import InputError, LimitError
from geo.models import Article
from geo.readers.archives import opened
from geo.readers.columns import from_row, guess
from geo.readers.job import Job
from geo.readers.text import guess as guess_encoding
from geo.readers.text import marked

SAMPLE = 65_536  # bytes that the encoding of a table is told from
DELIMITERS = ",;\t|"
BATCH = 64  # rows of a Parquet file that are held at once
MAX_COLUMNS = 100
THRIFT_BYTES = 50_000_000
THRIFT_ITEMS = 1_000_000


def csv_rows(file: BinaryIO, job: Job) -> Iterator[Article | InputError]:
    """Read a CSV file; its delimiter is the one of , ; tab | that its first line has most of."""
    sample = file.read(SAMPLE)
    file.seek(0)
    lines = TextIOWrapper(file, encoding=encoding_of(sample, job), errors="replace", newline="")
    first = lines.readline(SAMPLE)
    lines.seek(0)
    csv.field_size_limit(job.limits.cells)
    rows = csv.reader(lines, delimiter=delimiter_of(first))
    try:
        headers = next(rows, [])
        yield from _articles((dict(zip(headers, each, strict=False)) for each in rows if any(each)), headers, job)
    except csv.Error as error:
        raise InputError(f"{job.source} is no CSV that can be read ({error}); look at its quotes.") from error


def json_lines(file: BinaryIO, job: Job) -> Iterator[Article | InputError]:
    """Read JSON Lines, an object a line; what a line has beside the known fields is passed over."""
    columns = None
    for number in count(1):
        line = file.readline(job.limits.cells + 1)
        if not line:
            break
        source = f"{job.source}#{number}"
        if len(line) > job.limits.cells:
            raise LimitError(f"{source} is a line of more than {job.limits.cells:,} bytes; write an article a line.")
        if line.isspace():
            continue
        row = _object(line, source)
        if isinstance(row, InputError):
            yield row
            continue
        columns = columns or guess(list(row), job)
        yield from_row(row, columns, source, job)
        columns = columns._replace(warnings=())


def excel(file: BinaryIO, job: Job) -> Iterator[Article | InputError]:
    """Read the sheets of an Excel file whose first row names a column of text; formulas give the values they last had."""
    from openpyxl import load_workbook  # noqa: PLC0415  # slow to import

    opened(file, job)
    file.seek(0)
    for number, sheet in enumerate(load_workbook(file, read_only=True, data_only=True, keep_links=False).worksheets):
        sheet.reset_dimensions()
        rows = sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS)
        headers = ["" if each is None else str(each) for each in next(rows, ())]
        try:
            guess(headers, job)
        except InputError:
            if number:  # only the first sheet has to be a table of articles
                continue
            raise
        yield from _articles((dict(zip(headers, each, strict=False)) for each in rows if any(each)), headers, job, f"{sheet.title}!")


def parquet(file: BinaryIO, job: Job) -> Iterator[Article | InputError]:
    """Read a Parquet file, only the columns that are needed, a few rows at a time."""
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415  # slow to import

    table = ParquetFile(file, thrift_string_size_limit=THRIFT_BYTES, thrift_container_size_limit=THRIFT_ITEMS)
    headers = table.schema_arrow.names
    wanted = sorted(set(guess(headers, job).headers.values()))
    batches = table.iter_batches(batch_size=BATCH, columns=wanted)
    yield from _articles((row for each in batches for row in each.to_pylist()), headers, job)


def _articles(rows: Iterable[Mapping[str, object]], headers: list[str], job: Job, sheet: str = "") -> Iterator[Article | InputError]:
    """Make an article of every row; the first one tells which columns were taken."""
    columns = guess(headers, job)
    for number, each in enumerate(rows, start=2):
        yield from_row(each, columns, f"{job.source}#{sheet}{number}", job)
        columns = columns._replace(warnings=())


def delimiter_of(line: str) -> str:
    """Tell the delimiter of a table from its first line."""
    return max(DELIMITERS, key=line.count)


def _object(line: bytes, source: str) -> Mapping[str, object] | InputError:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return InputError(f"{source} is no JSON; write one object a line.")
    return row if isinstance(row, dict) else InputError(f"{source} is no JSON object; write one a line.")


def encoding_of(sample: bytes, job: Job) -> str:
    """Tell the encoding of a table from its beginning, cut where a character cannot be cut."""
    encoding = marked(sample)
    if encoding != "utf-8":
        return encoding
    try:
        sample[: sample.rfind(b"\n") + 1 or None].decode()
    except UnicodeDecodeError:
        return guess_encoding(sample, job.source)
    return encoding
