"""Hold the gazetteer while it is built, refuse collisions, and write its two tables: `Gazetteer`, `PlaceRow`, `NameRow`."""

import csv
import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from geo.languages.folding import fold

LANGUAGES = ("fr", "ar", "en", "es")
DECIMALS = 5
EARTH_RADIUS_KM = 6371.0
SHORTEST_NAME = 2
HOME = ("MA", "EH")
# Two places of one level that bear one name are told apart by nothing but what the text says of them.
LEVELS = {
    **dict.fromkeys(("city", "town", "commune", "village"), "settlement"),
    **dict.fromkeys(("neighbourhood", "arrondissement"), "quarter"),
    **dict.fromkeys(("natural", "mountain", "pass"), "natural"),
    **{kind: kind for kind in ("region", "province", "airport", "port", "border_post", "facility")},
}
# South of 27°40' N the country is EH, as ISO 3166-1 has it.
EH_NORTH = 27 + 40 / 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """Be a row of places.csv: degrees WGS 84, `uncertainty_km` the radius that holds the true point, HCP codes or ''."""

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    uncertainty_km: float
    country: str
    region: str = ""
    province: str = ""
    commune: str = ""
    population: int | None = None
    name_fr: str = ""
    name_ar: str = ""
    name_en: str = ""
    name_es: str = ""
    geonames: str = ""
    sources: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRow:
    """Be a row of names.csv: a `name` by which `place` is found in text; `flag` is '', 'context' or 'rare'."""

    place: str
    name: str
    lang: str = ""
    flag: str = ""


def country_at(lat: float) -> str:
    """Give the ISO code of a place in one of HCP's units."""
    return "EH" if lat < EH_NORTH else "MA"


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Give the great-circle distance of two points (lat, lon) in km. Source: haversine formula, sphere of 6371 km."""
    (lat1, lon1), (lat2, lon2) = ((math.radians(lat), math.radians(lon)) for lat, lon in (one, other))
    chord = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(chord))


class Gazetteer:
    """Collect places and names; the first spelling of a folded name wins, a second place of one id is an error."""

    def __init__(self, *, common_words: Mapping[str, str]) -> None:
        """Start empty; `common_words` gives a folded name's action: 'context' flags it, 'drop' keeps foreign places from it."""
        self.places: dict[str, PlaceRow] = {}
        self._names: dict[tuple[str, str], NameRow] = {}
        self._common_words = common_words

    def add(self, place: PlaceRow, *, flag: str = "") -> None:
        """Add a place and the names its row holds, each with `flag`.

        Raises:
            ValueError: Its id is taken.
        """
        if place.id in self.places:
            raise ValueError(f"two places have the id {place.id}: {self.places[place.id].name} and {place.name}")
        self.places[place.id] = place
        flag = flag or ("rare" if place.kind == "cercle" else "")
        self.call(place.id, place.name, flag=flag)
        for language in LANGUAGES:
            self.call(place.id, getattr(place, f"name_{language}"), lang=language, flag=flag)

    def call(self, place: str, name: str, *, lang: str = "", flag: str = "") -> None:
        """Add a name of a place, unless it is empty, a dropped word or a spelling that folds alike is there already."""
        key = fold(name)
        action = self._common_words.get(key, "")
        if len(key) < SHORTEST_NAME or (action == "drop" and not self._is_home(place)):
            return
        known = self._names.get((place, key))
        if known is None:
            flag = flag or ("context" if action else "")
            self._names[place, key] = NameRow(place=place, name=name, lang=lang, flag=flag)
        elif lang and not known.lang:
            self._names[place, key] = replace(known, lang=lang)

    def call_reviewed(self, place: str, name: str, *, lang: str, flag: str) -> None:
        """Add a name as it was reviewed: its flag replaces that of a source."""
        known = self._names.pop((place, fold(name)), None)
        self.call(place, name, lang=lang if known is None else known.lang or lang, flag=flag)

    def _is_home(self, place: str) -> bool:
        row = self.places.get(place)
        return row is not None and row.country in HOME

    def rename(self, place: str, lang: str, name: str) -> None:
        """Make a name the chief one of a place in a language; the French one is its name."""
        row = self.places[place]
        setters = {"fr": {"name": name, "name_fr": name}, "ar": {"name_ar": name}, "en": {"name_en": name}, "es": {"name_es": name}}
        self.places[place] = PlaceRow(**{**asdict(row), **setters[lang]})

    def drop_name(self, place: str, name: str) -> None:
        """Take a name away from a place, in whatever spelling."""
        self._names.pop((place, fold(name)), None)

    def names(self) -> list[NameRow]:
        """List all names, by place and then in the order they were added."""
        return sorted(self._names.values(), key=lambda row: row.place)

    def bearers(self) -> dict[tuple[str, str], set[str]]:
        """Give the Moroccan places that bear a name by itself, by the level of their kind and the folded name."""
        found: dict[tuple[str, str], set[str]] = {}
        for (place, key), row in self._names.items():
            level = LEVELS.get(self.places[place].kind) if place in self.places else None
            if level is not None and not row.flag and self._is_home(place):
                found.setdefault((level, key), set()).add(place)
        return found

    def collisions(self, homonyms: Collection[str]) -> list[str]:
        """List the names that several Moroccan places of a level bear by themselves and nobody has reviewed, one line each."""
        shared = sorted((key, sorted(places)) for (_, key), places in self.bearers().items() if len(places) > 1 and key not in homonyms)
        return [f"{key}: {' and '.join(f'{each} ({self.places[each].name})' for each in places)}" for key, places in shared]

    def write(self, folder: Path, *, prefix: str = "", others: Collection[str] = ()) -> None:
        """Write places.csv and names.csv, each with `prefix`; `others` are ids of another table that names may belong to.

        Raises:
            ValueError: A name belongs to no place.
        """
        strays = sorted({row.place for row in self._names.values()} - set(self.places) - set(others))
        if strays:
            raise ValueError(f"names of unknown places: {', '.join(strays)}; review data/reviewed")
        folder.mkdir(parents=True, exist_ok=True)
        places = sorted(self.places.values(), key=lambda row: row.id)
        _write(folder / f"{prefix}places.csv", [field.name for field in fields(PlaceRow)], (_plain(row) for row in places))
        _write(folder / f"{prefix}names.csv", [field.name for field in fields(NameRow)], (asdict(row) for row in self.names()))


def _plain(row: PlaceRow) -> dict[str, object]:
    values = asdict(row)
    values["lat"], values["lon"] = _degrees(row.lat), _degrees(row.lon)
    values["uncertainty_km"] = f"{row.uncertainty_km:.1f}".removesuffix(".0")
    values["population"] = "" if row.population is None else row.population
    return values


def _degrees(value: float) -> str:
    return f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")


def _write(path: Path, columns: list[str], rows: Iterable[Mapping[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
