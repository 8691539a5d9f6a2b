"""Cut a sentence into the events it tells of, and tell what the article does with each: `find_clauses`, `Clause`."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from geo.incidents.dates import Dated, is_late, is_old, is_own
from geo.incidents.hits import VICTIMS, Hit, find_hits, gap, towns_between
from geo.incidents.roles import COUNTRY, WIDE
from geo.incidents.story import Story
from geo.languages.phrases import Phrase
from geo.languages.sentences import Sentence
from geo.models import Discourse, IncidentPlace

OPENS: Final = 3  # characters of a sentence before the word that opens it
COMMAS: Final = ",،"
COMMA: Final = 30  # characters by which a comma sets a date and an event apart
SINCE: Final = 30  # characters before an event's words within which 'since' makes it a landmark of the past
LASTING: Final = 8  # characters between 'since' and a year that tell how long something lasts
# How near, in characters, a cue must stand to an event's words to be said of it.
REACH: Final = {
    "fiction": 60,
    "sport": 60,
    "figurative": 60,
    "negated": 80,
    "aggregate": 60,
    "hypothetical": 40,
    "future": 40,
    "pending": 60,
}
NO_DEEDS: Final = frozenset({"trial", "arrest", "foiled_plot", "seizure"})  # what is no deed that a court may try in the same sentence
YEARLY: Final = frozenset({"accident", "arrest", "crime", "migration", "seizure"})  # what is counted up by the year
PLAYED: Final = frozenset({"accident", "attack", "clash", "crime", "disaster"})  # what those who write of sport and trade borrow words from


class Clause(NamedTuple):
    """Be the part of a sentence that tells of one event: offsets in the folded text, its triggers, cues and dates."""

    start: int
    end: int
    hits: Sequence[Hit]
    cues: Sequence[Phrase[str]]
    dates: Sequence[Dated]
    discourse: Discourse


def find_clauses(story: Story, sentence: Sentence) -> list[Clause]:
    """Give what a sentence tells of events that took place, each its part; what a court tries is told for background."""
    stretch = story.stretch(sentence)
    told = find_hits(story, sentence)
    cues = story.cues(*stretch) if told else []
    groups = [each for each in told if not (_is_trial(each) and _unreal(story, each[0], cues, stretch))]
    if not groups:
        return []
    parts = [
        part
        for part in _parts(story, sentence, groups)
        if _unreal(story, part.hits[0], _within(cues, part.start, part.end), (part.start, part.end)) is None
        and not _is_total(story, sentence, part)
    ]
    return sorted((_clause(story, part, parts, cues) for part in parts), key=lambda each: each.hits[0].start)


def _is_total(story: Story, sentence: Sentence, part: "_Part") -> bool:
    """Tell whether a year, or since when, is all that is told of when, and no town of where: a figure of that time."""
    if part.hits[0].trigger.type not in YEARLY:
        return False
    days = [each.when for each in story.dates_within(part.start, part.end) if is_own(each.when)]
    yearly = bool(days) and all(each.precision == "year" for each in days)
    if not yearly:
        return _adds_up(story, sentence, part) and not towns_between(_begins(story, part), part.end, story, sentence)
    return not any(each.place is None or each.place.kind not in WIDE for each in story.roles(sentence))


def _begins(story: Story, part: "_Part") -> int:
    """Give where the clause of an event begins, behind the last comma before its words."""
    first = part.hits[0].start
    return max(part.start, *(story.folded.key.rfind(each, part.start, first) + 1 for each in COMMAS))


def _adds_up(story: Story, sentence: Sentence, part: "_Part") -> bool:
    """Tell whether a sentence opens with since when it counts, but for a day: 'Since January, so many have been arrested'."""
    start, _ = story.stretch(sentence)
    opens = any(
        each.row == "since" and each.match.start() - start <= OPENS and each.match.end() < part.hits[0].start - SINCE
        for each in story.cues(*story.stretch(sentence))
    )
    since = [each.when for each in story.dates_within(*story.stretch(sentence))][:1]
    return opens and not any(each.precision == "day" and is_late(each, story.article.published) for each in since)


def _is_trial(group: Sequence[Hit]) -> bool:
    return group[0].trigger.type == "trial"


class _Part(NamedTuple):
    """Be the stretch of a sentence in which one group of hits is told; `tried` if before a court."""

    hits: Sequence[Hit]
    start: int
    end: int
    tried: bool = False


def _parts(story: Story, sentence: Sentence, groups: Sequence[Sequence[Hit]]) -> list[_Part]:
    """Cut a sentence into the parts that tell of each group; a deed that a court tries has one only with a day or place of its own."""
    start, end = story.stretch(sentence)
    court = next((group for group in groups if _is_trial(group)), None)
    found: list[_Part] = []
    tried = [] if court is None else [group for group in groups if _is_deed(group) or _led_to(group, court, groups, story, (start, end))]
    kept = [group for group in groups if group not in tried]
    deeds = [] if court is None else [(group, _parted(group, court, (start, end))) for group in tried]
    for group, (own, rest) in deeds:
        if _has_own(story, sentence, group, own, rest):
            found.append(_Part(group, *own, tried=True))
            start, end = max(start, rest[0]), min(end, rest[1])
    for number, group in enumerate(kept):
        left = _cut(kept[number - 1], group, story, sentence) if number and _apart(kept[number - 1], group) else start
        right = kept[number + 1][0].start if number + 1 < len(kept) and _apart(group, kept[number + 1]) else end
        found.append(_Part(group, left, right))
    return found


def _within(cues: Sequence[Phrase[str]], left: int, right: int) -> list[Phrase[str]]:
    return [each for each in cues if left <= each.match.start() and each.match.end() <= right]


def _clause(story: Story, part: _Part, parts: Sequence[_Part], cues: Sequence[Phrase[str]]) -> Clause:
    near = _within(cues, part.start, part.end)
    dates = [each for each in _dates(story, part, parts) if not _lasts(each, part.hits[0], near)]
    discourse = "background" if part.tried else _discourse(story, part.hits[0], near, dates)
    return Clause(part.start, part.end, part.hits, near, dates, discourse)


def _dates(story: Story, part: _Part, parts: Sequence[_Part]) -> list[Dated]:
    """Give the dates of an event: those nearer to its words than to another's, else any lately; none to come, but for a hearing."""
    published = story.article.published
    told = story.dates_within(part.start, part.end)
    if published is not None and part.hits[0].trigger.type != "trial":
        told = [each for each in told if each.when.value is None or each.when.value <= published[: len(each.when.value)]]
    if len(parts) == 1:
        return told
    key = story.folded.key
    own = [each for each in told if min(parts, key=lambda other: _apart_from(each, other.hits, key)) is part]
    return own or [each for each in told if not is_old(each.when, published)]


