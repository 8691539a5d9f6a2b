"""Read what was pasted or uploaded, file after file, and tell of each how it went: `read_files`, `outcomes_html`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from geo.errors import GeoError, InputError
from geo.languages.strings import say
from geo.models import Article, Reading
from geo.pages import state
from geo.readers import Details, Reader

Given = tuple[bytes, str]
MAX_TOLD = 20  # sentences of one file


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Tell how reading one file went: the readings it gave, and what went wrong, a sentence each."""

    name: str
    readings: tuple[Reading, ...]
    errors: tuple[str, ...]


def read_files(
    given: Sequence[Given], details: Details, *, columns: Mapping[str, str], outcomes: list[Outcome], taken: Callable[[Reading], None]
) -> None:
    """Read files with a bar that names each and a table that grows; one that fails stops none of the others.

    Each reading is `taken` at once, and `outcomes` grows by each file: who stops the reading keeps what was read till then. The page
    may be drawn anew before the stopped run has ended, so neither may touch the session.
    """
    language = state.language()
    bar, table = st.progress(0.0), st.empty()
    st.button(say(language, "articles.stop"), icon=":material/stop_circle:", on_click=_tell_stopped, key="stop_reading")
    with Reader(columns=columns) as reader:
        for number, (raw, name) in enumerate(given):
            found = list[Reading | GeoError]()
            try:
                for each in reader.articles_in(raw, name, details):
                    said = say(language, "articles.reading", number=number + 1, count=len(given), articles=len(found))
                    bar.progress(number / len(given), text=said)  # here a run that is stopped ends
                    found.append(each if isinstance(each, InputError) else _parsed(each))
                    if isinstance(found[-1], Reading):
                        taken(found[-1])
            finally:
                outcomes.append(_outcome(name, found))
            if len(given) > 1:
                table.html(outcomes_html(outcomes, language))


def _tell_stopped() -> None:
    state.tell(say(state.language(), "articles.stopped"))


def _outcome(name: str, found: Sequence[Reading | GeoError]) -> Outcome:
    return Outcome(
        name=name,
        readings=tuple(each for each in found if isinstance(each, Reading)),
        errors=tuple(str(each) for each in found if isinstance(each, GeoError)),
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
    told = dict.fromkeys(each for reading in outcome.readings for each in reading.warnings)
    lines = [escape(" · ".join(good)), *(f"<small>{escape(each)}</small>" for each in list(told)[:MAX_TOLD])] if articles else []
    wrong = [f'<span class="marsad-error">{escape(each)}</span>' for each in outcome.errors[:MAX_TOLD]]
    more = len(outcome.errors) - len(wrong)
    return "<br>".join([*lines, *wrong, *([escape(say(language, "articles.more_errors", count=more))] if more else [])])
