"""Search the gazetteer as people type: by the beginning of any word of a name, by likeness, by nearness: `Search`."""

import math
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from geo.gazetteer import Flag, Gazetteer, Name
from geo.languages.folding import fold
from geo.languages.skeleton import skeleton
from geo.languages.tokens import key_of
from geo.models import Place
from geo.models.distance import distance_km

How = Literal["exact", "begins", "word", "similar"]

HOME = ("MA", "EH")
ARABIC = re.compile("[\u0600-\u06ff]")
LIMIT = 20
SIMILARITY = 0.75
SHORTEST_SIMILAR = 4  # letters; of fewer, almost any name is like another
QUALITY: dict[How, float] = {"exact": 3.0, "begins": 1.6, "word": 1.2, "similar": 0.0}
KINDS = {
    "city": 1.0,
    "country": 0.9,
    "town": 0.8,
    "region": 0.7,
    "province": 0.6,
    "supranational": 0.6,
    "commune": 0.5,
    "natural": 0.5,
    "village": 0.4,
    "neighbourhood": 0.4,
    "port": 0.4,
    "border_post": 0.4,
    "mountain": 0.4,
    "arrondissement": 0.35,
    "pass": 0.35,
    "facility": 0.3,
    "airport": 0.2,
    "cercle": 0.0,
}
FLAGS: dict[Flag, float] = {"": 0.0, "context": 0.1, "rare": 0.6}
HOME_BONUS = 0.8
NEAR_KM = 50.0  # distance at which nearness has lost half its weight
ENOUGH = 3000  # names looked at for one beginning: one letter begins thousands
TOWNS = frozenset({"city", "town"})
AROUND = 8
AROUND_KM = 70.0
APART_KM = 12.0
NEAREST_KINDS = frozenset({"city", "town", "village", "neighbourhood", "port", "border_post", "facility"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Be one place found: how, how like the query its name is (0 to 1), and how far it is from the point asked for, in km."""

    place: Place
    how: How
    similarity: float
    score: float
    distance_km: float | None = None


class Search:
    """Find places of a gazetteer by what somebody has typed so far."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Index every word of every name, which takes a tenth of a second."""
        self._gazetteer = gazetteer
        self._keys = sorted(gazetteer.keys())
        tails = ((key[at + 1 :], key) for key in self._keys for at, letter in enumerate(key) if letter == " ")
        self._tails = sorted(tails)

    def find(self, query: str, *, language: str | None = None, near: tuple[float, float] | None = None, limit: int = LIMIT) -> list[Hit]:
        """Give the places that `query` may be about to name, best first; with a `language` only its names count.

        `near` is a point (lat, lon) in degrees: what is close to it comes sooner. Names almost like the query follow where
        too few begin like it.
        """
        key = key_of(fold(query))
        if not key:
            return []
        best: dict[str, Hit] = {}
        for name, how, similarity in self._names(key, limit):
            for hit in self._hits(name, how, similarity, language, near):
                held = best.get(hit.place.id)
                if held is None or hit.score > held.score:
                    best[hit.place.id] = hit
        return sorted(best.values(), key=lambda hit: (-hit.score, hit.place.name, hit.place.id))[:limit]

    def nearest(self, lat: float, lon: float) -> tuple[Place, float]:
        """Give the settlement nearest to a point, and how many km away its own point is."""
        settled = (place for place in self._gazetteer.places() if place.kind in NEAREST_KINDS)
        return min(((place, distance_km(lat, lon, place.lat, place.lon)) for place in settled), key=lambda found: (found[1], found[0].id))

    def towns_around(self, lat: float, lon: float) -> list[Place]:
        """Give up to eight towns around a point, the biggest first, far enough from it and from each other to be named on a map."""
        towns = (place for place in self._gazetteer.places() if place.kind in TOWNS)
        close = [place for place in towns if APART_KM < distance_km(lat, lon, place.lat, place.lon) < AROUND_KM]
        kept: list[Place] = []
        for place in sorted(close, key=lambda each: (-(each.population or 0), each.id)):
            if len(kept) < AROUND and all(distance_km(place.lat, place.lon, each.lat, each.lon) > APART_KM for each in kept):
                kept.append(place)
        return kept

    def _names(self, key: str, limit: int) -> Iterator[tuple[str, How, float]]:
        """Yield the keys of names that fit: written so, beginning so, holding such a word; if few, those that are like it."""
        found = 0
        for name, how in (*self._begin(key), *self._hold(key)):
            found += 1
            yield name, how, len(key) / len(name)
        if found >= limit or len(key) < SHORTEST_SIMILAR:
            return
        alike = process.extract(key, self._keys, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=SIMILARITY, limit=limit)
        wanted = skeleton(key)
        for name, similarity, _ in alike:
            yield name, "similar", similarity if skeleton(name) == wanted else similarity - (1 - SIMILARITY)

    def _begin(self, key: str) -> Iterator[tuple[str, How]]:
        at = bisect_left(self._keys, key)
        for name in self._keys[at : at + ENOUGH]:
            if not name.startswith(key):
                return
            yield name, "exact" if name == key else "begins"

    def _hold(self, key: str) -> Iterator[tuple[str, How]]:
        at = bisect_left(self._tails, (key,))
        for tail, name in self._tails[at : at + ENOUGH]:
            if not tail.startswith(key):
                return
            yield name, "word"

    def _hits(self, name: str, how: How, similarity: float, language: str | None, near: tuple[float, float] | None) -> Iterator[Hit]:
        for entry in self._gazetteer.lookup(name):
            if language is not None and not _is_of(language, entry, name):
                continue
            place = self._gazetteer.place(entry.place)
            away = None if near is None else distance_km(*near, place.lat, place.lon)
            score = QUALITY[how] + similarity + prominence(place) - FLAGS[entry.flag]
            score += 0.0 if away is None else 2 / (1 + away / NEAR_KM)
            yield Hit(place=place, how=how, similarity=round(similarity, 2), score=score, distance_km=away)


def _is_of(language: str, entry: Name, key: str) -> bool:
    """Tell whether a name belongs to a language; one that no language is given for belongs to all of its script."""
    return entry.language == language or (not entry.language and (ARABIC.match(key) is not None) == (language == "ar"))


def prominence(place: Place) -> float:
    """Weigh how likely people mean a place when they say its name: home before abroad, towns before what bears their name, then size.

    A place of the user's own comes before all.
    """
    size = math.log10(place.population + 1) if place.population is not None else 2.0
    own = 1.0 if place.id.startswith("user:") else 0.0
    return own + KINDS[place.kind] + 0.08 * size + (HOME_BONUS if place.country in HOME else 0.0)


@lru_cache(maxsize=2)
def search_of(gazetteer: Gazetteer) -> Search:
    """Give the search of a gazetteer, indexed once."""
    return Search(gazetteer)