def _lasts(when: Dated, hit: Hit, cues: Sequence[Phrase[str]]) -> bool:
    """Tell whether a year is that since which something lasts, behind an event's words, and not when it was: 'open since 2017'."""
    if when.when.precision != "year" or when.start < hit.start:
        return False
    return any(each.row == "since" and 0 <= when.start - each.match.end() <= LASTING for each in cues)


def _apart_from(when: Dated, group: Sequence[Hit], key: str) -> int:
    """Give how far, in characters, a date stands from the words of an event; a comma between them sets them further apart."""
    gaps = [key[each.end : when.start] if each.end <= when.start else key[when.end : each.start] for each in group]
    return min(len(each) + COMMA * ("," in each or "،" in each) for each in gaps)


def _cut(before: Sequence[Hit], group: Sequence[Hit], story: Story, sentence: Sentence) -> int:
    """Give where what is told of an event begins behind another: behind its words, and of a crime and an arrest behind its town."""
    first = max(each.end for each in before)
    if {group[0].trigger.type, before[0].trigger.type} != {"arrest", "crime"}:
        return first
    towns = towns_between(first, group[0].start, story, sentence)
    return max((story.folded.index(story.mentions[each.mentions[-1]].end) for each in towns), default=first)


def _is_deed(group: Sequence[Hit]) -> bool:
    return group[0].trigger.type not in NO_DEEDS


def _led_to(group: Sequence[Hit], court: Sequence[Hit], groups: Sequence[Sequence[Hit]], story: Story, stretch: tuple[int, int]) -> bool:
    """Tell whether an arrest is told of one who is on trial now: not of one condemned long before, whose arrest is the news."""
    if group[0].trigger.type != "arrest":
        return False
    key = story.folded.key
    days = [each for each in story.dates_within(*stretch) if min(groups, key=lambda other: _apart_from(each, other, key)) is court]
    return not any(is_old(each.when, story.article.published) for each in days)


