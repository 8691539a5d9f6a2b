"""Hold the offline gazetteer and look names up in it: `Gazetteer`, `Name`, `load`."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from geo.errors import DataError, UnknownPlaceError
from geo.languages.folding import fold
from geo.languages.skeleton import skeleton
from geo.languages.tokens import key_of, keys_of
from geo.models import Place, PlaceKind
from geo.settings import data_folder

Flag = Literal["", "context", "rare"]

FUZZY_SIMILARITY = 0.8
FUZZY_MIN_LETTERS = 5
SETTLED = frozenset({"city", "town", "village", "commune", "neighbourhood", "arrondissement", "port", "border_post", "province"})


@dataclass(frozen=True, slots=True)
class Name:
    """Be one name by which a text may mean a place; `flag` says what it needs before it counts.

    '' stands by itself; 'context' is a common word or a surname too, and needs a sign that a place is meant; 'rare' is
    a name that a better known place or a common word outshines.
    """

    place: str
    language: str
    flag: Flag


class Gazetteer:
    """Hold places and their names, immutable once built; `lookup` is exact, `similar` forgives a typing error."""

    def __init__(self, rows: Sequence[Sequence[str]], names: Sequence[Sequence[str]]) -> None:
        """Index the rows of places.csv and names.csv, without their headings.

        `longest` gives, for the first token of names, how many tokens the longest of them has; `pairs` holds how the
        names of several tokens begin; `openers` tells of each first token whether it is a name by itself.
        """
        self._rows = {row[0]: row for row in rows}
        self._places: dict[str, Place] = {}
        self._names: dict[str, tuple[Name, ...]] = {}
        self.longest: dict[str, int] = {}
        self.openers: dict[str, bool] = {}
        self.pairs: set[tuple[str, str]] = set()
        self._similar: dict[str, list[str]] | None = None
        for place, name, language, flag in names:
            entry = Name(place, language, cast("Flag", flag))
            for key in keys_of(name):
                self._add(key, entry)

    def _add(self, key: str, entry: Name) -> None:
        held = self._names.get(key)
        if held is None:
            self._names[key] = (entry,)
            first, _, rest = key.partition(" ")
            self.openers[first] = self.openers.get(first, False) or not rest
            if rest:
                self.pairs.add((first, rest.partition(" ")[0]))
            self.longest[first] = max(self.longest.get(first, 0), 1 + rest.count(" ") + bool(rest))
        elif all(each.place != entry.place for each in held):
            self._names[key] = (*held, entry)

    def lookup(self, key: str) -> tuple[Name, ...]:
        """Give the names written as `key` (tokens of the folded text, one blank between); empty if none is."""
        return self._names.get(key, ())

    def candidates(self, key: str) -> list[tuple[Place, str]]:
        """Give the places written as `key`, each with its flag."""
        return [(self.place(each.place), each.flag) for each in self.lookup(key)]

    def place(self, place_id: str) -> Place:
        """Give the place of that id.

        Raises:
            UnknownPlaceError: no place has it.
        """
        place = self._places.get(place_id)
        if place is None:
            if place_id not in self._rows:
                raise UnknownPlaceError(f"No place of the gazetteer has the id {place_id!r}.")
            place = self._places[place_id] = _place(self._rows[place_id])
        return place

    def places(self) -> Iterator[Place]:
        """Go through all places, in the order of the table."""
        return (self.place(each) for each in self._rows)

    def similar(self, name: str) -> list[tuple[Place, float]]:
        """Give Moroccan settlements whose name differs from `name` as one typing or transliteration does.

        Each comes with its similarity, 0.8 to 1 (normalised Damerau-Levenshtein), best first. Both the letters and the
        skeleton have to agree, so that 'Khnifra' finds Khénifra and not Kénitra, and Merzouga never finds Mrizigue.
        """
        key = key_of(fold(name))
        if len(key) < FUZZY_MIN_LETTERS:
            return []
        keys = self._by_skeleton().get(skeleton(key), [])
        hits = process.extract(key, keys, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=FUZZY_SIMILARITY, limit=5)
        best: dict[str, float] = {}
        for hit, similarity, _ in hits:
            for entry in self._names[hit]:
                best[entry.place] = max(best.get(entry.place, 0.0), similarity)
        found = [(self.place(each), similarity) for each, similarity in best.items()]
        return sorted(((place, s) for place, s in found if place.country in ("MA", "EH") and place.kind in SETTLED), key=_closest)

    def _by_skeleton(self) -> dict[str, list[str]]:
        """Index, at the first need, the names of Morocco that have letters enough by their skeleton."""
        if self._similar is None:
            self._similar = {}
            for key, entries in self._names.items():
                if len(key) >= FUZZY_MIN_LETTERS and any(self._rows[each.place][6] in ("MA", "EH") for each in entries):
                    self._similar.setdefault(skeleton(key), []).append(key)
        return self._similar


def _closest(hit: tuple[Place, float]) -> tuple[float, int, str]:
    place, similarity = hit
    return -similarity, -(place.population or 0), place.id


def _place(row: Sequence[str]) -> Place:
    names = {language: name for language, name in zip(("fr", "ar", "en", "es"), row[11:15], strict=True) if name}
    return Place(
        id=row[0],
        name=row[1],
        kind=cast("PlaceKind", row[2]),
        lat=float(row[3]),
        lon=float(row[4]),
        uncertainty_km=float(row[5] or 0),
        country=row[6],
        region=row[7] or None,
        province=row[8] or None,
        commune=row[9] or None,
        population=int(row[10]) if row[10] else None,
        names=names,
    )


@cache
def load(folder: Path | None = None) -> Gazetteer:
    """Read the gazetteer that ships with Marsad, once in a process.

    Raises:
        DataError: a table is missing or its columns are not those expected.
    """
    home = (folder or data_folder()) / "gazetteer"
    return Gazetteer(_table(home / "places.csv", "id"), _table(home / "names.csv", "place"))


def _table(path: Path, first: str) -> list[list[str]]:
    if not path.is_file():
        raise DataError(f"The gazetteer lacks {path.name} in {path.parent}; run 'make data'.")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    if not rows or rows[0][0] != first:
        raise DataError(f"{path.name} does not begin with the column {first!r}; run 'make data'.")
    return rows[1:]
