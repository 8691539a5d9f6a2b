"""Hold what is known of an article beside its text: `Details`, `checked_date`, `article`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from geo.errors import InputError
from geo.models import Article

BLANKS = re.compile(r"\s+")
MAX_LABEL = 500  # characters of a title or a name of an outlet


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """Be what is known of an article beside its text, from a manifest or an option; None where nothing is."""

    published: str | None = None
    language: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None

    def over(self, found: "Details") -> "Details":
        """Complete these, which win, with what a file says of itself."""
        return Details(**{key: getattr(self, key) or getattr(found, key) for key in Details.__slots__})


NOTHING = Details()


def checked_date(value: str | None, source: str) -> str | None:
    """Pass on an ISO date (YYYY-MM-DD).

    Raises:
        InputError: it is none.
    """
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise InputError(f"{source}: {value!r} is no date; write it YYYY-MM-DD.") from error


def article(text: str, source: str, details: Details, warnings: Sequence[str] = ()) -> Article:
    """Make an article of a text as read and what is known of it.

    Raises:
        InputError: there is nothing to read, or the day of publication is none.
    """
    text = Article.normalised(text)
    if not text.strip():
        raise InputError(f"{source} holds no text to read; look whether it is a picture or an empty page.")
    return Article(
        text=text,
        source=source,
        outlet=details.outlet,
        url=details.url,
        title=details.title,
        language=details.language,
        published=checked_date(details.published, source),
        warnings=tuple(warnings),
    )


def label(value: object) -> str | None:
    """Bring a title, an outlet's name or an address to one line, or None where there is nothing."""
    return (BLANKS.sub(" ", value).strip()[:MAX_LABEL] or None) if isinstance(value, str) else None


def headed(title: str | None, body: str) -> str:
    """Put the title before a text that does not begin with it."""
    if not title or title.casefold() in body[: 3 * len(title)].casefold():
        return body
    return f"{title}\n\n{body}"
