"""Add articles: pasted or uploaded, read, shown with what was found in them, then kept or discarded."""

from datetime import date
from html import escape

import streamlit as st

from geo.errors import GeoError
from geo.languages.strings import say
from geo.models import Reading
from geo.pages import kept, state
from geo.pages.filters import FIRST_DAY, LAST_DAY
from geo.pages.found import show_found
from geo.readers import Details, read_bytes
from geo.store import SourceKind

PENDING = "pending"

Pending = list[tuple[Reading, SourceKind]]


def show_adding() -> None:
    """Draw the two ways in, or what was read and waits for a decision."""
    language = state.language()
    st.subheader(say(language, "articles.add"), divider="gray")
    state.show_told()
    waiting = _pending()
    if waiting:
        _show_pending(waiting, language)
        return
    paste, upload = st.tabs([say(language, "articles.paste"), say(language, "articles.upload")])
    with paste:
        _ask_text(language)
    with upload:
        _ask_files(language)


def _ask_text(language: str) -> None:
    with st.form("paste", border=False):
        title, outlet, published = st.columns([4, 3, 2])
        named = title.text_input(say(language, "articles.title"), key="paste_title")
        where = outlet.text_input(say(language, "articles.outlet"), key="paste_outlet")
        when = _ask_day(published, "paste_published", language)
        text = st.text_area(say(language, "articles.text"), height=220, key="paste_text")
        sent = st.form_submit_button(say(language, "articles.read"), icon=":material/search:", type="primary")
    if not sent:
        return
    if not text.strip():
        st.warning(say(language, "errors.no_text"))
        return
    details = Details(published=_iso(when), outlet=where.strip() or None, title=named.strip() or None)
    _read([(text.encode("utf-8", "replace"), say(language, "articles.pasted"))], details, "paste")


def _ask_files(language: str) -> None:
    with st.form("upload", border=False, clear_on_submit=True):
        files = st.file_uploader(say(language, "articles.files"), type=["txt"], accept_multiple_files=True, key="upload_files")
        outlet, published, _ = st.columns([3, 2, 4])
        where = outlet.text_input(say(language, "articles.outlet"), key="upload_outlet")
        when = _ask_day(published, "upload_published", language)
        sent = st.form_submit_button(say(language, "articles.read"), icon=":material/search:", type="primary")
    if sent and files:
        details = Details(published=_iso(when), outlet=where.strip() or None)
        _read([(each.getvalue(), each.name) for each in files], details, "upload")


def _ask_day(column: "st.delta_generator.DeltaGenerator", key: str, language: str) -> date | None:
    found: date | None = column.date_input(
        say(language, "articles.published"),
        None,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format="DD/MM/YYYY",
        help=say(language, "articles.published_help"),
        key=key,
    )
    return found


def _read(given: list[tuple[bytes, str]], details: Details, kind: SourceKind) -> None:
    """Parse what was given, tell what could not be read, and let the rest wait for a decision."""
    from geo.pipeline import parse  # noqa: PLC0415  # only who adds an article waits for lexicons and gazetteer

    bar = st.progress(0.0)
    waiting: Pending = []
    for number, (raw, name) in enumerate(given, start=1):
        try:
            waiting.append((parse(read_bytes(raw, name, details), interface=state.language()), kind))
        except GeoError as error:
            state.tell(str(error))
        bar.progress(number / len(given))
    st.session_state[PENDING] = waiting
    st.rerun()


def _show_pending(waiting: Pending, language: str) -> None:
    st.markdown(f"**{say(language, 'articles.found')}**")
    if len(waiting) > 1:
        st.button(say(language, "articles.keep_all"), icon=":material/done_all:", on_click=_keep_all, key="keep_all", type="primary")
    for number, (reading, _) in enumerate(waiting):
        with st.container(border=True):
            show_found(reading, language)
            if kept.store().reading(reading.article.id) is not None:
                st.html(f'<p class="marsad-note">{escape(say(language, "articles.already"))}</p>')
            keep, discard, _ = st.columns([2, 2, 4])
            keep.button(
                say(language, "articles.keep"),
                icon=":material/check:",
                on_click=_keep,
                args=(number,),
                key=f"keep_{number}",
                type="primary",
                width="stretch",
            )
            discard.button(
                say(language, "articles.discard"),
                icon=":material/close:",
                on_click=_discard,
                args=(number,),
                key=f"discard_{number}",
                width="stretch",
            )


def _pending() -> Pending:
    found: Pending = st.session_state.get(PENDING, [])
    return found


def _keep(number: int) -> None:
    reading, kind = _pending()[number]
    try:
        kept.store().save(reading, source_kind=kind)
    except GeoError as error:
        state.tell(str(error))
        return
    state.tell(say(state.language(), "articles.kept"))
    _discard(number)


def _keep_all() -> None:
    for _ in list(_pending()):
        _keep(0)


def _discard(number: int) -> None:
    st.session_state[PENDING] = [each for index, each in enumerate(_pending()) if index != number]


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
