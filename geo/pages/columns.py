"""Show which columns of uploaded tables would be taken for what, and let others be named: `ask_columns`."""

from collections.abc import Sequence
from zlib import crc32

import streamlit as st

from geo.languages.strings import say
from geo.pages.reading import Given
from geo.readers import Header, header_of

FIELDS = ("text", "title", "published", "outlet", "url", "language")


def ask_columns(given: Sequence[Given], language: str) -> dict[str, str]:
    """Draw a choice a field where a table is among the files; give only what was chosen otherwise than guessed."""
    headers = [each for each in (header_of(raw, name) for raw, name in given) if each is not None]
    if not headers:
        return {}
    known = list(dict.fromkeys(column for each in headers for column in each.found))
    guessed = _guessed(headers)
    mark = crc32("\0".join([*known, *guessed.values()]).encode("utf-8", "replace"))
    with st.expander(say(language, "articles.columns"), expanded=True, icon=":material/table:"):
        st.caption(say(language, "articles.columns_hint"))
        cells = st.columns(3)
        chosen = {
            field: cells[number % len(cells)].selectbox(
                say(language, f"articles.column_of_{field}"),
                known,
                index=known.index(guessed[field]) if field in guessed else None,
                placeholder=say(language, "articles.column_none"),
                accept_new_options=True,
                key=f"column_{field}_{mark}",
            )
            for number, field in enumerate(FIELDS)
        }
    return {field: column for field, column in chosen.items() if column and column != guessed.get(field)}


def _guessed(headers: Sequence[Header]) -> dict[str, str]:
    """Join the guesses for several tables: the first that has one for a field."""
    return {field: column for each in reversed(headers) for field, column in each.taken.items()}
