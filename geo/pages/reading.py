"""Read what was pasted or uploaded, file after file, and tell of each how it went: `read_files`, `outcomes_html`."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from geo.errors import GeoError, InputError
from geo.languages.strings import say
from geo.models import Article, Reading
from geo.pages import state
from geo.readers import Details, Reader

Given = tuple[bytes, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Tell how reading one file went: the readings it gave, and what went wrong, a sentence each."""

    name: str
    readings: tuple[Reading, ...]
    errors: tuple[str, ...]


def read_files(given: Sequence[Given], details: Details) -> list[Outcome]:
    """Read files with a bar that names each and a table that grows; one that fails stops none of the others."""
    language, outcomes = state.language(), list[Outcome]()
    bar, table = st.progress(0.0), st.empty()
    with Reader() as reader:
        for number, (raw, name) in enumerate(given):
            bar.progress(number / len(given), text=say(language, "articles.reading", number=number + 1, count=len(given)))
            outcomes.append(_read(reader, raw, name, details))
            if len(given) > 1:
                table.html(outcomes_html(outcomes, language))
    return outcomes


def _read(reader: Reader, raw: bytes, name: str, details: Details) -> Outcome:
    found = list(reader.articles_in(raw, name, details))
    parsed = [each if isinstance(each, InputError) else _parsed(each) for each in found]
    return Outcome(
        name=name,
        readings=tuple(each for each in parsed if isinstance(each, Reading)),
        errors=tuple(str(each) for each in parsed if isinstance(each, GeoError)),
    )


def _parsed(article: Article) -> Reading | GeoError:
    from geo.pipeline import parse  # noqa: PLC0415  # only who adds an article waits for lexicons and gazetteer

    try:
        return parse(article, interface=state.language())
    except GeoError as error:
        return error


def outcomes_html(outcomes: Sequence[Outcome], language: str) -> str:
    """Write a row a file: its name, what it gave, what went wrong."""
    head = "".join(f"<th scope=col>{escape(say(language, f'articles.{key}'))}</th>" for key in ("file", "result"))
    body = "".join(f"<tr><td dir=auto>{escape(each.name)}</td><td dir=auto>{_result(each, language)}</td></tr>" for each in outcomes)
    return f'<table class="marsad-found" role="status"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _result(outcome: Outcome, language: str) -> str:
    articles, incidents = len(outcome.readings), sum(len(each.incidents) for each in outcome.readings)
    good = [
        say(language, "articles.count", n=articles, count=articles),
        say(language, "articles.incident_count", n=incidents, count=incidents),
    ]
    lines = [escape(" · ".join(good))] if articles else []
    return "<br>".join([*lines, *(f'<span class="marsad-error">{escape(each)}</span>' for each in outcome.errors)])
