"""Find the words that tell of an event, sentence by sentence: `find_scenes`, `Scene`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, cast

from geo.incidents.dates import is_own, rank
from geo.incidents.story import Story
from geo.languages.lexicon import Trigger
from geo.languages.phrases import Phrase
from geo.languages.sentences import Sentence
from geo.models import Actor, Ages, Count, Discourse, EventDate, Evidence, IncidentPlace, Stage

OLD = timedelta(days=45)  # what happened longer before publication is told for background
HISTORY = 2000  # a year before this is no news, whatever the article's own date
SINCE = 30  # characters before an event's words within which 'since' makes it a landmark of the past
FAMILIES = {
    "arrest": "police",
    "foiled_plot": "police",
    "seizure": "police",
    "trial": "trial",
    "attack": "violence",
    "crime": "violence",
    "clash": "public",
    "protest": "public",
    "migration": "migration",
    "drowning": "shipwreck",
}
# What a disaster does, told as an accident of its own where no disaster is.
CONSEQUENCES = frozenset({"building_collapse", "landslide", "drowning"})
# How near, in characters, a cue must stand to an event's words to be said of it.
REACH = {"fiction": 60, "negated": 80, "aggregate": 60, "hypothetical": 40, "future": 40}
PLANNED_REACH = 130
MONTH_PARTS, DAY_PARTS = 2, 3
STOPS = ".;!?\n"


@dataclass(frozen=True, slots=True)
class Hit:
    """Be the words of one trigger: offsets in the folded text."""

    trigger: Trigger
    start: int
    end: int

    @property
    def family(self) -> str:
        """Name the group of types under which one event may be told."""
        return FAMILIES.get(self.trigger.type) or FAMILIES.get(self.trigger.subtype, self.trigger.subtype)


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


class _Clause(NamedTuple):
    """Be the part of a sentence that tells of one event: offsets in the folded text, its triggers, the cues around them."""

    start: int
    end: int
    hits: Sequence[Hit]
    cues: Sequence[Phrase[str]]
    discourse: Discourse


def find_scenes(story: Story) -> list[Scene]:
    """Give the scenes of an article in the order of the text."""
    return [scene for sentence in story.told() for scene in _of_sentence(story, sentence)]


def _of_sentence(story: Story, sentence: Sentence) -> list[Scene]:
    """Give the events a sentence tells of: words of one family, side by side, are one."""
    start, end = story.stretch(sentence)
    cues = story.cues.within(start, end)
    found = _hits(story, start, end) or _same_event(story, sentence, cues)
    if not found:
        return []
    groups: list[list[Hit]] = []
    for hit in _happened(found, cues, story.folded.key, start):
        home = next((group for group in groups if _one_event(group, hit)), None)
        if home is None:
            groups.append([hit])
        else:
            home.append(hit)
    scenes: list[Scene] = []
    for number, group in enumerate(groups):
        left = max((each.end for each in groups[number - 1]), default=start) if number and _apart(groups[number - 1], group) else start
        right = groups[number + 1][0].start if number + 1 < len(groups) and _apart(group, groups[number + 1]) else end
        near = [each for each in cues if left <= each.match.start() and each.match.end() <= right]
        discourse = _discourse(story, group[0], near, (left, right))
        if discourse in ("current", "background"):
            scenes.append(_scene(story, sentence, _Clause(left, right, group, near, discourse)))
    return scenes


def _one_event(group: Sequence[Hit], hit: Hit) -> bool:
    """Tell whether a sentence goes on about the same event: same family, or an arrest or rescue told with what led to it."""
    families, types = {each.family for each in group}, {each.trigger.type for each in group}
    if hit.family in families:
        return True
    if hit.trigger.type == "arrest":
        return "attack" not in types
    if hit.trigger.type == "crime" and "arrest" in types:
        return True
    if {hit.trigger.type} | types == {"crime", "trial"}:
        return True
    if "disaster" in types or hit.trigger.type == "disaster":
        return all(each.trigger.type == "disaster" or each.trigger.subtype in CONSEQUENCES for each in (*group, hit))
    return (hit.trigger.type == "migration" and "accident" in types) or (hit.trigger.type == "accident" and "migration" in types)


def _apart(one: Sequence[Hit], other: Sequence[Hit]) -> bool:
    """Tell whether two events of a sentence have a time and place each: an attack named to date an arrest does."""
    return "attack" in (one[0].trigger.type, other[0].trigger.type)


def _hits(story: Story, start: int, end: int) -> list[Hit]:
    """Give the triggers of a stretch in order, none overlapping another; the table's order decides which wins."""
    found: list[Hit] = []
    for phrase in sorted(story.triggers.within(start, end), key=lambda each: each.rank):
        hit = Hit(phrase.row, *phrase.match.span())
        if all(hit.end <= each.start or each.end <= hit.start for each in found):
            found.append(hit)
    return sorted(found, key=lambda each: each.start)


