"""Define `Article`, the `Mention` found in it, and `Reading`: an article with all that was understood of it."""

import hashlib
import unicodedata
from dataclasses import dataclass
from typing import Literal

from geo.models.incident import Incident
from geo.models.place import PlaceKind, Resolution

MentionKind = Literal["settlement", "neighbourhood", "admin", "country", "natural", "facility", "supranational", "unknown"]
Method = Literal["gazetteer", "pattern", "ner"]

ID_LENGTH = 16


def article_id(text: str) -> str:
    """Name a text: the first 16 hex digits of the sha256 of its UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Be one article as read: `text` is NFC with newlines as U+000A, and every offset points into it.

    `published` is an ISO date (YYYY-MM-DD) or None; `warnings` tells what the reader had to guess.
    """

    text: str
    source: str
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None
    published: str | None = None
    warnings: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Give the id of the text: where it was found plays no part in it."""
        return article_id(self.text)

    @staticmethod
    def normalised(text: str) -> str:
        """Bring a text to the form of `text`: newlines as U+000A, then NFC."""
        return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


@dataclass(slots=True)
class Toponym:
    """Be a name found in a text before anyone has said which place it means; the recogniser fills it, nothing changes it after.

    `key` is its folded form, `kinds` the kinds of place that the generic word before it asks for ('province de'),
    `series` the number of the list it stands in or None, `container` whether it is named as what holds the name
    before it, `state` whether it may be that of a state, `strong` whether the words around it leave no doubt that a place is
    meant, `countries` those whose people are named just before it ('un Tunisien natif de ...').
    """

    text: str
    start: int
    end: int
    key: str
    method: Method = "gazetteer"
    literal: bool = True
    strong: bool = False
    kinds: tuple[PlaceKind, ...] = ()
    series: int | None = None
    container: bool = False
    state: bool = False
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Be one name of a place in a text, `text[start:end]`.

    `literal` is False where the name stands for a government, a club, a company or a treaty.
    """

    text: str
    start: int
    end: int
    kind: MentionKind
    literal: bool
    method: Method
    resolution: Resolution


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Be an article with its mentions, sorted and never overlapping, and its incidents."""

    article: Article
    language: str
    mentions: tuple[Mention, ...] = ()
    incidents: tuple[Incident, ...] = ()
    warnings: tuple[str, ...] = ()
