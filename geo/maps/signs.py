"""Know the sign of each type of incident, its colour, shape and glyph, as the map's own script has them: `signs`."""

import json
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from geo.maps.assets import text

FILE = "signs.js"
OTHER = "other"
SIZE = 28.0  # units a side of the square that shape and glyph are drawn in


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Be a sign: `color` in hexadecimal, `shape` and `glyph` as SVG paths in a square of `SIZE` units."""

    color: str
    shape: str
    glyph: str


def sign_of(kind: str) -> Sign:
    """Give the sign of a type; one that is not known has that of other incidents."""
    return signs().get(kind) or signs()[OTHER]


@cache
def signs() -> MappingProxyType[str, Sign]:
    """Read the signs of all types from what the script assigns, which is JSON."""
    known = json.loads(text(FILE).partition("=")[2].strip().removesuffix(";"))
    return MappingProxyType(
        {kind: Sign(**known["families"][about["family"]], glyph=about["glyph"]) for kind, about in known["types"].items()}
    )
