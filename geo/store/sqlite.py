"""Hold all that only SQLite has: its pragmas, the full-text index, and copies of the whole file.

Everything else of the store is written for any database that SQLAlchemy knows.
"""

import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, Engine, Integer, Select, String, column, event, select, table
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError

from geo.errors import StoreError

# How long a writer waits for another one, in milliseconds: saving fifty articles takes some hundred.
BUSY_TIMEOUT_MS = 10_000
NEEDED = (3, 34)  # the first SQLite that finds three letters anywhere in a word
WRITES = "marsad_writes"
REBUILDS = "marsad_rebuilds"

# The index of WordsRow.said. It finds three letters anywhere in a word, as the filter does: Arabic writes 'and', 'in' and 'the' onto
# the word. Without positions it is a third the size, and answers LIKE all the same.
found = table("article_index", column("rowid", Integer), column("said", String))

INDEX = (
    """CREATE VIRTUAL TABLE article_index USING fts5
        (said, content='article_words', content_rowid='number', tokenize='trigram', detail='none', columnsize=0)""",
    """CREATE TRIGGER article_words_added AFTER INSERT ON article_words BEGIN
        INSERT INTO article_index(rowid, said) VALUES (new.number, new.said); END""",
    """CREATE TRIGGER article_words_deleted AFTER DELETE ON article_words BEGIN
        INSERT INTO article_index(article_index, rowid, said) VALUES ('delete', old.number, old.said); END""",
    """CREATE TRIGGER article_words_changed AFTER UPDATE ON article_words BEGIN
        INSERT INTO article_index(article_index, rowid, said) VALUES ('delete', old.number, old.said);
        INSERT INTO article_index(rowid, said) VALUES (new.number, new.said); END""",
)


def is_sqlite(url: URL) -> bool:
    """Tell whether a database is one of SQLite."""
    return url.get_backend_name() == "sqlite"


def file_of(url: URL) -> Path | None:
    """Name the file of a database, None where it has none."""
    return Path(url.database) if is_sqlite(url) and url.database and url.database != ":memory:" else None


def prepare(engine: Engine) -> None:
    """Set the pragmas of every connection, and let SQLAlchemy begin transactions as it is told.

    Raises:
        StoreError: this SQLite is too old.
    """
    if sqlite3.sqlite_version_info < NEEDED:
        wanted = ".".join(map(str, NEEDED))
        raise StoreError(f"This Python has SQLite {sqlite3.sqlite_version}, and Marsad needs {wanted}; use a newer Python.")
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)


def _set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver's own idea of when to begin: `_begin` has a better one
    with closing(connection.cursor()) as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")  # what was reported kept outlives a power cut


def _begin(connection: Connection) -> None:
    """Begin: a writer takes its place in the queue at once, for one that first reads and then writes may be turned away."""
    options = connection.get_execution_options()
    if options.get(REBUILDS):
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")  # a table that is rebuilt must not take its children along
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get(WRITES) else "BEGIN")


def numbers_found(condition: ColumnElement[bool]) -> Select[int]:
    """Select the numbers of the rows of `article_words` that the index finds."""
    return select(found.c.rowid).where(condition)


def make_index(connection: Connection) -> None:
    """Make the full-text index and what keeps it."""
    for statement in INDEX:
        connection.exec_driver_sql(statement)


def drop_index(connection: Connection) -> None:
    """Drop the full-text index; its triggers go with the table that they watch."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS article_index")


def bytes_of(path: Path) -> int:
    """Give the size of a database with its log."""
    parts = (path, path.with_name(path.name + "-wal"))
    return sum(each.stat().st_size for each in parts if each.is_file())


def copy(engine: Engine, target: Path) -> None:
    """Write a copy of the database as it is at this moment, whole or not at all, while others write on.

    Raises:
        OSError: the file cannot be written.
        sqlite3.Error: the database cannot be read, or the copy not be written.
    """
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as folder:
        part = Path(folder) / target.name
        with _driver(engine) as source, closing(sqlite3.connect(part)) as destination:
            source.backup(destination)
            destination.execute("PRAGMA journal_mode = DELETE")  # one file, with no log beside it
        part.replace(target)


def overwrite(engine: Engine, source: Path) -> None:
    """Put a copy in the place of what the database holds, in one transaction.

    Raises:
        sqlite3.Error: either of them fails.
    """
    with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as given, _driver(engine) as destination:
        given.backup(destination)


def faults(path: Path) -> list[str]:
    """List the damage that SQLite finds in a file."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        return [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]


def orphans(connection: Connection) -> list[str]:
    """List the rows that point to nothing."""
    found = Counter((row[0], row[2]) for row in connection.exec_driver_sql("PRAGMA foreign_key_check"))
    return [f"{number} rows of {child} point to nothing in {parent}" for (child, parent), number in found.items()]


def index_is_sound(connection: Connection) -> bool:
    """Tell whether the full-text index holds the words of the articles, all of them and nothing else."""
    try:
        connection.exec_driver_sql("INSERT INTO article_index(article_index, rank) VALUES ('integrity-check', 1)")
    except DatabaseError as error:
        if "malformed" not in str(error.orig):
            raise
        return False
    return True


@contextmanager
def _driver(engine: Engine) -> Iterator[sqlite3.Connection]:
    """Give the driver's own connection, which can do what SQLAlchemy has no words for."""
    with closing(engine.raw_connection()) as pooled:
        connection = pooled.driver_connection
        if not isinstance(connection, sqlite3.Connection):
            raise StoreError("Copies are made of SQLite databases only; use the tools of your database, such as pg_dump.")
        yield connection
