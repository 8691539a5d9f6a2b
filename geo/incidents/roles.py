"""Give each place of a stretch of text its role in what happened there: `place_roles`."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Literal, cast

from geo.incidents.dateline import opens
from geo.languages.folding import Folded
from geo.languages.lexicon import VAGUE, Lexicon
from geo.languages.sentences import Sentence
from geo.models import IncidentPlace, Mention, Place, Role

WINDOW: Final = 90
PAIR: Final = 36  # characters between the two names of a pair: ' and the market town of '
_STOP: Final = re.compile(r"[,،.;:]")
# What stands between two places of one role, the second with its generic word: ' et de la province de '.
_ALSO: Final = re.compile(
    r",? ?(?:et|and|y|e|و) ?(?:(?:de|of|from|in|en) )?(?:(?:la|le|les|the|el) |l['’])?"
    r"(?:province|préfecture|région|commune|ville|localité|city|town|region|provincia|región|ciudad|localidad|إقليم|مدينة|جماعة|عمالة)"
    r"(?: (?:de|du|of|del)(?: (?:la|le|el))?)? ?(?:d['’])?"
)
Felt = Literal["felt"]  # of an earthquake: named with what happened, and for all the sentence no scene
FELT: Final[Felt] = "felt"
EXACT, NEAR, PROVINCE, REGION, LINE, COUNTRY, SEA = range(1, 8)  # Source: UCDP GED codebook, where_prec
PRECISION: Final = {
    "province": PROVINCE,
    "cercle": PROVINCE,
    "region": REGION,
    "natural": LINE,
    "country": COUNTRY,
    "supranational": COUNTRY,
}
PRISON: Final = "prison"  # what the names of prisons begin with
FINE: Final = frozenset(
    {"city", "town", "village", "commune", "neighbourhood", "arrondissement", "port", "airport", "border_post", "pass", "facility"}
)
WIDE: Final = frozenset({"country", "supranational"})
NATURE: Final = frozenset({"mountain", "natural"})
SAHARA: Final = "country:EH"  # Western Sahara as a whole
VAST: Final = 50  # km of uncertainty from which a range or a sea is no scene beside a town


def place_roles(folded: Folded, inside: Sequence[tuple[int, Mention]], sentence: Sentence, language: Lexicon) -> list[IncidentPlace]:
    """Give the places named in a sentence, each with its role and precision, in the order of the text.

    `inside` are the mentions of the sentence, each with its index among those of the article.
    What the sentence names without meaning it as a place is a metonym; a province or country beside a town of it is its
    jurisdiction.
    """
    cues = [_cues(folded, mention, sentence, language) for _, mention in inside]
    _carry_between(folded, inside, cues)
    roles = [_role(folded, mention, sentence, told) for (_, mention), told in zip(inside, cues, strict=True)]
    known: list[Role] = ["mentioned" if each == FELT else each for each in _along_series(folded.text, inside, roles)]
    placed = [
        IncidentPlace(place=mention.resolution.place, role=role, precision=_precision(mention, told), mentions=(index,))
        for (index, mention), role, told in zip(inside, known, cues, strict=True)
    ]
    return _jurisdictions(placed)


def _cues(folded: Folded, mention: Mention, sentence: Sentence, language: Lexicon) -> list[str]:
    """Give what the words around a name say of its role and of how exact its point is, in the order of the table."""
    first, at = folded.index(sentence.start), folded.index(mention.start)
    before = [each.row for each in language.roles.before(folded.words, max(first, at - WINDOW), at)]
    end = folded.index(mention.end)
    return [role for pattern, role in language.roles_after if pattern.match(folded.key, end)] + before


def _carry_between(folded: Folded, inside: Sequence[tuple[int, Mention]], cues: Sequence[list[str]]) -> None:
    """Let the second of two places be between which something happened like the first: 'entre Taza et Guercif'."""
    for position in range(1, len(inside)):
        before, here = inside[position - 1][1], inside[position][1]
        gap = folded.text[before.end : here.start]
        if "between" in cues[position - 1] and len(gap) <= PAIR and not _STOP.search(gap):
            cues[position].append("between")


def _role(folded: Folded, mention: Mention, sentence: Sentence, told: Sequence[str]) -> Role | Felt:
    if not mention.literal:
        return "metonym"
    if opens(folded, mention, sentence):
        return "reported_from"
    role = next((each for each in told if each not in VAGUE), None)
    if role is not None:
        return cast("Role | Felt", role)
    if mention.kind in ("country", "supranational"):
        return "mentioned"
    place = mention.resolution.place
    return "detained_at" if place is not None and place.kind == "facility" and place.name.startswith(PRISON) else "occurred"


def _is_bracketed(text: str, before: Mention, here: Mention) -> bool:
    """Tell whether a place in brackets says where the one before it is: 'Los Barrios (Cádiz)'."""
    return text[before.end : here.start].strip() == "(" and text[here.end : here.end + 1] == ")"


def _along_series(text: str, inside: Sequence[tuple[int, Mention]], roles: list[Role | Felt]) -> list[Role | Felt]:
    """Carry the role of a list's first place to the rest of it: 'originaires de Taza, Guercif et Oujda'."""
    spread = list(roles)
    for position in range(1, len(inside)):
        before, here = inside[position - 1][1], inside[position][1]
        gap = text[before.end : here.start]
        carried = spread[position - 1]
        if carried == FELT and roles[position] == "occurred":
            spread[position] = FELT
        if carried == roles[position] == "occurred" and _is_bracketed(text, before, here):
            spread[position] = "jurisdiction"
        if (
            (len(gap) <= len(" et de la ") or _ALSO.fullmatch(gap))
            and roles[position] == "occurred"
            and carried in ("origin", "destination", "tried_at", "residence", "planned_target")
        ):
            spread[position] = carried
    return spread


