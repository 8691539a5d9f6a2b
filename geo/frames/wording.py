"""Tell a filter in words, so that whoever receives a map or a file knows what it leaves out: `told`, `places_of`."""

from collections.abc import Iterable, Mapping

from geo.errors import UnknownPlaceError
from geo.gazetteer import load
from geo.languages.strings import say
from geo.languages.titles import day_text, place_name
from geo.models import Filter, Place, Report
from geo.models.filters import PERCENT


def told(chosen: Filter | None, named: Mapping[str, Place], language: str) -> str:
    """Tell what `chosen` asks for; `named` are the places that have a name, by their ids."""
    if chosen is None:
        return say(language, "map.page.all")
    parts = [say(language, f"types.{each}") for each in chosen.types]
    parts += [say(language, f"stages.{each}") for each in chosen.stages]
    parts += [*_places(chosen, named, language), *chosen.actors, *chosen.sources]
    parts += [say(language, "map.page.since", date=day_text(chosen.since, language))] if chosen.since else []
    parts += [say(language, "map.page.until", date=day_text(chosen.until, language))] if chosen.until else []
    parts += [say(language, "map.page.confidence", value=round(chosen.confidence * PERCENT))] if chosen.confidence else []
    parts += [say(language, "map.page.text", text=chosen.text)] if chosen.text else []
    parts += [] if chosen.undated else [say(language, "map.page.without_undated")]
    parts += [say(language, "map.page.with_background")] if chosen.background else []
    return say(language, "titles.comma").join(parts) or say(language, "map.page.all")


def places_of(reports: Iterable[Report]) -> dict[str, Place]:
    """Gather the places of incidents by their ids."""
    return {each.place.id: each.place for report in reports for each in report.incident.places if each.place is not None}


def _places(chosen: Filter, named: Mapping[str, Place], language: str) -> list[str]:
    """Name the regions, provinces and places asked for; a place that is not among those named goes by its id."""
    units = [_unit(each, language) for each in (*chosen.regions, *chosen.provinces)]
    return units + [place_name(named[each], language) if each in named else each for each in chosen.places]


def _unit(code: str, language: str) -> str:
    """Name a region or province by its HCP code, or give back a code that is not known."""
    try:
        return place_name(load().place(f"hcp:{code}"), language)
    except UnknownPlaceError:
        return code
