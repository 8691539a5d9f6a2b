"""Gather what a printed map says about its pins: heading, legend, credits, list of incidents: `Sheet`, `sheet`."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from geo.frames.wording import places_of, told
from geo.languages.strings import say
from geo.languages.titles import day_text
from geo.maps.pages import figures, period
from geo.maps.payload import payload
from geo.maps.words import TYPES
from geo.models import PERSONS, Filter, Report
from geo.prints.drawing import Drawing, draw
from geo.prints.pins import BACKGROUND, OCCURRED, badge_svg, circle_svg, crowd_key_svg, pins_of, sign_svg
from geo.prints.wording import breakable, printable, shortened
from geo.settings import Worldview

Json = dict[str, Any]

MAP = (204.0, 160.0)  # mm
BAR = 36.0  # mm that the scale bar may take
LONG_TITLE = 75  # characters: a longer one takes two lines, and leaves one for what is told beneath
LONGEST_TITLE = 150
LONGEST_TOLD = {False: 190, True: 70}
LONGEST_FILTER = 2000
LONGEST_CELL = 220
LATEST = 16
LISTED = 300  # incidents: what is longer is a table's work
NUMBERED = 120  # incidents: beyond, numbers on the map help nobody
OUTLETS = 10
NAMED = 12
CREDITS = ("credit_hcp", "credit_places", "credit_boundaries", "credit_natural")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Be all that is printed: `content` is plain data, texts printable, pictures SVG; `made` is the day it says it was made."""

    content: Json
    made: date


def sheet(  # noqa: PLR0913  each is a choice of its own
    reports: Iterable[Report], *, title: str, language: str, chosen: Filter | None, worldview: Worldview, made: date | None, listed: bool
) -> Sheet:
    """Gather the sheet of `reports`, already selected by `chosen`; with `listed` the incidents follow on pages of their own.

    Background incidents among them are drawn where `chosen` asks for them.
    """
    background = chosen is not None and chosen.background
    shown = [each for each in reports if background or each.incident.discourse != BACKGROUND]
    data = payload(shown, language=language, worldview=worldview)
    day = made or datetime.now(UTC).astimezone().date()
    pins = pins_of(data, background=background)
    order = _order(data["incidents"])
    numbers = {index: number for number, index in enumerate(order, start=1)} if listed and len(order) <= NUMBERED else {}
    drawing = draw(pins, language=language, worldview=worldview, width=MAP[0], height=MAP[1], numbers=numbers)
    content = {
        "language": language,
        "dir": data["dir"],
        **_heading(shown, title, language, chosen=chosen, made=day),
        "figures": [[str(number), label] for key, number, label in figures(shown, language) if number or key not in PERSONS],
        "map": {"svg": drawing.svg, "width": MAP[0], "height": MAP[1], "alt": say(language, "print.alt")},
        "bar": _bar(drawing, language),
        "legend": _legend(data, drawing, language),
        "notes": _notes(data, drawing, language, numbered=bool(numbers)),
        "credits": _credits(data, shown, language),
        "latest": {"heading": say(language, "panel.latest"), "rows": [_row(data, index, 0) for index in order[:LATEST]]},
        "list": _list(data, order, language) if listed else None,
        "page": say(language, "print.page"),
    }
    return Sheet(content=content, made=day)


def _heading(reports: Sequence[Report], title: str, language: str, *, chosen: Filter | None, made: date) -> Json:
    """Write the title, and what is told beneath: the period, the day, and the filter, which stands whole above the list."""
    head = shortened(title, LONGEST_TITLE) or say(language, "download.title")
    whole = say(language, "map.page.filters", told=told(chosen, places_of(reports), language))
    day = say(language, "map.page.made", date=day_text(made.isoformat(), language))
    long = len(head) > LONG_TITLE
    return {
        "title": head,
        "long": long,
        "told": [period(reports, language), day, shortened(whole, LONGEST_TOLD[long])],
        "filter": breakable(shortened(whole, LONGEST_FILTER)),
    }


def _bar(drawing: Drawing, language: str) -> Json:
    km, length = drawing.frame.scale_bar(BAR)
    return {"label": say(language, "print.km", km=km), "length": round(length, 3)}


def _order(incidents: Sequence[Json]) -> list[int]:
    """Put incidents in the order of the list: the newest first, those without a date last."""
    return sorted(range(len(incidents)), key=lambda index: incidents[index]["date"]["value"] or "", reverse=True)


