"""Show the incidents as a table, in which a row selects."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from geo.languages.strings import say
from geo.languages.titles import claims_text, date_text, grouped, places_text, title
from geo.models import Incident, Report
from geo.pages import state

IDS = "table_incidents"


def show_table(shown: Sequence[Report]) -> None:
    """Draw the table; the row clicked becomes the incident selected."""
    if not shown:
        return
    language = state.language()
    st.session_state[IDS] = [each.incident.id for each in shown]
    st.dataframe(
        [_row(each, language) for each in shown],
        hide_index=True,
        width="stretch",
        selection_mode="single-row",
        on_select=_take_row,
        key=_key(),
        column_config=_columns(language),
    )


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
