"""Write the map of all incidents as a page, a picture or a PDF: `marsad map`, and `write_map` for those who want one as an export."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import click

from geo.cli.selecting import Selected, selected
from geo.errors import InputError
from geo.languages.strings import say
from geo.models import Filter, Report
from geo.settings import Settings, Worldview

if TYPE_CHECKING:
    from geo.maps.tiles import Tiles


class About(TypedDict):
    """Say of a map what every format says."""

    title: str
    language: str
    chosen: Filter
    worldview: Worldview


@click.command("map", short_help="Write incidents as a map: .html, .png or .pdf.")
@selected
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The file to write: .html, .png or .pdf."
)
@click.option("--title", help="Title of the map.")
@click.option(
    "--tiles",
    metavar="osm|URL",
    help="Let the .html page load online tiles: OpenStreetMap's, or those of an address with {z}, {x} and {y}.",
)
def map_command(selection: Selected, output: Path, title: str | None, tiles: str | None) -> None:
    """Write the map of all incidents: an interactive page (.html), a picture (.png), or a PDF with the list of incidents (.pdf).

    All of them open without a network; only a page with --tiles asks for one, and does without where there is none.
    Tiles draw borders as their maker does, not as MARSAD_WORLDVIEW says.
    """
    from geo.maps.tiles import tiles_of  # noqa: PLC0415  # parse must start without folium

    suffix_of(output)
    source = None if tiles is None else tiles_of(tiles)
    if source is not None and suffix_of(output) not in PAGES:
        raise InputError(f"--tiles goes with an .html map, and {output} is none; leave it out, or name the file .html.")
    write_map(selection.reports(), output, title, selection.interface, chosen=selection.chosen, tiles=source)


def write_map(  # noqa: PLR0913  each is a choice of its own
    told: list[Report], output: Path, title: str | None, interface: str, *, chosen: Filter, tiles: "Tiles | None" = None
) -> None:
    """Write the map of what `chosen` lets through, and tell how many incidents that is.

    Raises:
        InputError: the suffix names no map, or the file cannot be written.
    """
    from geo.frames import select  # noqa: PLC0415  # parse must start without geopandas

    make = FORMATS[suffix_of(output)]
    kept = select(told, chosen)
    about: About = {
        "title": title or say(interface, "download.title"),
        "language": interface,
        "chosen": chosen,
        "worldview": Settings.from_environment().worldview,
    }
    content = make(kept, about, tiles)
    try:
        output.write_bytes(content)
    except OSError as problem:
        raise InputError(f"{output} cannot be written ({problem.strerror}); choose another place.") from problem
    click.echo(f"{output}: {len(kept)} incidents", err=True)


def suffix_of(output: Path) -> str:
    """Give the suffix by which a map is written.

    Raises:
        InputError: it is none of a map's.
    """
    suffix = output.suffix.lower()
    if suffix not in FORMATS:
        raise InputError(f"{output} has no suffix of a map; use one of {', '.join(FORMATS)}.")
    return suffix


def _page(kept: list[Report], about: About, tiles: "Tiles | None") -> bytes:
    from geo.maps import render_html  # noqa: PLC0415

    return render_html(kept, **about, tiles=tiles).encode("utf-8", "replace")


def _picture(kept: list[Report], about: About, _tiles: "Tiles | None") -> bytes:
    from geo.prints import render_png  # noqa: PLC0415

    return render_png(kept, **about)


def _document(kept: list[Report], about: About, _tiles: "Tiles | None") -> bytes:
    from geo.prints import render_pdf  # noqa: PLC0415

    return render_pdf(kept, **about)


PAGES = (".html", ".htm")
FORMATS: dict[str, Callable[[list[Report], About, "Tiles | None"], bytes]] = {
    ".html": _page,
    ".htm": _page,
    ".png": _picture,
    ".pdf": _document,
}
COMMANDS = (map_command,)
