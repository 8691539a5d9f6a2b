"""Weigh what stands around a name: is it one of a place here, and meant as one? `weigh`."""

import re
from collections.abc import Iterable, Mapping
from typing import Final, cast

from geo.gazetteer import Gazetteer
from geo.languages.folding import Folded
from geo.languages.lexicon import Feature, Lexicon
from geo.languages.phrases import Phrase
from geo.languages.words import ARABIC
from geo.models import Toponym
from geo.models.place import PlaceKind
from geo.recognizer.spots import HOME, Setting, Spot, longest

WINDOW: Final = 80  # characters of context before a name

SHORT: Final = 3

AGENT: Final = 24  # characters in which the verb right before its subject stands, in a language that puts it there

SEPARATOR: Final = 12  # characters in which what separates the items of a list stands

NAMED_AFTER: Final = frozenset({"club", "body", "street", "media"})

SETTLED: Final = frozenset({"city", "town", "village"})

FAMOUS: Final = 1_000_000  # inhabitants of a town abroad whose Arabic name stands by itself

LARGE: Final = ("city", "province", "region", "country", "supranational", "natural")

_NUMBERED: Final = re.compile(r" (?:I{2,3}|IV|VI{0,3}|IX)\b")  # a ruler after whom something is named: 'Hassan II University Hospital'
_STOPS: Final = frozenset('.!?:;,\n"«“—–')
_CONJUNCTION: Final = re.compile(r"(?<!\w)qu[e']")


def weigh(spot: Spot, setting: Setting) -> Toponym | None:
    """Weigh what stands around a name: is it a place here, and meant as one?"""
    folded, gazetteer, lexicon = setting
    words = folded.words
    start, end = folded.span(spot.start, spot.end)
    if spot.last > spot.first and (folded.text[start].islower() or words.words[spot.first] in lexicon.articles):
        spot = _behind_article(spot, setting)
        start, end = folded.span(spot.start, spot.end)
    text = folded.text[start:end]
    if text in lexicon.never_written or _NUMBERED.match(folded.text, end) or (text[:1].islower() and not _lower_case_name(text)):
        return None
    if _is_fragment(spot, text, folded, lexicon):
        return None
    low = max(0, spot.start - WINDOW)
    cues = {each.row: each.match for each in lexicon.weighed.before(words, low, spot.start) if not _is_postposed(each, folded, lexicon)}
    kinds = kinds_asked(cues) or next((kinds for after, kinds in lexicon.features_after if after.match(folded.key, spot.end)), ())
    strong = bool(kinds) or "strong" in cues or _is_preposed(spot, folded, lexicon)
    states, seat = _may_act(spot, gazetteer), spot.key in lexicon.capitals
    bare = not strong and needs_context(spot, text, gazetteer, lexicon)
    if bare and not ((states or seat) and _acts(spot, cues, setting)) and not _has_context(spot, low, setting):
        return None
    if (not kinds and spot.key in lexicon.introduced) or "person" in cues or _person(spot, folded, told=strong, lexicon=lexicon):
        return None
    return Toponym(
        text,
        start,
        end,
        spot.key,
        literal=(bool(kinds) and "street" not in cues) or _is_literal(spot, cues, setting, states=states, seat=seat),
        strong=strong,
        kinds=kinds,
        container=bool(kinds) and bool(lexicon.region_of.search(folded.key, low, spot.start)),
        state=states or seat,
    )


def _is_postposed(cue: Phrase[str | Feature], folded: Folded, lexicon: Lexicon) -> bool:
    """Tell whether a generic word before a name belongs to the one before it: 'the Al Qods district of [Oujda]'."""
    if not isinstance(cue.row, Feature) or not lexicon.features_after:
        return False
    gap = cue.match.start() - 1
    word = folded.key.rfind(" ", 0, max(gap, 0)) + 1
    return word in folded.capitals and any(after.match(folded.key, gap) for after, _ in lexicon.features_after)


def _is_fragment(spot: Spot, text: str, folded: Folded, lexicon: Lexicon) -> bool:
    """Tell whether what looks like a name is a common word with its article ('La défense'), or only the beginning of another ('Aït')."""
    first = folded.words.words[spot.first]
    if spot.last > spot.first:
        return first in lexicon.articles and text[len(first) :].islower()
    return first in lexicon.prefixes and _goes_on(spot, folded)


def _behind_article(spot: Spot, setting: Setting) -> Spot:
    """Take the name behind a small article where it reaches further than with it: 'la [Unión Europea]', not the town La Unión."""
    other, _ = longest(setting.folded.words, spot.first + 1, setting.gazetteer, setting.lexicon)
    return other if other is not None and other.last > spot.last else spot


