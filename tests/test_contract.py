"""The output contract: what is written keeps to the schema in data/ and can be read back."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from geo.languages.titles import title
from geo.models import (
    Actor,
    Ages,
    Article,
    Candidate,
    Count,
    EventDate,
    Evidence,
    Incident,
    IncidentPlace,
    Mention,
    Place,
    Reading,
    Resolution,
    reading_from_json,
    reading_to_json,
)
from geo.pipeline import parse

ROOT = Path(__file__).parent.parent
SEEDS = [json.loads(line) for line in (ROOT / "seeds" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
VALIDATOR = Draft202012Validator(json.loads((ROOT / "data" / "contract.schema.json").read_text(encoding="utf-8")))

TEXT = "Deux suspects ont été arrêtés lundi 3 mars 2025 à Oujda, a dit le BCIJ. Ils ont de 20 à 31 ans et visaient Sidi Inconnu."
OUJDA = Place(
    id="hcp:02.411.01.0",
    name="Oujda",
    kind="city",
    lat=34.68,
    lon=-1.91,
    uncertainty_km=1.0,
    region="hcp:02",
    province="hcp:02.411",
    commune="hcp:02.411.01.0",
    population=None,
    names={"fr": "Oujda", "ar": "وجدة"},
)
NULL_ISLAND = Place(id="x:zero", name="Zéro", kind="natural", lat=0.0, lon=0.0, country="")


def span(words: str) -> dict[str, int]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def evidence(field: Any, words: str) -> Evidence:
    return Evidence(field=field, quote=words, **span(words))


def mention(words: str, resolution: Resolution) -> Mention:
    return Mention(text=words, kind="settlement", literal=True, method="gazetteer", resolution=resolution, **span(words))


def reading() -> Reading:
    oujda = Resolution(
        place=OUJDA,
        nil_reason=None,
        confidence=0.9,
        why="the only place of that name",
        candidates=(Candidate(place=OUJDA, score=0.9), Candidate(place=NULL_ISLAND, score=0.0)),
    )
    unknown = Resolution(place=None, nil_reason="no place of that name is known", confidence=0.0, why="")
    incident = Incident(
        id="0123456789abcdef",
        type="arrest",
        subtype="",
        stage="completed",
        discourse="current",
        confidence=0.8,
        date=EventDate(value="2025-03-03", precision="day", basis="explicit", text="lundi 3 mars 2025", **span("lundi 3 mars 2025")),
        places=(
            IncidentPlace(place=OUJDA, role="occurred", precision=1, mentions=(0,)),
            IncidentPlace(place=None, role="planned_target", precision=2, mentions=(1,)),
        ),
        counts=(Count(what="arrested", best=2, min=2, max=2, qualifier="exact", **span("Deux")),),
        ages=Ages(min=20, max=31, **span("de 20 à 31 ans")),
        actors=(Actor(name="BCIJ", role="authority", attribution=None, **span("BCIJ")),),
        evidence=(evidence("type", "arrêtés"), evidence("place", "Oujda")),
    )
    return Reading(
        article=Article(text=TEXT, source="-", language="fr", published="2025-03-04"),
        language="fr",
        mentions=(mention("Oujda", oujda), mention("Sidi Inconnu", unknown)),
        incidents=(incident,),
        warnings=("the encoding was guessed",),
    )


def written(given: Reading) -> dict[str, Any]:
    """Write a reading and read the JSON back, as another program would see it."""
    titles = {each.id: title(each, "fr") for each in given.incidents}
    row: dict[str, Any] = json.loads(json.dumps(reading_to_json(given, titles=titles), ensure_ascii=False))
    return row


def breaches(row: dict[str, Any]) -> list[str]:
    return [f"{each.json_path}: {each.message[:200]}" for each in VALIDATOR.iter_errors(row)]


def test_schema_is_itself_valid() -> None:
    Draft202012Validator.check_schema(VALIDATOR.schema)


def test_reading_keeps_the_schema() -> None:
    assert breaches(written(reading())) == []


def test_empty_reading_keeps_the_schema() -> None:
    assert breaches(written(Reading(article=Article(text="", source="vide.txt"), language="und"))) == []


def test_reading_round_trips() -> None:
    assert reading_from_json(written(reading())) == reading()


def test_unknown_keys_are_allowed() -> None:
    row = written(reading())
    for each in (row, row["mentions"][0], row["incidents"][0], row["incidents"][0]["date"], row["mentions"][0]["place"]):
        each["later"] = 1
    assert breaches(row) == []
    assert reading_from_json(row) == reading()


def test_null_island_is_a_place() -> None:
    place = written(reading())["mentions"][0]["candidates"][1]["place"]
    assert (place["lat"], place["lon"]) == (0.0, 0.0)


def every_key(row: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """List the paths of all keys of the contract, those of nested objects included; `population` is one we add."""
    if isinstance(row, list):
        return [found for index, each in enumerate(row) for found in every_key(each, (*path, index))]
    if not isinstance(row, dict):
        return []
    return [found for key, each in row.items() for found in ((*path, key), *every_key(each, (*path, key))) if key != "population"]


def test_no_key_may_be_missing() -> None:
    for path in every_key(written(reading())):
        row = written(reading())
        parent = row
        for step in path[:-1]:
            parent = parent[step]
        del parent[path[-1]]
        assert breaches(row), path


BREACHES: dict[str, Callable[[dict[str, Any]], Any]] = {
    "unknown type": lambda row: row["incidents"][0].update(type="party"),
    "a month told as a day": lambda row: row["incidents"][0]["date"].update(value="2025-03"),
    "a date without precision": lambda row: row["incidents"][0]["date"].update(precision="unknown"),
    "a country as the place": lambda row: row["incidents"][0]["places"][0]["place"].update(kind="country"),
    "a place without its mention": lambda row: row["incidents"][0]["places"][0].update(mentions=[]),
    "no evidence for the type": lambda row: row["incidents"][0].update(evidence=row["incidents"][0]["evidence"][1:]),
    "neither place nor reason": lambda row: row["mentions"][1].update(nil_reason=None),
    "both place and reason": lambda row: row["mentions"][0].update(nil_reason="none"),
    "a mention with a blank": lambda row: row["mentions"][0].update(text="Oujda "),
    "a latitude off the globe": lambda row: row["mentions"][0]["place"].update(lat=91),
    "a confidence over one": lambda row: row["mentions"][0].update(confidence=1.5),
    "a place id of no source": lambda row: row["mentions"][0]["place"].update(id="Q31"),
    "an id that is no hash": lambda row: row.update(id="1"),
    "newlines of another system": lambda row: row.update(text="a\r\nb"),
}


@pytest.mark.parametrize("breach", BREACHES)
def test_breach_is_seen(breach: str) -> None:
    row = copy.deepcopy(written(reading()))
    BREACHES[breach](row)
    assert breaches(row)


def seed(row: dict[str, Any]) -> Reading:
    text = (ROOT / "seeds" / row["path"]).read_bytes().decode("utf-8")
    article = Article(
        text=Article.normalised(text), source=row["path"], outlet=row["outlet"], language=row["language"], published=row["published"]
    )
    return parse(article)


@pytest.mark.parametrize("row", SEEDS, ids=[row["path"] for row in SEEDS])
def test_seed_keeps_the_contract(row: dict[str, Any]) -> None:
    found = seed(row)
    out = written(found)
    assert breaches(out) == []
    assert reading_from_json(out) == found
    ends = [0, *(each["end"] for each in out["mentions"])]
    assert all(end <= each["start"] for end, each in zip(ends, out["mentions"], strict=False)), "mentions overlap"
    for each in out["mentions"]:
        assert out["text"][each["start"] : each["end"]] == each["text"]
    for incident in out["incidents"]:
        assert all(out["text"][each["start"] : each["end"]] == each["quote"] for each in incident["evidence"])
        assert all(max(each["mentions"]) < len(out["mentions"]) for each in incident["places"])


def test_manifest_names_every_seed() -> None:
    assert {row["path"] for row in SEEDS} == {path.name for path in (ROOT / "seeds").glob("*.txt")}
    assert [row["path"] for row in SEEDS if not row["invented"]] == ["000_792e234e483bc51b.txt"]
