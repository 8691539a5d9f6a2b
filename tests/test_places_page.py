"""The Places page, driven without a browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.gazetteer import Gazetteer
from geo.maps import place_layer
from geo.maps.packing import unpack
from geo.pages.place import place_html
from geo.pages.style import plain
from tests.readings import HOSTILE
from tests.test_pages import assert_well, html


def page(typed: str = "", selected: str | None = None) -> AppTest:
    def show() -> None:
        from geo.pages import places  # noqa: PLC0415  Streamlit runs the source of this function alone

        places.show()

    app = AppTest.from_function(show, default_timeout=30)
    app.session_state["place_typed"] = typed
    if selected is not None:
        app.session_state["place_selected"] = selected
    app.run()
    assert_well(app)
    return app


def results(app: AppTest) -> list[str]:
    return [each.label for each in app.button if str(each.key).startswith("result_")]


def test_an_empty_box_says_what_to_do() -> None:
    app = page()
    assert "premières lettres" in app.caption[0].value
    assert results(app) == []


@pytest.mark.parametrize("typed", ["rissa", "الريص", "Rissani", "risani"])
def test_a_name_is_found_in_any_script_and_spelling(typed: str) -> None:
    assert results(page(typed))[0].startswith("**Rissani**")


def test_what_is_not_found_is_said_and_escaped() -> None:
    app = page(f"qqq {HOSTILE}")
    assert "Aucun lieu" in html(app)
    assert "<img" not in html(app)


def test_a_result_opens_its_place() -> None:
    app = page("rissani")
    app.button(key="result_0").click().run()
    assert_well(app)
    shown = html(app)
    for told in ("08.201.01.13", "الريصاني", "Errachidia", "31.28244, -4.26541", "2 km", "Haut-Commissariat au Plan"):
        assert told in shown


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_every_language_has_its_page(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setenv("MARSAD_LANGUAGE", language)
    assert "08.201.01.13" in html(page("rissani", "hcp:08.201.01.13"))


@pytest.mark.parametrize(("worldview", "country"), [("ma", "Maroc"), ("iso", "Sahara occidental")])
def test_the_country_shown_is_the_worldviews(gazetteer: Gazetteer, worldview: str, country: str) -> None:
    (dakhla, _), *_ = gazetteer.candidates("dakhla")
    shown = place_html(dakhla, gazetteer, "fr", worldview)  # type: ignore[arg-type]
    assert country in shown
    assert f"{dakhla.lat:.5f}" in shown


def test_places_of_ones_own_are_text_and_their_bad_lines_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "mine.csv"
    quoted = HOSTILE.replace('"', '""')
    table.write_text(f'name,lat,lon,kind,variants\n"Zzz {quoted}",31,-7,,\nBad,95,1,,\n', encoding="utf-8")
    monkeypatch.setenv("MARSAD_PLACES", str(table))
    app = page("zzz")
    assert "line 3" in app.text[0].value
    app.button(key="result_0").click().run()
    assert_well(app)
    assert "<img" not in html(app)
    assert "user:" in html(app)


def test_a_table_that_is_missing_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_PLACES", "/nowhere/mine.csv")
    assert "MARSAD_PLACES" in page().text[0].value


def test_a_place_that_is_gone_is_no_error() -> None:
    assert "marsad-place" not in html(page("x", "user:gone"))


def test_plain_text_is_no_markdown() -> None:
    assert plain("**a** :red[b] $c$ <i>\n[l](x)") == r"\*\*a\*\* \:red\[b\] \$c\$ \<i\> \[l\]\(x\)"


def test_every_place_of_morocco_can_be_shown(gazetteer: Gazetteer) -> None:
    for each in list(gazetteer.places())[::97]:
        assert each.id in place_html(each, gazetteer, "ar", "defacto")


@pytest.mark.parametrize(("key", "own"), [("errachidia", True), ("merzouga", False)])
def test_a_unit_is_drawn_with_its_own_outline_and_another_place_in_its_commune(gazetteer: Gazetteer, key: str, own: bool) -> None:
    (place, _), *_ = gazetteer.candidates(key)
    layer = place_layer(place, language="fr", around=[place])
    data = unpack(next(iter(layer._children.values())).packed)
    assert data["own"] is own
    assert data["outline"]["type"].endswith("Polygon")
    assert (data["lat"], data["lon"]) == (place.lat, place.lon)
    assert place_layer(place, language="fr", around=[place]).get_name() == layer.get_name()
