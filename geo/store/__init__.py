"""Keep readings in a database: `Store` saves, finds, lists and deletes them; `open_demo` fills a database of its own from the seeds.

`back_up`, `restore` and `check` look after the file.
"""

from geo.store.copies import back_up, check, is_there, named, restore
from geo.store.demo import demo_articles, demo_url, open_demo, seed_articles, seeds_folder
from geo.store.nouns import FailureKind, Kept, Quarantined, Source, SourceKind, Status
from geo.store.rows import Record, record
from geo.store.schema import SCHEMA_VERSION
from geo.store.store import Store

__all__ = [
    "SCHEMA_VERSION",
    "FailureKind",
    "Kept",
    "Quarantined",
    "Record",
    "Source",
    "SourceKind",
    "Status",
    "Store",
    "back_up",
    "check",
    "demo_articles",
    "demo_url",
    "is_there",
    "named",
    "open_demo",
    "record",
    "restore",
    "seed_articles",
    "seeds_folder",
]
