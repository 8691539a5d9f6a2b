"""The table in ACLED's columns: a row a place, nothing counted twice, nothing surer than it is."""

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from geo.cli import cli
from geo.errors import InputError
from geo.exports import left_out, to_acled, write
from geo.exports.acled import COLUMNS, Dated, conservative, dated
from geo.models import Actor, Count, EventDate, IncidentPlace, Report, reports
from tests.map_samples import gallery, place, seed_reading, small_reading

FES = place("Fès", 34.03, -5.0, region="03", province="03.231")
DAY = EventDate(value="2024-05-12", precision="day", basis="explicit")


def rows(told: list[Report], language: str = "fr") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_acled(told, language=language))))


def seed(**given: object) -> list[Report]:
    reading = seed_reading()
    first = replace(reading.incidents[0], **{"date": DAY, **given})
    return reports(replace(reading, incidents=(first,)))


def killed(best: float | None, low: float | None, high: float | None, qualifier: str = "exact") -> Count:
    return Count(what="killed", best=best, min=low, max=high, qualifier=qualifier)  # type: ignore[arg-type]


def one(**given: object) -> list[Report]:
    fields = {"type": "attack", "subtype": "bombing", "date": DAY, **given}
    return reports(small_reading("Une bombe à Fès.", "Fès", FES, **fields))


def test_ten_towns_are_ten_rows_of_one_incident_and_thirteen_is_counted_once() -> None:
    table = rows(seed())
    assert len(table) == 10
    assert {(row["incident_id"], row["n_places"]) for row in table} == {("a" * 16, "10")}
    assert len({row["event_id"] for row in table}) == 10
    assert [row["arrested_best"] for row in table] == ["13", *[""] * 9]
    assert [row["counts_scope"] for row in table] == ["incident", *[""] * 9]
    assert {(row["event_type"], row["sub_event_type"]) for row in table} == {("Strategic developments", "Arrests")}


def test_row_says_where_when_and_who() -> None:
    row = next(each for each in rows(seed()) if each["location"] == "Rissani")
    assert (row["admin1"], row["admin2"], row["country"], row["iso"]) == ("Drâa-Tafilalet", "Errachidia", "Maroc", "MA")
    assert (float(row["latitude"]), float(row["longitude"]), row["geo_precision"]) == (31.2833, -4.2667, "1")
    assert (row["event_date"], row["year"], row["time_precision"]) == ("2024-05-12", "2024", "1")
    assert (row["actor1"], row["actor2"]) == ("Bureau central de recherches judiciaires", "État islamique")
    assert row["notes"] == "13 arrestations dans 10 villes : projet déjoué"
    assert "stage=foiled" in row["tags"]


@pytest.mark.parametrize(
    ("subtype", "sides"),
    [
        ("bombing", ("Groupe X", "Passants")),
        ("stabbing", ("Groupe X", "Passants")),
        ("armed_clash", ("Groupe X", "Police")),
        ("protest", ("Syndicat", "")),
        ("protest_dispersed", ("Syndicat", "Police")),
        ("arrest", ("Police", "Groupe X")),
    ],
)
def test_roles_say_who_acts_and_who_is_acted_on(subtype: str, sides: tuple[str, str]) -> None:
    named = (("Police", "authority"), ("Groupe X", "perpetrator"), ("Passants", "victim"), ("Syndicat", "organiser"))
    who = tuple(Actor(name=name, role=role, attribution=None, start=0, end=1) for name, role in named)
    row = rows(one(subtype=subtype, actors=who))[0]
    assert (row["actor1"], row["actor2"]) == sides
    assert {name for name, _ in named} - set(sides) == set(row["tags"].partition("also named=")[2].split(", "))


def test_police_named_beside_an_attack_did_not_commit_it() -> None:
    police = (Actor(name="Police", role="authority", attribution=None, start=0, end=1),)
    row = rows(one(subtype="stabbing", actors=police))[0]
    assert (row["actor1"], row["actor2"]) == ("", "")


def test_the_article_is_never_quoted() -> None:
    text = to_acled(gallery(), language="fr")
    assert "suspects âgés" not in text
    assert all(set(row) == set(COLUMNS) for row in rows(gallery()))


@pytest.mark.parametrize(
    ("when", "coded"),
    [
        (DAY, Dated(day=date(2024, 5, 12), precision=1)),
        (replace(DAY, basis="statement"), Dated(day=date(2024, 5, 12), precision=2)),
        (EventDate(value="2024-05-12", until="2024-05-13", precision="days"), Dated(day=date(2024, 5, 12), precision=2)),
        (EventDate(value="2024-05-06", until="2024-05-12", precision="week"), Dated(day=date(2024, 5, 9), precision=2)),
        (EventDate(value="2024-05-06", precision="week"), Dated(day=date(2024, 5, 9), precision=2)),
        (EventDate(value="2024-05-01", until="2024-05-20", precision="days"), Dated(day=date(2024, 5, 10), precision=3)),
        (EventDate(value="2024-02", precision="month"), Dated(day=date(2024, 2, 15), precision=3)),
        (EventDate(value="2024-05-01", until="2024-07-20", precision="days"), None),
        (EventDate(value="2024", precision="year"), None),
        (EventDate(), None),
    ],
)
def test_date_is_the_middle_of_what_is_known_and_nothing_coarser_than_a_month(when: EventDate, coded: Dated | None) -> None:
    assert dated(when) == coded


