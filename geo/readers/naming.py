"""Read what a person names: the columns of a table (`named_columns`), or what to read (`named_source`)."""

from pathlib import Path

from geo.errors import InputError
from geo.readers.details import Details
from geo.readers.formats import is_address

FIELDS = ("text", *Details.__slots__)
ALIASES = {"date": "published", "lang": "language", "body": "text", "source": "outlet", "link": "url", "headline": "title"}


def named_columns(said: str | None) -> dict[str, str]:
    """Read 'text=Body,date=Published' into the header of each field.

    Raises:
        InputError: a part names no field or no column.
    """
    found = {}
    for each in (said or "").split(","):
        if not each.strip():
            continue
        field, _, header = (part.strip() for part in each.partition("="))
        field = ALIASES.get(field.lower(), field.lower())
        if field not in FIELDS or not header:
            raise InputError(f"--columns: {each.strip()!r} names no column; write FIELD=HEADER, with a field of {', '.join(FIELDS)}.")
        found[field] = header
    return found


def named_source(said: str) -> Path | str:
    """Tell an address of the web, which stays a text, from a path."""
    return said if is_address(said) else Path(said)
