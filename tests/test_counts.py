import pytest

from geo import parse
from geo.incidents.counts import find_ages, find_counts, find_numbers, find_single
from geo.languages.folding import Folded
from geo.languages.lexicon import CODES, lexicon
from geo.languages.openings import openings
from geo.models import Article


def counts(text: str) -> list[tuple[str, float | None, float | None, float | None, str, str]]:
    folded = Folded(text)
    found = find_counts(folded, lexicon("fr"), find_numbers(folded, lexicon("fr")), 0, len(folded.key))
    return [(each.what, each.best, each.min, each.max, each.qualifier, each.unit) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La police a arrêté 13 personnes.", [("arrested", 13, 13, 13, "exact", "person")]),
        ("l'arrestation de onze individus", [("arrested", 11, 11, 11, "exact", "person")]),
        ("Une collision a fait deux morts.", [("killed", 2, 2, 2, "exact", "person")]),
        ("Au moins quatre personnes sont mortes.", [("killed", 4, 4, None, "at_least", "person")]),
        ("Une dizaine de passagers restent portés disparus.", [("missing", 10, 8, 12, "approx", "person")]),
        ("Des dizaines de manifestants ont été blessés.", [("injured", None, 20, None, "vague", "person")]),
        ("La douane a saisi 1 240 kg de résine de cannabis.", [("drugs", 1240, 1240, 1240, "exact", "kg")]),
        ("2,5 tonnes de chira", [("drugs", 2.5, 2.5, 2.5, "exact", "t")]),
    ],
)
def test_a_claim_says_how_many_and_how_sure(text: str, expected: list[tuple[object, ...]]) -> None:
    assert counts(text) == expected


@pytest.mark.parametrize(
    "text", ["des suspects âgés de 19 à 49 ans", "40 % des victimes", "la loi 43-05", "300 dirhams", "en 2023", "à 45 km de Rabat"]
)
def test_ages_money_years_and_shares_are_no_persons(text: str) -> None:
    assert [each for each in counts(text) if each[-1] == "person"] == []


def test_ages_are_told_apart() -> None:
    folded = Folded("des suspects âgés de 19 à 49 ans ont été arrêtés")
    ((_, ages),) = find_ages(folded, lexicon("fr"))
    assert (ages.min, ages.max) == (19, 49)
    assert folded.text[ages.start : ages.end] == "âgés de 19 à 49 ans"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Une femme de 71 ans et ses deux petits-fils ont été tués.", ("killed", 3)),
        ("Un couple et ses trois enfants ont été retrouvés morts mardi.", ("killed", 5)),
        ("Le chauffeur et deux passagers ont été blessés.", ("injured", 3)),
        ("Un homme de 34 ans et son frère ont été arrêtés.", ("arrested", 2)),
        ("Trois hommes et une femme, âgés de 22 à 40 ans, ont été interpellés.", ("arrested", 4)),
        ("L'arrestation de deux hommes et d'une femme", ("arrested", 3)),
        ("Plus de trente manifestants et douze policiers ont été blessés.", ("injured", 42)),
        ("Deux ressortissants marocains et un Algérien ont été interpellés.", ("arrested", 3)),
        ("La police a arrêté deux hommes à Fès et trois autres à Meknès.", ("arrested", 5)),
    ],
)
def test_persons_told_side_by_side_are_added_up(text: str, expected: tuple[str, int]) -> None:
    assert [each[:2] for each in counts(text)] == [expected]


def test_persons_of_whom_other_things_are_said_are_not_added_up() -> None:
    assert [each[:2] for each in counts("Deux morts et trois blessés")] == [("killed", 2), ("injured", 3)]


def test_an_article_does_not_end_what_is_said_of_a_number() -> None:
    assert [each[:2] for each in counts("Quatre occupants d'une voiture ont été blessés.")] == [("injured", 4)]


def test_the_words_right_behind_a_number_say_what_it_counts() -> None:
    assert [each[:2] for each in counts("L'explosion a fait 12 blessés, dont trois dans un état grave.")] == [("injured", 12)]


def test_a_part_is_no_total() -> None:
    assert [each[:2] for each in counts("Dix-huit personnes, dont dix enfants, ont été tuées.")] == [("killed", 18)]


def test_a_revised_figure_counts_what_the_first_one_did() -> None:
    told = counts("Le bilan était de 9 policiers blessés, il a été porté hier soir à 13 par la préfecture.")
    assert [each[:2] for each in told] == [("injured", 9), ("injured", 13)]


@pytest.mark.parametrize("text", ["Les autorités démentent la mort d'un jeune.", "sans faire de victimes parmi les deux équipages"])
def test_what_is_denied_is_no_claim(text: str) -> None:
    assert [each for each in counts(text) if each[1]] == []


def test_numbers_that_are_all_parts_give_no_claim() -> None:
    assert counts("dont dix à Tata") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le conducteur a été arrêté.", ["arrested"]),
        ("La fillette est morte.", ["killed"]),
        ("Après le meurtre de sa voisine", ["killed"]),
        ("L'assaillant, un homme armé, a été maîtrisé.", ["arrested"]),
        ("L'incendie a été maîtrisé.", []),
        ("Les deux hommes ont été arrêtés.", []),
    ],
)
def test_the_form_of_a_verb_says_one_person(text: str, expected: list[str]) -> None:
    assert [each.what for each in find_single(Folded(text), lexicon("fr"))] == expected


def first(text: str, published: str = "2025-03-10") -> dict[str, float | None]:
    article = Article(text=text, source="test", language="fr", published=published)
    told: dict[str, float | None] = {}
    for each in parse(article).incidents[0].counts:
        told.setdefault(each.what, each.best)
    return told


