"""Score the incidents found in one document: `score_incidents`."""

from dataclasses import dataclass

from geo.languages.folding import fold
from geo.scoring.answers import Answer, AnsweredIncident, Point
from geo.scoring.gold import GoldDocument, GoldIncident, GoldMention
from geo.scoring.nearness import is_right
from geo.scoring.tally import Tally

# Types that tell of one event from different sides.
FAMILIES = (
    frozenset({"arrest", "foiled_plot", "trial", "seizure"}),
    frozenset({"attack", "crime", "clash"}),
    frozenset({"protest", "clash"}),
    frozenset({"accident", "disaster", "migration"}),
)
NEVER_PINNED = frozenset({"country", "supranational"})

# How alike an incident meant and one answered must be to be a pair. Their sum only has to put the better pair first.
SAME_TYPE, KIN_TYPE = 1.0, 0.4
NO_PLACES_MEANT = 0.2
PLACES_ELSEWHERE = -0.6
SAME_DATE, BOTH_UNDATED = 0.5, 0.15
OPTIONAL = -0.01
ALIKE = 0.5

Scene = tuple[GoldMention, ...]


def score_incidents(gold: GoldDocument, answer: Answer, tally: Tally) -> None:
    """Pair the incidents meant with those answered, the most alike first, and judge each pair."""
    scenes = [_scene(gold, each) for each in gold.incidents]
    pairs = _paired(gold, answer, scenes)
    for number, meant in enumerate(gold.incidents):
        if meant.optional:
            continue
        if number not in pairs:
            tally.count("incidents", "missed")
            tally.miss(gold.id, "incident not found", _described(meant.types[0], meant.dates[0], meant.places), None)
            continue
        tally.count("incidents", "right")
        _judge(_Pair(document=gold.id, meant=meant, answered=answer.incidents[pairs[number]], scene=scenes[number]), tally)
    for number, each in enumerate(answer.incidents):
        if number not in pairs.values():
            tally.count("incidents", "extra")
            tally.miss(gold.id, "no incident", None, _described(each.type, each.date, tuple(place.name for place in each.places)))


def _described(kind: str, date: str | None, places: tuple[str, ...]) -> str:
    return f"{kind}, {date or 'no date'}, {' + '.join(places) or 'no place'}"


def _scene(gold: GoldDocument, meant: GoldIncident) -> Scene:
    """Give where it happened, each place by the first of its mentions; what a map never pins is left out."""
    first: dict[str, GoldMention] = {}
    for each in gold.mentions:
        first.setdefault(fold(each.place), each)
    found = (first.get(fold(name)) for name in meant.places)
    return tuple(each for each in found if each is not None and each.kind not in NEVER_PINNED)


def _paired(gold: GoldDocument, answer: Answer, scenes: list[Scene]) -> dict[int, int]:
    scored = [
        (likeness + (OPTIONAL if meant.optional else 0), -number, -other)
        for number, meant in enumerate(gold.incidents)
        for other, each in enumerate(answer.incidents)
        if (likeness := _likeness(meant, each, scenes[number])) >= ALIKE
    ]
    pairs: dict[int, int] = {}
    for _, number, other in sorted(scored, reverse=True):
        if -number not in pairs and -other not in pairs.values():
            pairs[-number] = -other
    return pairs


def _likeness(meant: GoldIncident, answered: AnsweredIncident, scene: Scene) -> float:
    """Weigh type, places and date; 0 where the types have nothing in common."""
    same = answered.type in meant.types
    if not same and not _is_kin(meant.types[0], answered.type):
        return 0
    hits = sum(_has(answered.places, each) for each in scene)
    likeness = (SAME_TYPE if same else KIN_TYPE) + (hits / len(scene) if scene else NO_PLACES_MEANT)
    if scene and not hits:
        likeness += PLACES_ELSEWHERE
    if meant.dates[0] is not None:
        likeness += SAME_DATE if answered.date in meant.dates else 0
    elif answered.date is None:
        likeness += BOTH_UNDATED
    return likeness


def _is_kin(meant: str, answered: str) -> bool:
    return "other" in (meant, answered) or any({meant, answered} <= each for each in FAMILIES)


def _has(places: tuple[Point, ...], meant: GoldMention) -> bool:
    return any(is_right(meant, each) for each in places)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """Be an incident meant and the one answered for it; `scene` is where it happened."""

    document: str
    meant: GoldIncident
    answered: AnsweredIncident
    scene: Scene

    @property
    def title(self) -> str:
        """Name the incident meant in a miss."""
        return f"{self.meant.types[0]} {self.meant.dates[0] or ''}".strip()


def _judge(pair: _Pair, tally: Tally) -> None:
    meant, answered = pair.meant, pair.answered
    _judge_value(pair, "type", meant.types, answered.type, tally)
    if meant.discourse is not None:
        _judge_value(pair, "discourse", (meant.discourse,), answered.discourse, tally)
    _judge_value(pair, "date", meant.dates, answered.date, tally)
    _judge_places(pair, tally)
    for what in meant.counts:
        _judge_count(pair, what, tally)


def _judge_value(pair: _Pair, measure: str, meant: tuple[str | None, ...], answered: str | None, tally: Tally) -> None:
    right = answered in meant
    tally.judge(measure, right=right)
    if not right:
        tally.miss(pair.document, measure, f"{pair.title}: {' or '.join(each or 'none' for each in meant)}", answered or "none")


def _judge_places(pair: _Pair, tally: Tally) -> None:
    answered = pair.answered.places
    missed = [each.place for each in pair.scene if not _has(answered, each)]
    extra = [place.name for place in answered if not any(is_right(each, place) for each in pair.scene)]
    tally.count("places", "right", len(pair.scene) - len(missed))
    tally.count("places", "missed", len(missed))
    tally.count("places", "extra", len(extra))
    if missed or extra:
        tally.miss(pair.document, "where", f"{pair.title}: {' + '.join(missed) or 'no more'}", " + ".join(extra))


def _judge_count(pair: _Pair, what: str, tally: Tally) -> None:
    """Judge one number; that of a background incident need not be told, nor a zero."""
    number, told = pair.meant.counts[what], pair.answered.counts.get(what)
    if told is None and (number is None or number == 0 or pair.meant.discourse == "background"):
        return
    tally.judge("counts", right=told == number)
    if told != number:
        tally.miss(pair.document, "count", f"{pair.title}: {what} {'none' if number is None else number}", "none" if told is None else told)
