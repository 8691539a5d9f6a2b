"""Bring the scenes of one event together and build the incident from them: `build`."""

import hashlib
from collections.abc import Sequence, Set
from dataclasses import replace
from typing import Final, cast

from geo.incidents.dates import is_before, is_old, is_own, rank
from geo.incidents.hits import BORNE, CONSEQUENCES, CROWDS, leading
from geo.incidents.roles import EXACT, FINE, LINE, NEAR, SEA, WIDE, is_at, is_vast
from geo.incidents.scenes import Scene
from geo.incidents.story import Story
from geo.languages.lexicon import Trigger
from geo.models import Actor, Count, EventDate, Evidence, Incident, IncidentPlace, IncidentType
from geo.models.incident import EvidenceField, Figure

ID_LENGTH: Final = 16
HOLDERS: Final = frozenset({"province", "region", "cercle", "city", "town"})
# What an event may lead to, each with the type of that event: told right after it without a day or place, it is part of it.
LED_TO: Final = frozenset(("arrest", cause) for cause in ("crime", "accident", "clash", "protest", "migration", "trial")) | {
    ("clash", "migration"),
    ("arrest", "attack"),
}
# Bodies that are found, before or after it is told what killed.
FINDS: Final = frozenset(
    pair for kind in ("crime", "accident", "disaster", "migration", "attack") for pair in (("other", kind), (kind, "other"))
)
CASES: Final = frozenset({"arrest", "seizure", "trial", "foiled_plot"})
SUNK: Final = frozenset({"drowning", "shipwreck"})
ONE_DISASTER: Final = frozenset({"building_collapse", "explosion", "fire", "poisoning"})  # accidents of which one leads to another
SET: Final = frozenset({"hearing", "trial"})  # kinds of trial for which a day is set
LAST: Final = "9999"  # later than any day
TRIED: Final = frozenset({"crime", "arrest"})  # what the next step of the law, told without day or place, is part of
DEEDS: Final = frozenset(
    {"accident", "arrest", "attack", "clash", "crime", "disaster", "migration", "other", "protest"}
)  # what a court may try
LEAD: Final = 4  # paragraphs under a heading within which the lead may stand
BESIDE: Final = 0.15  # degrees between two places that may be one scene
CLAIMED: Final = 80  # characters around a figure within which it is told whose it is
NEIGHBOURS: Final = 3  # events told last, one of which may have led to the next
PARTS: Final = frozenset({"neighbourhood", "arrondissement", "port", "airport", "facility"})  # of a city beside
LATER: Final = 4  # paragraphs over which an article comes to those whom an event got arrested
RECENT: Final = 50  # events of one kind that an article may return to


class Draft:
    """Be an incident in the making: its scenes, the heading's first, and what they have told so far."""

    __slots__ = ("counted", "days", "holders", "number", "places", "scenes")

    def __init__(self, scene: Scene, number: int) -> None:
        """Open a draft with the first scene of an event; `number` counts the drafts of the article."""
        self.number = number
        self.scenes: list[Scene] = []
        self.places: set[str] = set()
        self.holders: set[str] = set()
        self.days: set[str] = set()
        self.counted: set[str] = set()
        self.add(scene)

    @property
    def first(self) -> Scene:
        """Give the scene that opened it."""
        return self.scenes[0]

    def add(self, scene: Scene) -> None:
        """Take in one more scene of the event."""
        self.scenes.append(scene)
        self.places |= _scene_places(scene)
        self.holders |= _holders(scene)
        self.days |= _days(scene)
        self.counted |= {each.what for each in scene.counts}

    def told(self) -> list[IncidentPlace]:
        """Give the places its scenes tell, in any role."""
        return [each for scene in self.scenes for each in scene.places]

    def occurred(self) -> set[str]:
        """Give the ids of the places where it took place."""
        return set().union(*(_scene_places(each) for each in self.scenes))


def _scene_places(scene: Scene) -> set[str]:
    return {each.place.id for each in scene.places if is_scene_of(each) and each.place is not None}


def _holders(scene: Scene) -> set[str]:
    """Give the ids of the provinces and regions that hold a scene's places."""
    inside = [each.place for each in scene.places if is_scene_of(each) and each.place is not None]
    held = {f"hcp:{code}" for place in inside for code in (place.province, place.region) if code is not None}
    return held | {f"country:{place.country}" for place in inside}


def _days(scene: Scene) -> set[str]:
    """Give the day a scene tells for the event itself."""
    return {each.value for each in scene.dates[:1] if each.value is not None and is_own(each)}


