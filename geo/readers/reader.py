"""Read articles of every format from files, addresses and bytes: `Reader`, `read`, `read_all`, `read_bytes`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from geo.errors import InputError, LimitError, MissingInputError
from geo.models import Article
from geo.readers import text
from geo.readers.details import NOTHING, Details, checked_date
from geo.readers.formats import HEAD, Format, by_name, format_of, is_address
from geo.readers.limits import LIMITS, Limits
from geo.readers.process import ReadingProcess, Request

if TYPE_CHECKING:
    from geo.fetching import Fetcher, Page  # who reads no address need not wait for it

MEDIA_TYPES: dict[str, Format] = {
    "text/html": "web",
    "application/xhtml+xml": "web",
    "application/pdf": "pdf",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "word",
}
FULL_TEXT = 2_000  # characters: an entry of a feed that carries so many is the article, and its page is not asked for
MAX_ENTRIES = 100  # of a feed, whose pages are fetched; what it says of more is taken as it is


class Reader:
    """Read one input after the other; close it, or use it in a `with`, for it may hold a process. One thread at a time may use it.

    Plain text is read here; every other format in a process of its own, which is bounded in time and memory and can do nothing but
    read. `columns` names the columns of tables, `fetcher` gets the pages whose addresses are given; None: no address is read.
    """

    def __init__(self, *, columns: Mapping[str, str] | None = None, limits: Limits = LIMITS, fetcher: "Fetcher | None" = None) -> None:
        """Say what every input is read with."""
        self._limits = limits
        self._fetcher = fetcher
        self._process = ReadingProcess(limits, columns)

    def __enter__(self) -> "Reader":
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """End the process, if there is one; the next input would start another."""
        self._process.close()

    def articles(self, source: Path | str, details: Details = NOTHING) -> Iterator[Article | InputError]:
        """Give all articles of a file or an address (http, https); what cannot be read is an error in its place.

        `details` win over what the input says of itself.
        """
        try:
            if isinstance(source, str) and is_address(source):
                yield from self._fetched(source, details)
            else:
                yield from self._known(self._file(Path(source)), details)
        except InputError as error:
            yield error

    def articles_in(self, raw: bytes, source: str, details: Details = NOTHING) -> Iterator[Article | InputError]:
        """Give all articles of bytes; `source` names where they come from, and by its ending their format if it has one."""
        try:
            yield from self._known(self._bytes(Request(source=source, raw=raw)), details)
        except InputError as error:
            yield error

    def _file(self, path: Path) -> Iterator[Article | InputError]:
        if not path.is_file():
            yield from self._bytes(Request(source=str(path), raw=_read(path, self._limits.document)))
        elif format_of(path.name, _read(path, HEAD, whole=False)) == "text":
            yield text.read(_read(path, self._limits.document), str(path), NOTHING)
        else:
            yield from self._process.articles(Request(source=str(path)))

    def _bytes(self, request: Request) -> Iterator[Article | InputError]:
        raw = request.raw or b""
        if (request.kind or format_of(request.source, raw[:HEAD])) == "text":
            yield text.read(raw, request.source, NOTHING)
        else:
            yield from self._process.articles(request)

    def _known(self, found: Iterable[Article | InputError], details: Details) -> Iterator[Article | InputError]:
        """Complete articles with what was known before."""
        published = checked_date(details.published, "The day of publication")
        for each in found:
            yield each if isinstance(each, InputError) else _completed(each, replace(details, published=published))

    def _fetched(self, url: str, details: Details) -> Iterator[Article | InputError]:
        """Read a page, or the pages that a feed names."""
        if self._fetcher is None:
            raise InputError(f"{url} is an address, and this reader fetches none; give it a fetcher, or save the page.")
        page = self._fetcher.fetch(url)
        kind = _kind(page)
        found = self._bytes(Request(source=url, raw=page.body, kind=kind, charset=page.charset))
        if kind == "feed":
            found = self._followed(found, self._fetcher)
        elif kind == "web":
            found = (_named(each, page) for each in found)
        yield from self._known(found, details)

    def _followed(self, entries: Iterator[Article | InputError], fetcher: "Fetcher") -> Iterator[Article | InputError]:
        """Read the page of each entry whose own text is short; what the page cannot give, the entry does."""
        for number, entry in enumerate(list(entries)):  # all of them first: the process reads one input at a time
            if isinstance(entry, InputError) or entry.url is None or len(entry.text) >= FULL_TEXT or number >= MAX_ENTRIES:
                yield entry
                continue
            known = Details(published=entry.published, outlet=entry.outlet, url=entry.url, title=entry.title)
            try:
                page = fetcher.fetch(entry.url)
            except InputError as error:
                yield replace(entry, warnings=(*entry.warnings, f"only what the feed says of it: {error}"))
                continue
            request = Request(source=entry.url, raw=page.body, kind=_kind(page), charset=page.charset)
            for each in self._bytes(request):
                yield each if isinstance(each, InputError) else _completed(each, known)


def read(path: Path | str, details: Details = NOTHING) -> Article:
    """Read one file that holds one article.

    Raises:
        MissingInputError: it is not there.
        InputError: it cannot be read, is too large, empty, no text, or holds several articles.

    >>> article = read("seeds/fr-01-saisie-tanger-med.txt", Details(published="2025-03-13"))
    >>> article.id, article.published, article.text[:10]
    ('fce78142376da979', '2025-03-13', 'Tanger Med')
    """
    with Reader() as reader:
        return _only(reader.articles(path, details), str(path))


def read_bytes(raw: bytes, source: str, details: Details = NOTHING) -> Article:
    """Make one article of bytes; `source` names where they come from, and by its ending their format if it has one.

    Raises:
        InputError: they are empty, no text, or hold several articles.
    """
    with Reader() as reader:
        return _only(reader.articles_in(raw, source, details), source)


def read_all(
    sources: Iterable[Path | str], details: Details = NOTHING, *, columns: Mapping[str, str] | None = None, fetcher: "Fetcher | None" = None
) -> Iterator[Article | InputError]:
    """Read all articles of many inputs, one process for all; what cannot be read is an error in its place.

    >>> [type(each).__name__ for each in read_all(["seeds/fr-01-saisie-tanger-med.txt", "nope.txt"])]
    ['Article', 'MissingInputError']
    """
    with Reader(columns=columns, fetcher=fetcher) as reader:
        for each in sources:
            yield from reader.articles(each, details)


def _only(found: Iterator[Article | InputError], source: str) -> Article:
    first, second = next(found, None), next(found, None)
    if isinstance(first, InputError):
        raise first
    if first is None:
        raise InputError(f"{source} holds no article; nothing to read.")
    if second is not None:
        raise InputError(f"{source} holds several articles; read them with read_all.")
    return first


def _read(path: Path, most: int, *, whole: bool = True) -> bytes:
    """Read a file, or only its first bytes.

    Raises:
        MissingInputError: it is not there.
        LimitError: it is larger than `most` bytes, and was to be read whole.
        InputError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(most + whole)
    except FileNotFoundError as error:
        raise MissingInputError(f"There is no file {path}; check its name.") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); check its permissions.") from error
    if len(raw) > most:
        raise LimitError(f"{path} has more than {most:,} bytes; split it into articles first.")
    return raw


def _kind(page: "Page") -> Format:
    """Tell the format of a page: its first bytes tell a feed or a table from what servers call text, else what the server says."""
    found = format_of("", page.body[:HEAD])
    if found != "text":
        return found
    return MEDIA_TYPES.get(page.media_type) or by_name(urlsplit(page.url).path) or "text"


def _completed(found: Article, known: Details) -> Article:
    """Give an article what is known of it, which wins over what it says of itself."""
    return replace(found, **{key: getattr(known, key) or getattr(found, key) for key in Details.__slots__})


def _named(found: Article | InputError, page: "Page") -> Article | InputError:
    """Give an article that was fetched its address and outlet, where its page names none."""
    if isinstance(found, InputError):
        return found
    return replace(found, url=found.url or page.url, outlet=found.outlet or urlsplit(page.url).hostname)
