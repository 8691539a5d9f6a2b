"""The dashboard in a real Chromium: map, popup, filter, selection, Arabic, hostile text, download without a network."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, FrameLocator, Locator, Page, expect

from geo.pipeline import parse
from geo.settings import Settings
from geo.store import Store, open_demo

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
WAIT_MS = 20_000
FRAME = "iframe[src*=streamlit_folium]"
GIVEN_UP = "Event"  # what Chromium says of a load that ends because the page is left: no error, which would have words
HOSTILE = [
    "{{7*7}}",
    "{% x %}",
    "${7*7}",
    "`backtick`",
    "</script><script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    "[lien](javascript:window.hacked=1)",
    "<b>gras</b>",
    "$\\frac{1}{2}$ :red[rouge] **fort**",
]


@contextmanager
def serving(database: str, folder: Path) -> Iterator[str]:
    """Serve the dashboard on a free port of the loopback address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "MARSAD_DATABASE": database, "MARSAD_LANGUAGE": "fr", "PYTHONWARNINGS": "default"}
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard.py"), "--server.port", str(port)]
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            _await_health(f"http://127.0.0.1:{port}/_stcore/health", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=10)
    assert "Traceback" not in (folder / "server.log").read_text(encoding="utf-8", errors="replace")


def _await_health(address: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        assert process.poll() is None, "the server ended at once"
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server did not start within 30 seconds")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("demo")
    url = f"sqlite:///{(folder / 'demo.db').as_posix()}"
    open_demo(Settings(database=url), parse=parse, url=url).close()
    with serving(url, folder) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a page that may reach the loopback address only; what fails in it, or asks elsewhere, fails the test."""
    wrong: list[str] = []
    context = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    opened = context.new_page()
    opened.set_default_timeout(WAIT_MS)
    opened.on("pageerror", lambda problem: None if str(problem) == GIVEN_UP else wrong.append(str(problem)))
    opened.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    opened.on("request", lambda request: None if _is_local(request.url) else wrong.append(request.url))
    yield opened
    context.close()
    assert wrong == []


def _is_local(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:", "blob:", "file:"))


def the_map(page: Page) -> FrameLocator:
    """Give the map's frame; where one replaces another, wait until the old one is gone, and take the new one if it comes back."""
    expect(page.locator(FRAME)).to_have_count(1, timeout=WAIT_MS)
    return page.frame_locator(FRAME).last


def pin(page: Page, place: str) -> Locator:
    return the_map(page).locator(f".leaflet-marker-icon[aria-label^='{place} ']")


def pins(page: Page) -> Locator:
    return the_map(page).locator(".leaflet-marker-icon")


def view(page: Page) -> list[float]:
    """Give zoom and centre of the map."""
    frame = next(each for each in page.frames if "streamlit_folium" in each.url)
    found: list[float] = frame.evaluate("(() => { const c = map_div.getCenter(); return [map_div.getZoom(), c.lat, c.lng] })()")
    return found


def close_to(one: list[float], other: list[float]) -> bool:
    return all(abs(a - b) < 0.05 for a, b in zip(one, other, strict=True))


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    pins(page).first.wait_for()
    return page


def choose(page: Page, label: str, text: str) -> None:
    page.get_by_label(label).fill(text)
    page.get_by_label(label).press("Enter")


def settled(page: Page) -> None:
    """Wait until the page is drawn whole and the server runs nothing more."""
    page.wait_for_timeout(400)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def no_attack_ran(page: Page) -> None:
    for frame in page.frames:
        assert frame.evaluate("window.hacked") is None
        assert frame.locator("img[src='x']").count() == 0


def test_pin_opens_a_popup_and_selects_its_incident(demo: str, page: Page) -> None:
    opened(page, demo)
    pin(page, "Rissani").click()
    popup = the_map(page).locator(".leaflet-popup-content")
    expect(popup).to_contain_text("13 arrestations")
    expect(popup).to_contain_text("Rissani")
    panel = page.locator(".marsad-panel")
    expect(panel.locator("h3")).to_have_text("13 arrestations dans 10 villes : projet déjoué")
    expect(panel.locator("blockquote mark.field-place", has_text="Rissani")).to_be_visible()
    expect(panel.locator("dl")).to_contain_text("date inconnue")
    page.wait_for_timeout(500)
    expect(popup).to_be_visible()


def test_row_of_the_table_selects_and_opens_the_pin(demo: str, page: Page) -> None:
    opened(page, demo)
    table = page.get_by_test_id("stDataFrame").locator(".dvn-scroller")
    table.click(position={"x": 17, "y": 52})
    expect(page.locator(".marsad-panel h3")).to_be_visible()
    expect(the_map(page).locator(".leaflet-popup-content")).to_be_visible()


def test_filter_keeps_the_zoom_and_the_map(demo: str, page: Page) -> None:
    opened(page, demo)
    many = pins(page).count()
    the_map(page).locator(".leaflet-control-zoom-in").click()
    page.wait_for_timeout(600)
    before = view(page)
    choose(page, "Chercher dans les textes", "Rissani")
    expect(page.locator(".marsad-figures")).to_contain_text("13")
    expect(pins(page)).not_to_have_count(many)
    assert close_to(view(page), before)
    page.get_by_role("button", name="Effacer les filtres").click()
    expect(pins(page)).to_have_count(many)
    assert close_to(view(page), before)


def test_popup_outlives_a_filter_that_its_incident_passes(demo: str, page: Page) -> None:
    opened(page, demo)
    many = pins(page).count()
    pin(page, "Rissani").click()
    expect(page.locator(".marsad-panel h3")).to_contain_text("13 arrestations")
    settled(page)
    before = view(page)
    choose(page, "Chercher dans les textes", "Rissani")
    expect(pins(page)).not_to_have_count(many)
    expect(the_map(page).locator(".leaflet-popup-content")).to_have_count(1)
    expect(the_map(page).locator(".leaflet-popup-content")).to_contain_text("13 arrestations")
    assert close_to(view(page), before)


def test_filter_for_background_shows_more(demo: str, page: Page) -> None:
    opened(page, demo)
    page.get_by_text("Montrer aussi les faits rappelés en contexte").click()
    choose(page, "Chercher dans les textes", "Rissani")
    expect(page.locator(".marsad-figures li").first).to_contain_text("2")


def test_filter_that_nothing_passes_says_so(demo: str, page: Page) -> None:
    opened(page, demo)
    choose(page, "Chercher dans les textes", "rien de tel nulle part")
    expect(page.locator(".marsad-empty")).to_be_visible()
    expect(pins(page)).to_have_count(0)
    page.get_by_test_id("stMain").get_by_role("button", name="Effacer les filtres").click()
    expect(pins(page)).not_to_have_count(0)


def test_address_opens_the_same_view(demo: str, page: Page) -> None:
    opened(page, demo)
    choose(page, "Chercher dans les textes", "Rissani")
    expect(page.locator(".marsad-figures")).to_contain_text("13")
    the_map(page).get_by_role("button", name="Groupes").click()
    pin(page, "Rissani").click()
    expect(page.locator(".marsad-panel h3")).to_contain_text("13 arrestations")
    settled(page)
    address = page.url
    assert all(each in address for each in ("text=Rissani", "view=clusters", "incident="))
    other = page.context.new_page()
    opened(other, address)
    expect(other.locator(".marsad-panel h3")).to_contain_text("13 arrestations")
    expect(other.locator(".marsad-figures")).to_contain_text("13")
    expect(the_map(other).locator("[data-view=clusters]")).to_have_count(1)
    expect(the_map(other).locator(".leaflet-popup-content")).to_contain_text("13 arrestations")
    other.close()


def test_views_draw_the_same_incidents_in_their_ways(demo: str, page: Page) -> None:
    opened(page, demo)
    the_map(page).get_by_role("button", name="Groupes").click()
    expect(the_map(page).locator(".marsad-cluster")).not_to_have_count(0)
    the_map(page).get_by_role("button", name="Chaleur").click()
    expect(the_map(page).locator(".marsad-cluster")).to_have_count(0)
    expect(pins(page).first).to_be_hidden()
    the_map(page).get_by_role("button", name="Zones").click()
    expect(the_map(page).locator("path.marsad-area")).to_have_count(12)
    the_map(page).get_by_role("button", name="Provinces").click()
    expect(the_map(page).locator("path.marsad-area")).to_have_count(75)
    the_map(page).get_by_role("button", name="Pour 100 000 hab.").click()
    expect(the_map(page).locator(".marsad-views-key")).to_contain_text("Incidents pour 100 000 habitants")
    the_map(page).get_by_role("button", name="Épingles", exact=True).click()
    expect(pins(page).first).to_be_visible()
    expect(page).not_to_have_url(re.compile("view="))


def test_bar_of_the_time_line_selects_in_map_and_panel(demo: str, page: Page) -> None:
    opened(page, demo)
    the_map(page).locator(".marsad-time-bars button:not([disabled])").first.click()
    expect(page.locator(".marsad-panel h3")).to_be_visible()
    expect(the_map(page).locator(".leaflet-popup-content h3")).to_have_text(page.locator(".marsad-panel h3").inner_text())
    expect(the_map(page).locator(".marsad-time-bars .is-chosen")).to_have_count(1)


def await_zoom(page: Page, zoom: float) -> None:
    """Wait until the map, which may just be replaced by another, stands at a zoom."""
    for _ in range(100):
        try:
            if view(page)[0] == zoom:
                return
        except Error:  # the frame has no map yet
            pass
        page.wait_for_timeout(100)
    pytest.fail(f"the map does not stand at zoom {zoom}")


def test_zoom_and_selection_outlive_another_page_and_another_worldview(demo: str, page: Page) -> None:
    opened(page, demo)
    pin(page, "Rissani").click()
    expect(page.locator(".marsad-panel h3")).to_be_visible()
    settled(page)
    before = view(page)
    page.get_by_role("link", name="Articles").click()
    expect(page.get_by_role("heading", name="Ajouter un article")).to_be_visible()
    page.get_by_role("link", name="Carte").click()
    pins(page).first.wait_for()
    settled(page)
    await_zoom(page, before[0])
    borders = page.get_by_test_id("stSidebar").get_by_role("combobox", name="Frontières")
    borders.scroll_into_view_if_needed()
    settled(page)
    borders.click()
    page.get_by_role("option", name="Frontières de fait").click()
    expect(page).to_have_url(re.compile("worldview=defacto"))
    pins(page).first.wait_for()
    settled(page)
    await_zoom(page, before[0])
    expect(page.locator(".marsad-panel h3")).to_contain_text("13 arrestations")


def test_bars_dragged_over_ask_for_their_days(demo: str, page: Page) -> None:
    opened(page, demo)
    many = pins(page).count()
    bars = page.locator(".marsad-bars-row span")
    first, third = bars.nth(0).bounding_box(), bars.nth(2).bounding_box()
    assert first is not None
    assert third is not None
    page.mouse.move(first["x"] + 3, first["y"] + 5)
    page.mouse.down()
    page.mouse.move(third["x"] + 3, third["y"] + 5, steps=4)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"since=\d{4}-\d\d-01&until="))
    expect(pins(page)).not_to_have_count(many)
    expect(page.locator(".marsad-change").first).to_be_visible()
    page.get_by_role("button", name="Effacer les filtres").click()
    expect(pins(page)).to_have_count(many)


