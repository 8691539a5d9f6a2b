"""Choose the pins of a printed map and draw them: `pins_of`, `sign_svg`, `pin_svg`."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from geo.maps.signs import SIZE, sign_of

Json = dict[str, Any]

OCCURRED = "occurred"
BACKGROUND = "background"
CROWD = ("crime",) * 4 + ("arrest",) * 3 + ("accident",) * 2  # shown in the legend
PAST_OPACITY = 0.55
JOIN = 'stroke-linejoin="round" stroke-linecap="round"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """Be a place on the map: `kind` and `hollow` give its look, `rows` are the indices of its incidents, the leading one first.

    `kinds` are the types of these incidents.
    """

    lat: float
    lon: float
    name: str
    kind: str
    hollow: bool
    past: bool
    rows: tuple[int, ...]
    kinds: tuple[str, ...]
    circle_km: float | None


def pins_of(data: Json, *, background: bool) -> list[Pin]:
    """Give the pins of a payload, from north to south; without `background`, only those of current incidents."""
    found = (_pin(pin, _shown(pin, data["incidents"], background=background), data["incidents"]) for pin in data["pins"])
    return [each for each in found if each is not None]


def _shown(pin: Json, incidents: Sequence[Json], *, background: bool) -> list[Json]:
    """Order what is shown of a place as the page does: what happened before what was aimed at, then the newest."""
    seen = [row for row in pin["incidents"] if background or not _is_past(row, incidents)]
    newest = sorted(seen, key=lambda row: incidents[row["index"]]["date"]["value"] or "", reverse=True)
    return sorted(newest, key=lambda row: (_is_past(row, incidents), row["role"] != OCCURRED))


def _is_past(row: Json, incidents: Sequence[Json]) -> bool:
    return bool(incidents[row["index"]]["discourse"] == BACKGROUND)


def _pin(pin: Json, rows: Sequence[Json], incidents: Sequence[Json]) -> Pin | None:
    if not rows:
        return None
    return Pin(
        lat=pin["lat"],
        lon=pin["lon"],
        name=pin["name"],
        kind=incidents[rows[0]["index"]]["type"],
        hollow=all(row["role"] != OCCURRED for row in rows),
        past=all(_is_past(row, incidents) for row in rows),
        rows=tuple(row["index"] for row in rows),
        kinds=tuple(incidents[row["index"]]["type"] for row in rows),
        circle_km=pin["circle_km"],
    )


def pin_svg(pin: Pin, x: float, y: float, size: float) -> str:
    """Draw a pin with its middle at (x, y) mm, the number of its incidents beside it where there are several."""
    look = f' opacity="{PAST_OPACITY}"' if pin.past else ""
    put = f"translate({x - size / 2:.2f} {y - size / 2:.2f}) scale({size / SIZE:.5f})"
    drawn = f'<g transform="{put}"{look}>{_shapes(pin.kind, pin.hollow)}</g>'
    return drawn + (_badge(len(pin.rows), x + size * 0.42, y - size * 0.42, size) if len(pin.rows) > 1 else "")


def crowd_radius(incidents: int) -> float:
    """Give the radius in mm of the sign of several places, which grows slowly with their incidents."""
    return 2.0 + 0.6 * math.log10(incidents)


def crowd_svg(kinds: Sequence[str], x: float, y: float, *, zoom: float = 1.0) -> str:
    """Draw the sign of several places, its middle at (x, y): the number of their incidents in a ring of the colours of their types."""
    radius = crowd_radius(len(kinds)) * zoom
    size = radius * 1.9 / max(2.4, len(str(len(kinds))))
    text = f'font-family="Noto Sans" font-weight="600" font-size="{size:.2f}" fill="#16202a" text-anchor="middle"'
    return (
        f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radius:.2f}" fill="#fff"/>{"".join(_ring(kinds, x, y, radius))}'
        f'<text x="{x:.2f}" y="{y + size * 0.36:.2f}" {text}>{len(kinds)}</text>'
    )


def _ring(kinds: Sequence[str], x: float, y: float, radius: float) -> Iterator[str]:
    """Draw an arc for each colour, clockwise from the top, as long as its share of the incidents; white lines part them."""
    inner, width = radius * 0.8, radius * 0.28
    around = 2 * math.pi * inner
    at = 0.0
    colors = Counter(sign_of(kind).color for kind in kinds)
    for color, number in sorted(colors.items(), key=lambda each: (-each[1], each[0])):
        share = number / len(kinds)
        gap = min(0.16, share * around / 3) if len(colors) > 1 else 0.0
        dash = f'stroke-dasharray="{share * around - gap:.3f} {around:.3f}" transform="rotate({at * 360 - 90:.2f} {x:.2f} {y:.2f})"'
        yield f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{inner:.3f}" fill="none" stroke="{color}" stroke-width="{width:.2f}" {dash}/>'
        at += share


def sign_svg(kind: str, *, hollow: bool = False) -> str:
    """Draw the sign of a type as a picture of its own, for the legend and the list."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28">{_shapes(kind, hollow)}</svg>'


def badge_svg(number: int) -> str:
    """Draw the number beside a pin as a picture of its own, for the legend."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28">{_badge(number, 14, 14, 34)}</svg>'


def crowd_key_svg() -> str:
    """Draw the sign of several places as a picture of its own, for the legend."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28">{crowd_svg(CROWD, 14, 14, zoom=4.7)}</svg>'


def circle_svg() -> str:
    """Draw the circle about an uncertain point as a picture of its own, for the legend."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28">{circle(14, 14, 11, width=1.8)}</svg>'


def circle(x: float, y: float, radius: float, *, width: float = 0.25) -> str:
    """Draw the circle that holds the true point; lengths are mm on the map."""
    dashes = f'stroke-width="{width:g}" stroke-dasharray="{width * 4:g} {width * 3:g}"'
    return f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radius:.2f}" fill="#4a5568" fill-opacity="0.08" stroke="#4a5568" {dashes}/>'


def _shapes(kind: str, hollow: bool) -> str:
    """Draw shape and glyph in a square of 28 units, white about them."""
    sign = sign_of(kind)
    body = f'fill="#fff" stroke="{sign.color}" stroke-width="2" stroke-dasharray="3.5 2.5"'
    filled = f'fill="{sign.color}" stroke="{sign.color}" stroke-width="1.5"'
    return (
        f'<path d="{sign.shape}" fill="none" stroke="#fff" stroke-width="5" {JOIN}/>'
        f'<path d="{sign.shape}" {body if hollow else filled} {JOIN}/>'
        f'<path d="{sign.glyph}" fill="none" stroke="{sign.color if hollow else "#fff"}" stroke-width="2" {JOIN}/>'
    )


def _badge(number: int, x: float, y: float, size: float) -> str:
    height = size * 0.52
    width = max(height, size * (0.24 + 0.22 * len(str(number))))
    text = f'font-family="Noto Sans" font-weight="600" font-size="{size * 0.38:.2f}" fill="#fff" text-anchor="middle"'
    return (
        f'<rect x="{x - width / 2:.2f}" y="{y - height / 2:.2f}" width="{width:.2f}" height="{height:.2f}" rx="{height / 2:.2f}"'
        f' fill="#1d2833" stroke="#fff" stroke-width="{size * 0.045:.3f}"/>'
        f'<text x="{x:.2f}" y="{y + size * 0.137:.2f}" {text}>{number}</text>'
    )
