"""The Map page answers its address, and the Articles page many files: driven without a browser."""

import io
import json
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from geo.frames import changes, figures
from geo.models import Filter, article_id, reports
from geo.pages.numbers import figures_html
from geo.store import Store, record
from tests.readings import HOSTILE, TEXT, arrests, background, reading
from tests.test_pages import articles_page, assert_well, html, opened, send, store  # noqa: F401  the fixture
from tools.invented import invented

DASHBOARD = str(Path(__file__).parent.parent / "dashboard.py")


def opened_at(**query: str | list[str]) -> AppTest:
    app = AppTest.from_file(DASHBOARD, default_timeout=30)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert_well(app)
    return app


def said(app: AppTest, name: str) -> str:
    """Give a parameter of the address, which is a text where the page wrote it and a list where the test did."""
    value = app.query_params[name]
    return value if isinstance(value, str) else value[0]


def test_address_is_answered(store: Store) -> None:  # noqa: F811
    store.save(reading(incidents=(arrests(), background())))
    app = opened_at(type=["attack"], background="1", region="06", confidence="20", lang="en", worldview="iso", view="heat", links="1")
    assert app.dataframe[0].value["Incident"].to_list() == ["Suicide bombing in Casablanca, May 2003"]
    assert app.multiselect(key="filter_types").value == ["attack"]
    assert app.multiselect(key="filter_where").value == ["region:06"]
    assert app.slider(key="filter_confidence").value == 20
    assert app.selectbox(key="worldview_widget").value == "iso"
    assert app.session_state["view"].kind == "heat"
    assert said(app, "type") == "attack"
    assert said(app, "view") == "heat"


def test_filter_and_selection_go_into_the_address(store: Store) -> None:  # noqa: F811
    store.save(reading())
    app = opened()
    app.text_input(key="filter_text").input("rissani").run()
    assert said(app, "text") == "rissani"
    app.button(key="latest_0").click().run()
    assert said(app, "incident") == f"arrests-{article_id(TEXT)}"
    app.button(key="reset_filters").click().run()
    assert "text" not in app.query_params


def test_nonsense_in_the_address_is_passed_over(store: Store) -> None:  # noqa: F811
    store.save(reading())
    app = opened_at(
        type=[HOSTILE], since="2024-13-45", confidence="-1", region="6; drop", view="<b>", worldview="mars", lang="xx", incident="../.."
    )
    assert len(app.dataframe[0].value) == 1
    assert list(app.query_params) == []


def test_incident_named_in_the_address_is_opened(store: Store) -> None:  # noqa: F811
    store.save(reading())
    app = opened_at(incident=f"arrests-{article_id(TEXT)}")
    assert '<section class="marsad-panel">' in html(app)


def test_address_may_ask_for_what_no_widget_offers(store: Store) -> None:  # noqa: F811
    store.save(reading())
    app = opened_at(confidence="37", since="1800-01-01", stage="planned", type="seizure")
    assert app.slider(key="filter_confidence").value == 37
    assert "Aucun incident ne passe" in html(app)


def test_filter_keeps_a_place_that_no_incident_is_at(store: Store) -> None:  # noqa: F811
    store.save(reading())
    app = opened_at(place="x:gone", actor=HOSTILE)
    assert "Aucun incident ne passe" in html(app)
    assert app.multiselect(key="filter_where").value == ["place:x:gone"]


