"""The map's payload, the page it goes into, and that no text of an article is ever more than text."""

import base64
import hashlib
import json
import re
from dataclasses import replace

import folium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.languages.strings import INTERFACES
from geo.maps import base_map, layer, payload, render_html
from geo.maps.basemap import basemap
from geo.maps.packing import pack, unpack
from geo.maps.quotes import quote
from geo.models import Actor, Filter, IncidentPlace, Reading, Report, reports
from tests.map_samples import gallery, mention, place, seed_reading, small_reading

HOSTILE = (
    "{{7*7}}",
    "{% x %}",
    "${7*7}",
    "`backtick`",
    "</script><script>window.hacked=1</script>",
    '<img src=x onerror="window.hacked=1">',
    "javascript:window.hacked=1",
    "{{cycler.__init__.__globals__.os.popen(dict(id=1)|join).read()}}",
    "{# comment #}",
    "\\u003c",
    "'\"&amp;",
)


def hostile_reports(text: str, url: str | None = None) -> list[Report]:
    """Put one text wherever an article or a gazetteer can bring text in."""
    found = place(text, 33.0, -6.0, id=f"user:{text}", names={"fr": text, "ar": text})
    body = f"{text} : une marche à {text}, hier."
    reading = small_reading(
        body,
        text,
        found,
        subtype=text,
        actors=(Actor(name=text, role=text, attribution=text, start=0, end=1),),
        article_outlet=text,
        article_title=text,
        article_url=text if url is None else url,
        article_source=text,
        id=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16],
    )
    lost = small_reading(body, text, None, id="9" * 16)
    return [*reports(reading), *reports(lost)]


def embedded(page: str) -> dict[str, object]:
    """Read back the payload that a page carries."""
    packed = re.search(r'Marsad\.layer\(\w+, "([^"]+)"\)', page)
    assert packed is not None
    return unpack(packed[1])


def page_of(shown: list[Report], *, language: str = "fr", chosen: Filter | None = None) -> str:
    return render_html(shown, title="Essai", language=language, chosen=chosen)


def test_seed_has_a_pin_for_each_of_its_ten_towns() -> None:
    data = payload(reports(seed_reading()), language="fr")
    assert len(data["pins"]) == 10
    assert {pin["name"] for pin in data["pins"]} >= {"Rissani", "Khénifra", "Berkane", "Casablanca"}
    casablanca = next(pin for pin in data["pins"] if pin["name"] == "Casablanca")
    assert [data["incidents"][row["index"]]["discourse"] for row in casablanca["incidents"]] == ["current", "background"]


def test_quote_is_the_sentence_with_the_place_marked() -> None:
    khenifra = next(pin for pin in payload(reports(seed_reading()), language="fr")["pins"] if pin["name"] == "Khénifra")
    parts = khenifra["incidents"][0]["quote"]
    assert [text for text, look in parts if look == "here"] == ["Khnifra"]
    assert [text for text, look in parts if look == "ages"] == ["19 à 49"]
    whole = "".join(text for text, _ in parts)
    assert "des suspects âgés de 19 à 49 ans" in whole
    assert "Il a été révélé" not in whole


def test_date_without_anchor_keeps_the_words_of_the_article() -> None:
    first = payload(reports(seed_reading()), language="fr")["incidents"][0]
    assert first["date"]["value"] is None
    assert "Jeudi" in first["date"]["note"]


def test_only_pinned_roles_have_a_pin_and_the_strongest_gives_its_look() -> None:
    reading = small_reading("Réunion à Fès.", "Fès", place("Fès", 34.03, -5.0))
    spot = reading.incidents[0].places[0]
    for role, pins in (("occurred", 1), ("target", 1), ("planned_target", 1), ("residence", 0), ("tried_at", 0), ("metonym", 0)):
        incident = replace(reading.incidents[0], places=(replace(spot, role=role),))  # type: ignore[arg-type]
        assert len(payload(reports(replace(reading, incidents=(incident,))), language="fr")["pins"]) == pins
    both = replace(reading.incidents[0], places=(replace(spot, role="target"), spot))
    data = payload(reports(replace(reading, incidents=(both,))), language="fr")
    assert [row["role"] for row in data["pins"][0]["incidents"]] == ["occurred"]
    assert "cible" in data["pins"][0]["incidents"][0]["role_label"]


def test_country_and_unresolved_place_are_listed_with_a_reason_and_never_pinned() -> None:
    data = payload(gallery(), language="fr")
    assert {row["name"] for row in data["unplaced"]} == {"Douar Lahjar", "Maroc"}
    assert all(row["reason"] for row in data["unplaced"])
    assert "Maroc" not in {pin["name"] for pin in data["pins"]}


def test_incident_that_names_no_place_is_listed() -> None:
    reading = small_reading("Réunion à Fès.", "Fès", None)
    bare = replace(reading.incidents[0], places=())
    data = payload(reports(replace(reading, incidents=(bare,))), language="fr")
    assert [row["name"] for row in data["unplaced"]] == [None]


