"""The Articles page: add texts, see what was found in them, keep them or not; list, search, open and delete what is kept."""

from collections.abc import Sequence

import streamlit as st

from geo.errors import GeoError
from geo.frames import article_says
from geo.languages.strings import say
from geo.languages.titles import day_text
from geo.models import Reading
from geo.models.filters import MAX_TEXT
from geo.pages import kept, state
from geo.pages.adding import show_adding

IDS = "article_ids"
OPENED = "article_opened"
LIST = "article_list"
SOUGHT = "article_search"


def show() -> None:
    """Draw the page."""
    if not state.settings().readonly:
        show_adding()
    language = state.language()
    known = kept.readings()
    st.subheader(say(language, "articles.list"), divider="gray")
    if not known:
        st.caption(say(language, "empty.articles"))
        return
    _show_list(_sought(known, language), language)
    opened = next((each for each in known if each.article.id == st.session_state.get(OPENED)), None)
    if opened is not None:
        _show_opened(opened, language)


def _sought(known: Sequence[Reading], language: str) -> list[Reading]:
    """Ask for words, and give the articles that say them all."""
    asked, told = st.columns([3, 5], vertical_alignment="bottom")
    words = asked.text_input(
        say(language, "articles.search"), placeholder=say(language, "articles.search_hint"), max_chars=MAX_TEXT, key=SOUGHT
    )
    found = [each for each in known if article_says(each.article, words)]
    told.caption(say(language, "articles.count", n=len(found), count=len(found)))
    return found


def _show_list(known: Sequence[Reading], language: str) -> None:
    st.session_state[IDS] = [each.article.id for each in known]
    st.dataframe(
        [_row(each, language) for each in known],
        hide_index=True,
        width="stretch",
        selection_mode="single-row",
        on_select=_take_row,
        key=_key(),
    )


def _row(reading: Reading, language: str) -> dict[str, object]:
    from geo.pages.found import article_name  # noqa: PLC0415  # brings folium by the map's words, which the Map page does not wait for

    article = reading.article
    values = {
        "title": article_name(reading, language),
        "outlet": article.outlet or "–",
        "published": "–" if article.published is None else day_text(article.published, language),
        "language": language_name(reading.language, language),
        "incidents": len(reading.incidents),
    }
    return {say(language, f"articles.column_{key}"): value for key, value in values.items()}


def language_name(code: str, language: str) -> str:
    """Name the language of an article."""
    return say(language, f"languages.{code if code in ('fr', 'ar', 'en', 'es') else 'unknown'}")


def _key() -> str:
    return f"{LIST}_{st.session_state.get(LIST, 0)}"


def _take_row() -> None:
    rows = st.session_state[_key()].selection.rows
    ids = st.session_state.get(IDS, [])
    st.session_state[OPENED] = ids[rows[0]] if rows and rows[0] < len(ids) else None


def _show_opened(reading: Reading, language: str) -> None:
    from geo.pages.found import show_found  # noqa: PLC0415

    with st.container(border=True):
        show_found(reading, language)
        close, delete, _ = st.columns([2, 2, 4])
        close.button(say(language, "articles.close"), icon=":material/close:", on_click=_close, key="close_article", width="stretch")
        if not state.settings().readonly:
            with delete.popover(say(language, "articles.delete"), icon=":material/delete:", width="stretch"):
                st.write(say(language, "articles.delete_sure"))
                st.button(
                    say(language, "articles.confirm"), on_click=_delete, args=(reading.article.id,), key="confirm_delete", type="primary"
                )


def _close() -> None:
    st.session_state[OPENED] = None
    st.session_state[LIST] = st.session_state.get(LIST, 0) + 1


def _delete(article_id: str) -> None:
    try:
        kept.writable().delete(article_id)
    except GeoError as error:
        state.tell(str(error))
        return
    state.tell(say(state.language(), "articles.deleted"))
    _close()
