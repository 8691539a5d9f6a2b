"""Give a draft what the sentences around its scenes tell of it: `attach`."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from typing import Final

from geo.incidents.dates import is_old, is_own
from geo.incidents.hits import VICTIMS
from geo.incidents.merge import Draft, is_exact, is_scene_of
from geo.incidents.roles import FINE
from geo.incidents.scenes import Scene
from geo.incidents.story import Story
from geo.languages.sentences import Sentence
from geo.models import Count, EventDate, IncidentPlace

TOLD_LATER: Final = frozenset({"planned_target", "tried_at", "detained_at", "origin", "residence", "destination", "transit"})
# In which role the place of an event is told where none is told as such: a court tries in its town, a border is crossed into one.
ACTING: Final = {
    "extradition": ("tried_at", "origin"),
    "trial": ("tried_at",),
    "border_storming": ("destination",),
    "other": ("detained_at", "jurisdiction"),
    "protest": ("planned_target", "residence", "destination", "jurisdiction"),
}
STRUCK: Final = frozenset({"accident", "attack", "clash", "crime", "disaster", "protest"})  # what happens where its target is
STORY: Final = 10  # events told before, among which that of the same place is looked for
SITTING: Final = 30  # characters behind the verdict within which a place is where it was given
# What makes the figures of a sentence none of the event told before.
UNREAL: Final = frozenset({"aggregate", "background", "future", "hypothetical", "negated", "fiction", "apart", "since"})
QUOTES: Final = '«“"”'
CASES: Final = frozenset({"arrest", "seizure", "trial", "foiled_plot"})
CASE_FIGURES: Final = frozenset({"arrested", "convicted", "drugs", "weapons"})
TRIED: Final = frozenset({"killed", "injured", "missing", "rescued", "arrested"})
GOES_ON: Final = 1  # paragraphs over which the figures of an event are told
FOLLOWS: Final = 2  # paragraphs over which an article goes on about what it told last


def attach(drafts: Sequence[Draft], story: Story) -> None:
    """Add to each draft what later sentences tell of it, then find a scene for a draft that has none."""
    told = sorted(_current(drafts))
    scenes = {scene.sentence.start for draft in drafts for scene in draft.scenes}
    for sentence in story.told():
        last = bisect_left(told, (sentence.start,)) - 1
        if sentence.start in scenes or last < 0 or sentence.paragraph - told[last][2] > FOLLOWS:
            continue
        _add(drafts[-told[last][1]], sentence, story)
    for draft in drafts:
        if draft.first.discourse == "current" and all(day.value is None for scene in draft.scenes for day in scene.dates):
            draft.first.dates += _dates_beside(draft, story, scenes)
        if not draft.occurred():
            draft.scenes[0].places += next((found for scene in draft.scenes if (found := _borrowed(scene, story))), [])
        if draft.first.hit.trigger.type == "trial":
            _into_court(draft, story)
            _leave_out(draft, TRIED)
        if not draft.occurred():
            _promote(draft)
        if not draft.occurred():
            draft.first.places += _of_the_story(draft, drafts, story)


def _current(drafts: Sequence[Draft]) -> Iterator[tuple[int, int, int]]:
    """Give, for each scene of a current event, where its sentence begins, the draft's number negated, and the paragraph."""
    for number, draft in enumerate(drafts):
        if draft.first.discourse == "current":
            yield from ((scene.sentence.start, -number, scene.sentence.paragraph) for scene in draft.scenes)


def _add(draft: Draft, sentence: Sentence, story: Story) -> None:
    last = draft.scenes[-1]
    start, end = story.stretch(sentence)
    places = story.roles(sentence)
    last.places += [each for each in places if each.role in TOLD_LATER]
    last.ages = last.ages or story.ages(start, end)
    if _is_lead(draft, sentence, story):
        last.places += [each for each in places if is_exact(each)]
    near = sentence.paragraph == last.sentence.paragraph
    if near or _goes_on(draft, sentence, story):
        toll = any(each.row == "toll" for each in story.cues.within(start, end))
        told = [each for each in story.counts(start, end) if near or _may_count(draft, each)]
        found = [each for each in told if each.what not in draft.counted or (toll and each.what in VICTIMS)]
        last.counts += found
        if near and found and draft.first.hit.trigger.type not in CASES and not any(is_exact(each) for each in draft.told()):
            last.places += [each for each in places if is_exact(each)]
        draft.counted |= {each.what for each in found}


def _is_lead(draft: Draft, sentence: Sentence, story: Story) -> bool:
    """Tell whether a sentence opens the text under the heading that alone tells of the event so far."""
    if any(each.sentence.part != "heading" for each in draft.scenes) or story.before(sentence)[-1:] != [draft.scenes[-1].sentence]:
        return False
    return sentence.part == "body" and not any(each.row in UNREAL for each in story.cues.within(*story.stretch(sentence)))


