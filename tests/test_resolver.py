import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.gazetteer import Gazetteer
from geo.models import Article, Place, Toponym
from geo.pipeline import parse
from geo.resolver import _calibrated, resolve
from tests.conftest import french

TOWNS = ["Casablanca", "Tiflet", "Tanger", "Rissani", "Settat", "Berkane", "Fès"]


class Table:
    """Serve places from a dict, as a resolver's source."""

    def __init__(self, **places: list[Place]) -> None:
        self.rows = places

    def candidates(self, key: str) -> list[tuple[Place, str]]:
        return [(each, "") for each in self.rows.get(key, [])]

    def similar(self, name: str) -> list[tuple[Place, float]]:
        return []


def place(text: str, name: str) -> Place | None:
    return next(each.resolution.place for each in french(text).mentions if each.text == name)


def test_a_misspelt_town_in_a_list_is_found_and_never_another() -> None:
    found = place("Arrêtés à Casablanca, Khnifra et Rissani.", "Khnifra")
    assert found is not None
    assert found.name == "Khénifra"


def test_fuzzy_matching_is_never_as_wide_as_the_skeleton(gazetteer: Gazetteer) -> None:
    assert all(hit.name != "Mrizigue" for hit, _ in gazetteer.similar("Merzouga"))
    assert [hit.name for hit, _ in gazetteer.similar("Khnifra")][:1] == ["Khénifra"]
    assert gazetteer.similar("Fas") == []


def test_the_generic_word_chooses_the_province() -> None:
    province, town = place("Un séisme dans la province d'Al Hoceima.", "Al Hoceima"), place("Un séisme à Al Hoceima.", "Al Hoceima")
    assert province is not None
    assert town is not None
    assert (province.kind, town.kind) == ("province", "city")


def test_unknown_place_is_kept_as_nil() -> None:
    mention = french("Le drame s'est produit au douar Aghbaloune.").mentions[0]
    assert mention.resolution.place is None
    assert mention.resolution.nil_reason


def test_what_holds_a_name_decides_between_namesakes() -> None:
    here = Place(id="x:a", name="Imlil", kind="village", lat=31.1, lon=-7.9, province="07.041")
    there = Place(id="x:b", name="Imlil", kind="commune", lat=32.0, lon=-6.5, province="05.081", population=9000)
    holder = Place(id="hcp:07.041", name="Al Haouz", kind="province", lat=31.2, lon=-8.0, province="07.041")
    table = Table(imlil=[here, there], **{"al haouz": [holder]})
    text = "à Imlil, dans la province d'Al Haouz"
    names = [
        Toponym(text="Imlil", start=2, end=7, key="imlil", method="gazetteer"),
        Toponym(text="Al Haouz", start=28, end=36, key="al haouz", method="gazetteer", kinds=("province",)),
    ]
    resolved = resolve(names, table, text)
    assert resolved[0].place == here
    assert "Al Haouz" in resolved[0].why


def test_a_place_at_the_origin_of_the_axes_is_a_place() -> None:
    null_island = Place(id="x:null", name="Zéro", kind="city", lat=0.0, lon=0.0, population=100000)
    found = resolve([Toponym(text="Zéro", start=0, end=4, key="zero", method="gazetteer")], Table(zero=[null_island]), "Zéro")[0]
    assert found.place is not None
    assert found.place.lat == 0.0


def test_a_country_named_at_the_end_moves_no_place() -> None:
    text = "Un accident à Mohammédia, près de Casablanca, a fait deux blessés."
    before, after = place(text, "Mohammédia"), place(text + "\n\nL'Algérie a salué la nouvelle.", "Mohammédia")
    assert before == after
    assert before is not None
    assert before.country == "MA"