def test_arabic_is_right_to_left(demo: str, page: Page) -> None:
    opened(page, demo)
    page.get_by_role("radio", name="العربية").or_(page.get_by_text("العربية")).first.click()
    expect(page.locator(".marsad-head")).to_contain_text("مرصد")
    for part in ("stSidebar", "stMain"):
        assert page.get_by_test_id(part).evaluate("each => getComputedStyle(each).direction") == "rtl"
    sidebar, main = page.get_by_test_id("stSidebar").bounding_box(), page.get_by_test_id("stMain").bounding_box()
    assert sidebar is not None
    assert main is not None
    assert sidebar["x"] > main["x"]
    settled(page)
    expect(the_map(page).locator("[dir=rtl]").first).to_be_visible()
    page.get_by_role("link", name="المقالات").click()
    expect(page.get_by_role("heading", name="إضافة مقال")).to_be_visible()
    page.get_by_role("link", name="الخريطة").click()
    expect(page.locator(".marsad-figures")).to_contain_text("حادث")


def test_hostile_article_is_text_everywhere(tmp_path: Path, page: Page, browser: Browser) -> None:
    url = f"sqlite:///{(tmp_path / 'hostile.db').as_posix()}"
    attack = " ".join(HOSTILE)
    with serving(url, tmp_path) as address:
        page.goto(f"{address}/articles")
        page.get_by_label("Titre").fill(f"Titre {attack}")
        page.get_by_label("Journal ou source").first.fill(f"Source {attack}")
        page.get_by_label("Texte de l'article").fill(f"La police a arrêté 12 personnes {attack} jeudi 23 mars 2023 à Rissani {attack}.")
        page.get_by_role("button", name="Lire l'article").first.click()
        expect(page.locator(".marsad-text")).to_contain_text(attack)
        expect(page.locator(".marsad-panel h3")).to_contain_text(attack)
        no_attack_ran(page)
        page.get_by_role("button", name="Garder").click()
        expect(page.get_by_role("status").or_(page.locator(".marsad-note"))).to_contain_text("Gardé")
        no_attack_ran(page)
        page.get_by_role("link", name="Voir sur la carte").click()
        pin(page, "Rissani").click()
        popup = the_map(page).locator(".leaflet-popup-content")
        expect(popup).to_contain_text(HOSTILE[0])
        expect(popup).to_contain_text(HOSTILE[5])
        expect(page.locator(".marsad-panel blockquote").first).to_contain_text(attack)
        page.get_by_text("Lire l'article entier").click()
        expect(page.locator(".marsad-text")).to_contain_text(attack)
        no_attack_ran(page)
        saved = download(page, tmp_path)
    with Store(url) as store:
        assert attack in store.readings()[0].article.text
    exported = read_offline(browser, saved)
    assert HOSTILE[0] in exported
    assert HOSTILE[5] in exported
    assert "49" not in exported


