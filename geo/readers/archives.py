"""Read what lies in ZIP and TAR archives, without writing a file: `zipped`, `tarred`."""

import tarfile
import zipfile
from collections.abc import Iterator
from functools import partial
from typing import IO, BinaryIO

from geo.errors import InputError, LimitError
from geo.readers.formats import by_name
from geo.readers.job import Inner, Job

LARGE = 1_000_000  # bytes: what unpacks to less may do so at any ratio
LOCKED = 0x1
RESOURCE_FORKS = ("__MACOSX/", "._")


def zipped(file: BinaryIO, job: Job) -> Iterator[Inner | InputError]:
    """Give the files of a ZIP archive that have a format Marsad reads; their names are labels and lead nowhere."""
    with opened(file, job) as archive:
        for each in archive.infolist():
            if each.is_dir() or not _is_read(each.filename):
                continue
            if each.flag_bits & LOCKED:
                yield InputError(f"{job.within(each.filename).source} is locked with a password; save it without one.")
                continue
            yield Inner(each.filename, partial(_unzipped, archive, each, job))


def opened(file: BinaryIO, job: Job) -> zipfile.ZipFile:
    """Open a ZIP archive whose files, by the sizes they state and cannot exceed, stay within the limits.

    Raises:
        InputError: it is damaged or none.
        LimitError: it holds too many files, or unpacks to too much.
    """
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise InputError(f"{job.source} is damaged or not what its name says; make it again.") from error
    members = archive.infolist()
    _check(len(members), sum(each.file_size for each in members), job)
    for each in members:
        if each.file_size > max(LARGE, job.limits.ratio * each.compress_size):
            raise LimitError(f"{job.source} unpacks to over {job.limits.ratio} times its size, as no article does; leave it out.")
    return archive


def tarred(file: BinaryIO, job: Job) -> Iterator[Inner]:
    """Give the files of a TAR archive, packed or not, that have a format Marsad reads; links and devices are passed over."""
    size = 0
    try:
        with tarfile.open(fileobj=file, mode="r|*") as archive:
            for number, each in enumerate(archive):
                size += each.size
                _check(number + 1, size, job)
                if each.isreg() and _is_read(each.name):
                    yield Inner(each.name, partial(_untarred, archive.extractfile(each), job))
    except InputError:
        raise
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        raise InputError(f"{job.source} is damaged or not what its name says; make it again.") from error


def _unzipped(archive: zipfile.ZipFile, member: zipfile.ZipInfo, job: Job) -> bytes:
    with archive.open(member) as held:
        return held.read(job.limits.document + 1)


def _untarred(held: IO[bytes] | None, job: Job) -> bytes:
    return b"" if held is None else held.read(job.limits.document + 1)


def _check(members: int, size: int, job: Job) -> None:
    if members > job.limits.members:
        raise LimitError(f"{job.source} holds more than {job.limits.members:,} files; split it first.")
    if size > job.limits.unpacked:
        raise LimitError(f"{job.source} unpacks to more than {job.limits.unpacked // 1_000_000} MB; split it first.")


def _is_read(name: str) -> bool:
    last = name.replace("\\", "/").rpartition("/")[2]
    return by_name(last) is not None and not last.startswith(RESOURCE_FORKS[1]) and not name.startswith(RESOURCE_FORKS[0])
