"""Keep articles in the database: `marsad ingest`."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import asdict
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geo.cli.runs import LONG_WORK, OPTIONS, STDIN, reader_for, tell_problems
from geo.errors import InputError, StoreError
from geo.pipeline import Failure, inputs
from geo.readers import LIMITS, Details, checked_date, is_address
from geo.settings import Settings

if TYPE_CHECKING:
    from geo.ingestion import Item, Outcome

EVERY = 2.0  # seconds between two looks at a folder
MINUTE = 60.0
STOPPED = 130  # what a shell gives a command that was ended by Ctrl+C


def inputs_given(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the arguments that name articles; it gets the paths, the manifest, and the details that hold for all."""

    @wraps(command)
    def wrapped(*, published: str | None, lang: str | None, **rest: object) -> None:
        command(details=Details(published=checked_date(published, "--published"), language=lang), **rest)

    for option in reversed(OPTIONS):
        option(wrapped)
    return wrapped


@click.command("ingest", short_help="Parse articles and keep them in the database.")
@inputs_given
@click.option("--watch", "watched", is_flag=True, help="Go on: keep what comes into the folders and feeds or changes there, until Ctrl+C.")
@click.option("--every", type=click.FloatRange(min=0.1), default=EVERY, help="With --watch: seconds between two looks at folders (2).")
@click.option("--feeds-every", type=click.FloatRange(min=1), default=15.0, help="With --watch: minutes between two looks at feeds (15).")
@click.option("--processes", type=click.IntRange(1, 256), help="Processes that work at once (as many as there are cores).")
@click.option("--patience", type=click.FloatRange(min=1), help="Seconds that an article may take (120).")
@click.option("--again", is_flag=True, help="Parse anew what is kept already, and what is in quarantine.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line for each input, once it is on the disk.")
def ingest_command(  # noqa: PLR0913  # one argument an option
    *,
    paths: tuple[Path | str, ...],
    manifest: Path | None,
    details: Details,
    columns: str | None,
    language: str | None,
    watched: bool,
    every: float,
    feeds_every: float,
    processes: int | None,
    patience: float | None,
    again: bool,
    as_json: bool,
) -> None:
    """Parse articles and keep them in the database (files, folders, addresses, or - for standard input).

    What is kept already is passed over, so that the same command goes on where it was stopped. What fails is told, put into
    quarantine, and tried again once it changes.
    """
    from geo.ingestion import PATIENCE, Ingestion, Manner, watch  # noqa: PLC0415  # no other command waits for the database's library
    from geo.store import Store  # noqa: PLC0415

    settings = Settings.from_environment()
    _check_given(paths, manifest, watched=watched)
    manner = Manner(
        processes=processes, interface=language or settings.language, again=again, patience=patience or PATIENCE, columns=columns
    )
    reader_for((), columns)  # what is wrong with --columns is told before the work begins
    tally = Tally(as_json=as_json, failed=tell_problems(settings))
    with Store(settings.database) as store:
        if store.demo:
            raise StoreError("MARSAD_DATABASE names the demo, which real articles do not belong in; name another.")
        try:
            with Ingestion(store, manner) as running:
                tally.take(running.run, _items(paths, manifest, details, columns))
                for found in watch(*_watched(paths), every=every, feeds_every=feeds_every * MINUTE) if watched else ():
                    tally.take(running.run, [(each, details) for each in found])
        except KeyboardInterrupt:
            tally.stopped = not watched
        finally:
            tally.tell()
    sys.exit(tally.status)


def _check_given(paths: tuple[Path | str, ...], manifest: Path | None, *, watched: bool) -> None:
    if not paths and manifest is None:
        raise InputError("No article was named; give files, folders, - for standard input, or --manifest.")
    wrong = next((each for each in paths if not is_address(str(each)) and not Path(each).is_dir()), None) if watched else None
    if wrong is not None or (watched and not paths):
        raise InputError(f"{wrong or manifest} is no folder and no address, and --watch waits for what comes into those; name one.")


def _watched(paths: tuple[Path | str, ...]) -> tuple[list[Path], list[str]]:
    """Part folders from addresses."""
    addresses = [str(each) for each in paths if is_address(str(each))]
    return [Path(each).absolute() for each in paths if not is_address(str(each))], addresses


def _items(paths: tuple[Path | str, ...], manifest: Path | None, details: Details, columns: str | None) -> "list[Item]":
    """List what is to be kept under its whole path, for that is what it is known by the next time."""
    files = [each if is_address(str(each)) else Path(each).absolute() for each in paths if str(each) != STDIN]
    given: list[Item] = list(inputs(files, None if manifest is None else manifest.absolute(), details))
    if len(files) < len(paths):
        with reader_for((), columns) as reader:
            found = reader.articles_in(sys.stdin.buffer.read(LIMITS.document + 1), STDIN, details)
            given += [Failure(source=STDIN, reason=str(each)) if isinstance(each, InputError) else each for each in found]
    return given


class Tally:
    """Tell of each outcome as it comes, and of all of them at the end."""

    def __init__(self, *, as_json: bool, failed: bool) -> None:
        """Begin; `failed` if something is wrong already."""
        self._as_json, self._failed = as_json, failed
        self._states: Counter[str] = Counter()
        self._replaced = 0
        self.stopped = False

    def take(self, run: "Callable[[Iterable[Item]], Iterator[Outcome]]", given: "list[Item]") -> None:
        """Ingest what is given, and tell of each."""
        with ExitStack() as stack:
            step = self._progress(stack, len(given))
            for each in run(given):
                self._states[each.state] += 1
                self._replaced += each.previous is not None
                self._tell_one(each)
                step()

    def tell(self) -> None:
        """Tell how many were kept, known, and not kept."""
        known, failed = self._states["known"], self._states["failed"]
        told = [f"{self._states['kept']:,} kept" + (f" ({self._replaced:,} in place of an earlier version)" if self._replaced else "")]
        told += [f"{known:,} known already"] if known else []
        told += [f"{failed:,} failed"] if failed else []
        told += [f"{each:,} left in quarantine (marsad status --failures)" for each in [self._states["quarantined"]] if each]
        told += ["stopped; the same command goes on from here"] if self.stopped else []
        click.echo("; ".join(told) + ".", err=True)

    @property
    def status(self) -> int:
        """Give the exit status: 0 if every input is kept."""
        if self.stopped:
            return STOPPED
        return int(self._failed or self._states["failed"] + self._states["quarantined"] > 0)

    def _tell_one(self, outcome: "Outcome") -> None:
        if outcome.state == "failed":
            click.echo(outcome.reason, err=True)
        for warning in outcome.warnings:
            click.echo(f"{outcome.source}: {warning}", err=True)
        if self._as_json:
            click.echo(json.dumps(asdict(outcome), ensure_ascii=False))

    def _progress(self, stack: ExitStack, total: int) -> Callable[[], object]:
        """Draw a bar on standard error for long work, if it is a terminal."""
        if total < LONG_WORK or not sys.stderr.isatty():
            return lambda: None
        bar = stack.enter_context(click.progressbar(length=total, label="articles", file=sys.stderr, show_pos=True))
        return lambda: bar.update(1)


COMMANDS = (ingest_command,)
