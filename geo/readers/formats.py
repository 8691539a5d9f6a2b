"""Tell the format of an input by its name, or by its first bytes where the name does not say: `format_of`."""

import re
from pathlib import PurePath
from typing import Literal

Format = Literal["text", "web", "mail", "pdf", "word", "csv", "excel", "jsonl", "parquet", "feed", "zip", "tar"]

SUFFIXES: dict[str, Format] = {
    ".txt": "text",
    ".html": "web",
    ".htm": "web",
    ".xhtml": "web",
    ".mhtml": "mail",
    ".mht": "mail",
    ".eml": "mail",
    ".pdf": "pdf",
    ".docx": "word",
    ".csv": "csv",
    ".tsv": "csv",
    ".xlsx": "excel",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
    ".zip": "zip",
    ".tar": "tar",
    ".tgz": "tar",
    ".tar.gz": "tar",
    ".tar.bz2": "tar",
    ".tar.xz": "tar",
}
CORPORA: frozenset[Format] = frozenset({"csv", "excel", "jsonl", "parquet", "zip", "tar"})
PAGES: frozenset[Format] = frozenset({"web", "feed"})
MANIFEST = "manifest.jsonl"  # in a folder this names articles and is none
HEAD = 4096

MAGIC: tuple[tuple[bytes, Format], ...] = (
    (b"%PDF-", "pdf"),
    (b"PAR1", "parquet"),
    (b"\x1f\x8b", "tar"),
    (b"BZh", "tar"),
    (b"\xfd7zXZ", "tar"),
)
PROLOGUE = rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?"
HEADERS = rb"From|To|Subject|Date|Received|Return-Path|Delivered-To|Message-ID|MIME-Version|Content-Type|Snapshot-[\w-]+|X-[\w-]+"
HEADER = rb"(?:" + HEADERS + rb"):[^\n]*\n"
OPENINGS: tuple[tuple[re.Pattern[bytes], Format], ...] = (
    (re.compile(PROLOGUE + rb"<(?:rss|feed|rdf:RDF)[\s>]", re.DOTALL | re.IGNORECASE), "feed"),
    (re.compile(PROLOGUE + rb"<(?:!doctype html|html|head|body)[\s>]", re.DOTALL | re.IGNORECASE), "web"),
    (re.compile(rb"(?:" + HEADER + rb"(?:[ \t][^\n]*\n)*){2}", re.IGNORECASE), "mail"),
    (re.compile(rb'\s*\{\s*"[^"\n]{1,80}"\s*:'), "jsonl"),
)


def format_of(name: str, head: bytes) -> Format:
    """Tell the format of an input from its name and its first bytes (`HEAD` of them); "text" where nothing tells another."""
    return by_name(name) or _by_content(head)


def is_address(text: str) -> bool:
    """Tell whether a text is meant as an address of the web."""
    return text.lower().startswith(("http://", "https://"))


def by_name(name: str) -> Format | None:
    """Tell the format that a file's name promises, or None."""
    suffixes = [each.lower() for each in PurePath(name).suffixes[-2:]]
    return SUFFIXES.get("".join(suffixes)) or (SUFFIXES.get(suffixes[-1]) if suffixes else None)


def _by_content(head: bytes) -> Format:
    if head.startswith(b"PK\x03\x04"):
        return "word" if b"word/" in head else "excel" if b"xl/" in head else "zip"
    shown = head.removeprefix(b"\xef\xbb\xbf")
    magic: Format | None = next((each for mark, each in MAGIC if head.startswith(mark)), None)
    opening: Format | None = next((each for pattern, each in OPENINGS if pattern.match(shown)), None)
    return magic or opening or "text"
