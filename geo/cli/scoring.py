"""Measure Marsad on annotated texts: `marsad score`."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from geo.errors import GeoError, InputError
from geo.models import reading_to_json
from geo.pipeline import parse
from geo.readers import Details, read
from geo.scoring import (
    LANGUAGES_TOGETHER,
    Answer,
    Corpus,
    GoldDocument,
    Score,
    answer_of,
    floors_text,
    raised,
    read_answers,
    read_floors,
    read_gold,
    score,
    shortfalls,
    text_key,
)

WIDTH = 14


@click.command("score", short_help="Measure Marsad on texts annotated by hand.")
@click.argument("gold", type=click.Path(path_type=Path))
@click.option("--answers", type=click.Path(path_type=Path), help="Score what `parse` printed, or another program in its form.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object with all figures.")
@click.option("--misses", is_flag=True, help="List every miss: document, kind, what was meant, what was answered.")
@click.option("--floors", "table", type=click.Path(path_type=Path), help="TOML of floors; exit status 1 if a figure is below.")
@click.option("--raise", "raise_", is_flag=True, help="Write the floors anew, a little below the figures, none lower than before.")
@click.option("--lower", is_flag=True, help="Write the floors anew, lower ones too.")
def score_command(  # noqa: PLR0913  # each is an option of the command
    gold: Path, answers: Path | None, table: Path | None, *, as_json: bool, misses: bool, raise_: bool, lower: bool
) -> None:
    """Score Marsad on the folder GOLD of texts with annotations (NN.txt beside NN.json)."""
    if (raise_ or lower) and table is None:
        raise InputError("--raise and --lower write a table of floors; name it with --floors.")
    corpus = read_gold(gold)
    given = None if answers is None else read_answers(answers)
    result = score(corpus, parsed if given is None else lambda document: given.get(text_key(document.path)))
    click.echo(json.dumps(_as_json(result, corpus, misses=misses), ensure_ascii=False) if as_json else as_text(result, misses=misses))
    if table is None:
        return
    if raise_ or lower:
        before = read_floors(table) if table.is_file() else None
        table.write_text(floors_text(raised(result.figures, corpus, before, lower=lower)), encoding="utf-8", newline="\n")
    else:
        _hold(result, corpus, table)


def parsed(document: GoldDocument) -> Answer | None:
    """Read a document as `marsad parse` does: its day of publication is known, its language is not."""
    try:
        reading = parse(read(document.path, Details(published=document.published)))
    except GeoError as error:
        click.echo(str(error), err=True)
        return None
    return answer_of(reading_to_json(reading, titles={each.id: "" for each in reading.incidents}))


def _hold(result: Score, corpus: Corpus, table: Path) -> None:
    floors = read_floors(table)
    if floors.corpus != corpus.sha256:
        raise InputError(f"The texts or annotations are not those {table} was set on; look at what changed, then set it anew with --raise.")
    told = shortfalls(result.figures, floors)
    for each in told:
        click.echo(each, err=True)
    if told:
        sys.exit(1)


def _as_json(result: Score, corpus: Corpus, *, misses: bool) -> dict[str, object]:
    figures = {language: {name: asdict(each) for name, each in row.items()} for language, row in result.figures.items()}
    told: dict[str, object] = {
        "corpus": corpus.sha256,
        "figures": figures,
        "reliability": [{**asdict(each), "share": each.share} for each in result.reliability],
    }
    if misses:
        told["misses"] = [asdict(each) for each in result.misses]
    return told


def as_text(result: Score, *, misses: bool = False) -> str:
    """Write figures as a table of measures and languages, then how far confidence can be trusted."""
    languages = list(result.figures)
    lines = ["".ljust(WIDTH) + "".join(each.rjust(8) for each in languages)]
    for name in result.figures[LANGUAGES_TOGETHER]:
        values = (result.figures[language][name].value for language in languages)
        lines.append(name.ljust(WIDTH) + "".join(("-" if each is None else f"{each:.3f}").rjust(8) for each in values))
    lines += ["", "confidence".ljust(WIDTH) + "   places   right    mean"]
    for each in result.reliability:
        lines.append(f"{each.low:.1f} to {each.high:.1f}".ljust(WIDTH) + f"{each.number:9d}{each.share:8.3f}{each.confidence:8.3f}")
    if misses:
        lines += ["", *(f"{each.document}\t{each.kind}\t{each.gold}\t{each.ours}" for each in result.misses)]
    return "\n".join(lines)


COMMANDS = (score_command,)
