"""The rules that the data build applies to names, and the collisions it refuses."""

from pathlib import Path

import pytest

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


def test_two_places_of_one_kind_province_and_name_fail_the_build(tmp_path: Path) -> None:
    gazetteer = Gazetteer(common_words={})
    gazetteer.add(place(1))
    gazetteer.add(place(2, name="Ain Leuh"))
    with pytest.raises(ValueError, match="x:1 and x:2"):
        gazetteer.write(tmp_path)


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