def is_scene_of(each: IncidentPlace) -> bool:
    """Tell whether a place is one where the event took place, and no country."""
    return each.role == "occurred" and each.place is not None and each.place.kind not in WIDE


def gather(scenes: Sequence[Scene]) -> list[Draft]:
    """Put each scene to the draft it tells of, or open a new one: none for what is said of a deed that is tried, without day or place."""
    drafts: list[Draft] = []
    kinds: dict[tuple[str, str, bool], list[Draft]] = {}
    begun = 0  # where the story began that the article is telling
    for scene in scenes:
        begun = len(drafts) if scene.apart else begun
        story = drafts[max(begun, len(drafts) - NEIGHBOURS) :]
        if begun < len(drafts) and _is_tried(scene, drafts[begun]):
            if not (_days(scene) or _scene_places(scene)):
                continue
            scene.discourse = "background"
        home = story[-1] if story and _goes_back(scene, story[-1]) else None
        if home is not None:
            scene.discourse = "background"
        alike = [kinds.setdefault((family, scene.discourse, scene.stage == "alleged"), []) for family in sorted(scene.families)]
        near = (draft for each in alike for draft in each[-RECENT:] if draft.number >= begun)
        home = home or next((draft for draft in near if _belongs(scene, draft)), None)
        home = home or next((draft for draft in story[::-1] if _follows(scene, draft)), None)
        if home is None:
            drafts.append(Draft(scene, len(drafts)))
            for each in alike:
                each.append(drafts[-1])
        else:
            home.add(scene)
    return drafts


