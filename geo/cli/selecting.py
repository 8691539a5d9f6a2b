"""Choose the incidents that a command works on: `selected` gives them to it, from articles or from the database."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial, wraps
from pathlib import Path
from urllib.parse import parse_qs

import click

from geo.cli.runs import OPTIONS, Run, reader_for
from geo.errors import InputError, StoreError
from geo.models import Filter, Report, filter_of, query_of
from geo.models.filters import LISTS
from geo.readers import Details, checked_date
from geo.settings import Settings

SINGLE = ("since", "until", "undated", "confidence", "text", "background")
USUAL = {("undated", "1"), ("background", "0"), ("confidence", "0")}  # what an address leaves out, and may say all the same
BESIDE = frozenset({"lang", "worldview", "incident", "view", "level", "measure", "links"})  # of the same address, but no filter

CHOICES = (
    click.option("--filter", "query", metavar="QUERY", help="The filter of a link to the dashboard: 'type=arrest&since=2023-01-01'."),
    click.option("--background/--no-background", default=None, help="Keep background incidents (kept, unless --filter is given)."),
    click.option(
        "--database",
        is_flag=False,
        flag_value="",
        metavar="[URL]",
        help="Take the incidents of the database (MARSAD_DATABASE, or this one) in place of articles.",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """Be what a command works on: the filter, the language of the interface, and `ask`, which gives the incidents to filter."""

    chosen: Filter
    interface: str
    ask: Callable[[], list[Report]]

    def reports(self) -> list[Report]:
        """Give the incidents that the filter lets through, each with its article."""
        from geo.frames import select  # noqa: PLC0415  # parse must start without geopandas

        return select(self.ask(), self.chosen)


def selected(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the arguments that name articles or the database, and a filter; it gets them as one selection."""

    @wraps(command)
    def wrapped(  # noqa: PLR0913  # one argument an option
        *,
        paths: tuple[Path | str, ...],
        manifest: Path | None,
        published: str | None,
        columns: str | None,
        lang: str | None,
        language: str | None,
        query: str | None,
        background: bool | None,
        database: str | None,
        **rest: object,
    ) -> None:
        chosen, interface = _chosen(query, background=background), language or Settings.from_environment().language
        if database is not None:
            if paths or manifest is not None:
                raise InputError("--database takes the incidents of the database, and articles were named too; give one of the two.")
            command(Selected(chosen=chosen, interface=interface, ask=partial(_stored, database, chosen)), **rest)
            return
        details = Details(published=checked_date(published, "--published"), language=lang)
        with Run(paths, manifest, details, interface, reader=reader_for(paths, columns)) as run:
            command(Selected(chosen=chosen, interface=interface, ask=run.reports), **rest)

    for option in reversed((*OPTIONS, *CHOICES)):
        option(wrapped)
    return wrapped


def filter_named(text: str) -> Filter:
    """Read the filter of a link to the dashboard, whole or what follows its question mark.

    The dashboard passes over what it does not know; a command would then write more than was asked for.

    Raises:
        InputError: it asks for something that is no filter, or gives one a value that it cannot have.
    """
    address = text.strip().partition("#")[0]
    query = parse_qs(address.rpartition("?")[2], keep_blank_values=True)
    known = (*LISTS, *SINGLE)
    unknown = next((name for name in query if name not in known and name not in BESIDE), None)
    if unknown is not None or (address and not query):
        raise InputError(f"--filter asks for {unknown or text!r}, which is no filter; use {', '.join(known)}, as in type=arrest.")
    chosen = filter_of(query)
    kept = query_of(chosen)
    for name, value in ((each, value) for each in known for value in query.get(each, ())):
        if value.strip() not in kept.get(name, ()) and (name, value) not in USUAL:
            raise InputError(f"--filter gives {name} the value {value!r}, which it cannot have; take it from a link to the dashboard.")
    return chosen


def _chosen(query: str | None, *, background: bool | None) -> Filter:
    chosen = Filter(background=True) if query is None else filter_named(query)
    return chosen if background is None else replace(chosen, background=background)


def _stored(url: str, chosen: Filter) -> list[Report]:
    """Give the incidents of a database that may pass.

    Raises:
        StoreError: there is none yet.
    """
    from geo.store import Store, is_there, named  # noqa: PLC0415  # no other command waits for the database's library

    used = url or Settings.from_environment().database
    if not is_there(used):
        raise StoreError(f"There is no database {named(used)} yet; 'marsad ingest' makes one, or name another.")
    with Store(used) as store:
        return store.reports(chosen)
