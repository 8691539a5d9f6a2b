"""Read news articles about Morocco, find the places and incidents they tell of, and put them on a map.

>>> import geo
>>> article = geo.Article(text="Deux suspects ont été arrêtés à Rissani.", source="example", published="2025-01-10", language="fr")
>>> reading = geo.parse(article)
>>> [(mention.text, mention.resolution.place.name) for mention in reading.mentions]
[('Rissani', 'Rissani')]
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.errors import GeoError
    from geo.exports import write
    from geo.frames import reports_in, select, to_geodataframe
    from geo.maps import explore, render_html
    from geo.models import Article, Filter, Incident, Mention, Place, Reading, Report, View, reports
    from geo.pipeline import parse
    from geo.readers import Details, read, read_all
    from geo.store import Store

__all__ = [
    "Article",
    "Details",
    "Filter",
    "GeoError",
    "Incident",
    "Mention",
    "Place",
    "Reading",
    "Report",
    "Store",
    "View",
    "explore",
    "parse",
    "read",
    "read_all",
    "render_html",
    "reports",
    "reports_in",
    "select",
    "to_geodataframe",
    "write",
]

_HOMES = {
    "Details": "geo.readers",
    "GeoError": "geo.errors",
    "Store": "geo.store",
    "explore": "geo.maps",
    "parse": "geo.pipeline",
    "read": "geo.readers",
    "read_all": "geo.readers",
    "render_html": "geo.maps",
    "reports_in": "geo.frames",
    "select": "geo.frames",
    "to_geodataframe": "geo.frames",
    "write": "geo.exports",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401  # what it gives depends on the name
    """Import what is asked for at its first use, so that `import geo` costs nothing."""
    from importlib import import_module  # noqa: PLC0415

    if name not in __all__:
        raise AttributeError(f"module 'geo' has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, "geo.models")), name)


def __dir__() -> list[str]:
    """List the public names too, so that a notebook completes them."""
    return sorted({*globals(), *__all__})
