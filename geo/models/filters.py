"""Define `Filter`, the one question that map, table and every export answer alike, and how an address holds it.

`query_of` writes a filter as the parameters of an address, `filter_of` reads them.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from geo.models.incident import IncidentType, Stage

MAX_TEXT = 200
MAX_VALUES = 100
PERCENT = 100

Query = dict[str, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Choose incidents: an empty field lets all through.

    `types` and `stages` are those of incidents; `since` and `until` ISO dates, both ends included (incidents without a date pass
    only where `undated` is True). `regions` and `provinces` are HCP codes, `places` ids of places: any one of the three lets an
    incident through. `actors` are names of actors, `sources` outlets (or, without one, sources); `confidence` is the least, 0 to 1.
    `text` is looked for, folded, in the article, the names of places and of actors; `background` adds background incidents to
    the current ones.
    """

    types: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    undated: bool = True
    regions: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    confidence: float = 0.0
    text: str = ""
    background: bool = False


def query_of(chosen: Filter) -> Query:
    """Write what `chosen` asks for as parameters of an address; a field that lets all through is left out."""
    days = {"since": chosen.since, "until": chosen.until, "text": chosen.text}
    numbers = {"confidence": str(round(chosen.confidence * PERCENT))} if chosen.confidence else {}
    switches = {"undated": "" if chosen.undated else "0", "background": "1" if chosen.background else ""}
    lists = {name: list(getattr(chosen, field)) for name, (field, _) in LISTS.items()}
    return {name: value for name, value in lists.items() if value} | {
        name: [value] for name, value in (days | numbers | switches).items() if value
    }


def filter_of(query: Mapping[str, Sequence[str]]) -> Filter:
    """Read a filter from the parameters of an address; whatever is none of its values is passed over: anyone may write an address."""
    lists = {field: _all(query.get(name, ()), is_one) for name, (field, is_one) in LISTS.items()}
    return replace(
        Filter(**lists),  # type: ignore[arg-type]  # the lists' own names
        since=_first(query, "since", is_day),
        until=_first(query, "until", is_day),
        undated=_first(query, "undated", bool) != "0",
        confidence=int(_first(query, "confidence", _is_percent) or 0) / PERCENT,
        text=(_first(query, "text", _is_short) or "").strip(),
        background=_first(query, "background", bool) == "1",
    )


def is_day(text: str) -> bool:
    """Tell an ISO date, YYYY-MM-DD, that is in the calendar."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _all(values: Sequence[str], is_one: Callable[[str], bool]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in values if is_one(each)))[:MAX_VALUES]


def _first(query: Mapping[str, Sequence[str]], name: str, is_one: Callable[[str], bool]) -> str | None:
    return next((each for each in query.get(name, ()) if is_one(each)), None)


def _is_short(text: str) -> bool:
    return 0 < len(text.strip()) <= MAX_TEXT


def _is_percent(text: str) -> bool:
    return bool(re.fullmatch(r"\d{1,3}", text, re.ASCII)) and int(text) <= PERCENT


def _is_region(text: str) -> bool:
    return bool(re.fullmatch(r"\d\d", text, re.ASCII))


def _is_province(text: str) -> bool:
    return bool(re.fullmatch(r"\d\d\.\d{3}", text, re.ASCII))


LISTS: dict[str, tuple[str, Callable[[str], bool]]] = {
    "type": ("types", frozenset(get_args(IncidentType)).__contains__),
    "stage": ("stages", frozenset(get_args(Stage)).__contains__),
    "region": ("regions", _is_region),
    "province": ("provinces", _is_province),
    "place": ("places", _is_short),
    "actor": ("actors", _is_short),
    "outlet": ("sources", _is_short),
}
