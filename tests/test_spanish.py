import pytest

from geo.models import Article, Incident, Reading
from geo.pipeline import parse

FRIDAY = "2025-03-14"


def spanish(text: str, published: str | None = FRIDAY) -> Reading:
    return parse(Article(text=text, source="test", language="es", published=published))


def told(text: str, published: str | None = FRIDAY) -> list[Incident]:
    return list(spanish(text, published).incidents)


def names(text: str, *, literal: bool) -> list[str]:
    return [each.text for each in spanish(text).mentions if each.literal is literal]


def places(incident: Incident, role: str = "occurred") -> list[str]:
    return [each.place.name for each in incident.places if each.role == role and each.place is not None]


def counts(incident: Incident) -> dict[str, tuple[float | None, float | None, float | None, str, str]]:
    return {each.what: (each.best, each.min, each.max, each.qualifier, each.unit) for each in incident.counts}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De Tánger a Tetuán, Xauen, Alhucemas y Castillejos.", ["Tánger", "Tetuán", "Xauen", "Alhucemas", "Castillejos"]),
        ("Dajla, El Aaiún, Arcila, Larache y Alcazarquivir.", ["Dajla", "El Aaiún", "Arcila", "Larache", "Alcazarquivir"]),
        ("Sale un tren de Rabat hacia Salé. El rico vive en Rich.", ["Rabat", "Salé", "Rich"]),
        ("Tata Motors llegó a Tata. Bank Al-Maghrib y el Estado Islámico no son pueblos.", ["Tata"]),
        ("Toufik Safi vive cerca de Safi.", ["Safi"]),
        ("Viven en la aldea de Tizigzaouine, en la región de Drâa-Tafilalet.", ["Tizigzaouine", "Drâa-Tafilalet"]),
    ],
)
def test_names_of_places_are_told_from_words_companies_and_persons(text: str, expected: list[str]) -> None:
    assert [each.text for each in spanish(text).mentions] == expected


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Marruecos condena las palabras y Argel llama a su enviado.", ["Marruecos", "Argel"]),
        ("Marruecos anuncia un plan.", ["Marruecos"]),
        ("Italia, Francia y Portugal firmaron el texto.", ["Italia", "Francia", "Portugal"]),
        ("Las relaciones con España mejoran.", ["España"]),
        ("El juez pidió a Marruecos la lista.", ["Marruecos"]),
        ("La UE y EE. UU. apoyan el plan.", ["UE", "EE. UU."]),
        ("El Gobierno de Marruecos calla.", ["Marruecos"]),
        ("El Atlético de Tetuán y el Raja de Casablanca empataron.", ["Tetuán", "Casablanca"]),
        ("El acuerdo de Skhirat y el Tratado de Fez.", ["Skhirat", "Fez"]),
        ("Estudia en la Universidad de Granada.", ["Granada"]),
    ],
)
def test_states_clubs_treaties_and_bodies_are_not_meant_as_places(text: str, state: list[str]) -> None:
    assert names(text, literal=False) == state


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Llegaron a España desde Marruecos.", ["España", "Marruecos"]),
        ("El consulado de Francia en Tánger está cerrado.", ["Francia", "Tánger"]),
        ("Un tribunal de Salé anunció la fecha.", ["Salé"]),
        ("Pasean por una calle de Rabat.", ["Rabat"]),
        ("En el norte de Marruecos llueve.", ["Marruecos"]),
    ],
)
def test_countries_and_towns_are_places_where_one_is_or_goes(text: str, expected: list[str]) -> None:
    assert names(text, literal=True) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("La policía desarticuló una célula terrorista en Tánger.", ("arrest", "cell_dismantled", "foiled")),
        ("Frustrado un atentado terrorista en Casablanca.", ("foiled_plot", "foiled_plot", "foiled")),
        ("Dos hombres han sido detenidos en Agadir.", ("arrest", "arrest", "completed")),
        ("La aduana ha intervenido 2.300 kilos de hachís en Tánger Med.", ("seizure", "drug_seizure", "completed")),
        ("La policía se incautó de tres fusiles en Nador.", ("seizure", "weapons_seizure", "completed")),
        ("Un atentado suicida sacude Casablanca.", ("attack", "suicide_bombing", "completed")),
        ("Unos hombres abrieron fuego en Marrakech.", ("attack", "armed_attack", "completed")),
        ("Un estudiante fue apuñalado en Uxda.", ("crime", "stabbing", "completed")),
        ("Asesinan a una mujer en Kenitra.", ("crime", "homicide", "completed")),
        ("Hallan el cadáver de una mujer en Kenitra.", ("other", "other", "completed")),
        ("Disturbios en Imzuren.", ("clash", "riot", "completed")),
        ("Miles de manifestantes recorren Rabat.", ("protest", "protest", "completed")),
        ("Los maestros, en huelga en Settat.", ("protest", "strike", "completed")),
        ("Un autocar volcó cerca de Demnat.", ("accident", "road_accident", "completed")),
        ("Un tren descarriló cerca de Kenitra.", ("accident", "rail_accident", "completed")),
        ("Un helicóptero se estrelló cerca de El Aaiún.", ("accident", "air_accident", "completed")),
        ("Dos edificios se derrumbaron en Fez.", ("accident", "building_collapse", "completed")),
        ("Naufraga una patera frente a Dajla.", ("accident", "shipwreck", "completed")),
        ("Un incendio arrasa un mercado en Beni Mellal.", ("accident", "fire", "completed")),
        ("Un seísmo sacudió Driuch.", ("disaster", "earthquake", "completed")),
        ("Las inundaciones afectaron a Tata.", ("disaster", "flood", "completed")),
        ("Unos 200 inmigrantes saltaron la valla de Melilla.", ("migration", "border_storming", "completed")),
        ("Salvamento Marítimo rescató a 56 migrantes frente a Almería.", ("migration", "migrant_interception", "completed")),
        ("Un tribunal de Salé condenó a cuatro hombres a diez años de prisión.", ("trial", "verdict", "judicial")),
        ("Comienza el juicio contra el bloguero en Casablanca.", ("trial", "trial", "judicial")),
        ("Un fugitivo fue extraditado desde Tánger.", ("trial", "extradition", "judicial")),
    ],
)
def test_words_tell_what_happened(text: str, kind: tuple[str, str, str]) -> None:
    assert [(each.type, each.subtype, each.stage) for each in told(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "El ministro negó que se hubiera producido un atentado en Fez.",
        "No hubo detenidos en Nador.",
        "Una película narra el atentado de Casablanca.",
        "Decenas de células han sido desarticuladas desde 2015.",
        "Cada año mueren miles de personas en accidentes de tráfico en Marruecos.",
        "Los precios podrían provocar protestas en Casablanca.",
        "Agadir celebró un simulacro de terremoto.",
        "Se prevén lluvias torrenciales en Tánger para el domingo.",
        "Te puede interesar: Tres detenidos en Fez\n\nNoticias relacionadas",
        "",
    ],
)
def test_totals_denials_fiction_and_fears_are_no_incidents(text: str) -> None:
    assert told(text) == []


