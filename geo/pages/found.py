"""Show what was found in an article: its text with marks, its incidents, its places."""

from collections.abc import Sequence
from html import escape
from textwrap import shorten
from typing import Literal

import streamlit as st

from geo.languages.strings import say
from geo.languages.titles import date_text, day_text, place_name, title
from geo.maps.facts import candidate_name
from geo.models import Mention, Reading
from geo.pages.highlight import Mark, incident_marks, key_html, marked, mention_marks

TEXT_HEIGHT = 460  # pixels, within which a text that is not short is scrolled
SHORT = 900  # characters
FEW = 5  # names
HEAD = 1000
HEADLINE = 30
MAX_NAME = 110
MAX_OTHERS = 2


def show_found(reading: Reading, language: str) -> None:
    """Draw an article: text to one side, what was found in it to the other."""
    name, about = escape(article_name(reading, language)), escape(_about(reading, language))
    st.html(f'<section class="marsad-panel"><h3 dir="auto">{name}</h3><small dir="auto">{about}</small></section>')
    text, found = st.columns([5, 4], gap="medium")
    height: int | Literal["content"] = TEXT_HEIGHT if len(reading.article.text) > SHORT or len(reading.mentions) > FEW else "content"
    with text, st.container(height=height, border=False):
        marks = _marks(reading, language)
        st.html(f'{key_html(language, marks)}<div class="marsad-text" dir="auto">{marked(reading.article.text, marks)}</div>')
    with found, st.container(height=height, border=False):
        st.html(incidents_html(reading, language))
        st.html(mentions_html(reading, language))


def incidents_html(reading: Reading, language: str) -> str:
    """List the incidents with their dates, how far they went, and their place in the story."""
    rows = [
        (
            title(each, language),
            date_text(each.date, language),
            say(language, f"stages.{each.stage}"),
            say(language, f"discourse.{each.discourse}"),
        )
        for each in reading.incidents
    ]
    keys = ("articles.incidents_found", "panel.date", "panel.stage", "panel.discourse")
    return _table(keys, rows, language) if rows else f"<p>{escape(say(language, 'articles.no_incident'))}</p>"


def mentions_html(reading: Reading, language: str) -> str:
    """List the names of places, each with the place it means, why, and what else it might, once a name and place."""
    rows = list(dict.fromkeys(_mention(each, language) for each in reading.mentions))
    keys = ("articles.mention_name", "articles.mention_place", "articles.mention_why", "map.candidates")
    return _table(keys, rows, language) if rows else f"<p>{escape(say(language, 'articles.no_mention'))}</p>"


def _mention(mention: Mention, language: str) -> tuple[str, ...]:
    found = mention.resolution
    place = say(language, "articles.unresolved") if found.place is None else place_name(found.place, language)
    kind = "" if found.place is None else f" ({say(language, f'kinds.{found.place.kind}')})"
    why = found.nil_reason or found.why
    others = [candidate_name(each.place, language) for each in found.candidates if found.place is None or each.place.id != found.place.id]
    return mention.text, place + kind, why if mention.literal else say(language, "articles.not_literal"), "\n".join(others[:MAX_OTHERS])


def _table(keys: tuple[str, ...], rows: Sequence[tuple[str, ...]], language: str) -> str:
    head = "".join(f"<th scope=col>{escape(say(language, key))}</th>" for key in keys)
    body = "".join("<tr>" + "".join(f"<td dir=auto>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table class="marsad-found"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _marks(reading: Reading, language: str) -> list[Mark]:
    values = [mark for each in reading.incidents for mark in incident_marks(each, language)]
    return [*mention_marks(reading.mentions, language), *values]


def article_name(reading: Reading, language: str) -> str:
    """Name an article by its title, else by the first line that is long enough to be one."""
    article = reading.article
    lines = [each.strip() for each in article.text[:HEAD].splitlines() if each.strip()]
    line = next((each for each in lines if len(each) >= HEADLINE), lines[0] if lines else "")
    return article.title or shorten(line, MAX_NAME, placeholder="…") or say(language, "articles.untitled")


def _about(reading: Reading, language: str) -> str:
    article = reading.article
    when = (
        say(language, "panel.unpublished")
        if article.published is None
        else say(language, "panel.published", date=day_text(article.published, language))
    )
    counts = (
        say(language, "articles.incident_count", n=len(reading.incidents), count=len(reading.incidents)),
        say(language, "articles.mention_count", n=len(reading.mentions), count=len(reading.mentions)),
    )
    return " · ".join(each for each in (article.outlet, article.source, when, *counts, *reading.warnings) if each)
