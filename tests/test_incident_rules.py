"""The coding rules of incidents hold alike in the four languages."""

import pytest

from geo.models import Article, Incident
from geo.pipeline import parse

DAY = "2025-03-14"  # a Friday


def told(language: str, text: str, published: str | None = DAY) -> list[Incident]:
    return list(parse(Article(text=text, source="test", language=language, published=published)).incidents)


def places(incident: Incident, role: str = "occurred") -> list[str]:
    return sorted(each.place.name for each in incident.places if each.role == role and each.place is not None)


def counts(incident: Incident) -> dict[str, tuple[float | None, float | None, float | None]]:
    found: dict[str, tuple[float | None, float | None, float | None]] = {}
    for each in incident.counts:
        found.setdefault(each.what, (each.best, each.min, each.max))
    return found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La cour de Rabat a condamné mardi à dix ans de prison un homme pour le meurtre d'un voisin à Salé le 3 mai 2024."),
        ("en", "A court in Rabat on Tuesday sentenced a man to ten years in prison for the murder of a neighbour in Salé on 3 May 2024."),
        (
            "es",
            "La audiencia de Rabat condenó el martes a diez años a un joven por el asesinato de su vecino en Salé el 3 de mayo de 2024.",
        ),
        ("ar", "قضت محكمة الرباط يوم الثلاثاء بالسجن عشر سنوات في حق رجل أقدم على قتل جاره بسلا يوم 3 ماي 2024."),
    ],
)
def test_a_crime_with_its_own_day_and_its_verdict_are_two_incidents(language: str, text: str) -> None:
    trial, crime = sorted(told(language, text), key=lambda each: each.type, reverse=True)
    assert (trial.type, trial.discourse, trial.date.value, places(trial)) == ("trial", "current", "2025-03-11", ["Rabat"])
    assert (crime.type, crime.discourse, crime.date.value, places(crime)) == ("crime", "background", "2024-05-03", ["Salé"])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le tribunal de Rabat a condamné mardi un homme à dix ans de prison pour vol, agression et incendie."),
        ("en", "A court in Rabat on Tuesday sentenced a man to ten years in prison for robbery, rape and arson."),
        ("es", "Un tribunal de Rabat condenó el martes a un hombre a diez años de cárcel por robo con violencia, agresión e incendio."),
        ("ar", "قضت محكمة الرباط يوم الثلاثاء بإدانة رجل بعشر سنوات سجنا من أجل السرقة الموصوفة والاغتصاب."),
    ],
)
def test_mere_charges_are_part_of_the_trial(language: str, text: str) -> None:
    assert [(each.type, each.discourse) for each in told(language, text)] == [("trial", "current")]


def test_what_a_trial_article_says_of_the_deed_without_day_or_place_is_no_news() -> None:
    found = told(
        "fr",
        "La cour d'appel de Fès a condamné jeudi six hommes à cinq ans de prison.\n\n"
        "Des manifestants avaient affronté les gendarmes, qui ont ouvert le feu. Une voiture a pris feu.",
    )
    assert [each.type for each in found] == ["trial"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La police a mené une opération samedi. Quatre hommes ont été interpellés à Fès."),
        ("en", "Police raided a house on Saturday. Four men were arrested in Fez."),
        ("es", "La policía actuó el sábado. Cuatro hombres fueron detenidos en Fez."),
        ("ar", "تحركت الشرطة يوم السبت. وتم توقيف أربعة أشخاص بفاس."),
    ],
)
def test_the_sentence_beside_tells_the_day(language: str, text: str) -> None:
    (found,) = told(language, text)
    assert (found.date.value, places(found)) == ("2025-03-08", ["Fès"])


def test_a_line_of_another_story_tells_no_day() -> None:
    found = told("fr", "Un policier arrête un voleur à Fès\n\nRabat : un concert samedi\n\nTanger : ouverture d'un musée\n")
    assert [each.date.value for each in found] == [None]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Un incendie a fait sept morts lundi à Fès. Un premier bilan faisait état de neuf morts."),
        ("en", "A fire broke out in Fez on Monday, killing seven people. An earlier toll put the number of dead at nine."),
        ("es", "Un incendio causó el lunes siete muertos en Fez. Un balance anterior hablaba de nueve muertos."),
        ("ar", "خلف حريق يوم الاثنين بفاس سبعة قتلى. وكانت حصيلة أولية تحدثت عن تسعة قتلى."),
    ],
)
def test_the_newest_figure_stands_first_and_spans_all(language: str, text: str) -> None:
    (found,) = told(language, text)
    assert counts(found)["killed"] == (7, 7, 9)
    assert [each.best for each in found.counts if each.what == "killed"] == [7, 9]


