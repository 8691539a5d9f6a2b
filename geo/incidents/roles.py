"""Give each place of a stretch of text its role in what happened there: `place_roles`."""

import re
from collections.abc import Sequence
from typing import cast

from geo.languages.folding import Folded
from geo.languages.lexicon import VAGUE, Lexicon
from geo.languages.sentences import Sentence
from geo.models import IncidentPlace, Mention, Place, Role

WINDOW = 90
EXACT, NEAR, PROVINCE, REGION, LINE, COUNTRY, SEA = range(1, 8)  # Source: UCDP GED codebook, where_prec
PRECISION = {"province": PROVINCE, "cercle": PROVINCE, "region": REGION, "natural": LINE, "country": COUNTRY, "supranational": COUNTRY}
FINE = frozenset(
    {"city", "town", "village", "commune", "neighbourhood", "arrondissement", "port", "airport", "border_post", "pass", "facility"}
)
WIDE = frozenset({"country", "supranational"})
# The place of the newsroom at the head of a line: 'Rabat, 14 mars (Agence) -'.
_DATELINE = re.compile(r" ?,? ?(?:le )?\d{1,2} \w+(?: \d{4})?[^.]{0,20}[ (–—-]| ?\([a-z]{2,12}\)")


def place_roles(folded: Folded, inside: Sequence[tuple[int, Mention]], sentence: Sentence, language: Lexicon) -> list[IncidentPlace]:
    """Give the places named in a sentence, each with its role and precision, in the order of the text.

    `inside` are the mentions of the sentence, each with its index among those of the article.
    What the sentence names without meaning it as a place is a metonym; a province or country beside a town of it is its
    jurisdiction.
    """
    cues = [_cues(folded, mention, sentence, language) for _, mention in inside]
    roles = [_role(folded, mention, sentence, told) for (_, mention), told in zip(inside, cues, strict=True)]
    roles = _along_series(inside, roles)
    placed = [
        IncidentPlace(place=mention.resolution.place, role=role, precision=_precision(mention, told), mentions=(index,))
        for (index, mention), role, told in zip(inside, roles, cues, strict=True)
    ]
    return _jurisdictions(placed)


def _cues(folded: Folded, mention: Mention, sentence: Sentence, language: Lexicon) -> list[str]:
    """Give what the words before a name say of its role and of how exact its point is, in the order of the table."""
    first, at = folded.index(sentence.start), folded.index(mention.start)
    return [each.row for each in language.roles.before(folded.words, max(first, at - WINDOW), at)]


def _role(folded: Folded, mention: Mention, sentence: Sentence, told: Sequence[str]) -> Role:
    if not mention.literal:
        return "metonym"
    if not folded.text[sentence.start : mention.start].strip() and _DATELINE.match(folded.key, folded.index(mention.end)):
        return "reported_from"
    role = next((each for each in told if each not in VAGUE), None)
    if role is not None:
        return cast("Role", role)
    if mention.kind in ("country", "supranational"):
        return "mentioned"
    return "occurred"


def _along_series(inside: Sequence[tuple[int, Mention]], roles: list[Role]) -> list[Role]:
    """Carry the role of a list's first place to the rest of it: 'originaires de Taza, Guercif et Oujda'."""
    spread = list(roles)
    for position in range(1, len(inside)):
        before, here = inside[position - 1][1], inside[position][1]
        gap = here.start - before.end
        carried = spread[position - 1]
        if (
            gap <= len(" et de la ")
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
    kind = mention.resolution.place.kind if mention.resolution.place is not None else "town"
    return PRECISION.get(kind, EXACT)


def _jurisdictions(placed: list[IncidentPlace]) -> list[IncidentPlace]:
    """Make a province or region that holds an exact place of the same sentence its jurisdiction."""
    exact = [each.place for each in placed if each.role == "occurred" and each.place is not None and each.place.kind in FINE]
    quarters = [each for each in exact if each.kind in ("neighbourhood", "arrondissement")]
    return [_demoted(each) if _is_outer(each, exact, quarters) else each for each in placed]


def _is_outer(each: IncidentPlace, exact: Sequence[Place], quarters: Sequence[Place]) -> bool:
    place = each.place
    if place is None or each.role != "occurred":
        return False
    if place.kind == "region":
        return any(inner.region == place.region for inner in exact)
    if place.kind in ("province", "cercle"):
        return any(inner.province == place.province for inner in exact)
    return place.kind in ("city", "town") and any(inner.province == place.province for inner in quarters)


def _demoted(each: IncidentPlace) -> IncidentPlace:
    return IncidentPlace(place=each.place, role="jurisdiction", precision=each.precision, mentions=each.mentions)
