"""Build what ships in `data/`: gazetteer, boundaries, basemap and vendored web assets, from pinned packages and reviewed tables."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
CACHE = ROOT / ".cache"
