"""Sentences that lead astray, in four languages: namesakes, surnames, firms, common words, states that act, names that hold a place.

tests/data/traps.tsv marks in each sentence what is to be found: {Rabat} a place that is meant, {Rabat!} one that stands for a government,
a club or a treaty, {Rabat=MT} one of that country, {Rabat?} one that may be found or not; whatever is not marked is no place.
"""

import csv
import re
from collections import Counter
from dataclasses import dataclass

import pytest

from geo.models import Article
from geo.pipeline import parse
from tests.conftest import ROOT

MARK = re.compile(r"\{(?P<name>[^{}=!?]+)(?P<sign>[!?]*)(?:=(?P<country>\w*))?\}")
LINES = (ROOT / "tests" / "data" / "traps.tsv").read_text(encoding="utf-8").splitlines()
ROWS = list(csv.DictReader(LINES, delimiter="\t", quoting=csv.QUOTE_NONE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Be one marked name: `country` is None where the row does not say it."""

    name: str
    literal: bool
    country: str | None


def expected(marked: str) -> list[Expected]:
    return [
        Expected(name=each["name"], literal="!" not in each["sign"], country=each["country"])
        for each in MARK.finditer(marked)
        if "?" not in each["sign"]
    ]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['language']}-{row['trap']}-{row['text'][:40]}")
def test_a_trap_is_not_fallen_into(row: dict[str, str]) -> None:
    text, optional = (
        MARK.sub(lambda match: match["name"], row["text"]),
        {each["name"] for each in MARK.finditer(row["text"]) if each["sign"] == "?"},
    )
    reading = parse(Article(text=text, source="test", language=row["language"]), incidents=False)
    found = [each for each in reading.mentions if each.text not in optional]
    wanted = expected(row["text"])
    assert [(each.text, each.literal) for each in found] == [(each.name, each.literal) for each in wanted]
    for each, meant in zip(found, wanted, strict=True):
        if meant.country is not None:
            assert each.resolution.place is not None
            assert each.resolution.place.country == meant.country


def test_there_are_traps_enough_in_each_language() -> None:
    namesakes = Counter(row["language"] for row in ROWS if row["trap"] == "homonym")
    others = Counter(row["language"] for row in ROWS if row["trap"] not in ("homonym", "literal"))
    assert min(namesakes[each] for each in ("fr", "ar", "en", "es")) >= 15
    assert min(others[each] for each in ("fr", "ar", "en", "es")) >= 25