def test_what_the_map_tells_is_believed_only_where_it_makes_sense(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    from geo.pages import mapped, state  # noqa: PLC0415

    session: dict[str, object] = {}
    monkeypatch.setattr(mapped, "st", SimpleNamespace(session_state=session))
    monkeypatch.setattr(state, "st", SimpleNamespace(session_state=session))
    session["map"] = {"view": {"kind": "areas", "level": "<b>", "measure": 7, "links": "yes"}}
    mapped._take_told()
    assert (state.view().kind, state.view().level, state.view().links) == ("areas", "regions", False)
    session["map"] = {"incident": "abc", "place": None}
    mapped._take_told()
    assert state.selected() == "abc"


def test_worldview_is_switched_for_the_session(store: Store) -> None:  # noqa: F811
    store.save(reading())
    app = opened()
    app.selectbox(key="worldview_widget").set_value("iso").run()
    assert_well(app)
    assert said(app, "worldview") == "iso"


def test_what_is_not_on_the_map_is_listed_with_its_reason(store: Store) -> None:  # noqa: F811
    store.save(reading(incidents=(arrests(places=()),)))
    table = opened().dataframe[1].value
    assert table["Pourquoi"].to_list() == ["aucun lieu des faits n’est nommé"]


def test_period_in_the_filter_shows_changes_with_their_rule() -> None:
    told = reports(reading())
    shown = figures_html(figures(told), changes(told, Filter(since="2023-03-20", until="2023-03-26")), "fr")
    assert "<bdi>+1</bdi>" in shown
    assert "à partir de 50" in shown
    assert "bdi" not in figures_html(figures(told), changes(told, Filter()), "fr")


def uploaded(files: list[tuple[str, bytes, str]]) -> AppTest:
    app = articles_page()
    app.file_uploader(key="upload_files_0").set_value(files).run()
    send(app, 1)
    assert_well(app)
    return app


def test_many_files_each_tell_how_they_went(store: Store) -> None:  # noqa: F811
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("a.txt", "Un séisme a frappé Al Hoceima, lundi 12 mai 2025.")
        packed.writestr("b.txt", "La police a arrêté 4 personnes à Tanger, mardi 13 mai 2025.")
    rows = "\n".join(json.dumps({"text": f"Un incendie a fait {n} blessés à Fès, lundi 12 mai 2025."}) for n in (3, 4, 5))
    app = uploaded(
        [
            ("deux.zip", archive.getvalue(), "application/zip"),
            ("trois.jsonl", rows.encode(), "application/jsonl"),
            ("vide.txt", b"", "text/plain"),
            (f"{HOSTILE}.txt", b"\0\1\2" * 50, "text/plain"),
        ]
    )
    told = html(app)
    assert "2 articles" in told
    assert "3 articles" in told
    assert "vide.txt" in told
    assert "<img" not in told
    assert [each.key for each in app.button if each.key and each.key.startswith("keep_")] == ["keep_all", "keep_0", "keep_1", "keep_2"]
    app.button(key="keep_all").click().run()
    assert_well(app)
    assert len(store.readings()) == 5


def test_waiting_articles_can_all_be_discarded(store: Store) -> None:  # noqa: F811
    files = [(f"{n}.txt", f"Un séisme a frappé Al Hoceima le {n} mai 2025.".encode(), "text/plain") for n in (1, 2)]
    app = uploaded(files)
    app.button(key="discard_all").click().run()
    assert_well(app)
    assert app.text_area(key="paste_text") is not None
    assert store.readings() == []


def test_articles_are_searched_without_accents(store: Store) -> None:  # noqa: F811
    store.save(reading(), source_kind="paste")
    store.save(reading(f"{TEXT} Un séisme a frappé Al Hoceïma.", incidents=()), source_kind="paste")
    app = articles_page()
    app.text_input(key="article_search").input("hoceima SEISME").run()
    assert_well(app)
    assert len(app.dataframe[0].value) == 1


def test_incident_selected_on_the_map_has_its_row_marked_on_the_page_of_the_table_that_holds_it(store: Store) -> None:  # noqa: F811
    store.save_all([record(each, kind="file") for each in invented(260)])
    shown = [each.id for each in store.entries().incidents if each.discourse == "current"]
    app = opened()
    assert len(app.dataframe[0].value) == 200
    app.session_state["selected"] = shown[205]
    app.session_state["table_number"] = 1
    app.run()
    assert_well(app)
    assert len(app.dataframe[0].value) == len(shown) - 200
    assert app.session_state["table_1"].selection.rows == [5]


def test_incident_selected_on_the_map_far_down_comes_to_the_top_and_stays_when_another_row_is_clicked(store: Store) -> None:  # noqa: F811
    store.save_all([record(each, kind="file") for each in invented(40)])
    shown = opened().session_state["table_incidents"]
    app = opened_at(incident=shown[20])
    assert app.session_state["table_incidents"] == [shown[20], *shown[:20], *shown[21:]]
    app.session_state["selected"] = shown[3]  # as a click in the table does
    app.run()
    assert app.session_state["table_incidents"][0] == shown[20]
    app.session_state["table_number"] += 1  # as one on the map does
    app.run()
    assert app.session_state["table_incidents"] == shown


def test_page_of_the_table_is_turned(store: Store) -> None:  # noqa: F811
    store.save_all([record(each, kind="file") for each in invented(260)])
    app = opened()
    first = app.dataframe[0].value["Incident"].to_list()
    app.get("pagination")[0].set_value(2).run()
    assert_well(app)
    assert app.dataframe[0].value["Incident"].to_list() != first
