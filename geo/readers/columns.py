"""Find out which column of a table holds what of an article: `guess`; read a row by them: `from_row`."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from geo.errors import InputError
from geo.languages.lexicon import CODES
from geo.models import Article
from geo.readers.details import Details, article, headed, label
from geo.readers.job import Job, bounded
from geo.readers.web import address, plain

NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        *(
            "text",
            "body",
            "full_text",
            "fulltext",
            "article_text",
            "maintext",
            "main_text",
            "content",
            "article",
            "article_body",
            "raw_text",
        ),
        *("texte", "corps", "contenu", "texto", "cuerpo", "contenido", "النص", "نص", "المحتوى", "story", "notes", "description", "summary"),
    ),
    "title": ("title", "headline", "titre", "titulo", "titular", "العنوان", "عنوان", "subject"),
    "published": (
        *("published", "published_at", "publication_date", "date_published", "publish_date", "pubdate", "pub_date", "date_publication"),
        *("date", "datetime", "day", "timestamp", "fecha", "fecha_publicacion", "التاريخ", "تاريخ", "تاريخ_النشر"),
    ),
    "outlet": (
        "outlet",
        "source",
        "publisher",
        "source_name",
        "newspaper",
        "journal",
        "media",
        "medio",
        "fuente",
        "site",
        "domain",
        "المصدر",
    ),
    "url": ("url", "link", "lien", "enlace", "permalink", "article_url", "source_url", "href", "الرابط"),
    "language": ("language", "lang", "langue", "idioma", "اللغة"),
}
NO_WORD = re.compile(r"\W+")
ISO_DAY = re.compile(r"(\d{4})[-/.](\d\d?)[-/.](\d\d?)(?:[T ].{0,40})?")
DAY_FIRST = re.compile(r"(\d\d?)[-/.](\d\d?)[-/.](\d{4})(?:[T ].{0,40})?")
MAX_SHOWN = 20  # headers told in an error


class Columns(NamedTuple):
    """Be the header of each known field, and what is to be told of the guess."""

    headers: Mapping[str, str]
    warnings: tuple[str, ...]


def guess(found: Sequence[str], job: Job) -> Columns:
    """Choose a column for each field: the one that was named for it, else one whose header is a usual name.

    Raises:
        InputError: a column that was named is not there, or none holds the text.
    """
    for field, header in job.columns.items():
        if header not in found:
            raise InputError(f"{job.source} has no column {header!r} for {field}; it has {_shown(found)}.")
    guessed = {field: header for field, header in usual(found).items() if field not in job.columns}
    headers = {**guessed, **job.columns}
    if "text" not in headers:
        raise InputError(f"{job.source} has no column of text that Marsad knows, but {_shown(found)}; name it: --columns text=NAME.")
    told = ", ".join(f"{field}={header}" for field, header in guessed.items())
    return Columns(headers, (f"columns guessed: {told}",) if guessed else ())


def usual(found: Sequence[str]) -> dict[str, str]:
    """Give for each field the column whose header is a usual name for it, where there is one."""
    folded = {_folded(each): each for each in reversed(found)}
    return {field: folded[name] for field, names in NAMES.items() if (name := next((each for each in names if each in folded), None))}


def from_row(row: Mapping[str, object], columns: Columns, source: str, job: Job) -> Article | InputError:
    """Make an article of a row; a row that holds none is an error of its own."""
    values = {field: row.get(header) for field, header in columns.headers.items()}
    try:
        body, title = (plain(each, job) if isinstance(each, str) else "" for each in (values["text"], values.get("title")))
        published, warnings = _day(values.get("published"))
        language = (label(values.get("language")) or "")[:2].lower()
        details = Details(
            title=label(title),
            outlet=label(values.get("outlet")),
            url=address(values.get("url")),
            published=published,
            language=language if language in CODES else None,
        )
        return article(bounded(headed(details.title, body) if body.strip() else "", job), source, details, (*columns.warnings, *warnings))
    except InputError as error:
        return type(error)(str(error).replace(job.source, source, 1) if source not in str(error) else str(error))


def _day(value: object) -> tuple[str | None, tuple[str, ...]]:
    """Read a day: ISO, or day, month and year as the press of Morocco writes them; what is no day is told and left out."""
    if isinstance(value, date):
        return (value.date() if isinstance(value, datetime) else value).isoformat(), ()
    said = label(value)
    if said is None:
        return None, ()
    iso, usual = ISO_DAY.fullmatch(said), DAY_FIRST.fullmatch(said)
    try:
        if iso:
            return date(*map(int, iso.groups())).isoformat(), ()
        if usual:
            return date(*map(int, reversed(usual.groups()))).isoformat(), ("date read as day, month, year",)
    except ValueError:
        pass
    return None, (f"date not understood: {said[:40]!r}",)


def _folded(header: str) -> str:
    bare = "".join(each for each in unicodedata.normalize("NFKD", header.casefold()) if not unicodedata.combining(each))
    return NO_WORD.sub("_", bare).strip("_")


def _shown(headers: Sequence[str]) -> str:
    return ", ".join(repr(each[:40]) for each in headers[:MAX_SHOWN]) + (" ..." if len(headers) > MAX_SHOWN else "")
