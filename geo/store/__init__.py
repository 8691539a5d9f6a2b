"""Keep readings in a database: `Store` saves, lists and deletes them; `open_demo` fills a database of its own from the seeds."""

from geo.store.database import SCHEMA_VERSION
from geo.store.demo import demo_url, open_demo, seed_articles, seeds_folder
from geo.store.store import Kept, Source, SourceKind, Store

__all__ = ["SCHEMA_VERSION", "Kept", "Source", "SourceKind", "Store", "demo_url", "open_demo", "seed_articles", "seeds_folder"]
