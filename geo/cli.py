"""Run Marsad from the command line: `marsad parse`, `map`, `export`, `dashboard`.

Results go to standard output or the file asked for, everything said about them to standard error. The exit status is 0 if
every input was read, 1 if one was not, 2 if the command was not understood.
"""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import wraps
from pathlib import Path
from typing import NoReturn

import click

from geo.errors import GeoError, InputError
from geo.languages.lexicon import CODES
from geo.languages.strings import INTERFACES
from geo.languages.titles import title as incident_title
from geo.models import Article, Filter, Reading, Report, reading_to_json, reports
from geo.pipeline import Failure, inputs, parse, parse_all
from geo.readers import Details, checked_date, read_bytes
from geo.settings import Settings

STDIN = "-"
LONG_WORK = 20  # articles: fewer are done before a progress bar can be read
LOOPBACK = "127.0.0.1"

OPTIONS = (
    click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True)),
    click.option("--manifest", type=click.Path(path_type=Path), help="JSON Lines: path, published, language, outlet of articles."),
    click.option("--published", metavar="YYYY-MM-DD", help="Day of publication, which relative dates count from."),
    click.option("--lang", type=click.Choice(CODES), help="Language of the articles; detected if not given."),
    click.option("--language", type=click.Choice(INTERFACES), help="Language of titles and reasons (MARSAD_LANGUAGE; fr)."),
)
background_option = click.option("--background/--no-background", default=True, help="Keep background incidents.")


