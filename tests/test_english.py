import pytest

from geo.models import Article, Incident, Reading
from geo.pipeline import parse

FRIDAY = "2025-03-14"


def english(text: str, published: str | None = FRIDAY) -> Reading:
    return parse(Article(text=text, source="test", language="en", published=published))


def told(text: str, published: str | None = FRIDAY) -> list[Incident]:
    return list(english(text, published).incidents)


def names(text: str, *, literal: bool) -> list[str]:
    return [each.text for each in english(text).mentions if each.literal is literal]


def places(incident: Incident, role: str = "occurred") -> list[str]:
    return [each.place.name for each in incident.places if each.role == role and each.place is not None]


def counts(incident: Incident) -> dict[str, tuple[float | None, float | None, float | None, str, str]]:
    return {each.what: (each.best, each.min, each.max, each.qualifier, each.unit) for each in incident.counts}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A rich man lives in Rich, in Midelt province.", ["Rich", "Midelt"]),
        ("Buses leave Marrakesh for Fez, Tangier and Ksar el-Kebir.", ["Marrakesh", "Fez", "Tangier", "Ksar el-Kebir"]),
        ("The sale of flats is slow; a flat in Salé costs more. Tell us.", ["Salé"]),
        ("Tata Motors visited Tata. Bank Al-Maghrib and the Islamic State are no towns.", ["Tata"]),
        ("Toufik Safi, a lawyer, met Coach Safi near Safi.", ["Safi"]),
        ("They drove from Errachidia to the village of Tizigzaouine.", ["Errachidia", "Tizigzaouine"]),
    ],
)
def test_names_of_places_are_told_from_words_companies_and_persons(text: str, expected: list[str]) -> None:
    assert [each.text for each in english(text).mentions] == expected


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Rabat condemned the remarks, and Algiers recalled its envoy.", ["Rabat", "Algiers"]),
        ("Morocco and Algeria severed their ties.", ["Morocco", "Algeria"]),
        ("Talks between Morocco and Spain resumed.", ["Morocco", "Spain"]),
        ("The pact allows Spain to send them back.", ["Spain"]),
        ("Morocco's government denied it.", ["Morocco"]),
        ("The EU and the U.S. government praised the plan.", ["EU", "U.S."]),
        ("Ittihad Tanger lost to Hassania Agadir.", ["Tanger", "Agadir"]),
        ("The Skhirat agreement and the Marrakech Declaration still hold.", ["Skhirat", "Marrakech"]),
        ("Students of Cadi Ayyad University in Marrakesh won.", ["Marrakesh"]),
        ("The Casablanca Stock Exchange opened higher.", ["Casablanca"]),
    ],
)
def test_states_clubs_treaties_and_bodies_are_not_meant_as_places(text: str, state: list[str]) -> None:
    assert names(text, literal=False) == state


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Migrants from Mali, Guinea and Senegal crossed into Algeria.", ["Mali", "Guinea", "Senegal", "Algeria"]),
        ("Morocco is a country in North Africa.", ["Morocco", "North Africa"]),
        ("The consulate of France in Tangier is closed.", ["France", "Tangier"]),
        ("The Nador authorities opened a shelter in Zaio.", ["Nador", "Zaio"]),
        ("He returned to Morocco and left for Spain.", ["Morocco", "Spain"]),
    ],
)
def test_countries_and_towns_are_places_where_one_is_or_goes(text: str, expected: list[str]) -> None:
    assert names(text, literal=True) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The BCIJ dismantled a five-member terrorist cell in Tangier.", ("arrest", "cell_dismantled", "foiled")),
        ("Security services foiled a terror plot in Casablanca.", ("foiled_plot", "foiled_plot", "foiled")),
        ("Police arrested two men in Agadir.", ("arrest", "arrest", "completed")),
        ("Customs officers seized 2.3 tons of cannabis resin at the port of Tangier Med.", ("seizure", "drug_seizure", "completed")),
        ("Police found three rifles and ammunition in a house in Nador.", ("seizure", "weapons_seizure", "completed")),
        ("A suicide bomber blew himself up in Casablanca.", ("attack", "suicide_bombing", "completed")),
        ("Gunmen opened fire on a café in Marrakech.", ("attack", "armed_attack", "completed")),
        ("A student was stabbed in Oujda.", ("crime", "stabbing", "completed")),
        ("A hiker was found dead in Ifrane.", ("other", "other", "completed")),
        ("Two robbers held up a bank; the armed robbery took place in Kenitra.", ("crime", "robbery", "completed")),
        ("Clashes broke out in Imzouren.", ("clash", "riot", "completed")),
        ("Thousands took to the streets in Rabat.", ("protest", "protest", "completed")),
        ("Teachers went on strike in Settat.", ("protest", "strike", "completed")),
        ("A coach plunged into a ravine near Demnate.", ("accident", "road_accident", "completed")),
        ("A train derailed near Kenitra.", ("accident", "rail_accident", "completed")),
        ("A helicopter crashed near Laayoune.", ("accident", "air_accident", "completed")),
        ("Two buildings collapsed in Fez.", ("accident", "building_collapse", "completed")),
        ("A dinghy capsized off Dakhla.", ("accident", "shipwreck", "completed")),
        ("A blaze destroyed a warehouse in Beni Mellal.", ("accident", "fire", "completed")),
        ("Ten guests in Safi fell ill with food poisoning.", ("accident", "poisoning", "completed")),
        ("An earthquake shook Driouch.", ("disaster", "earthquake", "completed")),
        ("Flash floods hit Tata province.", ("disaster", "flood", "completed")),
        ("Some 200 people stormed the border fence in Melilla.", ("migration", "border_storming", "completed")),
        ("The navy intercepted 56 migrants off Tan-Tan.", ("migration", "migrant_interception", "completed")),
        ("A court in Salé sentenced four men to ten years in prison.", ("trial", "verdict", "judicial")),
        ("The trial of the blogger opened in Casablanca.", ("trial", "trial", "judicial")),
        ("A fugitive was extradited from Tangier.", ("trial", "extradition", "judicial")),
    ],
)
def test_words_tell_what_happened(text: str, kind: tuple[str, str, str]) -> None:
    assert [(each.type, each.subtype, each.stage) for each in told(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "The minister denied that a bomb attack had taken place in Fez.",
        "There were no arrests in Nador.",
        "A film about the Casablanca bombings will be shown in Tangier.",
        "Dozens of cells have been dismantled since 2015.",
        "Every year thousands of people are killed in road accidents in Morocco.",
        "Analysts warn that prices could spark protests in Casablanca.",
        "Agadir held an earthquake drill.",
        "Heavy rain is expected in Tangier on Sunday.",
        "The team will attack from the first minute, the coach said in Rabat.",
        "Read also: Three suspects arrested in Fez\n\nRelated articles",
        "",
    ],
)
def test_totals_denials_fiction_and_fears_are_no_incidents(text: str) -> None:
    assert told(text) == []


