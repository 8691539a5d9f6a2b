import re

import pytest

from geo.languages.folding import fold
from geo.models import Article, Resolution
from geo.outlets import DOMAINS, NAMES, country_of
from geo.pipeline import parse


def article(text: str = "", **known: str) -> Article:
    return Article(**{"source": "a.txt", "text": text, "language": "fr", **known})


@pytest.mark.parametrize(
    ("known", "country"),
    [
        ({}, None),
        ({"url": "https://www.elwatan-dz.com/2025/x"}, "DZ"),
        ({"url": "https://news.timesofmalta.com/x"}, "MT"),
        ({"url": "https://www.hespress.ma/x"}, "MA"),
        ({"url": "https://www.bbc.co.uk/x"}, "GB"),
        ({"source": "https://aps.dz/x"}, "DZ"),
        ({"outlet": "elpais.com"}, "ES"),
        ({"outlet": "El Watan"}, "DZ"),
        ({"outlet": "الأهرام"}, "EG"),
        ({"outlet": "Le Petit Journal de Personne"}, None),
        ({"url": "https://example.com/x"}, None),
        ({"url": "https://example.tv/x"}, None),
        ({"url": "https://127.0.0.1/x"}, None),
        ({"url": "https://localhost/x"}, None),
        ({"url": "https://[broken/x"}, None),
        ({"url": "https://notelpais.com/x"}, None),
    ],
)
def test_the_country_of_an_outlet_is_read_off_its_address_or_name(known: dict[str, str], country: str | None) -> None:
    assert country_of(article(**known)) == country


def test_the_tables_hold_folded_names_and_codes_of_countries() -> None:
    assert all(fold(name) == name for name in NAMES)
    assert all(domain == domain.lower() and "." in domain for domain in DOMAINS)
    assert all(re.fullmatch("[A-Z]{2}", code) for code in (*DOMAINS.values(), *NAMES.values()))


def answer(text: str, **known: str) -> Resolution:
    return parse(article(text, **known), incidents=False).mentions[0].resolution


def test_an_outlet_abroad_makes_a_namesake_at_home_doubtful() -> None:
    text = "Un incendie s'est déclaré mardi à Mohammadia."
    here, there = answer(text), answer(text, url="https://www.elwatan-dz.com/x")
    assert here.confidence > 0.9
    assert there.confidence < 0.9
    assert there.place is not None
    assert here.place == there.place


@pytest.mark.parametrize(
    ("text", "address", "country"),
    [
        ("Une explosion a fait deux morts à Tripoli.", "https://www.lorientlejour.com/x", "LB"),
        ("Une explosion a fait deux morts à Tripoli.", "https://libyaherald.com/x", "LY"),
        ("Un feu a pris dans une usine de Valence.", "https://example.fr/x", "FR"),
        ("Un feu a pris dans une usine de Valence.", "https://elpais.com/x", "ES"),
    ],
)
def test_of_namesakes_abroad_the_one_of_the_outlets_country_is_meant(text: str, address: str, country: str) -> None:
    resolution = answer(text, url=address)
    assert resolution.place is not None
    assert resolution.place.country == country
    assert country in resolution.why


def test_an_outlet_at_home_changes_nothing() -> None:
    text = "Un convoi est arrivé à Mohammadia, en Algérie, puis à Oujda."
    assert answer(text) == answer(text, url="https://www.hespress.ma/x")
