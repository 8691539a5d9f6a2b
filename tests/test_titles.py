"""Titles, dates and counts are said in three languages from fields alone."""

import pytest

from geo.languages.strings import INTERFACES
from geo.languages.titles import count_text, date_text, title
from geo.models import Count, EventDate, Incident, IncidentPlace, Place

CASABLANCA = Place(
    id="hcp:06.141.01.0",
    name="Casablanca",
    kind="city",
    lat=33.58,
    lon=-7.6,
    names={"fr": "Casablanca", "ar": "الدار البيضاء", "en": "Casablanca"},
)


def town(number: int) -> Place:
    return Place(id=f"x:town-{number}", name=f"Ville {number}", kind="town", lat=0.0, lon=0.0)


def incident(**fields: object) -> Incident:
    given = {"id": "i", "type": "attack", "subtype": "suicide_bombing", "stage": "completed", "discourse": "current", "confidence": 0.9}
    return Incident(**{**given, "date": EventDate(), **fields})


def occurred(*places: Place) -> tuple[IncidentPlace, ...]:
    return tuple(IncidentPlace(place=each, role="occurred", precision=1, mentions=()) for each in places)


def count(
    best: float | None, low: float | None, high: float | None, qualifier: str, what: str = "killed", *, unit: str = "person"
) -> Count:
    return Count(what=what, best=best, min=low, max=high, qualifier=qualifier, unit=unit)


ARRESTS = incident(
    type="arrest",
    subtype="cell_dismantled",
    stage="foiled",
    places=occurred(*(town(number) for number in range(10))),
    counts=(count(13, 13, 13, "exact", "arrested"),),
)
BOMBINGS = incident(
    discourse="background", places=occurred(CASABLANCA), date=EventDate(value="2003-05", precision="month", basis="explicit")
)


@pytest.mark.parametrize(
    ("given", "language", "said"),
    [
        (ARRESTS, "fr", "13 arrestations dans 10 villes : projet déjoué"),
        (ARRESTS, "en", "13 arrests in 10 towns: plot foiled"),
        (ARRESTS, "ar", "13 توقيفاً في 10 مدن: إحباط المخطط"),
        (BOMBINGS, "fr", "Attentat-suicide à Casablanca, mai 2003"),
        (BOMBINGS, "en", "Suicide bombing in Casablanca, May 2003"),
        (BOMBINGS, "ar", "تفجير انتحاري في الدار البيضاء، ماي 2003"),
        (incident(), "fr", "Attentat-suicide"),
        (incident(subtype="not_in_the_list"), "fr", "Attentat ou attaque"),
        (
            incident(type="accident", subtype="road_accident", places=occurred(CASABLANCA), counts=(count(2, 2, 2, "exact"),)),
            "ar",
            "حادثة سير في الدار البيضاء: قتيلان",
        ),
        (
            incident(type="seizure", subtype="drug_seizure", counts=(count(2, 2, 2, "exact", "seized", unit="t"),)),
            "fr",
            "Saisie de drogue : 2 t",
        ),
        (incident(type="foiled_plot", subtype="foiled_plot", stage="foiled"), "en", "Foiled plot"),
        (incident(stage="alleged"), "fr", "Attentat-suicide : à confirmer"),
    ],
)
def test_title_is_built_from_the_fields(given: Incident, language: str, said: str) -> None:
    assert title(given, language) == said


def test_countries_are_no_place_of_a_title() -> None:
    morocco = Place(id="country:MA", name="Maroc", kind="country", lat=32.0, lon=-6.0)
    assert title(incident(places=occurred(morocco)), "fr") == "Attentat-suicide"


@pytest.mark.parametrize(
    ("when", "language", "said"),
    [
        (EventDate(), "fr", "date inconnue"),
        (EventDate(value="2003-05", precision="month", basis="explicit"), "fr", "mai 2003"),
        (EventDate(value="2003", precision="year", basis="explicit"), "en", "2003"),
        (EventDate(value="2023-03-23", precision="day", basis="explicit"), "fr", "23 mars 2023"),
        (EventDate(value="2023-03-23", precision="day", basis="statement"), "fr", "annoncé le 23 mars 2023"),
        (EventDate(value="2023-03-23", precision="day", basis="statement"), "en", "announced on 23 March 2023"),
        (EventDate(value="2023-08", precision="month", basis="publication"), "ar", "غشت 2023 (حسب تاريخ النشر)"),
        (EventDate(value="2023-03-22", until="2023-03-23", precision="days", basis="relative"), "fr", "du 22 au 23 mars 2023"),
        (EventDate(value="2023-03-31", until="2023-04-01", precision="days", basis="relative"), "en", "31 March 2023 to 1 April 2023"),
        (EventDate(value="2023-03-20", until="2023-03-26", precision="week", basis="relative"), "en", "week of 20 March 2023"),
    ],
)
def test_date_is_no_finer_than_known(when: EventDate, language: str, said: str) -> None:
    assert date_text(when, language) == said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (count(13, 13, 13, "exact"), "13 morts"),
        (count(0, 0, 0, "exact"), "0 mort"),
        (count(10, 8, 12, "approx"), "environ 10 morts"),
        (count(12, 12, None, "at_least"), "au moins 12 morts"),
        (count(None, 0, 5, "at_most"), "au plus 5 morts"),
        (count(None, 8, 12, "range"), "8–12 morts"),
        (count(None, 20, None, "vague"), "20 morts ou plus"),
        (count(None, None, None, "vague"), "nombre non dit"),
        (count(1500, 1500, 1500, "exact", "seized", unit="kg"), "1\u202f500 kg"),
        (count(4, 4, 4, "exact", "unheard_of"), "4 personnes"),
    ],
)
def test_count_says_how_sure_it_is(given: Count, said: str) -> None:
    assert count_text(given, "fr") == said


def test_arabic_range_keeps_its_figures() -> None:
    assert count_text(count(None, 1, 2, "range"), "ar") == "1–2 قتلى"


@pytest.mark.parametrize("language", INTERFACES)
def test_every_title_is_one_line(language: str) -> None:
    assert "\n" not in title(ARRESTS, language)
