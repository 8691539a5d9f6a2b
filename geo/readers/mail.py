"""Read messages (.eml) with what is attached to them, and web pages saved as one file (.mhtml): `read`."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import parseaddr, parsedate_to_datetime
from functools import partial
from typing import BinaryIO

from geo.errors import InputError
from geo.models import Article
from geo.readers.details import Details, article, headed, label
from geo.readers.formats import by_name
from geo.readers.job import Inner, Job, bounded, whole
from geo.readers.text import decode
from geo.readers.web import address, decoded, page

PAGE_SUFFIXES = (".mht", ".mhtml")
PAGE_ADDRESS = "Snapshot-Content-Location"
MAX_PARTS = 1000
MAX_HEADER = 50_000  # bytes
HEADER_END = re.compile(rb"\r?\n\r?\n|\r\r")


def read(file: BinaryIO, job: Job) -> Iterator[Article | Inner]:
    """Read a message's text, then what is attached to it; or the page that was saved."""
    raw = whole(file, job, job.limits.document)
    if (header := HEADER_END.search(raw)) is None or header.start() > MAX_HEADER:
        raise InputError(f"{job.source} has no header of a message, or one far too long; save its text as .txt.")
    message = message_from_bytes(raw, policy=policy.default)
    parts = _parts(message, job)
    if job.source.lower().endswith(PAGE_SUFFIXES) or PAGE_ADDRESS in message:
        yield _saved_page(message, parts, job)
        return
    body = _body(parts)
    attached = [each for each in parts if each is not body and by_name(each.get_filename() or "")]
    if body is not None or not attached:
        yield _letter(message, body, job)
    for each in attached:
        yield Inner(each.get_filename() or "", partial(_bytes, each))


def _parts(message: EmailMessage, job: Job) -> list[EmailMessage]:
    """List the parts that hold something, in their order.

    Raises:
        InputError: there are more than a message has.
    """
    found: list[EmailMessage] = []
    for number, each in enumerate(message.walk()):
        if number > MAX_PARTS:
            raise InputError(f"{job.source} has more than {MAX_PARTS:,} parts; save its text as .txt.")
        if not each.is_multipart():
            found.append(each)
    return found


def _body(parts: list[EmailMessage]) -> EmailMessage | None:
    """Choose the part that is the message: the first plain text, else the first page, that is not attached."""
    shown = [each for each in parts if each.get_content_disposition() != "attachment"]
    kinds = ("text/plain", "text/html")
    return next((each for kind in kinds for each in shown if each.get_content_type() == kind and _bytes(each).strip()), None)


def _letter(message: EmailMessage, body: EmailMessage | None, job: Job) -> Article:
    if body is None:
        raise InputError(f"{job.source} holds no text; nothing to read.")
    details = Details(
        title=label(message.get("Subject")), published=_day(message), outlet=label(parseaddr(str(message.get("From", "")))[0])
    )
    if body.get_content_type() == "text/html":
        return page(decoded(_bytes(body), job, body.get_content_charset()), job, details)
    text, warnings = _text(body, job)
    return article(bounded(headed(details.title, text), job), job.source, details, warnings)


def _saved_page(message: EmailMessage, parts: list[EmailMessage], job: Job) -> Article:
    root = next((each for each in parts if each.get_content_type() in ("text/html", "application/xhtml+xml")), None)
    if root is None:
        raise InputError(f"{job.source} holds no page; save it again as a complete web page.")
    where = address(message.get(PAGE_ADDRESS)) or address(root.get("Content-Location"))
    raw = _bytes(root)
    return page(decoded(raw, job, root.get_content_charset()), job, Details(url=where))


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: EmailMessage, job: Job) -> tuple[str, tuple[str, ...]]:
    """Decode a part by the charset it declares if that fits, else as any text."""
    raw = _bytes(part)
    try:
        return raw.decode(part.get_content_charset() or "utf-8"), ()
    except (UnicodeDecodeError, LookupError):
        return decode(raw, job.source)


def _day(message: EmailMessage) -> str | None:
    """Give the day a message was sent, by its sender's clock."""
    try:
        return parsedate_to_datetime(str(message["Date"])).date().isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
