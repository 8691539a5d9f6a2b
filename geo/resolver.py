"""Say which place each name means, by evidence: `resolve`.

The evidence, in the order of its weight: the generic word before the name, what is named as holding it, the country beside it,
the list it stands in, the article's other places, then kind and population. Not resolved (NIL) is an answer.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Final, Protocol

from geo.languages.strings import say
from geo.models import Candidate, Place, Resolution, Toponym
from geo.models.distance import distance_km
from geo.models.place import MAX_CANDIDATES

HOME: Final = ("MA", "EH")
SETTLED: Final = ("city", "town", "village", "commune")
QUARTERS: Final = ("neighbourhood", "arrondissement")  # abroad they need their city or country beside them
IN_A_CITY: Final = (*QUARTERS, "facility")
NEIGHBOURS: Final = ("ES", "FR", "DZ")  # of several places abroad, news of Morocco most often means theirs
KM_A_DEGREE: Final = 111.0  # of latitude, a little less than anywhere on the globe
NEAR_KM: Final = 60.0
PROVINCE_KM: Final = 100.0  # from the middle of a foreign province to its towns
QUARTER_KM: Final = 25.0  # from the middle of a foreign city to its quarters
PAIR: Final = 2  # names in the shortest list, which 'Rabat, Malta' looks like
BESIDE: Final = 40  # characters between a name and the country or province that holds it
OUTLET: Final = 0.3  # so that it makes a namesake at home doubtful, and tips the scales only with another sign beside it
OTHER: Final = 1.2  # so that no other evidence makes up for the town that is named as holding a quarter
COMPANY: Final = 2  # places, sure and all of one country abroad, that make an article one about that country
ACCEPT: Final = 0.4  # below this score a name stays NIL; set on invented texts so that a lone foreign village does not win

# What a kind counts for when nothing else speaks: the press means the town before the province of its name.
KIND_WEIGHT: Final = {
    "country": 0.95,
    "supranational": 0.85,
    "city": 0.6,
    "town": 0.55,
    "natural": 0.5,
    "region": 0.45,
    "province": 0.42,
    "commune": 0.4,
    "port": 0.45,
    "border_post": 0.4,
    "mountain": 0.4,
    "pass": 0.4,
    "village": 0.35,
    "neighbourhood": 0.35,
    "arrondissement": 0.35,
    "facility": 0.35,
    "airport": 0.2,
    "cercle": 0.15,
}
# What share of answers was right at each height of a lead: `python -m tools.calibration` fits it, here on 2,236 answers of tests/gold,
# tests/names and the namesakes of the traps. The highest share is what such answers reached on texts that nobody had mended anything for.
CALIBRATION: tuple[tuple[float, float], ...] = ((0.575, 0.25), (0.625, 0.73), (0.675, 0.96), (0.75, 0.985), (0.985, 0.99))
DOUBT: Final = 0.4  # of confidence: below it an answer is more often wrong than right, and none is better
_INSIDE: Final = re.compile(
    r"\s*(?:\(\s*|[,،]\s*(?:en|au|aux|à|in|au sud de l['’]|dans l['’]|sur l['’]|on|في|ب)\s*)(?:l['’]|la |le |the )?"
    r"(?:(?:île|island|isla) (?:de |of ))?"
)
_QUARTER: Final = re.compile(
    r"[,،]?\s*(?:(?:dans|à|au|en|in|al|no|on) )?(?:l['’]|le |la |the |el )?(?:extrême[ -]|far )?"
    r"(?:(?:nord|sud|est|ouest|centre|(?:north|south|east|west)(?:ern)?|central|norte|sur|este|oeste|centro)[ -]?){1,2}"
    r"(?:coast )?(?:of |de |du |d['’]|del )?(?:l['’]|la |le |the )?"
    r"|\s(?:en|au|in|في)\s(?:the )?|\sبـ?"
    r"|[,،]?\s*(?:في )?(?:شمال|جنوب|شرق|غرب|وسط|شمالي|جنوبي|شرقي|غربي)(?: (?:شرق|غرب|شرقي|غربي))? "
)
_QUARTER_OF: Final = re.compile(r"(?:['’]s)? (?:(?:northern|southern|eastern|western) )?(?:district|neighbou?rhood|quarter|suburb) of ")
_PART_OF: Final = re.compile(
    r" (?:district|neighbou?rhood|quarter|suburb) (?:of|in) |, (?:quartier|arrondissement|distrito|barrio) (?:de |d['’])"
)
_QUARTER_IN: Final = re.compile(r",? (?:à|de|en|in|of) | d['’]|،? ?(?: ب| في )(?:مدينة )?")
PART_OF: Final = 11  # characters of the shortest of these
_CONTAINMENT: Final = re.compile(r"\s*[,(]?\s*(?:\w+['’ ]){0,5}\s*[('’]?\s*")


class Places(Protocol):
    """Be asked for places by name: a gazetteer, an online geocoder or a test's table."""

    def candidates(self, key: str) -> Sequence[tuple[Place, str]]:
        """Give the places of that folded name, each with its flag ('', 'context', 'rare')."""

    def similar(self, name: str) -> Sequence[tuple[Place, float]]:
        """Give the places whose name is almost `name`, each with its similarity of 0 to 1."""


