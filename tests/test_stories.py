"""What whole articles tell: which sentences go on about an event, which begin another, which only play one."""

import pytest

from geo.models import Article, Incident
from geo.pipeline import parse
from tests.test_incident_rules import counts, places

DAY = "2025-03-14"  # a Friday


def told(language: str, text: str, published: str = DAY) -> list[Incident]:
    return list(parse(Article(text=text, source="test", language=language, published=published)).incidents)


def kinds(incidents: list[Incident]) -> list[tuple[str, str, list[str]]]:
    return [(each.subtype, each.discourse, places(each)) for each in incidents]


def test_the_name_that_heads_a_paragraph_places_it() -> None:
    found = told(
        "fr",
        "Les faits divers de la semaine\n\nOujda. Un incendie a ravagé mardi trois échoppes de la médina.\n\n"
        "Tiznit. Une centaine d'infirmiers ont observé jeudi un sit-in devant l'hôpital.",
    )
    assert kinds(found) == [("fire", "current", ["Oujda"]), ("protest", "current", ["Tiznit"])]


def test_a_headed_paragraph_is_a_story_of_its_own() -> None:
    found = told(
        "en",
        "Crime in brief\n\nSETTAT: A man stabbed his wife to death on Tuesday.\n\n"
        "MEKNES: A guard was stabbed on Wednesday in a robbery. A suspect was arrested hours later.",
    )
    assert [(places(each), counts(each).get("arrested")) for each in found] == [(["Settat"], None), (["Meknès"], (1, 1, 1))]


def test_a_heading_of_many_stories_tells_none_of_them() -> None:
    found = told(
        "fr",
        "Meurtre à Settat, incendie à Fès et saisie de chira à Nador\n\nSettat. Un homme a été tué à coups de couteau mardi.\n\n"
        "Fès. Un incendie a détruit un atelier mercredi.",
    )
    assert [places(each) for each in found] == [["Settat"], ["Fès"]]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Un polar venu du Sud\n\nUn braqueur poignarde son gardien à Guelmim : c'est le point de départ du long-métrage."),
        ("es", "Ensayo en el puerto de Tánger\n\nEl simulacro recreaba el incendio de un ferry con seis muertos y quince heridos."),
        ("en", "Port holds a rescue drill\n\nA simulated explosion at the port of Agadir left twelve people dead on paper on Tuesday."),
    ],
)
def test_what_is_only_played_did_not_happen(language: str, text: str) -> None:
    assert told(language, text) == []


def test_the_town_of_the_heading_is_the_scene_where_no_other_is_told() -> None:
    (found,) = told("fr", "Figuig : l'eau, encore et toujours\n\nVendredi, la population de l'oasis est descendue dans la rue.")
    assert (found.type, places(found), found.date.value) == ("protest", ["Figuig"], "2025-03-14")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Un gardien a été tué à coups de couteau à Settat. Les faits remontent à la nuit de mardi à mercredi."),
        ("en", "A guard was stabbed to death in Settat. The incident took place on the night of Tuesday to Wednesday."),
        ("es", "Un vigilante fue asesinado en Settat. Los hechos ocurrieron en la noche del martes al miércoles."),
    ],
)
def test_the_day_of_the_facts_is_that_of_the_event(language: str, text: str) -> None:
    (found,) = told(language, text)
    assert (found.date.value, found.date.until) == ("2025-03-11", "2025-03-12")


def test_the_towns_that_were_struck_are_those_of_the_disaster() -> None:
    (found,) = told(
        "fr", "Des pluies diluviennes ont fait quatre morts samedi à Goulmima. Tinghir et Rissani ont été les plus durement frappées."
    )
    assert places(found) == ["Goulmima", "Rissani", "Tinghir"]


def test_a_like_accident_is_remembered_with_its_victims() -> None:
    found = told(
        "fr",
        "Onze personnes ont été tuées mardi dans une collision à Taza. Un drame analogue avait frappé Guercif en mai 2022. "
        "Dix-neuf passagers y avaient laissé la vie.",
    )
    assert [(each.discourse, places(each), counts(each)["killed"]) for each in found] == [
        ("current", ["Taza"], (11, 11, 11)),
        ("background", ["Guercif"], (19, 19, 19)),
    ]


