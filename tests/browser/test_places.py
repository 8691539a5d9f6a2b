"""The Places page in a real Chromium: results while typing, in two scripts, the place on the map, hostile names, Arabic."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_dashboard import WAIT_MS, page, serving, the_map  # noqa: F401  `page` is a fixture

pytestmark = pytest.mark.browser

TOOLTIP = ".leaflet-tooltip:not(.marsad-around)"
ATTACK = "<img src=x onerror=window.hacked=1> **fort** :red[r] {{7*7}} [l](javascript:window.hacked=1)"


def test_places_are_found_while_typing_and_shown(tmp_path: Path, page: Page, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    table = tmp_path / "mine.csv"
    table.write_text(f'name,lat,lon,kind,variants\n"Zouloulou {ATTACK}",31.2,-7.2,village,\n', encoding="utf-8")
    monkeypatch.setenv("MARSAD_PLACES", str(table))
    with serving(f"sqlite:///{(tmp_path / 'places.db').as_posix()}", tmp_path) as address:
        page.goto(f"{address}/places")
        box = page.get_by_label("Chercher un lieu")
        box.press_sequentially("rissa", delay=40)
        first = page.locator("[class*=st-key-result_0] button")
        expect(first).to_contain_text("Rissani")
        box.fill("الريص")
        expect(first).to_contain_text("Rissani")
        first.click()
        expect(page.locator(".marsad-place")).to_contain_text("08.201.01.13")
        expect(the_map(page).locator(TOOLTIP)).to_have_text("Rissani")
        expect(the_map(page).locator(".marsad-around").filter(has_text="Erfoud")).to_be_visible()
        expect(the_map(page).locator(".leaflet-overlay-pane path[stroke='#0d6472']").first).to_be_visible()
        box.fill("zouloul")
        expect(first).to_contain_text(ATTACK)
        first.click()
        expect(page.locator(".marsad-place h3")).to_contain_text(ATTACK)
        expect(the_map(page).locator(TOOLTIP).last).to_contain_text(ATTACK)
        assert page.evaluate("window.hacked") is None
        page.get_by_text("العربية").click()
        expect(page.get_by_label("البحث عن مكان")).to_have_value("zouloul")
        page.get_by_role("link", name="الخريطة").click()
        expect(page.locator(".marsad-empty")).to_be_visible()
        page.get_by_role("link", name="الأماكن").click()
        expect(page.get_by_label("البحث عن مكان")).to_have_value("zouloul", timeout=WAIT_MS)