def _same_event(story: Story, sentence: Sentence, cues: Sequence[Phrase[str]]) -> list[Hit]:
    """Take 'that of' for the event that the sentence before it in the paragraph told: 'celui d'Agadir, en 1960, ...'."""
    pronoun = next((each for each in cues if each.row == "same"), None)
    if pronoun is None:
        return []
    before = [each for each in story.told_in(sentence.paragraph) if each.start < sentence.start]
    hits = next((hits for each in reversed(before) if (hits := _hits(story, *story.stretch(each)))), [])
    return [Hit(hits[-1].trigger, *pronoun.match.span())] if hits else []


def _is_reference(hit: Hit, cues: Sequence[Phrase[str]]) -> bool:
    """Tell whether a disaster is named for the time or the cause of something else: 'suite au séisme'."""
    return hit.trigger.type == "disaster" and any(each.row == "reference" and 0 <= hit.start - each.match.end() <= 1 for each in cues)


def _happened(hits: Sequence[Hit], cues: Sequence[Phrase[str]], key: str, start: int) -> Iterator[Hit]:
    """Leave out an attack or crime that is only planned, suspected or fought against, and a disaster that is only referred to."""
    last = start
    for hit in hits:
        stop = max(last, hit.start - PLANNED_REACH, _after_stop(key, last, hit.start))
        unreal = any(each.row in ("planned", "suspected") and stop <= each.match.start() < hit.start for each in cues)
        if not _is_reference(hit, cues) and (hit.trigger.type not in ("attack", "crime") or not unreal):
            last = hit.end
            yield hit


def _after_stop(key: str, start: int, end: int) -> int:
    """Give where the clause that ends at `end` begins: behind the last stop in the stretch."""
    return max(key.rfind(each, start, end) for each in STOPS) + 1


def _discourse(story: Story, hit: Hit, cues: Sequence[Phrase[str]], clause: tuple[int, int]) -> Discourse:
    """Tell what the article does with an event: reports it, remembers it, counts it up, denies it, imagines it."""
    for name in REACH:
        if any(each.row == name and _touches(each.match, hit.start, hit.end, name) for each in cues):
            return cast("Discourse", "hypothetical" if name == "fiction" else name)
    told = [each.when for each in story.dates_within(*clause) if is_own(each.when)]
    old = [_is_old(each, story.article.published) for each in told]
    if all(old) if old and hit.trigger.type == "trial" else any(old):  # what is tried was done long before
        return "background"
    remembered = any(each.row == "background" for each in cues)
    since = any(each.row == "since" and hit.start - SINCE <= each.match.start() < hit.start for each in cues)
    return "background" if remembered and (told or since) else "current"


def _touches(cue: re.Match[str], first: int, last: int, name: str) -> bool:
    return cue.start() - last < REACH[name] // 2 if cue.start() >= last else first - cue.end() < REACH[name]


def _is_old(when: EventDate, published: str | None) -> bool:
    """Tell whether a date ended well before the day of publication; of what that is unknown, only history is old."""
    if when.value is None:
        return False
    parts = [int(each) for each in when.value.split("-")]
    if published is None:
        return parts[0] < HISTORY
    month = parts[1] if len(parts) >= MONTH_PARTS else 12
    last = date(parts[0], month, parts[2] if len(parts) == DAY_PARTS else 28)
    return date.fromisoformat(published) - last > OLD


def _scene(story: Story, sentence: Sentence, clause: _Clause) -> Scene:
    left, right, group, cues, discourse = clause
    folded = story.folded
    hit = leading(group)
    near = sorted(
        story.dates_within(left, right),
        key=lambda each: (rank(each.when), abs(each.start - hit.start)),
    )
    low, high = folded.source(left), folded.source(right)
    places = story.roles(sentence)
    spans = [folded.span(each.start, each.end) for each in group]
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
        actors=_actors(story, left, right),
        evidence=[Evidence(field="type", start=first, end=last, quote=folded.text[first:last]) for first, last in spans],
    )


def leading(hits: Sequence[Hit]) -> Hit:
    """Choose the words that name the event: a foiled plot, a drug seizure, a trial rather than its crime, then the first told."""
    trial = any(each.trigger.type == "trial" for each in hits)
    return min(
        hits,
        key=lambda each: (
            each.trigger.type != "foiled_plot",
            each.trigger.subtype != "drug_seizure",
            trial and each.trigger.type == "crime",
            each.start,
        ),
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
