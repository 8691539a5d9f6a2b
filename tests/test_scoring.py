import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from geo.cli import cli
from geo.errors import InputError, MissingInputError
from geo.scoring import (
    Answer,
    Corpus,
    Floors,
    GoldDocument,
    GoldIncident,
    GoldMention,
    Measured,
    answer_of,
    floors_text,
    raised,
    read_answers,
    read_floors,
    read_gold,
    reliability,
    score,
    shortfalls,
)

FES = {"place": "Fès", "country": "MA", "lat": 34.03, "lon": -5.0, "kind": "city"}
RABAT = {"place": "Rabat", "country": "MA", "lat": 34.01, "lon": -6.83, "kind": "city"}
SPAIN = {"place": "Espagne", "country": "ES", "lat": 40.1, "lon": -3.5, "kind": "country"}


def meant(start: int, place: dict[str, Any], **more: Any) -> GoldMention:
    fields = {"text": place["place"], "literal": True, "uncertain": False, "optional": False, **place, **more}
    return GoldMention(start=start, end=start + len(fields["text"]), **fields)


def event(kind: str = "accident", **more: Any) -> GoldIncident:
    counts = {"killed": None, "injured": None, "arrested": None, **more.pop("counts", {})}
    fields = {"types": (kind,), "dates": ("2024-05-03",), "places": ("Fès",), "discourse": "current", "optional": False, **more}
    return GoldIncident(counts=counts, **fields)


def corpus(mentions: tuple[GoldMention, ...] = (), incidents: tuple[GoldIncident, ...] = ()) -> Corpus:
    document = GoldDocument(id="fr-01", language="fr", published=None, path=Path("gold/fr/01.txt"), mentions=mentions, incidents=incidents)
    return Corpus(documents=(document,), sha256="0" * 64)


def found(start: int, place: dict[str, Any] | None, **more: Any) -> dict[str, Any]:
    text = more.pop("text", "" if place is None else place["place"])
    answered = None if place is None else {**place, "name": place["place"]}
    return {"text": text, "start": start, "end": start + len(text), "place": answered, "literal": True, "confidence": 0.9, **more}


def incident(kind: str = "accident", **more: Any) -> dict[str, Any]:
    places = [{"place": {**each, "name": each["place"]}, "role": role} for each, role in more.pop("places", ((FES, "occurred"),))]
    return {"type": kind, "discourse": "current", "date": {"value": "2024-05-03"}, "places": places, "counts": [], **more}


def figures(given: Corpus, mentions: tuple[dict[str, Any], ...] = (), incidents: tuple[dict[str, Any], ...] = ()) -> dict[str, Measured]:
    return score(given, lambda _: answer_of({"mentions": mentions, "incidents": incidents})).figures["fr"]


def test_a_name_at_its_span_and_place_is_right_in_every_measure() -> None:
    reached = figures(corpus((meant(0, FES),)), (found(0, FES),))
    assert [reached[each].value for each in ("recognition", "exact", "resolution", "end_to_end", "literal")] == [1, 1, 1, 1, 1]


def test_a_name_that_overlaps_is_found_but_not_exact() -> None:
    reached = figures(corpus((meant(3, FES),)), (found(0, FES, text="de Fès"),))
    assert (reached["recognition"].value, reached["exact"].value, reached["resolution"].value) == (1, 0, 1)


def test_one_answer_is_never_paired_with_two_names() -> None:
    reached = figures(corpus((meant(0, FES), meant(4, RABAT))), (found(0, FES, text="Fès-Rabat"),))
    assert (reached["recognition"].right, reached["recognition"].missed) == (1, 1)


def test_a_name_not_found_is_wrong_end_to_end_but_not_in_resolution() -> None:
    reached = figures(corpus((meant(0, FES),)))
    assert reached["recognition"].recall == 0
    assert reached["resolution"].value is None
    assert reached["end_to_end"].value == 0


