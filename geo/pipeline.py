"""Bring an article through all stages, from text to incidents: `parse`; many of them, none lost: `parse_all`."""

import gc
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from geo.errors import GeoError, InputError
from geo.gazetteer import Gazetteer
from geo.geocoders.mentions import complete
from geo.incidents import extract
from geo.languages.detect import detect
from geo.languages.folding import Folded
from geo.languages.lexicon import CODES, Lexicon, lexicon
from geo.languages.passages import Passage, passages
from geo.languages.sentences import section_end, sentences
from geo.models import Article, Incident, Mention, MentionKind, Reading, Resolution, Toponym
from geo.outlets import country_of
from geo.overlay import places_with
from geo.readers import NOTHING, Details, Reader, find, is_address, read_manifest
from geo.recognizer import recognize
from geo.recognizer.entities import EntityFinder, with_entities
from geo.resolver import resolve
from geo.settings import own_table

log = logging.getLogger(__name__)

Named = tuple[Path | str, Details]

MENTION_KINDS: dict[str, MentionKind] = {
    "country": "country",
    "supranational": "supranational",
    "region": "admin",
    "province": "admin",
    "cercle": "admin",
    "neighbourhood": "neighbourhood",
    "arrondissement": "neighbourhood",
    "airport": "facility",
    "port": "facility",
    "border_post": "facility",
    "facility": "facility",
    "pass": "natural",
    "mountain": "natural",
    "natural": "natural",
}
UNRESOLVED_KINDS: dict[str, MentionKind] = {"village": "settlement", "city": "settlement", "commune": "settlement", "province": "admin"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Say which input could not be read, and why: one sentence."""

    source: str
    reason: str


def parse(
    article: Article,
    *,
    interface: str = "fr",
    gazetteer: Gazetteer | None = None,
    incidents: bool = True,
    finder: EntityFinder | None = None,
) -> Reading:
    """Find the places of one article, and the incidents unless they are not wanted.

    `interface` is the language in which reasons are told (fr, en, ar). `finder` adds what a model takes for places.
    An article in a language that has no table is read with the gazetteer alone.

    >>> article = Article(text="Deux suspects ont été arrêtés jeudi à Rissani.", source="example", published="2025-01-10", language="fr")
    >>> reading = parse(article, interface="en")
    >>> [(each.text, each.resolution.place.id) for each in reading.mentions]
    [('Rissani', 'hcp:08.201.01.13')]
    >>> [(each.type, each.date.value, each.counts[0].best) for each in reading.incidents]
    [('arrest', '2025-01-09', 2)]
    """
    with _collector_at_rest():
        known = gazetteer or places_with(own_table())
        return _parsed(article, interface=interface, known=known, incidents=incidents, finder=finder)


def _parsed(article: Article, *, interface: str, known: Gazetteer, incidents: bool, finder: EntityFinder | None) -> Reading:
    language = article.language or detect(article.text)
    parts = [_part(each) for each in passages(article.text, language)]
    toponyms = [name for part in parts for name in recognize(part.folded, known, part.lexicon)]
    toponyms.sort(key=lambda name: name.start)
    if finder is not None:
        judged = _judged(known, parts[0].lexicon)
        toponyms = with_entities(toponyms, article.text, finder(article.text, language), judged=judged)
    resolutions = resolve(toponyms, known, article.text, interface=interface, outlet=country_of(article))
    resolutions = complete(toponyms, resolutions, interface=interface)
    section = section_end(parts[0].folded.text)  # what it names is no place that is meant
    mentions = tuple(_mention(name, found, section) for name, found in zip(toponyms, resolutions, strict=True))
    told = [_incidents(article, each, mentions) for each in parts] if incidents else [[]]
    return Reading(article=article, language=language, mentions=mentions, incidents=tuple(_told_once(told)), warnings=article.warnings)


def _judged(known: Gazetteer, table: Lexicon) -> Callable[[str], bool]:
    """Tell of a folded name whether the gazetteer or the language's table holds it."""
    return lambda key: bool(known.lookup(key)) or key in table.not_places or key in table.longest_never


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the garbage collector from walking through what an article makes: nothing of it refers to itself, so none is left behind."""
    active = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if active:
            gc.enable()


class _Part(NamedTuple):
    """Be what an article says in one language, ready to be read."""

    folded: Folded
    lexicon: Lexicon


def _part(passage: Passage) -> _Part:
    table = lexicon(passage.language if passage.language in CODES else "und")
    return _Part(Folded(passage.text), table)


def _incidents(article: Article, part: _Part, mentions: tuple[Mention, ...]) -> list[Incident]:
    return extract(article, part.folded, sentences(part.folded, part.lexicon), mentions, part.lexicon)


def _told_once(told: Sequence[Sequence[Incident]]) -> list[Incident]:
    """Join the incidents of all passages; what a passage tells again in the other language is told once."""
    kept = list(told[0])
    for incidents in told[1:]:
        kept += [each for each in incidents if not any(_alike(each, other) for other in kept)]
    return kept


def _alike(one: Incident, other: Incident) -> bool:
    """Tell whether two incidents of one article may be one: type, day and a place are the same."""
    days = {one.date.value, other.date.value} - {None}
    scenes = [
        {each.place.id for each in incident.places if each.role == "occurred" and each.place is not None} for incident in (one, other)
    ]
    return one.type == other.type and len(days) < 2 and not scenes[0].isdisjoint(scenes[1])  # noqa: PLR2004


def _mention(name: Toponym, found: Resolution, section: int) -> Mention:
    place = found.place
    if place is not None:
        kind = MENTION_KINDS.get(place.kind, "settlement")
        if place.kind == "commune" and "commune" in name.kinds:
            kind = "admin"
    else:
        kind = UNRESOLVED_KINDS.get(name.kinds[0], MENTION_KINDS.get(name.kinds[0], "unknown")) if name.kinds else "unknown"
    return Mention(
        text=name.text,
        start=name.start,
        end=name.end,
        kind=kind,
        literal=name.literal and name.start >= section,
        method=name.method,
        resolution=found,
    )


def inputs(paths: Iterable[Path | str], manifest: Path | None, details: Details = NOTHING) -> Iterator[Named | Failure]:
    """List what there is to read: files, addresses, the files of folders, the rows of a manifest; what is missing is a Failure.

    `details` holds for whatever a manifest does not say itself.
    """
    for path in paths:
        if is_address(str(path)):
            yield path, details
            continue
        try:
            yield from ((each, details) for each in find(Path(path)))
        except InputError as error:
            yield Failure(source=str(path), reason=str(error))
    if manifest is not None:
        try:
            for path, row in read_manifest(manifest):
                known = {key: getattr(row, key) or getattr(details, key) for key in Details.__slots__}
                yield path, Details(**known)
        except InputError as error:
            yield Failure(source=str(manifest), reason=str(error))


def parse_all(
    given: Iterable[Named | Failure | Article],
    *,
    interface: str = "fr",
    reader: Reader | None = None,
    finder: EntityFinder | None = None,
    done: Callable[[], object] = lambda: None,
) -> Iterator[Reading | Failure]:
    """Read and parse one after the other; what fails is passed on as a Failure and the run goes on.

    An input may give several articles. `reader` reads them, and is closed at the end; without one, addresses and tables get the usual one.
    """
    with reader or Reader() as reading:
        for each in given:
            if isinstance(each, Failure):
                yield each
                continue
            for found in [each] if isinstance(each, Article) else reading.articles(*each):
                yield _guarded(found, str(each[0]) if isinstance(each, tuple) else each.source, interface, finder)
            done()


def _guarded(found: Article | InputError, source: str, interface: str, finder: EntityFinder | None) -> Reading | Failure:
    if isinstance(found, InputError):
        return Failure(source=source, reason=str(found))
    try:
        return parse(found, interface=interface, finder=finder)
    except GeoError as error:
        return Failure(source=found.source, reason=str(error))
    except (ValueError, LookupError, RecursionError, MemoryError) as error:  # one bad article must not end the run
        log.exception("Article %s could not be parsed", found.source)
        reason = f"{found.source} could not be parsed ({type(error).__name__}); please report it with the file."
        return Failure(source=found.source, reason=reason)
