"""Ask online geocoders, one after the other, for names that the gazetteer lacks: `Chain`, `Answer`, `chain_of`.

geopy speaks to them; nothing is asked twice, nobody more often than the pause allows, and who does not answer is left alone for a while.
"""

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from geopy.adapters import AdapterHTTPError, URLLibAdapter
from geopy.exc import GeocoderParseError, GeocoderQuotaExceeded, GeocoderTimedOut, GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import GeoNames, Nominatim, Photon
from rapidfuzz.distance import DamerauLevenshtein

from geo.geocoders.answers import READERS
from geo.geocoders.cache import Answers, Cache
from geo.languages.folding import fold
from geo.languages.skeleton import skeleton
from geo.languages.tokens import key_of
from geo.models import Place
from geo.settings import Provider, Settings, cache_folder

log = logging.getLogger(__name__)

HOME = ("MA", "EH")
CENTRE = (31.8, -7.1)  # (lat, lon) of Morocco's middle, towards which Photon leans
LIMIT = 10
REST_SECONDS = 60.0
ALIKE = 0.8
FILE = "geocoders.sqlite"

Ask = Callable[[str, bool], Iterable[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Hold the places of a name, Moroccan ones first, who gave them, and who did not answer, each with the key of the reason."""

    places: tuple[Place, ...] = ()
    source: str = ""
    silent: tuple[tuple[str, str], ...] = ()


class Chain:
    """Ask providers in their order until one knows the name; the first to know is believed."""

    def __init__(self, settings: Settings, *, cache: Cache | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        """Set the providers up, without asking anybody; `cache` is by default a file in the user's cache folder."""
        held = cache or Cache(cache_folder() / FILE)
        self._sources = [_Source(each, settings, held, clock) for each in settings.geocoders]

    def ask(self, name: str) -> Answer:
        """Ask for a name: in Morocco first, then anywhere. Whoever fails is told in `silent`; nothing is raised."""
        silent: list[tuple[str, str]] = []
        for source in self._sources:
            try:
                places = source.places(name)
            except _SilentError as error:
                silent.append((source.title, error.reason))
                continue
            if places:
                return Answer(places=places, source=source.title, silent=tuple(silent))
        return Answer(silent=tuple(silent))

    @property
    def titles(self) -> tuple[str, ...]:
        """Name the providers."""
        return tuple(each.title for each in self._sources)


@lru_cache(maxsize=4)
def chain_of(settings: Settings) -> Chain | None:
    """Give the chain of the settings, one a process so that the pauses hold; None where no provider is set up."""
    return Chain(settings) if settings.geocoders else None


class _SilentError(Exception):
    """Say that a provider gave no answer that can be used; `reason` is a key of the interface's texts."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _Source:
    """Be one provider: asked through the cache, left alone for a while once it has failed."""

    def __init__(self, provider: Provider, settings: Settings, cache: Cache, clock: Callable[[], float]) -> None:
        self.title = TITLES[provider.name]
        self._provider = provider
        self._cache = cache
        self._clock = clock
        self._ask = ASKS[provider.name](provider, settings)
        self._rests_until = float("-inf")
        self._reason = ""

    def places(self, name: str) -> tuple[Place, ...]:
        """Give the places of that very name: those of Morocco, else those of the world, in the provider's order."""
        for home in ROUNDS[self._provider.name]:
            read = (READERS[self._provider.name](each) for each in self._answers(name, home=home))
            found = [each[0] for each in read if each is not None and any(_alike(name, other) for other in each[1])]
            if found:
                return tuple(sorted(found, key=lambda place: place.country not in HOME))
        return ()

    def _answers(self, name: str, *, home: bool) -> Answers:
        question = "|".join((self._provider.name, self._provider.address, "home" if home else "all", fold(name)))
        known = self._cache.get(question)
        if known is not None:
            return known
        if self._clock() < self._rests_until:
            raise _SilentError(self._reason)
        try:
            answers = [each.raw for each in self._ask(name, home) if isinstance(each.raw, dict)]
        except (GeopyError, OSError, ValueError, TypeError, LookupError, AttributeError) as error:  # anything may come back
            raise self._rest(error) from error
        self._cache.put(question, answers)
        return answers

    def _rest(self, error: Exception) -> _SilentError:
        """Leave the provider alone for as long as it asks, or for a minute, and say why."""
        log.warning("%s did not answer (%s)", self.title, type(error).__name__)
        wanted = getattr(error, "retry_after", None)
        self._rests_until = self._clock() + (float(wanted) if isinstance(wanted, int | float) else REST_SECONDS)
        self._reason = _reason(error)
        return _SilentError(self._reason)


# What went wrong, in the order in which it is looked for; anything else is an answer that makes no sense.
REASONS: Sequence[tuple[type[Exception], str]] = (
    (GeocoderQuotaExceeded, "busy"),
    (GeocoderTimedOut, "slow"),
    (GeocoderParseError, "garbage"),
    (GeopyError, "down"),
    (OSError, "down"),
)


def _reason(error: Exception) -> str:
    found = next((reason for kind, reason in REASONS if isinstance(error, kind)), "garbage")
    return "refused" if found == "down" and isinstance(error.__cause__, AdapterHTTPError) else found


def _alike(asked: str, name: str) -> bool:
    """Tell whether a name is the one asked for, but for how it is spelled."""
    one, other = key_of(fold(asked)), key_of(fold(name))
    if one == other:
        return True
    return skeleton(one) == skeleton(other) and DamerauLevenshtein.normalized_similarity(one, other) >= ALIKE


def _server(provider: Provider, settings: Settings) -> dict[str, Any]:
    """Give geopy's options for where a provider is and how to be with it."""
    parts = urlsplit(provider.address)
    where = {"scheme": parts.scheme, "domain": f"{parts.netloc}{parts.path}"} if provider.address else {}
    manners = {"user_agent": settings.geocoder_agent, "timeout": settings.geocoder_timeout}
    return {**manners, **where, "adapter_factory": URLLibAdapter}  # the one adapter that never asks again by itself


def _polite(geocode: Callable[..., Any], settings: Settings) -> RateLimiter:
    pause = settings.geocoder_pause
    return RateLimiter(geocode, min_delay_seconds=pause, max_retries=0, error_wait_seconds=pause, swallow_exceptions=False)


def _nominatim(provider: Provider, settings: Settings) -> Ask:
    geocode = _polite(Nominatim(**_server(provider, settings)).geocode, settings)
    asked = {"exactly_one": False, "limit": LIMIT, "addressdetails": True, "namedetails": True, "language": "fr"}
    home = [each.lower() for each in HOME]
    return lambda name, at_home: geocode(name, **asked, country_codes=home if at_home else None) or ()


def _photon(provider: Provider, settings: Settings) -> Ask:
    geocode = _polite(Photon(**_server(provider, settings)).geocode, settings)
    return lambda name, _: geocode(name, exactly_one=False, limit=LIMIT, location_bias=CENTRE) or ()


def _geonames(provider: Provider, settings: Settings) -> Ask:
    geocode = _polite(GeoNames(provider.user, **_server(provider, settings)).geocode, settings)
    return lambda name, at_home: geocode(name, exactly_one=False, country=list(HOME) if at_home else None) or ()


ASKS: dict[str, Callable[[Provider, Settings], Ask]] = {"nominatim": _nominatim, "photon": _photon, "geonames": _geonames}
# Whether the first question is for Morocco alone: Photon knows no such question, but leans to where it is told.
ROUNDS = {"nominatim": (True, False), "photon": (False,), "geonames": (True, False)}
TITLES = {"nominatim": "Nominatim", "photon": "Photon", "geonames": "GeoNames"}
