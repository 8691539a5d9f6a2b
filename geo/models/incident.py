"""Define `Incident`: what happened, where, when, to how many, by whom, and the words that say so."""

from dataclasses import dataclass
from typing import Literal

from geo.models.place import Place

IncidentType = Literal[
    "arrest",
    "attack",
    "foiled_plot",
    "seizure",
    "accident",
    "disaster",
    "protest",
    "clash",
    "crime",
    "migration",
    "trial",
    "other",
]
Stage = Literal["completed", "attempted", "foiled", "planned", "threatened", "alleged", "judicial"]
Discourse = Literal["current", "background", "aggregate", "future", "hypothetical", "negated"]
Role = Literal[
    "occurred",
    "target",
    "planned_target",
    "origin",
    "residence",
    "detained_at",
    "tried_at",
    "transit",
    "destination",
    "jurisdiction",
    "reported_from",
    "metonym",
    "mentioned",
]
Precision = Literal["day", "days", "week", "month", "year", "unknown"]
Basis = Literal["explicit", "relative", "statement", "publication", "none"]
Qualifier = Literal["exact", "approx", "at_least", "at_most", "range", "vague"]
Unit = Literal["person", "kg", "t", "item"]
EvidenceField = Literal["type", "stage", "discourse", "date", "place", "count", "actor"]


Figure = int | float  # spelled out, for a compiler takes `float` alone for a type that has no whole numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDate:
    """Say when, and how sure: `value` is YYYY, YYYY-MM or YYYY-MM-DD by `precision`, or None.

    `until` is the last day of a span of days; `text`, `start`, `end` are the words, None where there are none.
    """

    value: str | None = None
    until: str | None = None
    precision: Precision = "unknown"
    basis: Basis = "none"
    text: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPlace:
    """Give a place its role in an incident; `precision` is UCDP GED's where_prec, 1 to 7.

    `mentions` are indices into the mentions of the reading. Source: UCDP GED codebook, where_prec.
    """

    place: Place | None
    role: Role
    precision: int
    mentions: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Be one claim of how many: `what` is killed, injured, arrested and so on; `unit` says of what."""

    what: str
    best: Figure | None
    min: Figure | None
    max: Figure | None
    qualifier: Qualifier
    unit: Unit = "person"
    attribution: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ages:
    """Give the ages of those concerned, in years, both ends included."""

    min: int
    max: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Be one who acted or was acted on: `role` is authority, suspect_group, victim and the like."""

    name: str
    role: str
    attribution: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Quote the words that a value rests on: `quote == text[start:end]`."""

    field: EvidenceField
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Be one event with all its places, each in its role; without evidence there is no value."""

    id: str
    type: IncidentType
    subtype: str
    stage: Stage
    discourse: Discourse
    confidence: float
    date: EventDate
    places: tuple[IncidentPlace, ...] = ()
    counts: tuple[Count, ...] = ()
    ages: Ages | None = None
    actors: tuple[Actor, ...] = ()
    evidence: tuple[Evidence, ...] = ()
