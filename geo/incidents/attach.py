"""Give a draft what the sentences around its scenes tell of it: `attach`."""

from collections.abc import Container, Mapping, Sequence, Set
from dataclasses import replace
from itertools import islice
from typing import Final

from geo.incidents.dates import is_known, is_old, is_own
from geo.incidents.hits import DEADLY, VICTIMS
from geo.incidents.merge import CASES, Draft, is_scene_of
from geo.incidents.roles import FINE, is_at, is_vast
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
    "arrest": ("jurisdiction", "detained_at"),
    "earthquake": ("jurisdiction", "mentioned"),
    "protest": ("planned_target", "residence", "origin", "destination", "jurisdiction"),
}
STRUCK: Final = frozenset({"accident", "attack", "clash", "crime", "disaster", "protest"})  # what happens where its target is
STORY: Final = 10  # events told before, among which that of the same place is looked for
SITTING: Final = 30  # characters behind the verdict within which a place is where it was given
# What makes the figures of a sentence none of the event told before.
UNREAL: Final = frozenset({"aggregate", "background", "future", "hypothetical", "negated", "fiction", "apart", "since"})
QUOTES: Final = '«“"”'
CASE_FIGURES: Final = frozenset({"arrested", "convicted", "drugs", "weapons"})
TRIED: Final = frozenset({"killed", "injured", "missing", "rescued", "arrested"})
GOES_ON: Final = 1  # paragraphs over which the figures of an event are told
FOLLOWS: Final = 2  # paragraphs over which an article goes on about what it told last


def attach(drafts: Sequence[Draft], story: Story) -> None:
    """Add to each draft what later sentences tell of it, then find a scene for a draft that has none."""
    scenes = {scene.sentence.start: (draft, scene) for draft in reversed(drafts) for scene in draft.scenes}
    _count_above(drafts, scenes, story)
    _read_on(scenes, story)
    for draft in drafts:
        if draft.first.discourse == "current" and not any(is_known(day) for scene in draft.scenes for day in scene.dates):
            draft.first.dates += _dates_beside(draft, story, scenes)
        _place(draft, drafts, story)


def _count_above(drafts: Sequence[Draft], scenes: Container[int], story: Story) -> None:
    """Give the event that an article opens with the victims that its heading tells without naming what befell them."""
    opened = next((each for each in drafts if each.number == 0 and each.first.discourse == "current"), None)
    if opened is None or opened.first.hit.trigger.type not in DEADLY or any(each.sentence.part == "heading" for each in opened.scenes):
        return
    for sentence in story.before(opened.first.sentence):
        if sentence.part == "heading" and sentence.start not in scenes:
            told = [each for each in story.counts(*story.stretch(sentence)) if each.what in VICTIMS and each.what not in opened.counted]
            opened.first.counts += told
            opened.counted |= {each.what for each in told}


def _read_on(scenes: Mapping[int, tuple[Draft, Scene]], story: Story) -> None:
    """Let the sentences between the scenes add to the event told last; `scenes` are told by where their sentence begins."""
    told: tuple[Draft, Scene] | None = None
    paragraph = 0  # in which the event told last was told of
    before: Sentence | None = None
    for sentence in story.told():
        here = scenes.get(sentence.start)
        remembered = None if before is None or before.paragraph != sentence.paragraph else scenes.get(before.start)
        if here is not None:
            if here[0].first.discourse == "current":
                told, paragraph = here, sentence.paragraph
        elif remembered is not None and remembered[0].first.discourse == "background":
            _remember(*remembered, sentence, story)
        elif told is not None and sentence.paragraph - paragraph <= FOLLOWS:
            paragraph = _add(*told, sentence, story, paragraph)
        before = sentence


