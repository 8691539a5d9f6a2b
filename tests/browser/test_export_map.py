"""The exported page in a real Chromium, the network cut: pins, popups, switches, Arabic, and hostile text."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from geo.maps import render_html
from geo.models import Report, reports
from tests.map_samples import gallery, place, small_reading
from tests.test_facts import killed, report
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
    assert popup.locator("mark.field-here").all_inner_texts() == ["Rissani"]
    assert popup.locator("footer a").get_attribute("href") == "https://example.org/articles/seed"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_popup_unfolds_why_and_stays_within_the_map(opened: Open, language: str) -> None:
    page = opened([report(counts=(killed(7, "la police"), killed(5, "la mairie")))], language=language, height=640)
    pin(page, "fès").click()
    popup = page.locator(".marsad-popup")
    assert popup.locator(".is-disputed li").count() == 2
    assert popup.locator("mark.field-date").inner_text() == "Jeudi"
    for summary in popup.locator("summary").all():
        summary.click()
    page.wait_for_timeout(400)
    assert "dans une liste" in popup.locator(".marsad-why").inner_text()
    assert popup.locator(".marsad-elsewhere .marsad-at").count() == 2
    box, around = page.locator(".leaflet-popup").bounding_box(), page.locator(".leaflet-container").bounding_box()
    assert box is not None
    assert around is not None
    assert box["y"] >= around["y"]
    for control in page.locator(".marsad-views:visible").all():
        beside = control.bounding_box()
        assert beside is not None
        assert (
            beside["y"] + beside["height"] <= box["y"]
            or beside["x"] >= box["x"] + box["width"]
            or beside["x"] + beside["width"] <= box["x"]
        )


def test_place_known_to_25_km_says_so_once(opened: Open) -> None:
    zagora = place("Zagora", 30.3316, -5.8376, uncertainty_km=2.0)
    near = small_reading("Un car s'est renversé près de Zagora.", "Zagora", zagora, type="accident", precision=2)
    page = opened(list(reports(near)), language="en")
    page.locator(".marsad-pin").click()
    assert page.locator(".marsad-role .marsad-by").inner_text() == "within 25 km"


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


def test_the_heading_counts_what_the_switches_and_the_time_let_through(opened: Open) -> None:
    page = opened(gallery())
    before = dict(zip(*figures(page), strict=True))
    period = page.locator("#period").inner_text()
    page.locator(".marsad-background").check()
    after = dict(zip(*figures(page), strict=True))
    assert int(after["incidents"]) == int(before["incidents"]) + 1
    assert after.get("morts") == before.get("morts")  # what is told as background adds no persons
    assert page.locator("#background").is_visible()
    assert page.locator("#period").inner_text() != period
    page.locator(".marsad-legend-types input").first.uncheck()
    assert int(dict(zip(*figures(page), strict=True))["incidents"]) < int(after["incidents"])


def figures(page: Page) -> tuple[list[str], list[str]]:
    return page.locator(".figures div:visible dt").all_inner_texts(), page.locator(".figures div:visible dd").all_inner_texts()


def test_types_are_switched_in_the_legend_and_the_open_popup_stays(opened: Open) -> None:
    page = opened(gallery())
    pin(page, "tata").click()
    page.locator(".marsad-legend-types label", has_text="déjoué").click()
    assert page.locator(".marsad-pin").count() == 3
    page.locator(".leaflet-fade-anim .leaflet-popup").last.wait_for()
    assert page.locator(".marsad-popup h2").last.inner_text() == "Tata"


def test_time_plays_in_the_page_and_takes_pins_and_rows_with_it(opened: Open) -> None:
    page = opened(gallery())
    rows = page.locator("#incidents tbody tr")
    everything = rows.count()
    page.locator(".marsad-time-play").click()
    page.locator(".marsad-time-play", has_text="❚❚").wait_for()
    expect(rows).not_to_have_count(everything)
    page.locator(".marsad-time-play").click()
    page.locator(".marsad-time input").fill("0")
    expect(rows).to_have_count(4)
    expect(page.locator(".marsad-pin")).to_have_count(2)
    assert "2024" in page.locator(".marsad-time-said").inner_text()
    page.locator(".marsad-time-sum").click()
    page.locator(".marsad-time input").fill(page.locator(".marsad-time input").get_attribute("max") or "")
    expect(rows).to_have_count(6)
    page.locator(".marsad-time-all").click()
    expect(rows).to_have_count(everything)


def test_time_and_types_go_together(opened: Open) -> None:
    page = opened(gallery())
    bars = page.locator(".marsad-time-bars button:not([disabled])")
    many = bars.count()
    page.locator(".marsad-legend-types label", has_text="Catastrophe").click()
    expect(bars).to_have_count(many - 1)


def test_bar_selects_its_incident_in_map_and_table(opened: Open) -> None:
    page = opened(gallery())
    page.locator(".marsad-time-bars button:not([disabled])").nth(1).click()
    expect(page.locator(".marsad-popup h2")).to_have_text("Dakhla")
    expect(page.locator("tr.is-chosen")).to_have_attribute("data-incident", "e" * 16)


def test_areas_count_each_incident_once_and_give_its_rate(opened: Open) -> None:
    page = opened(gallery())
    page.locator("[data-value=areas]").click()
    expect(page.locator("path.marsad-area")).to_have_count(12)
    page.evaluate("""() => {
        const found = document.querySelector('.folium-map').id;
        const map = window[found].marsad.views;
        window.counted = Object.fromEntries([...map.counts()].map(([code, rows]) => [code, rows.size]));
    }""")
    counted = page.evaluate("window.counted")
    assert counted["06"] == 2  # the arrests, though in two of its towns, and the strike
    assert counted["12"] == 1
    assert "13" not in counted


def test_links_join_the_places_of_an_incident(opened: Open) -> None:
    page = opened(gallery())
    page.locator("[data-links]").click()
    drawn = "(() => window[document.querySelector('.folium-map').id].marsad.views.links.getLayers().length)()"
    assert page.evaluate(drawn) == 9
    page.locator("[data-value=heat]").click()
    assert page.evaluate(drawn) == 0


def test_clusters_open_into_their_pins(opened: Open) -> None:
    page = opened(gallery())
    page.locator("[data-value=clusters]").click()
    bundles = page.locator(".marsad-cluster")
    bundles.first.wait_for()
    before = page.locator(".marsad-pin:not(.is-within)").count()
    bundles.first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".marsad-pin:not(.is-within)")).not_to_have_count(before)


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
    assert popup.locator("mark.field-here").first.text_content() == text
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