def test_what_goes_on_about_a_remembered_event_is_remembered() -> None:
    found = told(
        "en",
        "Some 200 people gathered in front of parliament in Rabat on Monday. "
        "The earthquake of 8 September 2023 left 2,900 people dead in Amizmiz. Its epicentre lay in Ighil.",
    )
    assert kinds(found) == [("protest", "current", ["Rabat"]), ("earthquake", "background", ["Amizmiz", "Ighil"])]


def test_what_happened_weeks_before_the_news_is_remembered() -> None:
    found = told("fr", "Sept hommes ont été arrêtés jeudi à Sefrou. Trois autres avaient été interpellés le 20 février à Settat.")
    assert kinds(found) == [("arrest", "current", ["Sefrou"]), ("arrest", "background", ["Settat"])]


def test_what_happened_days_ago_is_news_in_any_tense() -> None:
    found = told("en", "A boat sank off Boujdour on Tuesday. Two men who had been in hospital were arrested on Thursday in Laayoune.")
    assert [each.discourse for each in found] == ["current", "current"]


def test_those_arrested_in_a_clash_are_told_paragraphs_later() -> None:
    (found,) = told(
        "fr",
        "Des heurts ont éclaté mercredi à Skhirat.\n\nLes pelleteuses étaient là dès l'aube.\n\n« On nous chasse », dit une mère.\n\n"
        "Douze personnes, dont trois mineurs, ont été conduites au poste ; quatre d'entre elles seront poursuivies en état de liberté.",
    )
    assert (found.type, counts(found)["arrested"]) == ("clash", (12, 12, 12))


@pytest.mark.parametrize(
    ("head", "place", "day"),
    [
        ("RABAT, March 14 - Police arrested a man in Settat on Thursday.", "Settat", "2025-03-13"),
        ("NADOR, Morocco (Agency name) - Police arrested a man in Settat on Thursday.", "Settat", "2025-03-13"),
    ],
)
def test_a_dateline_is_not_where_and_when_it_happened(head: str, place: str, day: str) -> None:
    (found,) = told("en", head)
    assert (places(found), found.date.value) == ([place], day)


def test_the_nearest_day_is_that_of_the_event() -> None:
    (found,) = told(
        "fr",
        "Les recherches ont pris fin mardi sur le site de la maison qui s'est écroulée dans la nuit de samedi à dimanche à Tétouan.",
    )
    assert (found.date.value, found.date.until) == ("2025-03-08", "2025-03-09")


def test_words_in_capitals_head_stories_of_their_own() -> None:
    found = told(
        "es",
        "Sucesos de la semana\n\nALIJO EN EL MAR. La Marina interceptó el lunes frente a Ksar Sghir tres toneladas de hachís.\n\n"
        "ASALTO A UN COMERCIO. Tres hombres asaltaron el martes una joyería de Tetuán. Uno de ellos fue detenido horas después.",
    )
    assert [(places(each), counts(each).get("arrested")) for each in found] == [(["Ksar Sghir"], None), (["Tétouan"], (1, 1, 1))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Deux ouvriers ont perdu la vie vendredi à Khouribga."),
        ("en", "Three people were hurt on Friday in Khouribga."),
        ("es", "Dos obreros perdieron la vida el viernes en Juribga."),
    ],
)
def test_victims_that_nothing_else_explains_are_an_event_of_no_known_kind(language: str, text: str) -> None:
    (found,) = told(language, text)
    assert (found.type, places(found), found.date.value) == ("other", ["Khouribga"], "2025-03-14")


@pytest.mark.parametrize(
    "text", ["Le poète est mort vendredi à Rabat à l'âge de 81 ans.", "Deux artistes ont été primés vendredi à Rabat."]
)
def test_an_obituary_or_a_prize_is_no_event(text: str) -> None:
    assert told("fr", text) == []


def test_a_crime_and_an_arrest_in_another_town_are_two() -> None:
    found = told("fr", "Le meurtre d'un épicier mardi à Settat a conduit à trois personnes, arrêtées jeudi à Berrechid.")
    assert [(each.type, places(each)) for each in found] == [("crime", ["Settat"]), ("arrest", ["Berrechid"])]


def test_an_accident_told_in_two_ways_is_one() -> None:
    (found,) = told("fr", "Trois ouvriers sont morts asphyxiés mardi dans une fosse septique à Aït Melloul.")
    assert counts(found)["killed"] == (3, 3, 3)


@pytest.mark.parametrize(
    "text",
    [
        "Le cours de l'action s'est effondré vendredi à la Bourse de Casablanca.",
        "Le Raja a poignardé son rival en seconde période vendredi à Casablanca, sous les yeux de l'arbitre.",
    ],
)
def test_words_of_harm_in_trade_and_sport_are_no_event(text: str) -> None:
    assert told("fr", text) == []


