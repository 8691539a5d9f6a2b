"""Copy a database while others write to it, put a copy back, and look for what is wrong: `back_up`, `restore`, `check`."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from geo.errors import MissingInputError, StoreError
from geo.models import article_id
from geo.store import sqlite, writes
from geo.store.database import make_engine, one_sentence, parsed, reading, shown, writing
from geo.store.rows import unpacked
from geo.store.schema import SCHEMA_VERSION, make_or_upgrade
from geo.store.tables import ArticleRow, IncidentRow, Meta, SourceRow, WordsRow


def is_there(url: str) -> bool:
    """Tell whether there is a database; one that is no file is taken to be there."""
    path = sqlite.file_of(parsed(url))
    return path is None or path.is_file()


def named(url: str) -> str:
    """Name a database as people are told of it: its file, or its URL without the password."""
    return shown(parsed(url))


def back_up(url: str, target: Path) -> None:
    """Write the database as it is at this moment into one file, whole or not at all, while others write on.

    Raises:
        StoreError: there is no such database, it is none of SQLite, or the file is there already or cannot be written.
    """
    engine, path = _of_sqlite(url)
    if target.exists():
        raise StoreError(f"{target} is there already; name a file that is not.")
    if not path.is_file():
        raise StoreError(f"There is no database {shown(engine.url)} yet; nothing to copy.")
    _copy(engine, target)


def restore(url: str, source: Path) -> Path | None:
    """Put a copy in the place of what the database holds; give the file that holds what it held before, None where it was empty.

    An older copy is brought to today's schema.

    Raises:
        MissingInputError: there is no such copy.
        StoreError: it is no database of Marsad, is damaged, or was written by a newer one; or the database cannot be written.
    """
    _check_copy(source)
    engine, path = _of_sqlite(url)
    before = None
    revision = 0
    if path.is_file():
        make_or_upgrade(engine)
        with reading(engine) as connection:
            revision = _revision(connection)
        before = path.with_name(f"{path.name}.before-restore-{datetime.now(UTC):%Y%m%dT%H%M%S}")
        _copy(engine, before)
    with one_sentence(engine.url):
        sqlite.overwrite(engine, source)
    make_or_upgrade(engine)
    with writing(engine) as connection:
        writes.set_meta(connection, writes.REVISION, str(max(revision, _revision(connection)) + 1))
    return before


def check(url: str) -> list[str]:
    """List what is wrong with a database, a sentence each: damage, rows that point nowhere, indexes that do not tell what readings do.

    Raises:
        StoreError: it cannot be opened, or there is none.
    """
    engine = make_engine(url)
    path = sqlite.file_of(engine.url)
    if not is_there(url):
        raise StoreError(f"There is no database {shown(engine.url)}; check MARSAD_DATABASE.")
    with one_sentence(engine.url):
        damage = [] if path is None else sqlite.faults(path)
    if damage:
        return damage
    make_or_upgrade(engine)
    with writing(engine) as connection:
        found = list(_contradictions(connection))
        if path is None:
            return found
        index = [] if sqlite.index_is_sound(connection) else ["the full-text index does not hold the words of the articles"]
        return [*found, *sqlite.orphans(connection), *index]


def _contradictions(connection: Connection) -> Iterator[str]:
    told = Counter(connection.scalars(select(IncidentRow.article_id)))
    sourced = set(connection.scalars(select(SourceRow.article_id)))
    worded = set(connection.scalars(select(WordsRow.article_id)))
    for name, blob in connection.execute(select(ArticleRow.id, ArticleRow.reading)):
        kept = unpacked(blob)
        if article_id(kept.article.text) != name:
            yield f"the text of article {name} is not the one it was kept with"
        if len(kept.incidents) != told[name]:
            yield f"article {name} tells of {len(kept.incidents)} incidents, and the index of {told[name]}"
        if name not in sourced or name not in worded:
            yield f"article {name} has no {'source' if name not in sourced else 'words to search'}"


def _of_sqlite(url: str) -> tuple[Engine, Path]:
    engine = make_engine(url)
    path = sqlite.file_of(engine.url)
    if path is None:
        raise StoreError(f"The database {shown(engine.url)} is no SQLite file; copy it with its own tools, such as pg_dump.")
    return engine, path


def _copy(engine: Engine, target: Path) -> None:
    try:
        with one_sentence(engine.url):
            sqlite.copy(engine, target)
    except OSError as error:
        raise StoreError(f"{target} cannot be written ({error.strerror}); name another file.") from error


def _check_copy(source: Path) -> None:
    if not source.is_file():
        raise MissingInputError(f"There is no copy {source}; check its name.")
    try:
        damage = sqlite.faults(source)
        with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            (version,) = connection.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone()
    except (sqlite3.Error, TypeError) as error:
        raise StoreError(f"{source} is no database of Marsad; name one that 'marsad db backup' wrote.") from error
    if damage:
        raise StoreError(f"{source} is damaged ({damage[0]}); name another copy.")
    if int(version) > SCHEMA_VERSION:
        raise StoreError(f"{source} was written by a newer Marsad (schema {version}); install that one.")


def _revision(connection: Connection) -> int:
    return int(connection.scalar(select(Meta.value).where(Meta.key == writes.REVISION)) or 0)
