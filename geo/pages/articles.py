"""The Articles page: add texts, see what was found in them, keep them or not; list, search, open and delete what is kept."""

import streamlit as st

from geo.errors import GeoError
from geo.languages.strings import say
from geo.languages.titles import day_text
from geo.models import Reading
from geo.models.filters import MAX_TEXT
from geo.pages import kept, state
from geo.pages.adding import show_adding
from geo.store import Store

IDS = "article_ids"
OPENED = "article_opened"
LIST = "article_list"
SOUGHT = "article_search"
AT = "article_page"
MOST = 50  # articles at once
MADE = 16  # pages kept


def show() -> None:
    """Draw the page."""
    if not state.settings().readonly:
        show_adding()
    language = state.language()
    st.subheader(say(language, "articles.list"), divider="gray")
    if not _count(""):
        st.caption(say(language, "empty.articles"))
        return
    _show_list(*_sought(language), language)
    opened = st.session_state.get(OPENED)
    reading = None if opened is None else kept.store().reading(opened)
    if reading is not None:
        _show_opened(reading, language)


def _sought(language: str) -> tuple[str, int]:
    """Ask for words; give them, and the number of articles that say them all."""
    asked, told = st.columns([3, 5], vertical_alignment="bottom")
    words = asked.text_input(
        say(language, "articles.search"),
        placeholder=say(language, "articles.search_hint"),
        max_chars=MAX_TEXT,
        on_change=_turn,
        args=(1,),
        key=SOUGHT,
    )
    count = _count(words)
    told.caption(say(language, "articles.count", n=count, count=count))
    return words, count


def _show_list(words: str, count: int, language: str) -> None:
    """List one page of the articles found, the latest first, and lead to the others."""
    pages = max(-(-count // MOST), 1)
    page = min(int(st.session_state.get(AT, 1)), pages)
    first = (page - 1) * MOST
    listed = _listed(words, first)
    st.session_state[IDS] = [each.article.id for each in listed]
    st.dataframe(
        [_row(each, language) for each in listed],
        hide_index=True,
        width="stretch",
        selection_mode="single-row",
        on_select=_take_row,
        key=_key(),
    )
    if pages > 1:
        said, turned = st.columns([2, 3], vertical_alignment="center")
        said.caption(say(language, "table.rows", first=first + 1, last=first + len(listed), number=count))
        with turned:
            st.pagination(pages, default=page, key=_pager(page), on_change=_take_page, args=(page,))


def _pager(page: int) -> str:
    return f"articles_page_{page}"


def _take_page(page: int) -> None:
    _turn(int(st.session_state[_pager(page)]))


def _turn(page: int) -> None:
    """List another page; none of its articles is chosen yet."""
    st.session_state[AT] = page
    _close()


def _count(words: str) -> int:
    return _counted(kept.store(), kept.version(), words)


def _listed(words: str, first: int) -> list[Reading]:
    return _page(kept.store(), kept.version(), words, first)


@st.cache_resource(show_spinner=False, max_entries=MADE)
def _counted(_store: Store, version: kept.Version, words: str) -> int:  # noqa: ARG001  it is what the cache goes by
    return _store.count(words)


@st.cache_resource(show_spinner=False, max_entries=MADE)
def _page(_store: Store, version: kept.Version, words: str, first: int) -> list[Reading]:  # noqa: ARG001
    return _store.readings(words, skip=first, most=MOST)


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
