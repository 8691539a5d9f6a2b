"""Read articles and print what is in them: `marsad parse`."""

import json

import click

from geo.cli.runs import Run, articles
from geo.languages.titles import title as incident_title
from geo.models import reading_to_json
from geo.recognizer.entities import SpacyEntities


@click.command("parse", short_help="Print one JSON object a line for each article.")
@articles
@click.option("--ner", is_flag=True, help="Add what spaCy's models take for places; needs marsad[ner].")
def parse_command(run: Run, *, ner: bool) -> None:
    """Print one JSON object a line for each article (files, folders, or - for standard input)."""
    if ner:
        run.finder = SpacyEntities()
    for reading in run:
        titles = {each.id: incident_title(each, run.interface) for each in reading.incidents}
        click.echo(json.dumps(reading_to_json(reading, titles=titles), ensure_ascii=False))


COMMANDS = (parse_command,)
