"""Read RSS and Atom feeds, an article an entry, from what the feed itself carries: `read`."""

import re
from collections.abc import Iterator
from datetime import date
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any, BinaryIO

from geo.errors import InputError
from geo.models import Article
from geo.readers.details import Details, article, headed, label
from geo.readers.job import Job, bounded, whole
from geo.readers.web import address, checked_tags, decoded, plain, shortened

ENTITY = "<!ENTITY"
ISO_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]|$)")


def read(file: BinaryIO, job: Job) -> Iterator[Article | InputError]:
    """Read every entry's text: its content, or its summary where it has none. Nothing an entry points to is fetched.

    Raises:
        InputError: it declares entities, or is no feed.
    """
    from feedparser import parse  # noqa: PLC0415  # slow to import

    text = decoded(whole(file, job, job.limits.web), job, job.charset)
    if ENTITY in text.upper():
        raise InputError(f"{job.source} declares entities of its own, as no feed does; leave it out.")
    checked_tags(text, job)
    feed = parse(BytesIO(_readable(text).encode("utf-8", "replace")), resolve_relative_uris=False, sanitize_html=False)
    if not feed.entries:
        raise InputError(f"{job.source} is no feed, or an empty one; give an RSS or Atom file.")
    outlet = label(feed.feed.get("title"))
    for number, each in enumerate(feed.entries, start=1):
        yield _entry(each, outlet, number, job)


def _readable(text: str) -> str:
    """Leave out the XML declaration, for the text is decoded, and long blanks: feedparser's patterns take very long over either."""
    text = shortened(text.lstrip("\ufeff\t\r\n "))
    return text.partition(">")[2] if text[:5].lower() == "<?xml" else text


def _entry(entry: Any, outlet: str | None, number: int, job: Job) -> Article | InputError:  # noqa: ANN401  # feedparser has no types
    source = address(entry.get("link")) or f"{job.source}#{number}"
    title = label(plain(str(entry.get("title", "")), job))
    details = Details(title=title, url=address(entry.get("link")), outlet=outlet, published=_day(entry))
    carried = [each.get("value") for each in entry.get("content", ())] or [entry.get("summary")]
    try:
        text = plain("\n\n".join(each for each in carried if isinstance(each, str)), job)
        return article(bounded(headed(title, text), job), source, details)
    except InputError as error:
        return error


def _day(entry: Any) -> str | None:  # noqa: ANN401  # feedparser has no types
    """Give the day of publication as the feed writes it, by the outlet's own clock."""
    said = str(entry.get("published") or entry.get("updated") or "")
    iso = ISO_DAY.match(said)
    try:
        return date.fromisoformat(iso[1]).isoformat() if iso else parsedate_to_datetime(said).date().isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