def test_a_heading_that_names_but_a_kind_is_no_event_beside_those_told() -> None:
    found = told("fr", "Vols avec violence : la peur\n\nUn violent incendie a détruit mardi un dépôt à Nador.")
    assert [each.subtype for each in found] == ["fire"]


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("fr", "Vendredi 14 mars, la cour de Settat a reporté le procès de l'ancien maire au 4 avril.", "2025-04-04"),
        ("en", "The trial of a merchant in Oujda, which should have opened on Thursday, was adjourned to 19 March.", "2025-03-19"),
    ],
)
def test_a_hearing_is_of_the_day_set_for_it(language: str, text: str, day: str) -> None:
    (found,) = told(language, text)
    assert (found.type, found.date.value) == ("trial", day)


def test_since_when_something_lasts_is_not_when_it_was() -> None:
    (found,) = told("fr", "Les riverains ont manifesté vendredi à Settat contre la carrière, ouverte depuis 2017.")
    assert (found.discourse, found.date.value) == ("current", "2025-03-14")


def test_arrests_in_many_towns_of_a_sentence_are_one_event() -> None:
    (found,) = told("fr", "La police a arrêté mardi deux hommes à Settat, interpellé une femme à Berrechid et arrêté un chauffeur à Nador.")
    assert places(found) == ["Berrechid", "Nador", "Settat"]


def test_what_one_accident_led_to_is_part_of_it() -> None:
    found = told(
        "fr",
        "Settat : une explosion dans un atelier fait deux morts\n\n"
        "Un incendie s'est déclaré mardi dans un atelier de Settat, où deux ouvriers ont péri et cinq ont été blessés.",
    )
    assert [(places(each), counts(each)) for each in found] == [(["Settat"], {"killed": (2, 2, 2), "injured": (5, 5, 5)})]


def test_an_explosion_elsewhere_is_another_accident() -> None:
    found = told(
        "fr",
        "Une explosion a fait deux morts lundi dans un atelier de Settat.\n\nUn incendie a ravagé mercredi un entrepôt de Nador.",
    )
    assert [places(each) for each in found] == [["Settat"], ["Nador"]]


def test_a_hearing_that_names_no_court_is_in_that_of_the_trial_told_before() -> None:
    found = told(
        "fr",
        "Le tribunal de première instance d'Agadir a condamné jeudi quatre personnes pour trafic. Elles avaient été arrêtées à Drarga. "
        "Une autre audience a été reportée au 12 mai.",
    )
    assert [(each.subtype, places(each)) for each in found] == [("verdict", ["Agadir"]), ("arrest", ["Drarga"]), ("trial", ["Agadir"])]


def test_the_victims_of_the_heading_are_those_of_the_event_below() -> None:
    (found,) = told("es", "Un muerto y dos heridos en Larache\n\nUn autobús volcó el martes a la entrada de Larache cuando llovía.")
    assert counts(found) == {"killed": (1, 1, 1), "injured": (2, 2, 2)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Desde el verano de 2023, más de un millar de personas han sido detenidas en Marruecos."),
        ("fr", "Depuis janvier, les autorités disent avoir arrêté 1.400 passeurs, tous points de passage confondus."),
    ],
)
def test_what_adds_up_since_a_day_is_no_event(language: str, text: str) -> None:
    assert told(language, text) == []


def test_a_disaster_told_with_its_day_is_remembered() -> None:
    found = told(
        "en", "Residents of Taza blocked a road on Tuesday.\n\nThe aid is the same as that paid in Nador after the flood of October 2021."
    )
    assert [(each.type, each.discourse, each.date.value) for each in found] == [
        ("protest", "current", "2025-03-11"),
        ("disaster", "background", "2021-10"),
    ]


def test_victims_of_an_old_day_fell_to_what_the_article_is_about() -> None:
    found = told(
        "fr",
        "Un autocar s'est renversé mardi à Settat, faisant deux morts.\n\n" + "Le maire parle. " * 9 + "\n\n"
        "En avril 2019, déjà, neuf personnes avaient péri près de Nador.",
    )
    assert [(each.subtype, each.discourse) for each in found] == [("road_accident", "current"), ("road_accident", "background")]


