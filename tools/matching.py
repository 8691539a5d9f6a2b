"""Find the town of each commune among the places of GeoNames and SimpleMaps: `Towns`, `match_towns`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import shapely
from pyproj import Transformer

from geo.languages.folding import fold
from tools.geonames import Record, is_clean_latin
from tools.hcp import Unit
from tools.polygons import DEGREES, METRES, Shapes
from tools.variants import ARTICLES, skeleton

NEAR_M = 6000.0
SHORTEST_SKELETON = 3
REVIEWED, EXACT, SKELETON, SUBSET, OUTSIDE = 5, 4, 3, 2, 1


class Locator:
    """Say which unit holds a point; all shapes in metres (EPSG:3857)."""

    def __init__(self, shapes: Shapes) -> None:
        """Index the shapes by their codes."""
        self.shapes = shapes
        self._codes = sorted(shapes)
        self._tree = shapely.STRtree([shapes[code] for code in self._codes])
        self._transform = Transformer.from_crs(DEGREES, METRES, always_xy=True).transform

    def point(self, lat: float, lon: float) -> shapely.Point:
        """Turn degrees into a point in metres."""
        return shapely.Point(*self._transform(lon, lat))

    def code_at(self, lat: float, lon: float, *, within_m: float = 0.0) -> str | None:
        """Give the code of the unit that holds the point, or of the nearest within `within_m`."""
        point = self.point(lat, lon)
        held = [int(at) for at in self._tree.query(point, predicate="intersects")]
        if held:
            return self._codes[min(held)]
        near = [int(at) for at in self._tree.query(point, predicate="dwithin", distance=within_m)] if within_m else []
        return min(((self.shapes[self._codes[at]].distance(point), self._codes[at]) for at in near), default=(0.0, None))[1]

    def codes_near(self, lat: float, lon: float, *, within_m: float) -> list[str]:
        """List the units within a distance of the point."""
        found = self._tree.query(self.point(lat, lon), predicate="dwithin", distance=within_m)
        return sorted(self._codes[int(at)] for at in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Join a record of GeoNames to the commune whose town it is; `quality` is EXACT to OUTSIDE."""

    code: str
    record: Record
    quality: int


def match_towns(
    communes: Sequence[Unit],
    records: Iterable[Record],
    tagged: Mapping[str, Mapping[int, str]],
    locator: Locator,
    *,
    reviewed: Mapping[int, str],
) -> dict[str, Record]:
    """Give each commune at most one record: the reviewed one, else the best match of name, then the most people."""
    by_code = {unit.code: unit for unit in communes}
    matches: list[Match] = []
    for record in records:
        if record.geonameid in reviewed:
            matches.append(Match(code=reviewed[record.geonameid], record=record, quality=REVIEWED))
            continue
        names = list(latin_names(record, tagged))
        inside = locator.code_at(record.lat, record.lon)
        for code in locator.codes_near(record.lat, record.lon, within_m=NEAR_M):
            quality = _quality(by_code[code].name_fr, names, inside=code == inside)
            if quality:
                matches.append(Match(code=code, record=record, quality=quality))
    matches.sort(key=lambda match: (-match.quality, -match.record.population, match.record.geonameid))
    chosen: dict[str, Record] = {}
    taken: set[int] = set()
    for match in matches:
        if match.code not in chosen and match.record.geonameid not in taken:
            chosen[match.code] = match.record
            taken.add(match.record.geonameid)
    return chosen


def latin_names(record: Record, tagged: Mapping[str, Mapping[int, str]]) -> Iterator[str]:
    """Yield the clean Latin names of a record, the chief one first."""
    yield record.name
    for language in ("fr", "en", "es"):
        if record.geonameid in tagged[language]:
            yield tagged[language][record.geonameid]
    yield from (name for name in record.alternates if is_clean_latin(name))


def bare(name: str) -> str:
    """Fold a name and take its articles away."""
    words = fold(name).replace("'", "").split()
    return " ".join(word for word in words if word not in ARTICLES) or " ".join(words)


def _quality(commune: str, names: list[str], *, inside: bool) -> int:
    wanted = bare(commune)
    if any(bare(name) == wanted for name in names):
        return EXACT if inside else OUTSIDE
    if not inside:
        return 0
    key = skeleton(commune)
    if len(key) >= SHORTEST_SKELETON and any(skeleton(name) == key for name in names):
        return SKELETON
    words = set(wanted.split())
    return SUBSET if any(_subset(words, set(bare(name).split())) for name in names) else 0


def _subset(one: set[str], other: set[str]) -> bool:
    shared = one & other
    return shared in (one, other) and any(len(word) > SHORTEST_SKELETON for word in shared)
