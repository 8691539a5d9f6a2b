import io
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from openpyxl import Workbook
from pyarrow import parquet

from geo.errors import InputError
from geo.models import Article
from geo.readers import Details, Reader, find, named_columns, pdf, read, read_all, read_bytes, registry
from geo.readers.formats import HEAD, format_of
from geo.readers.job import Job
from tests.reader_samples import ARABIC, DAY, LEAD, MAKERS, MENU, OUTLET, REST, ROWS, TITLE, URL, sample

DAYLESS = {"a.pdf", "a.docx"}
ONE = ["a.html", "a.eml", "a.mhtml", "a.pdf", "a.docx", "a.atom"]
TABLES = ["a.csv", "a.jsonl", "a.xlsx", "a.parquet"]


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as found:
        yield found


def articles(reader: Reader, raw: bytes, name: str, details: Details | None = None) -> list[Article]:
    found = list(reader.articles_in(raw, name, details or Details()))
    assert all(isinstance(each, Article) for each in found), found
    return [each for each in found if isinstance(each, Article)]


def error(reader: Reader, raw: bytes, name: str) -> str:
    (found,) = reader.articles_in(raw, name)
    assert isinstance(found, InputError)
    assert "\n" not in str(found)
    return str(found)


@pytest.mark.parametrize("name", [*ONE, *TABLES, "a.rss"])
def test_the_first_article_of_every_format_is_whole(reader: Reader, name: str) -> None:
    article = articles(reader, sample(name), name)[0]
    text = " ".join(article.text.split())
    assert text.startswith(TITLE)
    assert text.count(TITLE) == 1
    assert LEAD in text
    assert REST in text
    assert article.title == TITLE
    assert article.published == (None if name in DAYLESS else DAY)


@pytest.mark.parametrize("name", ["a.html", "a.eml", "a.mhtml", "a.atom", "a.rss", *TABLES])
def test_the_outlet_is_found(reader: Reader, name: str) -> None:
    assert articles(reader, sample(name), name)[0].outlet == OUTLET


@pytest.mark.parametrize("name", ["a.html", "a.mhtml", "a.atom", "a.rss", *TABLES])
def test_the_address_is_found(reader: Reader, name: str) -> None:
    assert articles(reader, sample(name), name)[0].url == URL


def test_boilerplate_of_a_page_is_left_out(reader: Reader) -> None:
    (article,) = articles(reader, sample("a.html"), "a.html")
    assert not [each for each in (MENU, "Al Hoceima", "Agadir", "Marrakech") if each in article.text]


def test_leads_of_other_articles_are_no_part_of_a_short_one(reader: Reader) -> None:
    others = "".join(
        f'<div class="post-{each}"><h3><a href="/{each}">Autre</a></h3><p>Bref {each} de Tanger</p></div>' for each in range(8)
    )
    single = f'<div class="single"><h1>Titre</h1><div class="text"><p>{LEAD}</p></div></div>'
    page = f'<html><body>{single}<div class="autres">{others}</div></body></html>'
    (article,) = articles(reader, page.encode(), "a.html")
    assert article.text == f"Titre\n\n{LEAD}"


def test_lists_and_tables_of_a_page_are_kept(reader: Reader) -> None:
    table = "<table><tr><th>Ville</th><th>Blessés</th></tr><tr><td>Oujda</td><td>3</td></tr></table>"
    page = f"<html><body><article><p>{LEAD}</p><ul><li>Tiflet</li><li>Rissani</li></ul>{table}</article></body></html>"
    (article,) = articles(reader, page.encode(), "a.html")
    assert article.text.endswith("\n- Tiflet\n- Rissani\n| Ville | Blessés |\n| Oujda | 3 |")


def test_a_page_is_read_in_the_charset_it_declares(reader: Reader) -> None:
    (article,) = articles(reader, sample("arabic.html"), "arabic.html")
    assert ARABIC in article.text


def test_the_language_a_page_declares_is_not_believed(reader: Reader) -> None:
    assert articles(reader, sample("a.html"), "a.html")[0].language is None


def test_what_is_known_before_wins_over_what_a_file_says(reader: Reader) -> None:
    details = Details(published="2024-01-02", language="fr", outlet="O", url="u", title="T")
    (article,) = articles(reader, sample("a.html"), "a.html", details)
    assert (article.published, article.language, article.outlet, article.url, article.title) == ("2024-01-02", "fr", "O", "u", "T")


def test_what_is_attached_to_a_message_is_an_article_of_its_own(reader: Reader) -> None:
    letter, attached = articles(reader, sample("attached.eml"), "attached.eml")
    assert "Ci-joint" in letter.text
    assert (attached.source, attached.title) == ("attached.eml!/article.html", TITLE)


