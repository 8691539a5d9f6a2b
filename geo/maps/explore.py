"""Draw incidents as a map to look at in a notebook: `explore`."""

import folium

from geo.frames.given import Given, reports_in
from geo.maps.layers import base_map, layer
from geo.models import Filter, View
from geo.settings import Settings, Worldview


def explore(  # noqa: PLR0913  each is a choice of its own
    given: Given,
    chosen: Filter | None = None,
    *,
    language: str | None = None,
    worldview: Worldview | None = None,
    view: View | None = None,
    title: str | None = None,
) -> folium.Map:
    """Draw a store, or one or many readings or reports, as a folium map with a popup for every incident.

    A notebook shows it where it is a cell's last line. It carries all that it needs, asks for nothing outside, and takes whatever
    folium can add. Background incidents are drawn where `chosen` asks for them. `language` (fr, en, ar) and `worldview` are those of
    the settings where they are not given; `view` draws clusters, heat or areas in place of pins.

    Raises:
        SettingsError: the environment holds a setting that is none of those allowed.

    >>> import geo
    >>> article = geo.Article(text="Deux suspects ont été arrêtés à Rissani.", source="example", published="2025-01-10", language="fr")
    >>> type(explore(geo.parse(article), language="en")).__name__
    'Map'
    """
    settings = Settings.from_environment()
    spoken, seen = language or settings.language, worldview or settings.worldview
    made = base_map(language=spoken, worldview=seen, title=title)
    layer(reports_in(given, chosen or Filter()), language=spoken, worldview=seen, view=view).add_to(made)
    return made