def told(drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out what only a heading names, without a day, a town or a figure, where the text tells of events."""
    empty = [each for each in drafts if _is_empty(each)]
    return list(drafts) if len(empty) == len(drafts) else [each for each in drafts if each not in empty]


def _is_empty(draft: Draft) -> bool:
    headed = all(each.sentence.part == "heading" for each in draft.scenes)
    return headed and not (draft.days or draft.occurred() or any(each.counts for each in draft.scenes))


def _goes_back(scene: Scene, draft: Draft) -> bool:
    """Tell whether a scene goes on, without a day of its own, about what was remembered right before it in the paragraph."""
    if draft.first.discourse != "background" or scene.discourse != "current" or _days(scene) or scene.apart:
        return False
    if scene.sentence.paragraph != draft.scenes[-1].sentence.paragraph:
        return False
    return scene.hit.family == draft.first.hit.family or (
        draft.first.hit.trigger.type == "disaster" and scene.hit.trigger.subtype in CONSEQUENCES
    )


def _is_tried(scene: Scene, opening: Draft) -> bool:
    """Tell whether a scene tells without a day of what the trial is about with which the story opened."""
    tried = opening.first.hit.trigger.type == "trial" and opening.first.discourse == "current"
    return tried and scene.hit.trigger.type in DEEDS and scene.discourse == "current" and not _days(scene)


def _belongs(scene: Scene, draft: Draft) -> bool:
    """Tell whether a scene of the draft's kind is of its event: no other day, no other place."""
    ours, here = _days(scene), _scene_places(scene)
    if ours and draft.days and not _agree(ours, draft.days):
        return False
    headed = draft.first.sentence.part == "heading"
    if scene.hit.family != draft.first.hit.family and not (headed or here & draft.places or ours & draft.days):
        return False
    if scene.hit.trigger.subtype == "earthquake" and scene.discourse == "current" and not ours:
        return True
    if scene.hit.family == "police" and scene.discourse == "current":
        return True
    if here and draft.places:
        if here & draft.holders or _holders(scene) & draft.places:
            return True
        return bool(here & draft.places) or (draft.first.sentence.part == "heading" and _is_lead(scene, draft))
    alone = headed and len(draft.scenes) == 1 and scene.sentence.paragraph - draft.first.sentence.paragraph <= LEAD
    if not here and (alone or not ours) and scene.discourse == "current":
        return True
    return scene.sentence.paragraph - draft.scenes[-1].sentence.paragraph <= 1 or bool(ours & draft.days)


def _follows(scene: Scene, draft: Draft) -> bool:
    """Tell whether a scene is what the event told just before led to: houses that fell in an earthquake, an arrest after a robbery."""
    hit, cause = scene.hit.trigger, draft.first.hit.trigger
    bare = not _days(scene) and not _scene_places(scene)
    led = not _scene_places(scene) and (not _days(scene) or bool(_days(scene) & draft.days) or (hit.type == "arrest" and not draft.days))
    if scene.sentence.paragraph - draft.scenes[-1].sentence.paragraph > (LATER if led and hit.type == "arrest" else 1 + bare):
        return False
    families = {each.hit.family for each in draft.scenes}
    if bare and scene.discourse == "current" and scene.stage == "alleged" and scene.hit.family in families:
        return True
    if _is_held(scene, draft):
        return True
    if (
        any(_is_one(hit, each.hit.trigger) for each in draft.scenes)
        and scene.discourse == draft.first.discourse
        and not (_days(scene) and draft.days)
    ):
        return _meet(scene, draft)
    if hit.type == cause.type == "accident" and (bare or _goes_on(scene, draft)):
        return scene.discourse == draft.first.discourse
    if led and ((hit.type, cause.type) in LED_TO or (hit.subtype == "trial" and cause.type in TRIED)):
        return scene.discourse in ("current", draft.first.discourse)
    if "other" in (hit.type, cause.type) and (hit.type, cause.type) in FINDS:
        return (scene.discourse == draft.first.discourse or not draft.days) and _meet(scene, draft)
    if scene.discourse != draft.first.discourse:
        return False
    if {hit.subtype, cause.subtype} == {"migrant_interception", "shipwreck"}:
        here, there = _scene_places(scene), draft.places
        return (not (here and there) or bool(here & there)) and (not (_days(scene) and draft.days) or _agree(_days(scene), draft.days))
    return (
        cause.type == "disaster"
        and hit.subtype in CONSEQUENCES
        and (not _days(scene) or not draft.days or _agree(_days(scene), draft.days))
    )


def _is_held(scene: Scene, draft: Draft) -> bool:
    """Tell whether some are held of a crowd at a border, or whether a heading told of those held of the crowd in the news below."""
    hit, cause = scene.hit.trigger, draft.first.hit.trigger
    if (hit.type, cause.type) == ("arrest", "migration"):
        return not _days(scene) and scene.discourse == draft.first.discourse
    if cause.type != "arrest" or hit.type not in CROWDS or scene.discourse != "current":
        return False
    headed = hit.type != "protest" or all(each.sentence.part == "heading" for each in draft.scenes)
    return headed and scene.sentence.paragraph - draft.first.sentence.paragraph <= LEAD and _is_there(scene, draft)


def _is_one(hit: Trigger, cause: Trigger) -> bool:
    """Tell whether two triggers may tell of one event: a boat with drugs, a crowd at a border, migrants who drown, what a riot breaks."""
    if cause.type == "clash" and hit.subtype == "violent_crime":
        return True
    return {hit.type, cause.type} in BORNE or (hit.subtype in SUNK and cause.type == "migration")


def _goes_on(scene: Scene, draft: Draft) -> bool:
    """Tell whether a scene tells of the draft's accident in other words: 'the accident' it calls it, or what one led to."""
    if scene.goes_on and not (_days(scene) and draft.days and not _agree(_days(scene), draft.days)):
        return True
    return {scene.hit.trigger.subtype, draft.first.hit.trigger.subtype} <= ONE_DISASTER and _is_there(scene, draft)


def _is_there(scene: Scene, draft: Draft) -> bool:
    """Tell whether a scene is of no other town and day than the draft's."""
    here, ours = _scene_places(scene), _days(scene)
    return (not here or not draft.places or bool(here & draft.places)) and (not ours or not draft.days or _agree(ours, draft.days))


def _meet(scene: Scene, draft: Draft) -> bool:
    """Tell whether a scene may be at the draft's place: one of them names none, or both the same."""
    here = _scene_places(scene)
    if draft.first.hit.trigger.type == "disaster" and scene.sentence.paragraph == draft.scenes[-1].sentence.paragraph:
        return True
    if not here or not draft.places or here & (draft.places | draft.holders) or _holders(scene) & draft.places:
        return True
    there = [each.place for each in draft.told() if is_at(each) and each.place is not None]
    ours = [each.place for each in scene.places if is_scene_of(each) and each.place is not None]
    return any(abs(one.lat - other.lat) < BESIDE and abs(one.lon - other.lon) < BESIDE for one in ours for other in there)


def _is_lead(scene: Scene, draft: Draft) -> bool:
    """Tell whether a scene stands right under the heading that opened the draft, or further down and tells the same figure first."""
    apart = scene.sentence.paragraph - draft.first.sentence.paragraph
    return apart <= 1 or (apart <= LEAD and len(draft.scenes) == 1 and bool(_figures(scene) & _figures(draft.first)))


def _figures(scene: Scene) -> set[tuple[str, Figure | None]]:
    return {(each.what, each.best) for each in scene.counts if each.best}


def _agree(ours: set[str], theirs: set[str]) -> bool:
    """Tell whether dates may be the same day: one is as coarse as a prefix of the other."""
    return any(one.startswith(other) or other.startswith(one) for one in ours for other in theirs)


def latest_news(drafts: Sequence[Draft]) -> str | None:
    """Give the latest day, an ISO date, of the events that an article reports; None if it tells no day."""
    told = (_date(each, None) for each in drafts if each.first.discourse == "current" and each.first.hit.trigger.type != "trial")
    return max((str(each.value) for each in told if is_own(each) and each.precision in ("day", "days")), default=None)


def build(draft: Draft, story: Story, news: str | None) -> Incident:
    """Make the incident of a draft; what no words say is left unknown. What is of a day well before the article's news is remembered."""
    leader = leading([each.hit for each in draft.scenes]).trigger
    when, places, counts, actors = _date(draft, story.article.published), _places(draft), _counts(draft, story), _actors(draft)
    evidence = _evidence(draft, _spans(when, places, counts, actors, story), story.article.text)
    stages = [each.stage for each in draft.scenes]
    past = is_old(when, story.article.published) or (draft.number > 0 and is_before(when, news))
    spans = ",".join(f"{each.start}-{each.end}" for each in evidence)
    return Incident(
        id=hashlib.sha256(f"{story.article_id}|{leader.type}|{spans}".encode()).hexdigest()[:ID_LENGTH],
        type=cast("IncidentType", leader.type),
        subtype=leader.subtype,
        stage="foiled" if "foiled" in stages else stages[0],
        discourse="background" if is_own(when) and past else draft.first.discourse,
        confidence=_confidence(when, places, len(draft.scenes)),
        date=when,
        places=tuple(places),
        counts=tuple(counts),
        ages=next((each.ages for each in draft.scenes if each.ages is not None), None),
        actors=tuple(actors),
        evidence=tuple(evidence),
    )


def _date(draft: Draft, published: str | None) -> EventDate:
    """Take the day of the event, of a hearing the day set for it; that of the announcement, or a month, only where it has none."""
    told = [each for scene in draft.scenes for each in scene.dates]
    if draft.first.hit.trigger.subtype in SET:
        told = [each for each in told if is_own(each) and str(each.value) > (published or LAST)] or told
    return min(told, key=lambda each: (rank(each), each.precision not in ("day", "days")), default=EventDate())


def _places(draft: Draft) -> list[IncidentPlace]:
    """Give every place once, in the strongest role it was told in, with all its mentions."""
    best: dict[str, IncidentPlace] = {}
    named: dict[str, set[int]] = {}
    for scene in draft.scenes:
        for each in scene.places:
            name = each.place.id if each.place is not None else f"mention {each.mentions[0]}"
            best[name] = min(best.get(name, each), each, key=_strength)
            named.setdefault(name, set()).update(each.mentions)
    headed = _only_headed(draft)
    placed = [_named(each, tuple(sorted(named[name]))) for name, each in best.items()]
    exact = [each for each in placed if is_at(each) or each.precision == SEA]
    sharp = any(is_scene_of(each) and each.precision == EXACT for each in placed)
    return [_outer(_vicinity(each, told=sharp), exact, headed) for each in placed]


def _named(each: IncidentPlace, mentions: tuple[int, ...]) -> IncidentPlace:
    return each if each.mentions == mentions else replace(each, mentions=mentions)


def _only_headed(draft: Draft) -> set[str]:
    """Give the ids of the towns that only the heading names as the scene, where the body names others."""
    parts: dict[bool, set[str]] = {True: set(), False: set()}
    for scene in draft.scenes:
        parts[scene.sentence.part == "heading"] |= {each.place.id for each in scene.places if is_at(each) and each.place is not None}
    return parts[True] - parts[False] if parts[False] else set()


def _vicinity(each: IncidentPlace, *, told: bool) -> IncidentPlace:
    """Let what is only near the scene be mentioned, where the scene itself is told."""
    vague = each.place is not None and each.place.kind in FINE and each.precision in (NEAR, LINE)
    return replace(each, role="mentioned") if told and each.role == "occurred" and vague else each


def _strength(each: IncidentPlace) -> tuple[bool, bool, int]:
    """Order the roles a place was told in: where it took place first, and then the most exact."""
    return each.role != "occurred", each.role in ("metonym", "mentioned", "reported_from"), each.precision


def _outer(each: IncidentPlace, exact: Sequence[IncidentPlace], headed: Set[str]) -> IncidentPlace:
    """Make what holds a place that is known exactly its jurisdiction, wherever it was named: province, region, a port's city.

    `headed` are the towns that only a heading names: of another town of their province they are the better known neighbour.
    """
    place = each.place
    if is_vast(each) and any(is_at(other) for other in exact):
        return replace(each, role="mentioned")
    if place is None or each.role != "occurred" or place.kind not in HOLDERS:
        return each
    field = "region" if place.kind == "region" else "province"
    inner = [other.place for other in exact if other.place is not None and other.place.id != place.id]
    if place.kind in ("city", "town") and place.id not in headed:
        inner = [other for other in inner if other.kind in PARTS]
    inside = any(getattr(other, field) == getattr(place, field) is not None for other in inner)
    return replace(each, role="jurisdiction") if inside else each


def _counts(draft: Draft, story: Story) -> list[Count]:
    """Keep every claim of a number once; the first of a thing, the newest official one, spans all claims of it."""
    kept: dict[tuple[object, ...], Count] = {}
    bloodless = leading([each.hit for each in draft.scenes]).trigger.type in CASES  # where that none was hurt goes without saying
    for scene in draft.scenes:
        for each in scene.counts:
            if bloodless and each.best == 0:
                continue
            claim = (each.what, each.best, each.min, each.unit)
            known = kept.setdefault(claim, each)
            if known.attribution is None and each.attribution is not None:  # a headline says it, the lead says who does
                kept[claim] = replace(known, attribution=each.attribution)
    groups: dict[tuple[str, str], list[Count]] = {}
    for each in sorted(kept.values(), key=lambda each: (each.what, -(each.best or each.min or 0))):
        groups.setdefault((each.what, each.unit), []).append(each)
    return [each for claims in groups.values() for each in _spanned(claims, story)]


def _spanned(claims: Sequence[Count], story: Story) -> list[Count]:
    """Put the newest official claim first, with the ends of all: an older toll, or what witnesses say, comes behind."""
    first, *rest = sorted(claims, key=lambda each: _stands_back(each, story)) if len(claims) > 1 else claims
    if not rest or first.best is None:
        return [first, *rest]
    lows = [low for each in claims if (low := each.best if each.min is None else each.min) is not None]
    highs = [high for each in claims if (high := each.best if each.max is None else each.max) is not None]
    return [replace(first, min=min(lows, default=None), max=max(highs, default=None)), *rest]


def _stands_back(claim: Count, story: Story) -> bool:
    if claim.start is None:
        return False
    at = story.folded.index(claim.start)
    key = story.folded.key
    stop = key.find(".", at, at + CLAIMED)
    told = story.cues(max(at - CLAIMED, key.rfind(".", 0, at)), at + CLAIMED if stop < 0 else stop)
    return any(each.row in ("older", "unofficial") for each in told)


def _actors(draft: Draft) -> list[Actor]:
    found: dict[str, Actor] = {}
    for scene in draft.scenes:
        for each in scene.actors:
            found.setdefault(each.name, each)
    return list(found.values())


Span = tuple[EvidenceField, int | None, int | None]


def _spans(when: EventDate, places: Sequence[IncidentPlace], counts: Sequence[Count], actors: Sequence[Actor], story: Story) -> list[Span]:
    """Say where the words of every value stand: date, places, counts, actors."""
    spans: list[Span] = [("date", when.start, when.end)]
    spans += [("place", story.mentions[each.mentions[0]].start, story.mentions[each.mentions[0]].end) for each in places]
    spans += [("count", each.start, each.end) for each in counts]
    return spans + [("actor", each.start, each.end) for each in actors]


def _evidence(draft: Draft, spans: Sequence[Span], text: str) -> list[Evidence]:
    """Quote the words of the type, of every scene, and of every value that has words."""
    told = [each for scene in draft.scenes for each in scene.evidence]
    quotes = [(name, first, last) for name, first, last in spans if first is not None and last is not None]
    return told + [Evidence(field=name, start=first, end=last, quote=text[first:last]) for name, first, last in quotes]


def _confidence(when: EventDate, places: Sequence[IncidentPlace], told: int) -> float:
    """Grow with what is known: a place, a day, more than one sentence that tells of it."""
    sure = 0.5 + 0.2 * any(is_scene_of(each) for each in places) + 0.1 * (when.value is not None) + 0.05 * min(told, 3)
    return round(min(0.95, sure), 2)