def download(page: Page, folder: Path) -> Path:
    page.get_by_role("button", name="Exporter").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Télécharger la carte").click()
    saved = folder / "downloaded.html"
    waiting.value.save_as(saved)
    return saved


def read_offline(browser: Browser, saved: Path) -> str:
    """Open a file with the network cut, open each pin, and give all that was to be read; any request fails."""
    asked: list[str] = []
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    context.set_offline(True)
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(saved.as_uri())
    page.locator(".leaflet-marker-icon").first.wait_for(timeout=WAIT_MS)
    page.locator(".leaflet-marker-icon").first.focus()
    page.keyboard.press("Enter")
    page.locator(".leaflet-popup-content").wait_for(timeout=WAIT_MS)
    said = page.locator("body").inner_text()
    no_attack_ran(page)
    context.close()
    assert [each for each in asked if each != saved.as_uri() and not each.startswith(("data:", "blob:"))] == []
    return said


def test_downloaded_map_opens_without_a_network_and_holds_what_is_filtered(demo: str, page: Page, browser: Browser, tmp_path: Path) -> None:
    opened(page, demo)
    choose(page, "Chercher dans les textes", "Rissani")
    expect(page.locator(".marsad-figures")).to_contain_text("13")
    expect(page.locator(".marsad-figures li").nth(2)).to_have_text("1article")
    said = read_offline(browser, download(page, tmp_path))
    assert "13 arrestations" in said
    assert "Dakhla" not in said
    assert "Rissani" in said