def _place(draft: Draft, drafts: Sequence[Draft], story: Story) -> None:
    """Find where an event took place that no words of its own place: beside it, above it, by who acted, in what was told before."""
    if not draft.occurred():
        heads = [head for scene in draft.scenes if (head := story.heads.get(scene.sentence.paragraph)) is not None]
        draft.first.places += [replace(each, role="occurred") for each in heads[:1]]
    if draft.first.hit.trigger.type == "trial" and (not draft.occurred() or _says("same_court", draft, story)):
        draft.first.places[:0] = _same_court(draft, drafts)
    if not draft.occurred() and _says("there", draft, story):
        draft.first.places += _named_last(draft, story)
    if _is_somewhere(draft, story):
        draft.first.places += _headed(draft, story)
        return
    if not draft.occurred():
        draft.first.places += next((found for scene in draft.scenes if (found := _borrowed(scene, story))), [])
    if not draft.occurred():
        draft.first.places += _headed(draft, story)
    if draft.first.hit.trigger.type == "trial":
        _into_court(draft, story)
        _leave_out(draft, TRIED)
    if not draft.occurred() or (draft.first.hit.trigger.type == "protest" and _is_wide(draft)):
        _promote(draft)
    if not draft.occurred():
        draft.first.places += _of_the_story(draft, drafts, story)


def _remember(draft: Draft, scene: Scene, sentence: Sentence, story: Story) -> None:
    """Add to what is remembered the figures that the next sentence tells of it in the same tense."""
    start, end = story.stretch(sentence)
    if any(each.row == "background" for each in story.cues(start, end)):
        scene.counts += [each for each in story.counts(start, end) if each.what not in draft.counted]


def _add(draft: Draft, scene: Scene, sentence: Sentence, story: Story, paragraph: int) -> int:
    """Add what a sentence tells of the event told last, in `paragraph`; give the paragraph in which that event now is told."""
    start, end = story.stretch(sentence)
    places = story.roles(sentence)
    cues = {each.row for each in story.cues(start, end)}
    scene.places += [each for each in places if each.role in TOLD_LATER]
    scene.ages = scene.ages or story.ages(start, end)
    if _is_lead(draft, scene, sentence, story):
        paragraph = sentence.paragraph
        scene.places += [each for each in places if is_at(each)]
    near = sentence.paragraph == paragraph
    if near or _goes_on(draft, scene, sentence, story, paragraph):
        told = [each for each in story.counts(start, end) if near or _may_count(draft, each)]
        found = [each for each in told if each.what not in draft.counted or ("toll" in cues and each.what in VICTIMS)]
        scene.counts += found
        alone = found and draft.first.hit.trigger.type not in CASES and not any(is_at(each) for each in draft.told())
        hurt = draft.first.hit.trigger.type == "disaster" and any(each.what in VICTIMS for each in told)
        if near and (alone or hurt or _tells_where(draft, cues)):
            scene.places += [each for each in places if is_at(each)]
        draft.counted |= {each.what for each in found}
    if "facts" in cues and draft.first.hit.trigger.type != "trial":  # of a trial they are what is tried
        draft.first.dates[:0] = [each.when for each in story.dates_within(start, end) if is_own(each.when)][:1]
    return paragraph


def _tells_where(draft: Draft, cues: Set[str]) -> bool:
    """Tell whether a sentence says where the event was: 'the arrests were made in ...', 'the worst hit are ...'."""
    return "struck" in cues if draft.first.hit.trigger.type == "disaster" else "where" in cues and not cues & UNREAL


def _is_lead(draft: Draft, scene: Scene, sentence: Sentence, story: Story) -> bool:
    """Tell whether a sentence opens the text under the heading that alone tells of the event so far."""
    if any(each.sentence.part != "heading" for each in draft.scenes) or story.before(sentence)[-1:] != [scene.sentence]:
        return False
    return sentence.part == "body" and not any(each.row in UNREAL for each in story.cues(*story.stretch(sentence)))


def _goes_on(draft: Draft, scene: Scene, sentence: Sentence, story: Story, paragraph: int) -> bool:
    """Tell whether the next paragraph's sentence gives figures of the event: not those of another day, of a plan, of what somebody says."""
    start, end = story.stretch(sentence)
    if sentence.paragraph - paragraph > GOES_ON or story.article.text[sentence.start] in QUOTES:
        return False
    days = {each.when.value for each in story.dates_within(start, end) if each.when.value is not None and is_own(each.when)}
    same = not days or (bool(days & draft.days) if draft.days else scene.sentence.part == "heading")
    return same and not any(each.row in UNREAL for each in story.cues(start, end))


