"""Tell of one place: its names, kind, codes, coordinates and how sure they are, where all of it comes from: `place_html`."""

from functools import cache
from html import escape

from geo.boundaries import unit_name
from geo.gazetteer import Gazetteer, tables
from geo.languages.folding import fold
from geo.languages.strings import knows, say
from geo.languages.titles import place_name
from geo.models import Place
from geo.settings import Worldview
from geo.worldviews import country_shown, territory

LANGUAGES = ("fr", "ar", "en", "es")
SPELLINGS = 40
PREFIX = "hcp:"


def place_html(place: Place, known: Gazetteer, language: str, worldview: Worldview) -> str:
    """Write a place as HTML; all that is told is escaped, for a name may come from a table of the user's own."""
    geonames, sources = known.origin(place.id)
    rows = [
        ("kind", _text(say(language, f"kinds.{place.kind}"))),
        ("within", _text(say(language, "titles.comma").join(within(place, known, language, worldview)))),
        ("names", _names(place)),
        ("other_names", " · ".join(f"<bdi>{escape(each)}</bdi>" for each in _others(place))),
        ("point", f'<bdi dir="ltr">{place.lat:.5f}, {place.lon:.5f}</bdi>'),
        ("uncertainty", _text(_uncertainty(place, language))),
        ("population", _text("" if place.population is None else say(language, "why.population", n=place.population))),
        ("code", _code(place.id.removeprefix(PREFIX) if place.id.startswith(PREFIX) else "")),
        ("geonames", _code(geonames or (place.id.removeprefix("geonames:") if place.id.startswith("geonames:") else ""))),
        ("id", _code(place.id)),
        ("sources", _text(" · ".join(_source(each, language) for each in sources.split()))),
    ]
    shown = "".join(f"<dt>{escape(say(language, f'places.{key}'))}</dt><dd>{value}</dd>" for key, value in rows if value)
    name = escape(place_name(place, language))
    return f'<section class="marsad-panel marsad-place"><h3 dir="auto">{name}</h3><dl>{shown}</dl></section>'


def within(place: Place, known: Gazetteer, language: str, worldview: Worldview) -> list[str]:
    """Name what holds a place, inner first, and the country that the worldview shows."""
    codes = [code for code in (place.commune, place.province, place.region) if code is not None and f"{PREFIX}{code}" != place.id]
    names = [
        unit_name(code, language) if place.kind == "commune" else place_name(known.place(f"{PREFIX}{code}"), language) for code in codes
    ]
    country = country_shown(place, worldview)
    if country and place.kind != "country":
        names.append(territory(country, language))
    return [each for each in dict.fromkeys(names) if each != place_name(place, language)]


def _names(place: Place) -> str:
    """Write the chief name in each language that has one."""
    told = [(each, place.names[each]) for each in LANGUAGES if each in place.names] or [("", place.name)]
    return "".join(
        f'<div><small dir="ltr">{each}</small> <span lang="{each}" dir="auto">{escape(name)}</span></div>' for each, name in told
    )


def _others(place: Place) -> list[str]:
    chief = {fold(each) for each in (place.name, *place.names.values())}
    return [each for each in _spellings().get(place.id, []) if fold(each) not in chief][:SPELLINGS]


@cache
def _spellings() -> dict[str, list[str]]:
    """Gather all names of the tables by place, as they are written there."""
    found: dict[str, list[str]] = {}
    for place, name, *_ in tables()[1]:
        found.setdefault(place, []).append(name)
    return found


def _uncertainty(place: Place, language: str) -> str:
    if not place.uncertainty_km:
        return say(language, "places.certain")
    return say(language, "places.uncertainty_km", km=f"{place.uncertainty_km:g}")


def _source(source: str, language: str) -> str:
    key = f"places.source.{source}"
    return say(language, key) if knows(language, key) else source


def _text(text: str) -> str:
    return f'<span dir="auto">{escape(text)}</span>' if text else ""


def _code(text: str) -> str:
    return f'<code dir="ltr">{escape(text)}</code>' if text else ""