def _is_preposed(spot: Spot, folded: Folded, lexicon: Lexicon) -> bool:
    """Tell whether a preposition of place is written on to a name."""
    proclitic = folded.key[folded.words.starts[spot.first] : spot.start][-1:]
    return bool(proclitic) and proclitic in lexicon.locative_proclitics


def _lower_case_name(text: str) -> bool:
    """Tell whether a name that begins small is one all the same: its article does ('el Jadida')."""
    return any(each.isupper() for each in text)


def needs_context(spot: Spot, text: str, gazetteer: Gazetteer, lexicon: Lexicon) -> bool:
    """Tell whether a name is a common word, a surname or an abbreviation, and so cannot stand by itself."""
    if spot.key in lexicon.common or spot.key in lexicon.known or spot.key in lexicon.capitals:
        return spot.key in lexicon.common
    if len(spot.key) <= SHORT and not text.isupper() and not any(gazetteer.place(each.place).country in HOME for each in spot.names):
        return True
    places = [gazetteer.place(each.place) for each in spot.names]
    arabic = text[0] >= ARABIC[0]
    if arabic and all(each.country not in HOME and each.kind in SETTLED and (each.population or 0) < FAMOUS for each in places):
        return True  # no capital tells a town abroad from a common word
    if not all(each.flag for each in spot.names):
        return False
    # An accent already tells Salé from 'sale'; Arabic has none, so there a city stands by itself and a village does not.
    return text.isascii() or (arabic and not any(each.kind in LARGE for each in places))


def _has_context(spot: Spot, low: int, setting: Setting) -> bool:
    """Tell whether a preposition, or the list it stands in, says that a name is one of a place.

    A name that is only a little known place's abroad needs the list before it, and must not be part of a longer name.
    """
    folded, gazetteer, lexicon = setting
    if lexicon.lists_of_names:
        listed = _is_beside_name(spot, setting)
    else:
        listed = bool(lexicon.lists.search(folded.key, max(0, spot.start - SEPARATOR), spot.start))
    if not any(gazetteer.place(each.place).country in HOME for each in spot.names):
        if all(each.flag == "rare" for each in spot.names):
            return listed and not _is_part(spot, folded)
        if _goes_on(spot, folded) and not lexicon.follows("media").match(folded.key, spot.end):
            return False
    return listed or bool(lexicon.locative.before(folded.words, low, spot.start)) or folded.key.startswith((", ", ":", " :"), spot.end)


def _is_beside_name(spot: Spot, setting: Setting) -> bool:
    """Tell whether a name that stands by itself is the next or the last item of the list that a name stands in."""
    folded, gazetteer, lexicon = setting
    for at in (*range(max(0, spot.first - 3), spot.first), *range(spot.last + 1, min(spot.last + 2, len(folded.words.words)))):
        other, _ = longest(folded.words, at, gazetteer, lexicon)
        if other is None or (other.last != spot.first - 1 and other.first != spot.last + 1):
            continue
        later = max(spot.start, other.start)
        text = folded.text[slice(*folded.span(other.start, other.end))]
        if lexicon.lists.search(folded.key, max(0, later - SEPARATOR), later) and not needs_context(other, text, gazetteer, lexicon):
            return True
    return False


def _is_part(spot: Spot, folded: Folded) -> bool:
    """Tell whether another word with a capital stands right beside a name."""
    words = folded.words
    before = spot.first > 0 and words.gap(spot.first - 1) == " " and words.starts[spot.first - 1] in folded.capitals
    return before or _goes_on(spot, folded)


def _goes_on(spot: Spot, folded: Folded) -> bool:
    """Tell whether a word with a capital stands right behind a name."""
    words = folded.words
    return words.gap(spot.last) == " " and words.starts[spot.last + 1] in folded.capitals


def _person(spot: Spot, folded: Folded, *, told: bool, lexicon: Lexicon) -> bool:
    """Tell whether a name belongs to a longer proper name, of a person, a company, an institution: a given name stands by it."""
    words = folded.words
    bare = words.starts[spot.first] == spot.start  # nothing, as an 'and', is written on to it
    if bare and spot.first and words.words[spot.first - 1] in lexicon.given_names and words.gap(spot.first - 1) == " ":
        return words.words[spot.first - 1][0] >= ARABIC[0] or words.starts[spot.first - 1] in folded.capitals
    return not told and spot.key in lexicon.given_names and _goes_on(spot, folded)


def kinds_asked(cues: Iterable[str | Feature]) -> tuple[PlaceKind, ...]:
    """Give the kinds of place that the first generic word among some cues asks for."""
    return next((cast("tuple[PlaceKind, ...]", each.kinds) for each in cues if isinstance(each, Feature)), ())


