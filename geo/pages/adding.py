"""Add articles: pasted or uploaded, read, shown with what was found in them, then kept or discarded."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

import streamlit as st

from geo.errors import GeoError
from geo.languages.strings import say
from geo.models import Reading
from geo.pages import kept, state
from geo.pages.columns import ask_columns
from geo.pages.filters import FIRST_DAY, LAST_DAY
from geo.pages.reading import Given, Outcome, outcomes_html, read_files
from geo.readers import SUFFIXES, Details
from geo.store import SourceKind

PENDING = "pending"
OUTCOMES = "outcomes"
UPLOADS = "uploads"
KEPT = "just_kept"
SHOWN = 3  # articles at once: each is laid out with its text

Pending = list[tuple[Reading, SourceKind]]


def show_adding() -> None:
    """Draw the two ways in, or what was read and waits for a decision."""
    language = state.language()
    st.subheader(say(language, "articles.add"), divider="gray")
    state.show_told()
    if st.session_state.pop(KEPT, False) and state.PAGES in st.session_state:
        st.page_link(state.page("map"), label=say(language, "articles.see_map"), icon=":material/map:")
    _show_outcomes(language)
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
    _read([(text.encode("utf-8", "replace"), f"{say(language, 'articles.pasted')}.txt")], details, "paste", {})


def _ask_files(language: str) -> None:
    suffixes = [each.removeprefix(".") for each in SUFFIXES]
    number = st.session_state.setdefault(UPLOADS, 0)
    files = st.file_uploader(say(language, "articles.files"), type=suffixes, accept_multiple_files=True, key=f"upload_files_{number}")
    given = [(each.getvalue(), each.name) for each in files]
    columns = ask_columns(given, language)
    outlet, published, _ = st.columns([3, 2, 4])
    where = outlet.text_input(say(language, "articles.outlet"), key="upload_outlet")
    when = _ask_day(published, "upload_published", language)
    label = say(language, "articles.read_files")
    if st.button(label, icon=":material/search:", type="primary", key="read_files", disabled=not files):
        st.session_state[UPLOADS] = number + 1
        _read(given, Details(published=_iso(when), outlet=where.strip() or None), "upload", columns)


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


def _read(given: Sequence[Given], details: Details, kind: SourceKind, columns: Mapping[str, str]) -> None:
    """Read what was given, keep in mind how each file went, and let what was read wait for a decision."""
    outcomes, waiting = list[Outcome](), Pending()
    st.session_state[OUTCOMES], st.session_state[PENDING] = outcomes, waiting

    def taken(reading: Reading) -> None:
        waiting.append((reading, kind))

    read_files(given, details, columns=columns, outcomes=outcomes, taken=taken)
    st.rerun()


def _show_outcomes(language: str) -> None:
    """Tell how each file went: of many always, of one where something went wrong."""
    outcomes: list[Outcome] = st.session_state.get(OUTCOMES, [])
    if len(outcomes) > 1 or any(each.errors for each in outcomes):
        failed = sum(not each.readings for each in outcomes)
        heading = say(language, "articles.outcome", count=len(outcomes), failed=failed)
        with st.expander(heading, expanded=failed > 0, icon=":material/warning:" if failed else ":material/checklist:"):
            st.html(outcomes_html(outcomes, language))


def _show_pending(waiting: Pending, language: str) -> None:
    from geo.pages.found import show_found  # noqa: PLC0415  # brings folium by the map's words, which the Map page does not wait for

    st.markdown(f"**{say(language, 'articles.found')}**")
    if len(waiting) > 1:
        keep, discard, _ = st.columns([2, 2, 4])
        keep.button(
            say(language, "articles.keep_all"),
            icon=":material/done_all:",
            on_click=_keep_all,
            key="keep_all",
            type="primary",
            width="stretch",
        )
        discard.button(
            say(language, "articles.discard_all"), icon=":material/close:", on_click=_discard_all, key="discard_all", width="stretch"
        )
    for number, (reading, _) in enumerate(waiting[:SHOWN]):
        with st.container(border=True):
            show_found(reading, language)
            if kept.store().reading(reading.article.id) is not None:
                st.html(f'<p class="marsad-note">{escape(say(language, "articles.already"))}</p>')
            _ask_whether(number, language)
    if len(waiting) > SHOWN:
        st.caption(say(language, "articles.waiting", count=len(waiting) - SHOWN))


def _ask_whether(number: int, language: str) -> None:
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
    """Keep one, and select the first of its incidents, so that the map opens there."""
    reading, _ = _pending()[number]
    if _is_kept(number):
        first = next((each.id for each in reading.incidents if each.discourse == "current"), None)
        state.select_incident(first, focus=first is not None)


def _is_kept(number: int) -> bool:
    """Keep one that waits, and tell whether it could be kept."""
    reading, kind = _pending()[number]
    try:
        kept.writable().save(reading, source_kind=kind)
    except GeoError as error:
        state.tell(str(error))
        return False
    state.tell(say(state.language(), "articles.kept"))
    st.session_state[KEPT] = bool(reading.incidents)
    _discard(number)
    return True


def _keep_all() -> None:
    """Keep what waits; one that cannot be kept goes on waiting, and its reason is told."""
    number = 0
    for _ in list(_pending()):
        number += not _is_kept(number)


def _discard(number: int) -> None:
    _wait([each for index, each in enumerate(_pending()) if index != number])


def _discard_all() -> None:
    _wait([])


def _wait(waiting: Pending) -> None:
    st.session_state[PENDING] = waiting
    if not waiting:
        st.session_state[OUTCOMES] = []


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
