"""Hold the command that the others belong to, and run it: `cli`, `main`."""

import os
import sys
from collections.abc import Iterable
from typing import NoReturn

import click

from geo.errors import GeoError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="marsad", prog_name="marsad")
def cli() -> None:
    """Find places and incidents in news articles about Morocco and put them on a map, offline."""


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
