"""Every export, opened again by a reader that is not ours: the same ids, counts, points and Arabic text come back."""

import csv
import io
import json
import re
import sqlite3
import time
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs
from xml.etree import ElementTree as ET

import duckdb
import openpyxl
import pyogrio
import pytest
from jsonschema import Draft202012Validator

from geo.errors import InputError
from geo.exports import FORMATS, Selection, exported
from geo.exports.columns import TABLES
from geo.frames import select
from geo.models import Article, EventDate, Filter, Report, filter_of, reading_from_json, reports
from geo.pipeline import parse
from tests.map_samples import SEED, gallery, place, small_reading
from tests.readings import HOSTILE

ROOT = Path(__file__).parent.parent
KML = "{http://www.opengis.net/kml/2.2}"
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u200f=1", "＝1"]
DIRTY = "a\x00b\x0b\ud800c"
CHOSEN = Filter(background=True, text="a", since="2000-01-01", until="2030-01-01")
PLACES, POINTS = 17, 16  # rows of the gallery, and those of them that are somewhere

Triple = tuple[str, str, str | None]


def saved(name: str, folder: Path, given: list[Report] | None = None, **about: object) -> Path:
    path = folder / f"a{FORMATS[name].suffix}"
    told = gallery() if given is None else given
    path.write_bytes(exported(name, Selection(reports=told, **{"language": "ar", **about})))  # type: ignore[arg-type]
    return path


def expected() -> set[Triple]:
    """List incident, role and Arabic name of each place."""
    return {(each.incident.id, spot.role, spot.place and spot.place.names.get("ar")) for each in gallery() for spot in each.incident.places}


def somewhere() -> set[Triple]:
    return {(each.incident.id, spot.role, spot.place.names.get("ar")) for each in gallery() for spot in each.incident.places if spot.place}


def triples(frame: "object") -> set[Triple]:
    return {
        (row.incident_id, row.role, row.place_name_ar if isinstance(row.place_name_ar, str) else None)
        for row in frame.itertuples()  # type: ignore[attr-defined]
    }


def points() -> dict[str, tuple[float, float]]:
    found = (spot.place for each in gallery() for spot in each.incident.places if spot.place)
    return {each.id: (each.lon, each.lat) for each in found}


@pytest.mark.parametrize("name", ["geojson", "gpkg"])
def test_gdal_reads_every_point_back(tmp_path: Path, name: str) -> None:
    layer = {"layer": "places"} if name == "gpkg" else {}
    frame = pyogrio.read_dataframe(saved(name, tmp_path), **layer)
    frame = frame[~frame.geometry.isna()]
    assert len(frame) == POINTS
    assert triples(frame) == somewhere()
    assert {row.place_id: (row.geometry.x, row.geometry.y) for row in frame.itertuples()} == points()
    assert set(frame.arrested.dropna()) == {13}
    assert frame.crs.to_epsg() == 4326


def test_geopackage_has_a_layer_of_each_table_and_tells_the_filter(tmp_path: Path) -> None:
    path = saved("gpkg", tmp_path, chosen=CHOSEN)
    assert dict(pyogrio.list_layers(path)) == {
        "incidents": "MultiPoint",
        "places": "Point",
        "articles": None,
        "about": None,
    }
    incidents = pyogrio.read_dataframe(path, layer="incidents")
    assert list(incidents.incident_id) == [each.incident.id for each in gallery()]
    assert len(incidents.geometry.iloc[0].geoms) == 10
    assert sum(incidents.geometry.isna()) == 2  # a place nobody knows, and a country
    assert pyogrio.read_info(path, layer="places")["features"] == PLACES
    articles = pyogrio.read_dataframe(path, layer="articles")
    assert dict(zip(articles.article_id, articles.n_incidents, strict=True))[gallery()[0].article.id] == 2
    said = dict(pyogrio.read_dataframe(path, layer="about").itertuples(index=False))
    assert filter_of(parse_qs(said["query"])) == CHOSEN
    with sqlite3.connect(path) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()


