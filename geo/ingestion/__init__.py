"""Bring articles into a store, many at once: `ingest`, and `watch`, which waits for new ones in a folder."""

from geo.ingestion.ingest import PATIENCE, Ingestion, Manner, Outcome, State, ingest
from geo.ingestion.reading import Item
from geo.ingestion.watching import watch

__all__ = ["PATIENCE", "Ingestion", "Item", "Manner", "Outcome", "State", "ingest", "watch"]
