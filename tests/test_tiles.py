"""Tiles that an exported page may ask for: which addresses are taken, and that the page's policy names that host and no other."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from geo.errors import InputError
from geo.maps import render_html
from geo.maps.tiles import tiles_of
from tests.conftest import ROOT, SEED
from tests.map_samples import gallery
from tests.test_maps import HOSTILE

CORNERS = "{z}/{x}/{y}"
REFUSED = (
    *HOSTILE,
    "",
    "OSM",
    "https://host/tiles",
    f"https://host/{CORNERS}/{{z}}",
    f"https://{{s}}.host/{CORNERS}.png",
    f"https://host/{CORNERS}; script-src *",
    f"https://host /{CORNERS}",
    f"https://host;script-src*/{CORNERS}",
    f"https://*/{CORNERS}",
    f"https://*.org/{CORNERS}",
    f"https://user:word@host/{CORNERS}",
    f"https://host@evil.org/{CORNERS}",
    f"https://host/{CORNERS}'onload=x",
    f"https://host/{CORNERS}\n",
    f"https://hôte.fr/{CORNERS}",
    f"https://host\\evil/{CORNERS}",
    f"//host/{CORNERS}",
    f"ftp://host/{CORNERS}",
    f"javascript:alert(1)//{CORNERS}",
    f"data:image/png,{CORNERS}",
    f"file:///{CORNERS}",
    f"https://host/{{{{7*7}}}}/{CORNERS}",
    f"https://host/{CORNERS}" + "a" * 500,
)


@pytest.mark.parametrize("said", REFUSED)
def test_what_is_no_address_on_one_host_is_refused_in_one_sentence(said: str) -> None:
    with pytest.raises(InputError, match=r"^--tiles is .* no address of tiles; write 'osm', or [^.]*\.$"):
        tiles_of(said)


@pytest.mark.parametrize(
    ("said", "origin", "credit"),
    [
        (f"https://tiles.example.org/{CORNERS}.png?key=a-b_1", "https://tiles.example.org", "tiles.example.org"),
        (f"http://127.0.0.1:8080/t/{CORNERS}", "http://127.0.0.1:8080", "127.0.0.1"),
        ("https://host/{y}/{x}/{z}@2x.png", "https://host", "host"),
    ],
)
def test_an_address_of_ones_own_is_taken_with_its_host_as_credit(said: str, origin: str, credit: str) -> None:
    tiles = tiles_of(said)
    assert (tiles.address, tiles.origin, tiles.credit, tiles.terms) == (said, origin, credit, None)


def policy_of(page: str) -> str:
    return page.split('Content-Security-Policy" content="')[1].split('"', maxsplit=1)[0].replace("&#39;", "'")


def test_the_policy_names_the_host_of_the_tiles_only_where_they_are_asked_for() -> None:
    osm = tiles_of("osm")
    plain, online = (render_html(gallery(), title="Essai", language="fr", tiles=tiles) for tiles in (None, osm))
    images = [[part for part in policy_of(page).split("; ") if "img-src" in part] for page in (plain, online)]
    assert images == [["img-src data:"], ["img-src data: https://tile.openstreetmap.org"]]
    assert policy_of(online).count("http") == 1
    assert "connect-src 'none'" in policy_of(online)
    assert "openstreetmap" not in plain.lower().replace("openstreetmap (", "")


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "geo", "map", SEED, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False, text=True, env={**os.environ, "MARSAD_PLACES": ""})


@pytest.mark.parametrize(
    ("suffix", "start"), [("html", b"<!DOCTYPE html>"), ("htm", b"<!DOCTYPE html>"), ("png", b"\x89PNG"), ("PDF", b"%PDF")]
)
def test_the_command_writes_what_the_suffix_says(tmp_path: Path, suffix: str, start: bytes) -> None:
    done = run("-o", tmp_path / f"carte.{suffix}", "--title", "Essai")
    assert done.returncode == 0, done.stderr
    assert "incidents" in done.stderr
    assert (tmp_path / f"carte.{suffix}").read_bytes().startswith(start)
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-o", "carte.gif"], "carte.gif has no suffix of a map; use one of .html, .htm, .png, .pdf."),
        (["-o", "carte.png", "--tiles", "osm"], "--tiles goes with an .html map, and carte.png is none"),
        (["-o", "carte.html", "--tiles", "ftp://x"], "--tiles is 'ftp://x', which is no address of tiles"),
        (["-o", "/nowhere/at/all.png"], "cannot be written (No such file or directory); choose another place."),
    ],
)
def test_what_the_command_cannot_do_is_one_sentence(arguments: list[str], told: str) -> None:
    done = run(*arguments)
    assert done.returncode == 1
    assert told in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
