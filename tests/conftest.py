"""Give the tests the shipped gazetteer, the seed article and a place to keep things."""

from pathlib import Path

import pytest

from geo.gazetteer import Gazetteer, load
from geo.models import Article, Reading
from geo.pipeline import parse
from geo.settings import VARIABLES

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
SEED = SEEDS / "000_792e234e483bc51b.txt"


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the user's database and settings out of every test."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("MARSAD_DATABASE", f"sqlite:///{(tmp_path / 'test.db').as_posix()}")


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load()


@pytest.fixture(scope="session")
def seed_reading() -> Reading:
    return parse(Article(text=Article.normalised(SEED.read_text(encoding="utf-8")), source=str(SEED), language="fr"))


def french(text: str, published: str | None = None) -> Reading:
    """Parse a French text given in a test."""
    return parse(Article(text=text, source="test", language="fr", published=published))
