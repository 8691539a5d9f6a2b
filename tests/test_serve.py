"""The server loads before its first session what that would wait for."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from geo.models import Article
from geo.pipeline import parse
from geo.store import Store

ROOT = Path(__file__).parent.parent
HEAVY = {"folium", "numpy", "pandas", "sqlalchemy", "shapely", "PIL.Image", "pyarrow.pandas_compat", "streamlit.material_icon_names"}
FIRST_SESSION = """
import json, sys
from geo.pages.serve import warm
warm()
warmed = set(sys.modules)
from streamlit.testing.v1 import AppTest
page = AppTest.from_file(sys.argv[1], default_timeout=60).run()
print(json.dumps({"failed": len(page.exception), "warmed": sorted(warmed), "later": sorted(set(sys.modules) - warmed)}))
"""


def first_session(database: str) -> dict[str, list[str] | int]:
    """Warm a new process and run the dashboard in it once; give which modules were loaded when."""
    environment = {**os.environ, "MARSAD_DATABASE": database}
    command = [sys.executable, "-c", FIRST_SESSION, str(ROOT / "dashboard.py")]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=120)
    found: dict[str, list[str] | int] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.slow
def test_the_first_session_finds_loaded_what_takes_long(tmp_path: Path) -> None:
    url = f"sqlite:///{(tmp_path / 'kept.db').as_posix()}"
    with Store(url) as store:
        store.save(
            parse(Article(text="Deux suspects ont été arrêtés jeudi à Rissani.", source="one", published="2025-01-10", language="fr"))
        )
    found = first_session(url)
    assert found["failed"] == 0
    assert set(found["warmed"]) >= HEAVY  # type: ignore[arg-type]
    assert "streamlit_folium" in found["later"]  # type: ignore[operator]
    assert not [each for each in (*found["warmed"], *found["later"]) if each.partition(".")[0] in ("spacy", "geopandas")]  # type: ignore[misc]


@pytest.mark.slow
def test_a_database_that_cannot_be_opened_stops_no_server(tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_text("this is no database, and it is long enough to be looked at " * 40, encoding="utf-8")
    assert first_session(f"sqlite:///{(tmp_path / 'broken.db').as_posix()}")["failed"] == 0
