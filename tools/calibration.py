"""Fit `CALIBRATION` of geo/resolver.py: `python -m tools.calibration [FOLDER ...]`.

Reads annotated texts (tests/gold and tests/names, if no folder is given) and the namesakes of tests/data/traps.tsv, prints how often
answers of each trust were right, a table to put in the resolver, and how far confidence can be believed with the table that stands there.
"""

import csv
import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from geo import resolver
from geo.cli.scoring import parsed
from geo.models import Article
from geo.pipeline import parse
from geo.scoring import read_gold, reliability
from geo.scoring.mentions import score_mentions
from geo.scoring.tally import Tally

ROOT = Path(__file__).parent.parent
FOLDERS = (ROOT / "tests" / "gold", ROOT / "tests" / "names")
TRAPS = ROOT / "tests" / "data" / "traps.tsv"
MARK = re.compile(r"\{(?P<name>[^{}=!?]+)[!?]*(?:=(?P<country>\w*))?\}")
EDGES = (0.55, 0.6, 0.65, 0.7, 0.8, 0.9, 0.97)  # of the steps in which trust is looked at
PRIOR = 0.5  # right answers in one more that is added to each step, so that a few tell little

Judged = tuple[float, bool]


def main() -> None:
    """Print what was right, and the fit."""
    folders = [Path(each) for each in sys.argv[1:]] or list(FOLDERS)
    standing = resolver.CALIBRATION
    resolver.CALIBRATION = ((0.0, 0.0), (1.0, 1.0))
    steps = fitted(judged(folders))
    for low, number, right, share in steps:
        print(f"trust from {low:.2f}: {number:5} answers, {right:5} right, fitted {share:.3f}")
    middles = ((low + high) / 2 for low, high in pairwise((*EDGES, 1.0)))
    print("CALIBRATION =", tuple((round(middle, 3), round(share, 3)) for middle, (_, _, _, share) in zip(middles, steps, strict=True)))
    resolver.CALIBRATION = standing
    print("\nwith the table of the resolver:")
    for each in reliability(judged(folders)):
        print(f"{each.low:.1f} to {each.high:.1f}  {each.number:5} places, {each.share:.3f} right, mean {each.confidence:.3f}")


def judged(folders: Iterable[Path]) -> list[Judged]:
    """Give for each place answered how much it is trusted, and whether it is right."""
    found = [pair for folder in folders for pair in _of_folder(folder)]
    return [*found, *_of_traps()]


def _of_folder(folder: Path) -> Iterator[Judged]:
    for document in read_gold(folder).documents:
        tally, answer = Tally(), parsed(document)
        if answer is not None:
            score_mentions(document, answer, tally)
        yield from tally.confidences


def _of_traps() -> Iterator[Judged]:
    rows = csv.DictReader(TRAPS.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    for row in rows:
        countries = {each["name"]: each["country"] for each in MARK.finditer(row["text"]) if each["country"]}
        text = MARK.sub(lambda match: match["name"], row["text"])
        for each in parse(Article(text=text, source="trap", language=row["language"]), incidents=False).mentions:
            if each.text in countries and each.resolution.place is not None:
                yield each.resolution.confidence, each.resolution.place.country == countries[each.text]


def fitted(pairs: Sequence[Judged]) -> list[tuple[float, int, int, float]]:
    """Give for each step of trust its number of answers, how many were right, and the share fitted, which never falls as trust grows.

    Source: pool adjacent violators, Ayer et al. 1955.
    """
    counts = [[0, 0] for _ in EDGES]
    for trust, is_right in pairs:
        step = counts[max(0, bisect_right(EDGES, trust) - 1)]
        step[0] += 1
        step[1] += is_right
    pools: list[list[float]] = []  # weight, right, steps
    for number, right in counts:
        pools.append([number + 1, right + PRIOR, 1])
        while len(pools) > 1 and pools[-2][1] / pools[-2][0] > pools[-1][1] / pools[-1][0]:
            last = pools.pop()
            pools[-1] = [one + other for one, other in zip(pools[-1], last, strict=True)]
    shares = [each[1] / each[0] for each in pools for _ in range(int(each[2]))]
    return [(low, number, right, share) for low, (number, right), share in zip(EDGES, counts, shares, strict=True)]


if __name__ == "__main__":
    main()
