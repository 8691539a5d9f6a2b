"""The Articles page in a real Chromium: many files at once, columns of a table, stop, search, reading only; nothing hostile runs."""

import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from geo.models import Article
from geo.pipeline import parse
from geo.store import Store, record
from tests.browser.test_dashboard import HOSTILE, ROOT, WAIT_MS, no_attack_ran, page, pin, serving, settled, the_map  # noqa: F401

pytestmark = pytest.mark.browser

WORDS = {
    "fr": {
        "upload": "Déposer des fichiers",
        "read": "Lire les fichiers",
        "all": "Tout garder",
        "search": "Chercher dans les articles gardés",
        "one": "1 article",
        "delete": "Supprimer",
        "confirm": "Oui, supprimer",
        "some": "articles lus : 3",
        "stop": "Arrêter",
        "stopped": "Lecture arrêtée",
        "waiting": "En attente, après ceux-ci",
        "most": "5 Mo",
    },
    "ar": {
        "upload": "رفع ملفات",
        "read": "قراءة الملفات",
        "all": "حفظ الكل",
        "search": "البحث في المقالات المحفوظة",
        "one": "مقال واحد",
        "delete": "حذف",
        "confirm": "نعم، حذف",
        "some": "المقالات المقروءة: 3",
        "stop": "إيقاف",
        "stopped": "توقفت القراءة",
        "waiting": "في الانتظار بعد هذه",
        "most": "5 ميغابايت",
    },
}
SECRET = "Zanzibouliste"
ATTACK = "<img src=x onerror=window.hacked=1>{{7*7}}"


def url_of(folder: Path) -> str:
    return f"sqlite:///{(folder / 'articles.db').as_posix()}"