@settings(max_examples=20, deadline=None)
@given(st.permutations(TOWNS))
def test_the_order_of_a_list_does_not_matter(towns: list[str]) -> None:
    reading = french("Ils ont été arrêtés à " + ", ".join(towns[:-1]) + " et " + towns[-1] + ".")
    found = {each.text: each.resolution.place and each.resolution.place.id for each in reading.mentions}
    assert set(found) == set(TOWNS)
    base = french("Ils ont été arrêtés à " + ", ".join(TOWNS[:-1]) + " et " + TOWNS[-1] + ".")
    assert found == {each.text: each.resolution.place and each.resolution.place.id for each in base.mentions}


def test_candidates_are_ranked_and_at_most_five(seed_reading) -> None:
    for mention in seed_reading.mentions:
        scores = [each.score for each in mention.resolution.candidates]
        assert scores == sorted(scores, reverse=True)
        assert len(scores) <= 5
        assert all(math.isfinite(each) and 0 <= each <= 1 for each in scores)


@pytest.mark.parametrize("interface", ["fr", "en", "ar"])
@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fr",
            "Arrêtés à Casablanca, Khnifra et Rissani, dans la province d'Errachidia, ils venaient de la ville algérienne de Mohammadia.",
        ),
        ("ar", "أوقفت الشرطة ثلاثة أشخاص بمدن طنجة والعرائش وبإقليم أزيلال، قرب دوار أغبالو."),
        ("en", "A man was stabbed in Rabat, Malta, near the village of Ouled Nowhere, police in Fez and Tiflet said."),
        ("es", "Un incendio en el barrio de Tetuán, en Madrid, y otro en Melilla."),
    ],
)
def test_why_is_a_readable_line_in_each_language_of_the_interface(interface: str, language: str, text: str) -> None:
    reading = parse(Article(text=text, source="test", language=language), interface=interface, incidents=False)
    assert reading.mentions
    for each in reading.mentions:
        why = each.resolution.why
        assert why
        assert "{" not in why
        assert "why." not in why
        assert "\n" not in why
        assert (any("\u0621" <= letter <= "\u064a" for letter in why)) == (interface == "ar") or each.resolution.place is None or "«" in why


@pytest.mark.parametrize(
    ("language", "text", "elsewhere"),
    [
        ("ar", "أوقفت الشرطة شخصا ب{}، بإقليم {}.", " ورفضت الجزائر القرار."),
        ("en", "Police arrested a man in {}, in the province of {}.", " Algeria rejected the decision."),
        ("es", "La policía detuvo a un hombre en {}, en la provincia de {}.", " Argelia rechazó la decisión."),
    ],
)
def test_a_sentence_about_another_country_moves_nothing_in_any_language(language: str, text: str, elsewhere: str) -> None:
    pinned = text.format(*({"ar": ("سيدي سليمان", "سيدي سليمان")}.get(language, ("Mohammedia", "Mohammedia"))))
    before, after = (
        [each.resolution.place for each in parse(Article(text=told, source="test", language=language), incidents=False).mentions]
        for told in (pinned, pinned + elsewhere)
    )
    assert [each and each.country for each in before] == ["MA", "MA"]
    assert after[:2] == before


def toponym(text: str, at: int = 0, **known: object) -> Toponym:
    return Toponym(text=text, start=at, end=at + len(text), key=text.lower(), **known)  # type: ignore[arg-type]


def town(country: str, name: str = "Azib", **known: object) -> Place:
    values = {"kind": "town", "lat": 30.0, "lon": 0.0, "population": 1000} | known
    return Place(id=f"x:{country}:{name}:{values['lat']}", name=name, country=country, **values)  # type: ignore[arg-type]


def chosen(places: dict[str, list[Place]], text: str, **known: object) -> Place | None:
    """Resolve the names of a text that are in the table, and give the place of the first."""
    names = sorted((toponym(each, text.index(each), **known) for each in places), key=lambda name: name.start)
    return resolve(names, Table(**{key.lower(): rows for key, rows in places.items()}), text)[0].place


EGYPT, YEMEN = town("EG"), town("YE", lat=15.0)


def test_population_decides_where_nothing_else_does() -> None:
    large = town("EG", lat=31.0, population=2_000_000)
    assert chosen({"Azib": [YEMEN, large]}, "Azib") == large


