import io
import json
import os
import subprocess
import sys
import tarfile
import time
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from geo.errors import InputError, LimitError
from geo.models import Article
from geo.readers import LIMITS, Reader, process
from geo.readers.job import Job
from geo.readers.registry import articles
from tests.conftest import ROOT
from tests.reader_samples import TITLE, joined_pdf, sample

SPREADSHEET = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
WORD = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
ONE_PAGE = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
TENFOLD = b"".join(b'<!ENTITY %c "%s">' % (98 + each, b"&%c;" % (97 + each) * 10) for each in range(7))
LAUGHS = b'<!DOCTYPE a [<!ENTITY a "' + b"a" * 1000 + b'">' + TENFOLD
FONT = b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
SLOW = b"BT /F1 12 Tf " + b"(a) Tj " * 3_000_000 + b"ET"
PASSWORDS = b'<!DOCTYPE a [<!ENTITY h SYSTEM "file:///etc/passwd">'
MOST_MEMORY = 500_000_000


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as found:
        yield found


def refusal(reader: Reader, raw: bytes, name: str) -> str:
    """Give the one error that an input is answered with."""
    (found,) = reader.articles_in(raw, name)
    assert isinstance(found, InputError)
    assert "\n" not in str(found)
    assert name.partition("!")[0] in str(found)
    return str(found)