def test_no_victims_do_not_undo_a_fire() -> None:
    assert [places(each) for each in told("Un incendio en un mercado de Fez destruyó 20 tiendas sin causar víctimas.")] == [["Fès"]]


def test_places_have_their_roles() -> None:
    (found,) = told(
        "Un hombre natural de Taza y residente en Nador fue detenido en Uxda el jueves. Fue trasladado al hospital de Kenitra. "
        "El fiscal de Rabat lo verá antes de que ingrese en la prisión de Salé."
    )
    assert places(found) == ["Oujda"]
    assert places(found, "origin") == ["Taza"]
    assert places(found, "residence") == ["Nador"]
    assert places(found, "destination") == ["Kénitra"]
    assert places(found, "tried_at") == ["Rabat"]
    assert places(found, "detained_at") == ["Salé"]


def test_the_newsroom_is_where_it_was_written() -> None:
    (found,) = told("Rabat. La policía detuvo a seis hombres en Agadir el miércoles.")
    assert places(found) == ["Agadir"]


def test_near_at_sea_and_felt_are_told_apart() -> None:
    near, sea = told("Un autocar volcó cerca de Midelt.")[0], told("Una patera se hundió frente a las costas de Dajla.")[0]
    assert [(each.place.name, each.precision) for each in (*near.places, *sea.places) if each.place] == [("Midelt", 2), ("Dakhla", 7)]
    (quake,) = told("Un terremoto sacudió Driuch el martes. El seísmo se sintió en Nador y Alhucemas.")
    assert (places(quake), places(quake, "mentioned")) == (["Driouch"], ["Nador", "Al Hoceima"])