def test_an_official_figure_stands_before_what_witnesses_say() -> None:
    (found,) = told("en", "A fire in Fez on Monday killed four people. According to residents, the toll is six dead.")
    assert [each.best for each in found.counts if each.what == "killed"] == [4, 6]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Police arrested two men in Fez and another three in Meknes on Monday.", 5),
        ("en", "A man aged 34 and his brother were arrested in Fez on Monday.", 2),
        ("es", "La policía detuvo el lunes a dos hombres en Fez y a otros tres en Mequinez.", 5),
        ("es", "Un hombre de 34 años y su hermano fueron detenidos el lunes en Fez.", 2),
    ],
)
def test_persons_told_side_by_side_are_added_up(language: str, text: str, expected: int) -> None:
    (found,) = told(language, text)
    assert counts(found)["arrested"] == (expected, expected, expected)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Un autocar s'est renversé lundi entre Midelt et Azrou, à Timahdite, faisant trois morts."),
        ("en", "A coach overturned on Monday between Midelt and Azrou, at Timahdite, killing three people."),
        ("es", "Un autobús volcó el lunes entre Midelt y Azrou, en Timahdite, y murieron tres personas."),
    ],
)
def test_what_the_scene_lies_between_is_no_scene(language: str, text: str) -> None:
    (found,) = told(language, text)
    assert places(found) == ["Timahdite"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Mardi, une barque a chaviré à Dakhla. Les corps de deux passagers ont été repêchés jeudi."),
        ("en", "A boat capsized on Tuesday off Dakhla. The bodies of two passengers were recovered on Thursday."),
        ("es", "Una patera naufragó el martes frente a Dajla. Los cuerpos de dos pasajeros fueron hallados el jueves."),
    ],
)
def test_bodies_that_are_found_are_those_of_the_accident(language: str, text: str) -> None:
    assert [(each.type, each.date.value) for each in told(language, text)] == [("accident", "2025-03-11")]


def test_a_crime_at_a_match_is_no_sport() -> None:
    assert [each.type for each in told("fr", "Un supporter a été poignardé lundi à Rabat après le match.")] == ["crime"]


def test_those_who_died_at_the_same_kind_of_event_long_ago_are_background() -> None:
    found = told("fr", "Un immeuble s'est effondré mardi à Fès. En février 2010, 41 personnes avaient péri à Meknès.")
    assert [(each.type, each.discourse, each.date.value) for each in found] == [
        ("accident", "current", "2025-03-11"),
        ("accident", "background", "2010-02"),
    ]


def test_a_day_to_come_is_not_that_of_what_happened() -> None:
    (found,) = told("fr", "Deux hommes arrêtés à Oujda seront présentés mardi 18 mars au parquet.")
    assert found.date.value is None


def test_a_figure_of_a_year_without_a_town_is_a_total() -> None:
    assert told("es", "Según el ministerio, en 2024 hubo 52 feminicidios.") == []


@pytest.mark.parametrize(
    ("language", "text", "what"),
    [
        ("fr", "Nador, 29 juin 2023 - Le corps sans vie d'un homme a été découvert mardi à Nador.", "killed"),
        ("en", "Rabat, April 25, 2023 - Police arrested one person in Nador on Monday.", "arrested"),
    ],
)
def test_the_year_of_a_dateline_is_no_figure(language: str, text: str, what: str) -> None:
    (incident,) = told(language, text)
    assert counts(incident)[what] == (1, 1, 1)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "fr",
            "Incendie de forêt à Chefchaouen\n\nQuarante hectares ont été perdus lundi dans la forêt de Derdara.",
            ["Chefchaouen", "Derdara"],
        ),
        (
            "es",
            "Dos muertos en un accidente de tráfico cerca de Alhucemas\n\nDos personas murieron el jueves cerca de Targuist.",
            ["Al Hoceima", "Targuist"],
        ),
    ],
)
def test_the_lead_tells_where_what_its_heading_names_took_place(language: str, text: str, expected: list[str]) -> None:
    (incident,) = told(language, text)
    assert places(incident) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La Marine royale a intercepté jeudi deux embarcations au large de Larache et saisi deux tonnes de chira."),
        ("es", "La Marina Real interceptó el jueves una lancha frente a Larache y se incautó de dos toneladas de hachís."),
    ],
)
def test_a_boat_with_drugs_is_a_seizure_and_no_migration(language: str, text: str) -> None:
    assert [each.type for each in told(language, text)] == ["seizure"]


@pytest.mark.parametrize(
    ("language", "text", "role", "town"),
    [
        ("fr", "Un autocar qui venait de Casablanca s'est renversé jeudi près de Settat, faisant trois morts.", "origin", "Casablanca"),
        ("ar", "غرق قارب كان متجها إلى مليلية قبالة سواحل الناظور يوم الخميس، ولقي أربعة أشخاص مصرعهم.", "destination", "Melilla"),
        (
            "es",
            "Cinco detenidos en Nador se preparaban para fabricar explosivos con el fin de atacar hoteles en Casablanca.",
            "planned_target",
            "Casablanca",
        ),
    ],
)
def test_where_it_came_from_went_to_or_was_meant_for_is_no_scene(language: str, text: str, role: str, town: str) -> None:
    (incident,) = told(language, text)
    assert places(incident, role) == [town]
    assert town not in places(incident)