def test_google_earth_s_reader_finds_points_dates_and_fields(tmp_path: Path) -> None:
    path = saved("kml", tmp_path)
    found: set[Triple] = set()
    days = set()
    for layer, _ in pyogrio.list_layers(path):
        frame = pyogrio.read_dataframe(path, layer=layer)
        found |= triples(frame.assign(place_name_ar=frame.get("place_name_ar")))
        days |= {(row.incident_id, str(row.begin)[:10], str(row.end)[:10]) for row in frame.itertuples() if hasattr(row, "begin")}
    assert found == somewhere()
    assert ("b" * 16, "2003-05-01", "2003-05-31") in days


def test_kml_is_styled_by_type_and_spans_time(tmp_path: Path) -> None:
    root = ET.parse(saved("kml", tmp_path, chosen=CHOSEN)).getroot()
    styles = {each.get("id") for each in root.iter(f"{KML}Style")}
    assert {each.text for each in root.iter(f"{KML}styleUrl")} <= {f"#{each}" for each in styles}
    assert all(re.fullmatch("ff[0-9a-f]{6}", each.text or "") for each in root.iter(f"{KML}color"))
    marks = list(root.iter(f"{KML}Placemark"))
    assert len(marks) == POINTS
    assert sum(each.find(f"{KML}TimeSpan") is not None for each in marks) == 6
    assert "2000" in (root.findtext(f"{KML}Document/{KML}description") or "")


