"""An older database is brought to today's schema whole or not at all, with a copy left beside it."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, inspect

from geo.errors import StoreError
from geo.models import Filter, article_id
from geo.store import SCHEMA_VERSION, Store, check, schema
from geo.store.tables import Table
from tests.conftest import ROOT
from tests.readings import HOSTILE, TEXT, background, reading

CORRECTED = TEXT + " (corrigé)"
OLD = tuple(range(1, SCHEMA_VERSION))


def url(path: Path) -> str:
    return f"sqlite:///{path.as_posix()}"


def old_database(path: Path, version: int) -> str:
    """Make the database that a Marsad of an earlier schema left behind."""
    script = (ROOT / "tests" / "data" / f"store_schema_{version}.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)
    return url(path)


def shape(engine: Engine) -> dict[str, object]:
    found = inspect(engine)
    names = sorted(each for each in found.get_table_names() if not each.startswith("article_index"))
    return {
        name: (
            sorted((each["name"], str(each["type"]).split("(")[0], each["nullable"]) for each in found.get_columns(name)),
            sorted((each["name"], each["column_names"]) for each in found.get_indexes(name)),
            references(engine, name),
            sorted(each["column_names"] for each in found.get_unique_constraints(name)),
        )
        for name in names
    }


def references(engine: Engine, name: str) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return sorted(tuple(row)[2:] for row in connection.exec_driver_sql(f"PRAGMA foreign_key_list({name})"))


@pytest.mark.parametrize("version", OLD)
def test_every_earlier_schema_becomes_todays(tmp_path: Path, version: int) -> None:
    Store(url(tmp_path / "new.db")).close()
    with Store(old_database(tmp_path / "old.db", version)) as store:
        assert store.upgraded_from == version
    shapes = [shape(create_engine(url(tmp_path / name))) for name in ("old.db", "new.db")]
    assert shapes[0] == shapes[1]
    assert set(shapes[1]) == set(Table.metadata.tables)


@pytest.mark.parametrize("version", OLD)
def test_upgrade_keeps_all_that_was_there(tmp_path: Path, version: int) -> None:
    hostile = f"{TEXT} {HOSTILE}"
    address = old_database(tmp_path / "old.db", version)
    with Store(address) as store:
        assert {each.article.text for each in store.readings()} == {CORRECTED, hostile}
        assert store.reading(article_id(TEXT)) == reading()
        assert store.reading(article_id(hostile)) == reading(hostile, title=HOSTILE, source="paste", incidents=(background(),))
        assert store.previous(article_id(CORRECTED)) == article_id(TEXT)
        assert [each.source for each in store.sources(article_id(CORRECTED))] == ["a.txt", "https://b.example/2"]
        assert [each.previous for each in store.sources(article_id(CORRECTED))] == [article_id(TEXT), None]
        assert [each.article.text for each in store.readings("corrigé")] == [CORRECTED]
        assert [each.incident.id for each in store.reports(Filter(background=True))] == ["background"]
        assert store.holds(reading(hostile, title=HOSTILE, source="paste").article)
        assert store.revision == 4
    assert check(address) == []


@pytest.mark.parametrize("version", OLD)
def test_upgrade_leaves_a_copy_beside(tmp_path: Path, version: int) -> None:
    Store(old_database(tmp_path / "old.db", version)).close()
    with closing(sqlite3.connect(tmp_path / f"old.db.schema-{version}")) as connection:
        assert connection.execute("select value from meta where key = 'schema_version'").fetchone() == (str(version),)
        assert connection.execute("select count(*) from articles").fetchone() == (3,)


def test_upgrade_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = old_database(tmp_path / "old.db", 1)
    with closing(sqlite3.connect(tmp_path / "old.db")) as connection:
        before = list(connection.iterdump())

    def broken(_: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(schema, "reindex", broken)
    with pytest.raises(StoreError, match="full"):
        Store(address)
    with closing(sqlite3.connect(tmp_path / "old.db")) as connection:
        assert list(connection.iterdump()) == before
    monkeypatch.undo()
    with Store(address) as store:
        assert len(store.readings()) == 2


def test_many_may_open_an_old_database_at_once(tmp_path: Path) -> None:
    address = old_database(tmp_path / "old.db", 1)
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(Store, [address] * 4))
    assert {len(each.readings()) for each in stores} == {2}
    for each in stores:
        each.close()


def test_many_may_make_a_database_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        for each in pool.map(Store, [url(tmp_path / "new.db")] * 4):
            assert each.readings() == []
            each.close()


def test_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("create table bookmarks (url text)")
    with pytest.raises(StoreError, match="another program"):
        Store(url(tmp_path / "other.db"))
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        assert connection.execute("select name from sqlite_master").fetchall() == [("bookmarks",)]


def test_every_step_has_a_schema_to_start_from() -> None:
    assert sorted(schema.STEPS) == list(range(2, SCHEMA_VERSION + 1))
    assert all((ROOT / "tests" / "data" / f"store_schema_{version}.sql").is_file() for version in OLD)
