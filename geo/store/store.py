"""Save, list and delete readings: `Store`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Literal, Self

from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import Session

from geo.errors import StoreError
from geo.models import Incident, Reading, Report, reading_from_json, reading_to_json, reports
from geo.store.database import one_sentence, open_engine
from geo.store.tables import ArticleRow, IncidentPlaceRow, IncidentRow, Meta, SourceRow

SourceKind = Literal["file", "url", "upload", "paste", "seed"]

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
    """Be one place where a text was found."""

    source: str
    kind: str
    outlet: str | None
    url: str | None


class Store:
    """Hold readings in the database at `url`; a text is kept once, whatever the number of its sources."""

    def __init__(self, url: str) -> None:
        """Open the database, making it where there is none.

        Raises:
            StoreError: the database cannot be opened, is none, or was written by a newer Marsad.
        """
        self.url = url
        self._engine = open_engine(url)

    def __enter__(self) -> Self:
        """Give the store itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the database."""
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def save(self, reading: Reading, *, source_kind: SourceKind = "file") -> Kept:
        """Keep a reading, in place of an earlier reading of the same text; saving twice changes nothing.

        Where the source held another text before, that one becomes the `previous` version and is shown no more.
        """
        article = reading.article
        with one_sentence(self._engine.url), Session(self._engine) as session, session.begin():
            row = session.get(ArticleRow, article.id)
            replaced = _retire(session, reading, source_kind)
            if row is None:
                session.add(_article_row(reading, previous=replaced))
            else:
                row.reading, row.language = _contract(reading), reading.language
                row.published = article.published
            session.flush()
            _put_source(session, reading, source_kind)
            _put_incidents(session, reading)
            _count_revision(session)
        return Kept(article_id=article.id, new=row is None, previous=replaced)

    def readings(self) -> list[Reading]:
        """List the readings of all texts that a source still holds, the latest published first."""
        held = exists().where(SourceRow.article_id == ArticleRow.id, SourceRow.current)
        query = select(ArticleRow.reading).where(held).order_by(ArticleRow.published.is_(None), ArticleRow.published.desc(), ArticleRow.id)
        with one_sentence(self._engine.url), Session(self._engine) as session:
            return [reading_from_json(each) for each in session.scalars(query)]

    def reading(self, article_id: str) -> Reading | None:
        """Find the reading of one text, whether or not a source still holds it."""
        with one_sentence(self._engine.url), Session(self._engine) as session:
            row = session.get(ArticleRow, article_id)
            return None if row is None else reading_from_json(row.reading)

    def previous(self, article_id: str) -> str | None:
        """Name the text that the same source held before this one."""
        with one_sentence(self._engine.url), Session(self._engine) as session:
            return session.scalar(select(ArticleRow.previous).where(ArticleRow.id == article_id))

    def sources(self, article_id: str) -> list[Source]:
        """List where a text was found, in the order of finding."""
        query = select(SourceRow).where(SourceRow.article_id == article_id).order_by(SourceRow.number)
        with one_sentence(self._engine.url), Session(self._engine) as session:
            return [Source(source=row.source, kind=row.kind, outlet=row.outlet, url=row.url) for row in session.scalars(query)]

    def reports(self) -> list[Report]:
        """List all incidents, each with the article that tells of it."""
        return [report for reading in self.readings() for report in reports(reading)]

    def delete(self, article_id: str) -> bool:
        """Delete a text with its incidents and its earlier versions; tell whether it was there."""
        with one_sentence(self._engine.url), Session(self._engine) as session, session.begin():
            row = session.get(ArticleRow, article_id)
            if row is None:
                return False
            _delete_with_versions(session, row)
            _count_revision(session)
        return True

    @property
    def revision(self) -> int:
        """Count the writes so far: what was read at one revision holds until the next."""
        return int(self._meta("revision") or 0)

    @property
    def demo(self) -> bool:
        """Tell whether this database holds a demo, which every page says."""
        return self._meta("demo") == "1"

    def mark_demo(self) -> None:
        """Mark this database as a demo, for good.

        Raises:
            StoreError: it holds real work.
        """
        with one_sentence(self._engine.url), Session(self._engine) as session, session.begin():
            if session.get(Meta, "demo") is None and session.scalar(select(ArticleRow.id).limit(1)) is not None:
                raise StoreError(f"The database {self.url} holds real work and cannot become a demo; name another file.")
            session.merge(Meta(key="demo", value="1"))

    def _meta(self, key: str) -> str | None:
        with one_sentence(self._engine.url), Session(self._engine) as session:
            return session.scalar(select(Meta.value).where(Meta.key == key))


def _contract(reading: Reading) -> dict[str, object]:
    """Write a reading without titles: they are built for display, in the language of whoever looks."""
    return reading_to_json(reading, titles={each.id: "" for each in reading.incidents})


def _article_row(reading: Reading, *, previous: str | None) -> ArticleRow:
    article = reading.article
    return ArticleRow(
        id=article.id,
        previous=previous,
        published=article.published,
        language=reading.language,
        kept_at=_now(),
        reading=_contract(reading),
    )


def _retire(session: Session, reading: Reading, source_kind: SourceKind) -> str | None:
    """Take the source away from the text it held before, and name that text."""
    if source_kind not in VERSIONED:
        return None
    article = reading.article
    same = (SourceRow.source == article.source, SourceRow.kind.in_(VERSIONED), SourceRow.article_id != article.id, SourceRow.current)
    before = session.scalar(select(SourceRow.article_id).where(*same).order_by(SourceRow.number.desc()))
    session.execute(update(SourceRow).where(*same).values(current=False))
    return before


def _put_source(session: Session, reading: Reading, source_kind: SourceKind) -> None:
    article = reading.article
    row = session.scalar(select(SourceRow).where(SourceRow.article_id == article.id, SourceRow.source == article.source))
    if row is None:
        row = SourceRow(article_id=article.id, source=article.source, kind=source_kind, seen_at=_now())
        session.add(row)
    row.outlet, row.url, row.current = article.outlet, article.url, True


def _put_incidents(session: Session, reading: Reading) -> None:
    session.execute(delete(IncidentRow).where(IncidentRow.article_id == reading.article.id))
    for incident in reading.incidents:
        session.add(_incident_row(incident, reading.article.id))
        session.flush()
        session.add_all(_place_rows(incident))


def _incident_row(incident: Incident, article_id: str) -> IncidentRow:
    return IncidentRow(
        id=incident.id,
        article_id=article_id,
        type=incident.type,
        stage=incident.stage,
        discourse=incident.discourse,
        date=incident.date.value,
        confidence=incident.confidence,
    )


def _place_rows(incident: Incident) -> Sequence[IncidentPlaceRow]:
    return [
        IncidentPlaceRow(
            incident_id=incident.id, place_id=each.place.id, role=each.role, country=each.place.country, region=each.place.region
        )
        for each in incident.places
        if each.place is not None
    ]


def _delete_with_versions(session: Session, row: ArticleRow) -> None:
    """Delete a text, then the earlier versions that no source holds any more."""
    doomed: ArticleRow | None = row
    while doomed is not None:
        before = None if doomed.previous is None else session.get(ArticleRow, doomed.previous)
        session.delete(doomed)
        session.flush()
        held = before is not None and session.scalar(select(SourceRow.number).where(SourceRow.article_id == before.id, SourceRow.current))
        doomed = None if held else before


def _count_revision(session: Session) -> None:
    row = session.get(Meta, "revision")
    if row is None:
        session.add(Meta(key="revision", value="1"))
    else:
        row.value = str(int(row.value) + 1)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
