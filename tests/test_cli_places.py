"""The look-up commands: a line a name, JSON if wanted, and an exit status that tells."""

import json
from pathlib import Path

import pytest

from tests.geocoder_server import nominatim, serving
from tests.test_cli import run


def test_geocode_says_of_each_name_what_it_is_or_why_not() -> None:
    done = run("geocode", "Rissani, Errachidia", "Nowhereville", "الرباط")
    lines = done.stdout.decode().splitlines()
    assert done.returncode == 1
    assert len(lines) == 3
    assert lines[0].endswith("hcp:08.201.01.13")
    assert "31.28" in lines[0]
    assert lines[1] == "Nowhereville: aucun lieu de ce nom dans le répertoire"


def test_geocode_reads_names_from_standard_input_and_succeeds() -> None:
    done = run("geocode", "--json", "-", stdin="Fès\n\nTetuán\n".encode())
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [row["place"]["name"] for row in rows] == ["Fès", "Tétouan"]
    assert [row["nil_reason"] for row in rows] == [None, None]


def test_places_finds_while_typing_and_near_a_point() -> None:
    done = run("places", "khnif", "--json", "--near", "33,-5.6")
    row = json.loads(done.stdout.splitlines()[0])
    assert (row["place"]["name"], row["match"]) == ("Khénifra", "begins")
    assert row["distance_km"] < 20


def test_places_that_finds_nothing_says_so() -> None:
    done = run("places", "qqqqqq")
    assert done.returncode == 1
    assert done.stdout == b""
    assert "qqqqqq" in done.stderr.decode()


def test_places_keeps_to_a_language() -> None:
    assert run("places", "الرباط", "--lang", "fr").returncode == 1
    assert "الرباط" in run("places", "الرباط", "--lang", "ar", "--language", "ar").stdout.decode()


def test_reverse_names_what_holds_a_point_and_what_is_nearest() -> None:
    done = run("reverse", "31.28", "-4.26")
    told = done.stdout.decode()
    assert done.returncode == 0
    assert "commune: Moulay Ali Cherif (08.201.01.13)" in told
    assert "région: Drâa-Tafilalet (08)" in told
    assert "Rissani" in told.splitlines()[-1]


def test_reverse_gives_json_with_nulls_at_sea() -> None:
    row = json.loads(run("reverse", "--json", "0", "0").stdout)
    assert (row["lat"], row["lon"], row["commune"], row["region"]) == (0.0, 0.0, None, None)
    assert row["nearest"]["distance_km"] > 100


@pytest.mark.parametrize("arguments", [("reverse", "95", "1"), ("reverse", "31", "x"), ("places", "fes", "--near", "3"), ("geocode",)])
def test_what_cannot_be_understood_is_told(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode in (1, 2)
    assert done.stderr
    assert b"Traceback" not in done.stderr


def test_geocode_asks_online_for_what_the_gazetteer_lacks(tmp_path: Path) -> None:
    with serving() as server:
        server.results["Douar Zzouhr"] = [nominatim("Douar Zzouhr")]
        env = {"MARSAD_GEOCODERS": f"nominatim={server.address}", "MARSAD_GEOCODER_PAUSE": "0", "XDG_CACHE_HOME": str(tmp_path)}
        done = run("geocode", "Douar Zzouhr", "Rissani", "Nowhereville", env=env)
        found, known, unknown = done.stdout.decode().splitlines()
        assert found.endswith("osm:N4711")
        assert known.endswith("hcp:08.201.01.13")
        assert "Nominatim n'en connaît pas" in unknown
        assert {each["q"] for each in server.asked} == {"Douar Zzouhr", "Nowhereville"}
        asked = len(server.asked)
        assert run("geocode", "Douar Zzouhr", env=env).returncode == 0
        assert len(server.asked) == asked