def given(page: Page, *files: tuple[str, bytes]) -> None:  # noqa: F811
    page.locator("input[type=file]").set_input_files([{"name": name, "mimeType": "text/plain", "buffer": raw} for name, raw in files])
    settled(page)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_files_are_read_together_kept_found_and_listed(tmp_path: Path, page: Page, language: str) -> None:  # noqa: F811
    words = WORDS[language]
    table = "Corps;Titre de une\nUn séisme a frappé Al Hoceima, lundi 12 mai 2025.;Séisme au nord\n".encode()
    with serving(url_of(tmp_path), tmp_path) as address:
        page.goto(f"{address}/articles?lang={language}")
        page.get_by_role("tab", name=words["upload"]).click()
        given(
            page,
            ("a.csv", table),
            (f"{ATTACK}.txt", f"La police a arrêté 12 personnes à Rissani. {SECRET}".encode()),
            ("broken.pdf", b"%PDF-1.4 nothing of a document"),
        )
        expect(page.get_by_role("combobox").first).to_have_value("Corps")
        page.get_by_role("button", name=words["read"]).click()
        page.get_by_role("button", name=words["all"]).wait_for()
        expect(page.locator(".marsad-found .marsad-error")).to_contain_text("broken.pdf")
        expect(page.locator(".marsad-found").first).to_contain_text(ATTACK)
        no_attack_ran(page)
        page.get_by_role("button", name=words["all"]).click()
        page.get_by_label(words["search"]).fill("Hoceima")
        page.get_by_label(words["search"]).press("Enter")
        expect(page.get_by_test_id("stCaptionContainer").last).to_have_text(words["one"])
        settled(page)
        no_attack_ran(page)
        page.get_by_test_id("stDataFrame").locator(".dvn-scroller").click(position={"x": 17, "y": 52})
        expect(page.locator(".marsad-text mark").first).to_be_visible()
        page.get_by_role("button", name=words["delete"], exact=True).click()
        page.get_by_role("button", name=words["confirm"]).click()
        expect(page.get_by_test_id("stCaptionContainer").last).not_to_have_text(words["one"])
    with Store(url_of(tmp_path)) as store:
        assert [SECRET in each.article.text for each in store.readings()] == [True]
    assert SECRET not in (tmp_path / "server.log").read_text(encoding="utf-8", errors="replace")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_reading_can_be_stopped_and_what_was_read_is_kept(tmp_path: Path, page: Page, language: str) -> None:  # noqa: F811
    words = WORDS[language]
    long = "\n".join(f"Dépêche {n}. La police a arrêté {n % 9 + 2} personnes à Rissani, lundi 12 mai 2025." for n in range(400))
    rows = io.StringIO()
    rows.write("text\n")
    for number in range(400):
        rows.write(f'"{number} {long[:6000]}"\n')
    with serving(url_of(tmp_path), tmp_path) as address:
        page.goto(f"{address}/articles?lang={language}")
        page.get_by_role("tab", name=words["upload"]).click()
        given(page, ("many.csv", rows.getvalue().encode()))
        page.get_by_role("button", name=words["read"]).click()
        expect(page.get_by_text(words["some"]).first).to_be_visible()
        page.get_by_role("button", name=words["stop"]).click()
        expect(page.locator(".marsad-note").first).to_contain_text(words["stopped"])
        expect(page.get_by_role("button", name=words["all"])).to_be_visible()
        waiting = page.get_by_text(words["waiting"])
        expect(waiting).to_be_visible()
        assert int(waiting.inner_text().rpartition(":")[2]) < 397


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_upload_that_is_too_large_is_refused(tmp_path: Path, page: Page, language: str) -> None:  # noqa: F811
    words = WORDS[language]
    with serving(url_of(tmp_path), tmp_path) as address:
        page.goto(f"{address}/articles?lang={language}")
        page.get_by_role("tab", name=words["upload"]).click()
        said = page.get_by_test_id("stFileUploaderDropzoneInstructions").locator("span").last
        assert words["most"] in said.evaluate("each => getComputedStyle(each, '::after').content")
        given(page, ("large.txt", b"a" * 6_000_000))
        expect(page.get_by_test_id("stFileUploader")).to_contain_text("5")
        expect(page.get_by_role("button", name=words["read"])).to_be_disabled()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_reading_only_shows_all_and_offers_no_writing(
    tmp_path: Path,
    page: Page,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    language: str,
) -> None:
    with Store(url_of(tmp_path)) as store:
        store.save_all([record(parse(Article(text="La police a arrêté 12 personnes à Rissani.", source="a.txt")), kind="seed")])
    monkeypatch.setenv("MARSAD_READONLY", "1")
    with serving(url_of(tmp_path), tmp_path) as address:
        page.goto(f"{address}/?lang={language}")
        pin(page, "Rissani" if language == "fr" else "الريصاني").click()
        expect(page.locator(".marsad-panel h3")).to_be_visible()
        page.goto(f"{address}/articles?lang={language}")
        expect(page.locator(".marsad-head .marsad-note")).to_be_visible()
        expect(page.get_by_test_id("stDataFrame")).to_be_visible()
        settled(page)
        expect(page.get_by_test_id("stFileUploader")).to_have_count(0)
        expect(page.locator("textarea:visible")).to_have_count(0)
        column = page.get_by_test_id("stDataFrame").locator(".dvn-scroller")
        column.click(position={"x": 17, "y": 52})
        expect(page.locator(".marsad-text")).to_be_visible()
        expect(page.get_by_role("button", name="Supprimer" if language == "fr" else "حذف")).to_have_count(0)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_way_that_words_come_in_shows_them_as_words(
    tmp_path: Path,
    page: Page,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    language: str,
) -> None:
    attack = " ".join(HOSTILE)
    overlay = tmp_path / "mine.csv"
    overlay.write_text(f'name,lat,lon,kind,variants\n"Zouloulou {ATTACK}",31.2,-7.2,village,Zouloulou\n', encoding="utf-8")
    monkeypatch.setenv("MARSAD_PLACES", str(overlay))
    article = Article(
        text=f"La police a arrêté 12 personnes {attack} à Zouloulou, lundi 12 mai 2025.",
        title=attack,
        outlet=attack,
        url=f"https://example.org/{attack}",
        source=f"{attack}.txt",
    )
    with Store(url_of(tmp_path)) as store:
        store.save_all([record(parse(article), kind="upload")])
    with serving(url_of(tmp_path), tmp_path) as address:
        page.goto(f"{address}/?lang={language}")
        pin(page, "Zouloulou").click()
        expect(the_map(page).locator(".leaflet-popup-content")).to_contain_text(HOSTILE[0])
        expect(page.locator(".marsad-panel")).to_contain_text(HOSTILE[5])
        no_attack_ran(page)
        for path in ("articles", "exports", "places"):
            page.goto(f"{address}/{path}?lang={language}")
            settled(page)
            if path == "articles":
                page.get_by_test_id("stDataFrame").locator(".dvn-scroller").click(position={"x": 17, "y": 52})
                expect(page.locator(".marsad-text")).to_contain_text(attack)
            no_attack_ran(page)
            assert "49" not in page.locator("body").inner_text()
