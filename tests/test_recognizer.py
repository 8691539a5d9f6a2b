import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.gazetteer import load
from geo.languages.folding import Folded
from geo.languages.lexicon import lexicon
from geo.recognizer import recognize
from tests.conftest import french


def names(text: str, language: str = "fr") -> list[str]:
    return [each.text for each in recognize(Folded(text), load(), lexicon(language))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Un incendie a éclaté à Al\nHoceima.", ["Al\nHoceima"]),
        ("Le train Meknès-Rabat est en retard.", ["Meknès", "Rabat"]),
        ("Un séjour à Ksar El-Kébir puis à M’rirt.", ["Ksar El-Kébir", "M’rirt"]),
        ("La région de Tanger-Tétouan-Al Hoceima investit.", ["Tanger-Tétouan-Al Hoceima"]),
        ("Il habite à Oujda, selon la police d'Oujda.", ["Oujda", "Oujda"]),
    ],
)
def test_names_are_found_with_their_exact_words(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "L’État islamique et Bank Al-Maghrib.",
        "Le Royaume et l'Occident.",
        "La députée Nadia Salé a voté.",
        "Le sel est sale et le dessert est riche.",
        "Il a été élu président de Tata Motors.",
        "",
        "   \n\n ",
    ],
)
def test_what_is_no_place_is_no_mention(text: str) -> None:
    assert names(text) == []


def test_a_list_finds_the_names_the_gazetteer_lacks() -> None:
    found = recognize(Folded("Ils ont été arrêtés à Fès, Taza, Boulkhrouf et Guercif."), load(), lexicon("fr"))
    assert [each.text for each in found] == ["Fès", "Taza", "Boulkhrouf", "Guercif"]
    assert len({each.series for each in found}) == 1
    assert found[2].method == "pattern"


def test_a_generic_word_introduces_an_unknown_name() -> None:
    found = recognize(Folded("Le drame s'est produit au douar Aghbaloune."), load(), lexicon("fr"))
    assert [(each.text, each.method) for each in found] == [("Aghbaloune", "pattern")]


def test_arabic_proclitics_stay_outside() -> None:
    text = "أوقفت الشرطة أشخاصا بالرباط وطنجة وللدار البيضاء"
    assert names(text, "ar")[:2] == ["الرباط", "طنجة"]


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("Un accident a fait deux morts au Maroc.", True),
        ("Le Maroc accuse son voisin.", False),
        ("Le Wydad de Casablanca a perdu.", False),
        ("Selon le Washington Post, le texte est prêt.", False),
        ("Il a parlé sur France 24 hier.", False),
        ("Une manifestation a eu lieu à Casablanca.", True),
    ],
)
def test_a_state_or_club_is_not_literal(text: str, literal: bool) -> None:
    found = recognize(Folded(text), load(), lexicon("fr"))
    assert [each.literal for each in found] == [literal]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("aeÉ ’'-\n,.Fès Rabat à الرباط و()\u0301œ")))
def test_mentions_are_slices_in_order_on_any_text(text: str) -> None:
    reading = french(text) if text.strip() else None
    last = 0
    for each in reading.mentions if reading else ():
        assert each.text == reading.article.text[each.start : each.end]  # type: ignore[union-attr]
        assert each.start >= last
        last = each.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il est détenu à la prison de Tiflet.", ["Tiflet"]),
        ("Le navire est entré au port de Nador.", ["Nador"]),
        ("Rendez-vous à Hay Riad, jeudi.", ["Hay Riad"]),
        ("La plage est vide.", []),
        ("Slimane Taza a été acquitté.", []),
        ("Originaires d'Ait Ourir, de Boulkhrouf et de Sidi Rahal.", ["Ait Ourir", "Boulkhrouf", "Sidi Rahal"]),
    ],
)
def test_the_proper_name_is_the_mention(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Un ressortissant tunisien natif de Sidi Bouzid a été arrêté.", "TN"),
        ("La ville algérienne de Mohammadia est calme.", "DZ"),
        ("Un Algérien a été arrêté à Mohammedia.", "MA"),
    ],
)
def test_the_people_named_before_a_name_speak_for_its_country(text: str, country: str) -> None:
    (mention,) = french(text).mentions
    assert mention.resolution.place is not None
    assert mention.resolution.place.country == country
