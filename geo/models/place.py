"""Define `Place`, a row of the gazetteer, and what resolving a name to one yields: `Candidate`, `Resolution`."""

from dataclasses import dataclass, field
from typing import Final, Literal

PlaceKind = Literal[
    "country",
    "region",
    "province",
    "cercle",
    "commune",
    "arrondissement",
    "city",
    "town",
    "village",
    "neighbourhood",
    "airport",
    "port",
    "border_post",
    "pass",
    "mountain",
    "natural",
    "facility",
    "supranational",
]

MAX_CANDIDATES: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Be one place of the gazetteer.

    `lat` and `lon` in degrees, `uncertainty_km` the radius that holds the true point, `country` ISO 3166-1
    alpha-2 ('' where none applies), `region`, `province` and `commune` HCP codes or None, `population` HCP 2024 or
    the source's figure, `names` the forms known by language (fr, ar, en, es).
    """

    id: str
    name: str
    kind: PlaceKind
    lat: float
    lon: float
    uncertainty_km: float = 0.0
    country: str = "MA"
    region: str | None = None
    province: str | None = None
    commune: str | None = None
    population: int | None = None
    names: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Be one place that a name may mean, with a score of 0 to 1."""

    place: Place
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Say which place a mention means, or why none: exactly one of `place` and `nil_reason` is set.

    `confidence` is 0 to 1; `why` is one readable line; `candidates` holds up to five, best first.
    """

    place: Place | None
    nil_reason: str | None
    confidence: float
    why: str
    candidates: tuple[Candidate, ...] = ()