@dataclass(slots=True)
class _Weighed:
    """Be one candidate while it is weighed: what speaks for it, and how much."""

    place: Place
    score: float
    abroad: float = 0.0  # what the text says of the country of this very mention, which holds for those after it
    reasons: dict[str, tuple[tuple[str, object], ...]] = field(default_factory=dict)

    def add(self, weight: float, reason: str = "", **values: object) -> None:
        """Add to the score; `reason` is a key of the interface's texts, told only if this candidate wins."""
        self.score += weight
        if reason and weight > 0:
            self.reasons.setdefault(reason, tuple(values.items()))


def resolve(
    toponyms: Sequence[Toponym], places: Places, text: str, *, interface: str = "fr", outlet: str | None = None
) -> list[Resolution]:
    """Resolve all names of one article together, one resolution a name, in order.

    `interface` is the language in which `why` and `nil_reason` are told, `outlet` the country the article was published in, if known.
    """
    weighed = [_prior(each, places) for each in toponyms]
    _by_neighbours(toponyms, weighed, text)
    _by_series(toponyms, weighed)
    _by_article(weighed)
    _by_company(weighed)
    _by_outlet(weighed, outlet)
    _one_sense(toponyms, weighed)
    decided: dict[object, Resolution] = {}
    found: list[Resolution] = []
    for name, options in zip(toponyms, weighed, strict=True):
        evidence = (name.method, *((each.place.id, each.score, *each.reasons.items()) for each in options))
        if evidence not in decided:
            decided[evidence] = _decide(name, options, interface)
        found.append(decided[evidence])
    return found


def _prior(name: Toponym, places: Places) -> list[_Weighed]:
    """Weigh each candidate by itself: its kind, whether the generic word asks for it, home or abroad, its size."""
    exact = places.candidates(name.key)
    options = [_alone(place, flag, name) for place, flag in exact]
    if len(options) == 1:
        options[0].add(0.1, "why.only")
    if not any(each.place.country in HOME for each in options):
        for each in options:
            each.add(0.15 * (each.place.country in NEIGHBOURS and each.place.kind != "country"))
    faint = all(flag == "rare" and place.country not in HOME for place, flag in exact)
    if faint and (name.series is not None or name.strong):
        for place, similarity in places.similar(name.text):
            option = _alone(place, "", name)
            option.score -= 2 * (1 - similarity)
            option.add(0.01, "why.similar", name=place.name, percent=round(100 * similarity))
            options.append(option)
    return options


