"""Many incidents at one place, in a real Chromium: the popup turns pages, and one selected anywhere is so everywhere."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from geo.models import Article
from geo.pipeline import parse
from geo.store import Store, record
from tests.browser.test_dashboard import page, pin, serving, settled, the_map, view  # noqa: F401

pytestmark = pytest.mark.browser

PLACES = ("Rissani", "Zagora", "Nador")
IN_RISSANI = 20
NAMES = {"fr": "Rissani", "ar": "الريصاني"}
NEXT = {"fr": "Incident suivant", "ar": "الحدث التالي"}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("many")
    url = f"sqlite:///{(folder / 'many.db').as_posix()}"
    texts = [
        f"La police a arrêté {number + 2} personnes à {place}, le {number % 27 + 1} mars {2023 + at}."
        for at, place in enumerate(PLACES)
        for number in range(IN_RISSANI)
    ]
    with Store(url) as store:
        store.save_all([record(parse(Article(text=each, source=f"{number}.txt")), kind="file") for number, each in enumerate(texts)])
    with serving(url, folder) as address:
        yield address


def heading(page: Page) -> Locator:  # noqa: F811
    return page.locator(".marsad-panel h3").first


def same_everywhere(page: Page) -> str:  # noqa: F811
    """Wait until panel, popup, time line and table show the same incident; give its title."""
    popup = the_map(page).locator(".leaflet-popup-content h3")
    expect(popup).to_have_count(1)
    expect(heading(page)).to_have_text(popup.inner_text())
    expect(the_map(page).locator(".marsad-time-bars .is-chosen")).to_have_count(1)
    settled(page)
    return heading(page).inner_text()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_popup_of_a_pin_turns_its_pages_and_each_is_selected_everywhere(many: str, page: Page, language: str) -> None:  # noqa: F811
    page.goto(f"{many}/?lang={language}")
    pin(page, NAMES[language]).click()
    position = the_map(page).locator(".marsad-position")
    expect(position).to_contain_text(str(IN_RISSANI))
    titles = [same_everywhere(page)]
    stood = view(page)
    turn = the_map(page).get_by_role("button", name=NEXT[language])
    for _ in range(2):
        turn.click()
        expect(heading(page)).not_to_have_text(titles[-1])
        titles.append(same_everywhere(page))
    assert len(set(titles)) == 3
    assert view(page) == stood


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_row_of_the_table_opens_its_page_of_the_popup(many: str, page: Page, language: str) -> None:  # noqa: F811
    page.goto(f"{many}/?lang={language}")
    pin(page, NAMES[language]).wait_for()
    settled(page)
    rows = page.get_by_test_id("stDataFrame").locator(".dvn-scroller")
    titles = []
    for row in (1, 3):
        rows.click(position={"x": 17, "y": 17 + 35 * row})
        settled(page)
        titles.append(same_everywhere(page))
    assert len(set(titles)) == 2
