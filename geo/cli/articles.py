"""Read articles and write what is in them: `marsad parse`, `map`, `export`."""

import json
from pathlib import Path

import click

from geo.cli.runs import Run, articles
from geo.errors import InputError
from geo.languages.titles import title as incident_title
from geo.models import Filter, Report, reading_to_json
from geo.settings import Settings

LEFT_OUT = {
    "type": "of a type that the code book leaves out",
    "discourse": "not told as a fact",
    "date": "without a date to the month (give the day of publication with --published or a manifest)",
    "place": "without a place that is known well enough",
}

background_option = click.option("--background/--no-background", default=True, help="Keep background incidents.")


@click.command("parse")
@articles
def parse_command(run: Run) -> None:
    """Print one JSON object a line for each article (files, folders, or - for standard input)."""
    for reading in run:
        titles = {each.id: incident_title(each, run.interface) for each in reading.incidents}
        click.echo(json.dumps(reading_to_json(reading, titles=titles), ensure_ascii=False))


@click.command("map")
@articles
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The .html file to write.")
@click.option("--title", help="Title of the map.")
@background_option
def map_command(run: Run, output: Path, title: str | None, *, background: bool) -> None:
    """Write one HTML file with the map of all incidents; it opens without a network."""
    _write_map(run.reports(), output, title, run.interface, background=background)


@click.command("export")
@articles
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="File: .geojson, .csv or .html.")
@click.option("--as", "book", type=click.Choice(["acled"]), help="Write the .csv in the columns and words of a code book.")
@background_option
def export_command(run: Run, output: Path, book: str | None, *, background: bool) -> None:
    """Write the incidents of all articles as GeoJSON or CSV, a row an incident and place."""
    from geo import exports  # noqa: PLC0415  # parse must start without geopandas
    from geo.frames import select  # noqa: PLC0415

    if output.suffix.lower() == ".html" and book is None:
        _write_map(run.reports(), output, None, run.interface, background=background)
        return
    kept = select(run.reports(), Filter(background=background))
    exports.write(kept, output, language=run.interface, worldview=Settings.from_environment().worldview, book=book)
    if book is not None:
        _tell_left_out(kept, output)


def _tell_left_out(kept: list[Report], output: Path) -> None:
    """Tell how many incidents have no row in a code book's table, and why."""
    from geo.exports import left_out  # noqa: PLC0415

    reasons = left_out(kept)
    told = [f"{number} {LEFT_OUT[reason]}" for reason, number in reasons.items()]
    click.echo(f"{output}: {len(kept) - reasons.total()} of {len(kept)} incidents" + "".join(f"; {each}" for each in told), err=True)


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


COMMANDS = (parse_command, map_command, export_command)
