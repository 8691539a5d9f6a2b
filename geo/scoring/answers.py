"""Hold what is scored of one article's answer: `Answer`, made of an object of the output contract by `answer_of`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.errors import InputError, MissingInputError

MAPPED = ("current", "background")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Be a place as answered: degrees, ISO country ('' or None for none), kind, name."""

    name: str
    kind: str
    country: str | None
    lat: float
    lon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredMention:
    """Be a name found; `literal` is None where the answer does not say."""

    text: str
    start: int
    end: int
    place: Point | None
    literal: bool | None
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredIncident:
    """Be an incident found, with the places where it happened; `counts` holds the first figure of each sort."""

    type: str
    date: str | None
    discourse: str
    places: tuple[Point, ...]
    counts: dict[str, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Be all that was found in one article; incidents that a map never shows are left out."""

    mentions: tuple[AnsweredMention, ...] = ()
    incidents: tuple[AnsweredIncident, ...] = ()


def answer_of(row: Mapping[str, Any]) -> Answer:
    """Take from one object of the output contract what is scored."""
    incidents = (_incident(each) for each in row.get("incidents", ()))
    return Answer(
        mentions=tuple(_mention(each) for each in row["mentions"]), incidents=tuple(each for each in incidents if each.discourse in MAPPED)
    )


def read_answers(path: Path) -> dict[tuple[str, str], Answer]:
    """Read a file of answers, an object of the output contract a line, by folder and name of their texts without the suffix.

    Raises:
        MissingInputError: there is no such file.
        InputError: a line is no such object.
    """
    if not path.is_file():
        raise MissingInputError(f"There is no file {path}; give what `marsad parse` printed.")
    answers = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            try:
                row = json.loads(line)
                answers[text_key(Path(row["source"]))] = answer_of(row)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise InputError(f"Line {number} of {path} is no answer ({error}); give what `marsad parse` printed.") from error
    return answers


def text_key(path: Path) -> tuple[str, str]:
    """Give the folder and the name of a text without its suffix: they name it wherever the collection stands."""
    return path.parent.name, path.stem


def _mention(row: Mapping[str, Any]) -> AnsweredMention:
    return AnsweredMention(
        text=row["text"],
        start=row["start"],
        end=row["end"],
        place=_point(row.get("place")),
        literal=row.get("literal"),
        confidence=row.get("confidence", 1.0),
    )


def _incident(row: Mapping[str, Any]) -> AnsweredIncident:
    points = (_point(each.get("place")) for each in row["places"] if each.get("role", "occurred") == "occurred")
    counts: dict[str, int | None] = {}
    for each in row.get("counts", ()):
        counts.setdefault(each["what"], each.get("min") if each.get("best") is None else each["best"])
    return AnsweredIncident(
        type=row["type"],
        date=(row.get("date") or {}).get("value") or None,
        discourse=row.get("discourse", "current"),
        places=tuple(each for each in points if each is not None),
        counts=counts,
    )


def _point(row: Mapping[str, Any] | None) -> Point | None:
    if row is None or row.get("lat") is None:
        return None
    return Point(name=row["name"], kind=row["kind"], country=row.get("country"), lat=row["lat"], lon=row["lon"])