def _alone(place: Place, flag: str, name: Toponym) -> _Weighed:
    weighed = _Weighed(place, KIND_WEIGHT.get(place.kind, 0.3))
    if name.kinds:
        rank = name.kinds.index(place.kind) if place.kind in name.kinds else None
        weighed.add(-0.3 if rank is None else 0.5 - 0.05 * rank, "why.kind", kind=place.kind)
    size = math.log10(place.population + 1) if place.population is not None else 2.0
    weighed.add(0.03 * size)
    if place.country in name.countries:
        weighed.add(0.7 if place.kind in SETTLED else 0.5, "why.people", country=place.country)
    if place.country in HOME:
        weighed.add(0.25)
    elif place.kind not in ("country", "supranational", "natural"):
        weighed.add(0.04 * (size - 5.5) - 0.25 * (place.kind in QUARTERS))
    if flag == "rare":
        weighed.add(-0.4 if place.kind == "country" else -0.25)
    return weighed


def _by_neighbours(names: Sequence[Toponym], weighed: list[list[_Weighed]], text: str) -> None:
    """Favour what lies in the province, region or country named right beside the name, most of all where the text says 'in'."""
    pairs = {series for series, number in Counter(each.series for each in names).items() if number == PAIR}
    for index, options in enumerate(weighed[:-1]):
        name, beside = names[index], names[index + 1]
        gap = text[name.end : beside.start]
        if len(gap) > BESIDE or "." in gap or "\n\n" in gap:
            continue
        land = bool(_QUARTER.fullmatch(gap)) or (gap in (", ", "، ") and (beside.series is None or beside.series in pairs))
        said = bool(_INSIDE.fullmatch(gap))
        if said or land or (name.series is None and _CONTAINMENT.fullmatch(gap)):
            close = said or (name.series is None and bool(_CONTAINMENT.fullmatch(gap)))
            _favour_inside(options, weighed[index + 1], close=close, said=said or land)
        quarter = bool(name.kinds) and name.kinds[0] in QUARTERS and _QUARTER_IN.fullmatch(gap)
        if quarter or (len(gap) >= PART_OF and _PART_OF.fullmatch(gap)):
            _favour_part(options, weighed[index + 1], beside.text)
            _pass_over(options, weighed[index + 1])
    for before, options, name, holders in zip(names, weighed[1:], names[1:], weighed, strict=False):
        if text.endswith(" of ", 0, name.start) and _QUARTER_OF.fullmatch(text, before.end, name.start):
            _favour_part(options, holders, before.text, weight=OTHER)


def _favour_part(options: Sequence[_Weighed], holders: Sequence[_Weighed], name: str, weight: float = 0.8) -> None:
    """Favour what lies in the town whose quarter the text says it is."""
    for option in options:
        option.add(weight * any(_holds(each.place, option.place) for each in holders), "why.inside", place=name)


def _pass_over(options: Sequence[_Weighed], holders: Sequence[_Weighed]) -> None:
    """Pass over what is far from the town whose quarter the text says it is: it is another of that name.

    Not where it may be the other way round: 'the Madrid district of Tetuan'.
    """
    town = max(holders, key=lambda each: each.score, default=None)
    if town is None or town.place.kind not in SETTLED or any(_holds(one.place, other.place) for one in options for other in holders):
        return
    for option in options:
        option.add(-OTHER * (not _within(town.place, option.place, QUARTER_KM)))


def _favour_inside(options: Sequence[_Weighed], holders: Sequence[_Weighed], *, close: bool, said: bool) -> None:
    """Favour what lies in what is named beside it: a country, or what is named close enough to hold it."""
    for option in options:
        for holder in holders:
            whole = holder.place.kind == "country"
            if (close or whole) and holder.place.id != option.place.id and _holds(holder.place, option.place):
                option.add(0.4, "why.inside", place=holder.place.name)
                option.abroad += 0.6 * (said and whole)
                holder.add(0.05)


