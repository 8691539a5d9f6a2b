"""Give the pages what is kept: the store in use, and what was read of it, read anew only after a write.

Incidents are held as columns of numbers, shared by all sessions; whole incidents, with their articles, are read for those on show.
"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from geo.errors import StoreError
from geo.frames import Facets
from geo.frames.columns import Columns, Mask, columns, passing
from geo.frames.tallies import known_of
from geo.languages.strings import say
from geo.models import Filter, Report
from geo.pages import state
from geo.settings import Settings
from geo.store import Store, demo_articles, open_demo

MADE = 16  # filters of which it is kept what passes

Version = tuple[str, int]


def store() -> Store:
    """Open the database in use; where it cannot be opened, say why and end the page."""
    try:
        return _demo() if state.demo_opened() else _opened(state.settings().database)
    except StoreError as error:
        st.error(f"**{say(state.language(), 'errors.heading')}**", icon=":material/error:")
        st.text(str(error))
        st.stop()


def prepare(url: str) -> None:
    """Open and index a database before anyone asks for it, and keep what all sessions share.

    Raises:
        StoreError: it cannot be opened.
    """
    opened = _opened(url)
    _facets(opened, _version_of(opened))  # which holds the incidents too


def writable() -> Store:
    """Give the store to write to.

    Raises:
        StoreError: the dashboard is for reading only.
    """
    if state.settings().readonly:
        raise StoreError(say(state.language(), "app.readonly"))
    return store()


def version() -> Version:
    """Name the state of the store in use: what was made of it holds while this is the same."""
    return _version_of(store())


def _version_of(used: Store) -> Version:
    return used.url, used.revision


def held() -> Columns:
    """Give all incidents kept, as columns."""
    return _held(store(), version())


def facets_kept() -> Facets:
    """List what the incidents kept can be filtered by."""
    return _facets(store(), version())


def shown(chosen: Filter) -> Mask:
    """Tell for each incident kept whether it passes a filter."""
    return _shown(store(), version(), chosen)


def said(chosen: Filter) -> frozenset[str] | None:
    """Name the incidents that pass the text of a filter, None where it has none."""
    return _said(store(), version(), chosen.text) if chosen.text.strip() else None


def reports_of(incidents: Sequence[str]) -> list[Report]:
    """List the incidents of some ids, each with its article."""
    return _reports_of(store(), version(), tuple(incidents))


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

    return open_demo(Settings.from_environment(), parse=parse, articles=demo_articles())


@st.cache_resource(show_spinner=False, max_entries=2)
def _held(_store: Store, version: Version) -> Columns:  # noqa: ARG001
    return columns(_store.entries())


@st.cache_resource(show_spinner=False, max_entries=2)
def _facets(_store: Store, version: Version) -> Facets:
    return known_of(_held(_store, version))


@st.cache_resource(show_spinner=False, max_entries=MADE)
def _shown(_store: Store, version: Version, chosen: Filter) -> Mask:
    return passing(_held(_store, version), chosen, said=said(chosen))


@st.cache_resource(show_spinner=False, max_entries=MADE)
def _said(_store: Store, version: Version, text: str) -> frozenset[str]:  # noqa: ARG001
    return _store.ids_for(Filter(text=text, background=True))


@st.cache_resource(show_spinner=False, max_entries=MADE)
def _reports_of(_store: Store, version: Version, incidents: tuple[str, ...]) -> list[Report]:  # noqa: ARG001
    return _store.reports_of(incidents)
