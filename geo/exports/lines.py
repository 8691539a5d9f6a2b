"""Write a selection as JSON Lines, an article a line, in the form of `data/contract.schema.json`: `to_jsonl`."""

import json
from collections.abc import Iterator

from geo.exports.selection import Selection
from geo.languages.titles import title
from geo.models import Reading, Report, reading_to_json


def to_jsonl(selection: Selection) -> str:
    """Write each article with its text, its mentions, and those of its incidents that were selected.

    `marsad` and `geo` read what they wrote: a line is what `marsad parse` prints, but for the incidents left out.
    """
    lines = []
    for reading in readings(selection):
        titles = {each.id: title(each, selection.language) for each in reading.incidents}
        lines.append(json.dumps(reading_to_json(reading, titles=titles), ensure_ascii=False, allow_nan=False) + "\n")
    return "".join(lines)


def readings(selection: Selection) -> Iterator[Reading]:
    """Put the incidents of each article together again, in the order of the selection."""
    told: dict[str, list[Report]] = {}
    for each in selection.reports:
        told.setdefault(each.article.id, []).append(each)
    for found in told.values():
        first = found[0]
        yield Reading(
            article=first.article,
            language=first.language,
            mentions=first.mentions,
            incidents=tuple(each.incident for each in found),
            warnings=first.article.warnings,
        )
