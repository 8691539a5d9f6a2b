"""How the pages look: every page in French and Arabic by the rules of axe-core, the map light and dark, on laptop, phone and projector.

Pictures of what was seen are left in `screenshots/`.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from geo.maps import render_html
from geo.models import Filter
from geo.pipeline import parse
from geo.settings import Settings
from geo.store import demo_articles, open_demo
from tests.browser.axe import findings
from tests.browser.test_dashboard import ROOT, WAIT_MS, pin, pins, serving, settled, the_map
from tests.map_samples import gallery

pytestmark = pytest.mark.browser

SCREENSHOTS = ROOT / "screenshots"
PAGES = ("articles", "places", "exports")  # the map is looked at in more ways
LAPTOP, PHONE, PROJECTOR = (1366, 768), (390, 844), (1920, 1080)
DARK, LIGHT = "rgb(18, 24, 27)", "rgb(255, 255, 255)"
NIGHT_SEA, SEA = "rgb(15, 27, 34)", "rgb(213, 229, 236)"


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("rich")
    url = f"sqlite:///{(folder / 'demo.db').as_posix()}"
    open_demo(Settings(database=url), parse=parse, url=url, articles=demo_articles()).close()
    with serving(url, folder) as address:
        yield address


def seen(browser: Browser, address: str, *, scheme: str = "light", size: tuple[int, int] = LAPTOP) -> Page:
    """Open a page in a context of its own; whoever asked closes it."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    page.goto(address)
    page.locator(".marsad-head").wait_for()
    settled(page)
    return page


def kept(page: Page, name: str) -> None:
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png")


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_page_has_no_serious_finding_of_axe(rich: str, browser: Browser, path: str, scheme: str, language: str) -> None:
    page = seen(browser, f"{rich}/{path}?lang={language}", scheme=scheme)
    expect(page.locator(".marsad-demo")).to_be_visible()
    assert page.get_by_test_id("stMain").evaluate("each => getComputedStyle(each).direction") == ("rtl" if language == "ar" else "ltr")
    if path == "articles":
        turned = page.get_by_test_id("stPaginationNext").evaluate("each => new DOMMatrix(getComputedStyle(each).transform).a")
        assert turned == (-1 if language == "ar" else 1)
    kept(page, f"{path}-{language}-{scheme}")
    assert findings(page) == []
    page.context.close()


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_map_page_fits_and_reads_well(rich: str, browser: Browser, language: str, scheme: str, size: tuple[int, int]) -> None:
    page = seen(browser, f"{rich}/?lang={language}", scheme=scheme, size=size)
    pins(page).first.wait_for()
    settled(page)
    kept(page, f"map-{language}-{scheme}-{size[0]}x{size[1]}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.get_by_test_id("stApp").evaluate("each => getComputedStyle(each).backgroundColor") == (DARK if scheme == "dark" else LIGHT)
    sea = the_map(page).locator(".leaflet-container").evaluate("each => getComputedStyle(each).backgroundColor")
    assert sea == (NIGHT_SEA if scheme == "dark" else SEA)
    shown = page.locator("iframe[src*=streamlit_folium]").bounding_box()
    assert shown is not None
    assert shown["x"] >= 0
    assert shown["x"] + shown["width"] <= size[0]
    assert findings(page) == []
    page.context.close()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_incident_selected_has_no_serious_finding_on_a_dark_projector(rich: str, browser: Browser, language: str) -> None:
    page = seen(browser, f"{rich}/?lang={language}&text=Rissani", scheme="dark", size=PROJECTOR)
    pin(page, "Rissani" if language == "fr" else "الريصاني").click()
    expect(page.locator(".marsad-panel blockquote").first).to_be_visible()
    expect(page.locator(".marsad-panel blockquote").first).to_have_attribute("dir", "auto")
    expect(the_map(page).locator(".leaflet-popup-content")).to_be_visible()
    page.wait_for_timeout(400)
    kept(page, f"incident-{language}-dark-1920x1080")
    assert findings(page) == []
    page.context.close()


@pytest.mark.parametrize(
    ("language", "nothing", "day"), [("fr", "Aucun résultat", "jj"), ("en", "No results", "dd"), ("ar", "لا نتائج", "يوم")]
)
def test_what_streamlit_says_is_said_in_the_language_of_the_page(
    rich: str, browser: Browser, language: str, nothing: str, day: str
) -> None:
    page = seen(browser, f"{rich}/?lang={language}")
    after = "each => getComputedStyle(each, '::after').content"
    part = page.get_by_test_id("stDateInput").first.locator("[data-type=day]")
    assert part.evaluate(after) == f'"{day}"'
    part.click()
    page.keyboard.type("05")
    assert part.evaluate(after) == "none"
    page.keyboard.press("Escape")
    page.get_by_role("combobox").nth(1).fill("nowhere of that name")
    assert page.locator("[role=listbox][data-empty=true] [role=option] span").evaluate(after) == f'"{nothing}"'
    page.context.close()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_exported_page_has_no_finding_and_prints_what_the_screen_shows(browser: Browser, tmp_path: Path, language: str) -> None:
    file = tmp_path / "map.html"
    file.write_text(render_html(gallery(), title="Réunion", language=language, chosen=Filter(since="2020-01-01")), encoding="utf-8")
    context = browser.new_context(viewport={"width": 794, "height": 1123}, bypass_csp=True)
    page = context.new_page()
    page.goto(file.as_uri())
    page.locator(".marsad-pin").first.wait_for()
    assert findings(page) == []
    page.emulate_media(media="print")
    page.wait_for_timeout(500)
    kept(page, f"export-print-{language}")
    around = page.locator(".leaflet-container").bounding_box()
    assert around is not None
    for each in page.locator(".marsad-pin").all():
        box = each.bounding_box()
        assert box is not None
        assert around["y"] <= box["y"] <= around["y"] + around["height"]
    assert page.locator(".marsad-legend-body").is_visible()
    assert page.locator("#incidents").is_visible()
    for gone in (".hint", ".leaflet-control-zoom", ".marsad-home"):
        assert not page.locator(gone).first.is_visible()
    context.close()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_exported_page_is_dark_on_a_dark_screen_and_white_on_paper(browser: Browser, tmp_path: Path, language: str) -> None:
    file = tmp_path / "map.html"
    file.write_text(render_html(gallery(), title="Réunion", language=language), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1366, "height": 768}, color_scheme="dark", bypass_csp=True)
    page = context.new_page()
    page.goto(file.as_uri())
    page.locator(".marsad-pin").first.click()
    page.locator(".leaflet-popup-content").wait_for()
    page.wait_for_timeout(400)
    assert paper(page) == DARK
    assert findings(page) == []
    kept(page, f"export-{language}-dark")
    page.emulate_media(media="print")
    assert paper(page) == LIGHT
    context.close()


def paper(page: Page) -> str:
    found: str = page.locator("body").evaluate("each => getComputedStyle(each).backgroundColor")
    return found
