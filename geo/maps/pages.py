"""Render the map as one HTML page that needs no network and runs nothing but its own scripts: `render_html`."""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from branca.element import Figure
from folium import FeatureGroup
from jinja2 import Environment
from markupsafe import Markup

from geo.languages.strings import say
from geo.languages.titles import day_text, place_name
from geo.maps.areas import region_name
from geo.maps.assets import SCRIPTS, STYLES, text
from geo.maps.layers import base_map, page_layer
from geo.maps.payload import payload
from geo.models import Filter, Report, View
from geo.settings import Worldview

Json = dict[str, Any]

SUMMED = ("arrested", "killed", "injured")


def render_html(  # noqa: PLR0913  each is a choice of its own
    reports: Iterable[Report],
    *,
    title: str,
    language: str,
    chosen: Filter | None = None,
    worldview: Worldview = "ma",
    view: View | None = None,
    made: date | None = None,
) -> str:
    """Render `reports`, already selected by `chosen`, as a standalone page; `made` is the day it says it was made.

    Background incidents among them are drawn at once where `chosen` asks for them, else by a switch in the page. `view` is how
    the map draws at first.
    """
    shown = list(reports)
    data = payload(shown, language=language, worldview=worldview)
    pins = page_layer(data, shown, background=chosen is not None and chosen.background, view=view)
    map_html, script = _drawn(pins, language=language, worldview=worldview)
    scripts = [*(text(name) for name in (*SCRIPTS, "page.js")), script]
    day = (made or datetime.now(UTC).astimezone().date()).isoformat()
    template = Environment(autoescape=True).from_string(text("page.html"))
    return template.render(
        language=language,
        dir=data["dir"],
        title=title,
        policy=policy(scripts),
        style=Markup("\n".join(text(name) for name in (*STYLES, "page.css"))),  # noqa: S704  our own files
        scripts=[Markup(each) for each in scripts],  # noqa: S704  our own files, and data packed as base64
        map=Markup(map_html),  # noqa: S704  an empty div
        say=partial(say, language),
        figures=figures(shown, data, language),
        period=period(shown, language),
        filters=told(chosen, shown, language),
        made=say(language, "map.page.made", date=day_text(day, language)),
    )


def policy(scripts: Sequence[str]) -> str:
    """Write the content security policy: nothing is fetched, and no script runs but these, by their hash."""
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(each.encode('utf-8')).digest()).decode('ascii')}'" for each in scripts)
    parts = ("default-src 'none'", "connect-src 'none'", "img-src data:", "style-src 'unsafe-inline'", f"script-src {hashes}")
    return "; ".join((*parts, "base-uri 'none'", "form-action 'none'"))


def figures(reports: Sequence[Report], data: Json, language: str) -> list[tuple[str, str]]:
    """Count current incidents, where they happened, the articles, and the people arrested, killed and injured, if any."""
    current = {each.incident.id: each.incident for each in reports if each.incident.discourse == "current"}
    happened = sum(any(_happened(row, data) for row in pin["incidents"]) for pin in data["pins"])
    numbers = {"incidents": len(current), "places": happened, "articles": data["articles"]}
    for what in SUMMED:
        firsts = (next((count for count in each.counts if count.what == what), None) for each in current.values())
        total = sum(int(count.best if count.best is not None else count.min or 0) for count in firsts if count is not None)
        numbers |= {what: total} if total else {}
    return [(str(number), say(language, f"figures.{key}", n=number)) for key, number in numbers.items()]


def period(reports: Sequence[Report], language: str) -> str:
    """Tell the span of the current incidents' dates, or that none is known."""
    values = sorted(
        each.incident.date.value for each in reports if each.incident.discourse == "current" and each.incident.date.value is not None
    )
    if not values:
        return say(language, "map.page.undated")
    first, last = day_text(values[0], language), day_text(values[-1], language)
    return first if first == last else f"{first} – {last}"


def told(chosen: Filter | None, reports: Sequence[Report], language: str) -> str:
    """Tell the filter in words, so that whoever receives the page knows what it leaves out."""
    if chosen is None:
        return say(language, "map.page.all")
    parts = [say(language, f"types.{each}") for each in chosen.types]
    parts += [say(language, f"stages.{each}") for each in chosen.stages]
    parts += [*_told_places(chosen, reports, language), *chosen.actors, *chosen.sources]
    parts += [say(language, "map.page.since", date=day_text(chosen.since, language))] if chosen.since else []
    parts += [say(language, "map.page.until", date=day_text(chosen.until, language))] if chosen.until else []
    parts += [say(language, "map.page.confidence", value=round(chosen.confidence * 100))] if chosen.confidence else []
    parts += [say(language, "map.page.text", text=chosen.text)] if chosen.text else []
    parts += [] if chosen.undated else [say(language, "map.page.without_undated")]
    parts += [say(language, "map.page.with_background")] if chosen.background else []
    return ", ".join(parts) or say(language, "map.page.all")


def _told_places(chosen: Filter, reports: Sequence[Report], language: str) -> list[str]:
    """Name the regions, provinces and places asked for; a place that no incident is at goes by its id."""
    known = {each.place.id: each.place for report in reports for each in report.incident.places if each.place is not None}
    units = [region_name(each, language=language) for each in (*chosen.regions, *chosen.provinces)]
    return units + [place_name(known[each], language) if each in known else each for each in chosen.places]


def _drawn(pins: FeatureGroup, *, language: str, worldview: Worldview) -> tuple[str, str]:
    """Let folium render map and pins, and take from it the map's element and the script that fills it."""
    figure = Figure()
    made = base_map(language=language, worldview=worldview)
    made.default_js, made.default_css = [], []  # the page holds them itself
    made.add_child(pins)
    figure.add_child(made)
    figure.render()
    return figure.html.render(), figure.script.render()


def _happened(row: Json, data: Json) -> bool:
    return bool(row["role"] == "occurred" and data["incidents"][row["index"]]["discourse"] == "current")
