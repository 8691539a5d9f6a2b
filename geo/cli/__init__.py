"""Run Marsad from the command line: `marsad parse`, `map`, `export`, `geocode`, `places`, `reverse`, `score`, `dashboard`.

Results go to standard output or the file asked for, everything said about them to standard error. The exit status is 0 if
every input was read, 1 if one was not, 2 if the command was not understood.
"""

from geo.cli import articles, places, scoring, serving
from geo.cli.root import cli, main

for command in (*articles.COMMANDS, *places.COMMANDS, *scoring.COMMANDS, *serving.COMMANDS):
    cli.add_command(command)

__all__ = ["cli", "main"]
