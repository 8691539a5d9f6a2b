"""Geocoding: the gazetteer as a geopy geocoder, and online geocoders for what it lacks, played by a server of the tests' own."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from geo.errors import SettingsError
from geo.geocoders import Chain, Gazetteer, complete
from geo.geocoders.answers import READERS, read_nominatim
from geo.geocoders.cache import Cache
from geo.models import Article, Place, Reading, Resolution, Toponym
from geo.pipeline import parse
from geo.settings import Provider, Settings
from tests.conftest import ROOT
from tests.geocoder_server import FakeGeocoder, nominatim, serving

UNKNOWN = "Douar Zzouhr"


@pytest.fixture
def offline() -> Gazetteer:
    return Gazetteer()


@pytest.fixture
def server() -> Iterator[FakeGeocoder]:
    with serving() as fake:
        yield fake


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "answers.sqlite")


def chain(server: FakeGeocoder, cache: Cache, *names: str, clock: float = 0.0) -> Chain:
    providers = tuple(Provider(name=name, address=server.address, user="me") for name in names or ("nominatim",))
    settings = Settings(geocoders=providers, geocoder_timeout=0.4, geocoder_pause=0.0, geocoder_agent="marsad-tests")
    return Chain(settings, cache=cache, clock=lambda: clock)


def toponym(text: str = UNKNOWN, **other: object) -> Toponym:
    return Toponym(text=text, start=0, end=len(text), key=text.casefold(), method="pattern", **other)  # type: ignore[arg-type]


def nil() -> Resolution:
    return Resolution(place=None, nil_reason="unknown", confidence=0.0, why="unknown")


def test_gazetteer_is_a_geocoder_of_geopy(offline: Gazetteer) -> None:
    assert isinstance(offline, Geocoder)
    found = RateLimiter(offline.geocode, min_delay_seconds=0)("Rissani")
    assert isinstance(found, Location)
    assert found.address == "Rissani, Errachidia, Drâa-Tafilalet, Maroc"
    assert (round(found.latitude, 1), round(found.longitude, 1)) == (31.3, -4.3)


def test_raw_is_place_of_the_contract(offline: Gazetteer) -> None:
    schema = json.loads((ROOT / "data" / "contract.schema.json").read_text(encoding="utf-8"))
    found = offline.geocode("الرشيدية", language="ar")
    jsonschema.validate(found.raw, {**schema, "$ref": "#/$defs/place", "required": [], "properties": {}})
    assert found.raw["id"].startswith("hcp:08.201")
    assert found.address.startswith("الرشيدية")


def test_what_holds_a_place_chooses_among_its_namesakes(offline: Gazetteer) -> None:
    assert offline.geocode("Rabat, Maroc").raw["kind"] == "city"
    assert offline.geocode("Paris, Maroc") is None
    assert offline.geocode("Rissani، Errachidia").raw["province"] == "08.201"


@pytest.mark.parametrize("query", ["", " , ", "Nowhereville", "12", "<b>"])
def test_what_is_no_place_is_none(offline: Gazetteer, query: str) -> None:
    assert offline.geocode(query) is None
    assert offline.geocode(query, exactly_one=False) is None


def test_one_typing_error_is_forgiven(offline: Gazetteer) -> None:
    assert offline.geocode("Khnifraa").raw["name"] == "Khénifra"


def test_reverse_gives_commune_province_and_region(offline: Gazetteer) -> None:
    assert [each.raw["kind"] for each in offline.reverse((31.28, -4.26), exactly_one=False)] == ["town", "province", "region"]
    assert offline.reverse("33.57, -7.6").raw["kind"] == "arrondissement"


def test_reverse_of_nowhere_is_none(offline: Gazetteer) -> None:
    assert offline.reverse((0.0, 0.0)) is None


@pytest.mark.parametrize(("worldview", "country"), [("ma", "Maroc"), ("iso", "Sahara occidental"), ("defacto", "Maroc")])
def test_worldview_changes_the_address_and_nothing_else(worldview: str, country: str) -> None:
    found = Gazetteer(worldview=worldview).geocode("Dakhla")  # type: ignore[arg-type]
    assert found.address.endswith(country)
    assert found.raw == Gazetteer(worldview="ma").geocode("Dakhla").raw
    assert found.raw["country"] == "EH"


def test_nominatim_resolves_what_the_gazetteer_lacks(server: FakeGeocoder, cache: Cache) -> None:
    server.results[UNKNOWN] = [nominatim(UNKNOWN)]
    (found,) = complete([toponym()], [nil()], chain=chain(server, cache))
    assert found.place is not None
    assert (found.place.id, found.place.kind, found.place.country) == ("osm:N4711", "village", "MA")
    assert found.place.names == {"ar": "دوار تجريبي"}
    assert found.place.commune is not None
    assert 2 < found.place.uncertainty_km < 4
    assert "Nominatim" in found.why
    assert server.asked[0]["countrycodes"] == "ma,eh"
    assert server.agents == ["marsad-tests"]


def test_morocco_is_asked_for_first_then_the_world(server: FakeGeocoder, cache: Cache) -> None:
    server.results[UNKNOWN] = [nominatim(UNKNOWN, lat=40.0, lon=-3.0, country="es")]
    (found,) = complete([toponym()], [nil()], chain=chain(server, cache))
    assert found.place is not None
    assert (found.place.country, found.place.commune) == ("ES", None)
    assert ["countrycodes" in each for each in server.asked] == [True, False]


def test_photon_and_geonames_speak_their_own_formats(server: FakeGeocoder, cache: Cache) -> None:
    about = {"osm_type": "R", "osm_id": 12, "osm_key": "place", "osm_value": "town", "type": "city", "name": "Ici", "countrycode": "MA"}
    server.results["Ici"] = [{"geometry": {"coordinates": [-7.0, 32.0]}, "properties": {**about, "extent": [-7.1, 32.1, -6.9, 31.9]}}]
    assert chain(server, cache, "photon").ask("Ici").places[0].id == "photon:R12"
    record = {
        "geonameId": 99,
        "name": "Là",
        "lat": "32.0",
        "lng": "-7.0",
        "fcl": "P",
        "fcode": "PPL",
        "countryCode": "MA",
        "population": 7000,
    }
    server.results["Là"] = [record]
    place = chain(server, cache, "geonames").ask("Là").places[0]
    assert (place.id, place.kind, place.lat, place.lon) == ("geonames:99", "town", 32.0, -7.0)


def test_the_chain_goes_on_where_one_provider_fails(server: FakeGeocoder, cache: Cache) -> None:
    server.results[UNKNOWN] = [nominatim(UNKNOWN)]
    dead = Provider(name="photon", address=f"http://127.0.0.1:{free_port()}")
    live = Provider(name="nominatim", address=server.address)
    answer = Chain(Settings(geocoders=(dead, live), geocoder_pause=0.0), cache=cache).ask(UNKNOWN)
    assert answer.source == "Nominatim"
    assert answer.silent == (("Photon", "down"),)


def test_nobody_is_asked_twice(server: FakeGeocoder, cache: Cache) -> None:
    server.results[UNKNOWN] = [nominatim(UNKNOWN)]
    first = chain(server, cache).ask(UNKNOWN)
    assert chain(server, cache).ask(UNKNOWN) == first
    assert len(server.asked) == 1


def test_an_old_answer_is_asked_for_anew(server: FakeGeocoder, tmp_path: Path) -> None:
    server.results[UNKNOWN] = [nominatim(UNKNOWN)]
    chain(server, Cache(tmp_path / "c.sqlite", now=lambda: 0.0)).ask(UNKNOWN)
    chain(server, Cache(tmp_path / "c.sqlite", now=lambda: 1e9)).ask(UNKNOWN)
    assert len(server.asked) == 2


def test_a_broken_cache_is_only_slower(server: FakeGeocoder, tmp_path: Path) -> None:
    (tmp_path / "broken.sqlite").write_text("no database " * 100)
    server.results[UNKNOWN] = [nominatim(UNKNOWN)]
    assert chain(server, Cache(tmp_path / "broken.sqlite")).ask(UNKNOWN).places


def test_a_name_that_is_merely_like_it_is_not_taken(server: FakeGeocoder, cache: Cache) -> None:
    server.results[UNKNOWN] = [nominatim("Douar Autre"), nominatim(UNKNOWN, type="pub", **{"class": "amenity"})]
    assert chain(server, cache).ask(UNKNOWN).places == ()


def test_namesakes_far_apart_stay_nil_unless_the_article_decides(server: FakeGeocoder, cache: Cache) -> None:
    server.results[UNKNOWN] = [nominatim(UNKNOWN), nominatim(UNKNOWN, lat=34.5, lon=-4.5, number=8)]
    (found,) = complete([toponym()], [nil()], chain=chain(server, cache))
    assert found.place is None
    assert len(found.candidates) == 2
    beside = Place(id="x", name="Taza", kind="city", lat=34.21, lon=-4.01)
    known = Resolution(place=beside, nil_reason=None, confidence=1.0, why="")
    *_, found = complete([toponym("Taza"), toponym()], [known, nil()], chain=chain(server, cache))
    assert found.place is not None
    assert found.place.id == "osm:N8"


def test_what_is_known_or_stands_for_an_authority_is_never_asked_for(server: FakeGeocoder, cache: Cache) -> None:
    weak = Resolution(place=None, nil_reason="weak", confidence=0.0, why="weak", candidates=(object(),))  # type: ignore[arg-type]
    given = [weak, nil()]
    assert complete([toponym(), toponym(literal=False)], given, chain=chain(server, cache)) == given
    assert server.asked == []


def test_without_a_setting_nothing_changes() -> None:
    given = [nil()]
    assert complete([toponym()], given) == given


@pytest.mark.parametrize(
    ("mode", "reason"),
    [("busy", "demande d'attendre"), ("garbage", "de travers"), ("shapes", "de travers"), ("slow", "à temps"), ("forbidden", "refusé")],
)
def test_a_provider_that_fails_leaves_the_name_nil_and_says_why(server: FakeGeocoder, cache: Cache, mode: str, reason: str) -> None:
    server.mode = mode
    (found,) = complete([toponym()], [nil()], chain=chain(server, cache))
    assert found.place is None
    assert found.nil_reason is not None
    assert reason in found.nil_reason


def test_a_provider_that_failed_is_left_alone_for_a_minute(server: FakeGeocoder, cache: Cache) -> None:
    server.mode = "busy"
    asked = chain(server, cache)
    assert asked.ask("Un").silent == asked.ask("Deux").silent == (("Nominatim", "busy"),)
    assert len(server.asked) == 1


def french(text: str, monkeypatch: pytest.MonkeyPatch, address: str, folder: Path) -> Reading:
    monkeypatch.setenv("MARSAD_GEOCODERS", f"nominatim={address}")
    monkeypatch.setenv("MARSAD_GEOCODER_PAUSE", "0")
    monkeypatch.setenv("MARSAD_GEOCODER_TIMEOUT", "0.4")
    monkeypatch.setattr("geo.geocoders.chain.cache_folder", lambda: folder)
    return parse(Article(text=text, source="test", language="fr"))


def test_parse_asks_for_what_it_does_not_know_only(server: FakeGeocoder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    server.results["Zzouhra"] = [nominatim("Zzouhra")]
    reading = french("Deux hommes ont été arrêtés dans le village de Zzouhra et à Rissani.", monkeypatch, server.address, tmp_path)
    found = {each.text: each.resolution.place for each in reading.mentions}
    assert found["Zzouhra"] is not None
    assert found["Zzouhra"].id == "osm:N4711"
    assert {each["q"] for each in server.asked} == {"Zzouhra"}


def test_an_article_is_parsed_though_no_provider_is_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = "Deux hommes ont été arrêtés dans le village de Zzouhra et à Rissani."
    reading = french(text, monkeypatch, f"http://127.0.0.1:{free_port()}", tmp_path)
    found = {each.text: each.resolution for each in reading.mentions}
    assert found["Rissani"].place is not None
    assert found["Zzouhra"].place is None
    assert "injoignable" in (found["Zzouhra"].nil_reason or "")
    assert reading.incidents


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("raw", [{}, {"lat": "x"}, {"lat": "1e999", "lon": "0"}, {"boundingbox": "abc", "namedetails": 3, "address": []}])
@pytest.mark.parametrize("provider", sorted(READERS))
def test_an_answer_of_any_shape_is_read_or_refused(provider: str, raw: dict[str, object]) -> None:
    assert READERS[provider](raw) is None
    assert read_nominatim({**nominatim("Ici"), **raw}) is None or raw.keys() & {"boundingbox"} or raw == {}


def test_names_from_afar_lose_what_a_terminal_would_obey() -> None:
    read = read_nominatim(nominatim("Ici\x1b[2J\x00\nlà"))
    assert read is not None
    assert read[0].name == "Ici[2Jlà"


def test_zero_is_a_coordinate() -> None:
    read = read_nominatim(nominatim("Zéro", lat=0.0, lon=0.0, country=""))
    assert read is not None
    assert (read[0].lat, read[0].lon, read[0].country) == (0.0, 0.0, "")


@pytest.mark.parametrize("value", ["osmand", "nominatim=ftp://x", "geonames", "photon=x y", "nominatim=javascript:alert(1)"])
def test_a_setting_that_names_no_provider_is_told(value: str) -> None:
    with pytest.raises(SettingsError, match="MARSAD_GEOCODERS"):
        Settings.from_environment({"MARSAD_GEOCODERS": value})


def test_settings_name_providers_in_order() -> None:
    settings = Settings.from_environment({"MARSAD_GEOCODERS": "nominatim=https://n.example/x/, photon,geonames=me"})
    assert [each.name for each in settings.geocoders] == ["nominatim", "photon", "geonames"]
    assert settings.geocoders[0].address == "https://n.example/x"
    assert settings.geocoders[2].user == "me"


@pytest.mark.parametrize("name", ["MARSAD_GEOCODER_TIMEOUT", "MARSAD_GEOCODER_PAUSE"])
def test_a_time_that_is_no_number_of_seconds_is_told(name: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.from_environment({name: "soon"})
    assert Settings.from_environment({name: "0.5"}) != Settings.from_environment({})
