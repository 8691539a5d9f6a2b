"""Measure how well dates are read, and print F1 by language with what is missed: `python -m tools.dates`.

A date is right if its words, value, until, precision and basis are all those of `tests/data/dates.csv`; a sentence whose row names
no words holds no date, and each that is found in it is wrong.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from geo.incidents.dates import find_dates
from geo.languages.folding import Folded
from geo.languages.lexicon import lexicon
from geo.models import EventDate
from tools import ROOT

LIST = ROOT / "tests" / "data" / "dates.csv"

Answer = tuple[str, str, str, str, str]
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Be one sentence with the dates it holds and those found in it, neither in order."""

    language: str
    sentence: str
    expected: Counter[Answer]
    found: Counter[Answer]


def main() -> int:
    """Print F1, precision and recall of each language and of all, then each sentence that is not right."""
    sheets = read_sheets()
    print(f"| | sentences | dates | F1 | precision | recall |\n|---|{'---|' * 5}")
    for code in (*dict.fromkeys(each.language for each in sheets), "all"):
        chosen = [each for each in sheets if code in (each.language, "all")]
        told = sum(each.expected.total() for each in chosen)
        print(f"| {code} | {len(chosen)} | {told} | {' | '.join(f'{each:.3f}' for each in measure(chosen))} |")
    for line in misses(sheets):
        print(line)
    return 0


def read_sheets() -> list[Sheet]:
    """Read the list, and find the dates of each of its sentences."""
    rows: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    with LIST.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows[row["language"], row["published"], row["sentence"]].append(row)
    return [_sheet(*key, held) for key, held in rows.items()]


def _sheet(language: str, published: str, sentence: str, rows: Iterable[Row]) -> Sheet:
    expected = Counter((row["text"], row["value"], row["until"], row["precision"], row["basis"]) for row in rows if row["text"])
    found = Counter(_answer(each.when) for each in find_dates(Folded(sentence), lexicon(language), published or None))
    return Sheet(language=language, sentence=sentence, expected=expected, found=found)


def _answer(when: EventDate) -> Answer:
    return when.text or "", when.value or "", when.until or "", when.precision, when.basis


def measure(sheets: Sequence[Sheet]) -> tuple[float, float, float]:
    """Give F1, precision and recall, 0 to 1."""
    right = sum((each.expected & each.found).total() for each in sheets)
    expected, found = (sum(getattr(each, name).total() for each in sheets) for name in ("expected", "found"))
    return 2 * right / ((expected + found) or 1), right / (found or 1), right / (expected or 1)


def misses(sheets: Iterable[Sheet]) -> list[str]:
    """Say of each sentence that is not right what is missing in it and what is too much."""
    return [
        f"{each.language}: {each.sentence} missing {sorted(each.expected - each.found)}, too much {sorted(each.found - each.expected)}"
        for each in sheets
        if each.expected != each.found
    ]


if __name__ == "__main__":
    raise SystemExit(main())
