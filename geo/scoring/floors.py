"""Hold figures that quality must not fall below: `Floors`, tied to the collection they were measured on; `shortfalls`, `raised`."""

import math
import tomllib
from dataclasses import dataclass
from pathlib import Path

from geo.errors import InputError, MissingInputError
from geo.scoring.figures import Measured
from geo.scoring.gold import Corpus

Figures = dict[str, dict[str, Measured]]

SLACK = 0.01  # a floor stands this far below the figure reached, so that one changed reading among hundreds is no alarm


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """Be the floors of a collection, by language and measure, each 0 to 1; `corpus` is its sha256."""

    corpus: str
    floors: dict[str, dict[str, float]]


def read_floors(path: Path) -> Floors:
    """Read a table of floors.

    Raises:
        MissingInputError: it is not there.
        InputError: it is no such table.
    """
    if not path.is_file():
        raise MissingInputError(f"There is no table of floors {path}; `marsad score GOLD --floors {path} --raise` makes one.")
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        floors = {language: {name: float(value) for name, value in row.items()} for language, row in table["floors"].items()}
        return Floors(corpus=str(table["corpus"]), floors=floors)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"{path} is no table of floors ({error}); correct it or make it anew with --raise.") from error


def shortfalls(figures: Figures, floors: Floors) -> list[str]:
    """Say, a sentence each, which figures are below their floor or missing."""
    told = []
    for language, row in floors.floors.items():
        for name, floor in row.items():
            reached = figures.get(language, {}).get(name)
            value = None if reached is None else reached.value
            if value is None or value < floor:
                told.append(
                    f"{name} of {language} is {'not measured' if value is None else f'{value:.3f}'}, below its floor of {floor:.3f}."
                )
    return told


def raised(figures: Figures, corpus: Corpus, before: Floors | None, *, lower: bool) -> Floors:
    """Set floors a little below the figures, never below those of `before` unless `lower` is set.

    Raises:
        InputError: a figure is below its floor, and `lower` is not set.
    """
    if before is not None and not lower and (told := shortfalls(figures, before)):
        raise InputError(f"No floor was raised, for {told[0].rstrip('.')}; mend that, or give --lower.")
    old = {} if before is None or lower else before.floors
    floors = {
        language: {
            name: max(_below(each.value), old.get(language, {}).get(name, 0.0)) for name, each in row.items() if each.value is not None
        }
        for language, row in figures.items()
    }
    return Floors(corpus=corpus.sha256, floors=floors)


def floors_text(floors: Floors) -> str:
    """Write a table of floors as TOML."""
    lines = ["# Written by `marsad score GOLD --floors FILE --raise`; --lower is needed to take one back.", f'corpus = "{floors.corpus}"']
    for language, row in floors.floors.items():
        lines += ["", f"[floors.{language}]", *(f"{name} = {value:.2f}" for name, value in row.items())]
    return "\n".join(lines) + "\n"


def _below(figure: float) -> float:
    return max(0.0, math.floor(round((figure - SLACK) * 100, 6)) / 100)
