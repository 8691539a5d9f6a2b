"""Show one incident: every value, and the words of the article behind it."""

from collections.abc import Iterable
from html import escape
from typing import get_args

import streamlit as st

from geo.frames import LOCATING
from geo.languages.strings import say
from geo.languages.titles import day_text, place_name
from geo.maps.facts import facts, spoken_name
from geo.maps.payload import is_country
from geo.models import IncidentPlace, Report, Role
from geo.pages import state
from geo.pages.highlight import incident_marks, marked, mention_marks, sentences

ROLES = get_args(Role)


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
        ("type", _lines([told["subtype_label"]])),
        ("stage", _lines([told["stage_label"]])),
        ("discourse", _lines([say(language, f"discourse.{told['discourse']}")])),
        ("date", _lines([told["date"]["label"]], [told["date"]["note"]])),
        ("counts", _lines(*_attributed(((each["label"], None, each["by"]) for each in told["counts"]), language))),
        ("ages", _lines([told["ages"]] if told["ages"] else [])),
        ("actors", _lines(*_attributed(((each["name"], each["role"], each["by"]) for each in told["actors"]), language))),
        ("places", _places(report, language)),
        ("source", _source(report, told["source"]["url"], language)),
        ("confidence", _lines([f"{told['confidence']:.0%}"])),
    ]
    shown = "".join(f"<dt>{escape(say(language, f'panel.{key}'))}</dt><dd>{value}</dd>" for key, value in rows if value)
    return f'<section class="marsad-panel"><h3>{escape(told["title"])}</h3>{_quotes(report, language)}<dl>{shown}</dl></section>'


def article_html(report: Report, language: str) -> str:
    """Write the whole article with the incident's words and all its places marked."""
    marks = [*incident_marks(report.incident), *mention_marks(report.mentions)]
    return f'{key_html(language)}<div class="marsad-text" dir="auto">{marked(report.article.text, marks)}</div>'


def key_html(language: str) -> str:
    """Explain the marks."""
    looks = (("incident", "highlight.incident"), ("place", "highlight.place"), ("nil", "articles.unresolved"))
    return f'<p class="marsad-key">{"".join(f"<mark class={look}>{escape(say(language, key))}</mark>" for look, key in looks)}</p>'


def _quotes(report: Report, language: str) -> str:
    text, incident = report.article.text, report.incident
    marks = [*incident_marks(incident), *mention_marks(report.mentions, incident)]
    found = [marked(text, marks, window) for window in sentences(text, incident)]
    return "".join(f'<blockquote class="marsad-quote" dir="auto">{each}</blockquote>' for each in found) or escape(
        say(language, "panel.none")
    )


def _lines(*rows: Iterable[str]) -> str:
    """Write each row on a line of its own: its first text plain, what follows small."""
    items = [list(row) for row in rows]
    return "".join(f"<div>{_line(row)}</div>" for row in items if row and row[0])


def _line(row: list[str]) -> str:
    return f"<span dir=auto>{escape(row[0])}</span>" + "".join(f" <small dir=auto>{escape(each)}</small>" for each in row[1:] if each)


def _attributed(rows: Iterable[tuple[str, str | None, str | None]], language: str) -> list[list[str]]:
    return [[text, *([role] if role else []), *([say(language, "panel.attribution", name=by)] if by else [])] for text, role, by in rows]


def _places(report: Report, language: str) -> str:
    """Write a line a role, what happened there first; a place known less well than to the point says so."""
    by_role: dict[str, list[str]] = {}
    for each in sorted(report.incident.places, key=lambda each: ROLES.index(each.role)):
        by_role.setdefault(each.role, []).append(_place(each, report, language))
    comma = say(language, "titles.comma")
    return _lines(
        *[[say(language, "panel.role", role=say(language, f"roles.{role}")), comma.join(names)] for role, names in by_role.items()]
    )


def _place(each: IncidentPlace, report: Report, language: str) -> str:
    if each.place is None:
        return say(language, "panel.unresolved", name=spoken_name(each, report))
    name = place_name(each.place, language)
    known_to_the_point = each.precision == 1 or each.role not in LOCATING or is_country(each.place)
    return name if known_to_the_point else f"{name} ({say(language, f'precision.{each.precision}')})"


def _source(report: Report, url: str | None, language: str) -> str:
    article = report.article
    name = article.outlet or article.source
    linked = f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer" dir="auto">{escape(name)}</a>' if url else ""
    when = say(language, "panel.unpublished")
    if article.published is not None:
        when = say(language, "panel.published", date=day_text(article.published, language))
    title = [article.title] if article.title else []
    return (linked or _lines([name])) + _lines(*[[each] for each in title]) + f"<small>{escape(when)}</small>"
