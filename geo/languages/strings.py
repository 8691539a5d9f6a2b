"""Say things in the interface's language: `say(language, key, **values)` over `data/strings/<language>.toml`.

A TOML table holds either texts or, for a text that counts, one form a plural category of CLDR (`one`, `two`, `few`,
`many`, `other`), chosen by the value `n`.
"""

import tomllib
from functools import cache
from typing import Any, Final

from babel import Locale

from geo.errors import DataError
from geo.settings import data_folder

INTERFACES: Final = ("fr", "en", "ar")


def say(language: str, key: str, **values: object) -> str:
    """Give the text of `key` ('map.legend') in `language`, its braces filled from `values`.

    Raises:
        DataError: the file of that language has no such key.
    """
    text = _table(language).get(key)
    if text is None and "n" in values:
        text = _plural(language, key, values["n"])
    if text is None:
        raise DataError(f"data/strings/{language}.toml has no text for {key!r}; add it there.")
    return text.format(**values) if values else text


def knows(language: str, key: str) -> bool:
    """Tell whether there is a text for `key`, so that an open list (subtypes) can fall back on its own word."""
    return key in _table(language)


def plurals(language: str, key: str) -> dict[str, str]:
    """Give the forms of a text that counts by CLDR's plural categories, for a script that counts itself."""
    return {name.removeprefix(f"{key}."): text for name, text in _table(language).items() if name.startswith(f"{key}.")}


def _plural(language: str, key: str, n: object) -> str | None:
    table = _table(language)
    category = _locale(language).plural_form(n if isinstance(n, int | float) else 0)
    return table.get(f"{key}.{category}") or table.get(f"{key}.other")


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)


@cache
def _table(language: str) -> dict[str, str]:
    path = data_folder() / "strings" / f"{language}.toml"
    if not path.is_file():
        raise DataError(f"There are no interface texts for {language!r} at {path}; use one of {', '.join(INTERFACES)}.")
    return dict(_flatten("", tomllib.loads(path.read_text(encoding="utf-8"))))


def _flatten(prefix: str, table: dict[str, Any]) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for key, value in table.items():
        name = f"{prefix}.{key}" if prefix else key
        rows.extend(_flatten(name, value) if isinstance(value, dict) else [(name, str(value))])
    return rows
