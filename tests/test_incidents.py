import pytest

from geo.models import Incident
from tests.conftest import french

DAY = "2025-03-14"


def told(text: str, published: str | None = DAY) -> list[Incident]:
    return list(french(text, published).incidents)


def places(incident: Incident, role: str = "occurred") -> list[str]:
    return [each.place.name for each in incident.places if each.role == role and each.place is not None]


def test_arrests_in_several_towns_are_one_incident_and_the_count_is_not_copied() -> None:
    found = told("La police a arrêté, mercredi, 6 suspects à Fès, Taza et Guercif.")
    assert len(found) == 1
    assert sorted(places(found[0])) == ["Fès", "Guercif", "Taza"]
    assert [each.best for each in found[0].counts] == [6]
    assert found[0].date.value == "2025-03-12"


@pytest.mark.parametrize(
    "text",
    [
        "Des dizaines de cellules terroristes ont été démantelées depuis 2015.",
        "Le ministère a démenti qu'un attentat ait eu lieu à Fès.",
        "Aucun accident n'a été signalé à Taza.",
        "Un film raconte l'attentat de Casablanca.",
        "Les autorités luttent contre le terrorisme à Fès.",
        "",
    ],
)
def test_totals_denials_and_fiction_are_no_incidents(text: str) -> None:
    assert told(text) == []


def test_roles_other_than_occurred_are_told_apart() -> None:
    found = told(
        "Un homme originaire de Taza et résidant à Nador a été arrêté à Oujda, jeudi. Il projetait de s'en prendre à une gare de Kénitra. "
        "Il a été transféré à la prison de Salé et sera présenté au parquet de Rabat."
    )
    assert len(found) == 1
    assert places(found[0]) == ["Oujda"]
    assert places(found[0], "origin") == ["Taza"]
    assert places(found[0], "residence") == ["Nador"]
    assert places(found[0], "planned_target") == ["Kénitra"]
    assert places(found[0], "tried_at") == ["Rabat"]


def test_near_and_at_sea_have_their_precision() -> None:
    near = told("Un autocar s'est renversé près de Midelt, faisant trois morts.")[0]
    assert [(each.place.name, each.precision) for each in near.places if each.place] == [("Midelt", 2)]
    sea = told("Le naufrage d'une barque au large de Dakhla a fait quatre morts.")[0]
    assert [(each.place.name, each.precision) for each in sea.places if each.place] == [("Dakhla", 7)]


def test_the_province_of_a_town_in_the_sentence_is_its_jurisdiction() -> None:
    found = told("Un incendie s'est déclaré à Zerkten, dans la province d'Al Haouz.")[0]
    assert places(found) == ["Zerkten"]
    assert places(found, "jurisdiction") == ["Al Haouz"]


def test_what_is_not_confirmed_is_alleged_and_apart() -> None:
    found = told("La police a arrêté deux suspects à Fès. Un troisième homme aurait été arrêté à Oujda.")
    assert [each.stage for each in found] == ["completed", "alleged"]


def test_the_past_is_background_and_its_own_incident() -> None:
    found = told("Un séisme a été ressenti mercredi à Al Hoceima. En février 2004, un séisme avait fait 628 morts à Imzouren.")
    assert [(each.discourse, each.date.value) for each in found] == [("current", "2025-03-12"), ("background", "2004-02")]


def test_two_accidents_in_two_towns_are_two() -> None:
    found = told("Un camion s'est renversé à Fès, mercredi, faisant un mort. Le même jour, une collision a fait deux blessés à Errachidia.")
    assert [places(each) for each in found] == [["Fès"], ["Errachidia"]]
    assert found[1].date.value == "2025-03-12"


def test_boilerplate_tells_of_nothing() -> None:
    assert told("Lire aussi : Arrestation de trois suspects à Fès\n\nArticles similaires") == []


def test_the_same_text_gives_the_same_ids() -> None:
    text = "La police a arrêté 6 suspects à Fès."
    assert [each.id for each in told(text)] == [each.id for each in told(text)]


def test_another_affair_of_the_same_kind_is_another_incident() -> None:
    found = told(
        "La cour d'appel de Fès a condamné jeudi quatre prévenus à dix ans de prison.\n\n"
        "Dans une autre affaire, le tribunal d'Oujda a reporté au 28 mars le procès d'un passeur."
    )
    assert [(places(each), each.date.value) for each in found] == [(["Fès"], "2025-03-13"), (["Oujda"], "2025-03-28")]


def test_where_an_earthquake_was_felt_is_no_scene() -> None:
    (found,) = told(
        "Une secousse tellurique a été enregistrée lundi dans la province d'Azilal. L'épicentre se situe à Demnate. "
        "La secousse a été ressentie à Marrakech, Safi et, plus faiblement, à Essaouira."
    )
    assert places(found) == ["Demnate"]
    assert places(found, "jurisdiction") == ["Azilal"]
    assert places(found, "mentioned") == ["Marrakech", "Safi", "Essaouira"]


def test_that_of_stands_for_the_event_told_before() -> None:
    found = told(
        "Un séisme a secoué Midelt mercredi. En février 2004, un séisme avait tué 628 personnes à Imzouren. "
        "Celui d'Agadir avait fait 12.000 morts en 1960."
    )
    assert [(places(each), each.date.value) for each in found] == [
        (["Midelt"], "2025-03-12"),
        (["Imzouren"], "2004-02"),
        (["Agadir"], "1960"),
    ]


@pytest.mark.parametrize(
    "text", ["Suite au séisme, l'école de Taroudant a rouvert ses portes.", "Au lendemain du séisme, Ali a quitté Taroudant."]
)
def test_a_disaster_that_dates_something_else_is_no_incident(text: str) -> None:
    assert told(text) == []


def test_the_dateline_is_no_date_of_the_event_and_anchors_where_nothing_else_does() -> None:
    text = "Rabat, 14 mars 2025 (AB) - Un incendie s'est déclaré mercredi à Zagora, faisant deux blessés."
    for published in (DAY, None):
        (found,) = told(text, published)
        assert found.date.value == "2025-03-12"
        assert (places(found), places(found, "reported_from")) == (["Zagora"], ["Rabat"])


def test_what_is_near_is_mentioned_where_the_scene_is_told() -> None:
    (found,) = told("Un autocar s'est renversé mercredi à Itzer, près de Midelt, faisant trois morts.")
    assert (places(found), places(found, "mentioned")) == (["Itzer"], ["Midelt"])
