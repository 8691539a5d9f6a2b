"""Go through the articles that a command was given: `Run`, and `articles`, which gives it to a command."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import wraps
from pathlib import Path

import click

from geo.errors import InputError
from geo.languages.lexicon import CODES
from geo.languages.strings import INTERFACES
from geo.models import Article, Reading, Report, reports
from geo.overlay import problems_of
from geo.pipeline import Failure, Named, inputs, parse_all
from geo.readers import LIMITS, Details, Reader, checked_date, is_address, named_columns, named_source
from geo.recognizer.entities import EntityFinder
from geo.settings import Settings

STDIN = "-"
LONG_WORK = 20  # articles: fewer are done before a progress bar can be read

OPTIONS = (
    click.argument("paths", nargs=-1, type=named_source),
    click.option("--manifest", type=click.Path(path_type=Path), help="JSON Lines: path, published, language, outlet of articles."),
    click.option("--published", metavar="YYYY-MM-DD", help="Day of publication, which relative dates count from."),
    click.option("--columns", metavar="FIELD=HEADER,...", help="Columns of tables: text=Body,date=Published; guessed if not given."),
    click.option("--lang", type=click.Choice(CODES), help="Language of the articles; detected if not given."),
    click.option("--language", type=click.Choice(INTERFACES), help="Language of titles and reasons (MARSAD_LANGUAGE; fr)."),
)


def articles(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the arguments that name articles; it gets them as one run."""

    @wraps(command)
    def wrapped(  # noqa: PLR0913  # one argument an option
        *,
        paths: tuple[Path | str, ...],
        manifest: Path | None,
        published: str | None,
        columns: str | None,
        lang: str | None,
        language: str | None,
        **rest: object,
    ) -> None:
        interface = language or Settings.from_environment().language
        details = Details(published=checked_date(published, "--published"), language=lang)
        with Run(paths, manifest, details, interface, reader=reader_for(paths, columns)) as run:
            command(run, **rest)

    for option in reversed(OPTIONS):
        option(wrapped)
    return wrapped


def tell_problems(settings: Settings) -> bool:
    """Tell which lines of the table of one's own places are not used; say whether there are any."""
    problems = problems_of(settings)
    for each in problems:
        click.echo(each, err=True)
    return bool(problems)


def reader_for(paths: tuple[Path | str, ...], columns: str | None) -> Reader:
    """Make the reader of a command: it can fetch if an address was named."""
    if not any(is_address(str(each)) for each in paths):
        return Reader(columns=named_columns(columns))
    from geo.fetching import Fetcher  # noqa: PLC0415  # who names no address need not wait for it

    return Reader(columns=named_columns(columns), fetcher=Fetcher())


class Run:
    """Go through the articles of a command: readings come out, failures are told at once and counted."""

    def __init__(
        self, paths: tuple[Path | str, ...], manifest: Path | None, details: Details, interface: str, *, reader: Reader | None = None
    ) -> None:
        """List what there is to read, and tell what is wrong with the table of one's own places.

        Raises:
            InputError: no article was named.
        """
        if not paths and manifest is None:
            raise InputError("No article was named; give files, folders, - for standard input, or --manifest.")
        files = [each for each in paths if str(each) != STDIN]
        self.interface = interface
        self.finder: EntityFinder | None = None
        self._reader = reader or Reader()
        self._given = list(inputs(files, manifest, details))
        self._stdin = details if any(str(each) == STDIN for each in paths) else None
        self._failed = 0
        self._places_failed = tell_problems(Settings.from_environment())
        self._stack = ExitStack()

    def reports(self) -> list[Report]:
        """Give the incidents of all articles, each with its article."""
        return [report for reading in self for report in reports(reading)]

    def __enter__(self) -> "Run":
        """Begin."""
        return self

    def __exit__(self, *error: object) -> None:
        """Tell how many inputs failed, and end the command with status 1 if any did."""
        self._stack.close()
        if error[0] is not None:
            return
        if self._failed:
            click.echo(f"{self._failed} of {self._total()} inputs could not be read.", err=True)
        if self._failed or self._places_failed:
            sys.exit(1)

    def _total(self) -> int:
        return len(self._given) + (self._stdin is not None)

    def __iter__(self) -> Iterator[Reading]:
        """Give the readings one after the other."""
        done = self._progress()
        for each in parse_all(self._all(), interface=self.interface, reader=self._reader, finder=self.finder, done=done):
            if isinstance(each, Failure):
                self._failed += 1
                click.echo(each.reason, err=True)
            else:
                for warning in each.warnings:
                    click.echo(f"{each.article.source}: {warning}", err=True)
                yield each
        self._stack.close()

    def _all(self) -> Iterator[Named | Failure | Article]:
        yield from self._given
        if self._stdin is not None:
            for each in self._reader.articles_in(sys.stdin.buffer.read(LIMITS.document + 1), STDIN, self._stdin):
                yield Failure(source=STDIN, reason=str(each)) if isinstance(each, InputError) else each

    def _progress(self) -> Callable[[], object]:
        """Draw a bar on standard error for long work, if it is a terminal."""
        if self._total() < LONG_WORK or not sys.stderr.isatty():
            return lambda: None
        bar = self._stack.enter_context(click.progressbar(length=self._total(), label="articles", file=sys.stderr))
        return lambda: bar.update(1)
