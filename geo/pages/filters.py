"""Ask for a `Filter` in the sidebar; it is the one question that map, table, figures and download answer."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from geo.languages.strings import say
from geo.models import Filter, Report
from geo.pages import state

FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2100, 12, 31)

# Source: HCP's codes of the twelve regions.
REGIONS = tuple(f"{number:02}" for number in range(1, 13))

WIDGETS = ("types", "since", "until", "undated", "regions", "text", "background")


def ask(reports: Sequence[Report]) -> Filter:
    """Draw the filters and give what they say."""
    language, chosen = state.language(), state.chosen()
    types = sorted({each.incident.type for each in reports} | set(chosen.types))
    with st.sidebar:
        st.text_input(
            say(language, "filters.text"), chosen.text, placeholder=say(language, "filters.text_hint"), key=_key("text"), on_change=_take
        )
        st.multiselect(
            say(language, "filters.types"),
            types,
            default=chosen.types,
            format_func=lambda each: say(language, f"types.{each}"),
            placeholder=say(language, "filters.types_all"),
            key=_key("types"),
            on_change=_take,
        )
        _ask_dates(chosen, language)
        _ask_regions(chosen, language)
        st.toggle(say(language, "filters.background"), chosen.background, key=_key("background"), on_change=_take)
        st.button(
            say(language, "filters.reset"),
            icon=":material/filter_alt_off:",
            on_click=reset,
            disabled=chosen == Filter(),
            key="reset_filters",
        )
    return state.chosen()


def reset() -> None:
    """Let all through again."""
    state.choose(Filter())
    for name in WIDGETS:
        st.session_state.pop(_key(name), None)


def _ask_dates(chosen: Filter, language: str) -> None:
    columns = st.columns(2, gap="small")
    for column, name, value in zip(columns, ("since", "until"), (chosen.since, chosen.until), strict=True):
        with column:
            st.date_input(
                say(language, f"filters.{name}"),
                None if value is None else date.fromisoformat(value),
                min_value=FIRST_DAY,
                max_value=LAST_DAY,
                format="DD/MM/YYYY",
                key=_key(name),
                on_change=_take,
            )
    st.toggle(say(language, "filters.undated"), chosen.undated, key=_key("undated"), on_change=_take)


def _ask_regions(chosen: Filter, language: str) -> None:
    from geo.maps.areas import region_name  # noqa: PLC0415  # brings folium, which the page draws its heading before

    st.multiselect(
        say(language, "filters.regions"),
        REGIONS,
        default=chosen.regions,
        format_func=lambda each: region_name(each, language=language),
        placeholder=say(language, "filters.regions_all"),
        key=_key("regions"),
        on_change=_take,
    )


def _key(widget: str) -> str:
    return f"filter_{widget}"


def _take() -> None:
    """Make a filter of what the widgets say."""
    said = {name: st.session_state.get(_key(name)) for name in WIDGETS}
    state.choose(
        Filter(
            types=tuple(said["types"] or ()),
            since=None if said["since"] is None else said["since"].isoformat(),
            until=None if said["until"] is None else said["until"].isoformat(),
            undated=bool(said["undated"]),
            regions=tuple(said["regions"] or ()),
            text=said["text"] or "",
            background=bool(said["background"]),
        )
    )
