"""Gather the interface's own words for the ways the map draws and for the strip of time: `view_words`."""

from geo.languages.strings import say

VIEWS = (
    "views", "view_as_pins", "view_as_clusters", "view_as_heat", "view_as_areas", "view_links", "view_links_hint", "view_regions",
    "view_provinces", "view_count", "view_rate", "view_count_long", "view_rate_long", "view_source", "view_number", "view_per",
    "view_people", "view_cluster", "time", "time_play", "time_pause", "time_sum", "time_all",
    "time_all_short", "time_until", "time_undated",
)  # fmt: skip


def view_words(language: str) -> dict[str, str]:
    """Give the texts by their short key, braces kept for the script to fill."""
    return {key: say(language, f"map.{key}") for key in VIEWS}
