"""Find the words of a sentence that tell of events, and put those of one event together: `find_hits`, `Hit`."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from geo.incidents.dates import Dated, is_old, is_own
from geo.incidents.roles import is_at
from geo.incidents.story import Story
from geo.languages.lexicon import Trigger
from geo.languages.phrases import Phrase
from geo.languages.sentences import Sentence
from geo.models import IncidentPlace

FAMILIES: Final = {
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
    "trafficking_bust": "police",
    "fraud": "police",
}
# What a disaster does, told as an accident of its own where no disaster is.
CONSEQUENCES: Final = frozenset({"building_collapse", "landslide", "drowning"})
PLANNED_REACH: Final = 130  # characters before an attack within which it may be told that it was only planned
DEADLY: Final = frozenset({"accident", "disaster", "attack", "clash", "migration"})  # what has victims, who tell of another such event
FOUND: Final = frozenset({"accident", "attack", "crime", "disaster", "migration"})  # what bodies that are found may be the victims of
# What a sentence tells of one event in two ways: a boat with drugs is stopped, a crowd is crushed as it storms a border.
BORNE: Final = ({"migration", "seizure"}, {"migration", "clash"})
VICTIMS: Final = frozenset({"killed", "injured"})
SEVERAL: Final = 2
CROWDS: Final = frozenset({"clash", "migration", "protest"})  # of which some are held
UNNAMED: Final = Trigger("other", "other", "completed")  # an event that is told by its victims alone
STOPS: Final = ".;!?\n"
BESIDE: Final = 12  # characters behind a disaster's name within which its day tells that it is remembered, and not only referred to


@dataclass(frozen=True, slots=True)
class Hit:
    """Be the words of one trigger: offsets in the folded text."""

    trigger: Trigger
    start: int
    end: int

    @property
    def family(self) -> str:
        """Name the group of types under which one event may be told."""
        return FAMILIES.get(self.trigger.subtype) or FAMILIES.get(self.trigger.type) or self.trigger.subtype


def gap(when: Dated, group: Sequence[Hit]) -> int:
    """Give how many characters lie between a date and the nearest words of an event."""
    return min(max(when.start - each.end, each.start - when.end) for each in group)


def find_hits(story: Story, sentence: Sentence) -> list[list[Hit]]:
    """Give the triggers of a sentence, those of one event together: words of one family, side by side, are one."""
    start, end = story.stretch(sentence)
    found = _hits(story, start, end) or _implied(story, sentence, story.turns.within(start, end))
    groups: list[list[Hit]] = []
    for hit in _happened(found, story.cues(start, end), story.dates_within(start, end), story.folded.key, start) if found else ():
        home = next((group for group in groups if _is_of(group, hit, story, sentence)), None)
        if home is None:
            groups.append([hit])
        else:
            home.append(hit)
    return groups


def _implied(story: Story, sentence: Sentence, turns: Sequence[Phrase[str]]) -> list[Hit]:
    """Give the event that a sentence tells of without a trigger: that told before, one like it, or what nothing names."""
    found = _same_event(story, sentence, turns) or _remembered(story, sentence, turns)
    return found or (_befallen(story, sentence) if story.unnamed else [])


def _is_of(group: Sequence[Hit], hit: Hit, story: Story, sentence: Sentence) -> bool:
    """Tell whether words of a sentence are of the event that others tell: not an arrest in another town than what it is for."""
    if _one_event(group, hit):
        led = (hit.trigger.type == "arrest") != (group[0].trigger.type == "arrest")
        return not led or not (
            towns_between(hit.end, story.stretch(sentence)[1], story, sentence) and towns_between(group[-1].end, hit.start, story, sentence)
        )
    return _one_accident(group, hit) and not towns_between(group[-1].end, hit.start, story, sentence)


def _one_event(group: Sequence[Hit], hit: Hit) -> bool:
    """Tell whether a sentence goes on about the same event: same family, or an arrest or rescue told with what led to it."""
    families, types = {each.family for each in group}, {each.trigger.type for each in group}
    if hit.family in families:
        return True
    if hit.trigger.type == "arrest":
        return types.isdisjoint({"attack", "trial"})
    if {hit.trigger.type} | types in BORNE or (hit.trigger.type == "clash" and types == {"arrest"}):
        return True
    if (hit.trigger.type == "crime" and "arrest" in types) or {hit.trigger.type} | types == {"accident", "crime"}:
        return True
    if hit.trigger.type == "other" or types == {"other"}:
        return bool(({hit.trigger.type} | types) - {"other"} <= FOUND)
    if "disaster" in types or hit.trigger.type == "disaster":
        return all(each.trigger.type == "disaster" or each.trigger.subtype in CONSEQUENCES for each in (*group, hit))
    return (hit.trigger.type == "migration" and "accident" in types) or (hit.trigger.type == "accident" and "migration" in types)


def _one_accident(group: Sequence[Hit], hit: Hit) -> bool:
    """Tell whether a sentence names an accident in two ways: 'suffocated in a septic tank'."""
    return hit.trigger.type == "accident" and all(each.trigger.type == "accident" for each in group)


def towns_between(start: int, end: int, story: Story, sentence: Sentence) -> Sequence[IncidentPlace]:
    """Give the towns that a stretch of the folded text names for what happens there."""
    starts, towns = story.towns(sentence)
    return towns[bisect_left(starts, story.folded.source(start)) : bisect_left(starts, story.folded.source(end))]


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


def _remembered(story: Story, sentence: Sentence, cues: Sequence[Phrase[str]]) -> list[Hit]:
    """Take those who died at an earlier day for victims of such an event as was told last, and 'a like accident' for one such."""
    if sentence.part != "body" or not story.dates:
        return []
    stretch = story.stretch(sentence)
    days = [each for each in story.dates_within(*stretch) if is_own(each.when)]
    alike = next((each for each in cues if each.row == "alike"), None)
    if alike is not None and days:
        kind = _deadly(story, sentence) or _first_deadly(story, sentence)
        return [Hit(kind, *alike.match.span())] if kind is not None else []
    old = any(is_old(each.when, story.article.published) for each in days)
    kind = (_deadly(story, sentence) or _first_deadly(story, sentence)) if old else None
    if kind is None:
        return []
    dead = next((each for each in story.counts(*stretch) if each.what in VICTIMS and each.start is not None and each.best), None)
    if dead is None or dead.start is None or dead.end is None:
        return []
    return [Hit(kind, story.folded.index(dead.start), story.folded.index(dead.end))]


def _befallen(story: Story, sentence: Sentence) -> list[Hit]:
    """Take those who were hurt or killed in a town for an event that nothing names; one death alone may be an obituary's."""
    if not any(is_at(each) for each in story.roles(sentence)):
        return []
    told = (each for each in story.counts(*story.stretch(sentence)) if each.what in VICTIMS and each.start is not None)
    hurt = next((each for each in told if (each.best or each.min or 0) >= (SEVERAL if each.what == "killed" else 1)), None)
    if hurt is None or hurt.start is None or hurt.end is None:
        return []
    return [Hit(UNNAMED, story.folded.index(hurt.start), story.folded.index(hurt.end))]


