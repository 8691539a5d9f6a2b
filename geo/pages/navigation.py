"""Lead to the pages, in the language chosen: `navigate`."""

import streamlit as st

from geo.languages.strings import say
from geo.pages import articles, empty, exports, kept, mapping, places, state
from geo.pages.style import style_of


def navigate() -> None:
    """Draw the frame that all pages share, then the page asked for."""
    state.begin()
    language = state.language()
    st.html(f"<style>{style_of(language, megabytes=st.get_option('server.maxUploadSize'))}</style>")
    map_page = st.Page(mapping.show, title=say(language, "pages.map"), icon=":material/map:", url_path="map", default=True)
    articles_page = st.Page(articles.show, title=say(language, "pages.articles"), icon=":material/article:", url_path="articles")
    places_page = st.Page(places.show, title=say(language, "pages.places"), icon=":material/location_on:", url_path="places")
    exports_page = st.Page(exports.show, title=say(language, "pages.exports"), icon=":material/file_export:", url_path="exports")
    chosen = st.navigation([map_page, articles_page, places_page, exports_page])
    state.remember_pages(map=map_page, articles=articles_page, places=places_page, exports=exports_page)
    with st.sidebar:
        state.language_switch()
    name, tagline = say(language, "app.name"), say(language, "app.tagline")
    st.html(f'<header class="marsad-head"><b>{name}</b><span>{tagline}</span>{kept.notes_html()}</header>')
    empty.leave_demo()
    chosen.run()