def test_openpyxl_reads_the_sheets_back(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(saved("xlsx", tmp_path, chosen=CHOSEN, made=date(2024, 5, 1)))
    assert book.sheetnames == ["about", "incidents", "places", "articles"]
    assert [sheet.sheet_view.rightToLeft for sheet in book] == [True] * 4
    for name in TABLES:
        assert [cell.value for cell in book[name][1]] == [each.name for each in TABLES[name]]
    rows = list(csv.DictReader(io.StringIO("\n".join(_line(row) for row in book["places"].iter_rows(values_only=True)))))
    assert len(rows) == PLACES
    assert {(row["incident_id"], row["role"], row["place_name_ar"] or None) for row in rows} == expected()
    assert {row["arrested"] for row in rows if row["incident_id"] == "a" * 16} == {"13"}
    assert {(float(row["lon"]), float(row["lat"])) for row in rows if row["lon"]} == set(points().values())
    assert book["incidents"].max_row == 1 + len(gallery())
    about = [str(cell.value) for row in book["about"] for cell in row]
    assert "2024-05-01" in about
    assert any("since=2000-01-01" in each for each in about)


def _line(row: tuple[object, ...]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(["" if each is None else each for each in row])
    return out.getvalue()


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_duckdb_reads_the_table_back(tmp_path: Path, name: str) -> None:
    path = saved(name, tmp_path)
    read = "read_parquet" if name == "parquet" else "read_csv"
    given = f"{read}('{path.as_posix()}')"
    with duckdb.connect() as database:
        database.execute("SET autoinstall_known_extensions=false; SET autoload_known_extensions=false")
        rows = database.execute(f"SELECT incident_id, role, place_name_ar FROM {given}").fetchall()
        arrested = database.execute(f"SELECT sum(n) FROM (SELECT max(arrested) AS n FROM {given} GROUP BY incident_id)").fetchone()
        where = set(database.execute(f"SELECT lon, lat FROM {given} WHERE lon IS NOT NULL").fetchall())
        types = dict(database.execute(f"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {given})").fetchall())
    assert len(rows) == PLACES
    assert set(rows) == expected()
    assert arrested == (13,)
    assert where == set(points().values())
    assert (types["first_day"], types["mapped"], types["lat"]) == ("DATE", "BOOLEAN", "DOUBLE")


def test_incident_table_has_a_row_each_and_its_numbers_add_up(tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(saved("csv-incidents", tmp_path).read_text(encoding="utf-8-sig"))))
    assert [row["incident_id"] for row in rows] == [each.incident.id for each in gallery()]
    assert sum(int(row["arrested"] or 0) for row in rows) == 13
    assert rows[0]["places"].split("; ")[0] == "الدار البيضاء"
    assert rows[0]["n_places"] == "10"


def test_geoparquet_says_where_its_points_are(tmp_path: Path) -> None:
    import geopandas  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    path = saved("parquet", tmp_path, chosen=CHOSEN)
    frame = geopandas.read_parquet(path)
    assert {row.place_id: (row.geometry.x, row.geometry.y) for row in frame.dropna(subset="geometry").itertuples()} == points()
    assert frame.crs.equals("OGC:CRS84")
    meta = pq.read_metadata(path).metadata
    assert filter_of(parse_qs(json.loads(meta[b"marsad"])["query"])) == CHOSEN


def test_hxl_has_a_row_of_hashtags_under_the_heading(tmp_path: Path) -> None:
    heading, tags, *rows = csv.reader(io.StringIO(saved("hxl", tmp_path).read_text(encoding="utf-8-sig")))
    assert heading == [each.name for each in TABLES["places"]]
    assert all(re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", each) for each in tags)
    assert len(set(tags)) == len(tags)
    assert {"#geo+lat", "#geo+lon", "#adm1+code", "#affected+killed", "#date+start"} <= set(tags)
    assert len(rows) == PLACES


def test_lines_keep_the_contract_and_read_back_as_they_were(tmp_path: Path) -> None:
    schema = json.loads((ROOT / "data" / "contract.schema.json").read_text(encoding="utf-8"))
    article = Article(text=Article.normalised(SEED.read_text(encoding="utf-8")), source="seed.txt", published="2015-03-23")
    told = select(reports(parse(article)), Filter())
    lines = [json.loads(each) for each in saved("jsonl", tmp_path, told).read_text(encoding="utf-8").splitlines()]
    for each in lines:
        Draft202012Validator(schema).validate(each)
    back = [report for each in lines for report in reports(reading_from_json(each))]
    assert told
    assert [each.incident for each in back] == [each.incident for each in told]
    assert [each.article.id for each in back] == [each.article.id for each in told]
    assert [each.mentions for each in back] == [each.mentions for each in told]


def test_geojson_keeps_its_schema() -> None:
    schema = json.loads((ROOT / "data" / "exports.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    for given in ([], gallery()):
        text = exported("geojson", Selection(reports=given, language="en", chosen=CHOSEN, made=date(2024, 5, 1)))
        Draft202012Validator(schema).validate(json.loads(text))


def test_schema_tells_what_each_column_means() -> None:
    schema = json.loads((ROOT / "data" / "exports.schema.json").read_text(encoding="utf-8"))
    kinds = {"text": "string", "day": "string", "whole": "integer", "number": "number", "switch": "boolean"}
    for columns in TABLES.values():
        for column in columns:
            told = schema["$defs"]["columns"]["properties"][column.name]
            assert told["description"]
            assert kinds[column.kind] in told["type"]
    names = {each.name for columns in TABLES.values() for each in columns}
    assert set(schema["$defs"]["columns"]["properties"]) == names


def test_annotations_quote_the_text_at_their_positions(tmp_path: Path) -> None:
    told = json.loads(saved("annotations", tmp_path).read_text(encoding="utf-8"))
    items = told["first"]["items"]
    texts = {f"urn:marsad:article:{each.article.id}": each.article.text for each in gallery()}
    assert told["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert told["total"] == len(items)
    assert len({each["id"] for each in items}) == len(items)
    for each in items:
        position, quote = each["target"]["selector"]
        text = texts[each["target"]["source"]["id"]]
        assert text[position["start"] : position["end"]] == quote["exact"] != ""
        assert text[: position["start"]].endswith(quote["prefix"])
        assert text[position["end"] :].startswith(quote["suffix"])
    mentions = {(each.article.id, mention.start) for each in gallery() for mention in each.mentions}
    assert sum(each["motivation"] == "identifying" for each in items) == len(mentions)
    assert any(each["target"]["selector"][1]["exact"] == "الدار البيضاء" for each in items)
    assert any(body.get("value") == "count: arrested exact best=13 min=13 max=13 person" for each in items for body in each["body"])


def test_annotation_of_a_name_says_which_place_where_and_whether_it_is_meant(tmp_path: Path) -> None:
    told = small_reading("Rabat a condamné.", "Rabat", place("Rabat", 34.02, -6.84))
    figurative = replace(told, mentions=(replace(told.mentions[0], literal=False),))
    bodies = json.loads(saved("annotations", tmp_path, reports(figurative)).read_text(encoding="utf-8"))["first"]["items"][0]["body"]
    assert [each.get("source") for each in bodies] == [{"id": "urn:marsad:place:x:rabat", "label": "Rabat"}, "geo:34.02,-6.84", None]
    assert bodies[2]["value"] == "literal: false"
    unknown = reports(small_reading("À Douar Lahjar.", "Douar Lahjar", None))
    items = json.loads(saved("annotations", tmp_path, unknown).read_text(encoding="utf-8"))["first"]["items"]
    assert [each["value"] for each in items[0]["body"]] == ["aucune entrée"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://example.org/ x", "file:///etc/passwd"])
def test_annotations_lead_to_the_web_only(tmp_path: Path, address: str) -> None:
    told = reports(small_reading("À Fès.", "Fès", place("Fès", 34.03, -5.0), article_url=address))
    items = json.loads(saved("annotations", tmp_path, told).read_text(encoding="utf-8"))["first"]["items"]
    assert [each["target"]["source"].get("via") for each in items] == [None]


@pytest.mark.parametrize("name", ["csv", "csv-incidents", "acled", "hxl", "xlsx"])
@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_opens_as_a_formula(tmp_path: Path, name: str, text: str) -> None:
    named = place(text, -34.0, -5.0, names={"fr": text, "ar": text})
    told = reports(small_reading(f"À {text}.", text, named, article_outlet=text, article_title=text, article_url=text, article_source=text))
    path = saved(name, tmp_path, told)
    if name == "xlsx":
        book = openpyxl.load_workbook(path)
        cells = [cell for sheet in book for row in sheet for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n", "b"}
        values = [cell.value for cell in cells if isinstance(cell.value, str)]
    else:
        values = [cell for row in csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")) for cell in row]
    opens = [each for each in values if each.lstrip(" \u200f").startswith(("=", "+", "-", "@", "\t", "\r", "＝"))]
    assert set(opens) <= {"-34.0", "-5.0"}
    assert any(each == f"'{text}".replace("\r", "_x000D_") or each == f"'{text}" for each in values) or name == "acled"


@pytest.mark.parametrize("text", [HOSTILE, "]]>&amp;<kml>", DIRTY, "\u202eabc", "a" * 40_000])
@pytest.mark.parametrize("name", sorted(FORMATS))
def test_hostile_text_is_carried_and_never_obeyed(tmp_path: Path, name: str, text: str) -> None:
    named = place("Fès", 34.03, -5.0, names={"fr": text, "ar": text})
    told = reports(
        small_reading(
            f"Fès {text}", "Fès", named, id="9" * 16, article_outlet=text, article_title=text, article_source=text, article_url=text,
            type="attack", subtype="bombing", date=EventDate(value="2024-05-12", precision="day", basis="explicit"),
        )
    )  # fmt: skip
    path = saved(name, tmp_path, told, chosen=Filter(text=text[:100], actors=(text,)))
    content = path.read_bytes()
    if name == "kml":
        root = ET.fromstring(content)
        seen: list[str] = []
        reader = HTMLParser()
        reader.handle_starttag = lambda tag, _attributes: seen.append(tag)  # type: ignore[method-assign]
        for each in root.iter(f"{KML}description"):
            reader.feed(each.text or "")
        assert set(seen) <= {"br"}
        assert {each.tag.removeprefix(KML) for each in root.iter()} >= {"Placemark"}
        assert len(list(root.iter(f"{KML}Placemark"))) == 1
    elif name in ("geojson", "annotations"):
        json.loads(content)
    elif name == "gpkg":
        assert len(pyogrio.read_dataframe(path, layer="places")) == 1
    elif name == "parquet":
        assert duckdb.execute(f"SELECT count(*) FROM '{path.as_posix()}'").fetchone() == (1,)
    elif name == "xlsx":
        assert openpyxl.load_workbook(path)["places"].max_row == 2
    else:
        content.decode("utf-8-sig")


def test_more_rows_than_excel_opens_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("geo.exports.workbook.MOST", PLACES)
    with pytest.raises(InputError, match=r"write it as \.csv"):
        saved("xlsx", tmp_path)
    monkeypatch.setattr("geo.exports.workbook.MOST", PLACES + 1)
    assert saved("xlsx", tmp_path)


def test_excel_finds_no_character_written_by_its_number(tmp_path: Path) -> None:
    told = reports(small_reading("À Fès.", "Fès", place("Fès", 34.03, -5.0), article_outlet="_x003D_1+1"))
    assert openpyxl.load_workbook(saved("xlsx", tmp_path, told))["articles"]["C2"].value == "_x005F_x003D_1+1"


def test_control_characters_become_one_visible_sign_everywhere(tmp_path: Path) -> None:
    told = reports(small_reading("À Fès.", "Fès", place("Fès", 34.03, -5.0), article_outlet=DIRTY))
    clean = "a\ufffdb\ufffd\ufffdc"
    assert pyogrio.read_dataframe(saved("gpkg", tmp_path, told), layer="places").outlet[0] == clean
    assert pyogrio.read_dataframe(saved("geojson", tmp_path, told)).outlet[0] == clean
    assert openpyxl.load_workbook(saved("xlsx", tmp_path, told))["articles"]["C2"].value == clean


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_empty_selection_gives_a_sound_file(tmp_path: Path, name: str) -> None:
    path = saved(name, tmp_path, [], chosen=CHOSEN)
    content = path.read_bytes()
    if name == "gpkg":
        assert [pyogrio.read_info(path, layer=each)["features"] for each in TABLES] == [0, 0, 0]
    elif name == "parquet":
        assert duckdb.execute(f"SELECT count(*) FROM '{path.as_posix()}'").fetchone() == (0,)
    elif name == "xlsx":
        assert [openpyxl.load_workbook(path)[each].max_row for each in TABLES] == [1, 1, 1]
    elif name == "kml":
        assert not list(ET.fromstring(content).iter(f"{KML}Placemark"))
    elif name == "geojson":
        assert json.loads(content)["features"] == []
    elif name == "annotations":
        assert json.loads(content)["first"]["items"] == []
    else:
        assert len(content.decode("utf-8-sig").splitlines()) == {"jsonl": 0, "hxl": 2}.get(name, 1)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_same_selection_gives_the_same_bytes(name: str) -> None:
    told = Selection(reports=gallery(), language="fr", chosen=CHOSEN, made=date(2024, 5, 1))
    first = exported(name, told)
    time.sleep(0.01)
    assert exported(name, told) == first


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(FORMATS))
def test_ten_thousand_incidents_take_a_reasonable_time(name: str) -> None:
    some = [each for each in gallery() if each.incident.id != "a" * 16]
    told = [
        replace(each, incident=replace(each.incident, id=f"{number:016x}"))
        for number, each in ((number, some[number % len(some)]) for number in range(10_000))
    ]
    begun = time.process_time()
    assert exported(name, Selection(reports=told, language="fr", chosen=CHOSEN))
    assert time.process_time() - begun < 20