def test_no_victims_do_not_undo_a_fire() -> None:
    assert [places(each) for each in told("A fire broke out in a market in Fez, causing no casualties.")] == [["Fès"]]


def test_places_have_their_roles() -> None:
    (found,) = told(
        "A man originally from Taza and living in Nador was arrested in Oujda on Thursday. He was taken to Kenitra hospital. "
        "The Rabat prosecutor will see him before he is moved to Tiflet 2 prison."
    )
    assert places(found) == ["Oujda"]
    assert places(found, "origin") == ["Taza"]
    assert places(found, "residence") == ["Nador"]
    assert places(found, "destination") == ["Kénitra"]
    assert places(found, "tried_at") == ["Rabat"]
    assert places(found, "detained_at") == ["Tiflet"]


def test_the_newsroom_is_where_it_was_written() -> None:
    (found,) = told("Rabat – Police arrested six men in Agadir on Wednesday.")
    assert places(found) == ["Agadir"]
    assert places(found, "reported_from") == ["Rabat"]


def test_near_at_sea_and_felt_are_told_apart() -> None:
    near, sea = told("A bus overturned near Midelt.")[0], told("A boat sank off the coast of Dakhla.")[0]
    assert [(each.place.name, each.precision) for each in (*near.places, *sea.places) if each.place] == [("Midelt", 2), ("Dakhla", 7)]
    (quake,) = told("An earthquake struck Driouch on Tuesday. The quake was felt in Nador and Al Hoceima.")
    assert (places(quake), places(quake, "mentioned")) == (["Driouch"], ["Nador", "Al Hoceima"])