def test_western_sahara_as_a_whole_is_no_pin() -> None:
    whole = place("Sahara", 24.0, -13.0, id="country:EH", kind="region", country="EH")
    assert payload(reports(small_reading("Au Sahara.", "Sahara", whole)), language="fr")["pins"] == []


@pytest.mark.parametrize(("worldview", "country"), [("ma", None), ("iso", "Sahara occidental"), ("defacto", None)])
def test_worldview_changes_the_country_shown_and_no_coordinate(worldview: str, country: str | None) -> None:
    data = payload(gallery(), language="fr", worldview=worldview)  # type: ignore[arg-type]
    dakhla = next(pin for pin in data["pins"] if pin["name"] == "Dakhla")
    assert (dakhla["country"], dakhla["lat"], dakhla["lon"]) == (country, 23.6848, -15.958)


def test_circle_tells_uncertain_points() -> None:
    circles = {pin["name"]: pin["circle_km"] for pin in payload(gallery(), language="fr")["pins"]}
    assert circles["Tata"] == 60
    assert circles["Dakhla"] == 25  # at sea off the town
    assert circles["Rissani"] is None


def test_other_discourses_are_never_in_the_payload() -> None:
    reading = small_reading("Réunion à Fès.", "Fès", place("Fès", 34.03, -5.0))
    for discourse in ("aggregate", "future", "hypothetical", "negated"):
        incident = replace(reading.incidents[0], discourse=discourse)  # type: ignore[arg-type]
        assert payload(reports(replace(reading, incidents=(incident,))), language="fr")["incidents"] == []


def test_point_zero_is_a_point() -> None:
    data = payload(reports(small_reading("À Zéro.", "Zéro", place("Zéro", 0.0, 0.0))), language="fr")
    assert [(pin["lat"], pin["lon"]) for pin in data["pins"]] == [(0.0, 0.0)]


def test_coordinates_off_the_globe_are_not_drawn() -> None:
    for lat, lon in ((float("nan"), 0.0), (91.0, 0.0), (0.0, float("inf"))):
        data = payload(reports(small_reading("À Nulle.", "Nulle", place("Nulle", lat, lon))), language="fr")
        assert data["pins"] == []
        assert pack(data)


def test_only_web_addresses_become_links() -> None:
    for url, kept in (
        ("https://example.org/a", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("file:///etc", False),
    ):
        shown = hostile_reports("Fès", url)
        assert (payload(shown, language="fr")["incidents"][0]["source"]["url"] is not None) is kept


def test_very_long_sentence_is_cut_around_the_place() -> None:
    text = "mot " * 2000 + "Fès" + " mot" * 2000
    reading = small_reading(text, "Fès", place("Fès", 34.03, -5.0))
    parts = quote(reports(reading)[0], reading.incidents[0].places[0])
    assert sum(len(text) for text, _ in parts) <= 420
    assert ("Fès", "here") in [tuple(each) for each in parts]


def test_quote_after_characters_outside_the_basic_plane_marks_the_place() -> None:
    text = "🚨🚨 Incendie à Fès."
    reading = small_reading(text, "Fès", place("Fès", 34.03, -5.0))
    assert quote(reports(reading)[0], reading.incidents[0].places[0]) == [("🚨🚨 Incendie à ", ""), ("Fès", "here"), (".", "")]


def test_place_without_mention_has_no_quote() -> None:
    reading = small_reading("Réunion à Fès.", "Fès", place("Fès", 34.03, -5.0))
    assert quote(reports(reading)[0], IncidentPlace(place=None, role="occurred", precision=1, mentions=(7,))) == []


def test_packing_is_deterministic_and_its_alphabet_harmless() -> None:
    data = {"text": "".join(HOSTILE), "عربي": [1, None, 0.5]}
    assert pack(data) == pack(data)
    assert unpack(pack(data)) == data
    assert re.fullmatch(r"[A-Za-z0-9+/=]+", pack(data))


@pytest.mark.parametrize("language", INTERFACES)
def test_page_is_whole_small_and_asks_for_nothing(language: str) -> None:
    page = page_of(gallery(), language=language)
    assert page.startswith("<!DOCTYPE html>")
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page
    assert "<title>Essai</title>" in page
    assert "user-scalable" not in page
    assert len(page.encode()) < 400_000
    assert not re.search(r"<(?:link|img|iframe|base|object|embed)\b", page)
    assert not re.search(r"<script[^>]*\bsrc", page)
    assert "sourceMappingURL" not in page


def test_policy_names_every_script_by_its_hash_and_nothing_else() -> None:
    page = page_of(gallery())
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    written = policy[1].replace("&#39;", "'")
    assert "default-src 'none'" in written
    assert "connect-src 'none'" in written
    assert "unsafe-eval" not in written
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(each.encode()).digest()).decode()}'" for each in scripts}
    script_rule = next(rule for rule in written.split("; ") if rule.startswith("script-src "))
    assert set(script_rule.split()[1:]) == hashes


def test_same_reports_give_the_same_page() -> None:
    assert page_of(gallery()) == page_of(gallery())