def test_a_list_means_the_country_that_most_of_it_has_a_place_in() -> None:
    others = {name: [town("YE", name, lat=15.0 + 5 * at)] for at, name in enumerate(("Bora", "Cano"), 1)}
    assert chosen({"Azib": [EGYPT, YEMEN], **others}, "Azib, Bora et Cano", series=1) == YEMEN


def test_the_country_named_right_behind_decides() -> None:
    land = Place(id="country:YE", name="Yémen", kind="country", country="YE", lat=15.0, lon=48.0)
    assert chosen({"Azib": [EGYPT, YEMEN], "Yémen": [land]}, "Azib, au Yémen") == YEMEN


def test_of_two_places_the_one_near_what_leaves_no_doubt_is_meant() -> None:
    here, there = town("MA", lat=31.0, kind="village", province="1"), town("MA", lat=34.0, kind="village", province="2")
    assert chosen({"Azib": [there, here], "Bora": [town("MA", "Bora", lat=31.2)]}, "Azib. Puis Bora.") == here
    assert chosen({"Azib": [there, here], "Bora": [town("MA", "Bora", lat=34.2)]}, "Azib. Puis Bora.") == there


def test_the_generic_word_asks_for_a_kind() -> None:
    village, pass_ = town("MA", kind="village"), town("MA", lat=33.0, kind="pass")
    assert chosen({"Azib": [village, pass_]}, "Azib", kinds=("pass",)) == pass_


def test_what_all_else_lies_in_decides_where_nothing_is_surely_at_home() -> None:
    home = town("MA")
    others = {name: [town("YE", name, lat=20.0 + at)] for at, name in enumerate(("Bora", "Cano"))}
    assert chosen({"Azib": [home, YEMEN], **others}, "Azib. Bora. Cano.") == YEMEN
    assert chosen({"Azib": [home, YEMEN], **others, "Dara": [town("MA", "Dara", lat=33.0)]}, "Azib. Bora. Cano. Dara.") == home


def test_of_two_places_alike_in_all_none_is_chosen_and_both_are_named() -> None:
    here, there = town("MA", kind="village", province="1"), town("MA", lat=34.0, kind="village", province="2")
    (found,) = resolve([toponym("Azib")], Table(azib=[here, there]), "Azib", interface="en")
    assert found.place is None
    assert found.nil_reason == "several places called Azib, and nothing tells which"
    assert {each.place.id for each in found.candidates} == {here.id, there.id}


def test_a_town_and_the_province_of_its_name_may_pass_for_each_other() -> None:
    village, province = (
        town("MA", kind="village", province="1", population=None),
        town("MA", lat=31.0, kind="province", province="1", population=2),
    )
    (found,) = resolve([toponym("Azib")], Table(azib=[village, province]), "Azib")
    assert found.place is not None


def test_confidence_never_falls_as_the_lead_grows() -> None:
    trusts = [each / 100 for each in range(50, 101)]
    shares = [_calibrated(each) for each in trusts]
    assert shares == sorted(shares)
    assert 0 < shares[0] < 0.5
    assert shares[-1] < 1


@pytest.mark.parametrize(
    ("language", "text", "quarter", "town"),
    [
        ("en", "A gas cylinder exploded in the Al Qods district of Oujda on Wednesday.", "Al Qods", "Oujda"),
        ("fr", "Un immeuble s'est effondré dans le quartier Hay Hassani à Fès.", "Hay Hassani", "Fès"),
        ("es", "Un incendio en el barrio de Hay Hassani, en Fez, causó dos muertos.", "Hay Hassani", "Fez"),
    ],
)
def test_a_quarter_is_of_the_town_that_the_text_says(language: str, text: str, quarter: str, town: str) -> None:
    found = {each.text: each.resolution.place for each in parse(Article(text=text, source="test", language=language)).mentions}
    assert found[quarter] is None
    assert found[town] is not None
    assert found[town].kind == "city"
