"""Read web pages without their boilerplate: `read`, `page`, `plain`.

The language that a page declares is not used: themes declare their own, and the text tells better.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from geo.errors import InputError, LimitError
from geo.models import Article
from geo.readers.details import Details, article, headed, label
from geo.readers.job import Job, bounded, whole
from geo.readers.text import guess, marked

if TYPE_CHECKING:
    from trafilatura.settings import Document

DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,500}>")
DECLARED_WITHIN = 4096
MARKUP = re.compile(r"<(?:p|div|br|span|a|b|strong|em|img|ul|figure|html|body)\b[^<>]{0,2000}>", re.IGNORECASE)
BLOCKS = frozenset(
    {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figure", "ul", "ol", "table", "section"}
)
UNSEEN = frozenset({"script", "style", "noscript", "template", "iframe", "object", "figcaption"})
BLANKS = re.compile(r"\s{100,}")
NEWLINES = re.compile(r"[ \t\xa0]*\n\s*")
RULE = re.compile(r"[|\s:-]*")  # between the head of a table and its rows
LISTED = re.compile(r"\n\n(?=[-|] )")
ADDRESS = re.compile(r"https?://[^\s<>\"']{1,2000}")


def read(file: BinaryIO, job: Job) -> Iterator[Article]:
    """Read a web page."""
    raw = whole(file, job, job.limits.web)
    yield page(decoded(raw, job, job.charset), job)


def page(html: str, job: Job, found: Details | None = None) -> Article:
    """Take the main text of a page, with its title, day, outlet and address; `found` wins over what the page says.

    Raises:
        LimitError: the page has more tags than an article has.
        InputError: there is no article in it.
    """
    checked_tags(html, job)
    html = DECLARATION.sub("", shortened(html), count=1)
    known = _extracted(html, precise=True) or _extracted(html, precise=False)
    if known is None:
        raise InputError(f"{job.source} holds no article (no main text was found); save the text as .txt.")
    title = label(known.title)
    said = Details(published=known.date, outlet=label(known.sitename or known.hostname), url=address(known.url), title=title)
    details = (found or Details()).over(said)
    return article(bounded(headed(details.title, _paragraphs(known.text or "")), job), job.source, details)


def _paragraphs(text: str) -> str:
    """Put a blank line between paragraphs, and none between the lines of a list or table."""
    lines = (each.rstrip() for each in text.split("\n") if not RULE.fullmatch(each))
    return LISTED.sub("\n", "\n\n".join(lines))


def _extracted(html: str, *, precise: bool) -> "Document | None":
    """Find the main text; `precise` leaves out what may be the lead of another article, and sometimes text in odd places."""
    from trafilatura import bare_extraction  # noqa: PLC0415  # slow to import

    known = bare_extraction(
        html,
        with_metadata=True,
        include_comments=False,
        favor_precision=precise,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    return None if known is None or isinstance(known, dict) or not known.text else known


def checked_tags(text: str, job: Job) -> None:
    """Refuse what has more tags than an article has, before a parser makes a tree of them.

    Raises:
        LimitError: it has.
    """
    if text.count("<") > job.limits.tags:
        raise LimitError(f"{job.source} has more than {job.limits.tags:,} tags; save its text as .txt.")


def shortened(text: str) -> str:
    """Cut long blanks of markup short: they mean nothing, and many a parser's patterns take very long over them."""
    return BLANKS.sub("\n\n", text)


def decoded(raw: bytes, job: Job, charset: str | None = None) -> str:
    """Decode markup: by its mark, by what the mail or the page itself declares, as UTF-8, or by a guess.

    Raises:
        InputError: it is no text.
    """
    declared = DECLARED.search(raw, 0, DECLARED_WITHIN)
    for encoding in (marked(raw), charset, declared and declared[1].decode("ascii", "replace")):
        try:
            if encoding:
                return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode(guess(raw, job.source), errors="replace")


def plain(text: str, job: Job) -> str:
    """Turn a fragment of markup, as feeds and tables carry it, into text; leave plain text alone."""
    from lxml import etree, html  # noqa: PLC0415  # slow to import

    if not MARKUP.search(text):
        return text
    checked_tags(text, job)
    try:
        root = html.fragment_fromstring(shortened(text.replace("\0", "")), create_parent="div")
    except (etree.ParserError, ValueError, AssertionError) as error:
        raise InputError(f"{job.source} holds markup that cannot be read; save its text as .txt.") from error
    etree.strip_elements(root, *UNSEEN, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    for each in root.iter(*BLOCKS):
        each.tail = "\n" + (each.tail or "")
        each.text = "\n" + (each.text or "") if each.tag != "br" else each.text
    return NEWLINES.sub("\n\n", "".join(root.itertext())).strip()


def address(value: object) -> str | None:
    """Pass on a web address; None for anything else."""
    return value if isinstance(value, str) and ADDRESS.fullmatch(value) else None
