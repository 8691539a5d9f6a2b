"""Have inputs read in a process of their own, which is ended when it takes too long: `ReadingProcess`."""

import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Generator, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Any

from geo.errors import InputError, LimitError
from geo.models import Article
from geo.readers.details import Details
from geo.readers.formats import Format
from geo.readers.job import MEGABYTE
from geo.readers.limits import LIMITS, Limits

LONGEST_CHARACTER = 12  # bytes of JSON
TICK = 0.2  # seconds between two looks at the clock, and at the memory
MAX_DEATHS = 3  # of the process over one archive, before the rest of it is given up
ENVIRONMENT = {"ARROW_DEFAULT_MEMORY_POOL": "system", "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2", "PYTHONUTF8": "1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Be one input to ask for: a file, or the bytes that `source` names; `kind` and `charset` where a server has told them."""

    source: str
    raw: bytes | None = None
    kind: Format | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """Say that the process ended over an input: whether for being late, and at which file of an archive, how many it had begun."""

    late: bool
    at: str | None
    begun: int


class Watch(Thread):
    """End a process that has not answered when an answer is due, or holds more than `memory` bytes."""

    def __init__(self, process: "subprocess.Popen[bytes]", memory: int) -> None:
        """Begin to watch; nothing is due yet."""
        super().__init__(daemon=True)
        self.due = math.inf
        self._memory = memory
        self.late = False
        self._process = process
        self._over = Event()
        self.start()

    def run(self) -> None:
        """Look from time to time until it is over."""
        while not self._over.wait(TICK):
            if time.monotonic() > self.due:
                self.late = True
                self._process.kill()
                return
            if self._held() > self._memory:
                self._process.kill()
                return

    def _held(self) -> int:
        """Give the bytes that the process holds for itself: only Linux keeps a bound on them unasked, and tells files apart."""
        import psutil  # noqa: PLC0415  # only who reads files needs it

        with suppress(psutil.Error):
            found = psutil.Process(self._process.pid).memory_info()
            return int(found.rss - getattr(found, "shared", 0))
        return 0

    def stop(self) -> None:
        """Watch no longer."""
        self._over.set()


class ReadingProcess:
    """Read one input after the other in one other process; it starts at the first, and again after it had to be ended.

    One thread at a time may use it.
    """

    def __init__(self, limits: Limits = LIMITS, columns: Mapping[str, str] | None = None) -> None:
        """Say what every input is read with."""
        self._limits = limits
        self._columns = dict(columns or {})
        self._process: subprocess.Popen[bytes] | None = None
        self._watch: Watch | None = None
        self._busy = False

    def articles(self, request: Request) -> Iterator[Article | InputError]:
        """Give the articles of an input; what cannot be read is an error in its place."""
        skip = 0
        for _ in range(MAX_DEATHS):
            ended = yield from self._asked(request, skip)
            if ended is None:
                return
            yield self._told(ended, request.source)
            if ended.at is None:
                return
            skip += ended.begun
        yield LimitError(f"{request.source} holds too much that cannot be read; the rest of it was left out, unpack it first.")

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        if self._watch is not None:
            self._watch.stop()
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):  # something may be left to say to a process that is gone
                    pipe.close()
        process.wait()

    def _asked(self, request: Request, skip: int) -> Generator[Article | InputError, None, Ended | None]:
        """Ask for one input and pass on the answers; return how the process ended, if it did."""
        if self._busy:
            raise RuntimeError("A reader reads one input to its end before the next; use another one beside it.")
        process = self._running()
        begun, at, done = 0, None, False
        self._busy = True
        try:
            self._say(process, request, skip)
            while True:
                answer, late = self._hear(process)
                if answer is None:
                    return Ended(late=late, at=at, begun=begun)
                if not answer:
                    done = True
                    return None
                if "begun" in answer:
                    begun, at = begun + 1, str(answer["begun"])
                else:
                    yield _answered(answer)
        finally:
            self._busy = False
            if not done:
                self.close()

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None:
            root = str(Path(__file__).resolve().parents[2])
            self._process = subprocess.Popen(  # this very Python, with a module of our own
                [sys.executable, "-P", "-m", "geo.readers.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, **ENVIRONMENT, "PYTHONPATH": os.pathsep.join([root, *sys.path[1:]])},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            self._watch = Watch(self._process, self._limits.memory)
        return self._process

    def _say(self, process: "subprocess.Popen[bytes]", request: Request, skip: int) -> None:
        stated = {
            "source": request.source,
            "kind": request.kind,
            "charset": request.charset,
            "size": None if request.raw is None else len(request.raw),
            "columns": self._columns,
            "limits": asdict(self._limits),
            "skip": skip,
        }
        if process.stdin is not None:
            with suppress(OSError):  # a process that is gone gives no answer either
                process.stdin.write(json.dumps(stated).encode("ascii") + b"\n" + (request.raw or b""))
                process.stdin.flush()

    def _hear(self, process: "subprocess.Popen[bytes]") -> tuple[dict[str, Any] | None, bool]:
        """Wait for the next answer; a process that is late is ended. Return the answer, and whether it was late."""
        watch = self._watch
        if process.stdout is None or watch is None:
            return None, False
        watch.due = time.monotonic() + self._limits.seconds
        line = process.stdout.readline(LONGEST_CHARACTER * self._limits.text + MEGABYTE)
        watch.due = math.inf
        return _parsed(line), watch.late

    def _told(self, ended: Ended, source: str) -> LimitError:
        name = ended.at or source
        if ended.late:
            return LimitError(f"{name} took more than {self._limits.seconds:g} s to read and was left out; save its text as .txt.")
        return LimitError(f"{name} needs too much memory or is damaged, and was left out; save its text as .txt.")


def _parsed(line: bytes) -> dict[str, Any] | None:
    """Read an answer; what is none, or was cut off, counts as if the process had ended."""
    try:
        answer = json.loads(line) if line.endswith(b"\n") else None
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None


def _answered(answer: Mapping[str, Any]) -> Article | InputError:
    """Make an article or an error of an answer, of texts alone whatever it holds: a hostile file may have written it."""
    found = answer.get("article")
    if not isinstance(found, dict):
        return (LimitError if answer.get("limit") else InputError)(str(answer.get("error")))
    known = {key: value for key in Details.__slots__ if isinstance(value := found.get(key), str)}
    warnings = tuple(map(str, found.get("warnings") or ()))
    return Article(text=str(found.get("text")), source=str(found.get("source")), warnings=warnings, **known)
