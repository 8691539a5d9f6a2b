"""Write a selection as KML, a placemark an incident-place with its span of time, a style and a folder each type: `to_kml`."""

import json
from collections.abc import Mapping
from functools import cache
from html import escape
from itertools import groupby
from typing import Any, get_args

from lxml import etree

from geo.errors import DataError
from geo.exports.columns import TABLES
from geo.exports.rows import Point, Row, place_rows, point_of
from geo.exports.selection import ABOUT, Selection, about
from geo.languages.strings import say
from geo.models import IncidentType
from geo.settings import data_folder

KML = "http://www.opengis.net/kml/2.2"
TYPES: tuple[str, ...] = get_args(IncidentType)
SIGNS = "signs.js"
OTHER = "other"

Element = Any  # lxml has no types


def to_kml(selection: Selection) -> bytes:
    """Write each resolved place of each incident; the description of the document tells the filter.

    Descriptions are HTML in Google Earth, so the words of an article are escaped in them. Source: OGC KML 2.3.
    """
    language = selection.language
    root = etree.Element("kml", nsmap={None: KML})
    document = etree.SubElement(root, "Document")
    _add(document, "name", say(language, "download.title"))
    _add(document, "description", _told(selection))
    for kind in TYPES:
        _style(document, kind)
    rows = [
        (point, row)
        for place, row in place_rows(selection.reports, language=language, worldview=selection.worldview)
        if (point := point_of(place)) is not None
    ]
    rows.sort(key=lambda each: TYPES.index(each[1]["type"]))  # stable: within a type the order of the selection
    for kind, found in groupby(rows, key=lambda each: each[1]["type"]):
        folder = etree.SubElement(document, "Folder")
        _add(folder, "name", say(language, f"types.{kind}"))
        for point, row in found:
            _placemark(folder, point, row)
    content: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return content


def _told(selection: Selection) -> str:
    said = about(selection)
    lines = [f"{say(selection.language, f'exports.about.{key}')}: {said[key]}" for key in ABOUT[1:] if key in said]
    return "<br>".join(escape(each) for each in lines)


def _style(document: Element, kind: str) -> None:
    style = etree.SubElement(document, "Style", id=kind)
    icon = etree.SubElement(style, "IconStyle")
    _add(icon, "color", _abgr(colors().get(kind) or colors()[OTHER]))


def _placemark(folder: Element, point: Point, row: Row) -> None:
    mark = etree.SubElement(folder, "Placemark")
    _add(mark, "name", row["title"])
    _add(mark, "description", "<br>".join(escape(str(row[key])) for key in ("place_name", "evidence", "outlet", "url") if row[key]))
    if row["first_day"] is not None:
        span = etree.SubElement(mark, "TimeSpan")
        _add(span, "begin", row["first_day"])
        _add(span, "end", row["last_day"] or row["first_day"])
    _add(mark, "styleUrl", f"#{row['type']}")
    data = etree.SubElement(mark, "ExtendedData")
    for column in TABLES["places"]:
        value = row[column.name]
        if value is not None:
            _add(etree.SubElement(data, "Data", name=column.name), "value", str(value).lower() if isinstance(value, bool) else str(value))
    _add(etree.SubElement(mark, "Point"), "coordinates", f"{point[0]},{point[1]}")


def _add(parent: Element, name: str, text: str) -> None:
    etree.SubElement(parent, name).text = text


@cache
def colors() -> Mapping[str, str]:
    """Read the colour of each type, #rrggbb, from the signs that the map draws.

    Raises:
        DataError: they are missing.
    """
    path = data_folder() / "web" / SIGNS
    if not path.is_file():
        raise DataError(f"{path} is missing; install the package again.")
    known = json.loads(path.read_text(encoding="utf-8").partition("=")[2].strip().removesuffix(";"))
    return {kind: str(known["families"][about["family"]]["color"]) for kind, about in known["types"].items()}


def _abgr(color: str) -> str:
    """Turn #rrggbb into KML's aabbggrr."""
    red, green, blue = color[1:3], color[3:5], color[5:7]
    return f"ff{blue}{green}{red}"