@pytest.mark.parametrize("name", TABLES)
def test_columns_of_a_table_are_guessed_and_shown_once(reader: Reader, name: str) -> None:
    first, second = articles(reader, sample(name), name)
    assert "text=Corps, title=Titre, published=Date" in first.warnings[0]
    assert first.language == "fr"
    assert second.warnings == ()
    assert "séisme a été ressenti" in second.text
    assert "<p>" not in second.text


@pytest.mark.parametrize("name", TABLES)
def test_columns_named_win_over_the_guess(name: str) -> None:
    with Reader(columns=named_columns("text=Titre, date=Date")) as reader:
        assert reader_texts(reader, name) == [TITLE, "Second"]


def reader_texts(reader: Reader, name: str) -> list[str]:
    return [each.text for each in articles(reader, sample(name), name)]


def test_a_column_that_is_not_there_is_told_with_those_that_are() -> None:
    with Reader(columns={"text": "Body"}) as reader:
        assert "'Corps'" in error(reader, sample("a.csv"), "a.csv")


def test_a_table_without_a_text_says_how_to_name_it(reader: Reader) -> None:
    assert "--columns text=" in error(reader, b"a,b\n1,2\n", "t.csv")


@pytest.mark.parametrize("said", ["text", "text=", "colour=Red"])
def test_columns_badly_named_are_told(said: str) -> None:
    with pytest.raises(InputError, match="--columns"):
        named_columns(said)


@pytest.mark.parametrize(
    ("said", "published"),
    [
        *(
            ("2025-03-04T23:59:00+01:00", "2025-03-04"),
            ("4/3/2025", "2025-03-04"),
            ("04.03.2025 10:15", "2025-03-04"),
            ("2025/3/4", "2025-03-04"),
        ),
        *(("3/14/2025", None), ("hier", None), ("2025-02-30", None), ("", None)),
    ],
)
def test_days_in_a_table_are_read_or_told(reader: Reader, said: str, published: str | None) -> None:
    (article,) = articles(reader, f"text,date\nUn incendie à Fès.,{said}\n".encode(), "t.csv")
    assert article.published == published
    assert any("date not understood" in each for each in article.warnings) == (published is None and said != "")


def test_days_of_excel_and_parquet_are_days(reader: Reader) -> None:
    book = Workbook()
    for row in (["text", "date"], ["Un incendie à Fès.", datetime(2025, 3, 4, 22, 0)]):  # noqa: DTZ001  # Excel knows no zones
        book.active.append(row)  # type: ignore[union-attr]
    file = io.BytesIO()
    book.save(file)
    assert articles(reader, file.getvalue(), "t.xlsx")[0].published == "2025-03-04"
    file = io.BytesIO()
    parquet.write_table(pa.table({"text": ["Un incendie à Fès."], "date": [date(2025, 3, 4)]}), file)
    assert articles(reader, file.getvalue(), "t.parquet")[0].published == "2025-03-04"


def test_a_bad_row_is_told_by_number_and_the_rest_is_read(reader: Reader) -> None:
    found = list(reader.articles_in(b'{"text": "Un incendie."}\n{\n[]\n{"text": ""}\n{"text": "Un vol."}\n', "t.jsonl"))
    assert [isinstance(each, Article) for each in found] == [True, False, False, False, True]
    assert all(f"t.jsonl#{number}" in str(found[number - 1]) for number in (2, 3, 4))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_tables_are_read_in_any_encoding_and_with_any_delimiter(reader: Reader, encoding: str, delimiter: str) -> None:
    raw = f'titre{delimiter}texte\nÉté{delimiter}"Un incendie à Fès, près de l\'hôpital,\nen été."\n'.encode(encoding)
    (article,) = articles(reader, raw, "t.csv")
    assert article.text == "Été\n\nUn incendie à Fès, près de l'hôpital,\nen été."


def test_letters_of_a_pdf_are_written_not_drawn() -> None:
    assert pdf._written("ﺣﺮﻳﻖ  ﻻﻋﺐ ﬁn oﬃciel") == "حريق لاعب fin officiel"


def test_words_that_a_line_of_a_pdf_parts_are_joined_and_names_are_not() -> None:
    assert pdf._written("un inci-\ndent à Beni-\nMellal") == "un incident à Beni-\nMellal"


@pytest.mark.parametrize(
    ("drawn", "written"),
    [
        ("أشخاص ثلاثة إصابة عن\n.2025 مارس 12 يوم", "عن إصابة ثلاثة أشخاص\nيوم 12 مارس 2025."),
        ("،Le Matin جريدة حسب\n.فاس", "حسب جريدة Le Matin،\nفاس."),
        ("يوم 12 مارس 2025.\nحريق في فاس", "يوم 12 مارس 2025.\nحريق في فاس"),
    ],
)
def test_lines_of_an_arabic_pdf_are_brought_into_the_order_of_writing(drawn: str, written: str) -> None:
    assert pdf._ordered(drawn) == written


