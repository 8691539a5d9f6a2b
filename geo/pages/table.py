"""Show the incidents as a table, a page at a time, in which a row selects: `show_table`."""

from typing import Any

import numpy as np
import streamlit as st

from geo.languages.strings import say
from geo.languages.titles import claims_text, date_text, grouped, places_text, title
from geo.models import Filter, Incident, Report
from geo.pages import kept, state

IDS = "table_incidents"
SEEN = "table_selected"
AT = "table_at"
LIFTED = "table_lifted"
PAGE = 200  # rows
IN_SIGHT = 8  # rows


def show_table(chosen: Filter) -> None:
    """Draw the table; the row clicked becomes the incident selected, and the one selected elsewhere has its row marked."""
    held, language = kept.held(), state.language()
    rows = np.flatnonzero(kept.shown(chosen))
    if not len(rows):
        return
    selected = held.row_of.get(state.selected() or "", -1)
    at = int(np.searchsorted(rows, selected))
    marked = at if at < len(rows) and rows[at] == selected else None
    page = _page(len(rows), marked)
    first = (page - 1) * PAGE
    ids = _lifted([held.ids[row] for row in rows[first : first + PAGE]])
    st.session_state[IDS] = ids
    here = ids.index(held.ids[selected]) if marked is not None and held.ids[selected] in ids else None
    st.dataframe(
        [_row(each, language) for each in kept.reports_of(ids)],
        hide_index=True,
        width="stretch",
        selection_mode="single-row",
        selection_default={"selection": {"rows": [] if here is None else [here]}},
        on_select=_take_row,
        key=_key(),
        column_config=_columns(language),
    )
    _turn(len(rows), page, len(ids), language)


def _lifted(ids: list[str]) -> list[str]:
    """Put the incident selected elsewhere on top where its row would be out of sight; the order stays until another is."""
    number, selected = state.table_number(), state.selected()
    if st.session_state.get(LIFTED, (None, None))[0] != number:
        st.session_state[LIFTED] = (number, selected)
    top = st.session_state[LIFTED][1]
    return [top, *(each for each in ids if each != top)] if top in ids[IN_SIGHT:] else ids


def _page(number: int, marked: int | None) -> int:
    """Give the page to show: that of the incident selected as soon as it is, else the one turned to."""
    selected = state.selected()
    if selected != st.session_state.get(SEEN):
        st.session_state[SEEN] = selected
        if marked is not None:
            st.session_state[AT] = marked // PAGE + 1
    return min(int(st.session_state.get(AT, 1)), -(-number // PAGE))


def _turn(number: int, page: int, there: int, language: str) -> None:
    """Offer the other pages, where there are any."""
    if number <= PAGE:
        return
    first = (page - 1) * PAGE
    said, turned = st.columns([2, 3], vertical_alignment="center")
    said.caption(say(language, "table.rows", first=first + 1, last=first + there, number=number))
    with turned:
        st.pagination(-(-number // PAGE), default=page, key=_pager(page), on_change=_take_page, args=(page,))


def _pager(page: int) -> str:
    """Name the widget by the page it shows, for it may be another than the one last turned to."""
    return f"table_page_{page}"


def _take_page(page: int) -> None:
    st.session_state[AT] = int(st.session_state[_pager(page)])
    state.forget_row()


def _columns(language: str) -> dict[str, Any]:
    """Give each column its width in pixels, so that all of them show on a laptop."""
    widths = {"title": 265, "date": 145, "places": 120, "counts": 125, "stage": 95, "type": 85, "source": 90}
    columns: dict[str, Any] = {say(language, f"table.{key}"): st.column_config.TextColumn(width=width) for key, width in widths.items()}
    confidence = st.column_config.ProgressColumn(format="percent", min_value=0.0, max_value=1.0, width=75)
    return {**columns, say(language, "table.confidence"): confidence}


def _row(report: Report, language: str) -> dict[str, object]:
    incident, article = report.incident, report.article
    comma = say(language, "titles.comma")
    values = {
        "title": title(incident, language),
        "date": date_text(incident.date, language),
        "places": places_text(incident, language),
        "counts": comma.join(claims_text(each, language) for each in grouped(incident.counts)),
        "stage": comma.join(_stage(incident, language)),
        "type": say(language, f"types.{incident.type}"),
        "source": article.outlet or article.title or article.source,
        "confidence": incident.confidence,
    }
    return {say(language, f"table.{key}"): value for key, value in values.items()}


def _stage(incident: Incident, language: str) -> list[str]:
    """Say how far it went, and its place in the story where that is not the news itself."""
    story = [] if incident.discourse == "current" else [say(language, f"discourse.{incident.discourse}")]
    return [say(language, f"stages.{incident.stage}"), *story]


def _key() -> str:
    return f"table_{state.table_number()}"


def _take_row() -> None:
    rows = st.session_state[_key()].selection.rows
    ids = st.session_state.get(IDS, [])
    state.select_incident(ids[rows[0]] if rows and rows[0] < len(ids) else None, focus=True, from_table=True)
