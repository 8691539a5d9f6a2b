"""Articles are kept many at once; what fails is told and set aside, and the same command goes on where it was stopped."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest

from geo.errors import StoreError, WorkerError
from geo.fetching import Fetcher, Manners
from geo.ingestion import Ingestion, Item, Manner, Outcome, ingest, watch
from geo.ingestion.ingest import _kept
from geo.ingestion.reading import Known, Parsed, Part, Worker
from geo.ingestion.workers import Workers
from geo.models import Article, article_id
from geo.pipeline import Failure
from geo.readers import NOTHING, Details
from geo.store import Quarantined, Store, check, record
from tests.conftest import ROOT, SEEDS
from tests.invented_articles import written
from tests.page_server import Given, serving
from tests.readings import reading
from tools.kills import ARTICLES, ingest_killed

TEXT = "Un incendie s'est déclaré lundi à Fès."
ONE = Manner(processes=1)


def url(folder: Path) -> str:
    return f"sqlite:///{(folder / 'test.db').as_posix()}"


def run(*arguments: object, stdin: bytes = b"", env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "geo", *map(str, arguments)]
    given = {**os.environ, **(env or {})}
    done = subprocess.run(command, cwd=ROOT, input=stdin, capture_output=True, check=False, env=given)
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


def write(folder: Path, name: str, text: str = TEXT) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def items(*paths: Path, details: Details = NOTHING) -> list[Item]:
    return [(each, details) for each in paths]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(url(tmp_path)) as made:
        yield made


def test_command_keeps_and_then_knows(tmp_path: Path) -> None:
    done = run("ingest", SEEDS)
    assert (done.returncode, done.stderr) == (0, "9 kept.\n")
    done = run("ingest", SEEDS, "--json")
    assert (done.returncode, done.stderr) == (0, "0 kept; 9 known already.\n")
    assert [json.loads(line)["state"] for line in done.stdout.splitlines()] == ["known"] * 9
    status = json.loads(run("status", "--json").stdout)
    assert (status["articles"], status["sources"], status["failures"]) == (9, 9, {})
    with Store(url(tmp_path)) as store:
        assert all(Path(source.source).is_absolute() for each in store.readings() for source in store.sources(each.article.id))


def test_command_reads_a_manifest_and_standard_input(tmp_path: Path) -> None:
    assert run("ingest", "--manifest", SEEDS / "manifest.jsonl").returncode == 0
    assert run("ingest", "-", "--published", "2025-01-02", stdin=TEXT.encode()).returncode == 0
    with Store(url(tmp_path)) as store:
        assert sum(each.article.published is not None for each in store.readings()) == 9
        assert [each.kind for each in store.sources(article_id(TEXT))] == ["paste"]


def test_what_fails_is_set_aside_with_its_reason(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    write(folder, "good.txt")
    write(folder, "empty.txt", "")
    (folder / "binary.txt").write_bytes(bytes(range(256)))
    done = run("ingest", folder, tmp_path / "missing.txt")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "1 kept; 3 failed."
    assert all(name in done.stderr for name in ("empty.txt is empty", "binary.txt", "missing.txt"))
    failures = run("status", "--failures").stdout.splitlines()
    assert len(failures) == 2  # what is not there is told, and not kept
    assert run("status").stdout.count("quarantine        2 (read 2)") == 1
    write(folder, "empty.txt", TEXT + " Bis.")
    (folder / "binary.txt").unlink()
    assert run("ingest", folder).returncode == 0
    assert "empty.txt" not in run("status", "--failures").stdout


def test_nothing_named_is_told() -> None:
    done = run("ingest")
    assert (done.returncode, "--manifest" in done.stderr) == (1, True)


def test_watching_a_file_is_told(tmp_path: Path) -> None:
    done = run("ingest", "--watch", write(tmp_path, "a.txt"))
    assert (done.returncode, "is no folder" in done.stderr) == (1, True)


def test_demo_takes_no_articles(store: Store) -> None:
    store.mark_demo()
    done = run("ingest", SEEDS)
    assert (done.returncode, "demo" in done.stderr) == (1, True)


def test_status_of_nothing_is_told() -> None:
    for command in (["status"], ["db", "check"], ["db", "upgrade"], ["db", "backup", "x.db"]):
        done = run(*command)
        assert (done.returncode, "There is no database" in done.stderr) == (1, True)


def test_database_is_copied_restored_and_checked(tmp_path: Path) -> None:
    run("ingest", write(tmp_path, "a.txt"))
    assert run("db", "backup", tmp_path / "copy.db").returncode == 0
    run("ingest", write(tmp_path, "b.txt", TEXT + " Bis."))
    done = run("db", "restore", tmp_path / "copy.db")
    assert (done.returncode, "before-restore" in done.stdout) == (0, True)
    assert json.loads(run("status", "--json").stdout)["articles"] == 1
    assert run("db", "check").returncode == 0
    assert "nothing to do" in run("db", "upgrade").stdout


def test_changed_file_is_a_new_version(tmp_path: Path, store: Store) -> None:
    path = write(tmp_path, "a.txt")
    (first,) = ingest(items(path), store, ONE)
    write(tmp_path, "a.txt", TEXT + " Corrigé.")
    (second,) = ingest(items(path), store, ONE)
    assert (first.new, second.new, second.previous) == (True, True, first.article_id)
    assert store.history(second.article_id) == [second.article_id, first.article_id]
    assert [each.article.id for each in store.readings()] == [second.article_id]


def test_one_text_in_two_files_is_one_article(tmp_path: Path, store: Store) -> None:
    done = list(ingest(items(write(tmp_path, "a.txt"), write(tmp_path, "b.txt")), store, ONE))
    assert [each.new for each in done] == [True, False]
    assert len(store.readings()) == 1
    assert [each.state for each in ingest(items(tmp_path / "a.txt", tmp_path / "b.txt"), store, ONE)] == ["known", "known"]


def test_details_that_change_are_taken_in(tmp_path: Path, store: Store) -> None:
    path = write(tmp_path, "a.txt")
    list(ingest(items(path), store, ONE))
    (done,) = ingest(items(path, details=Details(published="2025-03-04")), store, ONE)
    assert done.state == "kept"
    assert store.readings()[0].article.published == "2025-03-04"


def test_articles_and_failures_of_a_reader_are_taken(store: Store) -> None:
    given = [Article(text=TEXT, source="https://a.example/1"), Failure(source="https://a.example/2", reason="It is gone.")]
    done = list(ingest(given, store, ONE))
    assert [(each.state, each.reason) for each in done] == [("kept", ""), ("failed", "It is gone.")]
    assert store.sources(article_id(TEXT))[0].kind == "url"
    assert store.quarantine() == []


def test_name_that_is_no_unicode_is_kept(tmp_path: Path, store: Store) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    try:
        path.write_text(TEXT, encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("this disk takes only names in Unicode")
    assert [each.state for _ in range(2) for each in ingest(items(path), store, ONE)] == ["kept", "known"]
    assert store.sources(article_id(TEXT))[0].source.endswith("caf\\udce9.txt")


CRASH, HANG, RAISE = "Cet article tue.", "Cet article ne finit pas.", "Cet article lève une exception."


def deadly(address: str, *, again: bool) -> Callable[[Item], Iterator[Part]]:
    """Work as the real one does, but for three texts."""
    work = Worker(address, "fr", again=again)

    def deadlier(item: Item) -> Iterator[Part]:
        for part in work(item):
            yield part
            text = item[0].read_text(encoding="utf-8") if isinstance(item, tuple) else ""
            if part.__class__.__name__ == "Begun" and part.mark == article_id(text):
                if text == CRASH:
                    os._exit(9)
                time.sleep(600 if text == HANG else 0)

    return deadlier


def ingest_deadly(given: list[Item], store: Store, *, again: bool = False) -> list[Outcome]:
    running = Ingestion(store, Manner(processes=2, patience=3.0))
    running._workers = Workers(partial(deadly, store.url, again=again), number=2, patience=3.0)
    with running:
        return list(running.run(given))


@pytest.mark.slow
def test_article_that_kills_its_process_costs_itself(tmp_path: Path, store: Store) -> None:
    texts = [CRASH if number == 3 else HANG if number == 5 else f"{TEXT} {number}." for number in range(12)]
    given = items(*(write(tmp_path, f"{number:02}.txt", text) for number, text in enumerate(texts)))
    done = ingest_deadly(given, store)
    assert [Path(each.source).name for each in done] == [f"{number:02}.txt" for number in range(12)]  # in the order given
    assert [number for number, each in enumerate(done) if each.state != "kept"] == [3, 5]
    assert [each.kind for each in sorted(store.quarantine(), key=lambda each: each.source)] == ["crash", "timeout"]
    begun = time.monotonic()
    again = ingest_deadly(given, store)
    assert [each.state for each in again if each.state != "known"] == ["quarantined"] * 2
    assert time.monotonic() - begun < 30
    write(tmp_path, "03.txt", TEXT + " Réécrit.")
    assert ingest_deadly(given, store)[3].state == "kept"
    assert [each.kind for each in store.quarantine()] == ["timeout"]
    assert check(store.url) == []


def test_reading_that_contradicts_the_store_costs_itself(store: Store, tmp_path: Path) -> None:
    store.save(reading())
    good = [record(reading(f"{reading().article.text} {number}", source=f"{number}"), kind="file") for number in range(3)]
    bad = record(reading(reading().article.text + " bad", source="bad", incidents=reading().incidents), kind="file")
    kept = _kept(store, [good[0], bad, *good[1:]], [])
    assert [isinstance(each, Quarantined) for each in kept] == [False, True, False, False]
    assert [each.source for each in store.quarantine()] == ["bad"]
    assert len(store.readings()) == 4


def echo() -> Callable[[int], Iterable[int]]:
    def work(task: int) -> Iterator[int]:
        time.sleep(random.random() / 50)
        if task == 7:
            os._exit(1)
        yield from range(task)

    return work


def unfit() -> Callable[[int], Iterable[int]]:
    os._exit(1)


def test_parts_come_in_the_order_of_the_tasks() -> None:
    with Workers(echo, number=3, patience=20) as workers:
        told = [each for each in workers.run(range(30)) if each is not None]
    ends = [each for each in told if each.part is None]
    assert [each.task for each in ends] == list(range(30))
    assert [each.task for each in ends if each.loss == "crash"] == [7]
    assert [each.part for each in told if each.task == 20 and each.part is not None] == list(range(20))


def test_long_task_never_fills_the_memory() -> None:
    with Workers(echo, number=2, patience=20) as workers:
        told = [each for each in workers.run([3000, 2000, 5]) if each is not None]
    assert [each.task for each in told if each.part is None] == [3000, 2000, 5]
    assert len(told) == 3000 + 2000 + 5 + 3


def useless() -> Callable[[int], Iterable[int]]:
    def work(task: int) -> Iterator[int]:
        yield task
        raise StoreError("The database is gone.")

    return work


def test_error_that_is_no_articles_ends_the_run() -> None:
    with pytest.raises(WorkerError, match="gone"), Workers(useless, number=2, patience=20) as workers:
        list(workers.run([1, 2]))


def test_processes_that_cannot_begin_are_told() -> None:
    with pytest.raises(WorkerError, match="before they can begin"), Workers(unfit, number=2, patience=20) as workers:
        list(workers.run([1, 2]))


def test_watch_gives_a_file_once_it_rests(tmp_path: Path) -> None:
    steps = iter([lambda: write(tmp_path, "a.txt"), lambda: write(tmp_path, "a.txt", "longer now"), None, None, None])

    def rest(_: float) -> None:
        step = next(steps)
        if step is not None:
            step()

    rounds = watch([tmp_path], every=1, rest=rest)
    assert [[path.name for path in next(rounds)] for _ in range(5)] == [[], [], [], ["a.txt"], []]


def test_watch_gives_addresses_when_they_are_due(tmp_path: Path) -> None:
    rounds = watch([tmp_path], ["https://a.example/feed"], every=1, feeds_every=2, rest=lambda _: None)
    assert [len(next(rounds)) for _ in range(6)] == [0, 0, 1, 0, 1, 0]


def test_watched_feed_gives_what_is_new(tmp_path: Path, store: Store) -> None:
    fetcher = Fetcher(Manners(keep_feeds=-1.0), folder=tmp_path / "pages", reachable=lambda each: each.is_loopback, sleep=lambda _: None)
    work = Worker(store.url, "fr", again=False, fetcher=fetcher)
    with serving() as site:
        states = []
        for entries in (("Fès",), ("Fès", "Nador")):
            site.pages["/feed"] = Given(feed(*entries))
            parts = list(work((f"{site.address}/feed", NOTHING)))
            store.save_all([each.record for each in parts if isinstance(each, Parsed)])
            states.append([type(each).__name__ for each in parts if isinstance(each, Parsed | Known)])
    assert states == [["Parsed"], ["Known", "Parsed"]]
    assert {each.kind for reading in store.readings() for each in store.sources(reading.article.id)} == {"url"}


def feed(*towns: str) -> bytes:
    entries = [f"<item><title>À {each}</title><description>Un incendie s'est déclaré à {each}.</description></item>" for each in towns]
    return f"<rss version='2.0'><channel><title>Gazette</title>{''.join(entries)}</channel></rss>".encode()


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C is sent another way there")
def test_watched_folder_is_kept_until_ctrl_c(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    write(folder, "a.txt")
    command = [sys.executable, "-m", "geo", "ingest", "--watch", "--every", "0.2", "--json", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["state"] == "kept"
        write(folder, "b.txt", TEXT + " Bis.")
        seen = [json.loads(process.stdout.readline()) for _ in range(2)]
        assert {Path(each["source"]).name: each["state"] for each in seen} == {"a.txt": "known", "b.txt": "kept"}
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=30)
    assert process.returncode == 0
    assert told.decode() == "2 kept; 1 known already.\n"


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="processes are killed another way there")
def test_nothing_reported_is_lost_to_a_kill(tmp_path: Path) -> None:
    articles = written(tmp_path / "articles", ARTICLES)
    assert ingest_killed(articles, tmp_path / "killed.db", kills=10, moments=random.Random(7), latest=0.4) == []
    with Store(f"sqlite:///{(tmp_path / 'killed.db').as_posix()}") as store:
        assert store.status().articles == ARTICLES == 2_000


@pytest.mark.slow
def test_two_commands_may_write_at_once_while_others_read(tmp_path: Path, database: str) -> None:
    Store(database).close()
    folders = [written(tmp_path / name, 400) for name in ("one", "two")]
    commands = [[sys.executable, "-m", "geo", "ingest", str(each), "--processes", "1"] for each in folders]
    environment = {**os.environ, "MARSAD_DATABASE": database}
    writers = [subprocess.Popen(each, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) for each in commands]
    with Store(database) as store:
        counts = []
        while any(each.poll() is None for each in writers):
            counts.append((store.status().articles, len(store.entries().incidents), len(store.readings("drogue"))))
            time.sleep(0.02)
        assert [each.communicate()[1] for each in writers] == ["400 kept.\n"] * 2
        assert counts == sorted(counts)
        assert len(set(counts)) > 2
        found = store.status()
        assert (found.articles, found.sources) == (400, 800)  # each text once, from both folders
    assert check(database) == []
