"""Serve the gazetteer to geopy's users: `Gazetteer`, a geocoder that needs no network."""

import re
from typing import Any

from geopy.adapters import URLLibAdapter
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from geo.boundaries import area_at
from geo.gazetteer import Gazetteer as Places
from geo.languages.folding import fold
from geo.languages.titles import place_name
from geo.languages.tokens import keys_of
from geo.models import Place, place_to_json
from geo.overlay import known_places
from geo.search import prominence
from geo.settings import Settings, Worldview
from geo.worldviews import country_shown, territory

LANGUAGE = "fr"
FLAG_COST = {"": 0.0, "context": 0.1, "rare": 0.6}
_COMMA = re.compile(r"\s*[,،]\s*")


class Gazetteer(Geocoder):  # type: ignore[misc]  # geopy has no types
    """Geocode within the gazetteer that ships, and the places of one's own where the settings name a table of them.

    >>> Gazetteer().geocode("Rissani, Errachidia").raw["id"]
    'hcp:08.201.01.13'
    """

    def __init__(self, places: Places | None = None, *, worldview: Worldview | None = None) -> None:
        """Take the gazetteer given, else that of the settings; `worldview` chooses the country in addresses."""
        super().__init__(adapter_factory=URLLibAdapter)
        settings = Settings.from_environment()
        self._places = known_places(settings) if places is None else places
        self._worldview = worldview or settings.worldview

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        language: str | None = None,
        limit: int | None = None,
        timeout: object = None,  # noqa: ARG002  # geopy passes it to every geocoder; there is nothing to wait for
    ) -> Location | list[Location] | None:
        """Find a place by its name; what holds it may follow after a comma. `raw` is PLACE of the output contract.

        Names are folded first, and one typing error is forgiven where no name is written so. None if there is no such place.
        """
        found = self.places(query)[: 1 if exactly_one else limit]
        located = [self._location(each, language or LANGUAGE) for each in found]
        return (located[0] if exactly_one else located) if located else None

    def places(self, query: str) -> list[Place]:
        """Give the places that a query may mean, the likeliest first."""
        name, *holders = [each for each in _COMMA.split(query.strip()) if each] or [""]
        options = {place.id: (place, flag) for key in sorted(keys_of(name)) for place, flag in self._places.candidates(key)}
        ranked = sorted(options.values(), key=lambda option: (FLAG_COST[option[1]] - prominence(option[0]), option[0].id))
        found = [place for place, _ in ranked] or [place for place, _ in self._places.similar(name)]
        for holder in holders:
            outer = [place for key in keys_of(holder) for place, _ in self._places.candidates(key)]
            found = [place for place in found if not outer or any(_holds(each, place) for each in outer)]
        return found

    def reverse(
        self,
        query: object,
        *,
        exactly_one: bool = True,
        language: str | None = None,
        timeout: object = None,  # noqa: ARG002  # as above
    ) -> Location | list[Location] | None:
        """Find the commune that holds a point (lat, lon), then its province and region; None outside Morocco's communes."""
        point = query if isinstance(query, Point) else Point(query)
        area = area_at(point.latitude, point.longitude)
        codes = [code for code in (area.arrondissement, area.commune, area.province, area.region) if code is not None]
        units = [self._places.place(f"hcp:{code}") for code in dict.fromkeys(codes)]
        located = [self._location(each, language or LANGUAGE) for each in units]
        return (located[0] if exactly_one else located) if located else None

    def address(self, place: Place, language: str = LANGUAGE) -> str:
        """Write a place with what holds it: 'Rissani, Errachidia, Drâa-Tafilalet, Maroc'."""
        codes = [code for code in (place.commune, place.province, place.region) if code is not None and f"hcp:{code}" != place.id]
        names = [place_name(place, language), *(place_name(self._places.place(f"hcp:{code}"), language) for code in codes)]
        country = country_shown(place, self._worldview)
        if country and place.kind != "country":
            names.append(territory(country, language))
        return ", ".join(dict.fromkeys(names))

    def _location(self, place: Place, language: str) -> Location:
        raw: dict[str, Any] = place_to_json(place)
        return Location(self.address(place, language), Point(place.lat, place.lon), raw)


def _holds(outer: Place, inner: Place) -> bool:
    """Tell whether a place may be said to hold another: a country, a region, a province, a commune, or the town of it."""
    if outer.id == inner.id:
        return False
    if outer.kind == "country":
        return outer.country == inner.country or (outer.country == "MA" and inner.country == "EH")
    if outer.kind == "region":
        return outer.region is not None and outer.region == inner.region
    if outer.commune is not None and outer.commune == inner.commune:
        return True
    return outer.province is not None and outer.province == inner.province and fold(outer.name) != fold(inner.name)
