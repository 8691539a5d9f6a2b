"""Draw the printed map, ground, circles, pins and names, as one SVG: `Drawing`, `draw`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from geo.maps.basemap import Label, basemap
from geo.prints.frame import Frame, framed
from geo.prints.ground import ground
from geo.prints.lettering import Lettering, Name
from geo.prints.pins import Pin, circle, crowd_radius, crowd_svg, pin_svg
from geo.prints.spots import Spot, gathered
from geo.prints.wording import printable, shortened
from geo.settings import Worldview

MOST_NAMES = 500
LONGEST_NAME = 40
MOST_NUMBERS = 3
TOWN_DOT = '<circle cx="{x:.2f}" cy="{y:.2f}" r="0.55" fill="#5d666e" stroke="#fff" stroke-width="0.22"/>'
TOWN = 0.8  # mm to each side that a dot of a town takes


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Be a drawn map: its frame, the signs on it, the SVG, and the names of the places that lie outside."""

    frame: Frame
    spots: tuple[Spot, ...]
    svg: str
    outside: tuple[str, ...]


def draw(  # noqa: PLR0913  each is a choice of its own
    pins: Sequence[Pin], *, language: str, worldview: Worldview, width: float, height: float, numbers: Mapping[int, int]
) -> Drawing:
    """Draw pins on `width` by `height` mm; `numbers` are those of the list of incidents, by index, written after a name where few."""
    frame = framed([(each.lat, each.lon, each.circle_km or 0.0) for each in pins], worldview=worldview, width=width, height=height)
    under: list[Label] = basemap(language, worldview)["labels"]
    placed = [(each, *frame.at(each.lat, each.lon)) for each in pins if frame.holds(each.lat, each.lon)]
    spots = gathered(placed, towns=[text for _, _, text, kind, _ in under if kind == "town"])
    names = _names(frame, spots, numbers, under=under)
    signs = [spot_svg(each) for each in sorted(spots, key=lambda each: each.y)]
    drawn = "".join([ground(frame, language=language, worldview=worldview), *_circles(frame, spots), names, *signs])
    outside = dict.fromkeys(shortened(each.name, LONGEST_NAME) for each in pins if not frame.holds(each.lat, each.lon))
    return Drawing(frame=frame, spots=tuple(spots), svg=_sheet(drawn, width, height), outside=tuple(outside))


def spot_svg(spot: Spot) -> str:
    """Draw the sign of a pin or of a crowd where it stands."""
    if spot.is_crowd:
        return crowd_svg(spot.kinds, spot.x, spot.y)
    return pin_svg(spot.lead, spot.x, spot.y, spot.size)


def _sheet(drawn: str, width: float, height: float) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}mm" height="{height:g}mm">'
    clip = f'<clipPath id="paper"><rect width="{width:g}" height="{height:g}"/></clipPath>'
    return f'{head}{clip}<g clip-path="url(#paper)">{drawn}</g></svg>'


def _circles(frame: Frame, spots: Sequence[Spot]) -> Iterator[str]:
    """Draw the circles of the pins that stand alone."""
    for each in spots:
        if not each.is_crowd and each.lead.circle_km is not None:
            yield circle(each.x, each.y, frame.length(each.lead.circle_km, each.lead.lat, each.lead.lon))


def _names(frame: Frame, spots: Sequence[Spot], numbers: Mapping[int, int], *, under: Sequence[Label]) -> str:
    """Write the names of the pins, those with the most incidents first, then those of the base map."""
    lettering = Lettering(frame.width, frame.height)
    reach = {each: crowd_radius(len(each.kinds)) if each.is_crowd else each.size / 2 for each in spots}
    for each, half in reach.items():
        lettering.take((each.x - half, each.y - half, each.x + half, each.y + half))
    written = []
    for each in sorted(spots, key=lambda each: -len(each.kinds))[:MOST_NAMES]:
        name = Name(text=shortened(each.lead.name, LONGEST_NAME), kind="pin", reach=reach[each], tail=_tail(each, numbers))
        written.append(lettering.write(name, each.x, each.y))
    pinned = {printable(pin.name) for each in spots for pin in each.pins}
    for lat, lon, text, kind, _ in under:
        if frame.holds(lat, lon) and not (kind == "town" and text in pinned):
            written.append(_base_name(lettering, printable(text), kind, *frame.at(lat, lon)))
    return "".join(each for each in written if each is not None)


def _tail(spot: Spot, numbers: Mapping[int, int]) -> str:
    """Write the numbers under which the list has a place's incidents, if they are few."""
    listed = sorted(numbers[index] for index in spot.lead.rows if index in numbers)
    return f"\u00a0{' · '.join(str(each) for each in listed)}" if not spot.is_crowd and 0 < len(listed) <= MOST_NUMBERS else ""


def _base_name(lettering: Lettering, text: str, kind: str, x: float, y: float) -> str | None:
    """Write a name of the base map; a town has a dot, and its name only where the dot has room too."""
    if kind != "town":
        return lettering.write(Name(text=text, kind=kind), x, y)
    dot = (x - TOWN, y - TOWN, x + TOWN, y + TOWN)
    if not lettering.is_free(dot):
        return None
    name = lettering.write(Name(text=text, kind=kind), x, y)
    if name is not None:
        lettering.take(dot)
        name += TOWN_DOT.format(x=x, y=y)
    return name