def test_a_border_is_crossed_into_the_town_behind_it() -> None:
    (found,) = told("Some 120 people swam to Ceuta from Fnideq on Sunday.")
    assert (places(found), places(found, "origin")) == (["Sebta"], ["Fnideq"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police arrested 13 suspects in Fez.", {"arrested": (13, 13, 13, "exact", "person")}),
        (
            "At least eleven people were killed and 43 others injured when a bus overturned in Azilal.",
            {"killed": (11, 11, None, "at_least", "person"), "injured": (43, 43, 43, "exact", "person")},
        ),
        ("A flood in Tata left a dozen dead.", {"killed": (12, 10, 14, "approx", "person")}),
        ("Clashes in Jerada left dozens injured.", {"injured": (None, 20, None, "vague", "person")}),
        ("Between 10 and 15 people were killed when a boat sank off Nador.", {"killed": (None, 10, 15, "range", "person")}),
        ("Six people, including two children, died in a road accident in Khenifra.", {"killed": (6, 6, 6, "exact", "person")}),
        ("Police in Nador seized 1,240 kilograms of hashish.", {"drugs": (1240, 1240, 1240, "exact", "kg")}),
        ("Police in Nador seized two tonnes of cannabis.", {"drugs": (2, 2, 2, "exact", "t")}),
        ("Police in Meknes seized 3,500 ecstasy pills.", {"drugs": (3500, 3500, 3500, "exact", "item")}),
        ("The 2011 bombing in Marrakech killed seventeen people.", {"killed": (17, 17, 17, "exact", "person")}),
        ("Police arrested a 34-year-old man in Fez, 40 km from Sefrou.", {"arrested": (1, 1, 1, "exact", "person")}),
    ],
)
def test_counts_say_how_many_and_how_sure(text: str, expected: dict[str, tuple[object, ...]]) -> None:
    assert counts(told(text)[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police arrested 13 men, aged 19 to 49, in Fez.", (19, 49)),
        ("Police arrested seven men between 22 and 45 years old in Fez.", (22, 45)),
        ("A 34-year-old man was arrested in Fez.", (34, 34)),
    ],
)
def test_ages_are_no_counts(text: str, expected: tuple[int, int]) -> None:
    ages = told(text)[0].ages
    assert ages is not None
    assert (ages.min, ages.max) == expected


@pytest.mark.parametrize(
    ("text", "value", "basis"),
    [
        ("Police arrested two men in Fez on 12 March 2024.", "2024-03-12", "explicit"),
        ("Police arrested two men in Fez on March 12, 2024.", "2024-03-12", "explicit"),
        ("Police arrested two men in Fez on Wednesday.", "2025-03-12", "relative"),
        ("Police arrested two men in Fez yesterday.", "2025-03-13", "relative"),
        ("In a statement on Thursday, police said two men were arrested in Fez on Tuesday.", "2025-03-11", "relative"),
        ("Police arrested two men in Fez last month.", "2025-02", "relative"),
    ],
)
def test_dates_count_from_the_day_of_publication(text: str, value: str, basis: str) -> None:
    assert (told(text)[0].date.value, told(text)[0].date.basis) == (value, basis)
    assert told(text, published=None)[0].date.value == (value if basis == "explicit" else None)


def test_the_past_is_background_and_its_own_incident() -> None:
    found = told("An earthquake shook Al Hoceima on Wednesday. In February 2004 an earthquake killed 628 people in Imzouren.")
    assert [(each.discourse, each.date.value) for each in found] == [("current", "2025-03-12"), ("background", "2004-02")]


