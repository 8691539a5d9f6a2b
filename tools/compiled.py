"""Prove that the compiled modules read as the source does: `python -m tools.compiled FOLDER`.

FOLDER holds the compiled wheel, unpacked. All texts of seeds/, tests/gold, tests/names and the traps are read by both, each in a process
of its own, with a day of publication and without; what they say must be the same to the letter.
"""

import csv
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
AROUND = 60  # characters shown of a difference
PUBLISHED = "2025-03-06"


def main() -> None:
    """Compare, and end with status 1 where something differs."""
    if sys.argv[1] == "--tell":
        return tell()
    if not list((Path(sys.argv[1]) / "geo").glob("*.so")) + list((Path(sys.argv[1]) / "geo").glob("*.pyd")):
        sys.exit(f"{sys.argv[1]} holds no compiled modules; 'make compiled' puts them into .cache/compiled.")
    source, compiled = (_told(folder) for folder in (str(ROOT), sys.argv[1]))
    different = [(one, other) for one, other in zip(source, compiled, strict=False) if one != other]
    for one, other in different[:5]:
        at = next(index for index, (ours, theirs) in enumerate(zip(one, other, strict=False)) if ours != theirs)
        print(f"source:   {one[max(0, at - AROUND) : at + AROUND]}\ncompiled: {other[max(0, at - AROUND) : at + AROUND]}\n")
    if different or len(source) != len(compiled) or not source:
        sys.exit(f"{len(different)} of {len(source)} readings differ.")
    print(f"{len(source)} readings are the same, compiled and not.")
    return None


def _told(folder: str) -> list[str]:
    """Let a new process read everything with the modules of a folder."""
    code = f"import sys; sys.path[:0] = [{folder!r}, {str(ROOT)!r}]; import runpy; runpy.run_module('tools.compiled', run_name='__main__')"
    command = [sys.executable, "-P", "-c", code, "--tell"]
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout.splitlines()


def tell() -> None:
    """Write what is read in each text, with the titles of its incidents, one line each."""
    from geo.languages.strings import INTERFACES  # noqa: PLC0415  # from the folder that the process was told
    from geo.languages.titles import title  # noqa: PLC0415
    from geo.models import Article  # noqa: PLC0415
    from geo.pipeline import parse  # noqa: PLC0415

    for text in _texts():
        for published in (None, PUBLISHED):
            reading = parse(Article(text=Article.normalised(text), source="text", published=published))
            print(repr((reading, [title(each, language) for each in reading.incidents for language in INTERFACES])))


def _texts() -> Iterator[str]:
    folders = (ROOT / "seeds", ROOT / "tests" / "gold", ROOT / "tests" / "names")
    for path in sorted(path for folder in folders for path in folder.rglob("*.txt")):
        yield path.read_text(encoding="utf-8")
    with (ROOT / "tests" / "data" / "traps.tsv").open(encoding="utf-8", newline="") as file:
        yield from (cell for row in csv.reader(file, delimiter="\t") for cell in row if " " in cell)


if __name__ == "__main__":
    main()
