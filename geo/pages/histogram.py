"""Draw incidents over time as bars that ask for days: `ask_period`."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from geo.frames import Bin
from geo.languages.strings import say
from geo.languages.titles import day_text
from geo.models import Filter
from geo.models.filters import is_day
from geo.pages import state
from geo.settings import data_folder

KEY = "histogram"
HTML = """
<div class="marsad-bars">
  <div class="marsad-bars-row" aria-hidden="true"></div><div class="marsad-bars-note" dir="auto"></div>
</div>
"""
YEAR, MONTH = 4, 7  # letters of YYYY and YYYY-MM


def ask_period(bins: Sequence[Bin], chosen: Filter, take: Callable[[str | None, str | None], None]) -> None:
    """Draw the bars; what is dragged over is given to `take` as the first and the last day, or as twice None."""
    language = state.language()

    def told() -> None:
        said = (st.session_state.get(KEY) or {}).get("range") or {}
        since, until = (each if is_day(str(each)) else None for each in (said.get("since"), said.get("until")))
        take(since, until)

    rows = [_row(each, bins, language) for each in bins]
    span = f"{rows[0]['label']} – {rows[-1]['label']}" if len(rows) > 1 else "".join(str(each["label"]) for each in rows)
    _component()(
        key=KEY, data={"bins": rows, "words": span, "since": chosen.since, "until": chosen.until}, on_range_change=told, height="content"
    )


def _row(each: Bin, bins: Sequence[Bin], language: str) -> dict[str, Any]:
    length = _length(bins)
    return {
        "since": each.since,
        "until": each.until,
        "number": each.number,
        "label": day_text(each.since[:length], language),
        "count": f"{each.number} {say(language, 'figures.incidents', n=each.number)}",
    }


def _length(bins: Sequence[Bin]) -> int | None:
    """Tell how much of an ISO date names a bin: the year, the month, or all of it."""
    first = bins[0]
    if first.since == first.until:
        return None
    return YEAR if first.since[YEAR:] == "-01-01" and first.until[YEAR:] == "-12-31" else MONTH


@cache
def _component() -> ComponentRenderer:
    script = (data_folder() / "web" / "histogram.js").read_text(encoding="utf-8")
    return st.components.v2.component("marsad_histogram", html=HTML, js=script, isolate_styles=False)
