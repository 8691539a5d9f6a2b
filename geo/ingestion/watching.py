"""Wait for articles: `watch` gives the files of folders as they come and as they change, and addresses from time to time."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from geo.readers import find

Stamp = tuple[int, int]

FEEDS_EVERY = 900.0  # seconds between two questions to a feed


def watch(
    folders: Sequence[Path],
    addresses: Sequence[str] = (),
    *,
    every: float,
    feeds_every: float = FEEDS_EVERY,
    rest: Callable[[float], object] = time.sleep,
) -> Iterator[list[Path | str]]:
    """Give, round by round and without end, the files that came or changed since they were given last, sorted, and addresses that are due.

    A file counts once it looks the same in two rounds: before that someone may still be writing it. `every` is the time
    between two rounds, in seconds. Folders are looked through, not subscribed to: that holds on network drives too. All
    addresses are given once so many seconds, `feeds_every`, were waited, and again after as many.
    """
    waited = 0.0
    for ready in _files(folders):
        is_due = waited >= feeds_every
        waited = 0.0 if is_due else waited
        yield [*ready, *(addresses if is_due else ())]
        rest(every)
        waited += every


def _files(folders: Sequence[Path]) -> Iterator[list[Path]]:
    seen: dict[Path, Stamp] = {}
    given: dict[Path, Stamp] = {}
    while True:
        found = {path: stamp for folder in folders for path, stamp in _stamps(folder)}
        ready = sorted(path for path, stamp in found.items() if seen.get(path) == stamp and given.get(path) != stamp)
        given.update((path, found[path]) for path in ready)
        seen = found
        yield ready


def _stamps(folder: Path) -> Iterator[tuple[Path, Stamp]]:
    with suppress(OSError):  # there is nothing yet, or it went away meanwhile
        for path in find(folder):
            found = path.stat()
            yield path, (found.st_size, found.st_mtime_ns)
