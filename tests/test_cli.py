import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT, SEED, SEEDS

COUNTRY_MENTIONS = 13


def run(*arguments: object, stdin: bytes = b"", env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "geo", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, input=stdin, capture_output=True, check=False, env={**os.environ, **(env or {})})


def lines(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    return [json.loads(each) for each in done.stdout.splitlines()]


def test_parse_prints_an_object_a_line_for_every_seed() -> None:
    done = run("parse", SEEDS)
    assert done.returncode == 0, done.stderr.decode()
    assert len(lines(done)) == 9
    assert all(each["schema_version"] == 1 for each in lines(done))


def test_parse_reads_standard_input_and_options() -> None:
    done = run("parse", "-", "--published", "2023-03-24", "--lang", "fr", stdin=SEED.read_bytes())
    (article,) = lines(done)
    assert (article["source"], article["published"], article["language"]) == ("-", "2023-03-24", "fr")


def test_a_manifest_gives_dates_and_outlets() -> None:
    found = lines(run("parse", "--manifest", SEEDS / "manifest.jsonl"))
    assert len(found) == 9
    assert sum(each["published"] is not None for each in found) == 8


def test_bad_inputs_get_a_sentence_each_and_the_rest_is_parsed(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)))
    (tmp_path / "good.txt").write_text("Un incendie à Fès.", encoding="utf-8")
    done = run("parse", tmp_path / "empty.txt", tmp_path / "binary.txt", tmp_path / "missing.txt", tmp_path / "good.txt")
    assert done.returncode == 1
    assert [Path(str(each["source"])).name for each in lines(done)] == ["good.txt"]
    told = done.stderr.decode().splitlines()
    assert len(told) == 4  # one each, and the sum
    assert all(any(name in line for line in told) for name in ("empty.txt", "binary.txt", "missing.txt"))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "locked.txt"
    path.write_text("x")
    path.chmod(0)
    done = run("parse", path)
    assert done.returncode == 1
    assert "locked.txt" in done.stderr.decode()


@pytest.mark.parametrize(
    ("encoding", "text"), [("latin-1", "Un incendie à Fès, près de l'école, en été."), ("cp1256", "حريق بمدينة فاس قرب مدرسة في الصيف")]
)
def test_a_guessed_encoding_is_a_warning_and_no_failure(tmp_path: Path, encoding: str, text: str) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(text.encode(encoding))
    done = run("parse", path)
    assert done.returncode == 0
    (article,) = lines(done)
    assert article["text"] == text
    assert article["warnings"]


def test_five_megabytes_of_one_letter_are_parsed_without_a_mention(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"a" * 5_000_000)
    begun = time.monotonic()
    done = run("parse", path)
    assert time.monotonic() - begun < 30  # a hang fails; the speed itself is a benchmark's business
    assert done.returncode == 0
    assert lines(done)[0]["mentions"] == []


def test_no_article_is_an_error_that_says_what_to_do() -> None:
    done = run("parse")
    assert done.returncode == 1
    assert b"--manifest" in done.stderr


def test_parse_never_imports_geopandas() -> None:
    code = "import sys, geo.cli; sys.exit(any(name in sys.modules for name in ('geopandas', 'folium', 'streamlit', 'spacy')))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_map_is_one_file_that_names_no_server(tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    done = run("map", SEEDS, "-o", path)
    assert done.returncode == 0, done.stderr.decode()
    page = path.read_text(encoding="utf-8")
    assert len(page) < 1_000_000
    assert "Content-Security-Policy" in page
    assert '<html lang="fr"' in page


@pytest.mark.parametrize("suffix", [".geojson", ".csv"])
def test_export_writes_the_format_of_the_suffix(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"out{suffix}"
    assert run("export", SEEDS, "-o", path).returncode == 0
    text = path.read_text(encoding="utf-8-sig")
    if suffix == ".geojson":
        assert json.loads(text)["type"] == "FeatureCollection"
    assert "Rissani" in text


def test_an_unknown_suffix_is_told(tmp_path: Path) -> None:
    done = run("export", SEED, "-o", tmp_path / "out.doc")
    assert done.returncode == 1
    assert b".geojson" in done.stderr


def test_the_contract_of_the_project_holds_for_hostile_text(tmp_path: Path) -> None:
    hostile = "{{7*7}} {% x %} ${7*7} ``` </script> <img src=x onerror=alert(1)> [x](javascript:alert(1))\n\nDeux suspects arrêtés à Fès.\n"
    path = tmp_path / "hostile.txt"
    path.write_text(hostile, encoding="utf-8")
    assert lines(run("parse", path))[0]["text"] == hostile
    assert run("map", path, "-o", tmp_path / "m.html").returncode == 0
    assert "<img src=x" not in (tmp_path / "m.html").read_text(encoding="utf-8")


def test_an_unknown_setting_is_told() -> None:
    done = run("parse", SEED, env={"MARSAD_LANGUAGE": "de"})
    assert done.returncode == 1
    assert b"MARSAD_LANGUAGE" in done.stderr
    assert b"Traceback" not in done.stderr
