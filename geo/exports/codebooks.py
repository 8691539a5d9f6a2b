"""Say what the code books of the field call our subtypes: `equivalents` over `data/subtypes.csv`, and `acled_event`.

Source: ACLED codebook (October 2024); PLOVER manual (2024); GTD codebook (2021), variable attacktype1.
"""

import csv
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from geo.errors import DataError
from geo.models import Incident
from geo.settings import data_folder

ACLED = {
    "Battles": ("Government regains territory", "Non-state actor overtakes territory", "Armed clash"),
    "Protests": ("Excessive force against protesters", "Protest with intervention", "Peaceful protest"),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Explosions/Remote violence": (
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    ),
    "Violence against civilians": ("Sexual violence", "Attack", "Abduction/forced disappearance"),
    "Strategic developments": (
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    ),
}
DISRUPTED = ("Strategic developments", "Disrupted weapons use")
PREVENTED = frozenset({"attempted", "foiled"})
NOT_YET = frozenset({"planned", "threatened"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Equivalents:
    """Be a row of `data/subtypes.csv`: what each book calls a subtype, '' where it has nothing of the kind."""

    subtype: str
    type: str
    acled_event_type: str
    acled_sub_event_type: str
    plover_event: str
    plover_mode: str
    gtd_attack_type: str
    note: str


def equivalents(subtype: str) -> Equivalents | None:
    """Give the row of a subtype, or None for one that the table does not hold."""
    return table().get(subtype)


@cache
def table() -> MappingProxyType[str, Equivalents]:
    """Read the table, by subtype.

    Raises:
        DataError: the table is missing, or has other columns than it should.
    """
    path = data_folder() / "subtypes.csv"
    if not path.is_file():
        raise DataError(f"{path} is missing; install the package again.")
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != Equivalents.__slots__:
            raise DataError(f"{path} must have the columns {', '.join(Equivalents.__slots__)}; restore it.")
        return MappingProxyType({row["subtype"]: Equivalents(**row) for row in reader})


def acled_event(incident: Incident) -> tuple[str, str] | None:
    """Give ACLED's event and sub-event type of an incident, or None where it would not write one.

    A plot or a cell with whom arms were found, and an explosion that was prevented, are Disrupted weapons use; what is
    only planned or threatened is no event. Source: ACLED codebook, Strategic developments.
    """
    row = equivalents(incident.subtype)
    if row is None or not row.acled_event_type or incident.stage in NOT_YET:
        return None
    told = row.acled_event_type, row.acled_sub_event_type
    armed = told == ("Strategic developments", "Arrests") and any(each.what == "weapons" for each in incident.counts)
    prevented = row.acled_event_type == "Explosions/Remote violence" and incident.stage in PREVENTED
    return DISRUPTED if armed or prevented else told
