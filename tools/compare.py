"""Compare the gazetteer with GeoNames and HCP alone, and print the table of docs/gazetteer.md: `python -m tools.compare`.

A hit is a name that a source holds, folded, for the right place: within 10 km of it; HCP, which has no points, by its code.
Errors are measured on the communes that SimpleMaps places, where the point that ships is not SimpleMaps' own.
"""

import csv
import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from geo.languages.folding import fold
from geo.languages.tokens import key_of, keys_of
from tools import DATA, ROOT
from tools.geonames import is_arabic, records
from tools.hcp import Unit, units
from tools.inscribed import inscribed_circle
from tools.matching import Locator
from tools.polygons import Polygons, read_polygons
from tools.simplemaps import read_simplemaps
from tools.tables import HOME, LANGUAGES, kilometres

HIT_KM = 10.0
# Sebta and Melilia.
ENCLAVES = ("geonames:6362987", "geonames:2513947")
LISTS = {"seed": "the seed article's", "hard": "hard ones", "arabic": "Arabic ones"}

Point = tuple[float, float]
Row = Mapping[str, str]


@dataclass(slots=True, kw_only=True)
class Source:
    """Be what one source knows of Morocco: folded names with ids and languages, points (lat, lon) by id, or a code for a point."""

    title: str
    names: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    languages: Counter[str] = field(default_factory=Counter)
    points: dict[str, Point] = field(default_factory=dict)
    errors: list[float] = field(default_factory=list)

    def call(self, place: str, name: str, language: str) -> None:
        """Add a name of a place, once."""
        new = [key for key in sorted(keys_of(name)) if place not in self.names[key]]
        for key in new:
            self.names[key].append(place)
        self.languages[language or "untagged"] += bool(new)


def main() -> int:
    """Print the comparison as Markdown."""
    listed, polygons = units(), read_polygons(units())
    sources = [ours(), geonames(), hcp(listed)]
    _measure_errors(sources, listed, polygons)
    expected = _read(ROOT / "tests" / "data" / "names.csv")
    places = {row["id"]: row for row in _read(DATA / "gazetteer" / "places.csv")}
    print(f"| | {' | '.join(source.title for source in sources)} |\n|---|{'---|' * len(sources)}")
    for key, title in LISTS.items():
        rows = [row for row in expected if row["list"] == key]
        _print_line(
            f"names found of the {len(rows)} {title}", [str(sum(_is_hit(source, row, places) for row in rows)) for source in sources]
        )
    figures = [_figures(source) for source in sources]
    for label in figures[0]:
        _print_line(label, [each[label] for each in figures])
    return 0


def _print_line(label: str, cells: Sequence[str]) -> None:
    print(f"| {label} | {' | '.join(cells)} |")


def _figures(source: Source) -> dict[str, str]:
    places = len({place for held in source.names.values() for place in held})
    names = sum(source.languages.values())
    return {
        "places": f"{places:,}",
        "names": f"{names:,}",
        "names a place": f"{names / places:.1f}",
        **{f"names, {language}": f"{source.languages[language]:,}" for language in (*LANGUAGES, "untagged")},
        "communes measured": f"{len(source.errors):,}",
        "error in km, median": f"{statistics.median(source.errors):.1f}",
        "error in km, p90": f"{statistics.quantiles(source.errors, n=10)[-1]:.1f}",
    }


def ours() -> Source:
    """Read the Moroccan part of the tables that ship."""
    source = Source(title="Marsad")
    for row in _read(DATA / "gazetteer" / "places.csv"):
        if row["country"] in HOME or row["id"] in ENCLAVES:
            source.points[row["id"]] = float(row["lat"]), float(row["lon"])
    for row in _read(DATA / "gazetteer" / "names.csv"):
        if row["place"] in source.points:
            source.call(row["place"], row["name"], row["lang"])
    return source


def geonames() -> Source:
    """Read GeoNames' Moroccan places, with all their alternate names as they come."""
    source = Source(title="GeoNames alone")
    for record in records():
        place = str(record.geonameid)
        if record.country in HOME or f"geonames:{place}" in ENCLAVES:
            source.points[place] = record.lat, record.lon
            for name in (record.name, *record.alternates):
                source.call(place, name, "ar" if is_arabic(name) else "")
    return source


def hcp(listed: Iterable[Unit]) -> Source:
    """Read HCP's units, under the ids that ship."""
    source = Source(title="HCP alone")
    for unit in listed:
        source.call(f"hcp:{unit.code}", unit.name_fr, "fr")
        source.call(f"hcp:{unit.code}", unit.name_ar, "ar")
    return source


def _is_hit(source: Source, row: Row, places: Mapping[str, Row]) -> bool:
    held = source.names.get(key_of(fold(row["name"])), [])
    if row["place"] in held:
        return True
    right = _point(places[row["place"]])
    return any(place in source.points and kilometres(right, source.points[place]) <= HIT_KM for place in held)


def _measure_errors(sources: Sequence[Source], listed: Sequence[Unit], polygons: Polygons) -> None:
    """Measure, on one set of communes, how far each source's point lies from SimpleMaps' for the same name; HCP's is the polygon's."""
    ours_, theirs, of_hcp = sources
    shipped = {row["id"]: row for row in _read(DATA / "gazetteer" / "places.csv")}
    communes = [unit for unit in listed if unit.level == "commune"]
    for code, right in sorted(read_simplemaps(Locator(polygons.communes), communes).items()):
        row = shipped[f"hcp:{code}"]
        if "simplemaps" in row["sources"]:
            continue
        ours_.errors.append(kilometres(right, _point(row)))
        lat, lon, _ = inscribed_circle(polygons.communes[code])
        of_hcp.errors.append(kilometres(right, (lat, lon)))
        found = theirs.names.get(key_of(fold(row["name"])))
        if found:
            theirs.errors.append(kilometres(right, theirs.points[found[0]]))


def _point(row: Row) -> Point:
    return float(row["lat"]), float(row["lon"])


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    sys.exit(main())
