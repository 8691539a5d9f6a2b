"""Do the part of an ingestion that goes on in a process of its own: `Worker` reads an item and parses its articles."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from geo.errors import InputError, MissingInputError
from geo.fetching import Fetcher
from geo.models import Article
from geo.pipeline import Failure, parse_all
from geo.readers import Details, Reader, is_address, named_columns
from geo.store import Quarantined, Record, SourceKind, Store, record

log = logging.getLogger(__name__)

Item = tuple[Path | str, Details] | Article | Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """Say what is being worked on, so that it can be named if this process dies of it."""

    source: str
    mark: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Say that a text was kept from this source before, and need not be parsed."""

    source: str
    article_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """Be a reading made ready to be kept, with what the reader had to guess."""

    record: Record
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """Say that an input failed before, looks as it did then, and was not tried again."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Say that there is no such input: nothing to put into quarantine."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """Say that a file which failed before now gave its articles."""

    source: str


Part = Begun | Known | Parsed | Skipped | Refused | Quarantined | Mended


class Worker:
    """Work on one item after the other; with `again`, what is known or failed before is parsed all the same."""

    def __init__(self, url: str, interface: str, *, again: bool, columns: str | None = None, fetcher: Fetcher | None = None) -> None:
        """Open the store, from which it is read what is known."""
        self._store = Store(url)
        self._reader = Reader(columns=named_columns(columns), fetcher=fetcher or Fetcher())
        self._interface = interface
        self._again = again

    def __call__(self, item: Item) -> Iterator[Part]:
        """Read an item and parse its articles."""
        if isinstance(item, Failure):
            yield Refused(source=item.source, reason=item.reason)
        elif isinstance(item, Article):
            yield from self._parse(item)
        else:
            yield from self._read(item)

    def _read(self, item: tuple[Path | str, Details]) -> Iterator[Part]:
        """Read a file and parse its articles, unless it failed before and looks as it did then."""
        source, stamp = source_of(item), _stamp(item[0])
        before = self._store.quarantined(source)
        if before is not None and before.mark is not None and before.mark == stamp and not self._again:
            yield Skipped(source=source, reason=before.reason)
            return
        settled = before is None
        yield Begun(source=source, mark=stamp)
        for each in self._reader.articles(*item):
            if isinstance(each, MissingInputError):
                yield Refused(source=source, reason=str(each))
            elif isinstance(each, InputError):
                settled = True
                yield Quarantined(source=source, kind="read", reason=str(each))
            else:
                settled = settled or each.source == source
                yield from self._parse(each)
            yield Begun(source=source, mark=stamp)
        if not settled:
            yield Mended(source=source)

    def _parse(self, article: Article) -> Iterator[Part]:
        """Parse an article, unless it is known."""
        source, mark = article.source, article.id
        if not self._again and self._store.holds(article):
            yield Known(source=source, article_id=mark)
            return
        before = None if self._again else self._store.quarantined(source)
        if before is not None and before.mark == mark:
            yield Skipped(source=source, reason=before.reason)
            return
        yield Begun(source=source, mark=mark)
        try:
            for each in parse_all([article], interface=self._interface):
                if isinstance(each, Failure):
                    yield Quarantined(source=source, kind="parse", reason=each.reason, mark=mark)
                else:
                    yield Parsed(record=record(each, kind=_kind(article)), warnings=each.warnings)
        except Exception as error:  # the worst article costs itself, and not its process
            log.exception("Article %s could not be parsed", source)
            reason = f"{source} could not be parsed ({type(error).__name__}); please report it with the file."
            yield Quarantined(source=source, kind="parse", reason=reason, mark=mark)


def source_of(item: Item) -> str:
    """Name where an item comes from."""
    return str(item[0]) if isinstance(item, tuple) else item.source


def _kind(article: Article) -> SourceKind:
    if is_address(article.source):
        return "url"
    return "paste" if article.source == "-" else "file"


def _stamp(source: Path | str) -> str | None:
    """Name what a file looks like from outside: its size and when it was changed."""
    try:
        found = Path(source).stat()
    except (OSError, ValueError):
        return None
    return f"{found.st_size}:{found.st_mtime_ns}"
