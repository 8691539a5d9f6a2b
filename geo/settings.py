"""Read the environment once into `Settings`, a frozen object that is passed on, and find the shipped data."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from getpass import getuser
from pathlib import Path
from typing import Literal, cast, get_args

from platformdirs import user_data_path

from geo.errors import DataError, SettingsError

Worldview = Literal["ma", "iso", "defacto"]
Interface = Literal["fr", "en", "ar"]

MAX_PORT = 65535


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Hold what the environment says: database URL, worldview, interface language, port and the like.

    `database` is a SQLAlchemy URL. `readonly` forbids every write from the dashboard.
    """

    database: str = ""
    worldview: Worldview = "ma"
    language: Interface = "fr"
    readonly: bool = False
    user: str = ""
    port: int = 8501

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Build the settings from `MARSAD_*` variables.

        Raises:
            SettingsError: a variable holds a value that is none of those allowed.
        """
        given = os.environ if environment is None else environment
        return cls(
            database=given.get("MARSAD_DATABASE") or default_database(),
            worldview=cast(Worldview, _one_of("MARSAD_WORLDVIEW", given, get_args(Worldview))),
            language=cast(Interface, _one_of("MARSAD_LANGUAGE", given, get_args(Interface))),
            readonly=given.get("MARSAD_READONLY", "") not in ("", "0"),
            user=given.get("MARSAD_USER") or _system_user(),
            port=_port(given.get("MARSAD_PORT", "8501")),
        )


def _system_user() -> str:
    try:
        return getuser()
    except (OSError, KeyError):  # a container may run under an id that has no name
        return "unknown"


def default_database() -> str:
    """Name the SQLite database in the user's data folder, as a SQLAlchemy URL."""
    return f"sqlite:///{user_data_path('marsad').as_posix()}/marsad.db"


def _one_of(name: str, given: Mapping[str, str], allowed: tuple[str, ...]) -> str:
    value = given.get(name) or allowed[0]
    if value not in allowed:
        raise SettingsError(f"{name} is {value!r}, which Marsad does not know; use one of {', '.join(allowed)}.")
    return value


def _port(value: str) -> int:
    if not value.isdecimal() or not 0 < int(value) <= MAX_PORT:
        raise SettingsError(f"MARSAD_PORT is {value!r}, which is no port; use a number from 1 to {MAX_PORT}.")
    return int(value)


@cache
def data_folder() -> Path:
    """Find the shipped data: `geo/_data` in an installed wheel, `data/` in a checkout.

    Raises:
        DataError: neither is there.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "_data", package.parent / "data"):
        if (folder / "strings" / "fr.toml").is_file():
            return folder
    raise DataError(f"The data of Marsad is not beside {package}; install the package again or run 'make data'.")
