"""Read the text of PDF files: `read`."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, BinaryIO

from geo.errors import InputError, LimitError
from geo.models import Article
from geo.readers.details import Details, article, label
from geo.readers.job import Job, bounded, whole

if TYPE_CHECKING:
    from pypdf import PdfReader

FILE_NAME = re.compile(r"microsoft word|untitled|sans titre|\.(?:docx?|pdf|indd|odt|rtf|qxd)$", re.IGNORECASE)

SHAPED = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]+")  # ligatures, and Arabic letters as they are drawn
HYPHENATED = re.compile(r"(?<=[a-zà-öø-ÿ])[-\u00ad]\n(?=[a-zà-öø-ÿ])")
SPACES = re.compile(r"[ \t\xa0]{2,}")
ARABIC = re.compile("[\u0621-\u064a]")
STOP_BEFORE = re.compile(r"(?<!\S)([.،؛:؟!]+)(\w\S*)")
STOP_AFTER = re.compile(r"\w[.،؛:؟!](?!\S)")
STOP_ALONE = re.compile(r" ([.،؛:؟!]+)(?!\S)")
TURNED = re.compile("[\u0621-\u064a]|^[.،؛:؟!]+$")
ARABIC_ORDER = "Arabic in a PDF: words of a line may come in the wrong order"


def read(file: BinaryIO, job: Job) -> Iterator[Article]:
    """Read the text of all pages, a blank line between two. The day it was made is no day of publication, and is left out.

    Raises:
        LimitError: it has too many pages.
        InputError: it is locked, or holds only pictures.
    """
    from io import BytesIO  # noqa: PLC0415

    from pypdf import PdfReader  # noqa: PLC0415  # slow to import

    pdf = PdfReader(BytesIO(whole(file, job, job.limits.document)), strict=False)
    if pdf.is_encrypted and not pdf.decrypt(""):
        raise InputError(f"{job.source} is locked with a password; save it without one.")
    text = _written("\n\n".join(_pages(pdf, job)))
    arabic = len(ARABIC.findall(text)) * 4 > len(text)
    if not text.strip():
        raise InputError(f"{job.source} holds no text, only pictures; run it through text recognition first.")
    warnings = (ARABIC_ORDER,) if arabic else ()
    yield article(_ordered(text) if arabic else text, job.source, Details(title=_title(pdf)), warnings)


def _pages(pdf: "PdfReader", job: Job) -> Iterator[str]:
    size = 0
    for number, each in enumerate(pdf.pages):
        if number >= job.limits.pages:
            raise LimitError(f"{job.source} has more than {job.limits.pages:,} pages; split it into articles first.")
        text = bounded(each.extract_text(), job).replace("\0", "")
        size += len(text)
        if size > job.limits.text:
            raise LimitError(f"{job.source} has more than {job.limits.text:,} characters; split it into articles first.")
        yield text


def _written(text: str) -> str:
    """Turn letters as they are drawn into letters as they are written, and join words that a line break parts."""
    text = SHAPED.sub(lambda drawn: unicodedata.normalize("NFKC", drawn[0]), text)
    return HYPHENATED.sub("", SPACES.sub(" ", text))


def _ordered(text: str) -> str:
    """Bring the words of each line into the order of writing, if they come in that of the page, from left to right.

    They do where more stops stand before a word than after one.
    """
    if len(STOP_BEFORE.findall(text)) <= len(STOP_AFTER.findall(text)):
        return text
    return "\n".join(_turned(line) if ARABIC.search(line) else line for line in text.split("\n"))


def _turned(line: str) -> str:
    """Turn the words of a line round, but for runs of words in Latin script, which read from left to right."""
    words = STOP_BEFORE.sub(r"\1 \2", line).split()
    runs = groupby(reversed(words), key=lambda word: bool(TURNED.search(word)))
    turned = " ".join(word for arabic, run in runs for word in (run if arabic else reversed(list(run))))
    return STOP_ALONE.sub(r"\1", turned)


def _title(pdf: "PdfReader") -> str | None:
    """Give the title a PDF names, unless that is the name of the file it was made from."""
    title = label(pdf.metadata.title) if pdf.metadata else None
    return None if title is None or FILE_NAME.search(title) else title
