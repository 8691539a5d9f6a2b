"""Render the map as one HTML page that needs no network and runs nothing but its own scripts: `render_html`."""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from branca.element import Figure
from folium import FeatureGroup
from jinja2 import Environment
from markupsafe import Markup

from geo.frames import figures as summed
from geo.frames.wording import places_of, told
from geo.languages.strings import plurals, say
from geo.languages.titles import day_text
from geo.maps.assets import SCRIPTS, STYLES, text
from geo.maps.layers import base_map, page_layer
from geo.maps.payload import payload
from geo.maps.points import brief
from geo.maps.tiles import Tiles
from geo.models import PERSONS, Filter, Report, View
from geo.settings import Worldview

Json = dict[str, Any]

BACKGROUND = "background"
COUNTED = ("incidents", "places", "articles", *PERSONS)
BRIEF = 20_000  # incidents; a page of more tells their titles and dates alone, else no browser would open it


def render_html(  # noqa: PLR0913  each is a choice of its own
    reports: Iterable[Report],
    *,
    title: str,
    language: str,
    chosen: Filter | None = None,
    worldview: Worldview = "ma",
    view: View | None = None,
    made: date | None = None,
    tiles: Tiles | None = None,
) -> str:
    """Render `reports`, already selected by `chosen`, as a standalone page; `made` is the day it says it was made.

    It asks for nothing from a network, but for `tiles` where they are given; the land that it holds shows where they do not come.

    Background incidents among them are drawn at once where `chosen` asks for them, else by a switch in the page. `view` is how
    the map draws at first. Of more than `BRIEF` incidents the page holds titles, dates and places alone, and says so.
    """
    shown = list(reports)
    data = (brief if len(shown) > BRIEF else payload)(shown, language=language, worldview=worldview)
    background = chosen is not None and chosen.background
    drawn = [each for each in shown if background or each.incident.discourse != BACKGROUND]
    forms = {key: plurals(language, f"figures.{key}") for key in COUNTED}
    pins = page_layer(data, shown, background=background, view=view, forms=forms)
    map_html, script = _drawn(pins, language=language, worldview=worldview, tiles=tiles)
    scripts = [*(text(name) for name in (*SCRIPTS, "page.js")), script]
    day = (made or datetime.now(UTC).astimezone().date()).isoformat()
    template = Environment(autoescape=True).from_string(text("page.html"))
    return template.render(
        language=language,
        dir=data["dir"],
        title=title,
        policy=policy(scripts, tiles),
        style=Markup("\n".join(text(name) for name in (*STYLES, "page.css"))),  # noqa: S704  our own files
        scripts=[Markup(each) for each in scripts],  # noqa: S704  our own files, and data packed as base64
        map=Markup(map_html),  # noqa: S704  an empty div
        say=partial(say, language),
        figures=figures(drawn, language),
        period=period(drawn, language),
        filters=told(None if chosen is None else replace(chosen, background=False), places_of(shown), language),
        background=background,
        made=say(language, "map.page.made", date=day_text(day, language)),
        brief=len(shown) > BRIEF,
    )


def policy(scripts: Sequence[str], tiles: Tiles | None = None) -> str:
    """Write the content security policy: nothing is fetched but pictures from the host of `tiles`, no script runs but these, by hash."""
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(each.encode('utf-8')).digest()).decode('ascii')}'" for each in scripts)
    images = "img-src data:" if tiles is None else f"img-src data: {tiles.origin}"
    parts = ("default-src 'none'", "connect-src 'none'", images, "style-src 'unsafe-inline'", f"script-src {hashes}")
    return "; ".join((*parts, "base-uri 'none'", "form-action 'none'"))


def figures(reports: Iterable[Report], language: str) -> list[tuple[str, int, str]]:
    """Count what is drawn, as the dashboard does: (key, number, its word) for incidents, places, articles and persons."""
    numbers = asdict(summed(reports))
    return [(key, numbers[key], say(language, f"figures.{key}", n=numbers[key])) for key in COUNTED]


def period(reports: Sequence[Report], language: str) -> str:
    """Tell the span of the incidents' dates, or that none is known."""
    values = sorted(each.incident.date.value for each in reports if each.incident.date.value is not None)
    if not values:
        return say(language, "map.page.undated")
    first, last = day_text(values[0], language), day_text(values[-1], language)
    return first if first == last else f"{first} – {last}"


def _drawn(pins: FeatureGroup, *, language: str, worldview: Worldview, tiles: Tiles | None) -> tuple[str, str]:
    """Let folium render map and pins, and take from it the map's element and the script that fills it."""
    figure = Figure()
    made = base_map(language=language, worldview=worldview, tiles=tiles)
    made.default_js, made.default_css = [], []  # the page holds them itself
    made.add_child(pins)
    figure.add_child(made)
    figure.render()
    return figure.html.render(), figure.script.render()