def _precision(mention: Mention, told: Sequence[str]) -> int:
    if "sea" in told:
        return SEA
    if "near" in told:
        return NEAR
    if "between" in told:
        return LINE
    kind = mention.resolution.place.kind if mention.resolution.place is not None else "town"
    return PRECISION.get(kind, EXACT)


def _jurisdictions(placed: list[IncidentPlace]) -> list[IncidentPlace]:
    """Make a province or region that holds an exact place of the same sentence its jurisdiction."""
    exact = [each.place for each in placed if each.role == "occurred" and each.place is not None and each.place.kind in FINE]
    quarters = [each for each in exact if each.kind in ("neighbourhood", "arrondissement")]
    outer = [_demoted(each) if _is_outer(each, exact, quarters) else each for each in placed]
    return [replace(each, role="mentioned") if exact and is_vast(each) else each for each in outer]


def is_at(each: IncidentPlace) -> bool:
    """Tell whether a place is where something took place, to the town or better."""
    return each.role == "occurred" and each.precision <= NEAR and each.place is not None and each.place.kind not in WIDE


def is_vast(each: IncidentPlace) -> bool:
    """Tell whether a place is a range of mountains, a desert or a sea, where something is told to have taken place."""
    place = each.place
    return each.role == "occurred" and each.precision != SEA and place is not None and place.kind in NATURE and place.uncertainty_km >= VAST


def _is_outer(each: IncidentPlace, exact: Sequence[Place], quarters: Sequence[Place]) -> bool:
    place = each.place
    if place is None or each.role != "occurred":
        return False
    if place.id == SAHARA:
        return any(inner.country == place.country for inner in exact)
    if place.kind == "region":
        return any(inner.region == place.region for inner in exact)
    if place.kind in ("province", "cercle"):
        return any(inner.province == place.province for inner in exact)
    return place.kind in ("city", "town") and any(inner.province == place.province for inner in quarters)


def _demoted(each: IncidentPlace) -> IncidentPlace:
    return replace(each, role="jurisdiction")
