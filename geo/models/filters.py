"""Define `Filter`, the one question that map, table and every export answer alike."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Choose incidents: an empty field lets all through.

    `types` are incident types; `since` and `until` ISO dates, both ends included (incidents without a date pass
    only where `undated` is True); `regions` HCP codes of regions; `text` is looked for, folded, in the article,
    the names of places and of actors; `background` adds background incidents to the current ones.
    """

    types: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    undated: bool = True
    regions: tuple[str, ...] = ()
    text: str = ""
    background: bool = False
