"""The pages, driven without a browser: what they show, what they say when there is nothing, and what they let through."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
import streamlit
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from geo.models import Article, Reading, article_id, reports
from geo.pages.articles import MOST
from geo.pages.found import article_name, incidents_html, mentions_html
from geo.pages.highlight import Mark, incident_marks, marked, mention_marks, sentences
from geo.pages.panel import article_html, incident_html
from geo.pipeline import parse
from geo.store import Store, record
from tests.readings import HOSTILE, TEXT, arrests, background, reading

DASHBOARD = str(Path(__file__).parent.parent / "dashboard.py")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    url = f"sqlite:///{(tmp_path / 'pages.db').as_posix()}"
    monkeypatch.setenv("MARSAD_DATABASE", url)
    monkeypatch.setenv("MARSAD_LANGUAGE", "fr")
    monkeypatch.delenv("MARSAD_READONLY", raising=False)
    return Store(url)


def opened() -> AppTest:
    app = AppTest.from_file(DASHBOARD, default_timeout=30).run()
    assert_well(app)
    return app


def assert_well(app: AppTest) -> None:
    assert [each.message for each in app.exception] == []


def html(app: AppTest) -> str:
    return "\n".join(each.proto.body for each in app.get("html"))


def test_empty_store_says_what_to_do(store: Store) -> None:
    app = opened()
    assert "aucun incident" in html(app)
    assert {each.key for each in app.button} >= {"open_demo", "add_articles"}


def test_incidents_show_with_figures_and_table(store: Store) -> None:
    store.save(reading())
    app = opened()
    assert "<b>3</b>arrestations" in html(app)
    assert "Démonstration" not in html(app)
    assert app.dataframe[0].value["Incident"].to_list() == ["3 arrestations à Casablanca et Rissani"]


def test_selected_incident_shows_its_sentence(store: Store) -> None:
    store.save(reading())
    app = opened()
    app.session_state["selected"] = f"arrests-{article_id(TEXT)}"
    app.run()
    assert_well(app)
    assert '<mark class="field-count" title="nombre : 3 arrestations">3 personnes</mark>' in html(app)


def test_filter_leaves_out_and_says_so(store: Store) -> None:
    store.save(reading())
    app = opened()
    app.text_input(key="filter_text").input("introuvable").run()
    assert_well(app)
    assert "Aucun incident ne passe" in html(app)
    app.button(key="reset_empty").click().run()
    assert app.text_input(key="filter_text").value == ""
    assert len(app.dataframe[0].value) == 1


def test_filter_by_type_region_date_and_background(store: Store) -> None:
    store.save(reading(incidents=(arrests(), background())))
    app = opened()
    app.toggle(key="filter_background").set_value(True).run()
    assert len(app.dataframe[0].value) == 2
    app.multiselect(key="filter_types").set_value(["attack"]).run()
    assert app.dataframe[0].value["Incident"].to_list() == ["Attentat-suicide à Casablanca, mai 2003"]
    app.multiselect(key="filter_where").set_value(["region:08"]).run()
    assert_well(app)
    assert "Aucun incident ne passe" in html(app)


def test_filter_outlives_a_change_of_language(store: Store) -> None:
    store.save(reading())
    app = opened()
    app.text_input(key="filter_text").input("rissani").run()
    app.session_state["language"] = "ar"
    app.run()
    assert app.text_input(key="filter_text").value == "rissani"
    assert "direction:rtl" in html(app)


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_every_language_has_its_page(store: Store, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setenv("MARSAD_LANGUAGE", language)
    store.save(reading())
    app = opened()
    assert_well(app)
    assert ("direction:rtl" in html(app)) == (language == "ar")


def articles_page() -> AppTest:
    def page() -> None:
        from geo.pages import articles  # noqa: PLC0415  Streamlit runs the source of this function alone

        articles.show()

    app = AppTest.from_function(page, default_timeout=30).run()
    assert_well(app)
    return app


def send(app: AppTest, form: int) -> None:
    app.button[form].click().run()
    assert_well(app)


def test_pasted_article_is_read_then_kept(store: Store) -> None:
    app = articles_page()
    app.text_area(key="paste_text").input("Rabat\n\nLa police a arrêté 12 personnes à Rissani, jeudi 23 mars 2023.")
    app.text_input(key="paste_title").input(HOSTILE)
    send(app, 0)
    assert_well(app)
    assert "Rissani</mark>" in html(app)
    assert "<img" not in html(app)
    assert store.readings() == []
    app.button(key="keep_0").click().run()
    assert_well(app)
    (kept,) = store.readings()
    assert kept.article.title == HOSTILE
    assert "Gardé" in html(app)
    assert app.session_state["selected"] == app.session_state["focus"] == kept.incidents[0].id


def test_discarded_article_is_not_kept(store: Store) -> None:
    app = articles_page()
    app.text_area(key="paste_text").input("La police a arrêté 12 personnes à Rissani.")
    send(app, 0)
    app.button(key="discard_0").click().run()
    assert_well(app)
    assert store.readings() == []
    assert app.text_area(key="paste_text") is not None


def test_empty_paste_says_what_to_do(store: Store) -> None:
    app = articles_page()
    send(app, 0)
    assert "Collez" in app.warning[0].value


def test_uploads_that_are_no_text_are_told_and_the_others_read(store: Store) -> None:
    app = articles_page()
    app.file_uploader(key="upload_files_0").set_value(
        [
            ("bon.txt", "Un séisme a frappé Al Hoceima.".encode(), "text/plain"),
            ("<img src=x>.txt", b"\0\1\2" * 50, "text/plain"),
            ("vide.txt", b"", "text/plain"),
        ]
    ).run()
    send(app, 1)
    assert_well(app)
    assert "Al Hoceima</mark>" in html(app)
    assert "&lt;img src=x&gt;.txt" in html(app)
    assert "vide.txt" in html(app)


TABLE = "Corps;Titre de une;Jour\nUn séisme a frappé Al Hoceima.;Séisme;12/05/2025\n".encode()


def test_columns_of_a_table_are_guessed_shown_and_can_be_named(store: Store) -> None:
    app = articles_page()
    app.file_uploader(key="upload_files_0").set_value([("table.csv", TABLE, "text/csv")]).run()
    assert_well(app)
    shown = {each.label: each for each in app.selectbox}
    assert shown["Texte"].value == "Corps"
    assert shown["Titre"].value is None
    shown["Titre"].select("Titre de une").run()
    {each.label: each for each in app.selectbox}["Date de publication"].select("Jour").run()
    app.button(key="read_files").click().run()
    assert_well(app)
    app.button(key="keep_0").click().run()
    article = store.readings()[0].article
    assert (article.title, article.published) == ("Séisme", "2025-05-12")


def test_reading_that_is_stopped_keeps_what_was_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = articles_page()
    files = [(f"{name}.txt", f"Un séisme a frappé Al Hoceima, texte {name}.".encode(), "text/plain") for name in "abc"]
    app.file_uploader(key="upload_files_0").set_value(files).run()
    monkeypatch.setattr("geo.pages.reading._parsed", stop_at_the_second())
    app.button(key="read_files").click().run()
    app.run()
    assert {"keep_0", "discard_0"} <= {each.key for each in app.button}
    assert "a.txt" in html(app)
    assert "c.txt" not in html(app)


def stop_at_the_second() -> Callable[[Article], Reading]:
    """Read the first article, and end the run over the second as a click on the button that stops does."""
    seen: list[Article] = []

    def read(article: Article) -> Reading:
        seen.append(article)
        if len(seen) > 1:
            streamlit.stop()
        return parse(article)

    return read


def test_article_opened_can_be_deleted(store: Store) -> None:
    store.save(reading())
    app = articles_page()
    app.session_state["article_opened"] = article_id(TEXT)
    app.run()
    assert "Nulleparville</mark>" in html(app)
    app.button(key="confirm_delete").click().run()
    assert_well(app)
    assert store.readings() == []


def test_articles_are_listed_a_page_at_a_time_and_searched_in_all_pages(store: Store) -> None:
    texts = [f"Dépêche numéro {number}. La police a arrêté 3 personnes à Rissani." for number in range(60)]
    store.save_all([record(Reading(article=Article(text=each, source=each), language="fr"), kind="file") for each in texts])
    app = articles_page()
    first = list(app.dataframe[0].value["Titre"])
    assert len(first) == MOST
    app.session_state["article_page"] = 2
    app.run()
    second = list(app.dataframe[0].value["Titre"])
    assert len({*first, *second}) == 60
    wanted = next(each for each in texts if not any(each.startswith(title[:20]) for title in second))
    app.text_input(key="article_search").set_value(wanted.partition(".")[0]).run()
    assert_well(app)
    assert wanted.partition(".")[0] in " ".join(app.dataframe[0].value["Titre"])


def test_read_only_offers_no_writing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_READONLY", "1")
    store.save(reading())
    app = articles_page()
    app.session_state["article_opened"] = article_id(TEXT)
    app.run()
    assert [each.key for each in app.button] == ["close_article"]
    assert len(app.text_area) == 0


def test_demo_says_that_it_is_one(store: Store) -> None:
    store.mark_demo()
    store.save(reading(), source_kind="seed")
    assert "Démonstration" in html(opened())


def test_database_that_is_none_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "broken.db"
    broken.write_text("no database " * 100)
    monkeypatch.setenv("MARSAD_DATABASE", f"sqlite:///{broken.as_posix()}")
    app = opened()
    assert "is not a database" in app.text[0].value


def test_marks_wrap_the_very_words() -> None:
    said = arrests()
    shown = marked(TEXT, [*incident_marks(said, "fr"), *mention_marks(reading().mentions, "fr")])
    assert '<mark class="field-date" title="date : 23 mars 2023">jeudi</mark>' in shown
    assert '<mark class="field-actor" title="acteur : La police">La police</mark>' in shown
    assert '<mark class="field-mention" title="Casablanca : test">Casablanca</mark>' in shown
    assert '<mark class="field-nil" title="non situé : test">Nulleparville</mark>' in shown


def test_overlapping_marks_keep_the_text() -> None:
    shown = marked("abcdef", [Mark(start=0, end=4, look="place"), Mark(start=2, end=7, look="date"), Mark(start=-3, end=99, look="nil")])
    assert plain(shown) == "abcdef"
    assert '<mark class="field-place" title="">cd</mark>' in shown


def plain(shown: str) -> str:
    return unescape(re.sub(r"</?mark[^>]*>", "", shown))


@given(text=st.text(), marks=st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60), st.text())))
def test_no_text_ever_becomes_markup(text: str, marks: list[tuple[int, int, str]]) -> None:
    shown = marked(text, [Mark(start=start, end=end, look="place", hint=hint) for start, end, hint in marks])
    assert plain(shown) == text
    assert "<" not in plain_tags(shown)


def plain_tags(shown: str) -> str:
    return re.sub(r'<mark class="[a-z-]*" title="[^"<>]*">|</mark>', "", shown)


def test_everything_hostile_is_escaped() -> None:
    text = f"{TEXT} {HOSTILE}"
    said = reading(text, title=HOSTILE, source=HOSTILE)
    report = reports(said)[0]
    for shown in (incident_html(report, "fr"), article_html(report, "fr"), incidents_html(said, "fr"), mentions_html(said, "fr")):
        assert "<script" not in shown
        assert "<img" not in shown
        assert "<b>" not in shown
        assert 'href="javascript' not in shown


def test_link_is_only_http(store: Store) -> None:
    said = reading()
    bad = replace(said, article=replace(said.article, url="javascript:alert(1)"))
    good = replace(said, article=replace(said.article, url="https://example.org/?a=1&b='"))
    assert "href" not in incident_html(reports(bad)[0], "fr")
    assert 'href="https://example.org/?a=1&amp;b=&#x27;"' in incident_html(reports(good)[0], "fr")


def test_long_article_is_cut_in_view() -> None:
    assert len(marked("a" * 1_000_000, [])) < 100_000


def test_sentences_are_those_with_evidence() -> None:
    start, end = sentences(TEXT, arrests())[0]
    assert TEXT[start:end] == "La police a arrêté 3 personnes jeudi à Casablanca et à Rissani."


def test_article_without_title_goes_by_its_first_long_line() -> None:
    assert article_name(reading(title=None), "fr").startswith("La police a arrêté 3 personnes")
    assert article_name(reading(TEXT, title="Titre"), "fr") == "Titre"


def test_as_many_sentences_are_quoted_as_show_the_words_of_every_value() -> None:
    text = "Attaque à Settat\n\nUn homme a blessé mardi 11 mars 2025 quatre passants. L'assaillant a été arrêté. Le calme est revenu."
    article = Article(text=text, source="test", language="fr", published="2025-03-12")
    (incident,) = parse(article).incidents
    quoted = [text[start:end] for start, end in sentences(text, incident)]
    assert all(any(each.quote in quote for quote in quoted) for each in incident.evidence if each.field in ("date", "count"))
    assert len(quoted) <= 4
