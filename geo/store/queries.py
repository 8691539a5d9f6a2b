"""Say in SQL what a filter asks for: `incidents_for`, `says`; list what columns are made of: `entries`."""

import json
from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, Select, SQLColumnExpression, and_, exists, false, func, or_, select
from sqlalchemy.orm import aliased

from geo.languages.folding import fold
from geo.models import Entries, Filter, IncidentEntry, PlaceEntry, place_from_json
from geo.store import sqlite
from geo.store.rows import PREFIX
from geo.store.tables import ArticleRow, IncidentPlaceRow, IncidentRow, PlaceRow, SourceRow, WordsRow

# The roles that put an incident somewhere: what it is filtered by when a region, a province or a place is asked for.
LOCATING = ("occurred", "target", "planned_target")

Condition = ColumnElement[bool]


def held() -> Condition:
    """Ask for the texts that a source still holds."""
    return exists().where(SourceRow.article_id == ArticleRow.id, SourceRow.current)


def latest_first() -> tuple[ColumnElement[object], ...]:
    """Order articles: the latest published first, those without a date last."""
    return (ArticleRow.published.is_(None), ArticleRow.published.desc(), ArticleRow.id.asc())  # type: ignore[return-value]


def incidents_for(chosen: Filter, *, indexed: bool) -> Select[str]:
    """Select the ids of the incidents that pass what `chosen` asks of them, but for actors and outlets, which no index holds."""
    return select(IncidentRow.id).where(*_conditions(chosen, indexed=indexed))


def entries(connection: Connection) -> Entries:
    """List all incidents of the texts that a source still holds, in the order of `latest_first`, and their places."""
    it, at, told = IncidentRow, IncidentPlaceRow, aliased(SourceRow)
    source = func.coalesce(func.nullif(told.outlet, ""), ArticleRow.source)
    days = (it.first_day, it.last_day, it.confidence, it.arrested, it.killed, it.injured, it.actors)
    query = (
        select(it.id, it.article_id, source, it.type, it.stage, it.discourse, *days)
        .join(ArticleRow, ArticleRow.id == it.article_id)
        .outerjoin(told, (told.article_id == ArticleRow.id) & (told.source == ArticleRow.source))
        .where(held())
        .order_by(*latest_first(), it.position)
    )
    places = select(at.incident_id, at.place_id, at.role, at.precision).order_by(at.number)
    named = select(PlaceRow.id, PlaceRow.told)
    return Entries(
        incidents=[IncidentEntry._make((*row[:-1], json.loads(row[-1]))) for row in connection.execute(query)],
        places=[PlaceEntry(*row) for row in connection.execute(places)],
        named={row.id: place_from_json(json.loads(row.told)) for row in connection.execute(named)},
    )


def says(word: str, *, indexed: bool) -> Condition:
    """Ask for the articles in which a folded word stands, anywhere in it."""
    if not indexed:
        return _holds(WordsRow.said, word)
    return WordsRow.number.in_(sqlite.numbers_found(_holds(sqlite.found.c.said, word)))


def _holds(said: SQLColumnExpression[str], word: str) -> Condition:
    if not set(word) & set("%_\\"):
        return said.like(f"%{word}%")
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return said.like(f"%{escaped}%", escape="\\")  # the index cannot help with this one


def _conditions(chosen: Filter, *, indexed: bool) -> Iterator[Condition]:
    yield IncidentRow.discourse.in_(("current", "background") if chosen.background else ("current",))
    if chosen.types:
        yield IncidentRow.type.in_(chosen.types)
    if chosen.stages:
        yield IncidentRow.stage.in_(chosen.stages)
    if chosen.confidence > 0:
        yield IncidentRow.confidence >= chosen.confidence
    yield _in_time(chosen)
    if chosen.regions or chosen.provinces or chosen.places:
        yield IncidentRow.id.in_(select(IncidentPlaceRow.incident_id).where(IncidentPlaceRow.role.in_(LOCATING), _is_within(chosen)))
    for word in fold(chosen.text).split():
        articles = select(WordsRow.article_id).where(says(word, indexed=indexed))
        yield or_(_holds(IncidentRow.said, word), IncidentRow.article_id.in_(articles))


def _in_time(chosen: Filter) -> Condition:
    dated: list[Condition] = [IncidentRow.first_day.is_not(None)]
    if chosen.since is not None:
        dated.append(IncidentRow.last_day >= chosen.since)
    if chosen.until is not None:
        dated.append(IncidentRow.first_day <= chosen.until)
    return or_(and_(*dated), IncidentRow.first_day.is_(None) if chosen.undated else false())


def _is_within(chosen: Filter) -> Condition:
    units = [each.removeprefix(PREFIX) for each in (*chosen.regions, *chosen.provinces)]
    ids = (*chosen.places, *(PREFIX + each for each in units))
    return or_(IncidentPlaceRow.region.in_(units), IncidentPlaceRow.province.in_(units), IncidentPlaceRow.place_id.in_(ids))
