"""Bring an input to the reader of its format, and what lies in it to theirs: `articles`."""

from collections.abc import Iterator
from io import SEEK_END, BytesIO
from typing import BinaryIO, NamedTuple

from geo.errors import InputError, LimitError
from geo.models import Article
from geo.readers import archives, feeds, mail, pdf, rows, text, web, word
from geo.readers.details import NOTHING
from geo.readers.formats import CORPORA, HEAD, Format, format_of
from geo.readers.job import WITHIN, Inner, Job, Outcome, Read, bounded, whole


class Begun(NamedTuple):
    """Say that a file in an archive is about to be read."""

    source: str


def _text(file: BinaryIO, job: Job) -> Iterator[Article]:
    found = text.read(whole(file, job, job.limits.document), job.source, NOTHING)
    bounded(found.text, job)
    yield found


READERS: dict[Format, Read] = {
    "text": _text,
    "web": web.read,
    "mail": mail.read,
    "pdf": pdf.read,
    "word": word.read,
    "csv": rows.csv_rows,
    "excel": rows.excel,
    "jsonl": rows.json_lines,
    "parquet": rows.parquet,
    "feed": feeds.read,
    "zip": archives.zipped,
    "tar": archives.tarred,
}


def articles(file: BinaryIO, job: Job, *, skip: int = 0) -> Iterator[Article | InputError | Begun]:
    """Read all articles of an input; what cannot be read is an error in its place, and the rest goes on.

    The first `skip` files of an archive are passed over unread.
    """
    number, found = 0, False
    for each in _guarded(file, job):
        found = True
        if not isinstance(each, Inner):
            yield each
            continue
        number += 1
        if number <= skip:
            continue
        inner = job.within(each.name)
        if job.nesting == 0:
            yield Begun(inner.source)
        yield from _within(each, inner)
    if not found:
        yield InputError(f"{job.source} holds no article in a format that Marsad reads; look what is in it.")


def _within(given: Inner, job: Job) -> Iterator[Article | InputError | Begun]:
    """Read a file that lies in another."""
    if job.nesting > job.limits.nesting:
        yield LimitError(f"{job.source} lies more than {job.limits.nesting} archives deep; unpack it first.")
        return
    try:
        raw = given.load()
    except InputError as error:
        yield error
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception as error:  # noqa: BLE001  # a damaged file may make a library raise anything
        yield _damaged(job, error)
    else:
        yield from articles(BytesIO(raw), job)


def _guarded(file: BinaryIO, job: Job) -> Iterator[Outcome]:
    """Read one file by its format; whatever its reader raises becomes an error that names the file."""
    try:
        head = file.read(HEAD)
        file.seek(0)
        kind = job.kind or format_of(job.source.rpartition(WITHIN)[2], head)
        _check_size(file, kind, job)
        yield from READERS[kind](file, job)
    except InputError as error:
        yield error
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception as error:  # noqa: BLE001  # a damaged file may make a library raise anything
        yield _damaged(job, error)


def _check_size(file: BinaryIO, kind: Format, job: Job) -> None:
    size = file.seek(0, SEEK_END)
    file.seek(0)
    most = job.limits.corpus if kind in CORPORA else job.limits.document
    if size > most:
        raise LimitError(f"{job.source} has {size:,} bytes, more than {most:,}; split it first.")


def _damaged(job: Job, error: Exception) -> InputError:
    if isinstance(error, RecursionError):
        return LimitError(f"{job.source} is nested too deeply to be read; save its text as .txt.")
    return InputError(f"{job.source} is damaged or not what its name says ({type(error).__name__}); open it, and save it anew or as .txt.")
