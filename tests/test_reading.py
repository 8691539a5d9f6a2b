"""What holds for the reading of any text: offsets, the order of lists, and sentences about elsewhere."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.models import Article
from geo.pipeline import parse

LETTERS = st.characters(codec="utf-8")
WORDS = st.sampled_from(
    ["Fès", "à", "Rabat,", "Casablanca", "الرباط", "بطنجة", "Tánger", "Khénifra", "l’Aïn", "\n", "ﬁn", "e\u0301", "\u00a0", "🇲🇦", "İ", "ß"]
)


def placed(text: str, language: str = "fr") -> dict[str, str]:
    reading = parse(Article(text=Article.normalised(text), source="test", language=language), incidents=False)
    return {each.text: each.resolution.place.id for each in reading.mentions if each.resolution.place is not None}


@pytest.mark.parametrize("language", ["fr", "ar", "en", "es"])
@settings(max_examples=60, deadline=None)
@given(text=st.lists(st.one_of(WORDS, st.text(LETTERS, max_size=8)), max_size=25).map(" ".join))
def test_mentions_are_slices_of_the_text_in_order_whatever_it_holds(language: str, text: str) -> None:
    reading = parse(Article(text=text, source="test", language=language))
    last = 0
    for each in reading.mentions:
        assert last <= each.start < each.end
        assert each.text == text[each.start : each.end]
        last = each.end
    for incident in reading.incidents:
        assert all(each.quote == text[each.start : each.end] for each in incident.evidence)


@settings(max_examples=40, deadline=None)
@given(st.permutations(["Casablanca", "Mohammedia", "Khnifra", "Témara", "Ksar El-Kébir", "Rissani"]))
def test_the_order_of_a_list_does_not_matter(names: list[str]) -> None:
    found = placed(f"Treize personnes ont été arrêtées dans les villes de {', '.join(names[:-1])} et {names[-1]}.")
    assert found == placed(
        "Treize personnes ont été arrêtées dans les villes de Casablanca, Mohammedia, Khnifra, Témara, Ksar El-Kébir et Rissani."
    )
    assert len(found) == len(names)


@pytest.mark.parametrize(
    "pinned",
    [
        "Un incendie s'est déclaré à Mohammedia, près de Casablanca.",
        "Un accident s'est produit à Nador, dans l'Oriental.",
        "La police de Sidi Slimane, dans la région de Rabat-Salé-Kénitra, a ouvert une enquête.",
        "Une manifestation a eu lieu à Laâyoune, au Sahara.",
    ],
)
@pytest.mark.parametrize(
    "elsewhere",
    [
        "L'Algérie a voté une loi sur les retraites.",
        "Le président algérien est attendu à Tunis.",
        "Malte et la Syrie ont signé un accord à Madrid.",
    ],
)
def test_a_sentence_about_another_country_moves_nothing(pinned: str, elsewhere: str) -> None:
    before = placed(pinned)
    after = placed(f"{pinned}\n\n{elsewhere}")
    assert {name: after.get(name) for name in before} == before


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("La wilaya de Mostaganem, en Algérie, et la ville de Mohammadia, en Algérie, sont touchées.", "Mohammadia", "geonames:"),
        ("Le gouvernement maltais a reçu une délégation à Rabat, à Malte.", "Rabat", "geonames:"),
    ],
)
def test_a_namesake_stays_abroad_where_the_text_says_so(text: str, name: str, country: str) -> None:
    assert placed(text)[name].startswith(country)


def test_a_country_said_of_a_name_holds_from_there_on_and_not_before() -> None:
    home = "Un homme a été arrêté à Sidi Slimane. Rien à voir avec l'affaire de Sidi Slimane, en Algérie."
    abroad = "La ville de Mohammadia, en Algérie, est calme. Mohammadia compte des usines."
    reading = parse(Article(text=f"{home} {abroad}", source="test", language="fr"))
    found = [(each.text, each.resolution.place.country) for each in reading.mentions if each.resolution.place is not None]
    assert [country for name, country in found if name == "Sidi Slimane"] == ["MA", "DZ"]
    assert [country for name, country in found if name == "Mohammadia"] == ["DZ", "DZ"]
