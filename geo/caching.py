"""Keep what is slow to build in a file of the user's cache folder: `cached`."""

import hashlib
import logging
import marshal
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from geo.settings import cache_folder

log = logging.getLogger(__name__)


def cached(name: str, sources: Sequence[Path], build: Callable[[], Any]) -> Any:  # noqa: ANN401  # what marshal holds has no one type
    """Give what `build` makes of some files, from the cache if it was made of the same bytes by the same Python.

    It has to consist of dicts, lists, tuples, sets, texts and numbers. A cache that cannot be read or written is done without.
    """
    stamp = _stamp(sources)
    path = cache_folder() / f"{name}.marshal"
    try:
        with path.open("rb") as file:
            if file.read(len(stamp)) == stamp:
                return marshal.loads(file.read())  # noqa: S302  # the user's own file; marshal runs no code
    except (OSError, EOFError, ValueError, TypeError) as error:
        log.debug("No cache at %s (%s)", path, error)
    made = build()
    _write(path, stamp + marshal.dumps(made))
    return made


def _stamp(sources: Sequence[Path]) -> bytes:
    """Name the bytes of some files, and the Python that reads them, in 32 bytes."""
    digest = hashlib.blake2b(sys.version.encode(), digest_size=32)
    for each in sources:
        digest.update(each.read_bytes())
    return digest.digest()


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; two processes may do so at once."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).replace(path)
    except OSError as error:
        log.debug("Cannot keep %s (%s)", path, error)
