"""Ask for a `Filter` in the sidebar; it is the one question that map, table, figures and downloads answer."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any

import streamlit as st

from geo.frames import Facets
from geo.frames.tallies import bars
from geo.languages.strings import say
from geo.languages.titles import place_name
from geo.models import Filter
from geo.models.filters import MAX_TEXT, MAX_VALUES, PERCENT
from geo.pages import kept, state
from geo.pages.histogram import ask_period

FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2100, 12, 31)
STEP = 5  # percent of confidence
OFFERED = 2000  # values of a filter, the most frequent: a longer list is neither sent nor read in a moment

WIDGETS = ("text", "types", "where", "since", "until", "undated", "stages", "actors", "sources", "confidence", "background")
REGION, PROVINCE, PLACE = "region:", "province:", "place:"


def ask() -> Filter:
    """Draw the filters and give what they say."""
    chosen, known, language = state.chosen(), kept.facets_kept(), state.language()
    for name, value in _said_by(chosen).items():
        st.session_state[_key(name)] = value  # a widget of another language is another widget, and would forget
    with st.sidebar:
        st.text_input(
            say(language, "filters.text"),
            placeholder=say(language, "filters.text_hint"),
            max_chars=MAX_TEXT,
            key=_key("text"),
            on_change=_take,
        )
        _choose("types", known.types, lambda each: say(language, f"types.{each}"), chosen.types)
        _ask_where(known, chosen, language)
        _ask_dates(chosen, language)
        st.toggle(say(language, "filters.background"), key=_key("background"), on_change=_take)
        _ask_more(known, chosen, language)
        st.button(
            say(language, "filters.reset"),
            icon=":material/filter_alt_off:",
            on_click=reset,
            disabled=chosen == Filter(),
            key="reset_filters",
        )
    return chosen


def reset() -> None:
    """Let all through again."""
    state.choose(Filter())


def _choose(name: str, known: Sequence[str], label: Callable[[str], str], chosen: Sequence[str]) -> None:
    language = state.language()
    st.multiselect(
        say(language, f"filters.{name}"),
        list(dict.fromkeys((*chosen, *known[:OFFERED]))),
        format_func=label,
        placeholder=say(language, f"filters.{name}_all"),
        max_selections=MAX_VALUES,
        select_all=False,  # which says so in English alone
        key=_key(name),
        on_change=_take,
    )


def _ask_where(known: Facets, chosen: Filter, language: str) -> None:
    """Ask for regions, provinces and the places that occur, all in one list, which is searched by typing."""
    from geo.maps.areas import LEVELS, codes, region_name  # noqa: PLC0415  # brings folium, which the page draws its heading before

    def label(each: str) -> str:
        level, _, rest = each.partition(":")
        if level != "place":
            return f"{region_name(rest, language=language)} · {say(language, f'kinds.{level}')}"
        place = known.places.get(rest)
        return rest if place is None else f"{place_name(place, language)} · {say(language, f'kinds.{place.kind}')}"

    units = [f"{level.removesuffix('s')}:{code}" for level in LEVELS for code in codes(level)]
    _choose("where", [*units, *(PLACE + each for each in islice(known.places, OFFERED))], label, _where(chosen))


def _ask_dates(chosen: Filter, language: str) -> None:
    bins = bars(kept.held(), kept.shown(replace(chosen, since=None, until=None)))
    if bins:
        ask_period(bins, chosen, _take_period)
    columns = st.columns(2, gap="small")
    for column, name in zip(columns, ("since", "until"), strict=True):
        column.date_input(
            say(language, f"filters.{name}"), min_value=FIRST_DAY, max_value=LAST_DAY, format="DD/MM/YYYY", key=_key(name), on_change=_take
        )


def _ask_more(known: Facets, chosen: Filter, language: str) -> None:
    used = any((chosen.stages, chosen.actors, chosen.sources, chosen.confidence, not chosen.undated))
    with st.expander(say(language, "filters.more"), expanded=used, icon=":material/tune:"):
        st.toggle(say(language, "filters.undated"), key=_key("undated"), on_change=_take)
        _choose("stages", known.stages, lambda each: say(language, f"stages.{each}"), chosen.stages)
        _choose("actors", known.actors, str, chosen.actors)
        _choose("sources", known.sources, str, chosen.sources)
        st.slider(say(language, "filters.confidence"), 0, PERCENT, step=STEP, format="%d %%", key=_key("confidence"), on_change=_take)


def _where(chosen: Filter) -> list[str]:
    return [
        *(REGION + each for each in chosen.regions),
        *(PROVINCE + each for each in chosen.provinces),
        *(PLACE + each for each in chosen.places),
    ]


def _said_by(chosen: Filter) -> dict[str, Any]:
    """Give what each widget shows for a filter."""
    lists = {name: list(getattr(chosen, name)) for name in ("types", "stages", "actors", "sources")}
    days = {name: None if value is None else _day(value) for name, value in (("since", chosen.since), ("until", chosen.until))}
    switches = {"undated": chosen.undated, "background": chosen.background}
    return {**lists, **days, **switches, "where": _where(chosen), "text": chosen.text, "confidence": round(chosen.confidence * PERCENT)}


def _day(value: str) -> date:
    return min(max(date.fromisoformat(value), FIRST_DAY), LAST_DAY)


def _key(widget: str) -> str:
    return f"filter_{widget}"


def _take() -> None:
    """Make a filter of what the widgets say."""
    said = {name: st.session_state.get(_key(name)) for name in WIDGETS}
    where = said["where"] or ()
    state.choose(
        Filter(
            **{name: tuple(said[name] or ()) for name in ("types", "stages", "actors", "sources")},
            since=None if said["since"] is None else said["since"].isoformat(),
            until=None if said["until"] is None else said["until"].isoformat(),
            undated=bool(said["undated"]),
            regions=_those(where, REGION),
            provinces=_those(where, PROVINCE),
            places=_those(where, PLACE),
            confidence=(said["confidence"] or 0) / PERCENT,
            text=(said["text"] or "").strip(),
            background=bool(said["background"]),
        )
    )


def _take_period(since: str | None, until: str | None) -> None:
    state.choose(replace(state.chosen(), since=since, until=until))


def _those(where: Sequence[str], level: str) -> tuple[str, ...]:
    return tuple(each.removeprefix(level) for each in where if each.startswith(level))
