"""Place names on a printed map, the most important first, none over another or over a pin: `Lettering`."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from xml.sax.saxutils import escape

import numpy as np
from PIL import ImageFont

from geo.prints.wording import is_arabic
from geo.settings import data_folder

ROOM = 4096  # boxes that are kept at most: a page has no room for more
EDGE = 0.8  # mm that a name keeps from the edge of the map
MEASURED = 200  # px: the size at which a face is measured
LINE = 1.2  # height of a line, in its size
FACES = {
    (False, 400): "NotoSans-Regular",
    (False, 600): "NotoSans-SemiBold",
    (True, 400): "Vazirmatn-Regular",
    (True, 600): "Vazirmatn-SemiBold",
}
FAMILIES = {False: "Noto Sans", True: "Vazirmatn"}

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """Be how a kind of name is written: `weight` 400 or 600, `size` and `off`, the distance from its point, in mm."""

    size: float
    color: str
    weight: int = 400
    off: float | None = None
    spaced: float = 0.0
    upper: bool = False


STYLES = {
    "pin": Style(size=2.55, color="#16202a", weight=600, off=2.6),
    "town": Style(size=2.2, color="#46515b", off=1.0),
    "region": Style(size=2.15, color="#8a7750"),
    "country": Style(size=2.7, color="#7d8790", weight=600, spaced=0.3, upper=True),
    "sea": Style(size=2.7, color="#5f8ba3"),
}


TAIL = 0.82  # size of what follows a name, in the name's


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Be a name to write: `reach` is half the width in mm of what is drawn at its point; `tail` follows in a lighter face."""

    text: str
    kind: str
    reach: float = 0.0
    tail: str = ""


class Lettering:
    """Hold what is taken on a map of `width` by `height` mm, and write names where there is room."""

    def __init__(self, width: float, height: float) -> None:
        """Begin with an empty map."""
        self.width, self.height = width, height
        self._boxes = np.full((ROOM, 4), np.inf)
        self._used = 0

    def take(self, box: Box) -> None:
        """Keep a box, (left, top, right, bottom) in mm, free of names."""
        if self._used < ROOM:
            self._boxes[self._used] = box
            self._used += 1

    def is_free(self, box: Box) -> bool:
        """Tell whether a box lies on the map and over nothing that is taken."""
        left, top, right, bottom = box
        if left < EDGE or top < EDGE or right > self.width - EDGE or bottom > self.height - EDGE:
            return False
        taken = self._boxes[: self._used]
        over = (taken[:, 0] < right) & (taken[:, 2] > left) & (taken[:, 1] < bottom) & (taken[:, 3] > top)
        return not bool(over.any())

    def write(self, name: Name, x: float, y: float) -> str | None:
        """Write a name beside its point, or over it for a region or a sea, as SVG; None where there is no room."""
        style = STYLES[name.kind]
        arabic = is_arabic(name.text)
        shown = name.text.upper() if style.upper and not arabic else name.text
        spaced = 0.0 if arabic else style.spaced
        width = (width_of(shown, style.weight) + width_of(name.tail, 400) * TAIL) * style.size + spaced * len(shown)
        height = style.size * LINE
        for aside, below in _spots(style, width, height, name.reach):
            box = (x + aside - width / 2, y + below - height / 2, x + aside + width / 2, y + below + height / 2)
            if self.is_free(box):
                self.take(box)
                return _text(shown, name.tail, style, spaced, (box, aside))
        return None


@cache
def width_of(text: str, weight: int) -> float:
    """Give the width of a text in its size; Arabic is measured unjoined, which is never less than it takes joined."""
    return float(_face(is_arabic(text), weight).getlength(text)) / MEASURED


@cache
def _face(arabic: bool, weight: int) -> ImageFont.FreeTypeFont:
    path = data_folder() / "fonts" / f"{FACES[arabic, weight]}.ttf"
    return ImageFont.truetype(str(path), MEASURED, layout_engine=ImageFont.Layout.BASIC)


def _spots(style: Style, width: float, height: float, reach: float) -> Iterator[tuple[float, float]]:
    """Give where the middle of a name may stand, from its point."""
    if style.off is None:
        yield from ((0, 0), (0, -4), (0, 4), (9, 0), (-9, 0), (10, 8), (-10, -8))
        return
    off = max(style.off, reach + 0.5)
    yield from ((off + width / 2, 0), (-off - width / 2, 0), (0, -off - height / 2), (0, off + height / 2))
    up = off + height / 2
    for aside in (off * 0.3 + width / 2, width / 4):
        yield from ((aside, -up), (aside, up), (-aside, -up), (-aside, up))


def _text(text: str, tail: str, style: Style, spaced: float, put: tuple[Box, float]) -> str:
    """Write a name into its box, at the side that its point is on, with a halo of paper."""
    (left, top, right, bottom), aside = put
    anchor, x = ("start", left) if aside > 0 else ("end", right) if aside < 0 else ("middle", (left + right) / 2)
    y = (top + bottom) / 2 + style.size * 0.36
    more = f'<tspan font-weight="400" font-size="{style.size * TAIL:.2f}" fill="#5a6773">{escape(tail)}</tspan>' if tail else ""
    spacing = f' letter-spacing="{spaced:g}"' if spaced else ""
    halo = f'stroke="#fff" stroke-opacity="0.85" stroke-width="{style.size * 0.3:.2f}" stroke-linejoin="round" paint-order="stroke"'
    face = f'font-family="{FAMILIES[is_arabic(text)]}" font-weight="{style.weight}" font-size="{style.size:g}"'
    return f'<text x="{x:.2f}" y="{y:.2f}" text-anchor="{anchor}" {face}{spacing} fill="{style.color}" {halo}>{escape(text)}{more}</text>'
