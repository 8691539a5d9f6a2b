"""Define what the store tells of itself: `Kept`, `Source`, `Quarantined`, `Status`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

SourceKind = Literal["file", "url", "upload", "paste", "seed"]
FailureKind = Literal["read", "parse", "crash", "timeout"]

# Only these name one thing that may change: two uploads called 'article.txt' need not be versions of one text.
VERSIONED: frozenset[str] = frozenset({"file", "url", "seed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Say what saving did: `new` where the text was not there yet, `previous` the text it takes the place of."""

    article_id: str
    new: bool
    previous: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Be one place where a text was found; `current` is False once it holds another text, `previous` is what it held before."""

    source: str
    kind: str
    outlet: str | None
    url: str | None
    current: bool = True
    previous: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """Be an input that could not be kept, with its reason.

    `kind` tells what failed: reading it, parsing it, or the process that did (`crash`, `timeout`). `mark` names what it looked
    like, the id of its text or the stamp of its file; it is not tried again until that changes. `tries` counts the attempts.
    """

    source: str
    kind: FailureKind
    reason: str
    mark: str | None = None
    tries: int = 1
    failed_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Say what a database holds.

    `articles` are the texts that a source still holds, `replaced` their earlier versions; `incidents` those of the former;
    `failures` counts the quarantine by kind; `bytes` is the size on disk, None where the database is no file.
    """

    schema_version: int
    revision: int
    demo: bool
    articles: int
    replaced: int
    sources: int
    incidents: int
    languages: Mapping[str, int] = field(default_factory=dict)
    failures: Mapping[str, int] = field(default_factory=dict)
    last_kept: str | None = None
    bytes: int | None = None
