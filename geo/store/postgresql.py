"""Hold all that only PostgreSQL has: how its transactions begin, an index of three letters at a time, and the words of its errors."""

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from geo.store.sqlite import WRITES

DRIVER = "postgresql+pg8000"
WRITERS = 7_762_771  # the lock that writers wait for in turn: any number that no other program in the database takes
INDEX = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX article_index ON article_words USING gin (said gin_trgm_ops)",
)


def is_postgresql(url: URL) -> bool:
    """Tell whether a database is one of PostgreSQL."""
    return url.get_backend_name() == "postgresql"


def with_driver(url: URL) -> URL:
    """Name the driver that Marsad is tried with, where a URL names none."""
    return url.set(drivername=DRIVER) if url.drivername in {"postgresql", "postgres"} else url


def prepare(engine: Engine) -> None:
    """Let transactions begin so that a reader sees one state of the database, and writers write one after the other."""
    event.listen(engine, "begin", _begin)


def make_index(connection: Connection) -> None:
    """Make the index that finds words by any three of their letters; without the right to, each search looks through all articles."""
    try:
        with connection.begin_nested():
            for statement in INDEX:
                connection.exec_driver_sql(statement)
    except DBAPIError:
        return


def said(error: object) -> str:
    """Give what the server said of an error, which the driver hands on as a table."""
    told = getattr(error, "args", (error,))[0]
    return str(told.get("M", told) if isinstance(told, dict) else error)


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get(WRITES):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
