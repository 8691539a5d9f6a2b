"""Read articles from files of every format, addresses and standard input: `Reader`, `read`, `read_all`, `read_bytes`, `find`."""

from geo.readers.details import NOTHING, Details, checked_date
from geo.readers.finding import find, read_manifest
from geo.readers.formats import SUFFIXES, is_address
from geo.readers.headers import Header, header_of
from geo.readers.limits import LIMITS, Limits
from geo.readers.naming import named_columns, named_source
from geo.readers.reader import Reader, read, read_all, read_bytes

__all__ = [
    "LIMITS",
    "NOTHING",
    "SUFFIXES",
    "Details",
    "Header",
    "Limits",
    "Reader",
    "checked_date",
    "find",
    "header_of",
    "is_address",
    "named_columns",
    "named_source",
    "read",
    "read_all",
    "read_bytes",
    "read_manifest",
]
