"""The Exports page: what is filtered, a file of each format, and what it says when there is nothing to export."""

from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from geo.exports import FORMATS, Selection
from geo.models import Filter, View
from geo.pages.downloads import _made, formats
from geo.store import Store
from tests.readings import HOSTILE, arrests, background, reading
from tests.test_pages import assert_well, html, store  # noqa: F401  the fixture


def page(**state: object) -> AppTest:
    def drawn() -> None:
        from geo.pages import exports  # noqa: PLC0415  Streamlit runs the source of this function alone

        exports.show()

    app = AppTest.from_function(drawn, default_timeout=30)
    for key, value in state.items():
        app.session_state[key] = value
    app.run()
    assert_well(app)
    return app


def test_page_says_what_is_filtered_and_how_much_that_is(store: Store) -> None:  # noqa: F811
    store.save(reading(incidents=(arrests(), background())))
    app = page(filter=Filter(types=("arrest",), regions=("08",)))
    assert "<b>1</b>incident" in html(app)
    assert "Filtres : Arrestation" in html(app)
    assert "Drâa-Tafilalet" in html(app)


def test_page_offers_every_format_and_the_one_chosen_outlives_a_change_of_language(store: Store) -> None:  # noqa: F811
    store.save(reading())
    app = page()
    assert app.radio[0].options == [app.radio[0].format_func(each) for each in formats(View())]
    app.radio[0].set_value("gpkg").run()
    assert_well(app)
    assert [each.key for each in app.get("download_button")] == ["download_gpkg"]
    app.session_state["language"] = "ar"
    app.run()
    assert_well(app)
    assert app.radio[0].value == "gpkg"
    assert "GeoPackage" in app.get("download_button")[0].label


def test_page_without_incidents_says_what_to_do(store: Store) -> None:  # noqa: F811
    app = page()
    assert {each.key for each in app.button} >= {"open_demo", "add_articles"}
    store.save(reading())
    app = page(filter=Filter(text="introuvable"))
    assert "Aucun incident ne passe" in html(app)
    assert len(app.get("download_button")) == 0


def test_hostile_filter_is_told_as_text(store: Store) -> None:  # noqa: F811
    told = reading()
    store.save(replace(told, article=replace(told.article, outlet=HOSTILE)))
    app = page(filter=Filter(sources=(HOSTILE,)))
    assert "&lt;img src=x" in html(app)
    assert "<img" not in html(app)


def test_file_is_made_of_what_passes_the_filter_only(store: Store) -> None:  # noqa: F811
    store.save(reading(incidents=(arrests(), background())))
    seen: list[list[str]] = []

    def make(given: Selection) -> bytes:
        seen.append([each.incident.type for each in given.reports])
        return b""

    _made(store, make, Filter(types=("arrest",)), language="fr", worldview="ma")
    _made(store, make, Filter(background=True), language="fr", worldview="ma")
    assert seen == [["arrest"], ["arrest", "attack"]]


@pytest.mark.parametrize("name", ["html", *FORMATS])
def test_every_format_of_the_page_can_be_made(store: Store, name: str) -> None:  # noqa: F811
    store.save(reading())
    assert len(_made(store, formats(View())[name].make, Filter(), language="ar", worldview="ma")) > 100


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Gather what each download button would make its file of."""
    made: list[Any] = []
    monkeypatch.setattr("streamlit.download_button", lambda _, make, **__: made.append(make))
    return made


@pytest.mark.parametrize(("demo", "told"), [(False, "{}"), (True, "{} – démonstration, articles inventés")])
def test_map_takes_a_title_and_that_of_the_demo_says_so(store: Store, offered: list[Any], demo: bool, told: str) -> None:  # noqa: F811
    if demo:
        store.mark_demo()
    store.save(reading())
    page().text_input(key="export_title_widget").input("Réunion du 3 mars").run()
    assert [each.keywords["title"] for each in offered] == [told.format("Carte des incidents"), told.format("Réunion du 3 mars")]


def test_page_for_others_holds_background_incidents_for_its_own_switch(store: Store, offered: list[Any]) -> None:  # noqa: F811
    store.save(reading(incidents=(arrests(), background())))
    app = page()
    app.checkbox(key="export_background").uncheck().run()
    app.radio[0].set_value("csv").run()
    assert [each.args[2].background for each in offered] == [True, False, False]
    assert not any(each.keywords["chosen"].background for each in offered)
