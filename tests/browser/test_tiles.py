"""Online tiles in the exported page: asked from one host only, over the land that shows without them."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from geo.maps import render_html
from geo.maps.tiles import Tiles
from tests.map_samples import gallery
from tests.page_server import Given, Site, serving

pytestmark = pytest.mark.browser

RED = (200, 30, 30)


class AnyTile(dict[str, Given]):
    """Answer every address of a tile with a red square."""

    def get(self, path: str, default: Given | None = None) -> Given | None:  # type: ignore[override]
        if not re.fullmatch(r"/t/\d+/\d+/\d+\.png", path):
            return default
        out = io.BytesIO()
        Image.new("RGB", (256, 256), RED).save(out, "PNG")
        return Given(body=out.getvalue(), headers={"Content-Type": "image/png"})


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made


def opened(browser: Browser, tmp_path: Path, site: Site, asked: list[str]) -> Page:
    tiles = Tiles(address=f"{site.address}/t/{{z}}/{{x}}/{{y}}.png", origin=site.address, credit="Essai de tuiles")
    file = tmp_path / "map.html"
    file.write_text(render_html(gallery(), title="Essai", language="fr", tiles=tiles), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1200, "height": 800})
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    page.locator(".marsad-pin").first.wait_for()
    page.wait_for_timeout(800)
    return page


def red_share(page: Page) -> float:
    picture = Image.open(io.BytesIO(page.locator(".folium-map").screenshot())).convert("RGB")
    return float((np.abs(np.asarray(picture).astype(int) - np.array(RED)).sum(axis=2) < 30).mean())


def test_tiles_come_from_their_host_alone_and_their_maker_is_named(browser: Browser, tmp_path: Path, site: Site) -> None:
    site.pages = AnyTile()
    asked: list[str] = []
    page = opened(browser, tmp_path, site, asked)
    assert red_share(page) > 0.5
    assert site.asked
    assert all(url.startswith((site.address, "file:", "data:")) for url in asked)
    assert "Essai de tuiles" in page.locator(".marsad-credits").inner_text()
    assert page.locator(".marsad-name-town").first.is_hidden()
    assert page.locator(".marsad-name-pin").first.is_visible()
    page.evaluate("new Image().src = 'http://127.0.0.2:9/x.png'")
    page.wait_for_timeout(300)
    assert not any("127.0.0.2" in url for url in site.asked)
    page.close()


def test_without_tiles_the_land_that_ships_shows(browser: Browser, tmp_path: Path, site: Site) -> None:
    asked: list[str] = []
    page = opened(browser, tmp_path, site, asked)
    assert site.asked  # they were asked for, and are not there
    assert red_share(page) == 0
    assert page.locator(".marsad-name-town").first.is_visible()
    assert page.locator(".marsad-pin").count() == 13
    page.close()