def articles(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the arguments that name articles; it gets them as one run."""

    @wraps(command)
    def wrapped(
        *, paths: tuple[Path, ...], manifest: Path | None, published: str | None, lang: str | None, language: str | None, **rest: object
    ) -> None:
        interface = language or Settings.from_environment().language
        with _Run(paths, manifest, Details(published=checked_date(published, "--published"), language=lang), interface) as run:
            command(run, **rest)

    for option in reversed(OPTIONS):
        option(wrapped)
    return wrapped


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="marsad", prog_name="marsad")
def cli() -> None:
    """Find places and incidents in news articles about Morocco and put them on a map, offline."""


@cli.command("parse")
@articles
def parse_command(run: "_Run") -> None:
    """Print one JSON object a line for each article (files, folders, or - for standard input)."""
    for reading in run:
        titles = {each.id: incident_title(each, run.interface) for each in reading.incidents}
        click.echo(json.dumps(reading_to_json(reading, titles=titles), ensure_ascii=False))


@cli.command("map")
@articles
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The .html file to write.")
@click.option("--title", help="Title of the map.")
@background_option
def map_command(run: "_Run", output: Path, title: str | None, *, background: bool) -> None:
    """Write one HTML file with the map of all incidents; it opens without a network."""
    _write_map(run.reports(), output, title, run.interface, background=background)


@cli.command("export")
@articles
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="File: .geojson, .csv or .html.")
@background_option
def export_command(run: "_Run", output: Path, *, background: bool) -> None:
    """Write the incidents of all articles as GeoJSON or CSV, a row an incident and place."""
    from geo import exports  # noqa: PLC0415  # parse must start without geopandas
    from geo.frames import select  # noqa: PLC0415

    if output.suffix.lower() == ".html":
        _write_map(run.reports(), output, None, run.interface, background=background)
    else:
        exports.write(select(run.reports(), Filter(background=background)), output, language=run.interface)


def _write_map(told: list[Report], output: Path, title: str | None, interface: str, *, background: bool) -> None:
    from geo import exports, maps  # noqa: PLC0415
    from geo.frames import select  # noqa: PLC0415
    from geo.languages.strings import say  # noqa: PLC0415

    chosen = Filter(background=background)
    kept = select(told, chosen)
    if output.suffix.lower() not in (".html", ".htm"):
        raise InputError(f"{output} is no .html file; a map is one HTML file, so name it so.")
    worldview = Settings.from_environment().worldview
    html = maps.render_html(kept, title=title or say(interface, "download.title"), language=interface, chosen=chosen, worldview=worldview)
    exports.write(kept, output.with_suffix(".html"), language=interface, html=html)
    click.echo(f"{output}: {len(kept)} incidents", err=True)


@cli.command("dashboard")
@click.option("--demo", is_flag=True, help="Serve the seed articles from a database of their own.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port on 127.0.0.1 (MARSAD_PORT; 8501).")
def dashboard_command(*, demo: bool, port: int | None) -> None:
    """Serve the dashboard on this machine."""
    settings = Settings.from_environment()
    chosen = port or settings.port
    if not _is_free(chosen):
        raise InputError(f"Port {chosen} of {LOOPBACK} is taken; stop what uses it or give another with --port.")
    environment = dict(os.environ)
    if demo:
        from geo.store import demo_url, open_demo  # noqa: PLC0415

        open_demo(settings, parse=parse).close()
        environment["MARSAD_DATABASE"] = demo_url(settings)
    click.echo(f"http://{LOOPBACK}:{chosen}", err=True)
    command = _streamlit(chosen)
    if os.name == "posix":  # become the server, so that whoever stops this command stops it
        os.execve(command[0], command, environment)  # noqa: S606  # our own interpreter and file
    sys.exit(subprocess.call(command, env=environment))  # noqa: S603


def _streamlit(port: int) -> list[str]:
    package = Path(__file__).resolve().parent
    script = next(each for each in (package / "_dashboard.py", package.parent / "dashboard.py") if each.is_file())
    options = {
        "server.address": LOOPBACK,
        "server.port": str(port),
        "server.headless": "true",
        "browser.gatherUsageStats": "false",
        "runner.magicEnabled": "false",
        "server.fileWatcherType": "none",
    }
    return [sys.executable, "-m", "streamlit", "run", str(script), *(f"--{key}={value}" for key, value in options.items())]


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


class _Run:
    """Go through the articles of a command: readings come out, failures are told at once and counted."""

    def __init__(self, paths: tuple[Path, ...], manifest: Path | None, details: Details, interface: str) -> None:
        if not paths and manifest is None:
            raise InputError("No article was named; give files, folders, - for standard input, or --manifest.")
        files = [each for each in paths if str(each) != STDIN]
        self.interface = interface
        self._given = list(inputs(files, manifest, details))
        self._stdin = details if any(str(each) == STDIN for each in paths) else None
        self._failed = 0
        self._stack = ExitStack()

    def reports(self) -> list[Report]:
        """Give the incidents of all articles, each with its article."""
        return [report for reading in self for report in reports(reading)]

    def __enter__(self) -> "_Run":
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()
        if self._failed and error[0] is None:
            click.echo(f"{self._failed} of {self._total()} inputs could not be read.", err=True)
            sys.exit(1)

    def _total(self) -> int:
        return len(self._given) + (self._stdin is not None)

    def __iter__(self) -> Iterator[Reading]:
        done = self._progress()
        for each in parse_all(self._all(), interface=self.interface, done=done):
            if isinstance(each, Failure):
                self._failed += 1
                click.echo(each.reason, err=True)
            else:
                for warning in each.warnings:
                    click.echo(f"{each.article.source}: {warning}", err=True)
                yield each
        self._stack.close()

    def _all(self) -> Iterator[tuple[Path, Details] | Failure | Article]:
        yield from self._given
        if self._stdin is not None:
            try:
                yield read_bytes(sys.stdin.buffer.read(), STDIN, self._stdin)
            except InputError as error:
                yield Failure(source=STDIN, reason=str(error))

    def _progress(self) -> Callable[[], object]:
        """Draw a bar on standard error for long work, if it is a terminal."""
        if self._total() < LONG_WORK or not sys.stderr.isatty():
            return lambda: None
        bar = self._stack.enter_context(click.progressbar(length=self._total(), label="articles", file=sys.stderr))
        return lambda: bar.update(1)


def main(arguments: Iterable[str] | None = None) -> NoReturn:
    """Run the command; what goes wrong on purpose is told in one sentence."""
    try:
        cli(args=None if arguments is None else list(arguments), prog_name="marsad")
    except GeoError as error:
        click.echo(str(error).strip('"'), err=True)
        sys.exit(1)
    except BrokenPipeError:  # the reader of our output went away: nothing is wrong
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(0)
