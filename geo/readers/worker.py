"""Read inputs in a process that can do nothing else: `main`, the other end of `geo.readers.process`.

It is told of an input on standard input and answers on what was its standard output, a JSON object a line. It may open files to
read them, and nothing else: no file is written, no address is asked, no program is run.
"""

import json
import os
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from io import BytesIO
from typing import Any, BinaryIO

from geo.errors import InputError, LimitError
from geo.models import Article
from geo.readers.job import Job
from geo.readers.limits import Limits
from geo.readers.registry import Begun, articles

OUT_OF_MEMORY = 3
REFUSED = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "os.startfile",
    "shutil.",
    "urllib.",
    "ftplib.",
)
CHANGING = frozenset(
    {"os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.chmod", "os.chown", "os.link", "os.symlink", "os.truncate", "os.utime"}
)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def main() -> None:
    """Answer until standard input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    _silence()
    asked = sys.stdin.buffer
    confined = False
    while line := asked.readline():
        request = json.loads(line)
        limits = Limits(**request["limits"])
        if not confined:
            _confine(limits.memory)
            confined = True
        _answer(request, limits, asked, answers)


def _answer(request: Mapping[str, Any], limits: Limits, asked: BinaryIO, answers: BinaryIO) -> None:
    """Send what is in one input, then an empty object; out of memory, the process ends, for what it holds may be broken."""
    job = Job(source=request["source"], limits=limits, columns=request["columns"], kind=request["kind"], charset=request["charset"])
    size = request["size"]
    _allow(limits.seconds)
    try:
        given = BytesIO(asked.read(size)) if size is not None else _opened(request["source"])
        with given as file:
            for each in articles(file, job, skip=request["skip"]):
                _send(_told(each), answers)
                _allow(limits.seconds)
    except InputError as error:
        _send(_told(error), answers)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    _allow(0)
    _send({}, answers)


def _opened(path: str) -> BinaryIO:
    try:
        return open(path, "rb")  # noqa: PTH123  # closed by who asked
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); check its permissions.") from error


def _told(each: Article | InputError | Begun) -> dict[str, Any]:
    if isinstance(each, Begun):
        return {"begun": each.source}
    if isinstance(each, Article):
        return {"article": asdict(each)}
    return {"error": str(each), "limit": isinstance(each, LimitError)}


def _send(answer: Mapping[str, Any], answers: BinaryIO) -> None:
    answers.write(json.dumps(answer).encode("ascii") + b"\n")
    answers.flush()


def _allow(seconds: float) -> None:
    """Have the system end this process after so much work (0: never), should who asked be gone and watch no longer."""
    if hasattr(signal, "setitimer"):  # not on Windows
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _silence() -> None:
    """Let nothing that a library prints reach the answers or the terminal."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for each in (1, 2):
        os.dup2(nowhere, each)


def _confine(memory: int) -> None:
    """Bound the memory where the system can, and refuse from here on all but reading; this cannot be undone."""
    sys.dont_write_bytecode = True
    with suppress(ImportError, ValueError, OSError):  # Windows has no such bound, and other systems may refuse one
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open":
        path, mode, flags = arguments
        writes = any(each in mode for each in "wax+") if isinstance(mode, str) else bool(flags & WRITING)
        if writes and path != os.devnull:
            raise PermissionError(f"a reader wanted to write {path!r}")
    elif event.startswith(REFUSED) or event in CHANGING:
        raise PermissionError(f"a reader wanted to use {event}")


if __name__ == "__main__":
    main()