def _holds(outer: Place, inner: Place) -> bool:
    if outer.kind == "country":
        return outer.country == inner.country and inner.kind != "country"
    if outer.country not in HOME and outer.country == inner.country and inner.kind not in ("country", "region", "province"):
        reach = QUARTER_KM if inner.kind in IN_A_CITY else PROVINCE_KM
        return outer.kind in ("region", "province", "city") and _within(outer, inner, reach)
    if outer.kind == "region":
        return inner.region is not None and outer.region == inner.region and inner.kind != "region"
    if outer.province is None or inner.kind in ("country", "region", "province"):
        return False
    if outer.kind in ("city", "town", "commune") and inner.kind in ("neighbourhood", "arrondissement", "village", "facility", "commune"):
        return outer.province == inner.province
    return outer.kind == "province" and outer.province == inner.province


def _by_series(names: Sequence[Toponym], weighed: list[list[_Weighed]]) -> None:
    """Favour, in a list, the country in which the most items of the list have a place."""
    lists: dict[int, list[int]] = defaultdict(list)
    for index, name in enumerate(names):
        if name.series is not None:
            lists[name.series].append(index)
    for members in lists.values():
        votes = Counter(country for index in members for country in {each.place.country for each in weighed[index]} if country)
        if not votes:
            continue
        _by_kin(weighed, members)
        country, count = max(votes.items(), key=lambda vote: (vote[1], vote[0] in HOME, vote[0]))
        if count < max(2, len(members) / 2):
            continue
        for index in members:
            for option in weighed[index]:
                if option.place.country == country:
                    option.add(0.2, "why.series", n=len(members))


def _by_kin(weighed: list[list[_Weighed]], members: Sequence[int]) -> None:
    """Favour, in a list of countries, the country that a name may be: 'la Grenade, la Barbade et Trinité-et-Tobago'."""
    lands = sum(all(each.place.kind == "country" for each in weighed[index]) for index in members)
    if lands > 1:
        for index in members:
            for option in weighed[index]:
                option.add(0.3 * (option.place.kind == "country"))


def _by_article(weighed: list[list[_Weighed]]) -> None:
    """Favour the countries the article names, and what lies near the places it leaves no doubt of."""
    countries = Counter(options[0].place.country for options in weighed if options and options[0].place.kind == "country")
    total = sum(countries.values())
    anchors = {options[0].place.id: options[0].place for options in weighed if _is_anchor(options)}
    for options in weighed:
        if len({each.place.id for each in options}) < 2:  # noqa: PLR2004
            continue
        for option in options:
            if total and option.place.kind != "country":
                option.add(0.15 * countries[option.place.country] / total)
            close = next((each for each in anchors.values() if each.id != option.place.id and _within(each, option.place, NEAR_KM)), None)
            if close is not None:
                option.add(0.1, "why.near", place=close.name)


def _by_company(weighed: list[list[_Weighed]]) -> None:
    """Favour the country abroad in which all that leaves no doubt lies, where nothing of an article is surely at home."""
    country, sure = "", set[str]()
    for options in weighed:
        place = options[0].place if options else None
        if place is None or not place.country or any(each.place.country != place.country for each in options):
            continue
        country = country or place.country
        if place.country in HOME or place.country != country:
            return
        sure.add(place.id)
    if len(sure) < COMPANY:
        return
    for options in weighed:
        for option in options if len(options) > 1 else ():
            if option.place.country == country:
                option.add(0.4)


def _by_outlet(weighed: list[list[_Weighed]], country: str | None) -> None:
    """Favour, a little, what lies in the country of an outlet abroad; that news of Morocco means home, every name starts with."""
    if country is None or country in HOME:
        return
    for options in weighed:
        for option in options if len(options) > 1 else ():
            if option.place.country == country:
                option.add(OUTLET, "why.outlet", country=country)


def _is_anchor(options: list[_Weighed]) -> bool:
    return len(options) == 1 and options[0].place.kind in ("city", "town", "commune", "province")


