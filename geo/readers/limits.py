"""Say how much a reader may ask for: `Limits`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bound what one input may cost; beyond any of these it is refused in a sentence, and the next one is read.

    `document`, `web` and `corpus` are bytes of a file: one article, one web page or feed, a table or an archive. `unpacked` is the
    bytes of one archive or Office file once unpacked, `ratio` how many times larger than packed a file of over 1 MB may get,
    `members` the files of one archive, `nesting` how deep archives and attached messages may lie in each other. `tags` is
    of a web page, a feed or a Word file, `pages` of a PDF, `text` the characters of one article, `cells` the characters of one cell,
    `seconds` the time until the next article comes, `memory` the bytes that a reading process may take.
    """

    document: int = 50_000_000
    web: int = 10_000_000
    corpus: int = 2_000_000_000
    unpacked: int = 500_000_000
    ratio: int = 200
    members: int = 20_000
    nesting: int = 3
    tags: int = 100_000
    pages: int = 1_000
    text: int = 5_000_000
    cells: int = 5_000_000
    seconds: float = 30.0
    memory: int = 450_000_000


LIMITS = Limits()
