"""A line of news tells of one event, of the right kind, somewhere."""

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest

from geo.models import Article
from geo.pipeline import parse

with (Path(__file__).parent / "data" / "headlines.csv").open(encoding="utf-8", newline="") as file:
    LINES = tuple(csv.DictReader(file))


@pytest.mark.parametrize("row", LINES, ids=lambda row: row["sentence"])
def test_a_line_of_news_tells_of_one_event(row: Mapping[str, str]) -> None:
    (found,) = parse(Article(text=row["sentence"], source="test", language=row["language"], published="2025-03-14")).incidents
    assert found.type == row["type"]
    assert any(each.role == "occurred" and each.place is not None for each in found.places)


def test_each_language_has_as_many() -> None:
    counted = [sum(row["language"] == code for row in LINES) for code in ("fr", "ar", "en", "es")]
    assert min(counted) >= 30
