"""Time an ingestion of invented articles, and what the dashboard asks of a store with very many incidents: `make bench-store`.

`python -m tools.bench_store`, in the environment of requirements-dev.lock. The larger store is the smaller one copied ten times over
within the database. Seconds on the clock depend on what else the machine does; those of the CPU are told as well.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import psutil
from sqlalchemy import create_engine

from geo.ingestion import Manner, ingest
from geo.models import Filter
from geo.store import Store
from tests.invented_articles import invented_articles

ARTICLES = 100_000
COPIES = 10
STEP = 10  # parts of an ingestion after each of which the memory is looked at
ROUNDS = 5
MEGABYTE = 1_000_000
FILTERS = {
    "a type, a year": Filter(types=("arrest",), since="2024-01-01", until="2024-12-31", undated=False),
    "a region, the background too": Filter(regions=("06",), background=True),
    "a province, a month": Filter(provinces=("06.141",), since="2024-03-01", until="2024-03-31", undated=False),
    "a rare word": Filter(text="rissani"),
    "a frequent word": Filter(text="drogue"),
    "two words, one Arabic": Filter(text="الشرطة خنيفرة"),
}
COPY = (
    "INSERT INTO articles SELECT id || :mark, source || :mark, published, language, kept_at, reading FROM articles WHERE id NOT LIKE '%~%'",
    """INSERT INTO sources (article_id, source, kind, outlet, url, title, published, current, previous, seen_at)
        SELECT article_id || :mark, source || :mark, kind, outlet, url, title, published, current, previous, seen_at
        FROM sources WHERE article_id NOT LIKE '%~%'""",
    """INSERT INTO incidents (id, article_id, {columns}) SELECT id || :mark, article_id || :mark, {columns}
        FROM incidents WHERE id NOT LIKE '%~%'""",
    """INSERT INTO incident_places (incident_id, place_id, role, precision, country, region, province)
        SELECT incident_id || :mark, place_id, role, precision, country, region, province
        FROM incident_places WHERE incident_id NOT LIKE '%~%'""",
    "INSERT INTO article_words (article_id, said) SELECT article_id || :mark, said FROM article_words WHERE article_id NOT LIKE '%~%'",
)
COLUMNS = "type, stage, discourse, first_day, last_day, confidence, said, position, arrested, killed, injured, actors"


def main() -> None:
    """Ingest, ask, copy, ask again, and print what each took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--stories", type=int, default=1, help="incidents of an article, about a hundred characters each")
    parser.add_argument("--copies", type=int, default=COPIES)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        fill(path, given.articles, given.stories)
        ask(path)
        multiply(path, given.copies)
        ask(path)


def fill(path: Path, articles: int, stories: int) -> None:
    """Ingest so many articles, with as many processes as there are cores; print the speed, and the memory on the way."""
    step, number, begun, busy = max(1, articles // STEP), 0, time.monotonic(), cpu()
    with Store(url_of(path)) as store:
        for outcome in ingest(invented_articles(articles, stories=stories), store, Manner(processes=os.cpu_count())):
            if outcome.state != "kept":
                raise RuntimeError(outcome.reason)
            number += 1
            if number == step // 2:
                begun, busy, first = time.monotonic(), cpu(), number  # the processes have started
            if number % step == 0:
                print(f"  {number:>9,} articles  {memory()}", flush=True)
        took, worked = time.monotonic() - begun, cpu() - busy
        found = store.status()
    done = number - first
    print(f"{done / took:,.0f} articles a second with {os.cpu_count()} processes, {worked / done * 1000:.2f} ms of CPU each")
    print(f"{found.articles:,} articles, {found.incidents:,} incidents, {(found.bytes or 0) / MEGABYTE:,.0f} MB on the disk")


def multiply(path: Path, copies: int) -> None:
    """Copy all that is kept until it is there so many times."""
    engine = create_engine(url_of(path))
    with engine.begin() as connection:
        for copy in range(1, copies):
            for statement in COPY:
                connection.exec_driver_sql(statement.format(columns=COLUMNS), {"mark": f"~{copy}"})
    engine.dispose()


def ask(path: Path) -> None:
    """Time what the dashboard asks."""
    with Store(url_of(path)) as store:
        found = store.status()
        print(f"{found.incidents:,} incidents, {(found.bytes or 0) / MEGABYTE:,.0f} MB")
        ids = sorted(store.ids_for(FILTERS["a type, a year"]))[:50]
        timed("the revision", lambda: [store.revision])
        timed("all incidents, as the first page asks", lambda: store.entries().incidents)
        for name, chosen in FILTERS.items():
            timed(name, lambda chosen=chosen: store.ids_for(chosen))  # type: ignore[misc]  # mypy does not infer lambdas with defaults
        timed("fifty incidents with their articles", lambda: store.reports_of(ids))


def timed(name: str, question: Callable[[], Iterable[object]]) -> None:
    """Ask several times, and print the median on the clock and of the CPU, and the number of answers."""
    seconds, worked = [], []
    for _ in range(ROUNDS):
        begun, busy = time.perf_counter(), time.process_time()
        answers = len(list(question()))
        seconds.append(time.perf_counter() - begun)
        worked.append(time.process_time() - busy)
    clock, used = statistics.median(seconds) * 1000, statistics.median(worked) * 1000
    print(f"  {clock:>7,.0f} ms ({used:,.0f} of CPU)  {name} ({answers:,})", flush=True)


def processes() -> Iterator[psutil.Process]:
    """Give this process and those that it started."""
    own = psutil.Process()
    yield own
    yield from own.children(recursive=True)


def cpu() -> float:
    """Give the seconds that all processes have worked."""
    return sum(each.cpu_times().user + each.cpu_times().system for each in processes())


def memory() -> str:
    """Tell what each process holds, this one first."""
    return " + ".join(f"{each.memory_info().rss / MEGABYTE:.0f} MB" for each in processes())


def url_of(path: Path) -> str:
    """Give the URL of a database."""
    return f"sqlite:///{path.as_posix()}"


if __name__ == "__main__":
    main()
