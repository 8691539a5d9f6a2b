"""Define `Entries`: what filters, figures and maps ask of very many incidents, without a word of their articles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from geo.models.incident import Incident
from geo.models.place import Place

PERSONS = ("arrested", "killed", "injured")


class IncidentEntry(NamedTuple):
    """Be an incident: `first_day` and `last_day` are ISO dates or None, `source` the outlet, else where the article was found.

    `arrested`, `killed` and `injured` are persons, 0 where no number is given; `actors` their names.
    """

    id: str
    article: str
    source: str
    type: str
    stage: str
    discourse: str
    first_day: str | None
    last_day: str | None
    confidence: float
    arrested: float
    killed: float
    injured: float
    actors: Sequence[str]


class PlaceEntry(NamedTuple):
    """Be a place of an incident, both by their ids; `place` is None where it is not resolved, `precision` 1 to 7."""

    incident: str
    place: str | None
    role: str
    precision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """Hold incidents, their places in the order of the incident, and the places themselves by their ids."""

    incidents: Sequence[IncidentEntry]
    places: Sequence[PlaceEntry]
    named: Mapping[str, Place]


def persons(incident: Incident, what: str) -> float:
    """Give how many persons were `what`: the first claim's number, else the least it may be, 0 where nothing is claimed."""
    count = next((each for each in incident.counts if each.what == what), None)
    numbers = () if count is None else (count.best, count.min)
    return next((each for each in numbers if each is not None), 0.0)