@pytest.mark.parametrize(("flag", "missed"), [("optional", 0), ("uncertain", 1)])
def test_what_is_optional_is_no_miss_and_what_is_uncertain_is_not_resolved(flag: str, missed: int) -> None:
    reached = figures(corpus((meant(0, FES, **{flag: True}),)))
    assert reached["recognition"].missed == missed
    assert reached["end_to_end"].wrong == 0


def test_an_optional_name_that_is_found_is_no_extra() -> None:
    reached = figures(corpus((meant(3, FES, optional=True),)), (found(0, FES, text="de Fès"),))
    assert reached["recognition"].extra == reached["exact"].extra == 0


@pytest.mark.parametrize(
    ("place", "answered", "right"),
    [
        (FES, {**FES, "lat": 34.2}, True),
        (FES, {**FES, "lat": 34.3}, False),
        ({**FES, "kind": "province"}, {**FES, "lat": 34.5}, True),
        (SPAIN, {**SPAIN, "lat": 42.0}, True),
        (SPAIN, {**SPAIN, "kind": "city"}, False),
        (SPAIN, {**SPAIN, "country": "PT"}, False),
        ({**FES, "kind": "supranational", "lat": None, "lon": None}, {**FES, "kind": "natural"}, True),
        ({**FES, "lat": None, "lon": None}, FES, False),
        ({**FES, "lat": 0.0, "lon": 0.0}, {**FES, "lat": 0.0, "lon": 0.0}, True),
        (FES, None, False),
    ],
)
def test_a_place_is_right_within_what_its_kind_allows(place: dict[str, Any], answered: dict[str, Any] | None, *, right: bool) -> None:
    reached = figures(corpus((meant(0, place, text="Fès"),)), (found(0, answered, text="Fès"),))
    assert reached["resolution"].value == right


def test_names_of_governments_have_a_measure_of_their_own() -> None:
    given = corpus((meant(0, RABAT, literal=False), meant(10, RABAT, literal=False), meant(20, FES)))
    reached = figures(given, (found(0, RABAT, literal=False), found(10, RABAT), found(20, FES, literal=False)))
    told = reached["nonliteral"]
    assert (told.right, told.missed, told.extra) == (1, 1, 1)
    assert reached["literal"].value == pytest.approx(1 / 3, abs=0.001)


def test_an_incident_of_the_same_kind_place_and_day_is_right_in_every_measure() -> None:
    given = corpus((meant(0, FES),), (event(counts={"killed": 3}),))
    reached = figures(given, incidents=(incident(counts=[{"what": "killed", "best": 3, "min": 3}]),))
    assert {reached[each].value for each in ("incidents", "type", "discourse", "date", "places", "counts")} == {1}


def test_the_lower_end_is_compared_where_no_best_number_is_known() -> None:
    given = corpus((meant(0, FES),), (event(counts={"injured": 20}),))
    assert figures(given, incidents=(incident(counts=[{"what": "injured", "best": None, "min": 20}]),))["counts"].value == 1


def test_a_zero_need_not_be_told_but_a_wrong_number_counts() -> None:
    given = corpus((meant(0, FES),), (event(counts={"killed": 0}),))
    assert figures(given, incidents=(incident(),))["counts"].value is None
    assert figures(given, incidents=(incident(counts=[{"what": "killed", "best": 4}]),))["counts"].value == 0


def test_only_where_it_happened_is_a_place_of_an_incident() -> None:
    given = corpus((meant(0, FES), meant(9, RABAT)), (event(),))
    reached = figures(given, incidents=(incident(places=((FES, "occurred"), (RABAT, "tried_at"))),))
    assert (reached["places"].right, reached["places"].extra) == (1, 0)


def test_of_two_incidents_alike_the_nearer_is_the_pair() -> None:
    given = corpus((meant(0, FES), meant(9, RABAT)), (event(places=("Rabat",)),))
    result = score(given, lambda _: answer_of({"mentions": (), "incidents": (incident(), incident(places=((RABAT, "occurred"),)))}))
    assert result.figures["fr"]["incidents"].extra == 1
    assert [each.ours for each in result.misses if each.kind == "no incident"] == ["accident, 2024-05-03, Fès"]


