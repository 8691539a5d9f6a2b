"""Say whether a place answered is the place meant: `is_right`."""

from geo.models.distance import distance_km
from geo.scoring.answers import Point
from geo.scoring.gold import GoldMention

RADIUS_KM = {"region": 120.0, "natural": 120.0, "province": 60.0}
TOWN_RADIUS_KM = 20.0
CONTINENT_RADIUS_KM = 2500.0
VAST = frozenset({"supranational", "natural", "pass"})


def is_right(gold: GoldMention, answered: Point | None) -> bool:
    """Compare by what a place of that kind can be held to.

    A country by its code; continents and seas by their kind and within 2500 km; regions and natural features within 120 km,
    provinces within 60 km, the rest within 20 km.
    """
    if answered is None:
        return False
    if gold.kind == "supranational" or (gold.kind == "natural" and not gold.country):
        return answered.kind in VAST and _is_within(gold, answered, CONTINENT_RADIUS_KM, unknown=True)
    if gold.kind == "country":
        return gold.lat is not None and answered.kind == "country" and answered.country == gold.country
    return _is_within(gold, answered, RADIUS_KM.get(gold.kind, TOWN_RADIUS_KM), unknown=False)


def _is_within(gold: GoldMention, answered: Point, radius: float, *, unknown: bool) -> bool:
    if gold.lat is None or gold.lon is None:
        return unknown
    return distance_km(gold.lat, gold.lon, answered.lat, answered.lon) <= radius
