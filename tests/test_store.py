"""The store keeps a text once, upserts, follows versions, and says in one sentence what is wrong."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine

from geo.errors import StoreError
from geo.models import Article, Reading, article_id
from geo.settings import Settings
from geo.store import SCHEMA_VERSION, Quarantined, Store, demo_url, open_demo, seed_articles
from tests.readings import HOSTILE, TEXT, background, reading


def url(folder: Path, name: str = "test.db") -> str:
    return f"sqlite:///{(folder / name).as_posix()}"


def tables(database: str) -> dict[str, int]:
    with rows_of(database) as connection:
        names = ("articles", "sources", "incidents", "incident_places")
        return {name: connection.exec_driver_sql(f"select count(*) from {name}").scalar_one() for name in names}


@contextmanager
def rows_of(database: str) -> Iterator[Connection]:
    engine = create_engine(database.replace("postgresql:", "postgresql+pg8000:"))
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def test_reading_comes_back_as_it_was_kept(database: str) -> None:
    with Store(database) as store:
        store.save(reading())
        assert store.readings() == [reading()]
        assert store.reading(article_id(TEXT)) == reading()
        assert [each.incident.type for each in store.reports()] == ["arrest"]


@given(text=st.text(), title=st.none() | st.text(), source=st.text())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_comes_back(database: str, text: str, title: str | None, source: str) -> None:
    kept = Reading(article=Article(text=text, source=source, title=title, language="fr"), language="fr")
    with Store(database) as store:
        store.save(kept, source_kind="paste")
        assert store.reading(kept.article.id) == kept
        store.delete(kept.article.id)


def test_saving_twice_changes_nothing(database: str) -> None:
    with Store(database) as store:
        first = store.save(reading())
        before = tables(database)
        second = store.save(reading())
        assert (first.new, second.new) == (True, False)
        assert tables(database) == before == {"articles": 1, "sources": 1, "incidents": 1, "incident_places": 3}


def test_one_text_may_have_many_sources(database: str) -> None:
    with Store(database) as store:
        store.save(reading(source="https://a.example/1"), source_kind="url")
        store.save(reading(source="https://b.example/2"), source_kind="url")
        assert [each.source for each in store.sources(article_id(TEXT))] == ["https://a.example/1", "https://b.example/2"]
        assert len(store.readings()) == 1


def test_other_text_of_the_same_source_is_a_new_version(database: str) -> None:
    corrected = TEXT + " (corrigé)"
    with Store(database) as store:
        store.save(reading())
        kept = store.save(reading(corrected))
        assert kept.previous == store.previous(article_id(corrected)) == article_id(TEXT)
        assert [each.article.text for each in store.readings()] == [corrected]
        assert store.reading(article_id(TEXT)) is not None


def test_source_that_goes_back_to_its_old_text_shows_it_again(database: str) -> None:
    with Store(database) as store:
        for text in (TEXT, TEXT + " (corrigé)", TEXT):
            store.save(reading(text))
        assert [each.article.text for each in store.readings()] == [TEXT]


def test_each_source_has_its_own_earlier_version(database: str) -> None:
    with Store(database) as store:
        store.save(reading(TEXT + " un", source="one.txt"))
        store.save(reading(TEXT + " deux", source="two.txt"))
        store.save(reading(TEXT, source="one.txt"))
        store.save(reading(TEXT, source="two.txt"))
        assert [each.previous for each in store.sources(article_id(TEXT))] == [article_id(TEXT + " un"), article_id(TEXT + " deux")]
        assert len(store.readings()) == 1
        assert store.delete(article_id(TEXT))
        assert tables(database)["articles"] == 0


def test_history_goes_back_through_all_versions_and_ends(database: str) -> None:
    texts = [TEXT, TEXT + " (corrigé)", TEXT + " (corrigé deux fois)"]
    with Store(database) as store:
        for text in texts:
            store.save(reading(text))
        assert store.history(article_id(texts[2])) == [article_id(each) for each in reversed(texts)]
        store.save(reading(texts[0]))  # round and round
        assert store.history(article_id(texts[0])) == [article_id(each) for each in (texts[0], texts[2], texts[1])]
        assert store.delete(article_id(texts[0]))
        assert tables(database)["articles"] == 0


def test_dates_count_from_the_earliest_day_of_publication(database: str) -> None:
    def told(source: str, published: str | None) -> Reading:
        return replace(reading(), article=replace(reading().article, source=source, published=published))

    with Store(database) as store:
        for source, published, first in (
            ("a.txt", None, None),
            ("b.txt", "2025-03-02", "2025-03-02"),
            ("c.txt", "2025-03-01", "2025-03-01"),
            ("d.txt", "2025-03-05", "2025-03-01"),
            ("e.txt", None, "2025-03-01"),
            ("c.txt", "2025-03-04", "2025-03-04"),  # the source itself corrects its day
        ):
            store.save(told(source, published))
            assert store.readings()[0].article.published == first
        assert store.holds(told("d.txt", "2025-03-05").article)
        assert not store.holds(told("d.txt", "2025-03-06").article)
        assert not store.holds(told("f.txt", "2025-03-05").article)


def test_quarantine_counts_the_tries_and_ends_with_success(database: str) -> None:
    failed = Quarantined(source="a.txt", kind="crash", reason="a.txt ended its process.", mark="mark")
    with Store(database) as store:
        for _ in range(2):
            store.save_all([], [failed])
        found = store.quarantined("a.txt")
        assert found is not None
        assert (found.tries, found.mark, found.reason) == (2, "mark", failed.reason)
        assert store.status().failures == {"crash": 1}
        store.save(reading(source="a.txt"))
        assert store.quarantine() == []
        assert not store.release("a.txt")


def test_status_tells_shown_articles_from_replaced_ones(database: str) -> None:
    with Store(database) as store:
        assert store.status().articles == 0
        store.save(reading())
        store.save(reading(TEXT + " (corrigé)"))
        found = store.status()
        assert (found.articles, found.replaced, found.sources, found.incidents) == (1, 1, 2, 1)
        assert (found.schema_version, found.revision, found.demo, found.languages) == (SCHEMA_VERSION, 2, False, {"fr": 1})
        assert (found.bytes is not None) is database.startswith("sqlite")
        assert found.last_kept


def test_half_characters_are_kept(database: str) -> None:
    odd = Reading(article=Article(text=TEXT + "\ud800", source="caf\udce9.txt", title="\udfff", language="fr"), language="fr")
    with Store(database) as store:
        store.save(odd)
        assert store.readings() == [odd]
        assert store.holds(odd.article)


def test_two_uploads_of_one_name_are_no_versions(database: str) -> None:
    with Store(database) as store:
        store.save(reading(), source_kind="upload")
        store.save(reading(TEXT + " Autre."), source_kind="upload")
        assert len(store.readings()) == 2


def test_delete_takes_incidents_sources_and_earlier_versions_along(database: str) -> None:
    with Store(database) as store:
        store.save(reading())
        store.save(reading(TEXT + " (corrigé)"))
        assert store.delete(article_id(TEXT + " (corrigé)"))
        assert not store.delete("never there")
        assert tables(database) == {"articles": 0, "sources": 0, "incidents": 0, "incident_places": 0}


def test_revision_counts_writes(database: str) -> None:
    with Store(database) as store:
        assert store.revision == 0
        store.save(reading())
        store.delete(article_id(TEXT))
        assert store.revision == 2


def test_hostile_text_is_kept_to_the_letter(database: str) -> None:
    hostile = reading(f"{TEXT} {HOSTILE}", title=HOSTILE, source="'; drop table articles; --")
    with Store(database) as store:
        store.save(hostile)
        assert store.readings() == [hostile]


def test_reading_without_incidents_is_kept(database: str) -> None:
    with Store(database) as store:
        store.save(reading(incidents=()))
        assert store.reports() == []
        assert len(store.readings()) == 1


def test_improved_reading_takes_the_place_of_the_older(database: str) -> None:
    with Store(database) as store:
        store.save(reading())
        store.save(reading(incidents=(background(),)))
        assert [each.incident.id for each in store.reports()] == ["background"]


def test_folder_of_the_database_is_made(tmp_path: Path) -> None:
    with Store(url(tmp_path / "new" / "folder")) as store:
        assert store.readings() == []


def test_write_ahead_log_is_on(tmp_path: Path) -> None:
    Store(url(tmp_path)).close()
    with closing(sqlite3.connect(tmp_path / "test.db")) as connection:
        assert connection.execute("pragma journal_mode").fetchone() == ("wal",)


def test_file_that_is_no_database_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "test.db").write_text("not a database at all, " * 100)
    with pytest.raises(StoreError, match="is not a database"):
        Store(url(tmp_path))


def test_newer_schema_is_refused(database: str) -> None:
    Store(database).close()
    with rows_of(database) as connection:
        connection.exec_driver_sql(f"update meta set value = '{SCHEMA_VERSION + 1}' where key = 'schema_version'")
    with pytest.raises(StoreError, match="newer Marsad"):
        Store(database)


def test_folder_in_the_place_of_the_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "test.db").mkdir()
    with pytest.raises(StoreError, match="cannot be opened"):
        Store(url(tmp_path))


def test_file_in_the_place_of_the_folder_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="folder"):
        Store(url(tmp_path / "file"))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the rights of a file do not hold for the superuser")
def test_file_that_may_not_be_written_is_one_sentence(tmp_path: Path) -> None:
    Store(url(tmp_path)).close()
    (tmp_path / "test.db").chmod(0o444)
    with Store(url(tmp_path)) as store, pytest.raises(StoreError, match="cannot be written"):
        store.save(reading())


@pytest.mark.parametrize("wrong", ["no url", "unheard://x", "sqlite+nothing:///x"])
def test_url_that_is_none_is_one_sentence(wrong: str) -> None:
    with pytest.raises(StoreError):
        Store(wrong)


def test_demo_is_a_database_of_its_own_and_says_so(tmp_path: Path) -> None:
    given = Settings(database=url(tmp_path))
    with open_demo(given, parse=lambda article: Reading(article=article, language="fr")) as demo, Store(given.database) as real:
        assert demo.demo
        assert not real.demo
        assert demo.url == demo_url(given) != given.database
        assert len(demo.readings()) == len(list(seed_articles())) == 9
        assert real.readings() == []


def test_filling_the_demo_again_changes_nothing(tmp_path: Path) -> None:
    given = Settings(database=url(tmp_path))
    for _ in range(2):
        with open_demo(given, parse=lambda article: Reading(article=article, language="fr")) as demo:
            assert len(demo.readings()) == 9


def test_database_of_real_work_never_becomes_a_demo(database: str) -> None:
    given = Settings(database=database)
    with Store(database) as store:
        store.save(reading())
    with pytest.raises(StoreError, match="real"):
        open_demo(given, parse=lambda article: Reading(article=article, language="fr"), url=database)
