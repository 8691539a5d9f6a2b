"""Open a database: the engine, its transactions, and each failure as one sentence."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from geo.errors import StoreError
from geo.store import postgresql, sqlite

REASONS = {
    "file is not a database": "is not a database; name another file in MARSAD_DATABASE",
    "unable to open": "cannot be opened; check that the file and its folder may be written, or name another in MARSAD_DATABASE",
    "readonly": "cannot be written; check the rights of the file and its folder",
    "locked": "is locked by another program; close that and try again",
    "malformed": "is damaged; restore a copy of it (marsad db restore) or name another in MARSAD_DATABASE",
    "full": "cannot grow because the disk is full; make room and run the same command again, nothing that was kept is lost",
    "disk": "cannot be written because the disk refuses it; make room and try again",
}


def make_engine(url: str) -> Engine:
    """Prepare to connect to `url`, and make the folder of its file.

    Raises:
        StoreError: it is no database URL, or there is no driver or folder for it.
    """
    where = parsed(url)
    _make_folder(where)
    try:
        # Connections stay open: SQLite clears its log away with the last one that closes, which takes longer than most operations.
        engine = create_engine(where, poolclass=QueuePool, max_overflow=-1)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        extra = "install it with: pip install 'marsad[postgres]'" if postgresql.is_postgresql(where) else "use sqlite:///FILE"
        raise StoreError(f"There is no driver for the database {shown(where)}; {extra}.") from error
    if sqlite.is_sqlite(where):
        sqlite.prepare(engine)
    elif postgresql.is_postgresql(where):
        postgresql.prepare(engine)
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Read from one state of the database, whatever others write meanwhile."""
    with one_sentence(engine.url), engine.begin() as connection:
        yield connection


@contextmanager
def writing(engine: Engine, *, rebuilds: bool = False) -> Iterator[Connection]:
    """Write all of it or nothing; with `rebuilds`, tables may be put in the place of others."""
    options = {sqlite.WRITES: True, sqlite.REBUILDS: rebuilds}
    with one_sentence(engine.url), engine.execution_options(**options).begin() as connection:
        yield connection


@contextmanager
def one_sentence(url: URL) -> Iterator[None]:
    """Turn what the database driver raises into one `StoreError` that says what to do."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        told = postgresql.said(error.orig if isinstance(error, DBAPIError) else error).lower()
        reason = next((text for word, text in REASONS.items() if word in told), f"does not answer ({told})")
        raise StoreError(f"The database {shown(url)} {reason}.") from error
    except SQLAlchemyError as error:
        raise StoreError(f"The database {shown(url)} does not answer ({type(error).__name__}).") from error


def parsed(url: str) -> URL:
    """Read a database URL.

    Raises:
        StoreError: it is none.
    """
    try:
        return postgresql.with_driver(make_url(url))
    except ArgumentError as error:
        raise StoreError(f"MARSAD_DATABASE is {url!r}, which is no database URL; use one like sqlite:///marsad.db.") from error


def shown(url: URL) -> str:
    """Name a database without its password."""
    return url.database if sqlite.is_sqlite(url) and url.database else url.render_as_string(hide_password=True)


def _make_folder(url: URL) -> None:
    """Make the folder of an SQLite file, which SQLite itself does not."""
    path: Path | None = sqlite.file_of(url)
    if path is None:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"The folder of the database {shown(url)} cannot be made; name another in MARSAD_DATABASE.") from error
