"""Offer what the filters let through as files: a menu of a few formats, `offer_downloads`, and one of any, `offer`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import streamlit as st

from geo.exports import FORMATS, Format, Selection
from geo.frames import select
from geo.languages.strings import say
from geo.models import Filter, View
from geo.pages import kept, state
from geo.store import Store

QUICK = ("html", "csv", "geojson")
SWITCHING = "html"  # the format whose reader may show background incidents himself


def offer_downloads(chosen: Filter) -> None:
    """Draw the menu, and the way to the page of all formats."""
    language = state.language()
    with st.popover(say(language, "download.menu"), icon=":material/download:", width="stretch", disabled=not kept.shown(chosen).any()):
        for name in QUICK:
            offer(name, chosen, label=say(language, f"download.{name}"))
        st.caption(say(language, "download.hint"))
        if st.button(say(language, "exports.all"), icon=":material/file_export:", key="all_formats", type="tertiary"):
            st.switch_page(state.page("exports"))
        st.caption(say(language, "download.link"))


def offer(  # noqa: PLR0913  each is a choice of its own
    name: str, chosen: Filter, *, label: str, main: bool = False, title: str = "", background: bool = True
) -> None:
    """Draw the button for one format; the file is made only once it is asked for.

    With `background` a page also holds the background incidents that the other filters let through, for its own switch to show.
    """
    language, written = state.language(), formats(state.view())[name]
    store, held = kept.store(), replace(chosen, background=chosen.background or (background and name == SWITCHING))
    head = title.strip() or say(language, "download.title")
    about = {
        "language": language,
        "worldview": state.settings().worldview,
        "title": say(language, "download.demo", title=head) if store.demo else head,
    }
    st.download_button(
        label,
        partial(_made, store, written.make, held, chosen=chosen, **about),
        file_name=_file_name(name, written, language),
        mime=written.media,
        on_click="ignore",
        key=f"download_{name}",
        width="stretch",
        type="primary" if main else "secondary",
        icon=":material/download:" if main else None,
    )


def formats(view: View) -> dict[str, Format]:
    """List the formats: maps, which draw as `view` says, then tables and data."""
    return {
        "html": Format(suffix=".html", media="text/html", make=partial(_page, view=view)),
        "png": Format(suffix=".png", media="image/png", make=_picture),
        "pdf": Format(suffix=".pdf", media="application/pdf", make=_document),
        **FORMATS,
    }


def _made(store: Store, make: Callable[[Selection], bytes], held: Filter, **about: Any) -> bytes:  # noqa: ANN401  see Selection
    """Read what passes the filter `held`, and make the file: not within a run of the page, whose state is not to be had here."""
    today = datetime.now(UTC).astimezone().date()
    return make(Selection(reports=select(store.reports(held), held), made=today, **about))


def _file_name(name: str, written: Format, language: str) -> str:
    if name not in FORMATS:
        return say(language, "download.filename").removesuffix(".html") + written.suffix
    return f"marsad-incidents{written.suffix}" if f".{name}" == written.suffix else f"marsad-{name}{written.suffix}"


def _page(selection: Selection, *, view: View) -> bytes:
    from geo.maps import render_html  # noqa: PLC0415  # folium takes 0.4 s, which the heading does not wait for

    page = render_html(selection.reports, view=view, **_about(selection))
    return page.encode("utf-8", "replace")


def _picture(selection: Selection) -> bytes:
    from geo.prints import render_png  # noqa: PLC0415

    return render_png(selection.reports, **_about(selection))


def _document(selection: Selection) -> bytes:
    from geo.prints import render_pdf  # noqa: PLC0415

    return render_pdf(selection.reports, **_about(selection))


def _about(selection: Selection) -> dict[str, Any]:
    return {key: getattr(selection, key) for key in ("language", "chosen", "worldview", "made", "title")}
