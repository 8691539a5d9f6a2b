"""Kill `marsad ingest` at random moments, again and again, and check that nothing which it reported kept is lost or there twice.

`python -m tools.kills --kills 200`, in the environment of requirements-dev.lock. Each ingestion is of 2,000 invented articles and is killed
up to ten times, half of the times with all its processes; then the same command is let through to its end.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from sqlalchemy import create_engine, text

from geo.models import Article, article_id
from geo.store import check
from tests.invented_articles import written

ROOT = Path(__file__).parent.parent
ARTICLES = 2_000
STORIES = 4  # of an article: a few hundred characters
KILLS_EACH = 10
LATEST = 1.0  # seconds after the first report that a run is killed at the latest: ten kills fall on the whole of an ingestion
STARTING = 0.2  # the share of the kills that come while a run starts
START = 3.0  # seconds that a start takes


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Be something that must not happen."""

    what: str


def main() -> None:
    """Kill as often as asked, print what was seen, and end with status 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    moments = random.Random(given.seed)  # noqa: S311  # nothing secret
    faults: list[Fault] = []
    done = 0
    with tempfile.TemporaryDirectory() as folder:
        articles = written(Path(folder) / "articles", given.articles, stories=STORIES)
        while done < given.kills:
            kills = min(KILLS_EACH, given.kills - done)
            faults += ingest_killed(articles, Path(folder) / f"{done}.db", kills=kills, moments=moments)
            done += kills
            print(f"{done} kills, {len(faults)} faults", flush=True)
    for each in faults:
        print(each.what, file=sys.stderr)
    sys.exit(bool(faults))


def ingest_killed(articles: Path, database: Path, *, kills: int, moments: random.Random, latest: float = LATEST) -> list[Fault]:
    """Ingest a folder with a number of kills on the way, then to the end; list what went wrong."""
    faults: list[Fault] = []
    for _ in range(kills):
        reported = run_killed(articles, database, moments, latest)
        faults += [*lost(reported, database), *doubled(database)]
    run = subprocess.run(command(articles), cwd=ROOT, env=environment(database), capture_output=True, check=False)
    if run.returncode:
        faults.append(Fault(what=f"the run after the kills ended with {run.returncode}: {run.stderr.decode()[-300:]}"))
    wanted = {str(path): article_id(Article.normalised(path.read_text(encoding="utf-8"))) for path in articles.glob("*.txt")}
    faults += [*lost(wanted, database), *doubled(database), *(Fault(what=each) for each in check(url_of(database)))]
    return faults


def run_killed(articles: Path, database: Path, moments: random.Random, latest: float) -> dict[str, str]:
    """Start an ingestion, kill it at a random moment, and give what it had reported kept: sources and the ids of their texts."""
    with subprocess.Popen(
        command(articles), cwd=ROOT, env=environment(database), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        lines: list[bytes] = []
        reader = Thread(target=lambda: lines.extend(process.stdout or ()))
        reader.start()
        starting = moments.random() < STARTING
        while not starting and not lines and process.poll() is None:
            time.sleep(0.01)
        time.sleep(moments.uniform(0, START if starting else latest))
        if moments.random() < 0.5:  # noqa: PLR2004  # a coin
            process.kill()
        else:
            kill_group(process.pid)
        process.wait()
        reader.join()
        kill_group(process.pid)
    told = [json.loads(line) for line in lines if line.endswith(b"\n")]
    return {each["source"]: each["article_id"] for each in told if each["state"] in ("kept", "known")}


def kill_group(number: int) -> None:
    """Kill all that is left of a run."""
    try:
        os.killpg(number, signal.SIGKILL)
    except ProcessLookupError:
        return


def lost(reported: dict[str, str], database: Path) -> Iterator[Fault]:
    """Tell of what was reported kept and is not there."""
    there = dict(rows(database, "SELECT sources.source, article_id FROM sources JOIN articles ON articles.id = article_id WHERE current"))
    for source, text_id in reported.items():
        if there.get(source) != text_id:
            yield Fault(what=f"{source} was reported kept as {text_id}, and {there.get(source)} is there")


def doubled(database: Path) -> Iterator[Fault]:
    """Tell of sources that are there twice."""
    for source, number in rows(database, "SELECT source, count(*) FROM sources GROUP BY source HAVING count(*) > 1"):
        yield Fault(what=f"{source} is there {number} times")


def rows(database: Path, query: str) -> list[tuple[str, str]]:
    """Ask a database; one that was not made yet, or not filled, has no rows."""
    if not database.is_file():
        return []
    engine = create_engine(url_of(database))
    try:
        with engine.connect() as connection:
            if connection.scalar(text("SELECT count(*) FROM sqlite_master WHERE name = 'sources'")) == 0:
                return []
            return [(row[0], row[1]) for row in connection.execute(text(query))]
    finally:
        engine.dispose()


def command(articles: Path) -> list[str]:
    """Give the command that is killed."""
    return [sys.executable, "-m", "geo", "ingest", str(articles), "--json"]


def environment(database: Path) -> dict[str, str]:
    """Give the environment of the command."""
    return {**os.environ, "MARSAD_DATABASE": url_of(database), "PYTHONUNBUFFERED": "1"}


def url_of(database: Path) -> str:
    """Give the URL of a database."""
    return f"sqlite:///{database.as_posix()}"


if __name__ == "__main__":
    main()
