"""Show one incident: every value, and the words of the article behind it."""

from collections.abc import Iterable
from html import escape
from typing import Any

import streamlit as st

from geo.frames import LOCATING
from geo.languages.strings import say
from geo.languages.titles import day_text, place_name
from geo.maps.facts import ROLES, facts, place_reasons, spoken_name
from geo.maps.payload import is_country
from geo.models import IncidentPlace, Report
from geo.pages import state
from geo.pages.highlight import Mark, incident_marks, key_html, marked, mention_marks, sentences

HIGH, MEDIUM = 0.75, 0.5

Json = dict[str, Any]


def show_panel(report: Report) -> None:
    """Draw the panel of an incident."""
    language = state.language()
    st.html(incident_html(report, language))
    with st.expander(say(language, "panel.article"), icon=":material/article:"):
        st.html(article_html(report, language))
    st.button(say(language, "panel.close"), icon=":material/close:", on_click=state.select_incident, args=(None,), key="close_panel")


def incident_html(report: Report, language: str) -> str:
    """Write an incident as HTML: facts, places with their roles, the sentences it rests on; all that is told is escaped."""
    told = facts(report, language=language)
    rows = [
        ("type", _lines([told["subtype_label"], *([told["type_label"]] if told["type_label"] != told["subtype_label"] else [])])),
        ("stage", _lines([told["stage_label"]])),
        ("discourse", _lines([told["discourse_label"]])),
        ("date", _lines([told["date"]["label"], told["date"]["precision"] or ""], [told["date"]["note"]])),
        ("counts", _counts(told["counts"])),
        ("ages", _lines([told["ages"]] if told["ages"] else [])),
        ("actors", _lines(*([each["name"], each["role"], each["by"] or ""] for each in told["actors"]))),
        ("places", _places(report, language)),
        ("source", _source(report, told["source"]["url"], language)),
        ("confidence", _confidence(told["confidence"], language)),
    ]
    shown = "".join(f"<dt>{escape(say(language, f'panel.{key}'))}</dt><dd>{value}</dd>" for key, value in rows if value)
    return f'<section class="marsad-panel"><h3>{escape(told["title"])}</h3>{_quotes(report, language)}<dl>{shown}</dl></section>'


def article_html(report: Report, language: str) -> str:
    """Write the whole article with the words behind each value of the incident, and all places named, marked."""
    marks = [*incident_marks(report.incident, language), *_places_marked(report, language)]
    return f'{key_html(language, marks)}<div class="marsad-text" dir="auto">{marked(report.article.text, marks)}</div>'


def _places_marked(report: Report, language: str) -> list[Mark]:
    """Mark the incident's own places with their roles, and every other place named."""
    own = mention_marks(report.mentions, language, report.incident)
    taken = {each.start for each in own}
    return [*own, *(each for each in mention_marks(report.mentions, language) if each.start not in taken)]


def _quotes(report: Report, language: str) -> str:
    text, incident = report.article.text, report.incident
    marks = [*incident_marks(incident, language), *mention_marks(report.mentions, language, incident)]
    windows = sentences(text, incident)
    found = [marked(text, marks, window) for window in windows]
    there = [each for each in marks if any(start <= each.start < end for start, end in windows)]
    quotes = "".join(f'<blockquote class="marsad-quote" dir="auto">{each}</blockquote>' for each in found)
    return quotes + key_html(language, there) if quotes else escape(say(language, "panel.none"))


def _counts(told: Iterable[Json]) -> str:
    """Write a line a thing counted; where sources differ, each claim stands under it."""
    lines = []
    for each in told:
        claims = "".join(f"<li>{_line([claim['label'], claim['by'] or ''])}</li>" for claim in each["claims"])
        lines.append(f"<div>{_line([each['label'], each['by'] or ''])}{f'<ul class=marsad-claims>{claims}</ul>' if claims else ''}</div>")
    return "".join(lines)


def _confidence(value: float, language: str) -> str:
    level = "high" if value >= HIGH else "medium" if value >= MEDIUM else "low"
    return _lines([f"{value:.0%}", say(language, f"map.confidence_{level}")])


def _lines(*rows: Iterable[str]) -> str:
    """Write each row on a line of its own: its first text plain, what follows small."""
    items = [list(row) for row in rows]
    return "".join(f"<div>{_line(row)}</div>" for row in items if row and row[0])


def _line(row: list[str]) -> str:
    return f"<span dir=auto>{escape(row[0])}</span>" + "".join(f" <small dir=auto>{escape(each)}</small>" for each in row[1:] if each)


def _places(report: Report, language: str) -> str:
    """Write a line a role, what happened there first, and under each place why the name was taken for it."""
    by_role: dict[str, list[IncidentPlace]] = {}
    for each in sorted(report.incident.places, key=lambda each: ROLES.index(each.role)):
        by_role.setdefault(each.role, []).append(each)
    lines = []
    for role, places in by_role.items():
        label = f'<span class="marsad-at marsad-at-{role}">{escape(say(language, f"roles.{role}"))}</span>'
        lines.append(f'<div class="marsad-places">{label}{"".join(_place(each, report, language) for each in places)}</div>')
    return "".join(lines)


def _place(each: IncidentPlace, report: Report, language: str) -> str:
    """Name a place, unfolding into why and what else it might be; one known less well than to the point says so."""
    told = place_reasons(each, report, language)
    name = escape(_place_label(each, report, language))
    if not told["why"]:
        return f"<div dir=auto>{name}</div>"
    others = "".join(f"<li dir=auto>{escape(other)}</li>" for other in told["candidates"])
    also = f"<div><small>{escape(say(language, 'map.candidates'))}</small></div><ul>{others}</ul>" if others else ""
    return f"<details><summary dir=auto>{name}</summary><div dir=auto><small>{escape(told['why'])}</small></div>{also}</details>"


def _place_label(each: IncidentPlace, report: Report, language: str) -> str:
    if each.place is None:
        return say(language, "panel.unresolved", name=spoken_name(each, report))
    name = place_name(each.place, language)
    known_to_the_point = each.precision == 1 or each.role not in LOCATING or is_country(each.place)
    return name if known_to_the_point else f"{name} ({say(language, f'precision.{each.precision}')})"


def _source(report: Report, url: str | None, language: str) -> str:
    article = report.article
    name = article.outlet or article.source
    linked = f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer" dir="auto">{escape(name)}</a>' if url else ""
    counted = report.incident.date.basis == "relative" and report.incident.date.value is not None
    when = say(language, "panel.dateline" if counted else "panel.unpublished")
    if article.published is not None:
        when = say(language, "panel.published", date=day_text(article.published, language))
    title = [article.title] if article.title else []
    return (linked or _lines([name])) + _lines(*[[each] for each in title]) + f"<small>{escape(when)}</small>"
