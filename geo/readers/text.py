"""Read plain text in whatever encoding it was written: `read`, `decode`."""

from charset_normalizer import from_bytes

from geo.errors import InputError
from geo.models import Article
from geo.readers.details import Details, article

SNIFFED = 8192
ENCODINGS = ("cp1252", "cp1256", "iso8859_6")  # what the press of the four languages was written in before UTF-8
NO_TEXT = "give a text or a format that Marsad reads"
BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read(raw: bytes, source: str, details: Details) -> Article:
    """Make an article of the bytes of a text.

    Raises:
        InputError: they are empty or no text.
    """
    if not raw.strip():
        raise InputError(f"{source} is empty; nothing to read.")
    text, warnings = decode(raw, source)
    return article(text, source, details, warnings)


def decode(raw: bytes, source: str) -> tuple[str, tuple[str, ...]]:
    """Decode as UTF-8 (or by its byte order mark); else guess among the encodings of the press and say so.

    Raises:
        InputError: the bytes are no text.
    """
    encoding = marked(raw)
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        guessed = guess(raw, source)
        return raw.decode(guessed, errors="replace"), (f"encoding guessed: {guessed}",)
    if "\0" in text or _is_binary(text):
        raise InputError(f"{source} is no text (it holds control characters); {NO_TEXT}.")
    return text, ()


def marked(raw: bytes) -> str:
    """Name the encoding that a byte order mark tells; UTF-8 without one."""
    return next((name for mark, name in BOMS.items() if raw.startswith(mark)), "utf-8")


def guess(raw: bytes, source: str) -> str:
    """Guess the encoding of bytes that are no UTF-8.

    Raises:
        InputError: the bytes are no text.
    """
    if b"\0" in raw[:SNIFFED] or _is_binary(raw[:SNIFFED].decode("latin_1")):
        raise InputError(f"{source} is no text; {NO_TEXT}.")
    best = from_bytes(raw[:SNIFFED], cp_isolation=list(ENCODINGS)).best()
    return best.encoding if best is not None else ENCODINGS[0]


def _is_binary(text: str) -> bool:
    """Tell whether more than one character in a hundred is a control character that no text holds."""
    sample = text[:SNIFFED]
    controls = sum(each < " " and each not in "\t\n\r\f\v\x1b" for each in sample)
    return controls * 100 > len(sample)