def test_an_earlier_toll_does_not_make_a_flood_one_of_the_past() -> None:
    text = "ارتفعت حصيلة الفيضانات التي ضربت مدينة آسفي يوم الأحد إلى 37 قتيلا، بعدما كانت حصيلة سابقة قد تحدثت عن 21 قتيلا."
    (incident,) = told("ar", text)
    assert (incident.discourse, incident.date.value, counts(incident)["killed"]) == ("current", "2025-03-09", (37, 21, 37))


@pytest.mark.parametrize(
    "text", ["Police in Fez arrest man over stabbing of two tourists.", "Police arrest man suspected of robbing three shops."]
)
def test_who_was_hurt_was_not_arrested(text: str) -> None:
    assert all(each.best == 1 for incident in told("en", text) for each in incident.counts if each.what == "arrested")


@pytest.mark.parametrize(
    ("language", "text", "kind", "figures"),
    [
        ("fr", "Explosion à Settat : quatre blessés.", "explosion", {"injured": 4}),
        ("fr", "Quatre ouvriers ont été blessés dans une explosion à Settat.", "explosion", {"injured": 4}),
        ("en", "An explosion injured four workers in Settat.", "explosion", {"injured": 4}),
        ("en", "A man died in a fire in Settat.", "fire", {"killed": 1}),
        ("es", "Una explosión deja cuatro heridos en Settat.", "explosion", {"injured": 4}),
        ("ar", "انفجار بسطات يخلف أربعة جرحى.", "explosion", {"injured": 4}),
        ("ar", "أصيب أربعة عمال في انفجار بمدينة سطات.", "explosion", {"injured": 4}),
    ],
)
def test_a_brief_of_one_sentence_tells_an_incident(language: str, text: str, kind: str, figures: dict[str, int]) -> None:
    (found,) = told(language, text)
    assert (found.type, found.subtype, places(found)) == ("accident", kind, ["Settat"])
    assert {what: best for what, (best, _, _) in counts(found).items()} == figures


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "L'explosion des cas de rougeole à Settat a fait craindre le pire, deux morts étant redoutés."),
        ("fr", "Les ménages de Settat sont étranglés par l'explosion des prix."),
        ("fr", "Settat a sa part dans l'explosion de la dette."),
        ("en", "An explosion of anger in Settat left the coalition badly wounded."),
        ("es", "La explosión de los precios en Settat deja muertos de miedo a los comerciantes."),
        ("ar", "حذر خبراء بسطات من انفجار ديمغرافي خلف ضغطا على المدارس."),
    ],
)
def test_an_explosion_of_prices_hurts_nobody(language: str, text: str) -> None:
    assert [each for each in told(language, text) if each.subtype == "explosion"] == []


@pytest.mark.parametrize(
    ("language", "text", "subtype"),
    [
        ("fr", "Une femme tuée par son mari à Safi.", "homicide"),
        ("fr", "Incendie dans un souk de Safi, aucun blessé.", "fire"),
        ("fr", "Incendie dans un souk de Safi : aucun blessé n'est à déplorer.", "fire"),
        ("en", "Three drown off a beach in Safi.", "drowning"),
        ("en", "Security forces clash with protesters in Safi.", "riot"),
    ],
)
def test_headlines_name_what_happened(language: str, text: str, subtype: str) -> None:
    assert [(each.subtype, places(each)) for each in told(language, text)] == [(subtype, ["Safi"])]


def test_who_is_killed_by_a_lorry_is_not_murdered() -> None:
    assert [each.type for each in told("fr", "Une femme tuée par un camion à Safi dans un accident.")] == ["accident"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Horns drown out the speeches in Safi."),
        ("en", "Farmers around Safi drown in debt."),
        ("en", "Ministers clash over the budget in Rabat."),
        ("en", "Raja will clash with Wydad in Casablanca on Sunday."),
        ("fr", "Aucun incendie n'a été signalé à Safi."),
    ],
)
def test_figures_of_speech_and_what_did_not_happen_tell_nothing(language: str, text: str) -> None:
    assert told(language, text) == []


def test_a_prison_is_where_somebody_is_held_and_no_scene_but_of_what_is_told_of_it() -> None:
    (crime,) = told("fr", "Le meurtre a eu lieu mardi à Settat ; le suspect, depuis Oukacha, nie.")
    assert (places(crime), places(crime, "detained_at")) == (["Settat"], ["prison d'Oukacha"])
    (riot,) = told("fr", "Une mutinerie a éclaté mardi à la prison d'Oukacha.")
    assert places(riot) == ["prison d'Oukacha"]
