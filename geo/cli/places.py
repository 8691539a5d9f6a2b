"""Look places up: `marsad geocode`, `places`, `reverse`."""

import json
import math
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from geo.boundaries import MAX_LAT, MAX_LON
from geo.cli.runs import STDIN, tell_problems
from geo.languages.strings import INTERFACES, say
from geo.languages.titles import place_name
from geo.models import Place, place_to_json
from geo.settings import Settings
from geo.worldviews import country_shown

if TYPE_CHECKING:
    from geo.geocoders import Gazetteer

Json = dict[str, Any]

NAME_LANGUAGES = ("fr", "ar", "en", "es")
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, an object a line.")
language_option = click.option("--language", type=click.Choice(INTERFACES), help="Language of what is printed (MARSAD_LANGUAGE; fr).")


def point_of(_context: click.Context, _option: click.Parameter, value: str | None) -> tuple[float, float] | None:
    """Read a point given as LAT,LON in degrees."""
    if value is None:
        return None
    try:
        lat, lon = (float(each) for each in value.split(","))
    except ValueError:
        lat = lon = math.nan
    if not (abs(lat) <= MAX_LAT and abs(lon) <= MAX_LON):
        raise click.BadParameter(f"{value!r} is no point; write it as 31.28,-4.27")
    return lat, lon


@click.command("geocode", short_help="Print the place that each name means.")
@click.argument("names", nargs=-1, required=True)
@language_option
@json_option
def geocode_command(names: tuple[str, ...], language: str | None, *, as_json: bool) -> None:
    """Print the place that each NAME means, or why there is none (- reads a name a line from standard input).

    What holds the place may follow: 'Rissani, Errachidia'. Exit status 1 if a name is not resolved.
    """
    from geo.geocoders import Gazetteer  # noqa: PLC0415  # geopy and the boundaries, which parse does without

    settings = Settings.from_environment()
    interface = language or settings.language
    failed = tell_problems(settings)
    geocoder = Gazetteer()
    for name in _given(names):
        place, why = _resolve(name, geocoder, settings, interface)
        failed = failed or place is None
        if as_json:
            click.echo(_json({"query": name, **_found(place, geocoder, settings, interface), "nil_reason": why}))
        else:
            click.echo(f"{name}: {why if place is None else _line(place, geocoder, interface)}")
    sys.exit(1 if failed else 0)


@click.command("places", short_help="Search places as you would type their names.")
@click.argument("query")
@click.option("--lang", type=click.Choice(NAME_LANGUAGES), help="Search the names of this language only.")
@click.option("--near", metavar="LAT,LON", callback=point_of, help="Put what is near this point first.")
@click.option("--limit", type=click.IntRange(1, 500), default=20, show_default=True, help="Print so many places at most.")
@language_option
@json_option
def places_command(  # noqa: PLR0913  # each is an option of the command
    query: str, lang: str | None, near: tuple[float, float] | None, limit: int, language: str | None, *, as_json: bool
) -> None:
    """Print the places whose name begins like QUERY, holds such a word or is like it, the likeliest first."""
    from geo.geocoders import Gazetteer  # noqa: PLC0415
    from geo.overlay import known_places  # noqa: PLC0415
    from geo.search import search_of  # noqa: PLC0415

    settings = Settings.from_environment()
    interface = language or settings.language
    failed = tell_problems(settings)
    geocoder = Gazetteer()
    hits = search_of(known_places(settings)).find(query, language=lang, near=near, limit=limit)
    for hit in hits:
        found = _found(hit.place, geocoder, settings, interface)
        away = {} if hit.distance_km is None else {"distance_km": round(hit.distance_km, 1)}
        if as_json:
            click.echo(_json({**found, "match": hit.how, "similarity": hit.similarity, **away}))
        else:
            click.echo(_line(hit.place, geocoder, interface) + "".join(f"\t{km} km" for km in away.values()))
    if not hits:
        click.echo(say(interface, "places.none", query=query), err=True)
    sys.exit(1 if failed or not hits else 0)


@click.command(
    "reverse", short_help="Print what holds a point, and what is nearest.", context_settings={"ignore_unknown_options": True}
)  # a longitude may begin with a minus
@click.argument("lat", type=float)
@click.argument("lon", type=float)
@language_option
@json_option
def reverse_command(lat: float, lon: float, language: str | None, *, as_json: bool) -> None:
    """Print the commune, the province and the region that hold a point, and the place nearest to it."""
    from geo.boundaries import area_at, unit_name  # noqa: PLC0415
    from geo.geocoders import Gazetteer  # noqa: PLC0415
    from geo.overlay import known_places  # noqa: PLC0415
    from geo.search import search_of  # noqa: PLC0415

    settings = Settings.from_environment()
    interface = language or settings.language
    failed = tell_problems(settings)
    area = area_at(lat, lon)
    nearest, away = search_of(known_places(settings)).nearest(lat, lon)
    held = {level: getattr(area, level) for level in ("arrondissement", "commune", "province", "region")}
    units = {level: code and {"code": code, "name": unit_name(code, interface)} for level, code in held.items()}
    if as_json:
        close = {**_found(nearest, Gazetteer(), settings, interface), "distance_km": round(away, 1)}
        click.echo(_json({"lat": lat, "lon": lon, "country": area.country, **units, "nearest": close}))
    else:
        for level, unit in units.items():
            if unit is not None:
                click.echo(f"{say(interface, f'kinds.{level}')}: {unit['name']} ({unit['code']})")
        if area.commune is None:
            click.echo(say(interface, "places.outside"))
        click.echo(say(interface, "places.nearest", place=_line(nearest, Gazetteer(), interface), km=round(away, 1)))
    sys.exit(1 if failed else 0)


def _given(names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        if name == STDIN:
            lines = sys.stdin.buffer.read().decode("utf-8", "replace").splitlines()
            yield from (each.strip() for each in lines if each.strip())
        else:
            yield name


def _resolve(name: str, geocoder: "Gazetteer", settings: Settings, interface: str) -> tuple[Place | None, str | None]:
    """Give the place that a name means, or the reason why there is none; online geocoders are asked last, if set up."""
    from geo.geocoders import chain_of  # noqa: PLC0415
    from geo.geocoders.mentions import nil_reason  # noqa: PLC0415

    found = geocoder.places(name)
    if found:
        return found[0], None
    chain = chain_of(settings)
    if chain is None or not name.strip():
        return None, say(interface, "nil.unknown")
    answer = chain.ask(name)
    return (answer.places[0], None) if answer.places else (None, nil_reason(answer, chain.titles, interface))


def _found(place: Place | None, geocoder: "Gazetteer", settings: Settings, interface: str) -> Json:
    if place is None:
        return {"place": None, "address": None, "country_shown": None}
    shown = country_shown(place, settings.worldview)
    return {"place": place_to_json(place), "address": geocoder.address(place, interface), "country_shown": shown}


def _line(place: Place, geocoder: "Gazetteer", interface: str) -> str:
    """Write a place on one line: name and what holds it, kind, coordinates, how uncertain they are, id."""
    kind = say(interface, f"kinds.{place.kind}")
    known = f"±{place.uncertainty_km:g} km" if place.uncertainty_km else ""
    address = geocoder.address(place, interface) or place_name(place, interface)
    return "  ".join(each for each in (address, f"({kind})", f"{place.lat:.5f}, {place.lon:.5f}", known, place.id) if each)


def _json(row: Json) -> str:
    return json.dumps(row, ensure_ascii=False)


COMMANDS = (geocode_command, places_command, reverse_command)
