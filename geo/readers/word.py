"""Read Word files (.docx): `read`."""

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from geo.errors import LimitError
from geo.models import Article
from geo.readers.archives import opened
from geo.readers.details import Details, article, headed, label
from geo.readers.job import Job, bounded, whole

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell

DEEPEST_TABLE = 10


def read(file: BinaryIO, job: Job) -> Iterator[Article]:
    """Read paragraphs and tables in their order. The day it was made is no day of publication, and is left out.

    Raises:
        LimitError: it unpacks to too much, or has too many tags.
        InputError: it holds no text.
    """
    from docx import Document  # noqa: PLC0415  # slow to import

    raw = whole(file, job, job.limits.document)
    with opened(BytesIO(raw), job) as packed:
        for name in packed.namelist():
            if name.endswith((".xml", ".rels")) and packed.read(name).count(b"<") > job.limits.tags:
                raise LimitError(f"{job.source} has more than {job.limits.tags:,} tags; save its text as .txt.")
    document = Document(BytesIO(raw))
    title = label(document.core_properties.title)
    text = "\n\n".join(each for each in _paragraphs(document, 0) if each.strip())
    yield article(bounded(headed(title, text) if text else "", job), job.source, Details(title=title))


def _paragraphs(holder: "Document | _Cell", depth: int) -> Iterator[str]:
    from docx.text.paragraph import Paragraph  # noqa: PLC0415  # slow to import

    for each in holder.iter_inner_content():
        if isinstance(each, Paragraph):
            yield each.text
        elif depth < DEEPEST_TABLE:
            yield from _cells(each, depth + 1)


def _cells(table: "Table", depth: int) -> Iterator[str]:
    """Give the text of a table cell by cell; a cell that spans several is given once."""
    from docx.table import _Cell  # noqa: PLC0415  # slow to import

    for cell in table._tbl.iter_tcs():  # type: ignore[no-untyped-call]  # noqa: SLF001  # rows would repeat cells that span several
        yield from _paragraphs(_Cell(cell, table), depth)
