"""Make a small article in every format that Marsad reads: `SAMPLES`, by name of file. All of it is invented."""

import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from functools import cache
from textwrap import wrap

import pyarrow as pa
from docx import Document
from openpyxl import Workbook
from pyarrow import parquet as writer

TITLE = "Un incendie ravage un entrepôt à Fès"
DAY = "2025-03-04"
OUTLET = "Le Courrier inventé"
URL = "https://courrier.example/incendie-fes"
LEAD = (
    "Un incendie s'est déclaré dans la nuit de lundi à mardi dans un entrepôt du quartier industriel de Fès, selon les autorités locales."
)
REST = "Trois personnes ont été légèrement blessées et transférées à l'hôpital. Une enquête doit déterminer les causes du sinistre."
MENU = "Rabat Casablanca Tanger rubriques"
ARABIC = "اندلع حريق في مستودع بالحي الصناعي بمدينة فاس وأسفر عن إصابة ثلاثة أشخاص بجروح خفيفة حسب السلطات المحلية"


def text() -> bytes:
    return f"{TITLE}\n\n{LEAD}\n\n{REST}\n".encode()


def web() -> bytes:
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} - {OUTLET}</title>
<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="{OUTLET}"><link rel="canonical" href="{URL}">
<meta property="article:published_time" content="{DAY}T00:30:00+01:00"></head>
<body><nav><ul><li><a href="/a">{MENU}</a></li></ul></nav><script>var agadir = "Agadir"</script>
<article><h1>{TITLE}</h1><p>{LEAD}</p><p>{REST}</p></article>
<aside><h3>Lire aussi</h3><a href="/b">Un séisme à Al Hoceima</a></aside>
<footer>Contact Marrakech © tous droits</footer></body></html>""".encode()


def windows_web() -> bytes:
    body = f"<p>{ARABIC}</p><p>{ARABIC}</p>"
    head = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1256"><title>حريق</title>'
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return page.encode("cp1256")


def _message() -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = TITLE
    message["From"] = f"{OUTLET} <redaction@courrier.example>"
    message["Date"] = "Tue, 04 Mar 2025 00:30:00 +0100"
    return message


def letter() -> bytes:
    message = _message()
    message.set_content(f"{LEAD}\n\n{REST}\n", charset="iso-8859-1")
    message.add_alternative(web().decode(), subtype="html")
    return bytes(message)


def letter_with_attachment() -> bytes:
    message = _message()
    message.set_content("Ci-joint l'article du jour sur Fès.\n")
    message.add_attachment(web(), maintype="text", subtype="html", filename="article.html")
    return bytes(message)


def saved_page() -> bytes:
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = URL
    message["Subject"] = "page"
    message.set_content(web().decode(), subtype="html", cte="quoted-printable")
    message.replace_header("Content-Type", "text/html; charset=utf-8")
    message.make_related()
    return bytes(message)


def pdf() -> bytes:
    """Write a page by hand: the library that reads them draws none."""
    lines = [TITLE, "", *wrap(LEAD, 70), *wrap(REST, 70)]
    shown = " T* ".join(f"({each}) Tj" for each in lines)
    stream = f"BT /F1 12 Tf 14 TL 50 750 Td {shown} ET".encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< /Title ({TITLE}) /CreationDate (D:20200101000000Z) >>".encode("cp1252"),
    ]
    return joined_pdf(objects)


def joined_pdf(objects: list[bytes]) -> bytes:
    """Number the objects of a PDF, the first being its catalogue and the last what it says of itself."""
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % each for each in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(objects), start)
    return bytes(out)


def word() -> bytes:
    document = Document()
    document.core_properties.title = TITLE
    document.add_paragraph(LEAD)
    document.add_table(rows=1, cols=2).cell(0, 0).text = REST
    return _saved(document.save)


ROWS = [
    {"Titre": TITLE, "Corps": f"{LEAD} {REST}", "Date": "04/03/2025", "Source": OUTLET, "Lien": URL, "Langue": "fr"},
    {
        "Titre": "Second",
        "Corps": "<p>Un séisme a été ressenti à Al Hoceima.</p>",
        "Date": "2025-03-05",
        "Source": "",
        "Lien": "",
        "Langue": "",
    },
]


def table() -> bytes:
    lines = [";".join(ROWS[0]), *(";".join('"' + each.replace('"', '""') + '"' for each in row.values()) for row in ROWS)]
    return "\r\n".join(lines).encode("cp1252")


def json_lines() -> bytes:
    return "\n".join(json.dumps(each, ensure_ascii=False) for each in ROWS).encode()


def excel() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (list(ROWS[0]), *(list(each.values()) for each in ROWS)):
        sheet.append(row)
    return _saved(book.save)


def parquet() -> bytes:
    return _saved(lambda file: writer.write_table(pa.Table.from_pylist(ROWS), file))


def rss() -> bytes:
    return f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>{OUTLET}</title><link>https://courrier.example</link><language>en-US</language>
<item><title>{TITLE}</title><link>{URL}</link><pubDate>Tue, 04 Mar 2025 00:30:00 +0100</pubDate>
<description>Bref</description><content:encoded><![CDATA[<p>{LEAD}</p><p>{REST}</p><script>x()</script>]]></content:encoded></item>
<item><title>Second</title><description>Un s&#233;isme &#224; Al Hoceima.</description></item></channel></rss>""".encode()


def atom() -> bytes:
    return f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>{OUTLET}</title><entry><title>{TITLE}</title><link href="{URL}"/>
<published>{DAY}T00:30:00+01:00</published>
<content type="html">&lt;p&gt;{LEAD}&lt;/p&gt;&lt;p&gt;{REST}&lt;/p&gt;</content>
</entry></feed>""".encode()


def packed() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../etc/a.txt", text())
        archive.writestr("b/page.html", web())
        archive.writestr("b/photo.jpg", b"\xff\xd8\xff")
        archive.writestr("__MACOSX/._a.txt", b"\0\5\26\7")
    return file.getvalue()


def tarred() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        for name, raw in (("/etc/a.txt", text()), ("b/feed.rss", rss())):
            member = tarfile.TarInfo(name)
            member.size = len(raw)
            archive.addfile(member, io.BytesIO(raw))
        link = tarfile.TarInfo("c.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return file.getvalue()


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    file = io.BytesIO()
    save(file)
    return file.getvalue()


MAKERS: dict[str, Callable[[], bytes]] = {
    "a.txt": text,
    "a.html": web,
    "arabic.html": windows_web,
    "a.eml": letter,
    "attached.eml": letter_with_attachment,
    "a.mhtml": saved_page,
    "a.pdf": pdf,
    "a.docx": word,
    "a.csv": table,
    "a.jsonl": json_lines,
    "a.xlsx": excel,
    "a.parquet": parquet,
    "a.rss": rss,
    "a.atom": atom,
    "a.zip": packed,
    "a.tar.gz": tarred,
}


@cache
def sample(name: str) -> bytes:
    """Give the bytes of a sample."""
    return MAKERS[name]()
