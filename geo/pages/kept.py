"""Give the pages what is kept: the store in use, its readings and reports, read anew only after a write.

So is what is made of them, which most runs of a page ask for again: those a filter lets through, and what the map draws of those.
"""

from html import escape
from typing import Any

import streamlit as st

from geo.errors import StoreError
from geo.frames import Facets, facets, select
from geo.languages.strings import say
from geo.models import Filter, Reading, Report, View, reports
from geo.pages import state
from geo.settings import Settings, Worldview
from geo.store import Store, open_demo

MADE = 8  # filters whose selection is kept


def store() -> Store:
    """Open the database in use; where it cannot be opened, say why and end the page."""
    try:
        return _demo() if state.demo_opened() else _opened(state.settings().database)
    except StoreError as error:
        st.error(f"**{say(state.language(), 'errors.heading')}**", icon=":material/error:")
        st.text(str(error))
        st.stop()


def readings() -> list[Reading]:
    """List the readings kept."""
    used = store()
    return _readings(used, (used.url, used.revision))


def all_reports() -> list[Report]:
    """List all incidents kept, each with its article."""
    used = store()
    return _reports(used, (used.url, used.revision))


def facets_kept() -> Facets:
    """List what the incidents kept can be filtered by."""
    used = store()
    return _facets(used, (used.url, used.revision))


def selection(chosen: Filter) -> list[Report]:
    """List the incidents kept that pass a filter."""
    used = store()
    return _selection(used, (used.url, used.revision), chosen)


def drawn(chosen: Filter, *, language: str, worldview: Worldview) -> dict[str, Any]:
    """Give what the map draws of the incidents that pass a filter: the payload of `geo.maps`."""
    used = store()
    return _drawn(used, (used.url, used.revision), chosen, language, worldview)


def packed(chosen: Filter, *, language: str, worldview: Worldview, selected: str | None, view: View) -> str:
    """Give the same packed for the page, with the incident it is to open."""
    used = store()
    version = (used.url, used.revision)
    return _packed(used, version, chosen=chosen, language=language, worldview=worldview, selected=selected, view=view)


def notes_html() -> str:
    """Say on every page what it is: a demo, or for reading only."""
    language = state.language()
    demo = f'<span class="marsad-demo" role="note">{escape(say(language, "app.demo"))}</span>' if store().demo else ""
    readonly = state.settings().readonly
    return demo + (f'<span class="marsad-note" role="note">{escape(say(language, "app.readonly"))}</span>' if readonly else "")


@st.cache_resource(show_spinner=False)
def _opened(url: str) -> Store:
    return Store(url)


@st.cache_resource(show_spinner=False)
def _demo() -> Store:
    from geo.pipeline import parse  # noqa: PLC0415  # the first map needs neither lexicons nor gazetteer

    return open_demo(Settings.from_environment(), parse=parse)


@st.cache_resource(show_spinner=False, max_entries=4)
def _readings(_store: Store, version: tuple[str, int]) -> list[Reading]:  # noqa: ARG001  it is what the cache goes by
    return _store.readings()


@st.cache_resource(show_spinner=False, max_entries=4)
def _reports(_store: Store, version: tuple[str, int]) -> list[Report]:
    return [report for reading in _readings(_store, version) for report in reports(reading)]


@st.cache_resource(show_spinner=False, max_entries=4)
def _facets(_store: Store, version: tuple[str, int]) -> Facets:
    return facets(_reports(_store, version))


@st.cache_resource(show_spinner=False, max_entries=MADE)
def _selection(_store: Store, version: tuple[str, int], chosen: Filter) -> list[Report]:
    return select(_reports(_store, version), chosen)


@st.cache_resource(show_spinner=False, max_entries=MADE)
def _drawn(_store: Store, version: tuple[str, int], chosen: Filter, language: str, worldview: Worldview) -> dict[str, Any]:
    from geo.maps import payload  # noqa: PLC0415  # folium takes 0.4 s, which the heading does not wait for

    return payload(_selection(_store, version, chosen), language=language, worldview=worldview)


@st.cache_resource(show_spinner=False, max_entries=MADE)
def _packed(  # noqa: PLR0913  each is part of what the cache goes by
    _store: Store,
    version: tuple[str, int],
    *,
    chosen: Filter,
    language: str,
    worldview: Worldview,
    selected: str | None,
    view: View,
) -> str:
    from geo.maps import packed_layer  # noqa: PLC0415

    told = _selection(_store, version, chosen)
    data = _drawn(_store, version, chosen, language, worldview)
    return packed_layer(data, told, selected=selected, background=chosen.background, view=view)