def _goes_on(draft: Draft, sentence: Sentence, story: Story) -> bool:
    """Tell whether the next paragraph's sentence gives figures of the event: not those of another day, of a plan, of what somebody says."""
    start, end = story.stretch(sentence)
    last = draft.scenes[-1].sentence
    if sentence.paragraph - last.paragraph > GOES_ON or story.article.text[sentence.start] in QUOTES:
        return False
    days = {each.when.value for each in story.dates_within(start, end) if each.when.value is not None and is_own(each.when)}
    same = not days or (bool(days & draft.days) if draft.days else last.part == "heading")
    return same and not any(each.row in UNREAL for each in story.cues.within(start, end))


def _may_count(draft: Draft, count: Count) -> bool:
    """Tell whether a figure is one of the draft's kind: no death further on is that of an arrest."""
    return draft.first.hit.trigger.type not in CASES or count.what in CASE_FIGURES


def _dates_beside(draft: Draft, story: Story, scenes: Set[int]) -> list[EventDate]:
    """Look for the day in the sentences right beside: before, then after, of the lead under a heading; but of no other event."""
    for scene in draft.scenes:
        here, lead = story.position(scene.sentence), scene.sentence.part == "heading"
        for index in (here - 1, here + 1, here - 2, here + 2):
            beside = story.sentences[index] if 0 <= index < len(story.sentences) else scene.sentence
            near = 0 <= beside.paragraph - scene.sentence.paragraph <= lead
            if beside.part == "body" and near and beside.start not in scenes and (found := _days_of(beside, story)):
                return found[:1]
    return []


def _days_of(sentence: Sentence, story: Story) -> list[EventDate]:
    """Give the days a sentence tells for what happened lately: none to come, none long gone."""
    published = story.article.published
    told = [each.when for each in story.dates_within(*story.stretch(sentence)) if is_own(each.when)]
    days = [each for each in told if each.value is not None and each.precision in ("day", "days")]
    return [each for each in days if published and str(each.value) <= published and not is_old(each, published)]


def _borrowed(scene: Scene, story: Story) -> list[IncidentPlace]:
    """Look for where it took place in the sentences beside: of the same paragraph, or the heading above."""
    here = story.position(scene.sentence)
    paragraph = scene.sentence.paragraph
    for index in (here + 1, here - 1, here - 2):
        if not 0 <= index < len(story.sentences):
            continue
        sentence = story.sentences[index]
        if sentence.part not in ("heading", "body") or (sentence.paragraph != paragraph and sentence.part != "heading"):
            continue
        found = [each for each in story.roles(sentence) if is_scene_of(each)]
        if found:
            return found
    return []


def _of_the_story(draft: Draft, drafts: Sequence[Draft], story: Story) -> list[IncidentPlace]:
    """Give the towns of the event told before, for one that names no place and goes on about it or happened 'at the same place'."""
    here = any(each.row == "here" for scene in draft.scenes for each in story.cues.within(*story.stretch(scene.sentence)))
    goes_on = draft.first.discourse == "current" and draft.first.hit.trigger.type == "protest"
    if not (here or goes_on):
        return []
    recent = drafts[max(0, draft.number - STORY) : draft.number][::-1]
    before = next((each for each in recent if each.first.discourse == "current" and each.occurred()), None)
    return [] if before is None else [each for each in before.told() if is_exact(each)]


def _into_court(draft: Draft, story: Story) -> None:
    """Let no place be the scene of a trial but the court's, where that is told: the others are those of what is tried."""
    if not any(each.role == "tried_at" and each.place is not None and each.place.kind in FINE for each in draft.told()):
        return
    for scene in draft.scenes:
        scene.places = [
            replace(each, role="mentioned") if each.role == "occurred" and not _sat(each, scene, story) else each for each in scene.places
        ]


def _leave_out(draft: Draft, figures: frozenset[str]) -> None:
    """Drop figures that are those of what is tried, not of the trial."""
    for scene in draft.scenes:
        scene.counts = [each for each in scene.counts if each.what not in figures]


def _sat(each: IncidentPlace, scene: Scene, story: Story) -> bool:
    """Tell whether a place is where the court sat: it stands right behind the verdict, 'condemned [on Thursday evening] in Salé'."""
    at = story.folded.index(story.mentions[each.mentions[0]].start)
    behind = scene.hit.end <= at <= scene.hit.end + SITTING
    return scene.hit.trigger.type == "trial" and behind and ":" not in story.folded.key[scene.hit.end : at]


def _promote(draft: Draft) -> None:
    """Take the town of who acted or tried, or behind the border that was crossed, for the scene, where no other place is told."""
    told = draft.first.hit.trigger
    usual = ("planned_target", "jurisdiction") if told.type in STRUCK else ("jurisdiction",)
    acting = ACTING.get(told.subtype) or ACTING.get(told.type) or usual
    for role in acting:
        if _to_scene(draft, role):
            return


def _to_scene(draft: Draft, role: str) -> bool:
    """Make the first town told in a role the scene; tell whether there is one."""
    for scene in draft.scenes:
        for index, each in enumerate(scene.places):
            if each.role == role and each.place is not None and each.place.kind in FINE:
                scene.places[index] = replace(each, role="occurred")
                return True
    return False