def test_a_reader_is_not_asked_for_two_inputs_at_once(reader: Reader) -> None:
    first = reader.articles_in(sample("a.csv"), "a.csv")
    next(first)
    with pytest.raises(RuntimeError, match="one input"):
        next(reader.articles_in(sample("a.html"), "a.html"))
    assert len(list(first)) == 1


def test_archives_give_what_is_in_them_by_name_and_write_nothing(reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert [each.source for each in articles(reader, sample("a.zip"), "a.zip")] == ["a.zip!/../../etc/a.txt", "a.zip!/b/page.html"]
    assert [each.title for each in articles(reader, sample("a.tar.gz"), "a.tar.gz")] == [None, TITLE, "Second"]
    assert not list(tmp_path.iterdir())


def test_a_bad_file_in_an_archive_is_told_and_the_rest_is_read(reader: Reader) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, raw in (("a.pdf", b"no pdf"), ("b.txt", b"Un incendie."), ("c.docx", b""), ("d.html", sample("a.html"))):
            archive.writestr(name, raw)
    found = list(reader.articles_in(file.getvalue(), "a.zip"))
    assert [isinstance(each, Article) for each in found] == [False, True, False, True]
    assert "a.zip!/a.pdf" in str(found[0])


@pytest.mark.parametrize("name", sorted(set(MAKERS) - {"a.csv", "a.txt"}))
def test_formats_are_told_by_content_where_the_name_says_nothing(name: str) -> None:
    assert format_of("-", sample(name)[:HEAD]) == format_of(name, b"")


def test_plain_text_stays_plain_text() -> None:
    assert format_of("-", ARABIC.encode()) == "text"
    assert format_of("a.txt", sample("a.html")) == "text"
    assert read_bytes(sample("a.html"), "a.txt").text.startswith("<!DOCTYPE")


def test_a_folder_gives_every_format_but_no_manifest(tmp_path: Path) -> None:
    for name in [*MAKERS, "manifest.jsonl", "README.md", "photo.jpg"]:
        (tmp_path / name).write_bytes(b"x")
    assert {each.name for each in find(tmp_path)} == set(MAKERS)


def test_read_all_reads_many_files_and_tells_what_it_cannot(tmp_path: Path) -> None:
    for name in ("a.html", "a.rss", "a.txt"):
        (tmp_path / name).write_bytes(sample(name))
    found = list(read_all([tmp_path / each for each in ("a.html", "nowhere.pdf", "a.rss", "a.txt")]))
    assert [isinstance(each, Article) for each in found] == [True, False, True, True, True]
    assert "nowhere.pdf" in str(found[1])


def test_read_gives_one_article_or_says_there_are_more(tmp_path: Path) -> None:
    for name in ("a.html", "a.csv"):
        (tmp_path / name).write_bytes(sample(name))
    assert read(tmp_path / "a.html").title == TITLE
    with pytest.raises(InputError, match="several"):
        read(tmp_path / "a.csv")


@pytest.mark.parametrize("name", [*ONE, *TABLES, "a.rss", "a.zip", "a.tar.gz"])
@pytest.mark.parametrize("raw", [b"", b" \n", b"\x00\x01\x02", b"Un incendie", b"<", b"PK\x03\x04", b"%PDF-1.7", b"PAR1PAR1"])
def test_what_is_not_of_its_format_is_an_article_or_a_sentence(reader: Reader, name: str, raw: bytes) -> None:
    for each in reader.articles_in(raw, name):
        assert isinstance(each, Article) or (name in str(each) and "\n" not in str(each))


@pytest.mark.parametrize("name", MAKERS)
def test_the_other_process_gives_what_the_readers_give(reader: Reader, name: str) -> None:
    here = [each for each in registry.articles(io.BytesIO(sample(name)), Job(source=name)) if not isinstance(each, registry.Begun)]
    assert here == list(reader.articles_in(sample(name), name))


def test_text_is_read_without_heavy_libraries(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(sample("a.txt"))
    heavy = ["trafilatura", "lxml", "pypdf", "docx", "openpyxl", "feedparser", "pyarrow", "email.message", "protego"]
    code = f"import sys, geo; geo.read({str(tmp_path / 'a.txt')!r}); print([each for each in {heavy!r} if each in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_rows_keep_what_the_columns_hold(reader: Reader) -> None:
    assert articles(reader, sample("a.jsonl"), "a.jsonl")[0].outlet == ROWS[0]["Source"]
