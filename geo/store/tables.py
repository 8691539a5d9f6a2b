"""Define the tables: a text is a row of `articles`, each place it was found at a row of `sources`, what it tells rows of `incidents`."""

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

ID_LENGTH = 64


class Table(DeclarativeBase):
    """Stand for every table of the store."""


class Meta(Table):
    """Hold what the database knows of itself: the version of its schema, its revision, whether it is a demo."""

    __tablename__ = "meta"

    key: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    value: Mapped[str]


class ArticleRow(Table):
    """Keep one text with all that was understood of it, `reading`, as an object of the output contract.

    `previous` is the text that the same source held before.
    """

    __tablename__ = "articles"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    previous: Mapped[str | None] = mapped_column(ForeignKey("articles.id", ondelete="SET NULL"), index=True)
    published: Mapped[str | None] = mapped_column(String(10), index=True)
    language: Mapped[str] = mapped_column(String(8), index=True)
    kept_at: Mapped[str] = mapped_column(String(32))
    reading: Mapped[dict[str, object]] = mapped_column(JSON)


class SourceRow(Table):
    """Say where a text was found; `current` is False once that source holds another text."""

    __tablename__ = "sources"
    __table_args__ = (UniqueConstraint("article_id", "source"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), index=True)
    source: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(String(16))
    outlet: Mapped[str | None]
    url: Mapped[str | None]
    current: Mapped[bool] = mapped_column(default=True)
    seen_at: Mapped[str] = mapped_column(String(32))


class IncidentRow(Table):
    """Index an incident by what filters ask for; the incident itself stands in its article's `reading`."""

    __tablename__ = "incidents"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), index=True)
    type: Mapped[str] = mapped_column(String(32), index=True)
    stage: Mapped[str] = mapped_column(String(32))
    discourse: Mapped[str] = mapped_column(String(32), index=True)
    date: Mapped[str | None] = mapped_column(String(10), index=True)
    confidence: Mapped[float]


class IncidentPlaceRow(Table):
    """Index the resolved places of an incident, each in its role."""

    __tablename__ = "incident_places"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    incident_id: Mapped[str] = mapped_column(ForeignKey("incidents.id", ondelete="CASCADE"), index=True)
    place_id: Mapped[str] = mapped_column(String(ID_LENGTH), index=True)
    role: Mapped[str] = mapped_column(String(32))
    country: Mapped[str] = mapped_column(String(2))
    region: Mapped[str | None] = mapped_column(String(16), index=True)