def test_the_next_paragraph_goes_on_about_the_figures() -> None:
    told = first("Incendie à Fès\n\nUn incendie s'est déclaré dimanche à Fès.\n\nLes victimes sont quatre blessés.\n")
    assert told == {"injured": 4}


@pytest.mark.parametrize(
    "sentence",
    ["« Trois personnes sont mortes chez nous », dit un voisin.", "Le 3 mai 2019, trois personnes sont mortes au même endroit."],
)
def test_the_next_paragraph_may_tell_of_something_else(sentence: str) -> None:
    assert first(f"Incendie à Fès\n\nUn incendie s'est déclaré dimanche 9 mars 2025 à Fès.\n\n{sentence}\n") == {}


def test_a_trial_has_no_victims_of_its_own() -> None:
    assert first("La cour d'appel de Fès a condamné lundi un homme à dix ans de prison pour la mort de deux personnes.") == {"convicted": 1}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A flood killed three people in Settat.", [3]),
        ("A gas explosion injured four workers in Settat on Monday.", [4]),
        ("A house fire killed a man in Settat.", [1]),
    ],
)
def test_an_article_counts_no_thing_that_kills(text: str, expected: list[int]) -> None:
    reading = parse(Article(text=text, source="example", published="2025-03-06", language="en"))
    assert [each.best for incident in reading.incidents for each in incident.counts] == expected


@pytest.mark.parametrize("code", CODES)
def test_every_wording_behind_a_number_says_how_it_begins(code: str) -> None:
    rows = lexicon(code).table["counted"]
    assert [each for row in rows for each in (*row["after"], *row["verb"]) if openings(each) is None] == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Deux employés ont été tués et neuf clients brûlés.", {"killed": 2, "injured": 9}),
        ("fr", "23 agents ont été légèrement blessés et huit manifestants blessés.", {"injured": 31}),
        ("fr", "Six hommes sont morts et quatorze sont hospitalisés.", {"killed": 6, "injured": 14}),
        ("fr", "Trois des blessés se trouvent à Rabat.", {}),
        ("fr", "Onze blessés, trois d'entre eux dans un état grave.", {"injured": 11}),
        ("fr", "Le chauffeur, âgé de 41 ans, et son aide ont été interpellés.", {"arrested": 2}),
        ("fr", "Un berger a été foudroyé.", {"killed": 1}),
        ("fr", "On ne déplore aucune victime.", {"killed": 0}),
        ("en", "Police intercepted 640 kilograms of hashish.", {}),
        ("en", "The driver and his assistant were apprehended.", {"arrested": 2}),
        ("en", "Nearly 3,000 people were killed.", {"killed": 3000}),
        ("en", "Three of the wounded were airlifted.", {}),
        ("es", "37 heridos, 29 de ellos policías.", {"injured": 37}),
        ("es", "Dos mujeres murieron y otras doce personas resultaron heridas.", {"killed": 2, "injured": 12}),
    ],
)
def test_what_befell_whom_is_counted_by_the_form_of_the_words(language: str, text: str, expected: dict[str, int]) -> None:
    folded, table = Folded(text), lexicon(language)
    single = find_single(folded, table)
    found = [*find_counts(folded, table, find_numbers(folded, table), 0, len(folded.key)), *single]
    told: dict[str, float | None] = {}
    for each in sorted(found, key=lambda each: -(each.best or 0)):
        if each.unit == "person":
            told.setdefault(each.what, each.best)
    assert told == expected


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("trente et un", 31),
        ("trente-sept", 37),
        ("soixante et onze", 71),
        ("soixante-dix-sept", 77),
        ("quatre-vingt-douze", 92),
        ("trois cents", 300),
    ],
)
def test_numbers_in_words_are_whole(words: str, number: int) -> None:
    assert counts(f"{words.capitalize()} personnes ont été arrêtées.") == [("arrested", number, number, number, "exact", "person")]


@pytest.mark.parametrize(
    ("language", "text", "what", "number"),
    [
        ("en", "The death toll rose from five to eight on Thursday in Fez.", "killed", 8),
        ("en", "The driver and a second man, aged 39 and 51, were taken into custody in Nador.", "arrested", 2),
        ("en", "Police said they were holding 34 people in Rabat after the clashes.", "arrested", 34),
        ("es", "El piloto y su acompañante, detenidos a bordo, callaron.", "arrested", 2),
        ("ar", "أصيب أربعة من ركاب القطار، البالغ عددهم 212، بجروح بسطات.", "injured", 4),
        ("ar", "مقتل زوجين وطفليهما طعنا بشيشاوة.", "killed", 4),
    ],
)
def test_persons_are_counted_as_the_press_counts_them(language: str, text: str, what: str, number: int) -> None:
    folded, table = Folded(text), lexicon(language)
    found = find_counts(folded, table, find_numbers(folded, table), 0, len(folded.key)) + find_single(folded, table)
    assert (what, number) in [(each.what, each.best) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Les heurts ont fait une dizaine de blessés.", ("injured", 10, 8, 12)),
        ("L'accident a fait des dizaines de blessés.", ("injured", None, 20, None)),
        ("L'accident a fait entre 10 et 15 morts.", ("killed", None, 10, 15)),
        ("Quatre à six personnes sont mortes.", ("killed", None, 4, 6)),
        ("Le bilan est passé de trois à cinq morts.", ("killed", 5, 5, 5)),
        ("La police a procédé à une dizaine d'arrestations.", ("arrested", 10, 8, 12)),
    ],
)
def test_what_is_vague_or_ranges_counts_its_own_noun(text: str, expected: tuple[object, ...]) -> None:
    assert [each[:4] for each in counts(text)] == [expected]
