"""The printed map: what is on it, where it is, that it reads in each language, and that no text is ever more than text."""

import csv
import io
import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFont
from pypdf import PdfReader
from pyproj import Geod

from geo.languages.strings import INTERFACES
from geo.maps.signs import signs
from geo.maps.words import TYPES
from geo.models import Filter, Report, reports
from geo.prints import render_pdf, render_png
from geo.prints.frame import framed
from geo.prints.lettering import Lettering, Name
from geo.prints.pins import Pin, crowd_svg, pin_svg
from geo.prints.sheet import LISTED, sheet
from geo.prints.spots import APART, FEW, gathered
from geo.prints.wording import breakable, printable, shortened
from geo.settings import data_folder
from tests.map_samples import gallery, place, seed_reading, small_reading
from tests.test_maps import HOSTILE, hostile_reports

DAY = date(2024, 10, 1)
WIDTH, HEIGHT = 2339, 1654
MM = WIDTH / 297  # px
MAP_PX = (slice(int(32 * MM), int(185 * MM)), slice(int(11 * MM), int(213 * MM)))  # rows, columns of the map, where it reads from the left
TITLES = {"fr": "Incidents de la semaine", "en": "Incidents of the week", "ar": "أحداث الأسبوع"}
GEOD = Geod(ellps="WGS84")


def happened(name: str, lat: float, lon: float, kind: str = "protest", **given: object) -> Report:
    at = place(name, lat, lon, **given)
    (report,) = reports(
        small_reading(f"Une marche à {name}.", name, at, type=kind, subtype=kind, id=f"{abs(hash((name, kind))):016x}"[:16])
    )
    return report


def pdf_of(shown: Sequence[Report], *, language: str = "fr", chosen: Filter | None = None, title: str | None = None) -> PdfReader:
    made = render_pdf(shown, title=TITLES[language] if title is None else title, language=language, chosen=chosen, made=DAY)
    return PdfReader(io.BytesIO(made))


def words_of(pdf: PdfReader) -> str:
    """Read all text of a PDF, each run of blanks as one, without the places where a line may end."""
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).replace("\u200b", "").split())


def picture_of(shown: Sequence[Report], *, language: str = "fr", title: str | None = None) -> np.ndarray:
    made = render_png(shown, title=TITLES[language] if title is None else title, language=language, made=DAY)
    return np.asarray(Image.open(io.BytesIO(made)).convert("RGB")).astype(int)


def middle_of(picture: np.ndarray, color: str, rows: slice, columns: slice) -> tuple[float, float]:
    """Give the middle (x, y) of what has a colour, from the outermost of its dots."""
    wanted = np.array([int(color[at : at + 2], 16) for at in (1, 3, 5)])
    y, x = np.nonzero(np.abs(picture[rows, columns] - wanted).max(axis=2) <= 8)
    assert len(x) > 50, f"nothing is drawn in {color}"
    return (x.min() + x.max()) / 2 + columns.start, (y.min() + y.max()) / 2 + rows.start


def pin(x: int, *, rows: Sequence[int] = (0,), kind: str = "protest") -> Pin:
    look = {"lat": 33.0, "lon": -6.0, "kind": kind, "hollow": False, "past": False, "circle_km": None}
    return Pin(name=f"Lieu {x}", rows=tuple(rows), kinds=(kind,) * len(rows), **look)  # type: ignore[arg-type]


# --- the picture ---


@pytest.mark.parametrize("language", INTERFACES)
def test_picture_opens_elsewhere_at_the_size_told(language: str) -> None:
    made = Image.open(io.BytesIO(render_png(gallery(), title=TITLES[language], language=language, made=DAY)))
    assert (made.format, made.size) == ("PNG", (WIDTH, HEIGHT))


def test_the_same_arguments_give_the_same_bytes_and_another_day_others() -> None:
    for render in (render_png, render_pdf):
        first, again = (render(gallery(), title="Essai", language="ar", made=DAY) for _ in range(2))
        assert first == again
        assert first != render(gallery(), title="Essai", language="ar", made=date(2024, 10, 2))


