"""Define the tables: a text is a row of `articles`, each place it was found at a row of `sources`, what it tells rows of `incidents`.

`meta`, `articles`, `sources` and `failures` hold what cannot be made again. `incidents`, `incident_places`, `places` and
`article_words` are indexes: they are made from the readings, anew after every change of schema.
"""

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

ID_LENGTH = 64
KIND_LENGTH = 32


class Table(DeclarativeBase):
    """Stand for every table of the store."""


class Meta(Table):
    """Hold what the database knows of itself: the version of its schema, its revision, whether it is a demo."""

    __tablename__ = "meta"

    key: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    value: Mapped[str]


class ArticleRow(Table):
    """Keep one text with all that was understood of it.

    `reading` is an object of the output contract as JSON, deflated to a sixth (zlib); `source` the one it was read from.
    """

    __tablename__ = "articles"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    source: Mapped[str] = mapped_column(Text)
    published: Mapped[str | None] = mapped_column(String(10), index=True)
    language: Mapped[str] = mapped_column(String(8), index=True)
    kept_at: Mapped[str] = mapped_column(String(32))
    reading: Mapped[bytes] = mapped_column(LargeBinary)


class SourceRow(Table):
    """Say where a text was found, and what was told of it there.

    `current` is False once that source holds another text; `previous` is the text that it held before.
    """

    __tablename__ = "sources"
    __table_args__ = (UniqueConstraint("article_id", "source"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), index=True)
    source: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(String(16))
    outlet: Mapped[str | None]
    url: Mapped[str | None]
    title: Mapped[str | None] = mapped_column(Text)
    published: Mapped[str | None] = mapped_column(String(10))
    current: Mapped[bool] = mapped_column(default=True)
    previous: Mapped[str | None] = mapped_column(ForeignKey("articles.id", ondelete="SET NULL"), index=True)
    seen_at: Mapped[str] = mapped_column(String(32))


class FailureRow(Table):
    """Hold an input in quarantine: why it could not be kept, and what it looked like (`mark`), so that it is tried again once changed."""

    __tablename__ = "failures"

    source: Mapped[str] = mapped_column(Text, primary_key=True)
    kind: Mapped[str] = mapped_column(String(KIND_LENGTH), index=True)
    reason: Mapped[str] = mapped_column(Text)
    mark: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    tries: Mapped[int]
    failed_at: Mapped[str] = mapped_column(String(32))


class IncidentRow(Table):
    """Index an incident by what filters ask for and figures count; the incident itself stands in its article's `reading`.

    `position` counts from 0 within the reading. `first_day` and `last_day` are the days it may have begun and ended on; `said` the
    folded names of its places and actors, `actors` those of its actors as a JSON list. `arrested`, `killed` and `injured` are persons.
    """

    __tablename__ = "incidents"
    __table_args__ = (Index("ix_incidents_discourse_type", "discourse", "type"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), index=True)
    type: Mapped[str] = mapped_column(String(KIND_LENGTH))
    stage: Mapped[str] = mapped_column(String(KIND_LENGTH))
    discourse: Mapped[str] = mapped_column(String(KIND_LENGTH))
    first_day: Mapped[str | None] = mapped_column(String(10), index=True)
    last_day: Mapped[str | None] = mapped_column(String(10), index=True)
    confidence: Mapped[float]
    said: Mapped[str] = mapped_column(Text)
    position: Mapped[int]
    arrested: Mapped[float]
    killed: Mapped[float]
    injured: Mapped[float]
    actors: Mapped[str] = mapped_column(Text)


class PlaceRow(Table):
    """Hold a place that incidents are at, as the latest reading has it: an object of the output contract as JSON."""

    __tablename__ = "places"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    told: Mapped[str] = mapped_column(Text)


class IncidentPlaceRow(Table):
    """Index the places of an incident, each in its role; one that is not resolved has no `place_id`.

    `region` and `province` are bare HCP codes, `precision` is 1 to 7.
    """

    __tablename__ = "incident_places"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    incident_id: Mapped[str] = mapped_column(ForeignKey("incidents.id", ondelete="CASCADE"), index=True)
    place_id: Mapped[str | None] = mapped_column(String(ID_LENGTH), index=True)
    role: Mapped[str] = mapped_column(String(KIND_LENGTH))
    precision: Mapped[int]
    country: Mapped[str | None] = mapped_column(String(2))
    region: Mapped[str | None] = mapped_column(String(16), index=True)
    province: Mapped[str | None] = mapped_column(String(16), index=True)


class WordsRow(Table):
    """Hold what full-text search looks through: title, outlet and text of an article, folded."""

    __tablename__ = "article_words"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), unique=True)
    said: Mapped[str] = mapped_column(Text)
