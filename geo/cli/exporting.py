"""Write incidents to a file: `marsad export`."""

from datetime import UTC, datetime
from pathlib import Path

import click

from geo.cli.maps import FORMATS as MAPS
from geo.cli.maps import write_map
from geo.cli.selecting import Selected, selected
from geo.exports import FORMATS, format_of, left_out, write
from geo.models import Report
from geo.settings import Settings

ACLED = "acled"
LEFT_OUT = {
    "type": "of a type that the code book leaves out",
    "discourse": "not told as a fact",
    "date": "without a date to the month (give the day of publication with --published or a manifest)",
    "place": "without a place that is known well enough",
}
SUFFIXES = ", ".join(dict.fromkeys((*(each.suffix for each in FORMATS.values()), *MAPS)))


@click.command("export", short_help="Write incidents to a file of data: .xlsx, .csv, .gpkg, ...")
@selected
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help=f"File to write, its ending one of {SUFFIXES}."
)
@click.option("--as", "named", type=click.Choice(list(FORMATS)), help="The format, where the ending of the file's name does not tell it.")
def export_command(selection: Selected, output: Path, named: str | None) -> None:
    """Write the incidents of articles or of the database to a file, in the format that its name tells or --as names.

    Every format has the same columns; those with room for it also say what was filtered.
    """
    if named is None and output.suffix.lower() in MAPS:
        write_map(selection.reports(), output, None, selection.interface, chosen=selection.chosen)
        return
    found, worldview = format_of(output, named), Settings.from_environment().worldview
    kept, today = selection.reports(), datetime.now(UTC).astimezone().date()
    write(kept, output, language=selection.interface, worldview=worldview, named=found, chosen=selection.chosen, made=today)
    click.echo(_told(kept, output, found), err=True)


def _told(kept: list[Report], output: Path, found: str) -> str:
    """Tell how many incidents were written, and how many a code book's table has no row for, and why."""
    if found != ACLED:
        return f"{output}: {len(kept)} incidents"
    reasons = left_out(kept)
    told = [f"{number} {LEFT_OUT[reason]}" for reason, number in reasons.items()]
    return f"{output}: {len(kept) - reasons.total()} of {len(kept)} incidents" + "".join(f"; {each}" for each in told)


COMMANDS = (export_command,)