def test_what_lies_at_the_ends_of_a_road_is_no_scene() -> None:
    (found,) = told("Un autobús se despeñó en Bab Berred, entre Xauen y Ketama.")
    assert (places(found), places(found, "mentioned")) == (["Bab Berred"], ["Chefchaouen", "Ketama"])


def test_a_border_is_crossed_into_the_town_behind_it() -> None:
    (found,) = told("Unas 120 personas llegaron a nado a Ceuta desde Castillejos el domingo.")
    assert (places(found), places(found, "origin")) == (["Sebta"], ["Fnideq"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La policía detuvo a 13 sospechosos en Fez.", {"arrested": (13, 13, 13, "exact", "person")}),
        (
            "Al menos once personas murieron y 43 resultaron heridas al volcar un autobús en Azilal.",
            {"killed": (11, 11, None, "at_least", "person"), "injured": (43, 43, 43, "exact", "person")},
        ),
        ("Un incendio en Tata causó una docena de muertos.", {"killed": (12, 10, 14, "approx", "person")}),
        ("Los disturbios en Jerada se saldaron con decenas de heridos.", {"injured": (None, 20, None, "vague", "person")}),
        ("Entre 10 y 15 personas murieron al naufragar una patera en Nador.", {"killed": (None, 10, 15, "range", "person")}),
        ("Seis personas, entre ellas dos niños, murieron en un accidente de tráfico en Fez.", {"killed": (6, 6, 6, "exact", "person")}),
        ("Mueren treinta y dos personas en un incendio en Fez.", {"killed": (32, 32, 32, "exact", "person")}),
        ("La policía de Nador incautó 1.240 kilos de hachís.", {"drugs": (1240, 1240, 1240, "exact", "kg")}),
        ("La policía de Nador incautó 2,5 toneladas de cannabis.", {"drugs": (2.5, 2.5, 2.5, "exact", "t")}),
        ("El atentado de Marrakech de 2011 mató a diecisiete personas.", {"killed": (17, 17, 17, "exact", "person")}),
    ],
)
def test_counts_say_how_many_and_how_sure(text: str, expected: dict[str, tuple[object, ...]]) -> None:
    assert counts(told(text)[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La policía detuvo en Fez a 13 hombres, de 19 a 49 años.", (19, 49)),
        ("La policía detuvo en Fez a siete hombres de entre 22 y 45 años.", (22, 45)),
        ("Un hombre de 34 años fue detenido en Fez.", (34, 34)),
    ],
)
def test_ages_are_no_counts(text: str, expected: tuple[int, int]) -> None:
    ages = told(text)[0].ages
    assert ages is not None
    assert (ages.min, ages.max) == expected


def test_years_in_prison_are_no_age() -> None:
    assert told("Un tribunal de Fez condenó a un hombre a una pena de 30 años de prisión.")[0].ages is None


@pytest.mark.parametrize(
    ("text", "value", "basis"),
    [
        ("La policía detuvo a dos hombres en Fez el 12 de marzo de 2024.", "2024-03-12", "explicit"),
        ("La policía detuvo este miércoles a dos hombres en Fez.", "2025-03-12", "relative"),
        ("La policía detuvo ayer a dos hombres en Fez.", "2025-03-13", "relative"),
        ("La policía detuvo a dos hombres en Fez el mes pasado.", "2025-02", "relative"),
    ],
)
def test_dates_count_from_the_day_of_publication(text: str, value: str, basis: str) -> None:
    assert (told(text)[0].date.value, told(text)[0].date.basis) == (value, basis)
    assert told(text, published=None)[0].date.value == (value if basis == "explicit" else None)


