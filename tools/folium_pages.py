"""Draw invented incidents with plain folium, as its guide does it, to compare with: `PLAIN`.

Its pages ask a network for their libraries; `answer_libraries` gives them those that count from this disk.
"""

import re
from collections.abc import Callable, Iterator, Mapping

import folium
from folium.plugins import MarkerCluster
from playwright.sync_api import Page, Route

from geo.settings import data_folder
from tools.invented import invented
from tools.packages import npm_file

CENTRE = (31.7, -6.8)
JQUERY = ("jquery", "3.7.1", "dist/jquery.min.js")
CLUSTERS = ("leaflet.markercluster", "1.5.3", "dist/leaflet.markercluster.js")
PIXEL = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")


def markers(number: int) -> str:
    """Write a page with a marker for each place of each incident."""
    made = folium.Map(CENTRE, zoom_start=6)
    for each in _markers(number):
        each.add_to(made)
    return str(made.get_root().render())


def clusters(number: int) -> str:
    """Write a page with the same markers in clusters."""
    made = folium.Map(CENTRE, zoom_start=6)
    bundle = MarkerCluster().add_to(made)  # type: ignore[no-untyped-call]
    for each in _markers(number):
        each.add_to(bundle)
    return str(made.get_root().render())


PLAIN: Mapping[str, Callable[[int], str]] = {"Marker": markers, "MarkerCluster": clusters}


def answer_libraries(page: Page) -> None:
    """Answer what a page asks of the network: Leaflet, jQuery and clusters truly, pictures with a pixel, all else with nothing."""
    page.route(re.compile(r"^https?://"), _answer)


def _answer(route: Route) -> None:
    url = route.request.url
    if url.endswith("leaflet.js"):
        route.fulfill(body=(data_folder() / "web" / "leaflet.js").read_bytes(), content_type="text/javascript")
    elif url.endswith("leaflet.css"):
        route.fulfill(body=(data_folder() / "web" / "leaflet.css").read_bytes(), content_type="text/css")
    elif url.endswith("markercluster.js"):
        route.fulfill(body=npm_file(*CLUSTERS), content_type="text/javascript")
    elif "jquery" in url:
        route.fulfill(body=npm_file(*JQUERY), content_type="text/javascript")
    elif url.endswith((".png", ".gif")):
        route.fulfill(body=PIXEL, content_type="image/gif")
    else:
        route.fulfill(body="", content_type="text/css" if url.endswith(".css") else "text/javascript")


def _markers(number: int) -> Iterator[folium.Marker]:
    for each in invented(number):
        for spot in each.incidents[0].places:
            if spot.place is not None:
                yield folium.Marker((spot.place.lat, spot.place.lon), popup=folium.Popup(each.article.text, max_width=320))
