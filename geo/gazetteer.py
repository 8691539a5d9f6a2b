"""Hold the offline gazetteer and look names up in it: `Gazetteer`, `Name`, `load`."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal, NamedTuple, cast

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from geo.caching import cached
from geo.errors import DataError, UnknownPlaceError
from geo.languages.folding import fold
from geo.languages.skeleton import skeleton
from geo.languages.tokens import key_of, keys_of
from geo.models import Place, PlaceKind
from geo.settings import data_folder

Flag = Literal["", "context", "rare"]

PLACES: Final = ("places.csv", "algeria_places.csv")
NAMES: Final = ("names.csv", "algeria_names.csv")
FUZZY_SIMILARITY: Final = 0.8
FUZZY_MIN_LETTERS: Final = 5
SETTLED: Final = frozenset({"city", "town", "village", "commune", "neighbourhood", "arrondissement", "port", "border_post", "province"})


@dataclass(frozen=True, slots=True)
class Name:
    """Be one name by which a text may mean a place; `flag` says what it needs before it counts.

    '' stands by itself; 'context' is a common word or a surname too, and needs a sign that a place is meant; 'rare' is
    a name that a better known place or a common word outshines.
    """

    place: str
    language: str
    flag: Flag


Rows = Sequence[Sequence[str]]
FIELDS, ENTRIES = "\x1f", "\x1e"  # between the columns of a row, and between the names of one key


class _Index(NamedTuple):
    """Hold the two tables as they are asked, each row as one text: that is small, and quick to load from the cache.

    `rows` holds a row of places.csv by its id, `names` the entries (place, language, flag) of each key.

    `longest` gives, for the first token of names, how many tokens the longest of them has; `pairs` holds how the names of
    several tokens begin; `openers` tells of each first token whether it is a name by itself; `similar` holds the keys of
    Morocco's names by their skeleton.
    """

    rows: dict[str, str]
    names: dict[str, str]
    longest: dict[str, int]
    openers: dict[str, bool]
    pairs: set[tuple[str, str]]
    similar: dict[str, str]


class Gazetteer:
    """Hold places and their names, immutable once built; `lookup` is exact, `similar` forgives a typing error."""

    def __init__(self, places: Rows, names: Rows, *, index: _Index | None = None) -> None:
        """Index the rows of places.csv and names.csv, without their headings; or take up an index that was built before."""
        self._index = index = _index(places, names) if index is None else index
        self._places: dict[str, Place] = {}
        self._known: dict[str, tuple[Name, ...]] = {}
        self.longest, self.openers, self.pairs = index.longest, index.openers, index.pairs

    def lookup(self, key: str) -> tuple[Name, ...]:
        """Give the names written as `key` (tokens of the folded text, one blank between); empty if none is."""
        known = self._known.get(key)
        if known is None:
            entries = self._index.names.get(key)
            if entries is None:
                return ()
            known = self._known[key] = tuple(_name(*each.split(FIELDS)) for each in entries.split(ENTRIES))
        return known

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
            row = self._index.rows.get(place_id)
            if row is None:
                raise UnknownPlaceError(f"No place of the gazetteer has the id {place_id!r}.")
            place = self._places[place_id] = _place(row.split(FIELDS))
        return place

    def places(self) -> Iterator[Place]:
        """Go through all places, in the order of the table."""
        return (self.place(each) for each in self._index.rows)

    def keys(self) -> Iterator[str]:
        """Go through the keys of all names."""
        return iter(self._index.names)

    def origin(self, place_id: str) -> tuple[str, str]:
        """Give the GeoNames number of a place ('' if it has none) and its sources, a blank between."""
        self.place(place_id)
        row = self._index.rows[place_id].split(FIELDS)
        return row[15], row[16]

    def similar(self, name: str) -> list[tuple[Place, float]]:
        """Give Moroccan settlements whose name differs from `name` as one typing or transliteration does.

        Each comes with its similarity, 0.8 to 1 (normalised Damerau-Levenshtein), best first. Both the letters and the
        skeleton have to agree, so that 'Khnifra' finds Khénifra and not Kénitra, and Merzouga never finds Mrizigue.
        """
        key = key_of(fold(name))
        if len(key) < FUZZY_MIN_LETTERS:
            return []
        keys = self._index.similar.get(skeleton(key), "").split(ENTRIES)
        hits = process.extract(key, keys, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=FUZZY_SIMILARITY, limit=5)
        best: dict[str, float] = {}
        for hit, similarity, _ in hits:
            for entry in self.lookup(hit):
                best[entry.place] = max(best.get(entry.place, 0.0), similarity)
        found = [(self.place(each), similarity) for each, similarity in best.items()]
        return sorted(((place, s) for place, s in found if place.country in ("MA", "EH") and place.kind in SETTLED), key=_closest)


def _index(places: Rows, names: Rows) -> _Index:
    index = _Index({row[0]: FIELDS.join(row) for row in places}, {}, {}, {}, set(), {})
    home = {row[0] for row in places if row[6] in ("MA", "EH")}
    for place, name, language, flag in names:
        for key in keys_of(name):
            _add(index, key, place, FIELDS.join((place, language, flag)))
            if place in home and len(key) >= FUZZY_MIN_LETTERS:
                _list(index.similar, skeleton(key), key)
    return index


def _add(index: _Index, key: str, place: str, entry: str) -> None:
    held = index.names.get(key)
    if held is not None and any(each.startswith(place + FIELDS) for each in held.split(ENTRIES)):
        return
    _list(index.names, key, entry)
    if held is None:
        first, _, rest = key.partition(" ")
        index.openers[first] = index.openers.get(first, False) or not rest
        if rest:
            index.pairs.add((first, rest.partition(" ")[0]))
        index.longest[first] = max(index.longest.get(first, 0), 1 + rest.count(" ") + bool(rest))


def _list(table: dict[str, str], key: str, entry: str) -> None:
    """Add to the list that a table holds under a key, once."""
    held = table.get(key)
    if held is None:
        table[key] = entry
    elif entry not in held.split(ENTRIES):
        table[key] = f"{held}{ENTRIES}{entry}"


def _name(place: str, language: str, flag: str) -> Name:
    return Name(place, language, cast("Flag", flag))


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
    sources = [home / each for each in (*PLACES, *NAMES) if (home / each).is_file()]
    code = [Path(__file__), *sorted((Path(__file__).parent / "languages").glob("*.py"))]
    index = cached("gazetteer", [*sources, *code], lambda: tuple(_index(*tables(folder))))
    return Gazetteer((), (), index=_Index(*index))


def tables(folder: Path | None = None) -> tuple[list[list[str]], list[list[str]]]:
    """Read the rows of the tables of places and of names, without their headings: ours, then Algeria's communes, which are ODbL.

    Raises:
        DataError: a table is missing or its columns are not those expected.
    """
    home = (folder or data_folder()) / "gazetteer"
    places, names = ([row for each in files for row in _table(home / each, first)] for files, first in ((PLACES, "id"), (NAMES, "place")))
    return places, names


def _table(path: Path, first: str) -> list[list[str]]:
    if not path.is_file():
        raise DataError(f"The gazetteer lacks {path.name} in {path.parent}; run 'make data'.")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    if not rows or rows[0][0] != first:
        raise DataError(f"{path.name} does not begin with the column {first!r}; run 'make data'.")
    return rows[1:]
