"""Say an incident in one short line, and its date and counts in words: from its fields, never from the article's text.

The noun is a text for people in the interface's language; the verbs are `title`, `date_text`, `count_text`.
"""

from collections.abc import Iterable
from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal

from geo.languages.strings import knows, say
from geo.models import Count, EventDate, Incident, Place

# Morocco writes Western digits and month names of its own (ماي, غشت): both are what CLDR gives for ar_MA.
LOCALES = {"fr": "fr_FR", "en": "en_GB", "ar": "ar_MA"}

PLACE_ROLES = ("occurred", "target", "planned_target")
SETTLED = frozenset({"city", "town", "village", "commune"})
COUNTRYLIKE = frozenset({"country", "supranational"})
TAIL_COUNTS = ("killed", "injured", "missing", "arrested", "rescued")
MAX_TAIL = 2
FEW = 3
YEAR_LENGTH = 4
MONTH_LENGTH = 7


def title(incident: Incident, language: str) -> str:
    """Give the line by which people call an incident: '13 arrests in 10 towns: plot foiled'."""
    leading = _arrests(incident, language)
    head = leading or subtype_text(incident, language)
    line = _with_places(head, main_places(incident), language)
    if incident.discourse == "background" and incident.date.value is not None:
        line = say(language, "titles.with_date", head=line, date=date_text(incident.date, language))
    tail = _tail(incident, language, counted=leading is not None)
    return say(language, "titles.with_tail", head=line, tail=tail) if tail else line


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
    return format_date(date.fromisoformat(value), "d MMMM y", locale=LOCALES[language])


def count_text(count: Count, language: str) -> str:
    """Write one claim of how many, with how sure it is: '13 arrests', 'at least 20 injured', '8–12 missing'."""
    number = _number(count)
    if number is None:
        return say(language, "qualifiers.unknown")
    ranged = count.qualifier == "range" and count.min is not None and count.max is not None and count.min != count.max
    figure = f"{_decimal(count.min, language)}–{_decimal(count.max, language)}" if ranged else _decimal(number, language)
    # Arabic writes one and two without a figure: a range never takes those forms.
    text = _counted(count, language, n=max(number, FEW) if ranged else number, figure=figure)
    return say(language, f"qualifiers.{count.qualifier}", text=text)


def place_name(place: Place, language: str) -> str:
    """Give the name of a place in `language`, else the one it goes by in French, else its own."""
    return place.names.get(language) or place.names.get("fr") or place.name


def subtype_text(incident: Incident, language: str) -> str:
    """Name what an incident is, by its subtype where the interface has a word for it, else by its type."""
    key = f"subtypes.{incident.subtype}"
    return say(language, key if incident.subtype and knows(language, key) else f"types.{incident.type}")


def main_places(incident: Incident) -> list[Place]:
    """List where it happened, else what was aimed at: resolved, once each, no countries."""
    for role in PLACE_ROLES:
        found = {
            each.place.id: each.place
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


def _with_places(head: str, places: list[Place], language: str) -> str:
    settled = all(each.kind in SETTLED for each in places)
    names = [place_name(each, language) for each in places]
    if not names:
        return head
    if len(names) == 1:
        return say(language, "titles.in_place" if settled else "titles.at_place", head=head, place=names[0])
    if len(names) < FEW:
        return say(language, "titles.in_two" if settled else "titles.at_two", head=head, first=names[0], second=names[1])
    key = "titles.in_towns" if settled else "titles.in_places"
    return say(language, key, n=len(names), head=head, count=_decimal(len(names), language))


def _tail(incident: Incident, language: str, *, counted: bool) -> str:
    """List what follows the colon: the main counts not said yet, then the stage where it is not plain."""
    said = () if incident.discourse == "background" else _tail_counts(incident, counted=counted)
    parts = [count_text(each, language) for each in said]
    told_by_type = incident.type == "foiled_plot" and not counted
    stage = f"titles.stage.{incident.stage}"
    if knows(language, stage) and not (incident.stage == "foiled" and told_by_type):
        parts.append(say(language, stage))
    return say(language, "titles.comma").join(parts)


def _tail_counts(incident: Incident, *, counted: bool) -> list[Count]:
    if incident.type == "seizure":
        amounts = [each for each in incident.counts if each.unit != "person" and _number(each) is not None]
        return amounts[:1]
    wanted = [what for what in TAIL_COUNTS if not (counted and what == "arrested")]
    found = [each for each in (_first(incident.counts, what) for what in wanted) if each is not None]
    return found[:MAX_TAIL]


def _span(when: EventDate, language: str) -> str:
    value = when.value or ""
    if when.precision == "week" and len(value) > MONTH_LENGTH:
        return say(language, "dates.week", first=day_text(value, language))
    if when.until is not None and when.until != value:
        same_month = len(value) > MONTH_LENGTH and value[:MONTH_LENGTH] == when.until[:MONTH_LENGTH]
        first = str(int(value[MONTH_LENGTH + 1 :])) if same_month else day_text(value, language)
        return say(language, "dates.span", first=first, last=day_text(when.until, language))
    return day_text(value, language)


def _number(count: Count) -> float | None:
    """Pick the one number that stands for a claim; zero is a number."""
    by_qualifier = (count.max, count.best, count.min) if count.qualifier in ("at_most", "range") else (count.best, count.min, count.max)
    return next((each for each in by_qualifier if each is not None), None)


def _counted(count: Count, language: str, *, n: float, figure: str) -> str:
    if count.unit in ("kg", "t"):
        return say(language, f"units.{count.unit}", count=figure)
    what = count.what if knows(language, f"counts.{count.what}.other") else "person"
    return say(language, f"counts.{'item' if count.unit == 'item' else what}", n=n, count=figure)


def _decimal(number: float | None, language: str) -> str:
    return format_decimal(0 if number is None else number, locale=LOCALES[language])