def test_what_an_earthquake_does_is_part_of_it() -> None:
    (found,) = told("An earthquake shook Driouch on Tuesday. Three houses collapsed.")
    assert found.type == "disaster"


def test_a_trial_of_a_crime_is_one_incident() -> None:
    (found,) = told("A court in Salé on Monday sentenced two men to death for the murder of a guard.")
    assert (found.type, found.discourse, places(found)) == ("trial", "current", ["Salé"])


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Talks with Rabat stalled.", ["Rabat"]),
        ("The trade union blamed Rabat for the delay.", ["Rabat"]),
        ("Relations between Rabat and Madrid improved.", ["Rabat", "Madrid"]),
        ("The Rabat government keeps silent.", ["Rabat"]),
        ("Windows shook as far as Berrechid.", []),
        ("Guests of a Marrakech hotel saw it.", []),
    ],
)
def test_a_capital_one_talks_to_is_no_place_but_a_town_one_reaches_is(text: str, state: list[str]) -> None:
    assert names(text, literal=False) == state


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Storm rips through Asilah harbour, roofs torn off.", ("disaster", "flood")),
        ("A cargo ship ran aground near Mohammedia.", ("accident", "shipwreck")),
        ("A drone strike hit a lorry near Mahbes.", ("attack", "drone_strike")),
        ("A load of 700 kg was discovered at the port of Nador.", ("seizure", "drug_seizure")),
        ("Nurses walked off the job in Settat.", ("protest", "strike")),
        ("A ring of forgers was broken up in Meknes.", ("arrest", "arrest")),
        ("A boy was pulled alive from a well near Zagora.", ("accident", "building_collapse")),
        ("A painter fell from a fifth floor in Tangier.", ("accident", "work_accident")),
        ("A man set himself on fire in Settat.", ("other", "other")),
        ("The body of a missing hiker was found near Imlil.", ("other", "other")),
    ],
)
def test_other_wordings_tell_the_same_events(text: str, kind: tuple[str, str]) -> None:
    assert [(each.type, each.subtype) for each in told(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("A fire broke out in a mill in Fez. The guard was injured.", "injured"),
        ("A bus overturned near Settat. Its driver has been arrested.", "arrested"),
        ("A wall collapsed in Safi. The mason was killed.", "killed"),
        ("A man stabbed his brother to death in Oujda.", "killed"),
    ],
)
def test_the_form_of_a_verb_says_one_person(text: str, what: str) -> None:
    assert counts(told(text)[0])[what] == (1, 1, 1, "exact", "person")


def test_they_and_nobody_are_no_single_person() -> None:
    assert "arrested" not in counts(told("They had been arrested in Safi in March 2023.")[0])
    assert counts(told("A fire broke out in a mill in Fez and no one was injured.")[0])["injured"][0] == 0
    assert told("Nobody was arrested in Fez.") == []


def test_a_similar_event_of_another_year_is_background() -> None:
    incidents = told("Police seized 300 kg of cocaine in Nador on Thursday.\n\nA similar shipment was found in Agadir in May 2023.")
    assert [(each.discourse, places(each), each.date.value) for each in incidents] == [
        ("current", ["Nador"], "2025-03-13"),
        ("background", ["Agadir"], "2023-05"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The chronicle tells of a fire that destroyed Tlemcen.",
        "They face up to ten years in prison in Salé.",
        "The suspects are to be brought before the prosecutor in Nador.",
        "Earthquake survivors in Ouirgane wait for new homes.",
        "It was the third such robbery of the year in Settat.",
    ],
)
def test_tales_prospects_and_aftermaths_are_no_incidents(text: str) -> None:
    assert told(text) == []


def test_what_one_side_only_claims_is_alleged() -> None:
    assert [each.stage for each in told("Algiers accused Morocco of killing two drivers near Mahbes.")] == ["alleged"]


def test_those_one_marches_for_are_elsewhere() -> None:
    assert places(told("Thousands marched in Rabat in solidarity with Gaza.")[0]) == ["Rabat"]