def test_what_a_map_never_shows_is_no_incident() -> None:
    reached = figures(corpus(), incidents=(incident(discourse="aggregate"), incident(discourse="future")))
    assert reached["incidents"].extra == 0


def test_other_answers_that_are_right_too_are_taken() -> None:
    given = corpus((meant(0, FES),), (event(types=("crime", "attack"), dates=("2024-05-02", "2024-05-03")),))
    reached = figures(given, incidents=(incident("attack"),))
    assert (reached["type"].value, reached["date"].value) == (1, 1)


def test_an_optional_incident_is_neither_hit_nor_miss() -> None:
    given = corpus((meant(0, FES),), (event(optional=True),))
    for answered in ((), (incident(),)):
        told = figures(given, incidents=answered)["incidents"]
        assert (told.right, told.missed, told.extra) == (0, 0, 0)


def test_no_answer_counts_as_an_empty_one_and_is_told() -> None:
    result = score(corpus((meant(0, FES),)), lambda _: None)
    assert [each.kind for each in result.misses] == ["no answer", "name not found"]
    assert score(corpus((meant(0, FES),)), lambda _: Answer()).figures == result.figures


def test_confidence_is_told_by_tenths_of_what_was_resolved() -> None:
    low, high = reliability([(0.42, True), (0.48, False), (1.0, True)])
    assert (low.low, low.high, low.number, low.share, low.confidence) == (0.4, 0.5, 2, 0.5, 0.45)
    assert (high.low, high.number, high.share) == (0.9, 1, 1)


def test_floors_are_written_and_read_back_and_tell_what_is_below() -> None:
    reached = {"fr": {"date": Measured(value=0.854, right=85), "type": Measured(value=None, right=0)}}
    floors = raised(reached, corpus(), None, lower=False)
    assert floors.floors == {"fr": {"date": 0.84}}
    assert shortfalls(reached, floors) == []
    assert len(shortfalls({"fr": {"date": Measured(value=0.83, right=8)}}, floors)) == 1
    assert len(shortfalls({}, floors)) == 1


def test_a_floor_is_only_lowered_when_asked() -> None:
    before = Floors(corpus="0" * 64, floors={"fr": {"date": 0.9, "type": 0.5}})
    worse = {"fr": {"date": Measured(value=0.8, right=8), "type": Measured(value=0.9, right=9)}}
    with pytest.raises(InputError, match="--lower"):
        raised(worse, corpus(), before, lower=False)
    assert raised(worse, corpus(), before, lower=True).floors["fr"] == {"date": 0.79, "type": 0.89}
    near = {"fr": {"date": Measured(value=0.9, right=9), "type": Measured(value=0.9, right=9)}}
    assert raised(near, corpus(), before, lower=False).floors["fr"] == {"date": 0.9, "type": 0.89}


def test_floors_round_trip(tmp_path: Path) -> None:
    floors = Floors(corpus="ab" * 32, floors={"ar": {"date": 0.9}, "all": {"date": 0.84, "type": 0.0}})
    path = tmp_path / "floors.toml"
    path.write_text(floors_text(floors), encoding="utf-8")
    assert read_floors(path) == floors


