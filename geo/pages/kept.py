"""Give the pages what is kept: the store in use, its readings and reports, read anew only after a write."""

from html import escape

import streamlit as st

from geo.errors import StoreError
from geo.languages.strings import say
from geo.models import Reading, Report, reports
from geo.pages import state
from geo.settings import Settings
from geo.store import Store, open_demo


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
