"""Gather the interface's own words that the map's script needs: `words`."""

from geo.languages.strings import say

KEYS = (
    "legend", "filled", "hollow", "circle", "background_switch", "background_tag", "several", "close", "previous", "next",
    "position", "zoom_in", "zoom_out", "home", "source", "open_source", "published", "unpublished", "confidence", "confidence_high",
    "confidence_medium", "confidence_low", "other_places", "uncertainty", "evidence", "no_evidence", "attribution", "sources",
    "credit_hcp", "credit_places", "credit_boundaries", "credit_natural", "credit_leaflet", "view_ma", "view_iso", "view_defacto", "empty",
    "unreadable", "page.incidents", "page.date", "page.incident", "page.places", "page.unplaced", "page.background_row", "page.more",
    "page.press", "why", "candidates",
)  # fmt: skip
FIELDS = ("type", "stage", "discourse", "date", "place", "count", "actor", "ages")
TYPES = (
    "arrest",
    "foiled_plot",
    "seizure",
    "attack",
    "clash",
    "crime",
    "protest",
    "accident",
    "disaster",
    "trial",
    "migration",
    "other",
)


def words(language: str) -> dict[str, str]:
    """Give the map's texts by their short key, braces kept for the script to fill, and the names of all types."""
    found = {key: say(language, f"map.{key}") for key in KEYS}
    found |= {f"field.{each}": say(language, f"field.{each}") for each in FIELDS}
    return found | {f"type.{each}": say(language, f"types.{each}") for each in TYPES}
