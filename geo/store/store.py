"""Save, find, list and delete readings: `Store`."""

from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Self, TypeVar
from weakref import finalize

from sqlalchemy import ColumnElement, Select, delete, func, select
from sqlalchemy.exc import DataError, IntegrityError

from geo.errors import RecordError, StoreError
from geo.languages.folding import fold
from geo.models import Article, Entries, Filter, Reading, Report, reports
from geo.store import sqlite, writes
from geo.store.database import make_engine, reading, shown, writing
from geo.store.nouns import Kept, Quarantined, Source, SourceKind, Status
from geo.store.queries import entries, held, incidents_for, latest_first, says
from geo.store.rows import Record, plain, record, unpacked
from geo.store.schema import KEY, make_or_upgrade
from geo.store.tables import ArticleRow, FailureRow, IncidentRow, Meta, SourceRow, WordsRow

DEMO = "demo"
Value = TypeVar("Value")


class Store:
    """Hold readings in the database at `url`; a text is kept once, whatever the number of its sources.

    It may be used by many threads and many processes at once: each call is a transaction of its own, and what a call
    has returned of is on the disk.

    >>> from tempfile import TemporaryDirectory
    >>> import geo
    >>> article = geo.Article(text="Deux suspects ont été arrêtés à Rissani.", source="example", published="2025-01-10", language="fr")
    >>> with TemporaryDirectory() as folder, geo.Store(f"sqlite:///{folder}/marsad.db") as store:
    ...     kept = store.save(geo.parse(article))
    ...     [each.incident.type for each in store.reports(geo.Filter(text="rissani"))]
    ['arrest']
    """

    def __init__(self, url: str) -> None:
        """Open the database, making it where there is none and bringing an older one to today's schema.

        `url` is a SQLAlchemy URL, such as sqlite:///marsad.db. An older SQLite database is copied beside itself first.

        Raises:
            StoreError: the database cannot be opened, is none, or was written by a newer Marsad.
        """
        self.url = url
        self._engine = make_engine(url)
        finalize(self, self._engine.dispose)
        self._indexed = sqlite.is_sqlite(self._engine.url)
        self.upgraded_from = make_or_upgrade(self._engine)

    def __enter__(self) -> Self:
        """Give the store itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the database."""
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def save(self, reading: Reading, *, source_kind: SourceKind = "file") -> Kept:
        """Keep a reading, in place of an earlier reading of the same text; saving twice changes nothing.

        Where the source held another text before, that one becomes the `previous` version and is shown no more. Of a text
        that several sources published, the reading with the earliest day of publication is kept.

        Raises:
            StoreError: the database cannot be written; nothing of the reading is kept then.
        """
        return self.save_all([record(reading, kind=source_kind)])[0]

    def save_all(self, records: Sequence[Record], failed: Iterable[Quarantined] = ()) -> list[Kept]:
        """Keep many records, and put what failed into quarantine: all of it or, after an error, nothing.

        Raises:
            StoreError: the database cannot be written.
        """
        try:
            with writing(self._engine) as connection:
                kept = [writes.put(connection, each) for each in records]
                writes.put_places(connection, {key: told for each in records for key, told in each.named.items()})
                for each in failed:
                    writes.put_failure(connection, each)
                writes.count_revision(connection)
        except StoreError as error:
            if isinstance(error.__cause__, (IntegrityError, DataError)):
                names = ", ".join(each.name for each in records)
                raise RecordError(f"The reading of {names} contradicts what is kept; parse it again or report it.") from error
            raise
        return kept

    def readings(self, said: str = "", *, skip: int = 0, most: int | None = None) -> list[Reading]:
        """List the readings of all texts that a source still holds, the latest published first: all, or `most` after `skip` of them.

        With `said` only those in whose title, outlet or text all its words stand, anywhere in a word, whatever their
        accents or vowel signs.
        """
        query = select(ArticleRow.reading).where(*self._saying(said)).order_by(*latest_first()).offset(skip or None).limit(most)
        with reading(self._engine) as connection:
            return [unpacked(each) for each in connection.scalars(query)]

    def count(self, said: str = "") -> int:
        """Count what `readings` would list."""
        return self._scalar(select(func.count()).select_from(ArticleRow).where(*self._saying(said))) or 0

    def _saying(self, said: str) -> list[ColumnElement[bool]]:
        asked = [select(WordsRow.article_id).where(says(word, indexed=self._indexed)) for word in fold(said).split()]
        return [held(), *(ArticleRow.id.in_(each) for each in asked)]

    def reading(self, article_id: str) -> Reading | None:
        """Find the reading of one text, whether or not a source still holds it."""
        blob = self._scalar(select(ArticleRow.reading).where(ArticleRow.id == article_id))
        return None if blob is None else unpacked(blob)

    def previous(self, article_id: str) -> str | None:
        """Name the text that a source held before this one."""
        told = (SourceRow.article_id == article_id, SourceRow.previous.is_not(None))
        return self._scalar(select(SourceRow.previous).where(*told).order_by(SourceRow.number.desc()).limit(1))

    def history(self, article_id: str) -> list[str]:
        """Name a text and its earlier versions, the latest first."""
        found: list[str] = []
        each: str | None = article_id
        while each is not None and each not in found:
            found.append(each)
            each = self.previous(each)
        return found

    def sources(self, article_id: str) -> list[Source]:
        """List where a text was found, in the order of finding."""
        query = select(SourceRow.__table__).where(SourceRow.article_id == article_id).order_by(SourceRow.number)
        with reading(self._engine) as connection:
            rows = connection.execute(query).mappings()
            return [Source(**{key: row[key] for key in Source.__slots__}) for row in rows]

    def reports(self, chosen: Filter | None = None) -> list[Report]:
        """List incidents, each with the article that tells of it: all of them, or those that may pass `chosen`.

        The index answers all of a filter but for actors and outlets; `geo.frames.select` does, on what this gives.
        """
        if chosen is None:
            return [report for each in self.readings() for report in reports(each)]
        wanted = incidents_for(chosen, indexed=self._indexed)
        with reading(self._engine) as connection:
            ids = frozenset(connection.scalars(wanted))
            owners = select(IncidentRow.article_id).where(IncidentRow.id.in_(wanted))
            query = select(ArticleRow.reading).where(held(), ArticleRow.id.in_(owners)).order_by(*latest_first())
            blobs = connection.scalars(query).all()
        return [report for blob in blobs for report in reports(unpacked(blob)) if report.incident.id in ids]

    def reports_of(self, incident_ids: Sequence[str]) -> list[Report]:
        """List the incidents of these ids, each with its article, in the order of the ids; those that are not kept are left out."""
        owners = select(IncidentRow.article_id).where(IncidentRow.id.in_(incident_ids))
        with reading(self._engine) as connection:
            blobs = connection.scalars(select(ArticleRow.reading).where(ArticleRow.id.in_(owners))).all()
        found = {report.incident.id: report for blob in blobs for report in reports(unpacked(blob))}
        return [found[each] for each in incident_ids if each in found]

    def entries(self) -> Entries:
        """List all incidents that a source still tells of, the latest published first, without their articles."""
        with reading(self._engine) as connection:
            return entries(connection)

    def ids_for(self, chosen: Filter) -> frozenset[str]:
        """Name the incidents that pass what `chosen` asks of them, but for actors and outlets."""
        with reading(self._engine) as connection:
            return frozenset(connection.scalars(incidents_for(chosen, indexed=self._indexed)))

    def holds(self, article: Article) -> bool:
        """Tell whether this text was kept from this very source, with the same details, so that it need not be read again."""
        told = {"outlet": article.outlet, "url": article.url, "title": article.title, "published": article.published}
        same = [getattr(SourceRow, key).is_not_distinct_from(None if value is None else plain(value)) for key, value in told.items()]
        query = select(SourceRow.number).where(SourceRow.article_id == article.id, SourceRow.source == plain(article.source), *same)
        return self._scalar(query.where(SourceRow.current)) is not None

    def delete(self, article_id: str) -> bool:
        """Delete a text with its incidents and its earlier versions; tell whether it was there."""
        with writing(self._engine) as connection:
            found = writes.remove(connection, article_id)
            if found:
                writes.count_revision(connection)
        return found

    def quarantine(self) -> list[Quarantined]:
        """List the inputs that could not be kept, the latest first."""
        query = select(FailureRow.__table__).order_by(FailureRow.failed_at.desc(), FailureRow.source)
        with reading(self._engine) as connection:
            return [Quarantined(**row) for row in connection.execute(query).mappings()]

    def quarantined(self, source: str) -> Quarantined | None:
        """Find the entry of an input that could not be kept."""
        query = select(FailureRow.__table__).where(FailureRow.source == plain(source))
        with reading(self._engine) as connection:
            row = connection.execute(query).mappings().one_or_none()
        return None if row is None else Quarantined(**row)

    def release(self, source: str) -> bool:
        """Take an input out of the quarantine; tell whether it was there."""
        with writing(self._engine) as connection:
            return bool(connection.execute(delete(FailureRow).where(FailureRow.source == plain(source))).rowcount)

    @property
    def revision(self) -> int:
        """Count the writes so far: what was read at one revision holds until the next."""
        return int(self._meta(writes.REVISION) or 0)

    @property
    def demo(self) -> bool:
        """Tell whether this database holds a demo, which every page says."""
        return self._meta(DEMO) == "1"

    def mark_demo(self) -> None:
        """Mark this database as a demo, for good.

        Raises:
            StoreError: it holds real work.
        """
        with writing(self._engine) as connection:
            marked = connection.scalar(select(Meta.value).where(Meta.key == DEMO))
            if marked is None and connection.scalar(select(ArticleRow.id).limit(1)) is not None:
                raise StoreError(f"The database {shown(self._engine.url)} holds real work and cannot become a demo; name another file.")
            if marked is None:
                writes.set_meta(connection, DEMO, "1")

    def status(self) -> Status:
        """Sum up what the database holds."""
        path = sqlite.file_of(self._engine.url)
        languages = select(ArticleRow.language, func.count()).where(held()).group_by(ArticleRow.language).order_by(func.count().desc())
        failures = select(FailureRow.kind, func.count()).group_by(FailureRow.kind).order_by(FailureRow.kind)
        articles = select(func.count()).select_from(ArticleRow)
        shown_ids = select(ArticleRow.id).where(held())
        told = select(func.count()).select_from(IncidentRow).where(IncidentRow.article_id.in_(shown_ids))
        with reading(self._engine) as connection:
            meta = {row.key: row.value for row in connection.execute(select(Meta.key, Meta.value))}
            current = connection.scalar(articles.where(held())) or 0
            return Status(
                schema_version=int(meta[KEY]),
                revision=int(meta.get(writes.REVISION, 0)),
                demo=meta.get(DEMO) == "1",
                articles=current,
                replaced=(connection.scalar(articles) or 0) - current,
                sources=connection.scalar(select(func.count()).select_from(SourceRow)) or 0,
                incidents=connection.scalar(told) or 0,
                languages={row[0]: row[1] for row in connection.execute(languages)},
                failures={row[0]: row[1] for row in connection.execute(failures)},
                last_kept=connection.scalar(select(func.max(ArticleRow.kept_at))),
                bytes=None if path is None or not path.is_file() else sqlite.bytes_of(path),
            )

    def _meta(self, key: str) -> str | None:
        return self._scalar(select(Meta.value).where(Meta.key == key))

    def _scalar(self, query: Select[Value]) -> Value | None:
        with reading(self._engine) as connection:
            return connection.scalar(query)
