"""Count right and wrong answers by measure, and keep every miss: `Tally`, `Miss`."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

Outcome = Literal["right", "wrong", "extra", "missed"]
LANGUAGES_TOGETHER = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """Be one answer that was not right: in which document, of what kind, what was meant (`gold`) and what was answered (`ours`)."""

    document: str
    kind: str
    gold: str
    ours: str


@dataclass(slots=True)
class Tally:
    """Gather what the answers of one document, or of many, came to.

    `counts` counts by measure and outcome; `confidences` holds, for each place answered, how sure the answer was and whether it is right.
    """

    counts: Counter[tuple[str, Outcome]] = field(default_factory=Counter)
    confidences: list[tuple[float, bool]] = field(default_factory=list)
    misses: list[Miss] = field(default_factory=list)

    def count(self, measure: str, outcome: Outcome, number: int = 1) -> None:
        """Count an answer."""
        self.counts[measure, outcome] += number

    def judge(self, measure: str, *, right: bool) -> None:
        """Count an answer that is right or wrong."""
        self.count(measure, "right" if right else "wrong")

    def miss(self, document: str, kind: str, gold: object, ours: object) -> None:
        """Keep a miss; None is written as nothing."""
        self.misses.append(Miss(document=document, kind=kind, gold=_told(gold), ours=_told(ours)))

    def add(self, other: "Tally") -> None:
        """Add what another tally has counted."""
        self.counts.update(other.counts)
        self.confidences.extend(other.confidences)
        self.misses.extend(other.misses)


def _told(value: object) -> str:
    return "" if value is None else ", ".join(map(str, value)) if isinstance(value, tuple) else " ".join(str(value).split())
