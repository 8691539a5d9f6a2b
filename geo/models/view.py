"""Define `View`: how the map draws the incidents that a `Filter` lets through; an address holds it too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast, get_args

Kind = Literal["pins", "clusters", "heat", "areas"]
Level = Literal["regions", "provinces"]
Measure = Literal["count", "rate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Draw pins, clusters of them, heat, or areas: those of a `level`, shaded by their count or by the rate of inhabitants.

    `links` joins the places of an incident by lines, over pins and clusters.
    """

    kind: Kind = "pins"
    level: Level = "regions"
    measure: Measure = "count"
    links: bool = False


def query_of_view(view: View) -> dict[str, list[str]]:
    """Write what is not as usual as parameters of an address."""
    said = {"view": view.kind, "level": view.level, "measure": view.measure, "links": "1" if view.links else ""}
    usual = {"view": "pins", "level": "regions", "measure": "count", "links": ""}
    return {name: [value] for name, value in said.items() if value != usual[name]}


def view_of(query: Mapping[str, Sequence[str]]) -> View:
    """Read a view from the parameters of an address; what is none of its values is passed over."""
    return View(
        kind=cast(Kind, _one(query, "view", get_args(Kind))),
        level=cast(Level, _one(query, "level", get_args(Level))),
        measure=cast(Measure, _one(query, "measure", get_args(Measure))),
        links="1" in query.get("links", ()),
    )


def _one(query: Mapping[str, Sequence[str]], name: str, known: Sequence[str]) -> str:
    return next((each for each in query.get(name, ()) if each in known), known[0])
