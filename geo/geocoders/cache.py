"""Keep what online geocoders have answered, so that nobody is asked twice: `Cache`."""

import json
import logging
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

Answers = list[dict[str, Any]]

KEPT_SECONDS = 90 * 24 * 3600.0
WAIT_SECONDS = 5.0
TABLE = "CREATE TABLE IF NOT EXISTS answers (question TEXT PRIMARY KEY, answers TEXT NOT NULL, asked REAL NOT NULL)"


class Cache:
    """Hold answers in a SQLite file for 90 days; where the file cannot be used, everything is asked anew."""

    def __init__(self, path: Path, *, now: Callable[[], float] = time.time) -> None:
        """Name the file, which is made at the first answer; `now` gives seconds since 1970."""
        self._path = path
        self._now = now

    def get(self, question: str) -> Answers | None:
        """Give the answers to a question, which may be none at all (an empty list); None if it has not been asked of late."""
        if not self._path.is_file():
            return None
        try:
            with closing(self._open()) as opened:
                row = opened.execute("SELECT answers, asked FROM answers WHERE question = ?", (question,)).fetchone()
            found: Answers | None = json.loads(row[0]) if row is not None and self._now() - row[1] < KEPT_SECONDS else None
        except (sqlite3.Error, ValueError) as error:
            log.warning("The cache of geocoders at %s cannot be read (%s)", self._path, error)
            return None
        return found

    def put(self, question: str, answers: Answers) -> None:
        """Keep the answers to a question."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._open()) as opened, opened:
                opened.execute(TABLE)
                opened.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", (question, json.dumps(answers), self._now()))
        except (sqlite3.Error, OSError) as error:
            log.warning("The cache of geocoders at %s cannot be written (%s)", self._path, error)

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=WAIT_SECONDS)
