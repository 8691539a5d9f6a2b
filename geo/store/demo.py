"""Fill a database of its own from the seeds and from invented articles, so that there is something to see on the first day: `open_demo`."""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from platformdirs import user_data_path
from sqlalchemy.engine import make_url

from geo.errors import DataError
from geo.models import Article, Reading
from geo.settings import Settings
from geo.store.dispatches import invented_articles
from geo.store.rows import record
from geo.store.store import Store

DEMO_FILE = "demo.db"


def open_demo(
    settings: Settings, *, parse: Callable[[Article], Reading], url: str | None = None, articles: Iterable[Article] | None = None
) -> Store:
    """Open the demo database, marked as such, and fill it anew from the seeds (or `articles`).

    Raises:
        StoreError: the database cannot be opened, or it holds real work.
        DataError: the seeds are missing.
    """
    store = Store(url or demo_url(settings))
    store.mark_demo()
    store.save_all([record(parse(each), kind="seed") for each in (seed_articles() if articles is None else articles)])
    return store


def demo_url(settings: Settings) -> str:
    """Name the demo database: beside the real one, or in the user's data folder where that is no file."""
    url = make_url(settings.database) if settings.database else None
    beside = url is not None and url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    folder = Path(url.database or "").absolute().parent if url is not None and beside else user_data_path("marsad")
    return f"sqlite:///{(folder / DEMO_FILE).as_posix()}"


def demo_articles() -> Iterator[Article]:
    """Give what the demo shows: the seeds, then articles invented for it, over three years and all regions."""
    yield from seed_articles()
    yield from invented_articles()


@cache
def seeds_folder() -> Path:
    """Find the seeds: `geo/_seeds` in an installed wheel, `seeds/` in a checkout.

    Raises:
        DataError: neither is there.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "_seeds", package.parent / "seeds"):
        if (folder / "manifest.jsonl").is_file():
            return folder
    raise DataError(f"The seeds of the demo are not beside {package}; install the package again.")


def seed_articles() -> Iterator[Article]:
    """Read the seeds with what their manifest tells of each."""
    folder = seeds_folder()
    for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield _seed(folder, json.loads(line))


def _seed(folder: Path, row: dict[str, Any]) -> Article:
    name = str(row["path"])
    return Article(
        text=Article.normalised((folder / name).read_text(encoding="utf-8")),
        source=name,
        outlet=row.get("outlet"),
        title=row.get("title"),
        language=row.get("language"),
        published=row.get("published"),
    )
