"""The worldview changes what is shown, and nothing that is stored."""

import csv
import io
import json
from typing import get_args

import pytest

from geo.exports import to_csv, to_geojson
from geo.gazetteer import Gazetteer
from geo.maps import payload
from geo.models import Place
from geo.settings import Worldview
from geo.worldviews import country_name, country_shown
from tests.map_samples import gallery

VIEWS = get_args(Worldview)


def place(country: str, lat: float, lon: float, place_id: str = "x:test") -> Place:
    return Place(id=place_id, name="Test", kind="town", lat=lat, lon=lon, country=country)


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        (place("EH", 27.15, -13.2), {"ma": "MA", "iso": "EH", "defacto": "MA"}),  # Laâyoune
        (place("EH", 26.16, -10.56), {"ma": "MA", "iso": "EH", "defacto": "EH"}),  # Tifariti, beyond the berm
        (place("EH", 24.5, -13.7, "country:EH"), {"ma": "MA", "iso": "EH", "defacto": "EH"}),
        (place("ES", 35.889, -5.32), {"ma": "MA", "iso": "ES", "defacto": "ES"}),  # Sebta
        (place("ES", 35.294, -2.938), {"ma": "MA", "iso": "ES", "defacto": "ES"}),  # Melilia
        (place("ES", 36.01, -5.6), dict.fromkeys(VIEWS, "ES")),  # Tarifa
        (place("ES", 28.1, -15.4), dict.fromkeys(VIEWS, "ES")),  # Las Palmas
        (place("MA", 0.0, 0.0), dict.fromkeys(VIEWS, "MA")),
        (place("", 35.0, -6.0), dict.fromkeys(VIEWS, "")),
    ],
)
def test_each_worldview_shows_its_country(found: Place, shown: dict[Worldview, str]) -> None:
    assert {view: country_shown(found, view) for view in VIEWS} == shown


def test_morocco_needs_no_name_and_the_others_have_theirs() -> None:
    dakhla = place("EH", 23.7, -15.9)
    assert country_name(dakhla, language="fr", worldview="ma") is None
    assert country_name(dakhla, language="ar", worldview="iso") == "الصحراء الغربية"


def test_the_gazetteer_knows_no_worldview(gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    before = list(gazetteer.places())
    for view in VIEWS:
        monkeypatch.setenv("MARSAD_WORLDVIEW", view)
        assert list(Gazetteer(*_rows()).places()) == before


def _rows() -> tuple[list[list[str]], list[list[str]]]:
    from geo.gazetteer import tables  # noqa: PLC0415

    return tables()


def test_exports_differ_in_the_country_shown_alone() -> None:
    tables = {view: list(csv.DictReader(io.StringIO(to_csv(gallery(), language="fr", worldview=view)))) for view in VIEWS}
    assert tables["ma"] != tables["iso"]
    shown = {view: [row.pop("place_country_shown") for row in rows] for view, rows in tables.items()}
    assert tables["ma"] == tables["iso"] == tables["defacto"]
    assert "EH" not in shown["ma"]
    assert "EH" in shown["iso"]
    features = {view: json.loads(to_geojson(gallery(), language="fr", worldview=view))["features"] for view in VIEWS}
    assert [each["geometry"] for each in features["ma"]] == [each["geometry"] for each in features["defacto"]]


def test_pins_stand_where_they_stood() -> None:
    pins = {view: payload(gallery(), language="fr", worldview=view)["pins"] for view in VIEWS}
    points = {view: [(pin["id"], pin["lat"], pin["lon"]) for pin in found] for view, found in pins.items()}
    assert points["ma"] == points["iso"] == points["defacto"]
