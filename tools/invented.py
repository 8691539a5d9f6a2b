"""Invent readings by the thousand, the same for the same number: incidents of the usual kinds, in towns by their size: `invented`."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate

from geo.gazetteer import load
from geo.models import (
    Actor,
    Article,
    Count,
    EventDate,
    Evidence,
    Incident,
    IncidentPlace,
    Mention,
    Place,
    Reading,
    Resolution,
)

SEED = 20_260_101
FIRST_DAY = date(2021, 1, 1)
DAYS = 1800
TOWNS = 6000
SETTLEMENTS = ("city", "town", "village", "commune", "neighbourhood", "natural")
OUTLETS = tuple(f"Gazette inventée {number}" for number in range(1, 25))
KINDS = (
    ("accident", "road_accident", "Un autocar s'est renversé", "killed", "morts"),
    ("arrest", "arrest", "La police a mené une opération", "arrested", "arrestations"),
    ("protest", "protest", "Des habitants ont manifesté", "injured", "blessés"),
    ("seizure", "drug_seizure", "La gendarmerie a saisi une cargaison", "arrested", "arrestations"),
    ("disaster", "flood", "Des crues ont emporté des maisons", "killed", "morts"),
    ("crime", "crime", "Une rixe a éclaté au souk", "injured", "blessés"),
)
REST = (
    "Les autorités locales se sont rendues sur les lieux et une enquête a été ouverte. Des témoins racontent que la circulation a été "
    "coupée pendant plusieurs heures. Les secours ont conduit les victimes à l'hôpital le plus proche, selon la même source."
)


def invented(number: int) -> Iterator[Reading]:
    """Give `number` readings of one incident each, one in four of them at two places and one in twenty at none that is known."""
    dice = random.Random(SEED)  # noqa: S311  not for secrets
    places = _towns()
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(places))))
    for index in range(number):
        chosen = dict.fromkeys(dice.choices(range(len(places)), cum_weights=weights, k=2 if dice.random() < 0.25 else 1))  # noqa: PLR2004
        yield _reading(index, [places[each] for each in chosen], dice)


def _towns() -> list[Place]:
    known = [each for each in load().places() if each.country == "MA" and each.kind in SETTLEMENTS]
    return sorted(known, key=lambda each: (-(each.population or 0), each.id))[:TOWNS]


def _reading(index: int, places: list[Place], dice: random.Random) -> Reading:
    kind, subtype, words, what, unit = dice.choice(KINDS)
    when, people, lost = FIRST_DAY + timedelta(days=dice.randrange(DAYS)), dice.randint(1, 40), dice.random() < 0.05  # noqa: PLR2004
    names = " et à ".join(each.name for each in places)
    text = f"{words} à {names}, le {when.isoformat()} : {people} {unit}. Dépêche {index}. {REST}"
    mentions = tuple(_mention(text, each, lost=lost) for each in places)
    start = text.index(f"{people} {unit}")
    incident = Incident(
        id=f"{index:016x}",
        type=kind,  # type: ignore[arg-type]
        subtype=subtype,
        stage="completed",
        discourse="background" if dice.random() < 0.1 else "current",  # noqa: PLR2004
        confidence=round(dice.uniform(0.4, 1), 2),
        date=EventDate(value=when.isoformat(), precision="day", basis="explicit"),
        places=tuple(
            IncidentPlace(place=None if lost else each, role="occurred", precision=dice.choice((1, 1, 1, 2)), mentions=(at,))
            for at, each in enumerate(places)
        ),
        counts=(Count(what=what, best=people, min=people, max=people, qualifier="exact", start=start, end=start + len(str(people))),),
        actors=(Actor(name=f"Brigade {dice.randint(1, 400)}", role="authority", attribution=None, start=0, end=1),),
        evidence=(Evidence(field="type", start=0, end=len(words), quote=words),),
    )
    published = (when + timedelta(days=1)).isoformat()
    article = Article(
        text=text,
        source=f"depeche-{index}.txt",
        outlet=dice.choice(OUTLETS),
        title=f"{words} à {names}",
        language="fr",
        published=published,
    )
    return Reading(article=article, language="fr", mentions=mentions, incidents=(incident,))


def _mention(text: str, place: Place, *, lost: bool) -> Mention:
    start = text.index(place.name)
    reason = "aucune entrée de ce nom" if lost else None
    found = Resolution(place=None if lost else place, nil_reason=reason, confidence=0.9, why="le seul lieu de ce nom")
    return Mention(
        text=place.name, start=start, end=start + len(place.name), kind="settlement", literal=True, method="gazetteer", resolution=found
    )
