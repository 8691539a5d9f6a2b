"""Run Marsad from the command line: `marsad parse`, `map`, `export`, `ingest`, `status`, `db`, `geocode`, `places`, and others.

Results go to standard output or the file asked for, everything said about them to standard error. The exit status is 0 if
every input was read, 1 if one was not, 2 if the command was not understood.
"""

from geo.cli import articles, exporting, ingest, maps, places, scoring, serving, status
from geo.cli.root import cli, main

for command in (
    *articles.COMMANDS,
    *exporting.COMMANDS,
    *ingest.COMMANDS,
    *maps.COMMANDS,
    *places.COMMANDS,
    *scoring.COMMANDS,
    *serving.COMMANDS,
    *status.COMMANDS,
):
    cli.add_command(command)

__all__ = ["cli", "main"]
