"""Define `Selection`: the incidents to export and all that is to be said of them; `about` says it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from geo.exports.rows import point_of, writable
from geo.frames.wording import places_of, told
from geo.languages.strings import say
from geo.models import Filter, Report, query_of
from geo.settings import Worldview

ABOUT = ("title", "filters", "query", "incidents", "incidents_without_place", "articles", "worldview", "made", "sources")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Be the `reports` that `chosen` let through, to be written in the words of `language`.

    `made` is the day that the file says it was made on; without one it says none, and the same selection gives the same file.
    `title` is the interface's own where it is empty.
    """

    reports: Sequence[Report]
    language: str
    worldview: Worldview = "ma"
    chosen: Filter | None = None
    made: date | None = None
    title: str = ""


def about(selection: Selection) -> dict[str, str | int]:
    """Say what a file holds and what it leaves out: the filter in words and as an address has it, numbers, origin of the places."""
    reports, language = selection.reports, selection.language
    ids = {each.incident.id for each in reports}
    placed = {each.incident.id for each in reports if any(point_of(place.place) is not None for place in each.incident.places)}
    said: dict[str, str | int] = {
        "title": writable(selection.title) or say(language, "download.title"),
        "filters": writable(told(selection.chosen, places_of(reports), language)),
        "query": "" if selection.chosen is None else urlencode(query_of(selection.chosen), doseq=True, errors="replace"),
        "incidents": len(ids),
        "incidents_without_place": len(ids - placed),
        "articles": len({each.article.id for each in reports}),
        "worldview": say(language, f"map.view_{selection.worldview}"),
        "sources": " · ".join(say(language, f"map.{each}") for each in ("attribution", "credit_hcp", "credit_places")),
    }
    return said if selection.made is None else said | {"made": selection.made.isoformat()}
