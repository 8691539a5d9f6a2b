"""Places of one's own: they win over those that ship, and every line that cannot be used is told."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import MissingInputError, OverlayError
from geo.gazetteer import Gazetteer
from geo.models import Article
from geo.overlay import known_places, problems_of, read_overlay
from geo.pipeline import parse
from geo.settings import Settings
from tests.conftest import ROOT

HEADING = "name,lat,lon,kind,variants\n"


def table(folder: Path, *lines: str, heading: str = HEADING) -> Path:
    path = folder / "mine.csv"
    path.write_text(heading + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def known(folder: Path, *lines: str) -> Gazetteer:
    return known_places(Settings(places=table(folder, *lines)))


def test_a_place_of_ones_own_is_found_by_all_its_names(tmp_path: Path) -> None:
    found = known(tmp_path, "Dépôt Nord,33.57,-7.6,facility,Depot du Nord|المستودع الشمالي")
    for key in ("depot nord", "depot du nord", "المستودع الشمالي"):
        ((place, flag),) = found.candidates(key)
        assert (place.id, place.kind, flag) == ("user:depot-nord", "facility", "")
        assert (place.country, place.region, place.province, place.commune) == ("MA", "06", "06.141", "06.141.01.0")
    assert place.names == {"ar": "المستودع الشمالي"}


def test_it_wins_over_what_ships(tmp_path: Path) -> None:
    found = known(tmp_path, "Rissani,31.30,-4.27,town,")
    assert [place.id for place, _ in found.candidates("rissani")] == ["user:rissani"]
    assert found.place("hcp:08.201.01.13").name == "Rissani"
    assert found.candidates("الريصاني")


def test_parse_uses_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_PLACES", str(table(tmp_path, "Rissani,31.30,-4.27,town,", "Camp Zitoun,33.5,-7.5,,")))
    reading = parse(Article(text="Deux hommes arrêtés à Rissani et à Camp Zitoun.", source="test", language="fr"))
    assert [each.resolution.place and each.resolution.place.id for each in reading.mentions] == ["user:rissani", "user:camp-zitoun"]


def test_a_changed_table_is_read_anew(tmp_path: Path) -> None:
    settings = Settings(places=table(tmp_path, "Ici,1,2,,"))
    assert known_places(settings).place("user:ici").lat == 1
    table(tmp_path, "Ici,12,2,,")
    assert known_places(settings).place("user:ici").lat == 12


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (",31,-7,,", "name"),
        ("***,31,-7,,", "name"),
        ("Ici,95,1,,", "beyond 90"),
        ("Ici,31,-181,,", "beyond 180"),
        ("Ici,nord,1,,", "lat is 'nord'"),
        ("Ici,31,,,", "lon is ''"),
        ("Ici,nan,1,,", "lat is 'nan'"),
        ("Ici,1e1,1,,", "lat is '1e1'"),
        ("Ici,31,1,planet,", "kind 'planet'"),
        ("bon,31,1,,", "line 2 already"),
        ("a\x1b[2J,31,1,,", "name"),
        (f"{'x' * 201},31,1,,", "name"),
    ],
)
def test_a_bad_line_is_told_by_its_number_and_the_good_ones_are_used(tmp_path: Path, line: str, said: str) -> None:
    own = read_overlay(table(tmp_path, "Bon,31,-7,,", line, "Meilleur,32,-7,,"))
    assert [row[1] for row in own.places] == ["Bon", "Meilleur"]
    (problem,) = own.problems
    assert problem.startswith("mine.csv, line 3: ")
    assert said in problem
    assert "\x1b" not in problem


def test_all_bad_lines_are_told(tmp_path: Path) -> None:
    settings = Settings(places=table(tmp_path, "A,95,1,,", "B,31,1,planet,", "C,31,1,,"))
    assert [each.split(":")[0] for each in problems_of(settings)] == ["mine.csv, line 2", "mine.csv, line 3"]


def test_a_spreadsheets_semicolons_and_decimal_commas_are_read(tmp_path: Path) -> None:
    own = read_overlay(table(tmp_path, "Ici;31,5;-7,25;village;", heading="\ufeff" + HEADING.replace(",", ";")))
    assert own.places[0][3:5] == ["31.5", "-7.25"]
    assert own.problems == ()


def test_zero_is_a_coordinate_and_abroad_has_no_codes(tmp_path: Path) -> None:
    place = known(tmp_path, "Golfe,0,0,natural,").place("user:golfe")
    assert (place.lat, place.lon, place.country, place.commune) == (0.0, 0.0, "", None)


def test_an_arabic_name_has_an_id_of_plain_letters(tmp_path: Path) -> None:
    (row,) = read_overlay(table(tmp_path, "حي الاختبار,33.57,-7.6,neighbourhood,")).places
    assert row[0].startswith("user:")
    assert row[0].isascii()


@pytest.mark.parametrize("content", [b"nom,latitude\nx,1\n", b"", b"\xff\xfe\x00name", b'name,lat,lon\n"a,1,2\n' + b"x" * 200_000])
def test_a_table_that_is_none_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(content)
    with pytest.raises(OverlayError, match=r"mine\.csv"):
        read_overlay(path)


def test_a_quotation_that_is_not_closed_is_told_whatever_other_readers_allow(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(b'name,lat,lon\n"a,1,2\n' + b"x" * 200_000)
    before = csv.field_size_limit(1_000_000)
    try:
        with pytest.raises(OverlayError, match="quotation mark"):
            read_overlay(path)
    finally:
        csv.field_size_limit(before)


def test_a_table_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match="MARSAD_PLACES"):
        known_places(Settings(places=tmp_path / "none.csv"))


@given(name=st.text(min_size=1, max_size=30))
def test_any_name_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    path = tmp_path_factory.mktemp("t") / "mine.csv"
    quoted = name.replace('"', '""')
    path.write_text(f'{HEADING}"{quoted}",31,-7,,\n', encoding="utf-8", errors="replace", newline="")
    own = read_overlay(path)
    assert len(own.places) + len(own.problems) == 1


def test_the_command_tells_bad_lines_and_its_status_says_so(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Un incendie à Fès.", encoding="utf-8")
    env = {**os.environ, "MARSAD_PLACES": str(table(tmp_path, "A,95,1,,", "B,31,1,planet,", "C,31,1,,"))}
    done = subprocess.run([sys.executable, "-m", "geo", "parse", str(article)], cwd=ROOT, env=env, capture_output=True, check=False)
    assert done.returncode == 1
    assert done.stdout.count(b"\n") == 1
    assert [each.split(b":")[0] for each in done.stderr.splitlines()] == [b"mine.csv, line 2", b"mine.csv, line 3"]
