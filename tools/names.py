"""Bring the names of Moroccan places into the form in which they ship: `finish_names`, `add_variants`."""

from geo.languages.folding import fold
from tools.reviewed import read
from tools.tables import HOME, LEVELS, Gazetteer
from tools.variants import arabic_variants, latin_variants


def finish_names(gazetteer: Gazetteer) -> None:
    """Give places their reviewed names, the chief ones for display, and take the dirty names of GeoNames away.

    Raises:
        ValueError: Several places of one level bear a name, and it is not among the reviewed homonyms.
    """
    _drop_dirty(gazetteer)
    for row in read("morocco_names.csv"):
        if row["chief"]:
            gazetteer.rename(row["place"], row["lang"], row["name"])
        gazetteer.call_reviewed(row["place"], row["name"], lang=row["lang"], flag=row["flag"])
    collisions = gazetteer.collisions({row["fold"] for row in read("homonyms.csv")})
    if collisions:
        lines = "\n".join(collisions)
        raise ValueError(f"names that several places bear; flag them in morocco_names.csv or list them in homonyms.csv:\n{lines}")


def _drop_dirty(gazetteer: Gazetteer) -> None:
    for row in read("dirty.csv"):
        if row["action"] == "name":
            for place in list(gazetteer.places.values()):
                if row["geonames"] in ("*", place.geonames, place.id.removeprefix("geonames:")) and fold(place.name) != fold(row["name"]):
                    gazetteer.drop_name(place.id, row["name"])


def add_variants(gazetteer: Gazetteer) -> None:
    """Spell every Moroccan name the other ways the press writes it.

    A variant is never stronger than its name, and it is rare where another place of its level bears it as a name of its own.
    """
    bearers = gazetteer.bearers()
    for row in list(gazetteer.names()):
        place = gazetteer.places[row.place]
        if place.country not in HOME or place.kind == "country" or row.flag == "rare":
            continue
        level = LEVELS.get(place.kind, "")
        respell = arabic_variants if row.name[:1] > "\u0600" else latin_variants
        for variant in respell(row.name):
            outshone = bearers.get((level, fold(variant)), set()) - {place.id}
            gazetteer.call(row.place, variant, lang=row.lang, flag="rare" if outshone else row.flag)