def test_pins_stand_as_far_apart_as_their_towns_by_the_maps_own_scale_bar() -> None:
    towns = {"protest": (35.7673, -5.7998), "attack": (23.6848, -15.958), "trial": (30.9335, -6.937), "migration": (34.6814, -1.9086)}
    shown = [happened(f"Ville {kind}", *at, kind=kind) for kind, at in towns.items()]
    picture = picture_of(shown)
    content = sheet(shown, title="Essai", language="fr", chosen=None, worldview="ma", made=DAY, listed=False).content
    km_a_pixel = int(content["bar"]["label"].split()[0]) / (content["bar"]["length"] * MM)
    at = {kind: middle_of(picture, signs()[kind].color, *MAP_PX) for kind in towns}
    for one, other in itertools.combinations(towns, 2):
        true = GEOD.inv(towns[one][1], towns[one][0], towns[other][1], towns[other][0])[2] / 1000
        assert math.dist(at[one], at[other]) * km_a_pixel == pytest.approx(true, rel=0.015)
    assert at["protest"][1] < at["migration"][1] < at["trial"][1] < at["attack"][1]
    assert at["attack"][0] < at["trial"][0] < at["protest"][0] < at["migration"][0]


def test_the_scale_bar_is_drawn_as_long_as_it_says() -> None:
    content = sheet(gallery(), title="Essai", language="fr", chosen=None, worldview="ma", made=DAY, listed=False).content
    picture = picture_of(gallery())
    below = picture[int(190 * MM) : int(195 * MM), int(9 * MM) : int((13 + content["bar"]["length"]) * MM)]
    dark = (np.abs(below - np.array([0x5A, 0x67, 0x73])).max(axis=2) <= 40).sum(axis=1).max()  # the longest line
    assert dark / MM == pytest.approx(content["bar"]["length"], abs=0.5)


def test_what_happened_is_filled_and_a_target_is_hollow() -> None:
    filled, hollow = (pin_svg(replace(pin(0), hollow=hollow), 5, 5, 4) for hollow in (False, True))
    color = signs()["protest"].color
    assert f'fill="{color}"' in filled
    assert f'fill="{color}"' not in hollow
    assert "stroke-dasharray" in hollow


def test_an_uncertain_place_has_a_circle_of_its_true_size() -> None:
    tata = happened("Tata", 29.7428, -7.9756, kind="disaster", uncertainty_km=60.0)
    shown = [tata, happened("Tanger", 35.7673, -5.7998, uncertainty_km=1.0)]
    content = sheet(shown, title="Essai", language="fr", chosen=None, worldview="ma", made=DAY, listed=False).content
    circles = [each for each in ET.fromstring(content["map"]["svg"]).iter() if each.get("stroke-dasharray") and each.tag.endswith("circle")]
    a_km = content["bar"]["length"] / int(content["bar"]["label"].split()[0])
    assert [float(each.get("r", 0)) for each in circles] == [pytest.approx(60 * a_km, rel=0.015)]


# --- the words ---


@pytest.mark.parametrize("language", INTERFACES)
def test_pdf_tells_title_incidents_and_sources_on_two_pages(language: str) -> None:
    pdf = pdf_of(gallery(), language=language)
    assert len(pdf.pages) == 2
    assert pdf.metadata is not None
    assert pdf.metadata.title == TITLES[language]
    assert pdf.metadata.creation_date is not None
    assert pdf.metadata.creation_date.date() == DAY
    assert {round(float(side) / 72 * 25.4) for side in (pdf.pages[0].mediabox.width, pdf.pages[0].mediabox.height)} == {297, 210}
    said = words_of(pdf)
    for word in ("Grand Maghreb", "GeoNames", "Natural Earth", *TITLES[language].split()):
        assert word in said


def test_the_list_numbers_each_incident_with_date_and_places() -> None:
    said = words_of(pdf_of(gallery(), chosen=Filter(background=True)))
    for words in ("13 arrestations dans 10 villes", "20 septembre 2024", "annoncé le 2 août 2024", "mai 2003", "Rissani", "Douar Lahjar"):
        assert words in said
    content = sheet(gallery(), title="", language="fr", chosen=Filter(background=True), worldview="ma", made=DAY, listed=True).content
    rows = content["list"]["rows"]
    assert [row["number"] for row in rows] == list(range(1, 9))
    tata = next(row["number"] for row in rows if row["places"] == [["Tata", None]])
    assert f"\u00a0{tata}</tspan>" in content["map"]["svg"]


