"""Know the online tiles that an exported page may load, if its maker asks for them: `Tiles`, `tiles_of`."""

import re
from dataclasses import dataclass

from geo.errors import InputError

OPENSTREETMAP = "osm"
CORNERS = ("{z}", "{x}", "{y}")
LONGEST = 400

# The host goes into the page's security policy as it stands: nothing that could end a directive, or stand for a second host.
_ADDRESS = re.compile(
    r"(?P<origin>https?://(?P<host>[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*)(?::\d{1,5})?)"
    r"/[A-Za-z0-9._~%=&?/@:,+{}-]*",
    re.ASCII,
)
_BRACED = re.compile(r"\{[^{}]*\}|[{}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles:
    """Be a source of tiles: `address` with {z}, {x} and {y}, the one `origin` that the page may ask, and whom to name beside the map.

    `terms` is the address of what it says about their use, where it is known.
    """

    address: str
    origin: str
    credit: str
    terms: str | None = None


KNOWN = {
    OPENSTREETMAP: Tiles(
        address="https://tile.openstreetmap.org/{z}/{x}/{y}.png",
        origin="https://tile.openstreetmap.org",
        credit="© OpenStreetMap contributors",
        terms="https://www.openstreetmap.org/copyright",
    )
}


def tiles_of(said: str) -> Tiles:
    """Read a source of tiles: 'osm', or an address on one host, whose name is then its credit.

    Raises:
        InputError: it is neither.
    """
    known = KNOWN.get(said)
    if known is not None:
        return known
    found = _ADDRESS.fullmatch(said) if len(said) <= LONGEST else None
    braced = sorted(_BRACED.findall(said))
    if found is None or braced != sorted(CORNERS):
        raise InputError(
            f"--tiles is {said[:LONGEST]!r}, which is no address of tiles; "
            "write 'osm', or https://host/path with {z}, {x} and {y} once each and a host in small letters."
        )
    return Tiles(address=said, origin=found["origin"], credit=found["host"])
