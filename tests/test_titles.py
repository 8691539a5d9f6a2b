"""Titles, dates and counts are said in three languages from fields alone."""

import csv
from typing import get_args

import pytest

from geo.languages.strings import INTERFACES
from geo.languages.titles import claims_text, count_text, date_text, grouped, places_text, title
from geo.models import Count, EventDate, Incident, IncidentPlace, IncidentType, Place, PlaceKind
from geo.settings import data_folder

CASABLANCA = Place(
    id="hcp:06.141.01.0",
    name="Casablanca",
    kind="city",
    lat=33.58,
    lon=-7.6,
    names={"fr": "Casablanca", "ar": "الدار البيضاء", "en": "Casablanca"},
)


def subtypes() -> list[str]:
    with (data_folder() / "subtypes.csv").open(encoding="utf-8", newline="") as file:
        return [row["subtype"] for row in csv.DictReader(file)]


def town(number: int) -> Place:
    return Place(id=f"x:town-{number}", name=f"Ville {number}", kind="town", lat=0.0, lon=0.0)


def incident(**fields: object) -> Incident:
    given = {"id": "i", "type": "attack", "subtype": "suicide_bombing", "stage": "completed", "discourse": "current", "confidence": 0.9}
    return Incident(**{**given, "date": EventDate(), **fields})


def occurred(*places: Place) -> tuple[IncidentPlace, ...]:
    return tuple(IncidentPlace(place=each, role="occurred", precision=1, mentions=()) for each in places)


def aimed_at(*places: Place) -> tuple[IncidentPlace, ...]:
    return tuple(IncidentPlace(place=each, role="planned_target", precision=1, mentions=()) for each in places)


def at(name: str, *, kind: PlaceKind = "town", precision: int = 1) -> Incident:
    spot = Place(id="x:spot", name=name, kind=kind, lat=0.0, lon=0.0)
    return incident(subtype="bombing", places=(IncidentPlace(place=spot, role="occurred", precision=precision, mentions=()),))


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
        (incident(discourse="negated"), "en", "Suicide bombing: denied"),
        (
            incident(type="foiled_plot", stage="foiled", counts=(count(2, 2, None, "at_least", "arrested"),), places=aimed_at(CASABLANCA)),
            "fr",
            "Au moins 2 arrestations (cible : Casablanca) : projet déjoué",
        ),
        (incident(type="trial", subtype="verdict", counts=(count(2, 2, 2, "exact", "convicted"),)), "ar", "حكم قضائي: مدانان"),
        (
            incident(
                type="seizure",
                subtype="weapons_seizure",
                counts=(count(3, 3, 3, "exact", "weapons", unit="item"), count(1, 1, 1, "exact", "arrested")),
            ),
            "fr",
            "Saisie d'armes : 3 armes ou munitions, 1 arrestation",
        ),
    ],
)
def test_title_is_built_from_the_fields(given: Incident, language: str, said: str) -> None:
    assert title(given, language) == said


@pytest.mark.parametrize(
    ("given", "language", "said"),
    [
        (at("Le Caire"), "fr", "Attentat à la bombe au Caire"),
        (at("Les Eaux"), "fr", "Attentat à la bombe aux Eaux"),
        (at("Essaouira", precision=7), "fr", "Attentat à la bombe au large d'Essaouira"),
        (at("Le Port", precision=2), "fr", "Attentat à la bombe près du Port"),
        (at("Dakhla", precision=7), "en", "Bombing off Dakhla"),
        (at("Tata", kind="province", precision=3), "fr", "Attentat à la bombe, Tata (province)"),
        (at("Tata", kind="province", precision=3), "ar", "تفجير، Tata (إقليم)"),
        (at("Le Caire"), "en", "Bombing in Le Caire"),
    ],
)
def test_title_says_how_near_and_what_kind_of_place(given: Incident, language: str, said: str) -> None:
    assert title(given, language) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "لا قتلى"),
        (1, "قتيل واحد"),
        (2, "قتيلان"),
        (3, "3 قتلى"),
        (10, "10 قتلى"),
        (11, "11 قتيلاً"),
        (99, "99 قتيلاً"),
        (100, "100 قتيل"),
        (103, "103 قتلى"),
        (111, "111 قتيلاً"),
    ],
)
def test_arabic_counts_with_its_six_forms(number: float, said: str) -> None:
    assert count_text(count(number, number, number, "exact"), "ar") == said
    assert count_text(count(number, number, None, "at_least"), "ar") == f"{said} على الأقل"


@pytest.mark.parametrize("language", INTERFACES)
@pytest.mark.parametrize("subtype", subtypes())
def test_every_subtype_of_every_type_has_a_title(language: str, subtype: str) -> None:
    for kind in get_args(IncidentType):
        said = title(incident(type=kind, subtype=subtype, places=occurred(CASABLANCA), counts=(count(2, 2, 2, "exact"),)), language)
        assert said == said.strip()
        assert 0 < len(said) <= 120
        assert "{" not in said
        assert "_" not in said


def test_places_say_whether_they_were_only_aimed_at() -> None:
    assert places_text(incident(places=occurred(town(1), town(2))), "fr") == "Ville 1, Ville 2"
    assert places_text(incident(places=aimed_at(CASABLANCA)), "fr") == "cible : Casablanca"
    assert places_text(incident(), "fr") == ""


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


def test_claims_that_differ_are_one_line_and_those_that_agree_stay_as_they_are() -> None:
    five, seven = count(5, 5, None, "at_least"), count(7, 7, 7, "exact")
    assert claims_text([seven, five], "fr") == "de 5 à 7 morts, selon les sources"
    assert claims_text([seven, five], "en") == "from 5 to 7 killed, by source"
    assert claims_text([seven, five], "ar") == "من 5 إلى 7 قتلى، حسب المصادر"
    assert claims_text([five, five], "fr") == "au moins 5 morts"
    assert claims_text([seven, count(7, 7, None, "at_least")], "fr") == "7 morts, au moins 7 morts"


def test_claims_are_grouped_by_what_is_counted() -> None:
    dead, hurt, weight = count(5, 5, 5, "exact"), count(1, 1, 1, "exact", "injured"), count(5, 5, 5, "exact", unit="kg")
    assert grouped([dead, hurt, dead, weight]) == [[dead, dead], [hurt], [weight]]


def test_arabic_range_keeps_its_figures() -> None:
    assert count_text(count(None, 1, 2, "range"), "ar") == "1 إلى 2 قتلى"


@pytest.mark.parametrize("language", INTERFACES)
def test_every_title_is_one_line(language: str) -> None:
    assert "\n" not in title(ARRESTS, language)


def test_french_writes_the_first_of_a_month_as_an_ordinal() -> None:
    first = EventDate(value="2025-10-01", precision="day", basis="explicit")
    span = EventDate(value="2025-10-01", until="2025-10-03", precision="days", basis="explicit")
    assert (date_text(first, "fr"), date_text(first, "en")) == ("1er octobre 2025", "1 October 2025")
    assert "1er" in date_text(span, "fr")