def _within(one: Place, other: Place, km: float) -> bool:
    """Tell whether two places lie at most `km` apart."""
    if abs(one.lat - other.lat) * KM_A_DEGREE > km:
        return False
    return distance_km(one.lat, one.lon, other.lat, other.lon) <= km


def _one_sense(names: Sequence[Toponym], weighed: list[list[_Weighed]]) -> None:
    """Let a name mean the same all through an article, unless the word before it says otherwise."""
    groups: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for index, name in enumerate(names):
        groups[name.key, name.kinds].append(index)
    for members in groups.values():
        best: dict[str, float] = {}
        for index in members:
            for option in weighed[index]:
                best[option.place.id] = max(best.get(option.place.id, -1.0), option.score)
        for index in members:
            for option in weighed[index]:
                option.score = best[option.place.id]
    said: dict[tuple[str, str], float] = {}
    for name, options in zip(names, weighed, strict=True):
        for option in options:
            told = (name.key, option.place.id)
            said[told] = max(said.get(told, 0.0), option.abroad)
            option.score += said[told]


def _decide(name: Toponym, options: list[_Weighed], interface: str) -> Resolution:
    """Take the best candidate if it is good enough; its confidence grows with its lead over the next."""
    ranked = sorted(options, key=lambda each: (-each.score, each.place.id))
    candidates = tuple(Candidate(place=each.place, score=round(_unit(each.score), 3)) for each in ranked[:MAX_CANDIDATES])
    if not ranked:
        reason = say(interface, "nil.unknown")
        return Resolution(place=None, nil_reason=reason, confidence=0.0, why=reason)
    best = ranked[0]
    if best.score < ACCEPT:
        reason = say(interface, "nil.weak", place=best.place.name)
        return Resolution(place=None, nil_reason=reason, confidence=0.0, why=reason, candidates=candidates)
    rivals = [each for each in ranked[1:] if not _within(each.place, best.place, NEAR_KM / 3)]
    lead = best.score - rivals[0].score if rivals else 0.6
    trust = min(
        0.99, 0.55 + 0.4 * min(1.0, lead / 0.4) + 0.05 * min(1.0, best.score - ACCEPT) - (0.0 if name.method == "gazetteer" else 0.1)
    )
    confidence = _calibrated(trust)
    if confidence < DOUBT and _elsewhere(rivals[0].place, best.place):
        reason = say(interface, "nil.several", place=best.place.name)
        return Resolution(place=None, nil_reason=reason, confidence=0.0, why=reason, candidates=candidates)
    return Resolution(place=best.place, nil_reason=None, confidence=round(confidence, 2), why=_why(best, interface), candidates=candidates)


def _elsewhere(one: Place, other: Place) -> bool:
    """Tell whether of two places neither holds the other, as far as their province says: a town may pass for its province."""
    return one.country != other.country or one.province is None or one.province != other.province


def _calibrated(trust: float) -> float:
    """Turn a lead over the rivals into how often such an answer is right."""
    trust = max(CALIBRATION[0][0], min(trust, CALIBRATION[-1][0]))
    (low, from_share), (high, to_share) = next(pair for pair in pairwise(CALIBRATION) if trust <= pair[1][0])
    return from_share + (to_share - from_share) * (trust - low) / (high - low)


def _unit(score: float) -> float:
    return max(0.0, min(1.0, score / 1.6))


def _why(best: _Weighed, interface: str) -> str:
    place = best.place
    told = [_told(interface, reason, *values) for reason, values in best.reasons.items()]
    if place.population is not None and place.kind not in ("country", "supranational"):
        told.append(_told(interface, "why.population", ("n", place.population)))
    return "; ".join(told) or say(interface, "why.name", kind=say(interface, f"kinds.{place.kind}"))


@lru_cache(maxsize=4096)
def _told(interface: str, reason: str, *values: tuple[str, object]) -> str:
    """Put a reason into words; the same ones come back in article after article."""
    named = dict(values)
    if "kind" in named:
        named["kind"] = say(interface, f"kinds.{named['kind']}")
    return say(interface, reason, **named)