def zipped(*members: tuple[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in members:
            archive.writestr(name, raw)
    return file.getvalue()


def with_part(name: str, part: str, raw: bytes) -> bytes:
    """Put another part into a sample that is a ZIP archive."""
    with zipfile.ZipFile(io.BytesIO(sample(name))) as old:
        return zipped(*((each, raw if each == part else old.read(each)) for each in old.namelist()))


def word(text: bytes, prologue: bytes = b"") -> bytes:
    body = b"<w:document " + WORD + b"><w:body><w:p><w:r><w:t>" + text + b"</w:t></w:r></w:p></w:body></w:document>"
    return with_part("a.docx", "word/document.xml", prologue + body)


def excel(rows: bytes, prologue: bytes = b"") -> bytes:
    sheet = b"<worksheet " + SPREADSHEET + b"><sheetData>" + rows + b"</sheetData></worksheet>"
    return with_part("a.xlsx", "xl/worksheets/sheet1.xml", prologue + sheet)


def tar_of_nothing(size: int) -> bytes:
    class Nothing(io.RawIOBase):
        def read(self, count: int = -1) -> bytes:
            return b"\0" * count

    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        member = tarfile.TarInfo("a.txt")
        member.size = size
        archive.addfile(member, Nothing())  # type: ignore[arg-type]
    return file.getvalue()


def pdf_of(content: bytes, *, times: int = 1, resources: bytes = b"") -> bytes:
    """Write a PDF of one page; its content is packed `times` times over."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    stream = b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream" % (len(content), b"/FlateDecode " * times, content)
    page = b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << " + resources + b" >> >>"
    return joined_pdf([CATALOGUE, ONE_PAGE, page, stream, b"<< >>"])


def test_ten_million_tags_are_refused_at_once(reader: Reader) -> None:
    begun = time.monotonic()
    assert "tags" in refusal(reader, b"<i>" * 3_000_000, "a.html")
    assert "MB" in refusal(reader, b"<i>" * 10_000_000, "a.html")
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("raw", [b"<div>" * 90_000, b"<!-- " * 90_000, b"<p " + b"a=1 " * 500_000 + b">", b"<table><tr><td>" * 30_000])
def test_pages_nested_beyond_reason_are_answered(reader: Reader, raw: bytes) -> None:
    assert list(reader.articles_in(b"<html><body>" + raw + b"Un incendie", "a.html"))


def test_zip_bombs_are_not_unpacked(reader: Reader) -> None:
    bomb = b"0" * 45_000_000
    assert "times its size" in refusal(reader, zipped(("a.txt", bomb)), "a.zip")
    assert "times its size" in refusal(reader, zipped(("word/document.xml", bomb)), "a.docx")
    assert "times its size" in refusal(reader, zipped(("xl/workbook.xml", bomb)), "a.xlsx")


def test_an_archive_that_unpacks_without_end_is_left() -> None:
    with Reader(limits=replace(LIMITS, unpacked=20_000_000)) as reader:
        assert "unpacks to more than 20 MB" in refusal(reader, tar_of_nothing(60_000_000), "a.tar.gz")


def test_archives_in_archives_end(reader: Reader) -> None:
    raw = zipped(("a.txt", b"Un incendie"))
    for _ in range(8):
        raw = zipped(("a.zip", raw))
    assert "archives deep" in refusal(reader, raw, "a.zip")


def test_an_archive_of_too_many_files_is_refused(reader: Reader) -> None:
    assert "20,000 files" in refusal(reader, zipped(*((f"{n}.txt", b"") for n in range(20_001))), "a.zip")


def test_a_locked_file_is_told_and_the_rest_is_read(reader: Reader) -> None:
    raw = bytearray(zipped(("a.txt", b"Un incendie"), ("b.txt", b"Un vol")))
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    first, second = reader.articles_in(bytes(raw), "a.zip")
    assert "password" in str(first)
    assert isinstance(second, Article)


@pytest.mark.parametrize("name", ["../../../tmp/a.txt", "/etc/cron.d/a.txt", "..\\..\\a.txt", "C:\\a.txt", "a\n\x1b[31m\u202e.txt"])
def test_names_in_archives_lead_nowhere_and_hide_nothing(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (article,) = reader.articles_in(zipped((name, b"Un incendie")), "a.zip")
    assert isinstance(article, Article)
    assert article.source.isprintable()


def test_links_in_archives_are_not_followed(reader: Reader) -> None:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE):
            member = tarfile.TarInfo("a.txt")
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
    assert "no article" in refusal(reader, file.getvalue(), "a.tar")


@pytest.mark.parametrize("entities", [LAUGHS, PASSWORDS])
def test_entities_are_never_expanded(reader: Reader, entities: bytes) -> None:
    declared = entities + b"]>"
    inputs = {
        "a.docx": word(b"Feu &h;", declared),
        "a.xlsx": excel(b'<row r="1"><c r="A1" t="inlineStr"><is><t>text&h;</t></is></c></row>', declared),
        "a.rss": declared + b"<rss><channel><item><title>Feu &h;</title></item></channel></rss>",
        "wide.rss": (entities + b"]><rss><channel><item><title>Feu &h;</title></item></channel></rss>").decode().encode("utf-16"),
        "a.html": declared + b"<html><body><p>Feu &h;</p></body></html>",
    }
    for name, raw in inputs.items():
        for each in reader.articles_in(raw, name):
            assert isinstance(each, InputError) or ("aaaa" not in each.text and "root:" not in each.text)


@pytest.mark.parametrize("kids", [b"2 0 R 2 0 R", b"3 0 R", b"9 0 R"])
def test_pdfs_that_lead_in_a_circle_end(reader: Reader, kids: bytes) -> None:
    pages = b"<< /Type /Pages /Kids [" + kids + b"] /Count 99999999 >>"
    assert refusal(reader, joined_pdf([CATALOGUE, pages, b"<< /Type /Pages /Kids [2 0 R] >>", b"<< >>"]), "a.pdf")


def test_pdf_bombs_are_answered(reader: Reader) -> None:
    assert refusal(reader, pdf_of(b"\0" * 200_000_000, times=2), "a.pdf")
    assert refusal(reader, b"%PDF-1.4\n1 0 obj\n" + b"[" * 1_000_000, "a.pdf")


@pytest.mark.parametrize("header", [b"Content-Type: text/plain; " + b"a*0=b; " * 50_000, b"From: " + b"(" * 200_000])
def test_headers_of_no_message_are_refused_unread(reader: Reader, header: bytes) -> None:
    assert "header" in refusal(reader, b"Subject: a\n" + header + b"\n\nUn incendie", "a.eml")


@pytest.mark.parametrize("blank", [b" ", b"\n"])
def test_long_blanks_take_no_time(reader: Reader, blank: bytes) -> None:
    begun = time.monotonic()
    for name, before in (("a.html", b"<html><body><p>"), ("a.csv", b"text\n<p>")):
        assert list(reader.articles_in(before + blank * 4_000_000 + b"Un incendie</p>", name))
    assert time.monotonic() - begun < 10


def test_messages_in_messages_end(reader: Reader) -> None:
    raw = b"From: a@b.example\n\n" + b"".join(b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (n, n + 1) for n in range(3_000))
    assert list(reader.articles_in(b"Content-Type: multipart/mixed; boundary=b0\n" + raw, "a.eml"))


def test_a_cell_at_the_end_of_a_sheet_makes_no_large_sheet(reader: Reader) -> None:
    rows = b'<row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c></row>'
    rows += b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>Feu</t></is></c></row>'
    assert "no article" in refusal(reader, excel(rows), "a.xlsx")


def test_a_cell_without_end_is_refused(reader: Reader) -> None:
    assert "CSV" in refusal(reader, b'text\n"' + b"a" * 6_000_000, "a.csv")
    assert "line" in refusal(reader, b'{"text": "' + b"a" * 6_000_000, "a.jsonl")


def test_json_nested_beyond_reason_is_told(reader: Reader) -> None:
    first, second = reader.articles_in(b'{"text": "Un incendie"}\n{"text": "b", "x": ' + b"[" * 200_000 + b"\n", "a.jsonl")
    assert isinstance(first, Article)
    assert "a.jsonl#2" in str(second)


def test_a_reader_that_is_late_is_ended_and_the_next_input_is_read() -> None:
    with Reader(limits=replace(LIMITS, seconds=2.0, memory=8 * 10**9)) as reader:
        assert "was left out" in refusal(reader, pdf_of(SLOW, resources=FONT), "a.pdf")
        (article,) = reader.articles_in(sample("a.html"), "a.html")
    assert isinstance(article, Article)


def test_a_late_file_of_an_archive_is_left_out_and_the_rest_is_read() -> None:
    slow = pdf_of(SLOW, resources=FONT)
    with Reader(limits=replace(LIMITS, seconds=2.0, memory=8 * 10**9)) as reader:
        found = list(reader.articles_in(zipped(("a.txt", b"Un vol"), ("b.pdf", slow), ("c.html", sample("a.html"))), "a.zip"))
    assert [isinstance(each, Article) for each in found] == [True, False, True]
    assert str(found[1]).startswith("a.zip!/b.pdf ")
    assert "was left out" in str(found[1])


GREEDY = """
import resource
from dataclasses import replace

from geo.errors import InputError
from geo.readers import LIMITS, Reader
from tests.test_readers_safety import pdf_of

with Reader(limits=replace(LIMITS, text=10**9, seconds=60.0, ratio=10**9)) as reader:
    assert isinstance(next(reader.articles_in(pdf_of(b"(a) Tj " * 10_000_000), "a.pdf")), InputError)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds what a process may take")
def test_memory_is_bounded() -> None:
    done = subprocess.run([sys.executable, "-c", GREEDY], cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(done.stdout) < MOST_MEMORY


def test_a_reader_left_before_its_end_reads_the_next_input(reader: Reader) -> None:
    found = reader.articles_in(sample("a.csv"), "a.csv")
    next(found)
    found.close()  # type: ignore[attr-defined]
    (article,) = reader.articles_in(sample("a.html"), "a.html")
    assert isinstance(article, Article)
    assert article.title == TITLE


CONFINED = "from geo.readers.worker import _confine; _confine(450_000_000); "
DEEDS = {
    "a socket": "import socket; socket.create_connection(('127.0.0.1', 9))",
    "a name": "import socket; socket.getaddrinfo('localhost', 80)",
    "a program": "import subprocess, sys; subprocess.run([sys.executable, '-c', ''])",
    "a shell": "import os; os.system('true')",
    "a file": "open('written', 'w')",
    "a file at the end": "open('written', 'ab')",
    "a file removed": "import os; os.remove('there')",
}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_the_reading_process_can_only_read(tmp_path: Path, deed: str) -> None:
    (tmp_path / "there").write_text("x")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", CONFINED + deed]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, env=environment)
    assert "PermissionError: a reader wanted to" in done.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["there"]


def test_a_script_in_a_page_asks_for_nothing(reader: Reader) -> None:
    page = (
        b'<html><body><script src="http://127.0.0.1:9/a.js"></script><img src="http://127.0.0.1:9/b.png"><p>Un incendie</p></body></html>'
    )
    (article,) = reader.articles_in(page, "a.html")
    assert isinstance(article, Article)
    assert article.text == "Un incendie"


def test_what_a_library_raises_becomes_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> Iterator[Article]:
        raise ZeroDivisionError("<script>")

    monkeypatch.setitem(articles.__globals__["READERS"], "pdf", fails)
    (error,) = articles(io.BytesIO(b"%PDF-"), Job(source="a.pdf"))
    assert isinstance(error, InputError)
    assert "ZeroDivisionError" in str(error)
    assert "<script>" not in str(error)


def test_a_file_larger_than_its_limit_is_refused(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with path.open("wb") as file:
        file.truncate(LIMITS.document + 1)
    (error,) = reader.articles(path)
    assert isinstance(error, LimitError)


def test_the_answers_of_the_process_are_plain_json(tmp_path: Path) -> None:
    """What a process that a hostile file has taken over could send is texts and numbers, and no code."""
    asked = {"source": "a.html", "kind": None, "charset": None, "size": len(sample("a.html")), "columns": {}, "limits": {}, "skip": 0}
    command = [sys.executable, "-P", "-m", "geo.readers.worker"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    given = json.dumps(asked).encode() + b"\n" + sample("a.html")
    done = subprocess.run(command, input=given, capture_output=True, check=True, env=environment, cwd=tmp_path)
    first, last = map(json.loads, done.stdout.splitlines())
    assert first["article"]["title"] == TITLE
    assert last == {}


@pytest.mark.skipif(os.name == "nt", reason="Windows counts no work of a process")
def test_a_process_that_nobody_watches_ends_itself() -> None:
    code = "from geo.readers.worker import _allow; _allow(1.0)\nwhile True: pass"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, timeout=60, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert done.returncode < 0


@pytest.mark.parametrize("line", [b"", b"{", b"[]\n", b"[" * 100_000 + b"\n", b"\xff\n"])
def test_an_answer_that_is_none_counts_as_an_end(line: bytes) -> None:
    assert process._parsed(line) is None


def test_an_answer_gives_texts_whatever_it_holds() -> None:
    article = process._answered({"article": {"text": 1, "source": [], "title": {}, "url": "u", "warnings": [2], "id": "x"}})
    assert article == Article(text="1", source="[]", url="u", warnings=("2",))
    assert isinstance(process._answered({"error": {}, "limit": 1}), LimitError)


@pytest.mark.parametrize("before", [b'<?xml version="1.0"' + b' encoding="utf-8"0' * 3_000, b"\n" * 500_000, b"<rss>" + b"\n" * 500_000])
def test_what_stands_before_a_feed_takes_no_time(reader: Reader, before: bytes) -> None:
    begun = time.monotonic()
    assert list(reader.articles_in(before + sample("a.rss"), "a.rss"))
    assert time.monotonic() - begun < 4


def test_a_process_that_takes_too_much_memory_is_ended_on_every_system() -> None:
    hoard = "import time; held = bytearray(b'x' * 200_000_000); print('held', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", hoard], stdout=subprocess.PIPE) as hoarder:
        watch = process.Watch(hoarder, memory=150_000_000)
        assert hoarder.wait(timeout=30) != 0
        assert not watch.late
        watch.stop()


def test_a_process_that_takes_little_memory_is_left_alone() -> None:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(2)"]) as modest:
        watch = process.Watch(modest, memory=150_000_000)
        assert modest.wait(timeout=30) == 0
        watch.stop()
