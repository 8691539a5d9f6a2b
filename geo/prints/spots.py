"""Put pins on the paper, and gather those that would lie over each other into one sign: `Spot`, `gathered`."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geo.prints.pins import Pin

FEW = 40  # pins: so many are each drawn, though two may touch
LARGE, SMALL = 4.6, 3.9  # mm: the width of a pin where there are few, and where there are many
APART = 4.6  # mm between two signs where there are many


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Be a sign with its middle at (x, y) mm, of one pin, or of a crowd of them, standing where its first has most incidents."""

    pins: tuple[Pin, ...]
    x: float
    y: float
    size: float

    @property
    def lead(self) -> Pin:
        """Give the pin that is here, or the one of the crowd with the most incidents."""
        return self.pins[0]

    @property
    def is_crowd(self) -> bool:
        """Tell whether several places are one sign."""
        return len(self.pins) > 1

    @property
    def kinds(self) -> tuple[str, ...]:
        """Give the types of the incidents here, each incident once."""
        return tuple({index: kind for pin in self.pins for index, kind in zip(pin.rows, pin.kinds, strict=True)}.values())


def gathered(placed: Iterable[tuple[Pin, float, float]], *, towns: Sequence[str] = ()) -> list[Spot]:
    """Give the signs of pins at (x, y) mm: of many, those closer than a sign is wide go with the one that has more incidents.

    `towns` are the names that people know, the biggest first: of equals these lead.
    """
    known = {name: rank for rank, name in enumerate(towns)}
    ordered = sorted(placed, key=lambda each: (-len(each[0].rows), known.get(each[0].name, len(known))))
    if len(ordered) <= FEW:
        return [Spot(pins=(pin,), x=x, y=y, size=LARGE) for pin, x, y in ordered]
    crowds: list[tuple[float, float, list[Pin]]] = []
    for pin, x, y in ordered:
        near = min(crowds, key=lambda each: math.hypot(each[0] - x, each[1] - y), default=None)
        if near is not None and math.hypot(near[0] - x, near[1] - y) < APART:
            near[2].append(pin)
        else:
            crowds.append((x, y, [pin]))
    return [Spot(pins=tuple(pins), x=x, y=y, size=SMALL) for x, y, pins in crowds]
