"""Feed the readers thousands of damaged inputs and see that each is answered: `python -m tools.fuzz --inputs 20000`.

Every input is a sample of a format with bytes changed, cut, doubled or swapped with those of another. An answer has to come within
`MOST_SECONDS`, be articles or errors of one sentence each, and no process may take more than `MOST_MEMORY`. What fails is kept in
`.cache/fuzz`, to be tried again.
"""

import argparse
import io
import random
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from geo.errors import InputError, LimitError
from geo.models import Article
from geo.readers import Limits, Reader
from tests.reader_samples import MAKERS, sample

MOST_SECONDS = 5.0
MOST_MEMORY = 500_000_000
KEPT = Path(".cache/fuzz")
PACKED = ("a.docx", "a.xlsx", "a.zip")
TOKENS = (
    *(b"<", b">", b"&", b"\0", b"\xff", b"\n", b'"', b"(", b")", b"[", b"<<", b">>", b"%", b"<!--", b"]]>", b"--", b"\r\n\r\n"),
    *(b"&#x0;", b"&#1114112;", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\x7f" * 4, b"99999999999", b"-1", b"1e999"),
    *(b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"<![CDATA[", b"<table>", b"<p>" * 50, b"charset=utf-7", b"=?utf-8?q?=ff?="),
    *(b"/Length 0", b"/Kids [2 0 R]", b"endobj", b"Content-Type: multipart/mixed; boundary=a\n"),
)

Change = Callable[[random.Random, bytearray], None]


def flip(chance: random.Random, raw: bytearray) -> None:
    """Change a few bytes."""
    for _ in range(chance.randint(1, 20)):
        raw[chance.randrange(len(raw))] = chance.randrange(256)


def cut(chance: random.Random, raw: bytearray) -> None:
    """Leave out a stretch, or the end."""
    start = chance.randrange(len(raw))
    del raw[start : None if chance.random() < 0.3 else start + chance.randint(1, 200)]  # noqa: PLR2004


def double(chance: random.Random, raw: bytearray) -> None:
    """Repeat a stretch, a few times or many."""
    start = chance.randrange(len(raw))
    raw[start:start] = raw[start : start + chance.randint(1, 100)] * chance.choice((1, 2, 10, 2000))


def insert(chance: random.Random, raw: bytearray) -> None:
    """Put in what a parser may stumble over."""
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(raw) + 1)
        raw[at:at] = chance.choice(TOKENS)


def number(chance: random.Random, raw: bytearray) -> None:
    """Make four bytes a very large or small number, as a length may be."""
    at = chance.randrange(len(raw))
    raw[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\x7f", b"\0\0\0\x80"))


def splice(chance: random.Random, raw: bytearray) -> None:
    """Go on as another sample does."""
    other = sample(chance.choice(tuple(MAKERS)))
    raw[chance.randrange(len(raw)) :] = other[chance.randrange(len(other)) :]


CHANGES: tuple[Change, ...] = (flip, flip, cut, double, insert, insert, number, splice)


def damaged(chance: random.Random) -> tuple[str, bytes]:
    """Make a damaged input and its name; half of the packed ones are damaged within, so that they still unpack."""
    name = chance.choice(tuple(MAKERS))
    raw = sample(name)
    if name in PACKED and chance.random() < 0.7:  # noqa: PLR2004
        return name, _damaged_within(chance, raw)
    return name if chance.random() < 0.9 else "-", _changed(chance, raw)  # noqa: PLR2004


def _changed(chance: random.Random, raw: bytes) -> bytes:
    changed = bytearray(raw)
    for _ in range(chance.randint(1, 3)):
        if changed:
            chance.choice(CHANGES)(chance, changed)
    return bytes(changed)


def _damaged_within(chance: random.Random, raw: bytes) -> bytes:
    """Damage one file of an archive, and pack it again."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        chosen = chance.choice(old.namelist())
        for each in old.namelist():
            new.writestr(each, _changed(chance, old.read(each)) if each == chosen else old.read(each))
    return file.getvalue()


def peak() -> int:
    """Give the most bytes that this process or one it started has held, 0 where the system does not tell."""
    try:
        import resource  # noqa: PLC0415  # not on Windows
    except ImportError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    status = Path("/proc/self/status")
    if not status.is_file():
        return unit * max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    # Linux lets a new process begin with the peak of the one that started it, save here.
    own = next(int(line.split()[1]) for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
    return unit * max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)


class Session:
    """Try inputs one after the other, and count how each was answered."""

    def __init__(self) -> None:
        """Begin with nothing counted."""
        self.answers: Counter[str] = Counter()
        self.slowest = 0.0
        self._reader = Reader(limits=Limits(seconds=MOST_SECONDS))

    def close(self) -> None:
        """End the reading process."""
        self._reader.close()

    def tried(self, name: str, raw: bytes) -> str | None:
        """Read an input; say what is wrong with the answer, if anything is."""
        begun = time.monotonic()
        try:
            found = list(self._reader.articles_in(raw, name))
        except Exception as error:  # noqa: BLE001  # any exception is the failure looked for
            return f"raised {type(error).__name__}: {error}"
        took = time.monotonic() - begun
        self.slowest = max(self.slowest, took)
        self.answers.update(_kind(each) for each in found)
        if took > MOST_SECONDS:
            return f"took {took:.1f} s"
        return None if found and all(map(_is_sound, found)) else f"is no sentence: {found!r:.300}"


def _kind(answer: Article | InputError) -> str:
    if isinstance(answer, Article):
        return "articles"
    return "processes ended" if "was left out" in str(answer) else "limits" if isinstance(answer, LimitError) else "errors"


def _is_sound(answer: Article | InputError) -> bool:
    if isinstance(answer, Article):
        return bool(answer.text.strip()) and "\r" not in answer.text
    return "\n" not in str(answer) and str(answer).endswith(".")


def run(inputs: int, seed: int) -> int:
    """Try so many inputs, tell what came of it, and give the number of failures."""
    session, failures = Session(), 0
    for each in range(inputs):
        name, raw = damaged(random.Random(f"{seed}/{each}"))  # noqa: S311  # a chance that can be repeated
        wrong = session.tried(name, raw)
        if wrong is not None:
            failures += 1
            KEPT.mkdir(parents=True, exist_ok=True)
            (KEPT / f"{seed}-{each}-{name}").write_bytes(raw)
            print(f"input {each} ({name}) {wrong}")
    session.close()
    told = ", ".join(f"{number} {kind}" for kind, number in sorted(session.answers.items()))
    print(f"{inputs} inputs: {told}; {failures} failures; slowest {session.slowest:.2f} s; at most {peak() / 1e6:.0f} MB")
    return failures + (peak() > MOST_MEMORY)


def main() -> None:
    """Read the options, and end with status 1 if an input failed or too much memory was taken."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--inputs", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=1)
    said = options.parse_args()
    sys.exit(run(said.inputs, said.seed) > 0)


if __name__ == "__main__":
    main()