def test_the_sheet_tells_its_period_its_filter_and_what_is_not_on_the_map() -> None:
    chosen = Filter(types=("protest",), since="2024-01-01", text="marche")
    said = words_of(pdf_of([happened("Fès", 34.03, -5.0), happened("Damas", 33.5, 36.3), *gallery()], chosen=chosen))
    for words in ("Manifestation", "depuis le 1er janvier 2024", "texte : « marche »", "Carte établie le 1er octobre 2024", "Damas"):
        assert words in said.replace("\u202f", " ").replace("\u00a0", " ")
    assert "Hors du cadre de la carte : Damas" in said
    assert "un pays n’est jamais une épingle" in said


def test_background_is_printed_only_where_the_filter_asks_for_it() -> None:
    seed = reports(seed_reading())
    assert "mai 2003" not in words_of(pdf_of(seed, chosen=Filter()))
    assert "mai 2003" in words_of(pdf_of(seed, chosen=Filter(background=True)))


def test_nothing_to_show_is_said_under_the_whole_country() -> None:
    pdf = pdf_of([], title="")
    assert len(pdf.pages) == 1
    assert "Aucun incident à montrer" in words_of(pdf)
    assert "Dakhla" in words_of(pdf)


def test_a_long_list_is_cut_and_says_by_how_many() -> None:
    fes = happened("Fès", 34.03, -5.0)
    shown = [replace(fes, incident=replace(fes.incident, id=f"{number:016x}")) for number in range(LISTED + 7)]
    content = sheet(shown, title="", language="fr", chosen=None, worldview="ma", made=DAY, listed=True).content
    assert len(content["list"]["rows"]) == LISTED
    assert content["list"]["more"].startswith("7 incidents")
    assert render_png(shown, title="x", language="fr", made=DAY)


@pytest.mark.parametrize(("worldview", "country"), [("ma", False), ("iso", True), ("defacto", True)])
def test_the_map_names_and_draws_what_the_worldview_has(worldview: str, country: bool) -> None:
    shown = [happened("Dakhla", 23.6848, -15.958), happened("Tanger", 35.7673, -5.7998)]
    made = render_pdf(shown, title="Essai", language="en", worldview=worldview, made=DAY)  # type: ignore[arg-type]
    assert ("WESTERN SAHARA" in words_of(PdfReader(io.BytesIO(made)))) == country
    content = sheet(shown, title="", language="en", chosen=None, worldview=worldview, made=DAY, listed=False).content  # type: ignore[arg-type]
    assert ('stroke-dasharray="1.4 1.1"' in content["map"]["svg"]) == country


# --- what others wrote ---


def test_hostile_text_is_printed_as_it_stands_and_is_no_source() -> None:
    for text in HOSTILE:
        said = words_of(pdf_of(hostile_reports(text), title=text))
        assert said.replace(" ", "").count("".join(text.split())) >= 2, text
    for text in ("#panic()", '#read("/etc/passwd")', "$x$", "*gras*", "= titre", "@preview/x", "\\u{41}", '"; #import "x.typ"'):
        assert "".join(text.split()) in words_of(pdf_of(hostile_reports(text), title=text)).replace(" ", "")


def test_only_web_addresses_are_links_and_nothing_runs() -> None:
    bad = [*hostile_reports("x", url="javascript:alert(1)"), *hostile_reports("y", url="file:///etc/passwd")]
    for shown, wanted in ((bad, set()), (hostile_reports("z", url="https://example.org/a"), {"https://example.org/a"})):
        pdf = pdf_of(shown)
        notes = [note.get_object() for page in pdf.pages for note in page.get("/Annots", [])]
        assert {note["/A"]["/URI"] for note in notes if "/A" in note} == wanted
        assert not {"/OpenAction", "/AA", "/AcroForm"} & set(pdf.trailer["/Root"])


@given(st.text(max_size=60), st.text(max_size=20))
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_printed(text: str, name: str) -> None:
    shown = [happened(name or "x", 33.0, -6.0, names={"fr": name, "ar": text})]
    content = sheet(shown, title=text, language="ar", chosen=Filter(text=text), worldview="ma", made=DAY, listed=True).content
    ET.fromstring(content["map"]["svg"])


def test_text_that_no_xml_may_hold_is_printed_all_the_same() -> None:
    text = "a\x00b\x0c\ud800\ufffe\u202e\U000f0000c\x1b[31m"
    assert printable(text) == "a b c [31m"
    assert len(pdf_of(hostile_reports(text), title=text).pages) == 2


