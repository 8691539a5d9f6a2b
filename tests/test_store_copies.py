"""A copy taken while others write is whole, goes back as it was, and damage is told rather than copied on."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event, text

from geo.errors import MissingInputError, StoreError
from geo.models import article_id
from geo.store import SCHEMA_VERSION, Store, back_up, check, record, restore
from tests.conftest import ROOT
from tests.invented_articles import written
from tests.readings import TEXT, reading

MANY = 120


def url(folder: Path, name: str = "test.db") -> str:
    return f"sqlite:///{(folder / name).as_posix()}"


def numbered(number: int) -> str:
    return f"{TEXT} Numéro {number}."


def fill(store: Store, numbers: range, pause: float = 0.0) -> None:
    for number in numbers:
        store.save(reading(numbered(number), source=f"{number}.txt"))
        time.sleep(pause)


def test_copy_taken_during_writes_goes_back_clean(tmp_path: Path) -> None:
    with Store(url(tmp_path)) as store, ThreadPoolExecutor() as pool:
        writing = pool.submit(fill, store, range(MANY), 0.002)
        counts = []
        for number in range(5):
            before = store.status().articles
            back_up(url(tmp_path), tmp_path / f"copy-{number}.db")
            counts.append((before, store.status().articles))
            time.sleep(0.05)
        writing.result()
    for number, (least, most) in enumerate(counts):
        target = url(tmp_path, f"restored-{number}.db")
        assert restore(target, tmp_path / f"copy-{number}.db") is None
        assert check(target) == []
        with Store(target) as restored:
            kept = {each.article.text for each in restored.readings()}
            assert least <= len(kept) <= most
            assert kept == {numbered(each) for each in range(len(kept))}
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_restore_keeps_what_was_there_beside(tmp_path: Path) -> None:
    with Store(url(tmp_path)) as store:
        fill(store, range(3))
        back_up(url(tmp_path), tmp_path / "copy.db")
        fill(store, range(3, 5))
        seen = store.revision
        before = restore(url(tmp_path), tmp_path / "copy.db")
        assert len(store.readings()) == 3  # a store that is open sees it
        assert store.revision > seen
        assert before is not None
    with Store(f"sqlite:///{before.as_posix()}") as old:
        assert len(old.readings()) == 5


def test_older_copy_is_upgraded(tmp_path: Path) -> None:
    script = (Path(__file__).parent / "data" / "store_schema_1.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(tmp_path / "old.db")) as connection:
        connection.executescript(script)
    restore(url(tmp_path), tmp_path / "old.db")
    with Store(url(tmp_path)) as store:
        assert store.reading(article_id(TEXT)) == reading()


def test_copy_never_overwrites(tmp_path: Path) -> None:
    Store(url(tmp_path)).close()
    (tmp_path / "copy.db").write_text("precious")
    with pytest.raises(StoreError, match="there already"):
        back_up(url(tmp_path), tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "precious"


def test_copy_into_no_folder_is_one_sentence(tmp_path: Path) -> None:
    Store(url(tmp_path)).close()
    with pytest.raises(StoreError, match="cannot be written"):
        back_up(url(tmp_path), tmp_path / "nowhere" / "copy.db")


def test_copy_of_nothing_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no database"):
        back_up(url(tmp_path), tmp_path / "copy.db")


def bad_copies(folder: Path) -> Iterator[tuple[Path, str]]:
    (folder / "text.db").write_text("no database at all, " * 500)
    yield folder / "text.db", "no database of Marsad"
    (folder / "empty.db").write_bytes(b"")
    yield folder / "empty.db", "no database of Marsad"
    with Store(url(folder, "damaged.db")) as store:
        fill(store, range(40))
    raw = bytearray((folder / "damaged.db").read_bytes())
    raw[8192:24000] = os.urandom(24000 - 8192)
    (folder / "damaged.db").write_bytes(raw)
    yield folder / "damaged.db", "damaged|no database of Marsad"
    Store(url(folder, "newer.db")).close()
    with closing(sqlite3.connect(folder / "newer.db")) as connection, connection:
        connection.execute("update meta set value = ? where key = 'schema_version'", (str(SCHEMA_VERSION + 1),))
    yield folder / "newer.db", "newer Marsad"


def test_bad_copy_changes_nothing(tmp_path: Path) -> None:
    with Store(url(tmp_path)) as store:
        fill(store, range(2))
        for path, reason in bad_copies(tmp_path):
            with pytest.raises(StoreError, match=reason):
                restore(url(tmp_path), path)
        with pytest.raises(MissingInputError):
            restore(url(tmp_path), tmp_path / "nowhere.db")
        assert len(store.readings()) == 2


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("DELETE FROM incidents", "tells of 1 incidents, and the index of 0"),
        ("DELETE FROM sources", "has no source"),
        ("UPDATE articles SET id = 'wrong'", "is not the one it was kept with"),
        ("INSERT INTO article_index(article_index) VALUES ('delete-all')", "full-text index"),
        ("DELETE FROM articles", "point to nothing"),
    ],
)
def test_check_tells_what_is_wrong(tmp_path: Path, statement: str, told: str) -> None:
    with Store(url(tmp_path)) as store:
        store.save(reading())
    assert check(url(tmp_path)) == []
    with closing(sqlite3.connect(tmp_path / "test.db")) as connection, connection:
        connection.execute(statement)  # this connection holds no keys together
    assert any(told in each for each in check(url(tmp_path)))


def keep_until_full(store: Store) -> int:
    for number in range(100_000):
        try:
            store.save(reading(numbered(number), source=f"{number}.txt"))
        except StoreError as error:
            assert "disk is full" in str(error)  # noqa: PT017
            return number
    raise AssertionError("The disk never filled.")


def kept_unharmed(address: str, number: int) -> None:
    assert check(address) == []
    with Store(address) as store:
        assert {each.article.source for each in store.readings()} == {f"{each}.txt" for each in range(number)}


def test_full_file_is_one_sentence_and_harms_nothing(tmp_path: Path) -> None:
    store = Store(url(tmp_path))
    with store._engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
    store._engine.dispose()
    event.listen(store._engine, "connect", lambda raw, _: raw.execute(f"PRAGMA max_page_count = {pages + 60}"))
    number = keep_until_full(store)
    store.close()
    assert number > 3
    kept_unharmed(url(tmp_path), number)
    with Store(url(tmp_path)) as again:
        fill(again, range(number, number + 20))
    kept_unharmed(url(tmp_path), number + 20)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if mount is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("only the superuser of a Linux machine can make a disk of two megabytes")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_full_disk_is_one_sentence_and_harms_nothing(small_disk: Path) -> None:
    address = url(small_disk)
    with Store(address) as store:
        number = keep_until_full(store)
    assert number > 3
    with closing(sqlite3.connect(small_disk / "test.db")) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        found = connection.execute("select source from sources").fetchall()
    assert {row[0] for row in found} == {f"{each}.txt" for each in range(number)}


def test_ingestion_that_fills_the_disk_is_told_and_goes_on_later(small_disk: Path, tmp_path: Path) -> None:
    articles = written(tmp_path / "articles", 400, stories=4)
    environment = {**os.environ, "MARSAD_DATABASE": url(small_disk)}
    command = [sys.executable, "-m", "geo", "ingest", str(articles), "--json", "--processes", "1"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert done.returncode == 1
    assert "disk is full; make room and run the same command again" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    reported = {each["source"] for each in map(json.loads, done.stdout.splitlines()) if each["state"] == "kept"}
    assert 0 < len(reported) < 400
    subprocess.run(["mount", "-o", "remount,size=50m", str(small_disk)], check=True)
    with Store(url(small_disk)) as store:
        assert {each.article.source for each in store.readings()} == reported
    assert subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False).returncode == 0
    assert check(url(small_disk)) == []
    with Store(url(small_disk)) as store:
        assert store.status().articles == 400


def test_many_processes_may_write_at_once(tmp_path: Path) -> None:
    def work(worker: int) -> None:
        with Store(url(tmp_path)) as store:
            for number in range(0, 20, 4):
                store.save_all(
                    [record(reading(numbered(worker * 100 + number + each), source=f"{worker}"), kind="upload") for each in range(4)]
                )

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    with Store(url(tmp_path)) as store:
        assert len(store.readings()) == 80
        assert store.revision == 20
    assert check(url(tmp_path)) == []