def test_article_is_opened_and_deleted(tmp_path: Path, page: Page) -> None:
    url = f"sqlite:///{(tmp_path / 'real.db').as_posix()}"
    with serving(url, tmp_path) as address:
        page.goto(address)
        page.get_by_role("button", name="Ajouter des articles").click()
        page.get_by_role("tab", name="Déposer des fichiers").click()
        files = [ROOT / "seeds" / "fr-03-naufrage-dakhla.txt", ROOT / "seeds" / "fr-02-autocar-al-haouz.txt"]
        page.locator("input[type=file]").set_input_files(files)
        expect(page.get_by_role("button", name="Remove fr-02-autocar-al-haouz.txt")).to_be_visible()
        page.get_by_role("button", name="Lire les fichiers").click()
        page.get_by_role("button", name="Tout garder").click()
        page.get_by_test_id("stDataFrame").locator(".dvn-scroller").click(position={"x": 17, "y": 52})
        expect(page.locator(".marsad-text")).to_be_visible()
        page.get_by_role("button", name="Supprimer").click()
        page.get_by_role("button", name="Oui, supprimer").click()
        expect(page.locator(".marsad-note")).to_contain_text("supprimé")
    with Store(url) as store:
        assert len(store.readings()) == 1


def test_empty_store_leads_to_the_demo_and_back(tmp_path: Path, page: Page) -> None:
    with serving(f"sqlite:///{(tmp_path / 'empty.db').as_posix()}", tmp_path) as address:
        page.goto(address)
        page.get_by_role("button", name="Ouvrir la démonstration").click()
        pins(page).first.wait_for()
        expect(page.locator(".marsad-demo")).to_be_visible()
        page.get_by_role("button", name="Quitter la démonstration").click()
        expect(page.locator(".marsad-empty")).to_be_visible()
        expect(page.locator(".marsad-demo")).to_have_count(0)