def test_page_tells_its_filter() -> None:
    chosen = Filter(types=("protest",), since="2024-01-01", regions=("06",), text="<b>{{7*7}}", undated=False, background=True)
    page = page_of(gallery(), chosen=chosen)
    for words in ("Manifestation", "1er janvier 2024", "Casablanca-Settat", "&lt;b&gt;{{7*7}}"):
        assert words in page
    options = embedded(page)["options"]
    assert isinstance(options, dict)
    assert {key: options[key] for key in ("fit", "toggles", "background")} == {"fit": True, "toggles": True, "background": True}


def test_page_of_nothing_is_a_page() -> None:
    assert embedded(page_of([]))["data"]["pins"] == []  # type: ignore[index,call-overload]


def test_hostile_text_stays_in_the_packed_string() -> None:
    calm = page_of(hostile_reports("Fès"))
    for text in HOSTILE:
        page = page_of(hostile_reports(text))
        assert skeleton(page) == skeleton(calm)
        assert json.dumps(text, ensure_ascii=False) in json.dumps(embedded(page), ensure_ascii=False)


def test_hostile_title_of_the_page_is_escaped() -> None:
    for text in HOSTILE:
        page = render_html([], title=text, language="fr")
        assert "window.hacked=1</script>" not in page
        assert "<img" not in page


def skeleton(page: str) -> str:
    """Leave of a page what no article may change: without its payload and the hashes of its scripts."""
    return re.sub(r"sha256-[A-Za-z0-9+/=]+", "", re.sub(r'"[A-Za-z0-9+/=]{400,}"', '""', page))


@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=60).map(lambda text: text.replace("\n", " ")) | st.sampled_from(HOSTILE))
def test_no_text_changes_anything_in_the_script_but_the_packed_string(text: str) -> None:
    shown = hostile_reports(text)
    figure = folium.Figure()
    made = base_map(language="fr")
    made.default_js, made.default_css = [], []
    made.add_child(layer(shown, language="fr"))
    figure.add_child(made)
    figure.render()
    script = figure.script.render()
    assert re.sub(r'"[A-Za-z0-9+/=]{400,}"', '""', script) == calm_script()
    packed = re.search(r'Marsad\.layer\(\w+, "([^"]+)"\)', script)
    assert packed is not None
    assert unpack(packed[1])["data"]["pins"][0]["name"] == text.encode("utf-8", "replace").decode("utf-8")


def calm_script() -> str:
    figure = folium.Figure()
    made = base_map(language="fr")
    made.default_js, made.default_css = [], []
    made.add_child(layer(hostile_reports("Fès"), language="fr"))
    figure.add_child(made)
    figure.render()
    return re.sub(r'"[A-Za-z0-9+/=]{400,}"', '""', figure.script.render())


def test_base_map_brings_its_assets_along_or_names_where_they_are_served() -> None:
    assert all(
        address.startswith("data:text/") for _, address in (*base_map(language="fr").default_js, *base_map(language="fr").default_css)
    )
    served = base_map(language="fr", assets="../pages.web/")
    assert ("leaflet.js", "../pages.web/leaflet.js") in served.default_js
    assert "cdn" not in str(folium.Map.default_js[0][1]) or served.default_js is not folium.Map.default_js


def test_base_map_in_a_notebook_asks_no_server() -> None:
    made = base_map(language="ar")
    layer(gallery(), language="ar").add_to(made)
    page = made.get_root().render()
    assert not re.search(r"""(?:src|href)=["']?https?:""", page)


def test_worldview_changes_lines_and_labels_of_the_basemap() -> None:
    views = {view: basemap("fr", view) for view in ("ma", "iso", "defacto")}  # type: ignore[arg-type]
    named = {view: {row[2] for row in base["labels"]} for view, base in views.items()}
    assert {"Maroc", "Casablanca", "Souss-Massa"} <= named["ma"]
    assert "Sahara occidental" not in named["ma"]
    assert "Sahara occidental" in named["iso"] & named["defacto"]
    assert "Sebta" in named["ma"]
    assert "Ceuta" in named["iso"]
    assert {row["kind"] for row in views["ma"]["borders"]} == {"border"}
    assert "disputed" in {row["kind"] for row in views["iso"]["borders"]}
    assert views["ma"]["regions"] == views["iso"]["regions"]


def test_layer_of_the_same_reports_is_the_same_script() -> None:
    first, second = (layer(gallery(), language="fr", selected="a" * 16) for _ in range(2))
    assert [each.packed for each in first._children.values()] == [each.packed for each in second._children.values()]


def test_mentions_beyond_the_list_are_ignored() -> None:
    found = place("Fès", 34.03, -5.0)
    reading = small_reading("Réunion à Fès.", "Fès", found)
    odd = replace(reading.incidents[0], places=(IncidentPlace(place=None, role="occurred", precision=1, mentions=(99,)),))
    data = payload(
        reports(Reading(article=reading.article, language="fr", mentions=(mention("Fès", "Fès", found),), incidents=(odd,))), language="fr"
    )
    assert data["unplaced"][0]["name"] == "?"
