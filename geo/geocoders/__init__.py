"""Turn names into places and points into names: `Gazetteer`, offline, for geopy; `Chain` and `complete`, online, if set up."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.geocoders.chain import Answer, Chain, chain_of
    from geo.geocoders.mentions import complete
    from geo.geocoders.offline import Gazetteer

__all__ = ["Answer", "Chain", "Gazetteer", "chain_of", "complete"]

_HOMES = {"Gazetteer": "offline", "complete": "mentions"}


def __getattr__(name: str) -> Any:  # noqa: ANN401  # what it gives depends on the name
    """Import what is asked for at its first use: geopy takes a while, and parsing offline does without it."""
    from importlib import import_module  # noqa: PLC0415

    if name not in __all__:
        raise AttributeError(f"module 'geo.geocoders' has no attribute {name!r}")
    return getattr(import_module(f"geo.geocoders.{_HOMES.get(name, 'chain')}"), name)
