"""Write the figures of docs/accuracy.md anew: `python -m tools.accuracy [ANSWERS ...]`.

Marsad is measured on tests/gold; ANSWERS are files that `python -m tools.peers` printed, named after the program: `spacy.jsonl`. The row of
a program that is not given stays as it is.
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path

from geo.cli.scoring import as_text, parsed
from geo.scoring import LANGUAGES_TOGETHER, Answer, GoldDocument, Measured, Score, read_answers, read_gold, score, text_key

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "accuracy.md"
GOLD = ROOT / "tests" / "gold"
LANGUAGES = ("fr", "ar", "en", "es", LANGUAGES_TOGETHER)
COMPARED = ("recognition", "end_to_end")
BLOCK = re.compile(r"(?<=```text\n).*?(?=```\n)", re.DOTALL)


def main() -> None:
    """Measure, and put the figures into the page."""
    corpus = read_gold(GOLD)
    ours = score(corpus, parsed)
    page = BLOCK.sub(lambda _: as_text(ours) + "\n", PAGE.read_text(encoding="utf-8"), count=1)
    page = with_row(page, "Marsad", ours)
    for path in map(Path, sys.argv[1:]):
        page = with_row(page, path.stem, score(corpus, answers_of(path)))
    PAGE.write_text(page, encoding="utf-8", newline="\n")


def answers_of(path: Path) -> Callable[[GoldDocument], Answer | None]:
    """Give what answers with the lines of a file."""
    answers = read_answers(path)
    return lambda document: answers.get(text_key(document.path))


def with_row(page: str, name: str, result: Score) -> str:
    """Put the figures into the row of that name.

    Raises:
        SystemExit: the page has no such row.
    """
    cells = (" / ".join(cell(result.figures[language][each]) for each in COMPARED) for language in LANGUAGES)
    changed, number = re.subn(rf"^\| {re.escape(name)} \|.*$", f"| {name} | {' | '.join(cells)} |", page, flags=re.MULTILINE)
    if number != 1:
        sys.exit(f"{PAGE} has {number} rows that begin '| {name} |'; it must have one.")
    return changed


def cell(figure: Measured) -> str:
    """Write a figure with two digits."""
    return "-" if figure.value is None else f"{figure.value:.2f}"


if __name__ == "__main__":
    main()