def test_the_arrest_and_the_crime_of_a_heading_are_two_where_each_has_a_town() -> None:
    found = told("es", "Detenido en Nador el presunto autor de la muerte de una mujer asesinada en Larache")
    assert sorted((each.type, places(each)) for each in found) == [("arrest", ["Nador"]), ("crime", ["Larache"])]


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("fr", "Il a été arrêté en mars 2021 à Nador. Un complice a été interpellé à Taza en juin de la même année.", "2021-06"),
        ("en", "A man was arrested in Nador in March 2021. A second suspect was arrested in Taza in June of the same year.", "2021-06"),
        ("es", "Fue detenido en Nador en marzo de 2021. Un cómplice fue detenido en Taza en junio del mismo año.", "2021-06"),
        ("ar", "تم توقيف شخص بالناظور في مارس 2021. وتم توقيف شريكه بتازة في يونيو من السنة ذاتها.", "2021-06"),
    ],
)
def test_the_same_year_is_that_told_last(language: str, text: str, day: str) -> None:
    assert day in {each.date.value for each in told(language, text)}


def test_a_day_told_outright_behind_one_that_is_counted_is_the_day() -> None:
    found = told(
        "es",
        "El 26 de enero hubo una protesta en Figuig. Dos semanas después, el 12 de febrero, un tribunal condenó a un vecino.",
    )
    assert "2025-02-12" in {each.date.value for each in found}


def test_two_towns_that_a_road_joins_are_where_it_happened() -> None:
    (found,) = told("fr", "Deux personnes ont été tuées mardi dans une collision sur la route reliant Berrechid à Settat.")
    assert places(found) == ["Berrechid", "Settat"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Dos detenidos en Nador el martes.\n\nTE PUEDE INTERESAR\nIncendio en un taller de Larache\nMuere un hombre en Fez"),
        ("fr", "Deux personnes ont été arrêtées mardi à Nador.\n\nArticles similaires :\n\nIncendie à Larache\n\nUn mort à Fès"),
        ("en", "Two men were arrested in Nador on Tuesday.\n\nRelated stories\n\nFire in Larache\n\nOne dead in Fez"),
        ("ar", "تم توقيف شخصين بالناظور يوم الثلاثاء.\n\nمواضيع ذات صلة\nحريق بالعرائش\nمصرع شخص بفاس"),
    ],
)
def test_titles_of_other_articles_tell_nothing(language: str, text: str) -> None:
    assert [(each.type, places(each)) for each in told(language, text)] == [("arrest", ["Nador"])]


def test_a_list_of_news_above_an_article_takes_nothing_from_it() -> None:
    (found,) = told("fr", "A découvrir\n\nIncendie à Larache\n\nUn incendie a fait deux morts mardi à Larache.")
    assert places(found) == ["Larache"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "He had settled in Martil in 2019. It was there that officers seized 40 kilos of hashish.",
        ),
        ("fr", "Il s'était installé à Martil en 2019. C'est là que les policiers ont saisi, lundi, 40 kilos de chira."),
    ],
)
def test_there_is_the_town_named_last(language: str, text: str) -> None:
    assert places(told(language, text)[-1]) == ["Martil"]


def test_the_same_court_tries_what_was_done_elsewhere() -> None:
    found = told(
        "en",
        "The Meknes Court of Appeal on Tuesday sentenced a man to 25 years in prison.\n\n"
        "In a separate case, the same chamber adjourned until April 10 the trial of two men accused of robbing a bank in Azrou.",
    )
    assert [(each.type, places(each)) for each in found if each.type == "trial"] == [("trial", ["Meknès"]), ("trial", ["Meknès"])]


def test_those_held_in_the_heading_are_of_the_crowd_below() -> None:
    (found,) = told(
        "fr",
        "Nador : plus de 50 interpellations\n\n"
        "Des affrontements ont éclaté mardi à Nador entre supporters. Bilan : 12 blessés et 52 interpellés.",
    )
    assert (found.type, counts(found)["injured"], counts(found)["arrested"][0]) == ("clash", (12, 12, 12), 52)


def test_a_strike_that_is_called_off_is_none() -> None:
    assert told("en", "Teachers in Rabat call off a strike that was to begin next Monday, after talks with the ministry.") == []


def test_a_verb_of_saying_behind_a_quotation_is_no_protest() -> None:
    assert told("es", "«Un cartel habría bastado», protesta Yamina, que vive en Nador.") == []