def _deadly(story: Story, sentence: Sentence) -> Trigger | None:
    """Give what may have had victims of that which the sentences right before one told last."""
    before = (hits for each in reversed(story.before(sentence)) if (hits := _hits(story, *story.stretch(each))))
    return next((hit.trigger for hits in before for hit in hits if hit.trigger.type in DEADLY), None)


def _first_deadly(story: Story, sentence: Sentence) -> Trigger | None:
    """Give what may have had victims of that which the article told first, before a sentence."""
    start, _ = story.stretch(sentence)
    return next((each.row for each in story.triggers.phrases if each.row.type in DEADLY and each.match.start() < start), None)


def _is_reference(hit: Hit, cues: Sequence[Phrase[str]], dates: Sequence[Dated]) -> bool:
    """Tell whether a disaster is named for the time or the cause of something else: 'suite au séisme', but not one told with its day."""
    if hit.trigger.type != "disaster" or all(each.row != "reference" or not 0 <= hit.start - each.match.end() <= 1 for each in cues):
        return False
    return not any(each.when.basis == "explicit" and 0 <= each.start - hit.end <= BESIDE for each in dates)


def _happened(hits: Sequence[Hit], cues: Sequence[Phrase[str]], dates: Sequence[Dated], key: str, start: int) -> Iterator[Hit]:
    """Leave out an attack or crime that is only planned, suspected or fought against, and a disaster that is only referred to."""
    last = plotted = start
    doubts = ("planned",) if any(each.trigger.type == "trial" for each in hits) else ("planned", "suspected")
    for hit in hits:
        stop = max(last, hit.start - PLANNED_REACH, _after_stop(key, last, hit.start))
        unreal = any(each.row in doubts and stop <= each.match.start() < hit.start for each in cues) or stop < plotted
        if not _is_reference(hit, cues, dates) and (hit.trigger.type not in ("attack", "crime") or not unreal):
            last = hit.end
            plotted = last + 1 if hit.trigger.type == "foiled_plot" else start
            yield hit


def _after_stop(key: str, start: int, end: int) -> int:
    """Give where the clause that ends at `end` begins: behind the last stop in the stretch."""
    return max(key.rfind(each, start, end) for each in STOPS) + 1


def leading(hits: Sequence[Hit]) -> Hit:
    """Choose the words that name the event: a foiled plot, a drug seizure, a crowd rather than who of it was held, then the first told."""
    crowd = any(each.trigger.type in CROWDS for each in hits)
    return min(
        hits,
        key=lambda each: (
            each.trigger.type != "foiled_plot",
            each.trigger.subtype != "drug_seizure",
            _weight(each.trigger),
            crowd and each.trigger.type == "arrest",
            each.start,
        ),
    )


def _weight(trigger: Trigger) -> int:
    """Put what says little of the kind last: that bodies were found, that there is a gang."""
    return 2 if trigger.type == "other" else int(trigger.subtype in ("trafficking_bust", "fraud"))
