"""Make the tables of a new database, and bring an older one to today's schema: `make_or_upgrade`.

What cannot be made again (`meta`, `articles`, `sources`, `failures`) is changed step by step, each step a function of `STEPS` under
the number of the schema it leads to. All else is an index: it is dropped before the steps and made anew from the readings after them.
An upgrade is one transaction, so that a database is of one schema or of the other, whatever happens meanwhile.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, inspect, select, text

from geo.errors import StoreError
from geo.models import reading_from_json
from geo.store import postgresql, sqlite, writes
from geo.store.database import one_sentence, reading, shown, writing
from geo.store.rows import index, named, packed, plain, said, unpacked
from geo.store.tables import ArticleRow, IncidentPlaceRow, IncidentRow, Meta, PlaceRow, Table, WordsRow

SCHEMA_VERSION = 3
KEY = "schema_version"
INDEXES = (IncidentPlaceRow.__table__, IncidentRow.__table__, PlaceRow.__table__, WordsRow.__table__)


def make_or_upgrade(engine: Engine) -> int | None:
    """Bring a database to today's schema; give the one it had, None where it was new.

    An older SQLite database is copied beside itself first.

    Raises:
        StoreError: it belongs to another program, was written by a newer Marsad, or cannot be written.
    """
    with reading(engine) as connection:
        before = _version(connection)
    if before is None:
        with writing(engine) as connection:
            if _version(connection) is None:
                _make(connection)
    elif before > SCHEMA_VERSION:
        newer = f"was written by a newer Marsad (schema {before}); install that one or name another file"
        raise StoreError(f"The database {shown(engine.url)} {newer}.")
    elif before < SCHEMA_VERSION:
        with writing(engine, rebuilds=True) as connection:
            if _version(connection) == before:  # no other process was first
                _copy_beside(engine, before)
                _upgrade(connection, before)
    return before


def copy_of(engine: Engine, version: int) -> Path | None:
    """Name the copy that an upgrade leaves beside a database of an older schema, None where it is no file."""
    path = sqlite.file_of(engine.url)
    return None if path is None else path.with_name(f"{path.name}.schema-{version}")


def reindex(connection: Connection) -> None:
    """Make all rows that follow from the readings."""
    for blob in connection.scalars(select(ArticleRow.reading)).all():
        kept = unpacked(blob)
        incidents, places = index(kept)
        for table, rows in ((IncidentRow, incidents), (IncidentPlaceRow, places)):
            if rows:
                connection.execute(insert(table), rows)
        writes.put_places(connection, named(kept))
        connection.execute(insert(WordsRow), {"article_id": kept.article.id, "said": said(kept)})


def _version(connection: Connection) -> int | None:
    """Give the schema of a database, None where there is nothing in it."""
    tables = set(inspect(connection).get_table_names())
    if Meta.__tablename__ in tables:
        found = connection.scalar(select(Meta.value).where(Meta.key == KEY))
        return None if found is None else int(found)
    if tables:
        shown_url = shown(connection.engine.url)
        raise StoreError(f"The database {shown_url} belongs to another program; name another file in MARSAD_DATABASE.")
    return None


def _make(connection: Connection) -> None:
    _make_tables(connection)
    connection.execute(insert(Meta).values(key=KEY, value=str(SCHEMA_VERSION)))


def _make_tables(connection: Connection) -> None:
    Table.metadata.create_all(connection)
    url = connection.engine.url
    if sqlite.is_sqlite(url):
        sqlite.make_index(connection)
    elif postgresql.is_postgresql(url):
        postgresql.make_index(connection)


def _copy_beside(engine: Engine, version: int) -> None:
    path = copy_of(engine, version)
    if path is None:
        return
    try:
        with one_sentence(engine.url):
            sqlite.copy(engine, path)
    except OSError as error:
        raise StoreError(f"The database {shown(engine.url)} cannot be copied to {path.name} before its upgrade; make room.") from error


def _upgrade(connection: Connection, before: int) -> None:
    """Take the steps that are missing."""
    if sqlite.is_sqlite(connection.engine.url):
        sqlite.drop_index(connection)
    for table in INDEXES:
        table.drop(connection, checkfirst=True)  # type: ignore[attr-defined]  # typed as what may also be a selection
    for version in range(before + 1, SCHEMA_VERSION + 1):
        STEPS[version](connection)
    _make_tables(connection)
    reindex(connection)
    connection.execute(text("UPDATE meta SET value = :value WHERE key = :key"), {"key": KEY, "value": str(SCHEMA_VERSION)})


def _to_2(connection: Connection) -> None:
    """Deflate the readings, tell for each source what it said and held before, and open the quarantine."""
    for statement in TO_2:
        connection.execute(text(statement))
    for row in connection.execute(text("SELECT id, published, language, kept_at, reading FROM articles")).all():
        kept = reading_from_json(json.loads(row.reading))
        article = kept.article
        values = {**row._mapping, "reading": packed(kept), "source": plain(article.source)}  # noqa: SLF001  # SQLAlchemy's public name
        connection.execute(text(MOVED), values)
        told = {"id": row.id, "title": None if article.title is None else plain(article.title), "published": article.published}
        connection.execute(text("UPDATE sources SET title = :title, published = :published WHERE article_id = :id"), told)
    for statement in AFTER_2:
        connection.execute(text(statement))


def _to_3(_: Connection) -> None:
    """Change nothing but the indexes."""


TO_2 = (
    "ALTER TABLE sources ADD COLUMN title TEXT",
    "ALTER TABLE sources ADD COLUMN published VARCHAR(10)",
    "ALTER TABLE sources ADD COLUMN previous VARCHAR(64) REFERENCES articles (id) ON DELETE SET NULL",
    """UPDATE sources SET previous = (SELECT a.previous FROM articles a JOIN sources p ON p.article_id = a.previous
        WHERE a.id = sources.article_id AND p.source = sources.source)""",
    "CREATE INDEX ix_sources_previous ON sources (previous)",
    """CREATE TABLE articles_2 (id VARCHAR(64) NOT NULL, source TEXT NOT NULL, published VARCHAR(10), language VARCHAR(8) NOT NULL,
        kept_at VARCHAR(32) NOT NULL, reading BLOB NOT NULL, PRIMARY KEY (id))""",
)
MOVED = """INSERT INTO articles_2 (id, source, published, language, kept_at, reading)
    VALUES (:id, :source, :published, :language, :kept_at, :reading)"""
AFTER_2 = (
    "DROP TABLE articles",
    "ALTER TABLE articles_2 RENAME TO articles",
    "CREATE INDEX ix_articles_published ON articles (published)",
    "CREATE INDEX ix_articles_language ON articles (language)",
)
STEPS: Mapping[int, Callable[[Connection], None]] = {2: _to_2, 3: _to_3}