def _parted(deed: Sequence[Hit], court: Sequence[Hit], stretch: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Cut a sentence into what it tells of a deed and what of its trial."""
    start, end = stretch
    first, opens = deed[0].start, court[0].start
    if first < opens:
        return (start, opens), (opens, end)
    return (first, next((each.start for each in court if each.start > first), end)), (start, first)


def _has_own(story: Story, sentence: Sentence, deed: Sequence[Hit], own: tuple[int, int], rest: tuple[int, int]) -> bool:
    """Tell whether a deed that is tried is told with a day or place of its own, and not as a mere charge."""
    days = [each.when for each in story.dates_within(*own) if is_own(each.when) and each.when.value is not None]
    other = [each.when for each in story.dates_within(*rest) if is_own(each.when)]
    if days or deed[0].trigger.type == "arrest":
        return bool(days and other) or any(each.basis == "explicit" for each in days)
    return bool(_scenes_within(story, sentence, own) and _scenes_within(story, sentence, rest))


def _scenes_within(story: Story, sentence: Sentence, stretch: tuple[int, int]) -> list[IncidentPlace]:
    """Give the towns and quarters a stretch names as the scene of something, or as a court's."""
    low, high = (story.folded.source(each) for each in stretch)
    return [
        each
        for each in story.roles(sentence)
        if each.role in ("occurred", "tried_at") and low <= story.mentions[each.mentions[0]].start < high and each.precision < COUNTRY
    ]


def _apart(one: Sequence[Hit], other: Sequence[Hit]) -> bool:
    """Tell whether two events of a sentence have a time and place each: an attack named to date an arrest does."""
    types = {one[0].trigger.type, other[0].trigger.type}
    return "attack" in types or types in ({"arrest", "trial"}, {"arrest", "crime"})


def _unreal(story: Story, hit: Hit, cues: Sequence[Phrase[str]], stretch: tuple[int, int]) -> str | None:
    """Give the cue that makes an event one that did not take place, or is a mere total; None for what did."""
    said = (name for name in REACH if _is_said(name, hit, cues) or (name == "sport" and story.is_sport))
    return next((name for name in said if _counts_as(name, hit, story, stretch)), None)


def _discourse(story: Story, hit: Hit, cues: Sequence[Phrase[str]], dates: Sequence[Dated]) -> Discourse:
    """Tell whether the article reports an event or remembers it."""
    told = sorted((each for each in dates if is_own(each.when)), key=lambda each: gap(each, [hit]))
    old = [is_old(each.when, story.article.published) for each in told]
    if old and (all(old) if hit.trigger.type == "trial" else old[0]):  # what is tried was done long before
        return "background"
    if told and is_late(told[0].when, story.article.published):
        return "current"
    if any(each.row == "alike" or (each.row == "earlier" and each.match.end() <= hit.start) for each in cues):
        return "background"
    older = [each.match for each in cues if each.row == "older"]
    remembered = any(each.row == "background" and not _meets(each.match, older) for each in cues) and not (
        hit.trigger.type == "trial" and told
    )
    since = any(each.row == "since" and hit.start - SINCE <= each.match.start() < hit.start for each in cues)
    vague = any(each.when.value is None for each in dates)  # 'last summer'
    return "background" if remembered and (told or since or vague) else "current"


def _meets(cue: re.Match[str], others: Sequence[re.Match[str]]) -> bool:
    """Tell whether a cue shares words with one of some others: an earlier toll makes no event one of the past."""
    return any(cue.start() < each.end() and each.start() < cue.end() for each in others)


def _is_said(name: str, hit: Hit, cues: Sequence[Phrase[str]]) -> bool:
    return any(each.row == name and _touches(each.match, hit.start, hit.end, name) for each in cues)


def _counts_as(name: str, hit: Hit, story: Story, clause: tuple[int, int]) -> bool:
    """Tell whether a cue makes this event unreal: no hearing whose day is set, and nothing that hurt somebody at a match."""
    if name in ("future", "pending"):
        dated = hit.trigger.type == "trial" and bool(story.dates_within(*clause))
        return not dated and (name == "future" or hit.trigger.type == "trial")
    return name not in ("sport", "figurative") or (hit.trigger.type in PLAYED and not _has_victims(story, clause))


def _has_victims(story: Story, clause: tuple[int, int]) -> bool:
    return any(each.what in VICTIMS for each in story.counts(*clause))


def _touches(cue: re.Match[str], first: int, last: int, name: str) -> bool:
    return cue.start() - last < REACH[name] // 2 if cue.start() >= last else first - cue.end() < REACH[name]
