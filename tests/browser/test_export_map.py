"""The exported page in a real Chromium, the network cut: pins, popups, switches, Arabic, and hostile text."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from geo.maps import render_html
from geo.models import Report
from tests.map_samples import gallery
from tests.test_maps import HOSTILE, hostile_reports

pytestmark = pytest.mark.browser

Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Open reports as an exported file; at the end, fail on any request, error or broken policy."""
    asked: list[str] = []
    wrong: list[str] = []
    contexts: list[Any] = []

    def show(shown: list[Report], *, language: str = "fr", title: str = "Essai", width: int = 1366, height: int = 768) -> Page:
        file = tmp_path / f"map{len(contexts)}.html"
        file.write_text(render_html(shown, title=title, language=language), encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": height})
        contexts.append(context)
        context.set_offline(True)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda problem: wrong.append(str(problem)))
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
        page.route("**/*", lambda route: route.continue_() if route.request.url == file.as_uri() else route.abort())
        page.goto(file.as_uri())
        page.locator("#incidents tbody tr, #empty:not([hidden])").first.wait_for()
        return page

    yield show
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.endswith(tuple(f"map{n}.html" for n in range(len(contexts))))] == []
    assert wrong == []


def pin(page: Page, name: str) -> Any:
    return page.locator(f'.marsad-pin[data-place="x:{name}"]')


def test_pins_are_there_and_a_popup_tells_the_incident(opened: Open) -> None:
    page = opened(gallery())
    assert page.locator(".marsad-pin").count() == 13
    assert page.locator(".marsad-pin.is-hollow").count() == 1
    pin(page, "rissani").click()
    popup = page.locator(".marsad-popup")
    for words in ("Rissani", "13 arrestations", "âgés de 19 à 49 ans", "Bureau central", "Date inconnue", "Jeudi", "Grand Maghreb", "92"):
        assert words in popup.inner_text()
    assert popup.locator("mark").all_inner_texts() == ["Rissani"]
    assert popup.locator("footer a").get_attribute("href") == "https://example.org/articles/seed"


def test_popup_pages_by_mouse_and_by_keyboard(opened: Open) -> None:
    page = opened(gallery())
    pin(page, "casablanca").focus()
    page.keyboard.press("Enter")
    position = page.locator(".marsad-position")
    assert position.inner_text() == "1/2"
    first = page.locator(".marsad-popup h3").inner_text()
    page.keyboard.press("ArrowRight")
    assert position.inner_text() == "2/2"
    assert page.locator(".marsad-popup h3").inner_text() != first
    page.locator(".marsad-pager button").last.click()
    assert position.inner_text() == "1/2"
    page.keyboard.press("Escape")
    page.locator(".marsad-popup").wait_for(state="detached")
    assert page.evaluate("document.activeElement.dataset.place") == "x:casablanca"


def test_background_has_a_switch_of_its_own(opened: Open) -> None:
    page = opened(gallery())
    assert page.locator('tr[data-incident="bbbbbbbbbbbbbbbb"]').count() == 0
    page.locator(".marsad-background").check()
    assert page.locator('tr[data-incident="bbbbbbbbbbbbbbbb"]').count() == 1
    assert pin(page, "casablanca").locator(".marsad-badge").inner_text() == "3"


def test_types_are_switched_in_the_legend_and_the_open_popup_stays(opened: Open) -> None:
    page = opened(gallery())
    pin(page, "tata").click()
    page.locator(".marsad-legend-types label", has_text="déjoué").click()
    assert page.locator(".marsad-pin").count() == 3
    page.locator(".leaflet-fade-anim .leaflet-popup").last.wait_for()
    assert page.locator(".marsad-popup h2").last.inner_text() == "Tata"


def test_row_of_the_table_opens_the_pin(opened: Open) -> None:
    page = opened(gallery())
    page.locator(f'tr[data-incident="{"d" * 16}"] button.title').click()
    assert page.locator(".marsad-popup h2").inner_text() == "Tata"
    assert page.locator("tr.is-chosen").get_attribute("data-incident") == "d" * 16
    page.locator(f'tr[data-incident="{"a" * 16}"] .places button', has_text="Berkane").click()
    page.locator(".marsad-popup h2", has_text="Berkane").wait_for()


def test_what_is_not_on_the_map_is_told(opened: Open) -> None:
    listed = opened(gallery()).locator("#unplaced")
    assert "Douar Lahjar" in listed.inner_text()
    assert "Maroc" in listed.inner_text()


def test_arabic_page_reads_from_right_to_left(opened: Open) -> None:
    page = opened(gallery(), language="ar", width=390, height=844)
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    pin(page, "rissani").click()
    assert page.locator(".marsad-popup h2").inner_text() == "الريصاني"
    assert page.locator(".marsad-popup").evaluate("node => getComputedStyle(node).direction") == "rtl"
    assert page.locator(".marsad-popup blockquote").evaluate("node => node.matches(':dir(ltr)')")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_shows_as_text_and_runs_nothing(opened: Open, text: str) -> None:
    page = opened([*hostile_reports(text), *gallery()], title=text)
    assert page.title() == text
    assert page.locator("h1").inner_text() == text
    page.locator(".marsad-pin").first.wait_for()
    page.evaluate("key => document.querySelector(`[data-place=${CSS.escape(key)}]`).click()", f"user:{text}")
    popup = page.locator(".marsad-popup")
    assert popup.locator("h2").text_content() == text
    assert popup.locator("mark").first.text_content() == text
    assert popup.locator(".marsad-source a").count() == 0
    assert text in (popup.locator(".marsad-source").text_content() or "")
    assert text in (popup.locator(".marsad-actors").text_content() or "")
    assert text in (page.locator("#unplaced").text_content() or "")
    assert page.locator("img").count() == 0
    assert page.evaluate("window.hacked") is None


def test_no_incident_is_said_so(opened: Open) -> None:
    page = opened([])
    assert page.locator("#empty").is_visible()
    assert page.locator(".marsad-pin").count() == 0


def test_pin_far_from_morocco_can_be_reached(opened: Open) -> None:
    report = gallery()[0]
    spot = report.incident.places[0]
    assert spot.place is not None
    paris = replace(spot.place, id="x:paris", name="Paris", names={}, lat=48.85, lon=2.35, country="FR")
    far = replace(report, incident=replace(report.incident, id="7" * 16, places=(replace(spot, place=paris),)))
    page = opened([*gallery(), far])
    pin(page, "paris").click()
    assert "France" in page.locator(".marsad-popup header").inner_text()
