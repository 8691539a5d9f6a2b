"""Say what a reader is asked for and what it gives: `Job`, `Inner`, `whole`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import BinaryIO, NamedTuple

from geo.errors import InputError, LimitError
from geo.models import Article
from geo.readers.formats import Format
from geo.readers.limits import LIMITS, Limits

WITHIN = "!/"  # between the name of an archive or message and that of a file in it
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Be one input to read: its name, its bounds, the columns named for a table, and how many containers it lies in.

    `kind` and `charset` are what a server has told of it, if one has. `columns` gives for a field of `Details`, or "text", the
    header of its column.
    """

    source: str
    limits: Limits = LIMITS
    columns: Mapping[str, str] = field(default_factory=dict)
    nesting: int = 0
    kind: Format | None = None
    charset: str | None = None

    def within(self, name: str) -> "Job":
        """Give the job for a file inside this one; characters that could spoil a terminal or a page are left out of its name."""
        shown = "".join(each for each in name if each.isprintable())
        return replace(self, source=f"{self.source}{WITHIN}{shown}", nesting=self.nesting + 1, kind=None, charset=None)


class Inner(NamedTuple):
    """Be a file inside another; `load` gives its bytes, and must be called before the next one is asked for."""

    name: str
    load: Callable[[], bytes]


Outcome = Article | InputError | Inner
Read = Callable[[BinaryIO, Job], Iterator[Outcome]]


def whole(file: BinaryIO, job: Job, most: int) -> bytes:
    """Read a file to its end.

    Raises:
        InputError: it is empty.
        LimitError: it has more than `most` bytes.
    """
    raw = file.read(most + 1)
    if len(raw) > most:
        raise LimitError(f"{job.source} has more than {most // MEGABYTE} MB; split it into articles first.")
    if not raw.strip():
        raise InputError(f"{job.source} is empty; nothing to read.")
    return raw


def bounded(text: str, job: Job) -> str:
    """Pass on a text that is no longer than an article may be.

    Raises:
        LimitError: it is longer.
    """
    if len(text) > job.limits.text:
        raise LimitError(f"{job.source} has a text of more than {job.limits.text:,} characters; split it into articles first.")
    return text
