"""Find what each sentence tells of events: `find_scenes`, `Scene`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, cast

from geo.incidents.clauses import Clause, find_clauses
from geo.incidents.dates import rank
from geo.incidents.hits import Hit, leading
from geo.incidents.story import Story
from geo.languages.phrases import Phrase
from geo.languages.sentences import Sentence
from geo.models import Actor, Ages, Count, Discourse, EventDate, Evidence, IncidentPlace, Stage

SPEAKING: Final = "authority"  # the role of those who tell what they did themselves


@dataclass(slots=True)
class Scene:
    """Be what one sentence tells of one event, before scenes of the same event are brought together."""

    sentence: Sentence
    hit: Hit
    apart: bool
    stage: Stage
    discourse: Discourse
    dates: list[EventDate]
    places: list[IncidentPlace]
    counts: list[Count]
    ages: Ages | None
    actors: list[Actor]
    evidence: list[Evidence]


def find_scenes(story: Story) -> list[Scene]:
    """Give the scenes of an article in the order of the text."""
    return [_scene(story, sentence, clause) for sentence in story.told() for clause in find_clauses(story, sentence)]


def _scene(story: Story, sentence: Sentence, clause: Clause) -> Scene:
    left, right, group, cues, dates, discourse = clause
    folded = story.folded
    hit = leading(group)
    near = sorted(dates, key=lambda each: (rank(each.when), abs(each.start - hit.start)))
    low, high = folded.source(left), folded.source(right)
    places = story.roles(sentence)
    spans = [folded.span(each.start, each.end) for each in group]
    actors = _actors(story, left, right)
    source = story.source(sentence) if actors else None
    return Scene(
        sentence=sentence,
        hit=hit,
        apart=any(each.row == "apart" and each.match.start() <= hit.start for each in cues),
        stage=_stage(cues, group),
        discourse=discourse,
        dates=[each.when for each in near],
        places=[each for each in places if all(low <= story.mentions[index].start < high for index in each.mentions)],
        counts=story.counts(left, right),
        ages=story.ages(left, right),
        actors=[replace(each, attribution=source) if each.role != SPEAKING else each for each in actors],
        evidence=[Evidence(field="type", start=first, end=last, quote=folded.text[first:last]) for first, last in spans],
    )


def _stage(cues: Sequence[Phrase[str]], group: Sequence[Hit]) -> Stage:
    told = next((each.trigger.stage for each in group if each.trigger.stage != "completed"), None)
    if told is not None:
        return cast("Stage", told)
    named = {each.row for each in cues}
    return cast("Stage", next((name for name in ("alleged", "attempted") if name in named), "completed"))


def _actors(story: Story, start: int, end: int) -> list[Actor]:
    """Give those who acted or are named as a group in a stretch of the folded text, each once, where first named."""
    found: dict[str, Actor] = {}
    for phrase in story.actors.within(start, end):
        name, role = phrase.row
        if name not in found:
            first, last = story.folded.span(*phrase.match.span())
            found[name] = Actor(name=name, role=role, attribution=None, start=first, end=last)
    return list(found.values())