def _may_count(draft: Draft, count: Count) -> bool:
    """Tell whether a figure is one of the draft's kind: no death further on is that of an arrest."""
    return draft.first.hit.trigger.type not in CASES or count.what in CASE_FIGURES


def _dates_beside(draft: Draft, story: Story, scenes: Container[int]) -> list[EventDate]:
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
        found = [each for each in story.roles(sentence) if is_scene_of(each) and not is_vast(each)]
        if found:
            return found
    return []


def _headed(draft: Draft, story: Story) -> list[IncidentPlace]:
    """Give the town that alone heads the article's news: 'Figuig: the women march again'."""
    if draft.number > 0 or draft.first.discourse != "current" or draft.first.hit.trigger.type in CASES:
        return []
    heads = [each for each in story.sentences if each.part == "heading" and each.start < draft.first.sentence.start]
    towns = [each for sentence in heads for each in story.roles(sentence) if is_at(each)]
    return towns if len({each.place.id for each in towns if each.place is not None}) == 1 else []


def _says(row: str, draft: Draft, story: Story) -> bool:
    """Tell whether a sentence of the event has one of some words: 'it was there that', 'the same court'."""
    return any(each.row == row for scene in draft.scenes for each in story.cues(*story.stretch(scene.sentence)))


def _named_last(draft: Draft, story: Story) -> list[IncidentPlace]:
    """Give the town named last before an event of which it is told that it was there."""
    named = (story.roles(each)[::-1] for each in reversed(story.before(draft.first.sentence)))
    towns = (each for places in named for each in places if each.place is not None and each.place.kind in FINE)
    return [replace(each, role="occurred") for each in islice(towns, 1)]


def _same_court(draft: Draft, drafts: Sequence[Draft]) -> list[IncidentPlace]:
    """Give the town of the trial told before, for a hearing that names none: the place beside it may be that of an arrest."""
    if any(each.role == "tried_at" for each in draft.told()):
        return []
    recent = drafts[max(0, draft.number - STORY) : draft.number][::-1]
    before = next((each for each in recent if each.first.hit.trigger.type == "trial"), None)
    return [] if before is None else [replace(each, role="tried_at") for each in before.told() if each.role == "tried_at" or is_at(each)]


def _of_the_story(draft: Draft, drafts: Sequence[Draft], story: Story) -> list[IncidentPlace]:
    """Give the towns of the event told before, for one that names no place and goes on about it or happened 'at the same place'."""
    here = _says("here", draft, story)
    goes_on = draft.first.discourse == "current" and draft.first.hit.trigger.type == "protest"
    if not (here or goes_on):
        return []
    recent = drafts[max(0, draft.number - STORY) : draft.number][::-1]
    before = next((each for each in recent if each.first.discourse == "current" and each.occurred()), None)
    return [] if before is None else [each for each in before.told() if is_at(each)]


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


def _is_somewhere(draft: Draft, story: Story) -> bool:
    """Tell whether its own words name a place that is not known: no other is taken for it, but for the town of a quarter."""
    told = [each for each in draft.told() if each.role == "occurred"]
    quarter = any(story.mentions[each.mentions[0]].kind == "neighbourhood" for each in told)
    return bool(told) and not quarter and all(each.place is None for each in told)


def _is_wide(draft: Draft) -> bool:
    """Tell whether an event is told to be in a province or region, and in no town of it: 'the people of X, in the province of Y'."""
    return not any(is_at(each) and each.place is not None and each.place.kind in FINE for each in draft.told())


def _promote(draft: Draft) -> None:
    """Take the town of who acted or tried, or behind the border that was crossed, for the scene, where no other place is told."""
    told = draft.first.hit.trigger
    usual = ("planned_target", "jurisdiction", "residence", "detained_at", "destination") if told.type in STRUCK else ("jurisdiction",)
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