def test_very_long_words_and_titles_stay_in_their_place() -> None:
    assert shortened("mot " * 100, 30) == "mot mot mot mot mot mot mot…"
    assert shortened("m" * 100, 30) == "m" * 29 + "…"
    assert breakable("court") == "court"
    assert breakable("x" * 40).replace("\u200b", "") == "x" * 40
    assert max(len(part) for part in breakable("x" * 40).split("\u200b")) == 18
    pdf = pdf_of([happened("x" * 300, 33.0, -6.0)], title="y" * 500)
    assert len(pdf.pages) == 2


# --- Arabic ---


def missing(characters: set[str], faces: Sequence[str]) -> set[str]:
    """Give the characters that no face draws."""
    fonts = [ImageFont.truetype(str(data_folder() / "fonts" / f"{face}.ttf"), 40) for face in faces]
    return {each for each in characters if all(bytes(font.getmask(each)) == bytes(font.getmask("\ue000")) for font in fonts)}


def seen(texts: Iterator[str]) -> set[str]:
    return {each for text in texts for each in text if each.isprintable() and not each.isspace()}


@pytest.mark.parametrize("weight", ["Regular", "SemiBold"])
def test_every_letter_of_interface_and_gazetteer_is_in_the_fonts(weight: str) -> None:
    strings = ((data_folder() / "strings" / f"{each}.toml").read_text(encoding="utf-8") for each in INTERFACES)
    with (data_folder() / "gazetteer" / "places.csv").open(encoding="utf-8", newline="") as rows:
        places = list(csv.DictReader(line for line in rows if not line.startswith("#")))
    names = (row[f"name_{each}"] for row in places if row["country"] in ("MA", "EH") for each in ("fr", "ar", "en", "es"))
    assert missing(seen(itertools.chain(strings, names)), [f"NotoSans-{weight}", f"Vazirmatn-{weight}"]) == set()
    assert missing({"中"}, [f"NotoSans-{weight}", f"Vazirmatn-{weight}"]) == {"中"}


def title_columns(title: str, language: str) -> np.ndarray:
    """Tell for each column of the strip that holds the title whether it has ink."""
    strip = picture_of([], language=language, title=title)[int(11.2 * MM) : int(17.8 * MM), int(120 * MM) : int(287 * MM)]
    return np.asarray(strip.min(axis=2) < 120).any(axis=0)


def test_arabic_letters_are_joined_and_begin_at_the_right() -> None:
    inked = np.nonzero(title_columns("سلسلسلسل", "ar"))[0]
    assert inked.max() > 0.97 * (287 - 120) * MM
    assert len(inked) > 60
    assert np.diff(inked).max() == 1  # one stroke from end to end
    parted = np.nonzero(title_columns("دردردردر", "ar"))[0]
    assert np.diff(parted).max() > 1  # letters that join nothing after them


# --- the parts ---


def test_every_type_has_a_sign_of_its_own() -> None:
    assert set(signs()) == set(TYPES)
    assert len({(each.shape, each.glyph) for each in signs().values()}) == len(TYPES)


def test_a_frame_holds_its_spots_and_leaves_out_what_has_no_land() -> None:
    frame = framed([(30.4, -9.6, 0.0), (30.5, -8.9, 0.0), (48.8, 2.3, 0.0)], worldview="ma", width=200, height=160)
    assert frame.holds(30.4, -9.6)
    assert frame.holds(30.5, -8.9)
    assert not frame.holds(48.8, 2.3)
    assert frame.length(100, 30.4, -9.6) > 40  # a close view
    whole = framed([(35.7, -5.8, 0.0), (30.4, -9.6, 0.0)], worldview="ma", width=200, height=160)
    assert whole.holds(21.0, -16.9)
    assert not framed([(35.7, -5.8, 0.0), (30.4, -9.6, 0.0)], worldview="iso", width=200, height=160).holds(21.0, -16.9)
    assert framed([(35.7, -5.8, 0.0), (23.7, -15.9, 0.0)], worldview="iso", width=200, height=160).holds(21.0, -16.9)


