"""Write one record into the tables, within a transaction that is the caller's: `put`, `remove`, `retire`."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import cast

from sqlalchemy import BindParameter, Connection, bindparam, delete, insert, select, update
from sqlalchemy.engine import CursorResult

from geo.store.nouns import VERSIONED, Kept, Quarantined
from geo.store.rows import Record, plain
from geo.store.tables import ArticleRow, FailureRow, IncidentPlaceRow, IncidentRow, Meta, PlaceRow, SourceRow, WordsRow

REVISION = "revision"

# What every record asks is said once: SQLAlchemy takes longer to make a statement than the database to answer it.
_text: BindParameter[str] = bindparam("text")
_name: BindParameter[str] = bindparam("name")
_others = (SourceRow.source == _name, SourceRow.kind.in_(VERSIONED), SourceRow.article_id != _text, SourceRow.current)
KNOWN = select(ArticleRow.source, ArticleRow.published).where(ArticleRow.id == _text)
BEFORE = select(SourceRow.article_id).where(*_others).order_by(SourceRow.number.desc()).limit(1)
RETIRE = update(SourceRow).where(*_others).values(current=False)
UNINDEX = delete(IncidentRow).where(IncidentRow.article_id == _text)
SAID = select(WordsRow.said).where(WordsRow.article_id == _text)
UNSAY = delete(WordsRow).where(WordsRow.article_id == _text)
RELEASE = delete(FailureRow).where(FailureRow.source == _name)
ADD_ARTICLE, ADD_SOURCE, ADD_WORDS = insert(ArticleRow), insert(SourceRow), insert(WordsRow)
ADD_INCIDENTS, ADD_PLACES = insert(IncidentRow), insert(IncidentPlaceRow)


def put(connection: Connection, record: Record) -> Kept:
    """Keep a record: its text once, its source beside the others, its incidents in place of those of an earlier reading."""
    known = connection.execute(KNOWN, {"text": record.article_id}).one_or_none()
    if known is None:
        connection.execute(ADD_ARTICLE, {**record.article, "kept_at": _now()})
    wins = known is None or known.source == record.name or not _is_earlier(known.published, record.article["published"])
    if known is not None and wins:
        connection.execute(update(ArticleRow).where(ArticleRow.id == record.article_id).values(**record.article))
    previous = _retire(connection, record)
    _put_source(connection, record, previous, new=known is None)
    if wins:
        _put_index(connection, record, new=known is None)
    connection.execute(RELEASE, {"name": record.name})
    return Kept(article_id=record.article_id, new=known is None, previous=previous)


def put_places(connection: Connection, named: Mapping[str, str]) -> None:
    """Keep places as they are now told, by their ids; those told so already are left alone."""
    known = {row.id: row.told for row in connection.execute(select(PlaceRow.id, PlaceRow.told).where(PlaceRow.id.in_(list(named))))}
    changed = [{"id": key, "told": told} for key, told in named.items() if known.get(key) != told]
    if changed:
        connection.execute(delete(PlaceRow).where(PlaceRow.id.in_([each["id"] for each in changed])))
        connection.execute(insert(PlaceRow), changed)


def put_failure(connection: Connection, failed: Quarantined) -> None:
    """Put an input into quarantine, or count one more attempt."""
    source = plain(failed.source)
    values = {"kind": failed.kind, "reason": plain(failed.reason), "mark": failed.mark, "failed_at": _now()}
    done = connection.execute(update(FailureRow).where(FailureRow.source == source).values(**values, tries=FailureRow.tries + 1))
    if not cast("CursorResult[object]", done).rowcount:
        connection.execute(insert(FailureRow).values(source=source, tries=failed.tries, **values))


def remove(connection: Connection, article_id: str) -> bool:
    """Delete a text, then the earlier versions that no source holds any more; tell whether it was there."""
    doomed, found = [article_id], False
    while doomed:
        each = doomed.pop()
        before = connection.scalars(select(SourceRow.previous).where(SourceRow.article_id == each, SourceRow.previous.is_not(None))).all()
        done = connection.execute(delete(ArticleRow).where(ArticleRow.id == each))
        found = found or bool(cast("CursorResult[object]", done).rowcount)
        doomed += [earlier for earlier in before if earlier is not None and not _is_held(connection, earlier)]
    return found


def count_revision(connection: Connection) -> None:
    """Count a write, so that whoever keeps what was read knows when to read again."""
    found = connection.scalar(select(Meta.value).where(Meta.key == REVISION))
    set_meta(connection, REVISION, str(int(found or 0) + 1))


def set_meta(connection: Connection, key: str, value: str) -> None:
    """Set what the database knows of itself."""
    connection.execute(delete(Meta).where(Meta.key == key))
    connection.execute(insert(Meta).values(key=key, value=value))


def _is_earlier(known: str | None, given: str | None) -> bool:
    """Tell whether a text was published earlier than it is now found with: the first day of publication is what its dates count from."""
    return known is not None and (given is None or known < given)


def _retire(connection: Connection, record: Record) -> str | None:
    """Take the source away from the text it held before, and name that text."""
    if record.source["kind"] not in VERSIONED:
        return None
    asked = {"text": record.article_id, "name": record.name}
    before = connection.scalar(BEFORE, asked)
    if before is not None:
        connection.execute(RETIRE, asked)
    return before


def _put_source(connection: Connection, record: Record, previous: str | None, *, new: bool) -> None:
    told = {key: record.source[key] for key in ("outlet", "url", "title", "published")} | {"current": True}
    if previous is not None:
        told["previous"] = previous
    if new or not _is_updated(connection, record, told):
        connection.execute(ADD_SOURCE, {"previous": None, **record.source, **told, "seen_at": _now()})


def _is_updated(connection: Connection, record: Record, told: Mapping[str, object]) -> bool:
    same = (SourceRow.article_id == record.article_id, SourceRow.source == record.name)
    return bool(cast("CursorResult[object]", connection.execute(update(SourceRow).where(*same).values(**told))).rowcount)


def _put_index(connection: Connection, record: Record, *, new: bool) -> None:
    if not new:
        connection.execute(UNINDEX, {"text": record.article_id})
    if record.incidents:
        connection.execute(ADD_INCIDENTS, record.incidents)
    if record.places:
        connection.execute(ADD_PLACES, record.places)
    said = None if new else connection.scalar(SAID, {"text": record.article_id})
    if said != record.said:
        connection.execute(UNSAY, {"text": record.article_id})
        connection.execute(ADD_WORDS, {"article_id": record.article_id, "said": record.said})


def _is_held(connection: Connection, article_id: str) -> bool:
    found = select(SourceRow.number).where(SourceRow.article_id == article_id, SourceRow.current).limit(1)
    return connection.scalar(found) is not None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
