"""The Exports page in a real Chromium: what the link filters is what the file holds, in French and in Arabic."""

import json
import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_dashboard import demo, page  # noqa: F401  fixtures

pytestmark = pytest.mark.browser

FILTER = "text=Rissani&background=1"


def saved(page: Page, name: str, folder: Path) -> Path:  # noqa: F811
    """Choose a format and download: its button has another name than that of the format before."""
    page.get_by_role("radio", name=name).check(force=True)
    with page.expect_download() as waiting:
        page.get_by_role("button", name=re.compile(f":.*{re.escape(name)}")).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


@pytest.mark.parametrize(
    ("language", "choice", "told"),
    [
        ("fr", "Classeur Excel (XLSX)", "Filtres : texte : « Rissani », avec les faits rappelés en contexte"),
        ("ar", "مصنف إكسل (XLSX)", "Rissani"),
    ],
)
def test_what_the_link_filters_is_what_the_file_holds(  # noqa: PLR0917
    demo: str,  # noqa: F811
    page: Page,  # noqa: F811
    tmp_path: Path,
    language: str,
    choice: str,
    told: str,
) -> None:
    page.goto(f"{demo}/exports?{FILTER}&lang={language}")
    main = page.get_by_test_id("stMain")
    expect(main.locator(".marsad-note", has_text=told)).to_be_visible()
    number = int(main.locator(".marsad-figures li b").first.inner_text())
    book = openpyxl.load_workbook(saved(page, choice, tmp_path))
    assert book["incidents"].max_row == 1 + number > 1
    about = [row[1].value for row in book["about"].iter_rows()]
    assert FILTER in about
    assert book["places"].sheet_view.rightToLeft == (language == "ar")
    features = json.loads(saved(page, "GeoJSON", tmp_path).read_text(encoding="utf-8"))
    assert features["about"]["incidents"] == number
    assert {each["properties"]["place_name_ar"] for each in features["features"]} >= {"الريصاني"}


def test_filter_goes_with_the_user_from_the_map_to_the_exports_and_back(demo: str, page: Page) -> None:  # noqa: F811
    page.goto(f"{demo}/?{FILTER}")
    page.get_by_role("button", name="Exporter").click()
    page.get_by_role("button", name="Tous les formats").click()
    expect(page.locator(".marsad-note", has_text="Rissani")).to_be_visible()
    page.get_by_role("button", name="Changer les filtres").click()
    expect(page.get_by_label("Chercher dans les textes")).to_have_value("Rissani")


def test_page_of_exports_says_so_where_nothing_passes(demo: str, page: Page) -> None:  # noqa: F811
    page.goto(f"{demo}/exports?text=introuvablement")
    expect(page.locator(".marsad-empty")).to_contain_text("Aucun incident ne passe")
    expect(page.get_by_role("button", name="Télécharger")).to_have_count(0)
