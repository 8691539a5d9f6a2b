"""Ask online for the names of an article that no place is known for: `complete`."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from geo.languages.strings import say
from geo.models import Candidate, Place, Resolution, Toponym
from geo.models.distance import distance_km
from geo.models.place import MAX_CANDIDATES
from geo.settings import Settings

if TYPE_CHECKING:
    from geo.geocoders.chain import Answer, Chain

MAX_ASKED: Final = 20  # names an article: a list of everything in the world must not hold a run up for minutes
SHORTEST: Final = 3
SAME_KM: Final = 20.0
NEAR_KM: Final = 60.0
CONFIDENCE: Final = 0.6
HOME: Final = ("MA", "EH")


def complete(
    toponyms: Sequence[Toponym], resolutions: Sequence[Resolution], *, interface: str = "fr", chain: "Chain | None" = None
) -> list[Resolution]:
    """Resolve online what the gazetteer does not know at all; the others stay as they are, one resolution a name.

    Without a `chain` the settings' is asked, which by default is none. A name stays NIL, and says why, where nobody knows
    it, nobody answers, or several places far from each other bear it and the article's other places do not decide.
    """
    found = list(resolutions)
    unknown = [index for index, (name, told) in enumerate(zip(toponyms, found, strict=True)) if _is_unknown(name, told)]
    asked = (chain or _chain()) if unknown else None
    if asked is None:
        return found
    anchors = [each.place for each in resolutions if each.place is not None and each.place.kind not in ("country", "supranational")]
    answers: dict[str, Answer] = {}
    for index in unknown:
        name = toponyms[index]
        if name.key not in answers:
            if len(answers) == MAX_ASKED:
                continue
            answers[name.key] = asked.ask(name.text)
        found[index] = _resolution(name, answers[name.key], anchors, asked.titles, interface)
    return found


def _is_unknown(name: Toponym, told: Resolution) -> bool:
    """Tell whether a name is one to ask for: meant as a place, and none that the gazetteer knows, not even several."""
    return told.place is None and not told.candidates and name.literal and len(name.key) >= SHORTEST


def _chain() -> "Chain | None":
    settings = Settings.from_environment()
    if not settings.geocoders:
        return None
    from geo.geocoders.chain import chain_of  # noqa: PLC0415  # geopy takes a while, and parsing offline does without it

    return chain_of(settings)


def _resolution(name: Toponym, answer: "Answer", anchors: list[Place], titles: Sequence[str], interface: str) -> Resolution:
    if not answer.places:
        return _nil(nil_reason(answer, titles, interface))
    fit = _fitting(name, answer.places, anchors)
    candidates = tuple(Candidate(place=each, score=CONFIDENCE) for each in fit[:MAX_CANDIDATES])
    if any(_km(fit[0], each) > SAME_KM for each in fit[1:]):
        return _nil(say(interface, "nil.online_several", source=answer.source, name=fit[0].name), candidates)
    why = say(interface, "why.online", source=answer.source)
    return Resolution(place=fit[0], nil_reason=None, confidence=CONFIDENCE, why=why, candidates=candidates)


def _fitting(name: Toponym, places: Sequence[Place], anchors: list[Place]) -> list[Place]:
    """Keep, as far as there are any, the places at home, of the kind that the words before ask for, and near the article's others."""
    fit = [each for each in places if each.country in HOME] or list(places)
    fit = [each for each in fit if each.kind in name.kinds] or fit
    return [each for each in fit if any(_km(each, other) < NEAR_KM for other in anchors)] or fit


def nil_reason(answer: "Answer", titles: Sequence[str], interface: str) -> str:
    """Tell that no place is known, and of each provider whether it knew none or why it did not answer."""
    silent = dict(answer.silent)
    told: Iterable[str] = (
        say(interface, f"nil.online_{silent[title]}", source=title) if title in silent else say(interface, "nil.online_none", source=title)
        for title in titles
    )
    return "; ".join((say(interface, "nil.unknown"), *told))


def _nil(reason: str, candidates: tuple[Candidate, ...] = ()) -> Resolution:
    return Resolution(place=None, nil_reason=reason, confidence=0.0, why=reason, candidates=candidates)


def _km(one: Place, other: Place) -> float:
    return distance_km(one.lat, one.lon, other.lat, other.lon)
