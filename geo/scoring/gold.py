"""Hold texts annotated by hand: `GoldDocument`; read a folder of them: `read_gold`.

A document is a text NN.txt beside its annotation NN.json. tests/gold/README.md has the format.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.errors import InputError, MissingInputError

COUNTED = ("killed", "injured", "arrested")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldMention:
    """Be one name of a place as it stands in the text, and the place it means.

    `start` and `end` are half-open, in characters of the text; `lat` and `lon` in degrees or None where nobody knows; `kind` is
    the place's. An `uncertain` one is left out of the measures of resolution; an `optional` one is no miss if it is not found.
    """

    text: str
    start: int
    end: int
    place: str
    country: str | None
    lat: float | None
    lon: float | None
    kind: str
    literal: bool
    uncertain: bool
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldIncident:
    """Be one incident that the text tells of.

    `types` and `dates` hold the right answer first, and what is equally right after it; `places` names where it happened, as
    `GoldMention.place` does; `counts` has killed, injured and arrested; `discourse` is None where it was not annotated.
    """

    types: tuple[str, ...]
    dates: tuple[str | None, ...]
    places: tuple[str, ...]
    counts: dict[str, int | None]
    discourse: str | None
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    """Be one annotated text; `path` is its .txt file, `published` YYYY-MM-DD or None."""

    id: str
    language: str
    published: str | None
    path: Path
    mentions: tuple[GoldMention, ...]
    incidents: tuple[GoldIncident, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Be the documents of a folder; `sha256` changes with any text or annotation."""

    documents: tuple[GoldDocument, ...]
    sha256: str


def read_gold(folder: Path) -> Corpus:
    """Read all annotated texts below `folder`, in the order of their paths.

    Raises:
        MissingInputError: there is no such folder, or an annotation without its text.
        InputError: nothing in it is annotated, or an annotation cannot be read.
    """
    if not folder.is_dir():
        raise MissingInputError(f"There is no folder {folder}; give the one that holds the annotated texts.")
    digest = hashlib.sha256()
    documents = []
    for path in sorted(folder.rglob("*.json"), key=lambda each: each.relative_to(folder).as_posix()):
        row = _read(path)
        if not isinstance(row, dict) or "mentions" not in row:
            continue
        text = path.with_suffix(".txt")
        if not text.is_file():
            raise MissingInputError(f"{path} annotates a text that is not there; put {text.name} beside it.")
        documents.append(_document(row, text, path))
        for each in (path, text):
            content = each.read_text(encoding="utf-8").encode()
            digest.update(f"{each.relative_to(folder).as_posix()} {len(content)}\n".encode() + content)
    if not documents:
        raise InputError(f"{folder} holds no annotated text; each is a NN.txt beside its NN.json.")
    return Corpus(documents=tuple(documents), sha256=digest.hexdigest())


def _read(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path} is no annotation that can be read ({error}); correct it.") from error


def _document(row: Mapping[str, Any], text: Path, path: Path) -> GoldDocument:
    try:
        return GoldDocument(
            id=row["id"],
            language=row["lang"],
            published=row["published"],
            path=text,
            mentions=tuple(_mention(each) for each in row["mentions"]),
            incidents=tuple(_incident(each) for each in row["incidents"]),
        )
    except (KeyError, TypeError) as error:
        raise InputError(f"{path} lacks a field or has one of another kind ({error}); tests/gold/README.md has the format.") from error


def _mention(row: Mapping[str, Any]) -> GoldMention:
    return GoldMention(
        **{key: row[key] for key in ("text", "start", "end", "place", "country", "lat", "lon", "kind")},
        literal=row.get("literal", True),
        uncertain=row.get("uncertain", False),
        optional=row.get("optional", False),
    )


def _incident(row: Mapping[str, Any]) -> GoldIncident:
    return GoldIncident(
        types=(row["type"], *row.get("alt_types", ())),
        dates=(row["date"] or None, *row.get("alt_dates", ())),
        places=tuple(row["places"]),
        counts={each: row.get(each) for each in COUNTED},
        discourse=row.get("discourse"),
        optional=row.get("optional", False),
    )