def test_an_accident_told_again_as_the_accident_is_one() -> None:
    (found,) = told(
        "es",
        "Cinco trabajadoras murieron el miércoles al ser embestida por un tren su furgoneta cerca de Sidi Kacem.\n\n"
        "El accidente se produjo a las 6.50 en la comuna de Zirara.",
    )
    assert places(found) == ["Zirara"]


def test_the_next_sentences_tell_where_arrests_were_made() -> None:
    (found,) = told(
        "es",
        "La policía ha detenido este jueves a nueve personas. Cuatro detenciones se hicieron en Ceuta y Leganés (Madrid). "
        "Las otras cinco se practicaron en Tetuán y Martil.",
    )
    assert sorted(places(found)) == ["Leganés", "Martil", "Sebta", "Tétouan"]


def test_a_month_to_come_is_not_when_it_was() -> None:
    (found,) = told(
        "es", "La policía intervino el martes en Nador billetes de avión a Nuakchot para mediados de mayo y una tonelada de hachís."
    )
    assert (found.date.value, places(found)) == ("2025-03-11", ["Nador"])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le câblage, très présent à Tanger et Kénitra, tire son épingle du jeu."),
        ("fr", "Les deux ministres ont convenu à Rabat d'accélérer la ratification de la convention d'extradition."),
        ("en", "After a concert in Ghent, a critic wrote that she had set the room on fire."),
        ("es", "La federación marroquí ha condenado los hechos en Rabat."),
        ("en", "Officials in Rabat said more than 19,000 migrants reached the islands between January 1 and June 15."),
    ],
)
def test_words_of_press_and_state_are_no_event(language: str, text: str) -> None:
    assert told(language, text) == []


def test_people_of_a_town_march_there_and_not_in_all_its_province() -> None:
    (found,) = told("fr", "Des habitants d'Aguelmous, dans la province de Khénifra, ont organisé jeudi une marche de protestation.")
    assert places(found) == ["Aguelmous"]


def test_a_plot_is_part_of_the_arrests_that_foiled_it() -> None:
    found = told(
        "fr",
        "Cinq personnes ont été arrêtées jeudi à Nador. Ils projetaient de commettre un attentat à l'arme blanche en Catalogne.",
    )
    assert [each.type for each in found] == ["foiled_plot"]


def test_what_was_carried_out_in_a_town_was_not_carried_there() -> None:
    (found,) = told("es", "Siete personas fueron detenidas este jueves en una operación llevada a cabo en Tánger y Tetuán.")
    assert places(found) == ["Tanger", "Tétouan"]


def test_a_riot_and_those_held_of_it_are_one_wherever_each_is_told() -> None:
    (found,) = told(
        "es",
        "Once heridos y 43 detenidos en Fez\n\n"
        "Once personas resultaron heridas y otras 43 fueron detenidas el sábado en Fez en los disturbios.\n\n"
        "Los radicales quemaron contenedores.",
    )
    assert (found.type, counts(found)) == ("clash", {"arrested": (43, 43, 43), "injured": (11, 11, 11)})


def test_eleven_is_no_sunday() -> None:
    found = told("ar", "أوقفت المصالح الأمنية المتهمين الأحد عشر يوم الثلاثاء بمرتيل.")
    assert [each.date.value for each in found] == ["2025-03-11"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Un incendie a ravagé un marché de Nador le 15 janvier. Deux hommes ont été arrêtés le même mois à Taza."),
        ("en", "A fire destroyed a market in Nador on January 15. Two men were arrested in Taza the same month."),
        ("ar", "اندلع حريق بسوق بالناظور يوم 15 يناير. وتم توقيف شخصين بتازة خلال الشهر نفسه."),
    ],
)
def test_the_same_month_is_that_told_before(language: str, text: str) -> None:
    assert [each.date.value for each in told(language, text) if each.type == "arrest"] == ["2025-01"]


def test_no_other_town_is_taken_for_a_place_that_is_not_known() -> None:
    found = told(
        "fr",
        "Settat : quatre personnes interpellées\n\nQuatre personnes ont été interpellées mardi à Settat.\n\n"
        "Elles avaient braqué un fourgon lundi à hauteur de la commune de Zoualemine.",
    )
    assert [places(each) for each in found if each.type == "crime"] in ([], [[]])


def test_a_van_is_robbed_by_those_who_attack_it() -> None:
    (found,) = told("fr", "Deux convoyeurs ont été blessés lundi dans l'attaque d'un fourgon postal à Soualem.")
    assert (found.subtype, places(found), counts(found)) == ("robbery", ["Had Soualem"], {"injured": (2, 2, 2)})