def _may_act(spot: Spot, gazetteer: Gazetteer) -> bool:
    """Tell whether a name may be that of a state, or of several."""
    return any(gazetteer.place(each.place).kind in ("country", "supranational") for each in spot.names)


def _is_literal(spot: Spot, cues: Mapping[str | Feature, re.Match[str]], setting: Setting, *, states: bool, seat: bool) -> bool:
    """Tell a place that is meant from a club, a body or a state that bears its name, or has its seat there."""
    folded, _, lexicon = setting
    if spot.key in lexicon.bodies or not cues.keys().isdisjoint(NAMED_AFTER) or lexicon.follows("media").match(folded.key, spot.end):
        return False
    if not states and _is_team(spot, setting):
        return False
    if not states and not seat:
        return True
    if "acting" in cues or lexicon.agent.search(folded.key, max(0, spot.start - AGENT), spot.start):
        return False
    if "strong" in cues:
        return True
    if states and lexicon.countries_take_articles and _ends_name(spot, setting):
        return False
    if states and ("state" in cues or lexicon.follows("state").match(folded.key, spot.end)):
        return False
    if seat and lexicon.follows("undergone").match(folded.key, spot.end):
        return True
    return not is_subject(spot.start, spot.end, cues.get("subject"), folded, lexicon)


def _is_team(spot: Spot, setting: Setting) -> bool:
    """Tell whether an article that no town has makes a name that of a team, where the language does so: 'el Granada'."""
    folded, gazetteer, lexicon = setting
    if not lexicon.team.search(folded.key, max(0, spot.start - SHORT - 1), spot.start):
        return False
    return all(gazetteer.place(each.place).kind in SETTLED for each in spot.names)


def _acts(spot: Spot, cues: Mapping[str | Feature, re.Match[str]], setting: Setting) -> bool:
    """Tell whether what stands around a state that bears a common word's name says that it acts: 'كانت مصر قد', 'Mali's junta'."""
    folded, _, lexicon = setting
    if "acting" in cues:
        return True
    if len(spot.key) <= SHORT or spot.key in lexicon.given_names:
        return False
    subject = cues.get("subject")
    if is_subject(spot.start, spot.end, subject, folded, lexicon):
        return True
    return lexicon.follows("state").match(folded.key, spot.end) is not None and opens_clause(spot.start, subject, folded, lexicon)


def is_subject(start: int, end: int, article: re.Match[str] | None, folded: Folded, lexicon: Lexicon) -> bool:
    """Tell whether what stands there in the folded text, with or without its article, opens a clause and does what a government does."""
    if lexicon.follows("verb").match(folded.key, end):
        return opens_clause(start, article, folded, lexicon)
    return _has_predicate(end, folded, lexicon) and opens_clause(start, article, folded, lexicon)


def _has_predicate(end: int, folded: Folded, lexicon: Lexicon) -> bool:
    """Tell whether behind a subject, which ends there, stands what can only be its verb: small letters, and no hyphen of a dateline."""
    verb = lexicon.follows("predicate").match(folded.key, end)
    words = folded.text[folded.source(end) : folded.source(verb.end())].split() if verb is not None else []
    return bool(words) and not any(each == "-" or (each[0].isupper() and not each.endswith("day")) for each in words)


def _ends_name(spot: Spot, setting: Setting) -> bool:
    """Tell whether a name is the last word of a longer one: a word with a capital stands right before it, and is no small word."""
    folded, gazetteer, lexicon = setting
    if not spot.first or folded.words.gap(spot.first - 1) != " " or folded.words.starts[spot.first - 1] not in folded.capitals:
        return False
    word = folded.words.words[spot.first - 1]
    joined = folded.text[folded.source(spot.start) - 1] == " "
    return joined and word not in lexicon.function_words and not gazetteer.lookup(word)


def opens_clause(start: int, subject: re.Match[str] | None, folded: Folded, lexicon: Lexicon) -> bool:
    """Tell whether what begins there, with or without its article (`subject`), opens a clause or, with a capital, a line."""
    start = subject.start() if subject is not None else start
    before = folded.key[max(0, start - WINDOW) : start].rstrip(" ")
    if not before or before[-1] in _STOPS or _CONJUNCTION.match(before, len(before) - 3):
        return True
    if lexicon.clause.search(folded.key, max(0, start - SEPARATOR), start):
        return True
    at = folded.source(start)
    return folded.text[at].isupper() and folded.text[max(0, at - WINDOW) : at].rstrip(" \t").endswith(("\n", " -"))
