"""Give the tests the shipped gazetteer, the seed article and a place to keep things.

The tests of the store run against SQLite, and once more against PostgreSQL where MARSAD_TEST_POSTGRES names a server on which databases
may be made: postgresql://user:password@127.0.0.1/postgres.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url

from geo.gazetteer import Gazetteer, load
from geo.models import Article, Reading
from geo.pipeline import parse
from geo.settings import VARIABLES

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
SEED = SEEDS / "000_792e234e483bc51b.txt"
KINDS = ("sqlite", "postgresql")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the user's database and settings out of every test."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("MARSAD_DATABASE", f"sqlite:///{(tmp_path / 'test.db').as_posix()}")


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the URL of a database of the test's own, of each kind."""
    with database_of(request.param, tmp_path) as url:
        yield url


@contextmanager
def database_of(kind: str, folder: Path) -> Iterator[str]:
    """Give the URL of a new database: in a folder, or on the server."""
    server = os.environ.get("MARSAD_TEST_POSTGRES")
    if kind == "sqlite":
        yield f"sqlite:///{(folder / 'test.db').as_posix()}"
        return
    if server is None:
        pytest.skip("MARSAD_TEST_POSTGRES names no PostgreSQL server")
    url, name = make_url(server), f"marsad_test_{uuid4().hex}"
    engine = create_engine(url.set(drivername="postgresql+pg8000"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
        yield url.set(database=name).render_as_string(hide_password=False)
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    engine.dispose()


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load()


@pytest.fixture(scope="session")
def seed_reading() -> Reading:
    return parse(Article(text=Article.normalised(SEED.read_text(encoding="utf-8")), source=str(SEED), language="fr"))


def french(text: str, published: str | None = None) -> Reading:
    """Parse a French text given in a test."""
    return parse(Article(text=text, source="test", language="fr", published=published))


@pytest.fixture(autouse=True)
def _main_module_comes_back() -> Iterator[None]:
    """Put the module of the test run back: AppTest leaves its script in its place, which a process that is spawned then would run."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main
