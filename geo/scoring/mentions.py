"""Score the names found in one document and the places they were resolved to: `score_mentions`."""

from geo.scoring.answers import Answer, AnsweredMention
from geo.scoring.gold import GoldDocument, GoldMention
from geo.scoring.nearness import is_right
from geo.scoring.tally import Tally


def score_mentions(gold: GoldDocument, answer: Answer, tally: Tally) -> None:
    """Pair each name of the document with the one answered at its span, else with one that overlaps it and nothing else, and judge it."""
    pairs = _paired(gold.mentions, answer.mentions)
    for meant, at in zip(gold.mentions, pairs, strict=True):
        found = None if at is None else answer.mentions[at]
        _judge_span(meant, found, tally)
        if found is None:
            _judge_absent(gold, meant, tally)
        else:
            tally.count("recognition", "right")
            if not meant.uncertain:
                _judge_place(gold, meant, found, tally)
                _judge_literal(gold, meant, found, tally)
    _count_extra(gold, answer, set(pairs), tally)


def _paired(meant: tuple[GoldMention, ...], found: tuple[AnsweredMention, ...]) -> list[int | None]:
    spans = {(each.start, each.end) for each in meant}
    at = {(each.start, each.end): number for number, each in enumerate(found)}
    loose = [number for number, each in enumerate(found) if (each.start, each.end) not in spans]
    pairs: list[int | None] = []
    for each in meant:
        number = at.get((each.start, each.end))
        if number is None:
            number = next((other for other in loose if other not in pairs and _overlap(each, found[other])), None)
        pairs.append(number)
    return pairs


def _overlap(meant: GoldMention, found: AnsweredMention) -> bool:
    return meant.start < found.end and found.start < meant.end


def _judge_span(meant: GoldMention, found: AnsweredMention | None, tally: Tally) -> None:
    if found is not None and (found.start, found.end) == (meant.start, meant.end):
        tally.count("exact", "right")
    elif not meant.optional:
        tally.count("exact", "missed")


def _judge_absent(gold: GoldDocument, meant: GoldMention, tally: Tally) -> None:
    if meant.optional:
        return
    tally.count("recognition", "missed")
    if not meant.uncertain:
        tally.count("end_to_end", "wrong")
    tally.miss(gold.id, "name not found", f"{meant.text} ({meant.place})", None)


def _judge_place(gold: GoldDocument, meant: GoldMention, found: AnsweredMention, tally: Tally) -> None:
    right = is_right(meant, found.place)
    tally.judge("resolution", right=right)
    tally.judge("end_to_end", right=right)
    if found.place is not None:
        tally.confidences.append((found.confidence, right))
    if not right:
        place = "not resolved" if found.place is None else f"{found.place.name}, {found.place.kind}, {found.place.country or '-'}"
        tally.miss(gold.id, "wrong place", f"{meant.text} ({meant.place}, {meant.kind}, {meant.country or '-'})", f"{found.text} ({place})")


def _judge_literal(gold: GoldDocument, meant: GoldMention, found: AnsweredMention, tally: Tally) -> None:
    if found.literal is None:
        return
    tally.judge("literal", right=found.literal == meant.literal)
    if not meant.literal:
        tally.count("nonliteral", "missed" if found.literal else "right")
    elif not found.literal:
        tally.count("nonliteral", "extra")
    if found.literal != meant.literal:
        tally.miss(gold.id, "literal", f"{meant.text}: {meant.literal}", found.literal)


def _count_extra(gold: GoldDocument, answer: Answer, used: set[int | None], tally: Tally) -> None:
    spans = {(each.start, each.end) for each in gold.mentions}
    optional = [each for each in gold.mentions if each.optional]
    for number, each in enumerate(answer.mentions):
        if (each.start, each.end) not in spans and not any(_overlap(other, each) for other in optional):
            tally.count("exact", "extra")
        if number not in used:
            tally.count("recognition", "extra")
            tally.miss(gold.id, "no place", None, f"{each.text} ({'not resolved' if each.place is None else each.place.name})")
