"""Read the environment once into `Settings`, a frozen object that is passed on, and find the shipped data."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from getpass import getuser
from pathlib import Path
from typing import Literal, cast, get_args

from platformdirs import user_cache_path, user_data_path

from geo.errors import DataError, SettingsError

Worldview = Literal["ma", "iso", "defacto"]
Interface = Literal["fr", "en", "ar"]

MAX_PORT = 65535
PROVIDERS = ("nominatim", "photon", "geonames")
AGENT = "marsad (offline geoparser of news about Morocco)"
TIMEOUT = 5.0
VARIABLES = tuple(
    f"MARSAD_{each}"
    for each in (
        "DATABASE",
        "WORLDVIEW",
        "LANGUAGE",
        "READONLY",
        "USER",
        "PORT",
        "PLACES",
        "GEOCODERS",
        "GEOCODER_AGENT",
        "GEOCODER_TIMEOUT",
        "GEOCODER_PAUSE",
    )
)
PAUSE = 1.0  # what Nominatim's usage policy asks for


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """Name an online geocoder: `address` is http(s)://host[/path] or '' for its usual one, `user` an account where it asks for one."""

    name: str
    address: str = ""
    user: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Hold what the environment says: database URL, worldview, interface language, port and the like.

    `database` is a SQLAlchemy URL. `readonly` forbids every write from the dashboard. `places` is a table of places of
    one's own. `geocoders` are asked online, in their order, for names that no place is known for; none is the default.
    They are told `geocoder_agent`, given `geocoder_timeout` seconds, and asked once in `geocoder_pause` seconds.
    """

    database: str = ""
    worldview: Worldview = "ma"
    language: Interface = "fr"
    readonly: bool = False
    user: str = ""
    port: int = 8501
    places: Path | None = None
    geocoders: tuple[Provider, ...] = ()
    geocoder_agent: str = AGENT
    geocoder_timeout: float = TIMEOUT
    geocoder_pause: float = PAUSE

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Build the settings from `MARSAD_*` variables.

        Raises:
            SettingsError: a variable holds a value that is none of those allowed.
        """
        given = os.environ if environment is None else environment
        return _settings(tuple((name, value) for name in VARIABLES if (value := given.get(name))))


@lru_cache(maxsize=16)
def _settings(said: tuple[tuple[str, str], ...]) -> Settings:
    """Build the settings from the variables that are set; the same ones are asked for with every article."""
    given = dict(said)
    return Settings(
        database=given.get("MARSAD_DATABASE") or default_database(),
        worldview=cast(Worldview, _one_of("MARSAD_WORLDVIEW", given, get_args(Worldview))),
        language=cast(Interface, _one_of("MARSAD_LANGUAGE", given, get_args(Interface))),
        readonly=given.get("MARSAD_READONLY", "") not in ("", "0"),
        user=given.get("MARSAD_USER") or _system_user(),
        port=_port(given.get("MARSAD_PORT", "8501")),
        places=_path(given.get("MARSAD_PLACES")),
        geocoders=tuple(_provider(each.strip()) for each in given.get("MARSAD_GEOCODERS", "").split(",") if each.strip()),
        geocoder_agent=given.get("MARSAD_GEOCODER_AGENT") or AGENT,
        geocoder_timeout=_seconds("MARSAD_GEOCODER_TIMEOUT", given, TIMEOUT),
        geocoder_pause=_seconds("MARSAD_GEOCODER_PAUSE", given, PAUSE),
    )


def own_table() -> Path | None:
    """Name the table of places of one's own: the one setting that every article needs, without reading the others."""
    return _path(os.environ.get("MARSAD_PLACES"))


def _path(said: str | None) -> Path | None:
    return Path(said).expanduser() if said else None


def _system_user() -> str:
    try:
        return getuser()
    except (OSError, KeyError):  # a container may run under an id that has no name
        return "unknown"


def cache_folder() -> Path:
    """Name the folder for what can be asked for again: the user's cache folder."""
    return user_cache_path("marsad")


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


def _provider(text: str) -> Provider:
    """Read 'photon', 'nominatim=https://host', 'geonames=user' or 'geonames=user@https://host'."""
    name, _, rest = (each.strip() for each in text.partition("="))
    user, at, address = rest.rpartition("@") if name == "geonames" else ("", "", rest)
    if name == "geonames" and not at:
        user, address = rest, ""
    if name not in PROVIDERS:
        raise SettingsError(f"MARSAD_GEOCODERS names {name!r}, which Marsad does not know; use one of {', '.join(PROVIDERS)}.")
    if address and not re.fullmatch(r"https?://[^/\s]+(/\S*)?", address):
        raise SettingsError(f"MARSAD_GEOCODERS gives {name} the address {address!r}; write it as https://host, or leave it out.")
    if name == "geonames" and not user:
        raise SettingsError("MARSAD_GEOCODERS names geonames without an account; write geonames=ACCOUNT.")
    return Provider(name=name, address=address.rstrip("/"), user=user)


def _seconds(name: str, given: Mapping[str, str], default: float) -> float:
    value = given.get(name)
    if not value:
        return default
    if not re.fullmatch(r"\d{1,4}(\.\d+)?", value):
        raise SettingsError(f"{name} is {value!r}, which is no number of seconds; use one such as {default:g}.")
    return float(value)


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
