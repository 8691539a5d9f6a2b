"""The rules that the data build applies to names, and the collisions it refuses."""

from pathlib import Path

import pytest

from tools.names import add_variants
from tools.tables import Gazetteer, PlaceRow
from tools.variants import arabic_variants, latin_variants, skeleton


def place(number: int, *, name: str = "Aïn Leuh", kind: str = "commune", country: str = "MA") -> PlaceRow:
    return PlaceRow(
        id=f"x:{number}",
        name=name,
        kind=kind,
        lat=0.0,
        lon=0.0,
        uncertainty_km=1.0,
        country=country,
        region="03",
        province="03.271",
        name_fr=name,
    )


@pytest.mark.parametrize(
    ("name", "variant"),
    [
        ("Bni Bouayach", "Beni Bouayach"),
        ("Oulad Teima", "Ouled Teima"),
        ("El Gouraani", "Gouraani"),
        ("Er-Rissani", "El Rissani"),
        ("Ksar El Kebir", "Ksar Kebir"),
        ("Karia Ba Mohamed", "Kariat Ba Mohamed"),
        ("Sidi Yahia El Gharb", "Sidi Yahia Du Gharb"),
    ],
)
def test_latin_names_are_respelled_as_the_press_does(name: str, variant: str) -> None:
    assert variant in set(latin_variants(name))


def test_short_names_keep_their_article() -> None:
    assert "Rich" not in set(latin_variants("Er-Rich"))


def test_arabic_valley_is_spelled_both_ways() -> None:
    assert "واد النعام" in set(arabic_variants("وادي النعام"))


def test_skeleton_joins_transliterations_but_not_kenitra_and_khenifra() -> None:
    assert skeleton("Khnifra") == skeleton("Khénifra")
    assert skeleton("Khénifra") != skeleton("Kénitra")


def test_names_that_two_places_bear_are_told_unless_reviewed() -> None:
    gazetteer = Gazetteer(common_words={})
    gazetteer.add(place(1))
    gazetteer.add(place(2, name="Ain Leuh", kind="village"))
    assert gazetteer.collisions(()) == ["ain leuh: x:1 (Aïn Leuh) and x:2 (Ain Leuh)"]
    assert gazetteer.collisions({"ain leuh"}) == []


def test_flagged_and_foreign_names_and_other_levels_do_not_collide() -> None:
    gazetteer = Gazetteer(common_words={})
    gazetteer.add(place(1))
    gazetteer.add(place(2), flag="rare")
    gazetteer.add(place(3, kind="province"))
    gazetteer.add(place(4, kind="cercle"))
    gazetteer.add(place(5, country="DZ"))
    assert gazetteer.collisions(()) == []


def test_a_variant_that_is_another_places_name_is_rare() -> None:
    gazetteer = Gazetteer(common_words={})
    gazetteer.add(place(1, name="Sidi El Abed"))
    gazetteer.add(place(2, name="Sidi Abed"))
    add_variants(gazetteer)
    assert {row.place: row.flag for row in gazetteer.names() if row.name == "Sidi Abed"} == {"x:1": "rare", "x:2": ""}


def test_reviewing_a_name_keeps_its_language_and_changes_its_flag() -> None:
    gazetteer = Gazetteer(common_words={})
    gazetteer.add(place(1))
    gazetteer.call_reviewed("x:1", "Ain Leuh", lang="en", flag="rare")
    assert [(row.name, row.lang, row.flag) for row in gazetteer.names()] == [("Ain Leuh", "fr", "rare")]


def test_an_id_is_given_once() -> None:
    gazetteer = Gazetteer(common_words={})
    gazetteer.add(place(1))
    with pytest.raises(ValueError, match="x:1"):
        gazetteer.add(place(1))


def test_a_name_of_no_place_fails_the_build(tmp_path: Path) -> None:
    gazetteer = Gazetteer(common_words={})
    gazetteer.call("x:9", "Nulle Part")
    with pytest.raises(ValueError, match="x:9"):
        gazetteer.write(tmp_path)


def test_common_words_are_flagged_at_home_and_may_be_dropped_abroad() -> None:
    gazetteer = Gazetteer(common_words={"tata": "context", "sur": "drop"})
    gazetteer.add(place(1, name="Tata"))
    gazetteer.add(place(2, name="Tyr", country="LB"))
    gazetteer.call("x:2", "Sur")
    assert [(row.place, row.name, row.flag) for row in gazetteer.names()] == [("x:1", "Tata", "context"), ("x:2", "Tyr", "")]
