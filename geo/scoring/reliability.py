"""Say how far `confidence` can be trusted: `reliability` gives, for each tenth of it, the share of places that are right."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Be one tenth of confidence, from `low` up to but not including `high` (the last includes 1), and what came of it."""

    low: float
    high: float
    number: int
    right: int
    confidence: float

    @property
    def share(self) -> float:
        """Give the share that is right, 0 to 1."""
        return self.right / self.number


def reliability(judged: Iterable[tuple[float, bool]]) -> tuple[Bin, ...]:
    """Sort confidences, each with whether the place was right, into tenths; an empty tenth is left out.

    `Bin.confidence` is the mean of a tenth: where it is near the share that is right, confidence means what it says.
    Source: reliability diagram, Niculescu-Mizil and Caruana 2005.
    """
    tenths: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in judged:
        tenths[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    return tuple(
        Bin(
            low=tenth / BINS,
            high=(tenth + 1) / BINS,
            number=len(each),
            right=sum(right for _, right in each),
            confidence=round(sum(confidence for confidence, _ in each) / len(each), 3),
        )
        for tenth, each in sorted(tenths.items())
    )
