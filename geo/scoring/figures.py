"""Turn counts into figures: `measure` gives precision, recall and F1, or the share that is right."""

from dataclasses import dataclass

from geo.scoring.reliability import Bin
from geo.scoring.tally import Miss, Tally

DIGITS = 3
FOUND = frozenset({"recognition", "exact", "nonliteral", "incidents", "places"})
MEASURES = (
    "recognition",
    "exact",
    "resolution",
    "end_to_end",
    "literal",
    "nonliteral",
    "incidents",
    "type",
    "discourse",
    "places",
    "date",
    "counts",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Be one figure, 0 to 1: `value` is F1 where things are found or not, else the share that is right.

    It is None where there was nothing to judge.
    """

    value: float | None
    right: int
    wrong: int = 0
    extra: int = 0
    missed: int = 0
    precision: float | None = None
    recall: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Be the result of a collection: figures by language (and 'all') and measure, how far confidence can be trusted, and every miss."""

    figures: dict[str, dict[str, Measured]]
    reliability: tuple[Bin, ...]
    misses: tuple[Miss, ...]


def measure(tally: Tally) -> dict[str, Measured]:
    """Give the figure of every measure."""
    return {each: _found(tally, each) if each in FOUND else _share(tally, each) for each in MEASURES}


def _found(tally: Tally, name: str) -> Measured:
    """Source: precision, recall and their harmonic mean, F1; each 0 where it would divide by nothing."""
    right, extra, missed = (tally.counts[name, outcome] for outcome in ("right", "extra", "missed"))
    precision, recall = _ratio(right, right + extra) or 0.0, _ratio(right, right + missed) or 0.0
    both = precision + recall
    return Measured(
        value=round(2 * precision * recall / both if both else 0.0, DIGITS),
        right=right,
        extra=extra,
        missed=missed,
        precision=round(precision, DIGITS),
        recall=round(recall, DIGITS),
    )


def _share(tally: Tally, name: str) -> Measured:
    right, wrong = tally.counts[name, "right"], tally.counts[name, "wrong"]
    share = _ratio(right, right + wrong)
    return Measured(value=None if share is None else round(share, DIGITS), right=right, wrong=wrong)


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None
