"""Name what can go wrong: one root, `GeoError`; each error is also the builtin a caller would expect.

A message is one sentence: what went wrong, on which input, and what to do about it.
"""


class GeoError(Exception):
    """Stand for every error that Marsad raises on purpose."""


class InputError(GeoError, ValueError):
    """Say that an article, a manifest or an option cannot be used as given."""


class MissingInputError(InputError, FileNotFoundError):
    """Say that a file or folder named by the user is not there."""


class LimitError(InputError):
    """Say that an input asks for more size, time, memory or depth than a reader gives any."""


class FetchError(InputError):
    """Say that a page cannot or must not be fetched."""


class DataError(GeoError, RuntimeError):
    """Say that a file of `data/` is missing or not what the code expects."""


class StoreError(GeoError, RuntimeError):
    """Say that the database cannot be opened, read or written."""


class RecordError(StoreError):
    """Say that one reading cannot be kept, while the database itself is well."""


class WorkerError(GeoError, RuntimeError):
    """Say that no process can be brought to work."""


class UnknownPlaceError(GeoError, KeyError):
    """Say that a place id is not in the gazetteer."""


class SettingsError(GeoError, ValueError):
    """Say that a setting of the environment has a value Marsad does not know."""


class OverlayError(InputError):
    """Say that a table of places of one's own, or a line of it, cannot be used."""