def test_the_past_is_background_and_its_own_incident() -> None:
    found = told("Un terremoto sacudió Alhucemas el miércoles. En febrero de 2004 un terremoto mató a 628 personas en Imzuren.")
    assert [(each.discourse, each.date.value) for each in found] == [("current", "2025-03-12"), ("background", "2004-02")]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Madrid agradeció a Rabat su ayuda.", ["Madrid", "Rabat"]),
        ("Las negociaciones entre Rabat y Madrid siguen.", ["Rabat", "Madrid"]),
        ("Lo publicó el diario digital Le Gharb.", ["Gharb"]),
        ("El Real Club Náutico de Motril ganó la regata.", ["Motril"]),
    ],
)
def test_a_capital_one_thanks_and_a_name_one_bears_are_not_meant_as_places(text: str, state: list[str]) -> None:
    assert names(text, literal=False) == state


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Choque entre un camión y un autobús cerca de Settat.", ("accident", "road_accident")),
        ("Choques entre aficionados y policías en Fez.", ("clash", "riot")),
        ("La Marina interceptó 900 kilos frente a Larache.", ("seizure", "drug_seizure")),
        ("Otro accidente en la misma carretera, en Azrou.", ("accident", "road_accident")),
        ("Una explosión en Mequinez rompió los cristales.", ("accident", "explosion")),
        ("Tres mineros fueron detenidos al día siguiente en Jerada.", ("arrest", "arrest")),
        ("Dieciocho personas murieron por las inundaciones en Tata.", ("disaster", "flood")),
    ],
)
def test_other_wordings_tell_the_same_events(text: str, kind: tuple[str, str]) -> None:
    assert [(each.type, each.subtype) for each in told(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "what", "best"),
    [
        ("Un autobús volcó en Settat. El conductor ha sido detenido.", "arrested", 1),
        ("Un hombre mató a su vecino en Uxda.", "killed", 1),
        ("La policía de Ceuta detuvo el domingo a una menor por apuñalar a otra joven, que fue trasladada al hospital.", "arrested", 1),
        ("Un incendio arrasó una casa en Fez. La dueña fue atendida de quemaduras.", "injured", 1),
        ("La policía detuvo ayer en Nador y en Zaio a tres jóvenes.", "arrested", 3),
        ("Una patera naufragó frente a Dajla; cinco murieron y tres siguen desaparecidas.", "killed", 5),
    ],
)
def test_persons_are_counted_by_the_form_and_the_place_of_the_verb(text: str, what: str, best: int) -> None:
    assert counts(told(text)[0])[what][0] == best


def test_nobody_is_no_single_person() -> None:
    assert "injured" not in counts(told("Un incendio arrasó una nave en Fez y nadie resultó herido.")[0])
    assert counts(told("Un incendio arrasó una nave en Fez. Ninguna persona resultó herida.")[0])["injured"][0] == 0
    assert told("Nadie fue detenido en Fez.") == []


def test_one_of_those_arrested_is_no_arrest_of_one() -> None:
    assert told("Uno de los detenidos, natural de Uad Lau, viajó en 2023.") == []


def test_the_attacks_of_a_year_are_background() -> None:
    incidents = told("Marruecos ha desmantelado 200 células desde 2003, año de los atentados de Casablanca, que causaron 33 muertos.")
    assert [(each.type, each.discourse, each.date.value, places(each)) for each in incidents] == [
        ("attack", "background", "2003", ["Casablanca"])
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Es el tercer secuestro del año en Fez.",
        "Los supervivientes del terremoto esperan en Ouirgane.",
        "El simulacro de naufragio reunió en Agadir a cuarenta figurantes.",
    ],
)
def test_totals_aftermaths_and_drills_are_no_incidents(text: str) -> None:
    assert told(text) == []


def test_those_one_marches_for_or_tries_are_elsewhere() -> None:
    assert places(told("Miles de personas se manifestaron en Rabat en solidaridad con Gaza.")[0]) == ["Rabat"]
    trial = told("El tribunal de Rabat aplazó el juicio contra cinco activistas detenidos en Figuig.")[0]
    assert (places(trial), places(trial, "planned_target")) == (["Rabat"], [])
