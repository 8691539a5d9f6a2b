"""Say an incident in one short line, and its date and counts in words: from its fields, never from the article's text.

The noun is a text for people in the interface's language; the verbs are `title`, `date_text`, `count_text`.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from babel.dates import format_date
from babel.numbers import format_decimal

from geo.languages.strings import knows, say
from geo.models import Count, EventDate, Incident, IncidentPlace, Place, Role
from geo.models.incident import Figure

# Morocco writes Western digits and month names of its own (ماي, غشت): both are what CLDR gives for ar_MA.
LOCALES: Final = {"fr": "fr_FR", "en": "en_GB", "ar": "ar_MA"}

PLACE_ROLES: Final[tuple[Role, ...]] = ("occurred", "target", "planned_target")
SETTLED: Final = frozenset({"city", "town", "village", "commune"})
WIDE: Final = frozenset({"province", "region", "cercle"})  # what may bear the name of a town in it
COUNTRYLIKE: Final = frozenset({"country", "supranational"})
NEAR: Final = {2: "near", 7: "off"}
TAIL_COUNTS: Final = (
    *("killed", "injured", "missing", "arrested", "rescued", "abducted", "intercepted", "convicted", "sentenced", "tried", "charged"),
    *("participants", "migrants", "displaced", "evacuated", "affected", "wanted", "released"),
)
GOODS: Final = ("weapons", "drugs")
MAX_TAIL: Final = 2
FEW: Final = 3
YEAR_LENGTH: Final = 4
MONTH_LENGTH: Final = 7

_ARTICLE: Final = re.compile(r"\b(à|de) (Les?) ")
_BEFORE_VOWEL: Final = re.compile(r"\bde (?=[AÂÀEÉÈÊIÎOÔUÛ])")
_CONTRACTED: Final = {("à", "Le"): "au", ("à", "Les"): "aux", ("de", "Le"): "du", ("de", "Les"): "des"}


def title(incident: Incident, language: str) -> str:
    """Give the line by which people call an incident: '13 arrests in 10 towns: plot foiled'."""
    leading = _arrests(incident, language)
    line = _placed(leading or subtype_text(incident, language), incident, language)
    if incident.discourse == "background" and incident.date.value is not None:
        line = say(language, "titles.with_date", head=line, date=date_text(incident.date, language))
    tail = _tail(incident, language, counted=leading is not None)
    whole = say(language, "titles.with_tail", head=line, tail=tail) if tail else line
    return whole[:1].upper() + whole[1:]


def date_text(when: EventDate, language: str) -> str:
    """Write a date no finer than it is known: 'May 2003', '23 March 2023', 'announced on ...', 'date unknown'."""
    if when.value is None:
        return say(language, "dates.unknown")
    said = _span(when, language)
    if when.basis == "statement":
        return say(language, "dates.announced_day" if when.precision == "day" else "dates.announced", date=said)
    return say(language, "dates.published", date=said) if when.basis == "publication" else said


def day_text(value: str, language: str) -> str:
    """Write an ISO date (YYYY, YYYY-MM or YYYY-MM-DD) in words, as fine as it is given."""
    if len(value) == YEAR_LENGTH:
        return value
    if len(value) == MONTH_LENGTH:
        return format_date(date.fromisoformat(f"{value}-01"), "MMMM y", locale=LOCALES[language])
    said = format_date(date.fromisoformat(value), "d MMMM y", locale=LOCALES[language])
    return f"1er{said[1:]}" if language == "fr" and said.startswith("1 ") else said


def count_text(count: Count, language: str) -> str:
    """Write one claim of how many, with how sure it is: '13 arrests', 'at least 20 injured', '8–12 missing'."""
    number = _number(count)
    if number is None:
        return say(language, "qualifiers.unknown")
    ranged = count.qualifier == "range" and count.min is not None and count.max is not None and count.min != count.max
    figure = range_text(count.min, count.max, language) if ranged else _decimal(number, language)
    # Arabic writes one and two without a figure: a range never takes those forms.
    text = _counted(count, language, n=max(number, FEW) if ranged else number, figure=figure)
    return say(language, f"qualifiers.{count.qualifier}", text=text)


def grouped(counts: Iterable[Count]) -> list[list[Count]]:
    """Put the claims of one thing counted together, in their order."""
    groups: dict[tuple[str, str], list[Count]] = {}
    for each in counts:
        groups.setdefault((each.what, each.unit), []).append(each)
    return list(groups.values())


def claims_text(claims: Sequence[Count], language: str) -> str:
    """Write the claims of one thing as one line: what they agree on, or 'from 5 to 7 killed, by source'."""
    labels = list(dict.fromkeys(count_text(each, language) for each in claims))
    ends = [end for each in claims for end in (each.min, each.best, each.max) if end is not None]
    if len(labels) == 1 or not ends or min(ends) == max(ends):
        return say(language, "titles.comma").join(labels)
    spread = say(language, "titles.spread", low=_decimal(min(ends), language), high=_decimal(max(ends), language))
    return say(language, "qualifiers.claims", text=_counted(claims[0], language, n=max(*ends, FEW), figure=spread))


def range_text(low: Figure | None, high: Figure | None, language: str) -> str:
    """Write the two ends of a range: '8–12'."""
    return say(language, "titles.range", low=_decimal(low, language), high=_decimal(high, language))


def place_name(place: Place, language: str) -> str:
    """Give the name of a place in `language`, else the one it goes by in French, else its own."""
    return place.names.get(language) or place.names.get("fr") or place.name


def subtype_text(incident: Incident, language: str) -> str:
    """Name what an incident is, by its subtype where the interface has a word for it, else by its type."""
    key = f"subtypes.{incident.subtype}"
    return say(language, key if incident.subtype and knows(language, key) else f"types.{incident.type}")


def places_text(incident: Incident, language: str) -> str:
    """Name where it happened, or what was aimed at, and say so: 'target: Essaouira'."""
    found = _main(incident)
    names = say(language, "titles.comma").join(place_name(place, language) for _, place in found)
    return say(language, "titles.target", place=names) if found and found[0][0].role != PLACE_ROLES[0] else names


def _main(incident: Incident) -> list[tuple[IncidentPlace, Place]]:
    """List the places of the strongest role that has any, each with what the incident says of it."""
    for role in PLACE_ROLES:
        found = {
            each.place.id: (each, each.place)
            for each in incident.places
            if each.role == role and each.place is not None and each.place.kind not in COUNTRYLIKE
        }
        if found:
            return list(found.values())
    return []


def _arrests(incident: Incident, language: str) -> str | None:
    """Lead with the number arrested where arrests are what happened."""
    if incident.type not in ("arrest", "foiled_plot"):
        return None
    first = _first(incident.counts, "arrested")
    return None if first is None else count_text(first, language)


def _first(counts: Iterable[Count], what: str) -> Count | None:
    """Find the first claim of `what` that holds a number: the newest official one stands first."""
    return next((each for each in counts if each.what == what and _number(each) is not None), None)


def _placed(head: str, incident: Incident, language: str) -> str:
    """Say where: in a town, off a coast, in so many towns; what was only aimed at is told as that."""
    found = _main(incident)
    if not found:
        return head
    names = [_told_name(place, language) for _, place in found]
    if found[0][0].role != PLACE_ROLES[0]:
        return _aimed(head, names, language)
    settled = all(place.kind in SETTLED for _, place in found)
    if len(names) == 1:
        way = NEAR.get(found[0][0].precision, "in" if settled else "at")
        return _elided(say(language, f"titles.{way}_place", head=head, place=names[0]), language)
    if len(names) < FEW:
        text = say(language, "titles.in_two" if settled else "titles.at_two", head=head, first=names[0], second=names[1])
        return _elided(text, language)
    key = "titles.in_towns" if settled else "titles.in_places"
    return say(language, key, n=len(names), head=head, count=_decimal(len(names), language))


def _aimed(head: str, names: list[str], language: str) -> str:
    if len(names) >= FEW:
        told = say(language, "titles.targets", n=len(names), count=_decimal(len(names), language))
    else:
        told = say(language, "titles.target", place=say(language, "titles.comma").join(names))
    return say(language, "titles.in_brackets", head=head, told=told)


def _told_name(place: Place, language: str) -> str:
    """Name a place; a province or region says that it is one: 'Tata (province)' is not the town."""
    name = place_name(place, language)
    return say(language, "titles.in_brackets", head=name, told=say(language, f"kinds.{place.kind}")) if place.kind in WIDE else name


def _elided(text: str, language: str) -> str:
    """Contract French prepositions with the name that follows: 'au Caire', 'au large d'Essaouira'."""
    if language != "fr":
        return text
    contracted = _ARTICLE.sub(lambda found: f"{_CONTRACTED[found[1], found[2]]} ", text)
    return _BEFORE_VOWEL.sub("d'", contracted)


