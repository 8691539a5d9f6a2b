"""The store answers in SQL what `select` answers in Python, and finds words whatever their accents and vowel signs."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text as sql
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from geo.frames import select
from geo.models import Article, EventDate, Filter, Incident, IncidentPlace, Reading
from geo.store import Store, record
from geo.store.queries import incidents_for
from geo.store.tables import Table
from tests.conftest import KINDS, ROOT, database_of
from tests.readings import CASABLANCA, NULL_ISLAND, RISSANI, arrests, reading

REGION = replace(CASABLANCA, id="hcp:06", kind="region", name="Casablanca-Settat", province=None)
ARABIC = "أوقفت الشُّرطة ثلاثة أشخاص بالدار البيضاء والرباط."


def story(text: str, **fields: str | None) -> Reading:
    return Reading(article=Article(text=text, source=fields.pop("source", text), language="fr", **fields), language="fr")


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    made = Store(database)
    for each in (
        story("Un incendie à Fès, près de l'école.", title="Été noir"),
        story(ARABIC),
        story("Rien ne s'est passé à 100 % à Nador_ville.", outlet="L'Œil"),
    ):
        made.save(each)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("", 3),
        ("INCENDIE", 1),
        ("fes ecole", 1),
        ("écolé", 1),
        ("été", 1),
        ("oeil", 1),
        ("cendi", 1),
        ("الشرطة", 1),
        ("الرباط", 1),  # written onto 'and'
        ("اوقفت اشخاص", 1),
        ("fès rabat", 0),
        ("100 %", 1),
        ("10%", 0),
        ("nador ville", 1),
        ("à", 2),
        ('"', 0),
        ("' OR 1=1 --", 0),
        ("NEAR(fes ecole)", 0),
        ("*", 0),
        ("_", 3),
        ("\\", 0),
        ("\0", 3),
        ("x" * 5000, 0),
    ],
)
def test_words_are_found(store: Store, said: str, found: int) -> None:
    assert len(store.readings(said)) == found


def test_articles_are_listed_a_page_at_a_time(store: Store) -> None:
    whole = store.readings()
    assert [each for at in range(0, 4, 2) for each in store.readings(skip=at, most=2)] == whole
    assert store.readings("à", skip=1) == store.readings("à")[1:]
    assert (store.count(), store.count("à"), store.count("fès rabat")) == (3, 2, 0)


def test_search_follows_what_changes(store: Store) -> None:
    (old,) = store.readings("incendie")
    store.save(story("Une inondation à Fès.", source=old.article.source))
    assert store.readings("incendie") == []
    (new,) = store.readings("inondation")
    store.delete(new.article.id)
    assert store.readings("inondation") == []


def test_search_uses_the_index(store: Store) -> None:
    if not store.url.startswith("sqlite"):
        pytest.skip("PostgreSQL plans by the number of rows")
    plan = "EXPLAIN QUERY PLAN SELECT rowid FROM article_index WHERE said LIKE '%incendie%'"
    with store._engine.connect() as connection:
        assert any("INDEX 0:L0" in row[3] for row in connection.execute(sql(plan)))


def incident(number: int, **fields: object) -> Incident:
    return replace(arrests(), id=f"incident-{number}", **fields)


def samples() -> list[Reading]:
    dates = (None, "2023", "2023-02", "2023-02-28", "2024-12-31")
    discourses = ("current", "background", "aggregate", "negated")
    roles = ("occurred", "planned_target", "origin")
    places = (CASABLANCA, RISSANI, NULL_ISLAND, REGION, None)
    made = []
    for number in range(60):
        place = IncidentPlace(place=places[number % 5], role=roles[number % 3], precision=1, mentions=())
        when = EventDate(value=dates[number % 5], until="2023-03-02" if dates[number % 5] == "2023-02-28" and number % 2 else None)
        told = incident(
            number,
            type=("arrest", "attack")[number % 2],
            stage=("completed", "alleged")[number // 2 % 2],
            discourse=discourses[number // 3 % 4],
            confidence=number % 10 / 10,
            date=when,
            places=(place,),
        )
        article = f"Texte {number} de {('Fès', 'Settat')[number % 2]}. 3 personnes, jeudi, La police a arrêté."
        made.append(replace(story(article), incidents=(told,)))
    return made


days = st.none() | st.sampled_from(["2022-12-31", "2023-01-01", "2023-02-28", "2023-03-01", "2023-12-31", "2024-12-31", "2025-01-01"])
filters = st.builds(
    Filter,
    types=st.sampled_from([(), ("arrest",), ("attack", "arrest"), ("trial",)]),
    since=days,
    until=days,
    undated=st.booleans(),
    regions=st.sampled_from([(), ("06",), ("08", "12"), ("hcp:06",)]),
    text=st.sampled_from(["", "fes", "FÈS", "rissani", "الريصاني", "police", "fes police", "x", "à", "%", "casablanca settat"]),
    background=st.booleans(),
)


@pytest.fixture(scope="module", params=KINDS)
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with database_of(request.param, tmp_path_factory.mktemp("filled")) as database, Store(database) as made:
        made.save_all([record(each, kind="file") for each in samples()])
        yield made


@given(chosen=filters)
@settings(max_examples=150, deadline=None)
def test_store_gives_what_select_gives(filled: Store, chosen: Filter) -> None:
    assert filled.reports(chosen) == select(filled.reports(), chosen)


@pytest.mark.parametrize(
    "fields",
    [
        {"provinces": ("06.141",)},
        {"places": (RISSANI.id,)},
        {"places": (RISSANI.id,), "regions": ("06",)},
        {"stages": ("alleged",)},
        {"confidence": 0.5},
        {"confidence": 0.3, "stages": ("completed",), "background": True},
    ],
)
def test_store_gives_what_select_gives_for_the_finer_fields(filled: Store, fields: dict[str, object]) -> None:
    chosen = Filter(**fields)
    found = filled.reports(chosen)
    assert found == select(filled.reports(), chosen)
    assert 0 < len(found) < 60


@pytest.mark.parametrize("text", ["fes", "rissani", "%", "casablanca settat", "police x"])
def test_database_without_an_index_answers_the_same(filled: Store, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    found = filled.reports(Filter(text=text)), filled.readings(text)
    monkeypatch.setattr(filled, "_indexed", False)
    assert (filled.reports(Filter(text=text)), filled.readings(text)) == found


def test_tables_and_filters_are_understood_by_postgresql() -> None:
    dialect = postgresql.dialect()
    chosen = Filter(types=("arrest",), since="2025-01-01", regions=("06",), text="fes 10%", confidence=0.5, undated=False)
    said = [str(CreateTable(each).compile(dialect=dialect)) for each in Table.metadata.sorted_tables]
    said.append(str(incidents_for(chosen, indexed=False).compile(dialect=dialect)))
    assert all("article_index" not in each for each in said)


def test_what_only_one_database_has_stands_in_one_place() -> None:
    package = ROOT / "geo" / "store"
    only = {"sqlite.py": r"PRAGMA|fts5|sqlite_master|INSERT OR|ON CONFLICT|rowid", "postgresql.py": r"pg_\w|USING gin|SET TRANSACTION"}
    for name, words in only.items():
        holds = re.compile(words, re.IGNORECASE)
        files = {path.name: path.read_text(encoding="utf-8").replace("pg_dump", "") for path in package.glob("*.py")}
        assert [each for each, text in files.items() if holds.search(text)] == [name]


def test_replaced_versions_are_not_reported(database: str) -> None:
    with Store(database) as store:
        store.save(reading())
        store.save(reading(reading().article.text + " (corrigé)"))
        assert len(store.reports(Filter())) == len(store.reports()) == 1
