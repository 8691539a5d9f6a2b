"""Tell what the database holds, and look after its file: `marsad status`, `marsad db`."""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geo.errors import StoreError
from geo.settings import Settings

if TYPE_CHECKING:
    from geo.store import Quarantined, Status

MEGABYTE = 1_000_000


@click.command("status", short_help="Tell what the database holds.")
@click.option("--failures", is_flag=True, help="List the quarantine: what could not be kept, and why.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def status_command(*, failures: bool, as_json: bool) -> None:
    """Tell what the database holds: articles, incidents, the quarantine, its size."""
    from geo.store import Store, named  # noqa: PLC0415

    url = _existing()
    with Store(url) as store:
        found, quarantine = store.status(), store.quarantine() if failures else []
    if as_json:
        listed = {"quarantine": [asdict(each) for each in quarantine]} if failures else {}
        click.echo(json.dumps({"database": named(url), **asdict(found), **listed}, ensure_ascii=False))
    elif failures:
        _tell_failures(quarantine)
    else:
        _tell_status(named(url), found)


@click.group("db")
def db_group() -> None:
    """Look after the database: upgrade, backup, restore, check."""


@db_group.command("upgrade", short_help="Bring the database to today's schema.")
def upgrade_command() -> None:
    """Bring the database to the schema of this Marsad; a copy of it is left beside it."""
    from geo.store import SCHEMA_VERSION, Store, named  # noqa: PLC0415

    url = _existing()
    with Store(url) as store:
        before = store.upgraded_from
    done = (
        f"is of schema {SCHEMA_VERSION} already; nothing to do" if before == SCHEMA_VERSION else f"was brought to schema {SCHEMA_VERSION}"
    )
    click.echo(f"{named(url)} {done}.")
    if before is not None and before < SCHEMA_VERSION:
        click.echo(f"{named(url)}.schema-{before} holds what it was before.")


@db_group.command("backup", short_help="Copy the database into one file.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup_command(file: Path) -> None:
    """Copy the database as it is now into one file; others may go on writing meanwhile."""
    from geo.store import back_up  # noqa: PLC0415

    back_up(_existing(), file)
    click.echo(f"{file}: {file.stat().st_size / MEGABYTE:.1f} MB")


@db_group.command("restore", short_help="Put a copy in the place of the database.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def restore_command(file: Path) -> None:
    """Put a copy in the place of what the database holds, which is kept in a file beside it."""
    from geo.store import named, restore  # noqa: PLC0415

    url = Settings.from_environment().database
    before = restore(url, file)
    click.echo(f"{named(url)} holds what {file} holds.")
    if before is not None:
        click.echo(f"{before} holds what it held before.")


@db_group.command("check", short_help="Look for damage.")
def check_command() -> None:
    """Look for damage, and for indexes that do not tell what the articles do; the exit status is 1 if there is any."""
    from geo.store import check, named  # noqa: PLC0415

    url = _existing()
    problems = check(url)
    for each in problems:
        click.echo(each)
    click.echo(f"{named(url)}: " + (f"{len(problems)} problems" if problems else "sound"), err=True)
    sys.exit(bool(problems))


def _existing() -> str:
    """Name the database in use.

    Raises:
        StoreError: there is none yet.
    """
    from geo.store import is_there, named  # noqa: PLC0415

    url = Settings.from_environment().database
    if not is_there(url):
        raise StoreError(f"There is no database {named(url)} yet; 'marsad ingest' makes one, or name another in MARSAD_DATABASE.")
    return url


def _tell_status(name: str, found: "Status") -> None:
    size = "" if found.bytes is None else f"{found.bytes / MEGABYTE:.1f} MB, "
    rows = {
        "database": f"{name} ({size}schema {found.schema_version}{', demo' if found.demo else ''})",
        "articles": f"{found.articles:,}{_listed(found.languages)}",
        "earlier versions": f"{found.replaced:,}",
        "sources": f"{found.sources:,}",
        "incidents": f"{found.incidents:,}",
        "quarantine": f"{sum(found.failures.values()):,}{_listed(found.failures)}",
        "last kept": found.last_kept or "never",
    }
    for key, value in rows.items():
        click.echo(f"{key:<17} {value}")


def _listed(counts: Mapping[str, int]) -> str:
    return f" ({', '.join(f'{name} {number:,}' for name, number in counts.items())})" if counts else ""


def _tell_failures(quarantine: "list[Quarantined]") -> None:
    for each in quarantine:
        click.echo(f"{each.failed_at}  {each.kind:<7}  {each.tries:>2}x  {each.reason}")
    click.echo(f"{len(quarantine):,} in quarantine; each is tried again once it changes, or with 'marsad ingest --again'.", err=True)


COMMANDS = (status_command, db_group)