def _tail(incident: Incident, language: str, *, counted: bool) -> str:
    """List what follows the colon: the main counts not said yet, then stage and discourse where they are not plain."""
    said = () if incident.discourse == "background" else _tail_counts(incident, counted=counted)
    parts = [count_text(each, language) for each in said]
    told_by_type = incident.type == "foiled_plot" and not counted
    stage, discourse = f"titles.stage.{incident.stage}", f"titles.discourse.{incident.discourse}"
    if knows(language, stage) and not (incident.stage == "foiled" and told_by_type):
        parts.append(say(language, stage))
    if knows(language, discourse):
        parts.append(say(language, discourse))
    return say(language, "titles.comma").join(parts)


def _tail_counts(incident: Incident, *, counted: bool) -> list[Count]:
    """Choose the counts of a title: what was seized, then people by what befell them, the gravest first."""
    goods = [each for each in incident.counts if each.unit != "person" and _number(each) is not None][:1]
    wanted = [what for what in TAIL_COUNTS if not (counted and what == "arrested")]
    found = [each for each in (_first(incident.counts, what) for what in wanted) if each is not None]
    return [*(goods if incident.type == "seizure" else []), *found][:MAX_TAIL]


def _span(when: EventDate, language: str) -> str:
    value = when.value or ""
    if when.precision == "week" and len(value) > MONTH_LENGTH:
        return say(language, "dates.week", first=day_text(value, language))
    if when.until is not None and when.until != value:
        same_month = len(value) > MONTH_LENGTH and value[:MONTH_LENGTH] == when.until[:MONTH_LENGTH]
        first = day_text(value, language).split()[0] if same_month else day_text(value, language)
        return say(language, "dates.span", first=first, last=day_text(when.until, language))
    return day_text(value, language)


def _number(count: Count) -> Figure | None:
    """Pick the one number that stands for a claim; zero is a number."""
    by_qualifier = (count.max, count.best, count.min) if count.qualifier in ("at_most", "range") else (count.best, count.min, count.max)
    return next((each for each in by_qualifier if each is not None), None)


def _counted(count: Count, language: str, *, n: Figure, figure: str) -> str:
    if count.unit in ("kg", "t"):
        return say(language, f"units.{count.unit}", count=figure)
    if count.unit == "item":
        return say(language, f"counts.{count.what if count.what in GOODS else 'item'}", n=n, count=figure)
    what = count.what if knows(language, f"counts.{count.what}.other") else "person"
    return say(language, f"counts.{what}", n=n, count=figure)


def _decimal(number: Figure | None, language: str) -> str:
    return format_decimal(0 if number is None else number, locale=LOCALES[language])