@given(st.lists(st.tuples(st.floats(13, 45), st.floats(-25, 12)), min_size=1, max_size=8))
@settings(max_examples=80, deadline=None)
def test_every_spot_with_land_is_on_the_paper(points: list[tuple[float, float]]) -> None:
    frame = framed([(lat, lon, 0.0) for lat, lon in points], worldview="ma", width=204, height=160)
    assert all(frame.holds(lat, lon) for lat, lon in points)
    km, length = frame.scale_bar(36)
    assert 0 < length <= 36
    assert str(km)[0] in "125"


def test_names_never_lie_over_each_other_or_over_what_is_taken() -> None:
    lettering = Lettering(100, 60)
    lettering.take((40, 20, 60, 40))
    written = [
        lettering.write(Name(text=f"Ville {number}", kind="pin", reach=2), 10 + number % 9 * 10, 5 + number // 9 * 8)
        for number in range(60)
    ]
    assert 5 < sum(each is not None for each in written) < 60
    boxes = lettering._boxes[: lettering._used]
    for one, other in itertools.combinations(boxes.tolist(), 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    assert boxes[:, [0, 1]].min() >= 0
    assert boxes[:, 2].max() <= 100
    assert boxes[:, 3].max() <= 60


def test_few_pins_are_each_drawn_and_many_are_gathered() -> None:
    placed = [(pin(number, rows=(number,)), number * 1.0, 5.0) for number in range(FEW)]
    assert not any(each.is_crowd for each in gathered(placed))
    many = [*placed, (pin(99, rows=(90, 91), kind="attack"), 20.0, 5.0), (pin(98, rows=(90,), kind="attack"), 200.0, 5.0)]
    spots = gathered(many)
    assert sorted(index for each in spots for one in each.pins for index in one.rows) == sorted([*range(FEW), 90, 91, 90])
    assert all(math.hypot(a.x - b.x, a.y - b.y) >= APART for a, b in itertools.combinations(spots, 2))
    busiest = next(each for each in spots if each.lead.name == "Lieu 99")
    assert (busiest.x, busiest.y) == (20.0, 5.0)
    assert busiest.kinds.count("attack") == 2


def test_of_equal_pins_the_known_town_leads() -> None:
    placed = [(pin(number, rows=(number,)), 5.0, 5.0) for number in range(FEW + 1)]
    assert gathered(placed, towns=["Lieu 7"])[0].lead.name == "Lieu 7"


def test_the_ring_of_a_crowd_has_an_arc_a_colour_as_long_as_its_share() -> None:
    drawn = ET.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{crowd_svg(("attack", "clash", "arrest", "trial"), 10, 10)}</svg>')
    arcs = [each for each in drawn if each.get("stroke-dasharray")]
    lengths = [float((each.get("stroke-dasharray") or "").split()[0]) for each in arcs]
    assert next(each.get("stroke") for each in arcs) == signs()["attack"].color
    assert len(arcs) == 3
    assert lengths[0] == pytest.approx(2 * lengths[1], rel=0.1)


@pytest.mark.parametrize("language", INTERFACES)
def test_the_fullest_map_stays_on_one_page(language: str) -> None:
    shown = [
        happened(f"Ville {number} au nom bien long", 29 + number % 7, -9 + number % 5 + number / 50, kind, uncertainty_km=30.0)
        for number, kind in enumerate(TYPES * 5)
    ]
    far = [happened(f"Ville lointaine numéro {number}", 50.0 + number, 30.0) for number in range(20)]
    outlets = [
        replace(each, article=replace(each.article, outlet=f"Le Grand Quotidien Illustré du Soir et du Matin {number}"))
        for number, each in enumerate([*shown, *far, *gallery()])
    ]
    chosen = Filter(types=TYPES, text="mot " * 40, background=True)  # type: ignore[arg-type]
    content = sheet(outlets, title="Titre " * 40, language=language, chosen=chosen, worldview="ma", made=DAY, listed=True).content
    alone = render_png(outlets, title="Titre " * 40, language=language, chosen=chosen, made=DAY)
    assert isinstance(alone, bytes)
    assert Image.open(io.BytesIO(alone)).size == (WIDTH, HEIGHT)
    pdf = pdf_of(outlets, language=language, chosen=chosen, title="Titre " * 40)
    assert words_of(pdf).count("Titre Titre") >= len(pdf.pages)
    assert pdf.pages[1].extract_text().strip().startswith(content["list"]["heading"])
