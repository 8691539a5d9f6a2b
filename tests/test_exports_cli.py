"""`marsad export` and `marsad map`: the format of the name or the option, the filter of a link, articles or the database."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geo.cli import cli
from geo.cli.selecting import filter_named
from geo.errors import InputError, StoreError
from geo.exports import FORMATS
from geo.models import Filter, filter_of, query_of
from geo.store import Store
from tests.readings import arrests, background, reading

ALL = Filter(
    types=("arrest", "attack"), stages=("foiled",), since="2023-01-01", until="2023-12-31", undated=False, regions=("08",),
    provinces=("08.201",), places=("hcp:06.141.01.0",), actors=("La police",), sources=("A & B",), confidence=0.4, text="à Fès",
    background=True,
)  # fmt: skip


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments])


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{(tmp_path / 'a.db').as_posix()}"
    with Store(url) as store:
        store.save(reading(incidents=(arrests(), background())))
    monkeypatch.setenv("MARSAD_DATABASE", url)
    return url


def ids(path: Path) -> set[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["incident_id"] for row in csv.DictReader(file)}


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_can_be_named_and_most_are_told_by_the_suffix(database: str, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"x{FORMATS[name].suffix}"
    done = run("export", "--database", "--as", name, "-o", path)
    assert done.exit_code == 0, done.output
    named = path.read_bytes()
    assert run("export", "--database", "-o", path).exit_code == 0
    assert (path.read_bytes() == named) == (name not in ("csv-incidents", "acled", "hxl"))


def test_filter_of_a_link_chooses_what_is_exported(database: str, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    for query, found in (
        ("type=arrest", {"arrests"}),
        ("http://127.0.0.1:8501/?lang=ar&type=attack&background=1&view=heat#top", {"background"}),
        ("type=attack", set()),
        ("", {"arrests"}),
    ):
        assert run("export", "--database", database, "--filter", query, "-o", path).exit_code == 0
        assert ids(path) == found
    for switch, found in (("--background", {"arrests", "background"}), ("--no-background", {"arrests"})):
        assert run("export", "--database", "--filter", "", switch, "-o", path).exit_code == 0
        assert ids(path) == found


def test_background_is_kept_without_a_filter(database: str, tmp_path: Path) -> None:
    assert run("export", "--database", "-o", tmp_path / "x.csv").exit_code == 0
    assert ids(tmp_path / "x.csv") == {"arrests", "background"}


def test_map_takes_the_filter_too(database: str, tmp_path: Path) -> None:
    done = run("map", "--database", "--filter", "type=attack&background=1", "-o", tmp_path / "x.html")
    assert done.exit_code == 0, done.output
    assert "1 incidents" in done.output
    done = run("export", "--database", "--filter", "type=attack&background=1", "-o", tmp_path / "y.html")
    assert "Attentat" in (tmp_path / "y.html").read_text(encoding="utf-8")


def test_articles_are_exported_with_what_is_filtered_told(tmp_path: Path) -> None:
    article, path = tmp_path / "a.txt", tmp_path / "x.geojson"
    article.write_text("La police a arrêté 12 personnes jeudi à Rissani.", encoding="utf-8")
    done = run("export", article, "--published", "2023-03-24", "--filter", "type=arrest&since=2023-01-01", "-o", path, "--language", "en")
    assert done.exit_code == 0, done.output
    found = json.loads(path.read_text(encoding="utf-8"))
    assert found["about"]["query"] == "type=arrest&since=2023-01-01"
    assert [each["properties"]["place_name"] for each in found["features"] if each["properties"]["mapped"]] == ["Rissani"]


def test_every_filter_of_a_link_is_understood() -> None:
    from urllib.parse import urlencode  # noqa: PLC0415

    address = "http://127.0.0.1:8501/map?" + urlencode(query_of(ALL), doseq=True)
    assert filter_named(address) == ALL
    assert filter_of(query_of(ALL)) == ALL
    assert filter_named("undated=1&background=0&confidence=0") == Filter()


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("types=arrest", "types"),
        ("arrest", "arrest"),
        ("type=arest", "arest"),
        ("type=arrest&type=x", "'x'"),
        ("since=2023-13-01", "2023-13-01"),
        ("since=2023-01-01&since=2024-01-01", "2024-01-01"),
        ("region=8", "'8'"),
        ("confidence=200", "200"),
        ("background=yes", "yes"),
    ],
)
def test_filter_that_is_none_is_refused_rather_than_passed_over(query: str, named: str) -> None:
    with pytest.raises(InputError, match=named) as problem:
        filter_named(query)
    assert str(problem.value).count(". ") == 0


def test_what_cannot_be_done_is_told(database: str, tmp_path: Path) -> None:
    problem = run("export", "--database", "a.txt", "-o", tmp_path / "x.csv", "b.txt").exception
    assert isinstance(problem, (InputError, StoreError))
    assert "one of the two" in str(problem)
    nowhere = f"sqlite:///{(tmp_path / 'none.db').as_posix()}"
    assert "marsad ingest" in str(run("export", "--database", nowhere, "-o", tmp_path / "x.csv").exception)
    assert not (tmp_path / "none.db").exists()
    assert "no suffix" in str(run("export", "--database", "-o", tmp_path / "x.doc").exception)
    assert "is no .csv file" in str(run("export", "--database", "--as", "acled", "-o", tmp_path / "x.xlsx").exception)