def _legend(data: Json, drawing: Drawing, language: str) -> Json:
    """Explain what is on the map, and nothing else."""
    drawn = {index for spot in drawing.spots for pin in spot.pins for index in pin.rows}
    numbers = Counter(data["incidents"][index]["type"] for index in drawn)
    pins = [each.lead for each in drawing.spots if not each.is_crowd]
    words = data["words"]
    keys = [(sign_svg("other"), words["filled"], any(not each.hollow for each in pins))]
    keys += [(sign_svg("other", hollow=True), words["hollow"], any(each.hollow for each in pins))]
    keys += [(circle_svg(), words["circle"], any(each.circle_km is not None for each in pins))]
    keys += [(badge_svg(2), words["several"], any(len(each.rows) > 1 for each in pins))]
    keys += [(crowd_key_svg(), say(language, "print.crowd"), any(each.is_crowd for each in drawing.spots))]
    return {
        "heading": words["legend"],
        "types": [[sign_svg(kind), words[f"type.{kind}"], numbers[kind]] for kind in TYPES if numbers[kind]],
        "keys": [[picture, label] for picture, label, used in keys if used],
        "past": say(language, "print.past") if any(each.past for each in pins) else None,
    }


def _notes(data: Json, drawing: Drawing, language: str, *, numbered: bool) -> list[str]:
    """Say what the map does not show, and how it goes with the list."""
    notes = [say(language, "print.numbers")] if numbered and data["pins"] else []
    if not data["pins"]:
        notes.append(data["words"]["empty"])
    if drawing.outside:
        notes.append(say(language, "print.outside", places=_some(drawing.outside, NAMED, language)))
    lost = len(data["unplaced"])
    return notes + ([say(language, "print.unplaced", n=lost)] if lost else [])


def _credits(data: Json, reports: Sequence[Report], language: str) -> list[str]:
    """Name the outlets of the articles, the worldview, and where the data under the pins come from."""
    outlets = Counter(each.article.outlet for each in reports if each.article.outlet)
    words = data["words"]
    names = [shortened(name, NAMED * 4) for name, _ in outlets.most_common()]
    told_by = [say(language, "print.outlets", names=_some(names, OUTLETS, language))] if names else []
    return [*told_by, words[f"view_{data['worldview']}"], *(words[key] for key in CREDITS)]


def _some(names: Sequence[str], most: int, language: str) -> str:
    listed = say(language, "titles.comma").join(printable(each) for each in names[:most])
    return listed + ("…" if len(names) > most else "")


def _list(data: Json, order: Sequence[int], language: str) -> Json:
    """Write the list of incidents with its headings, and what is not on the map."""
    words, left = data["words"], len(order) - LISTED
    heads = [words["page.incident"], words["page.date"], words["page.places"], words["source"]]
    return {
        "heading": words["page.incidents"],
        "columns": heads,
        "rows": [_row(data, index, number) for number, index in enumerate(order[:LISTED], start=1)],
        "more": say(language, "print.more", n=left) if left > 0 else None,
        "unplaced": [words["page.unplaced"], [_lost(data, row) for row in data["unplaced"][:LISTED]]] if data["unplaced"] else None,
    }


def _row(data: Json, index: int, number: int) -> Json:
    incident: Mapping[str, Any] = data["incidents"][index]
    pinned = {pin["id"] for pin in data["pins"]}
    places = [each for each in incident["places"] if each["role"] == OCCURRED or each["place"] in pinned]
    source = incident["source"]
    return {
        "number": number,
        "sign": sign_svg(incident["type"]),
        "title": _cell(incident["title"]),
        "tag": data["words"]["page.background_row"] if incident["discourse"] == BACKGROUND else None,
        "date": incident["date"]["label"],
        "places": [[_cell(each["name"]), None if each["role"] == OCCURRED else each["role_label"]] for each in places],
        "source": _cell(source["outlet"] or source["title"] or source["name"]),
        "url": source["url"],
    }


def _lost(data: Json, row: Json) -> list[str]:
    """Say what is not on the map: its name, or none, why, and of which incident."""
    title = data["incidents"][row["index"]]["title"]
    return [_cell(each or "") for each in (row["name"], row["reason"], title)]


def _cell(text: str) -> str:
    return breakable(shortened(text, LONGEST_CELL))
