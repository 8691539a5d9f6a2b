"""Find the dates a text gives and count them from the day of publication, never from today: `find_dates`, `Dated`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from geo.languages.folding import Folded
from geo.languages.lexicon import Lexicon, lexicon
from geo.languages.phrases import Cues, Phrase, Phrases
from geo.languages.words import Words
from geo.models import EventDate

SHAPES = (
    "night",
    "numeric",
    "current_month",
    "day_of_month",
    "month_year",
    "coming_weekday",
    "weekday_only",
    "relative",
    "ago",
    "relative_month",
    "relative_year",
    "same_day",
    "year_only",
)
WORDS = ("months", "weekdays", "relative", "relative_month", "relative_year")
UNITS = ("days", "weeks", "months", "years")
DAYS_A_WEEK, MONTHS_A_YEAR = 7, 12
AHEAD = timedelta(days=60)  # a day without a year may lie this far after publication ('report au 26 mars')
STATEMENT_REACH = 60


@dataclass(frozen=True, slots=True)
class Dated:
    """Be one date of a text: offsets in the folded text, and what it says."""

    start: int
    end: int
    when: EventDate


class _Tables(NamedTuple):
    """Hold the patterns of a language: the shapes of dates, and what makes one the day of an announcement."""

    shapes: Phrases[str]
    statement: Cues[None]
    statement_after: re.Pattern[str]


class _Setting(NamedTuple):
    """Be what every date is read with: the text, the patterns and the words of its language, the day of publication."""

    folded: Folded
    tables: _Tables
    table: Mapping[str, Any]
    numbers: Mapping[str, int]
    anchor: date | None


def find_dates(folded: Folded, language: Lexicon, published: str | None) -> list[Dated]:
    """Give the dates of a text, sorted; where nothing anchors one, its value is None and its words are kept.

    `published` is an ISO date or None.
    """
    tables = _tables(language.code)
    if tables is None:
        return []
    setting = _Setting(folded, tables, language.table["dates"], language.numbers, date.fromisoformat(published) if published else None)
    found: list[Dated] = []
    for phrase in tables.shapes.find(folded.words):
        if not found or phrase.match.start() >= found[-1].end:
            found.append(_dated(phrase, setting, found))
    return found


@cache
def _tables(code: str) -> _Tables | None:
    """Index all ways a language writes a date, the longest first."""
    table: Mapping[str, Any] = lexicon(code).table.get("dates", {})
    if not table:
        return None
    words = {key: "|".join(sorted(map(re.escape, table.get(key, ())), key=len, reverse=True)) for key in WORDS}
    words["numbers"] = "|".join(sorted(map(re.escape, lexicon(code).numbers), key=len, reverse=True))
    shapes = []
    for name in SHAPES:
        shapes += [([_filled(template, words)], name) for template in _templates(name, table)]
    return _Tables(
        Phrases(shapes), Cues([(table.get("statement", []), None)]), re.compile("|".join(table.get("statement_after", ["(?!)"])))
    )


def _templates(name: str, table: Mapping[str, Any]) -> Sequence[str]:
    """Give the ways to write one shape: a pattern, several, or a list of words that say it all."""
    if name in WORDS:
        return [f"{{{name}}}"] if table.get(name) else []
    written = table.get(name, [])
    return [written] if isinstance(written, str) else written


def _filled(template: str, words: Mapping[str, str]) -> str:
    """Put the names of months and days, and the numbers, where a pattern names them."""
    for key, alternatives in words.items():
        template = template.replace(f"{{{key}}}", f"(?:{alternatives})".replace("\\ ", " "))
    return template


def _dated(phrase: Phrase[str], setting: _Setting, earlier: list[Dated]) -> Dated:
    folded, tables = setting.folded, setting.tables
    shape, match = phrase.row, phrase.match
    parts = {key: value for key, value in match.groupdict().items() if value}
    if shape == "same_day":
        value, until, precision, basis = _same_day(earlier)
    else:
        value, until, precision, basis = _read(shape, parts, match[0], setting)
    start, end = folded.span(*match.span())
    if value is not None and _is_statement(match, folded.words, tables):
        basis = "statement"
    when = EventDate(value=value, until=until, precision=precision, basis=basis, text=folded.text[start:end], start=start, end=end)  # type: ignore[arg-type]
    return Dated(match.start(), match.end(), when)


def _is_statement(match: re.Match[str], words: Words, tables: _Tables) -> bool:
    """Tell whether a date is the day of an announcement rather than of what happened."""
    start, end = match.span()
    return bool(tables.statement.before(words, max(0, start - STATEMENT_REACH), start) or tables.statement_after.match(words.key, end))


def _same_day(earlier: list[Dated]) -> "Read":
    """Take 'the same day' for the last day told before it."""
    days = [each.when for each in earlier if each.when.precision == "day" and each.when.value is not None]
    return (days[-1].value, None, "day", "relative") if days else UNKNOWN


Read = tuple[str | None, str | None, str, str]
UNKNOWN: Read = (None, None, "unknown", "none")


def _read(shape: str, parts: dict[str, str], words: str, setting: _Setting) -> Read:
    table, anchor = setting.table, setting.anchor
    if shape == "month_year":
        return f"{parts['year']}-{table['months'][parts['month']]:02d}", None, "month", "explicit"
    if shape == "year_only":
        return parts["year"], None, "year", "explicit"
    if shape in ("day_of_month", "numeric"):
        return _read_day(parts, table, anchor)
    return UNKNOWN if anchor is None else _counted(shape, parts, words, setting, anchor)


def _counted(shape: str, parts: dict[str, str], words: str, setting: _Setting, anchor: date) -> Read:
    """Count what gives no day of its own from the anchor."""
    table = setting.table
    if shape == "current_month":
        return _safe(anchor.year, anchor.month, int(parts["day"]), "relative")
    if shape == "relative":
        return (anchor + timedelta(days=table["relative"][words])).isoformat(), None, "day", "relative"
    if shape in ("relative_month", "relative_year"):
        return _moved(anchor, table[shape][words] * (MONTHS_A_YEAR if shape == "relative_year" else 1), by_year=shape == "relative_year")
    if shape == "ago":
        return _ago(anchor, parts, setting.numbers)
    if shape == "night":
        last = _last(anchor, table["weekdays"][parts["until"]])
        return (last - timedelta(days=1)).isoformat(), last.isoformat(), "days", "relative"
    weekday = table["weekdays"][parts["weekday"]]
    if shape == "coming_weekday":
        return (_last(anchor, weekday) + timedelta(days=DAYS_A_WEEK)).isoformat(), None, "day", "relative"
    return _last(anchor, weekday).isoformat(), None, "day", "relative"


def _ago(anchor: date, parts: Mapping[str, str], numbers: Mapping[str, int]) -> Read:
    """Count days or weeks back from the anchor to a day, months to a month, years to a year."""
    unit = next(each for each in UNITS if each in parts)
    told = parts["number"]
    number = int(told) if told.isdecimal() else numbers[told]
    try:
        if unit in ("months", "years"):
            return _moved(anchor, -number * (MONTHS_A_YEAR if unit == "years" else 1), by_year=unit == "years")
        return (anchor - timedelta(days=number * (DAYS_A_WEEK if unit == "weeks" else 1))).isoformat(), None, "day", "relative"
    except (ValueError, OverflowError):  # longer ago than the calendar goes
        return UNKNOWN


def _moved(anchor: date, months: int, *, by_year: bool) -> Read:
    """Give the month, or the year, that lies some months from the anchor's."""
    year, month = divmod(anchor.year * MONTHS_A_YEAR + anchor.month - 1 + months, MONTHS_A_YEAR)
    if not date.min.year <= year <= date.max.year:
        return UNKNOWN
    return (f"{year:04d}", None, "year", "relative") if by_year else (f"{year:04d}-{month + 1:02d}", None, "month", "relative")


def _read_day(parts: dict[str, str], table: Mapping[str, Any], anchor: date | None) -> Read:
    month = int(parts["month_number"]) if "month_number" in parts else table["months"][parts["month"]]
    if "year" in parts:
        return _safe(int(parts["year"]), month, int(parts["day"]), "explicit")
    if anchor is None:
        return UNKNOWN
    read = _safe(anchor.year, month, int(parts["day"]), "explicit")
    if read[0] is not None and date.fromisoformat(read[0]) > anchor + AHEAD:
        return _safe(anchor.year - 1, month, int(parts["day"]), "explicit")
    return read


def _safe(year: int, month: int, day: int, basis: str) -> Read:
    try:
        return date(year, month, day).isoformat(), None, "day", basis
    except ValueError:  # 31 February is what the text says, and no day
        return UNKNOWN


def _last(anchor: date, weekday: int) -> date:
    """Give the last such weekday on or before the anchor."""
    return anchor - timedelta(days=(anchor.weekday() - weekday) % 7)
