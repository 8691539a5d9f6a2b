"""Find what each sentence tells of events: `find_scenes`, `Scene`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, cast

from geo.incidents.clauses import Clause, find_clauses
from geo.incidents.dates import rank
from geo.incidents.hits import Hit, gap, leading
from geo.incidents.roles import FINE
from geo.incidents.story import Story
from geo.languages.phrases import Phrase
from geo.languages.sentences import Sentence
from geo.models import Actor, Ages, Count, Discourse, EventDate, Evidence, IncidentPlace, Stage

SPEAKING: Final = "authority"  # the role of those who tell what they did themselves
SHARED: Final = frozenset({"police"})  # what an event of another family is often told with, and is no sign of one event
ROUND_UP: Final = 3  # kinds of events, or places of several, that make a heading one of many stories
OPENS: Final = 3  # characters of a sentence before the words that open it
OPENING: Final = 1  # the last of the first paragraphs, in which an article tells whether it is about a film or a drill


@dataclass(slots=True)
class Scene:
    """Be what one sentence tells of one event, before scenes of the same event are brought together."""

    sentence: Sentence
    hit: Hit
    families: frozenset[str]
    apart: bool
    goes_on: bool
    stage: Stage
    discourse: Discourse
    dates: list[EventDate]
    places: list[IncidentPlace]
    counts: list[Count]
    ages: Ages | None
    actors: list[Actor]
    evidence: list[Evidence]


def find_scenes(story: Story) -> list[Scene]:
    """Give the scenes of an article in the order of the text: none from a heading of many stories, or from what is only played."""
    staged = _staged(story)
    found: list[Scene] = []
    headed = set(story.heads)
    for sentence in story.told():
        clauses = find_clauses(story, sentence) if sentence.paragraph not in staged else []
        if clauses and not (sentence.part == "heading" and _is_round_up(story, sentence, clauses)):
            scenes = [_scene(story, sentence, clause) for clause in clauses]
            scenes[0].apart |= sentence.paragraph in headed
            headed.discard(sentence.paragraph)
            found += scenes
    return found


def _staged(story: Story) -> set[int]:
    """Give the paragraphs that tell of a film, a game or a drill; if the article opens with it, its headings too."""
    if all(each.row != "staged" for each in story.turns.phrases):
        return set()
    told = story.told()
    found = {each.paragraph for each in told if any(cue.row == "staged" for cue in story.turns.within(*story.stretch(each)))}
    opening = next((each.paragraph for each in told if each.part == "body"), 0) + OPENING
    if any(each <= opening for each in found):
        found |= {each.paragraph for each in told if each.part == "heading" and each.paragraph <= opening}
    return found


def _is_round_up(story: Story, sentence: Sentence, clauses: Sequence[Clause]) -> bool:
    """Tell whether a heading names several stories: three kinds of events, or two in three towns."""
    kinds = {each.trigger.type for clause in clauses for each in clause.hits}
    towns = {
        each.place.id for each in story.roles(sentence) if each.role == "occurred" and each.place is not None and each.place.kind in FINE
    }
    return len(kinds) >= ROUND_UP or (len(kinds) > 1 and len(towns) >= ROUND_UP)


def _scene(story: Story, sentence: Sentence, clause: Clause) -> Scene:
    left, right, group, cues, dates, discourse = clause
    folded = story.folded
    hit = leading(group)
    near = sorted(dates, key=lambda each: (rank(each.when), gap(each, group)))
    low, high = folded.source(left), folded.source(right)
    places = story.roles(sentence)
    spans = [folded.span(each.start, each.end) for each in group]
    actors = _actors(story, left, right)
    source = story.source(sentence) if actors else None
    return Scene(
        sentence=sentence,
        hit=hit,
        families=frozenset(each.family for each in group) - SHARED | {hit.family},
        apart=any(each.row == "apart" and each.match.start() <= hit.start for each in cues),
        goes_on=any(each.row == "goes_on" and each.match.start() - story.stretch(sentence)[0] <= OPENS for each in cues),
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
    for phrase in story.actors(start, end):
        name, role = phrase.row
        if name not in found:
            first, last = story.folded.span(*phrase.match.span())
            found[name] = Actor(name=name, role=role, attribution=None, start=first, end=last)
    return list(found.values())
