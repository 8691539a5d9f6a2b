"""Read news articles about Morocco, find the places and incidents they tell of, and put them on a map.

>>> import geo
>>> article = geo.Article(text="Deux suspects ont été arrêtés à Rissani.", source="example", published="2025-01-10", language="fr")
>>> reading = geo.parse(article)
>>> [(mention.text, mention.resolution.place.name) for mention in reading.mentions]
[('Rissani', 'Rissani')]
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.models import Article, Filter, Place, Reading, Report, reports
    from geo.pipeline import parse
    from geo.readers import read
    from geo.store import Store

__all__ = ["Article", "Filter", "Place", "Reading", "Report", "Store", "parse", "read", "reports"]

_HOMES = {"parse": "geo.pipeline", "read": "geo.readers", "Store": "geo.store"}


def __getattr__(name: str) -> Any:  # noqa: ANN401  # what it gives depends on the name
    """Import what is asked for at its first use, so that `import geo` costs nothing."""
    from importlib import import_module  # noqa: PLC0415

    if name not in __all__:
        raise AttributeError(f"module 'geo' has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, "geo.models")), name)
