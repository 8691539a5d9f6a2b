"""Open a database: the engine with its pragmas, the tables, the schema's version, and each failure as one sentence."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from geo.errors import StoreError
from geo.store.tables import Meta, Table

SCHEMA_VERSION = 1

# How long a writer waits for another one, in milliseconds: saving an article takes some ten.
BUSY_TIMEOUT_MS = 5_000

_REASONS = {
    "file is not a database": "is not a database; name another file in MARSAD_DATABASE",
    "unable to open": "cannot be opened; check that the file and its folder may be written, or name another in MARSAD_DATABASE",
    "readonly": "cannot be written; check the rights of the file and its folder",
    "locked": "is locked by another program; close that and try again",
    "malformed": "is damaged; restore a copy of it or name another in MARSAD_DATABASE",
    "disk": "cannot be written because the disk refuses it; make room and try again",
}


def open_engine(url: str) -> Engine:
    """Connect to `url`, make the tables where there are none, and check the schema's version.

    Raises:
        StoreError: the database cannot be opened, is none, or was written by a newer Marsad.
    """
    parsed = _parsed(url)
    _make_folder(parsed)
    engine = _engine(parsed)
    with one_sentence(engine.url):
        Table.metadata.create_all(engine)
        _check_version(engine)
    return engine


@contextmanager
def one_sentence(url: URL) -> Iterator[None]:
    """Turn what the database driver raises into one `StoreError` that says what to do."""
    try:
        yield
    except DBAPIError as error:
        told = str(error.orig).lower()
        reason = next((text for word, text in _REASONS.items() if word in told), f"does not answer ({error.orig})")
        raise StoreError(f"The database {_shown(url)} {reason}.") from error
    except SQLAlchemyError as error:
        raise StoreError(f"The database {_shown(url)} does not answer ({type(error).__name__}).") from error


def _parsed(url: str) -> URL:
    try:
        return make_url(url)
    except ArgumentError as error:
        raise StoreError(f"MARSAD_DATABASE is {url!r}, which is no database URL; use one like sqlite:///marsad.db.") from error


def _make_folder(url: URL) -> None:
    """Make the folder of an SQLite file, which SQLite itself does not."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return
    try:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"The folder of the database {_shown(url)} cannot be made; name another in MARSAD_DATABASE.") from error


def _engine(url: URL) -> Engine:
    try:
        # A connection an operation: opening an SQLite file takes 0.2 ms, and no thread ever holds another's.
        engine = create_engine(url, poolclass=NullPool)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise StoreError(f"There is no driver for the database {_shown(url)}; use sqlite:///FILE.") from error
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
    return engine


def _set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
    cursor = connection.cursor()
    try:
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
    finally:
        cursor.close()


def _check_version(engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        row = session.get(Meta, "schema_version")
        if row is None:
            session.add(Meta(key="schema_version", value=str(SCHEMA_VERSION)))
        elif int(row.value) > SCHEMA_VERSION:
            newer = f"was written by a newer Marsad (schema {row.value}); install that one or name another file"
            raise StoreError(f"The database {_shown(engine.url)} {newer}.")


def _shown(url: URL) -> str:
    """Name a database without its password."""
    return url.database if url.get_backend_name() == "sqlite" and url.database else url.render_as_string(hide_password=True)