@pytest.mark.parametrize("text", ["corpus = 1", "floors", "corpus = 'x'\nfloors = 3", "corpus='x'\n[floors.fr]\ndate='high'"])
def test_a_table_of_floors_that_is_none_gets_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "floors.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"floors\.toml"):
        read_floors(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    gold = tmp_path / "gold" / "fr"
    gold.mkdir(parents=True)
    (gold / "01.txt").write_text("Un incendie s'est déclaré à Fès.", encoding="utf-8")
    mention = {"text": "Fès", "start": 28, "end": 31, **FES}
    row = {"id": "fr-01", "lang": "fr", "published": None, "mentions": [mention], "incidents": []}
    (gold / "01.json").write_text(json.dumps(row), encoding="utf-8")
    return gold.parent


def test_the_hash_of_a_collection_changes_with_its_texts(folder: Path) -> None:
    before = read_gold(folder).sha256
    assert read_gold(folder).sha256 == before
    (folder / "fr" / "01.txt").write_text("Un incendie s'est déclaré à Fès !", encoding="utf-8")
    assert read_gold(folder).sha256 != before


def test_newlines_of_another_system_are_the_same_collection(folder: Path) -> None:
    text = folder / "fr" / "01.txt"
    text.write_bytes(b"a\nb\n")
    before = read_gold(folder).sha256
    text.write_bytes(b"a\r\nb\r\n")
    assert read_gold(folder).sha256 == before


def test_what_is_wrong_with_a_collection_is_told(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(MissingInputError, match="nowhere"):
        read_gold(tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="no annotated text"):
        read_gold(tmp_path / "empty")
    annotation = folder / "fr" / "01.json"
    annotation.write_text('{"mentions": []}', encoding="utf-8")
    with pytest.raises(InputError, match="'id'"):
        read_gold(folder)
    annotation.write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match=r"01\.json"):
        read_gold(folder)
    annotation.write_text('{"mentions": []}', encoding="utf-8")
    annotation.with_suffix(".txt").unlink()
    with pytest.raises(MissingInputError, match=r"01\.txt"):
        read_gold(folder)


def test_answers_are_told_apart_by_folder_and_name(tmp_path: Path) -> None:
    path = tmp_path / "answers.jsonl"
    rows = [{"source": f"/elsewhere/{each}/01.txt", "mentions": []} for each in ("fr", "ar")]
    path.write_text("\n".join(map(json.dumps, rows)) + "\n\n", encoding="utf-8")
    assert set(read_answers(path)) == {("fr", "01"), ("ar", "01")}
    with pytest.raises(MissingInputError):
        read_answers(tmp_path / "none")
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(InputError, match="Line 1"):
        read_answers(path)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["score", *map(str, arguments)])


def test_score_prints_figures_for_each_language_and_every_miss(folder: Path) -> None:
    done = run(folder, "--misses")
    assert done.exit_code == 0
    assert done.output.split()[:2] == ["fr", "all"]
    assert "recognition" in done.output


def test_score_prints_json(folder: Path) -> None:
    told = json.loads(run(folder, "--json", "--misses").output)
    assert told["figures"]["fr"]["recognition"]["value"] == 1
    assert {"corpus", "figures", "reliability", "misses"} == set(told)


def test_score_takes_the_answers_of_another_program(folder: Path, tmp_path: Path) -> None:
    answers = tmp_path / "answers.jsonl"
    answers.write_text(json.dumps({"source": "x/fr/01.txt", "mentions": []}), encoding="utf-8")
    told = json.loads(run(folder, "--answers", answers, "--json").output)
    assert told["figures"]["all"]["recognition"]["missed"] == 1


def test_an_article_that_cannot_be_read_is_told_and_counts_as_missed(folder: Path) -> None:
    (folder / "fr" / "01.txt").write_text(" ", encoding="utf-8")
    done = run(folder, "--misses")
    assert done.exit_code == 0
    assert "01.txt" in done.stderr
    assert "no answer" in done.stdout


def test_the_gate_holds_the_floors_and_the_collection(folder: Path, tmp_path: Path) -> None:
    table = tmp_path / "floors.toml"
    assert isinstance(run(folder, "--floors", table).exception, MissingInputError)
    assert run(folder, "--floors", table, "--raise").exit_code == 0
    assert run(folder, "--floors", table).exit_code == 0
    table.write_text(table.read_text(encoding="utf-8").replace("resolution = 0.99", "resolution = 1.01"), encoding="utf-8")
    done = run(folder, "--floors", table)
    assert done.exit_code == 1
    assert "resolution of fr is 1.000, below its floor of 1.010." in done.stderr
    assert isinstance(run(folder, "--floors", table, "--raise").exception, InputError)
    assert run(folder, "--floors", table, "--lower").exit_code == 0
    (folder / "fr" / "01.txt").write_text("Un incendie s'est déclaré à Fès, hier.", encoding="utf-8")
    assert "--raise" in str(run(folder, "--floors", table).exception)


def test_floors_to_write_must_be_named(folder: Path) -> None:
    assert isinstance(run(folder, "--raise").exception, InputError)