@pytest.mark.parametrize(
    ("counts", "number"),
    [
        ((), 0),
        ((killed(5, 5, 5), killed(7, 7, 7)), 5),
        ((killed(None, 20, None, "vague"),), 12),
        ((killed(None, 200, None, "vague"),), 100),
        ((killed(None, 3, None, "vague"),), 3),
        ((killed(10, 8, 12, "approx"),), 8),
        ((killed(7, 7, None, "at_least"),), 7),
        ((killed(None, 0, 5, "at_most"),), 0),
        ((replace(killed(9, 9, 9), what="injured"),), 0),
    ],
)
def test_acled_counts_the_dead_conservatively(counts: tuple[Count, ...], number: int) -> None:
    assert conservative(counts) == number
    assert rows(one(counts=counts))[0]["fatalities_acled"] == str(number)


def test_unknown_stays_empty_and_zero_stays_zero() -> None:
    assert rows(one())[0]["fatalities_best"] == ""
    assert rows(one(counts=(killed(0, 0, 0),)))[0]["fatalities_best"] == "0"
    assert rows(one())[0]["counts_scope"] == "place"


@pytest.mark.parametrize(("ours", "theirs"), [(1, "1"), (2, "2"), (3, "3"), (4, "3"), (5, None), (6, None), (7, None)])
def test_geo_precision_is_mapped_or_the_place_left_out(ours: int, theirs: str | None) -> None:
    assert [row["geo_precision"] for row in rows(one(precision=ours))] == ([] if theirs is None else [theirs])


def test_only_where_it_happened_is_a_row() -> None:
    for role in ("target", "planned_target", "origin", "tried_at", "jurisdiction", "mentioned"):
        assert rows(one(role=role)) == []
    morocco = place("Maroc", 31.8, -7.1, kind="country", id="country:MA")
    spots = (IncidentPlace(place=morocco, role="occurred", precision=1, mentions=()), *one()[0].incident.places)
    assert [row["location"] for row in rows(one(places=spots))] == ["Fès"]


def test_what_has_no_row_is_told_with_its_reason() -> None:
    told = [
        *one(),
        *one(type="accident", subtype="road_accident"),
        *one(date=EventDate()),
        *one(role="origin"),
        *one(discourse="negated"),
    ]
    assert left_out(told) == {"type": 1, "date": 1, "place": 1, "discourse": 1}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1"])
def test_cells_that_a_spreadsheet_would_run_get_an_apostrophe(text: str) -> None:
    named = place(text, 34.0, -5.0, names={"fr": text})
    who = (Actor(name=text, role="perpetrator", attribution=None, start=0, end=1),)
    told = reports(small_reading(f"À {text}.", text, named, type="attack", subtype="bombing", date=DAY, actors=who, article_outlet=text))
    row = rows(told)[0]
    assert row["source"] == row["location"] == row["actor1"] == f"'{text}"
    assert row["longitude"] == "-5.0"


def test_a_code_that_nobody_knows_stays_as_it_is() -> None:
    odd = place("Ici", 34.0, -5.0, region="ZZ", province=None)
    row = rows(reports(small_reading("Une bombe Ici.", "Ici", odd, type="attack", subtype="bombing", date=DAY)))[0]
    assert (row["admin1"], row["admin2"]) == ("ZZ", "")


def test_file_reads_back_as_written(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write(seed(), path, language="ar", named="acled")
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfevent_id,incident_id,")
    with path.open(encoding="utf-8-sig", newline="") as file:
        back = list(csv.DictReader(file))
    assert back == rows(seed(), "ar")
    assert back[0]["location"] == "الدار البيضاء"


def test_the_table_of_a_book_is_a_csv(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.csv"):
        write(seed(), tmp_path / "a.geojson", language="fr", named="acled")


def test_command_writes_the_table_and_tells_what_is_left_out(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("La police a arrêté 12 personnes jeudi à Rissani. Un incendie a fait deux morts à Fès.", encoding="utf-8")
    for published, places in (("2023-03-24", ["Rissani"]), (None, [])):
        options = [] if published is None else ["--published", published]
        done = CliRunner().invoke(
            cli, ["export", str(article), "--as", "acled", "-o", str(tmp_path / "x.csv"), "--language", "fr", *options]
        )
        assert done.exit_code == 0, done.output
        with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as file:
            assert [row["location"] for row in csv.DictReader(file)] == places
    assert "0 of 2 incidents" in done.output
    assert "--published" in done.output
