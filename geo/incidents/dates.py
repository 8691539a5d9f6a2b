"""Find the dates a text gives and count them from the day of publication, never from today: `find_dates`, `Dated`."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Any, Final, NamedTuple

from geo.incidents.calendar import COUNTED, GIVEN, Told, read
from geo.languages.folding import Folded
from geo.languages.lexicon import Lexicon, lexicon
from geo.languages.phrases import Cues, Phrase, Phrases
from geo.models import EventDate

OLD: Final = timedelta(days=45)  # what happened longer before publication is told for background
LATELY: Final = timedelta(days=3)  # what happened within these before publication is news, in whatever tense it is told
BEFORE: Final = timedelta(days=9)  # what happened longer before the news of its article is told for background
HISTORY: Final = 2000  # a year before this is no news, whatever the article's own date
MONTH_PARTS, DAY_PARTS = 2, 3
REACH: Final = 60  # characters before a date within which its cues begin
LISTED: Final = ("relative", "relative_week", "relative_month", "relative_year", "weekend", "told")  # each word says by how much
YEAR: Final = r"(?P<year>(?:19|20)\d{2})"
NUMERIC: Final = (
    r"(?:{weekdays},? )?(?<!\d[ ./])(?P<day>\d{1,2})[ ./](?P<month_number>\d{1,2})[ ./](?P<year>(?:19|20)\d{2})",
    r"(?<!\d[ ./])(?P<day>\d{1,2})/(?P<month_number>\d{1,2})/(?P<year>\d{2})",
    r"(?<!\d[ ./])(?P<year>(?:19|20)\d{2})[ ./](?P<month_number>\d{2})[ ./](?P<day>\d{2})",
)
RANKS: Final = {"statement": 1, "publication": 2, "none": 3}
PLACED: Final = ("one_weekday", "day_of_month", "month")  # what lies before publication or after it, as the words beside say
APPOSED: Final = re.compile(r"(?:, (?:el |le |on )?(?:dia )?|،)")  # between a date and the same date told again
CAPITALS: Final = ("month", "weekday", "until", "until_month")


@dataclass(frozen=True, slots=True)
class Dated:
    """Be one date of a text: offsets in the folded text, and what it says."""

    start: int
    end: int
    when: EventDate


class _Tables(NamedTuple):
    """Hold the patterns of a language: the shapes of dates, what stands beside what is none, and beside the day of an announcement."""

    shapes: Phrases[str]
    statement: Cues[None]
    statement_after: re.Pattern[str]
    never: Cues[str]
    coming: Cues[None]
    never_after: re.Pattern[str]
    units_after: re.Pattern[str]


def is_own(when: EventDate) -> bool:
    """Tell whether a date is that of the event itself, not the day of its announcement or the month of the article."""
    return rank(when) == 0


def is_known(when: EventDate) -> bool:
    """Tell whether a date says when the event itself was."""
    return when.value is not None and is_own(when)


def rank(when: EventDate) -> int:
    """Order dates by how well they tell when an event was: 0 its own, then the day of its announcement, the month of the article, words."""
    return RANKS.get(when.basis, 0)


def is_old(when: EventDate, published: str | None) -> bool:
    """Tell whether a date ended well before the day of publication; of what that is unknown, only history is old."""
    if when.value is None:
        return False
    if published is None:
        return int(when.value.split("-")[0]) < HISTORY
    return date.fromisoformat(published) - _last_of(when.value) > OLD


def _last_of(value: str) -> date:
    """Give the last day that a date may mean: of a year or month near its end."""
    parts = [int(each) for each in value.split("-")]
    month = parts[1] if len(parts) >= MONTH_PARTS else 12
    return date(parts[0], month, parts[2] if len(parts) == DAY_PARTS else 28)


def is_late(when: EventDate, published: str | None) -> bool:
    """Tell whether a date is a day shortly before publication."""
    if when.value is None or published is None or when.precision not in ("day", "days"):
        return False
    return date.fromisoformat(published) - _last_of(when.value) <= LATELY


def is_before(when: EventDate, news: str | None) -> bool:
    """Tell whether a date is a day well before that of an article's news, an ISO date."""
    if when.value is None or news is None or when.precision not in ("day", "days"):
        return False
    return date.fromisoformat(news) - _last_of(when.value) > BEFORE


def find_dates(folded: Folded, language: Lexicon, published: str | None) -> list[Dated]:
    """Give the dates of a text, sorted; where nothing anchors one, its value is None and its words are kept.

    `published` is an ISO date or None.
    """
    tables = _tables(language.code)
    if tables is None:
        return []
    anchor = date.fromisoformat(published) if published else None
    found: list[Dated] = []
    before: date | None = None
    year: int | None = None
    for phrase in _apart(tables.shapes.find(folded.words), folded, language, tables):
        parts = {key: value for key, value in phrase.match.groupdict().items() if value}
        coming = phrase.row in PLACED and _stands_after(tables.coming, phrase.match, folded)
        told = Told(
            parts=parts, table=language.table["dates"], numbers=language.numbers, anchor=anchor, before=before, year=year, coming=coming
        )
        if phrase.row == "fresh" and anchor is None:
            continue
        found.append(_dated(phrase, told, folded, tables))
        when = found[-1].when
        if when.precision in ("day", "days") and when.value is not None:
            before = date.fromisoformat(when.until or when.value)
        year = year if when.value is None else int(when.value.split("-")[0])
    return [each for each, behind in pairwise([*found, None]) if each is not None and not _is_explained(each, behind, folded)]


def _is_explained(when: Dated, behind: Dated | None, folded: Folded) -> bool:
    """Tell whether a date that is counted is told outright right behind it: 'less than three weeks later, on 12 February, ...'."""
    if behind is None or when.when.basis != "relative" or behind.when.basis != "explicit" or behind.when.precision != "day":
        return False
    return APPOSED.fullmatch(folded.key, when.end, behind.start) is not None


def _apart(phrases: Sequence[Phrase[str]], folded: Folded, language: Lexicon, tables: _Tables) -> Iterator[Phrase[str]]:
    """Leave out what is no date, and of wordings that overlap all but the first, the longest where two begin together."""
    last = 0
    capitals: bool = language.table["dates"].get("capitals", False)
    for (start, end), phrase in sorted(((_said(each.match), each) for each in phrases), key=lambda each: (each[0][0], -each[0][1])):
        if start < last or _is_name(phrase, folded) or (capitals and _is_common_word(phrase.match, folded)):
            continue
        last = end
        beside = {each.row for each in tables.never.before(folded.words, max(0, start - REACH), start)}
        amount = folded.key[end - 1].isdigit() and not _is_full(phrase.match) and tables.units_after.match(folded.key, end)
        if not (beside & {"any", phrase.row} or amount or tables.never_after.match(folded.key, end)):
            yield phrase


def _is_full(match: re.Match[str]) -> bool:
    """Tell whether a date has a day and a year, so that its year is no amount: 'April 25, 2023 - Police ...'."""
    parts = match.groupdict()
    return bool(parts.get("day") and parts.get("year"))


def _stands_after(cues: Cues[None], match: re.Match[str], folded: Folded) -> bool:
    """Tell whether one of some cues stands right before a date."""
    start, _ = _said(match)
    return bool(cues.before(folded.words, max(0, start - REACH), start))


def _is_name(phrase: Phrase[str], folded: Folded) -> bool:
    """Tell whether a day is written as a name is ('20-Février'), or mere numbers that follow each other as a date is not."""
    first, last = folded.span(*_said(phrase.match))
    if phrase.row == "numeric":
        begins, _ = folded.span(min(phrase.match.start("day"), phrase.match.start("year")), phrase.match.end())
        return bool(re.search(r"\s", folded.text[begins:last]))
    year = phrase.match.groupdict().get("year")
    return phrase.row == "day_of_month" and year is None and bool(re.search(r"\d-[^\W\d]", folded.text[first:last]))


def _is_common_word(match: re.Match[str], folded: Folded) -> bool:
    """Tell whether what would be the name of a month or weekday is written small, in a language that writes those with a capital."""
    named = match.re.groupindex.keys() & CAPITALS
    return any(match.start(each) not in folded.capitals for each in named if match[each])


def _said(match: re.Match[str]) -> tuple[int, int]:
    """Give the offsets of the words that are the date, without those it needs before it ('in' 1991)."""
    return match.span("said") if "said" in match.re.groupindex else match.span()


def _dated(phrase: Phrase[str], told: Told, folded: Folded, tables: _Tables) -> Dated:
    value, until, precision, basis = read(phrase.row, told)
    start, end = _said(phrase.match)
    if value is not None and phrase.row != "fresh" and _is_statement(start, end, folded, tables):
        basis = "statement"
    first, last = folded.span(start, end)
    when = EventDate(value=value, until=until, precision=precision, basis=basis, text=folded.text[first:last], start=first, end=last)
    return Dated(start, end, when)


def _is_statement(start: int, end: int, folded: Folded, tables: _Tables) -> bool:
    """Tell whether a date is the day of an announcement rather than of what happened."""
    return bool(tables.statement.before(folded.words, max(0, start - REACH), start) or tables.statement_after.match(folded.key, end))


@cache
def _tables(code: str) -> _Tables | None:
    """Index all ways a language writes a date."""
    table: Mapping[str, Any] = lexicon(code).table.get("dates", {})
    if not table:
        return None
    words = _words(code, table)
    shapes = [([_filled(template, words)], "numeric") for template in NUMERIC]
    for name in (*GIVEN, *COUNTED):
        shapes += [([_filled(template, words)], name) for template in _templates(name, table)]
    return _Tables(
        shapes=Phrases(shapes),
        statement=Cues([(table.get("statement", []), None)]),
        statement_after=_any_of(table.get("statement_after", [])),
        never=Cues([(table.get("never", []), "any"), (table.get("amounts", []), "year")]),
        never_after=_any_of(table.get("never_after", [])),
        units_after=_any_of(table.get("units_after", [])),
        coming=Cues([(table.get("coming", []), None)]),
    )


def _any_of(wordings: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(wordings)})(?!\w)" if wordings else r"(?!)")


def _words(code: str, table: Mapping[str, Any]) -> Mapping[str, str]:
    """Give what stands for each name in braces in the patterns of a table."""
    months, weekdays, few = _one_of(table["months"]), _one_of(table["weekdays"]), [*table.get("few", ()), *lexicon(code).numbers]
    return {
        "months": months,
        "weekdays": weekdays,
        "hijri": _one_of(table.get("hijri_months", [])),
        "month": f"(?P<month>{months})",
        "short_month": f"(?P<month>{_one_of(table.get('short_months', []))})",
        "until_month": f"(?P<until_month>{months})",
        "weekday": f"(?P<weekday>{weekdays})",
        "until": f"(?P<until>{weekdays})",
        "day": _numbered("day", table),
        "until_day": _numbered("until_day", table),
        "year": YEAR,
        "number": rf"(?P<number>\d{{1,3}}|{_one_of(few)})",
        "in_year": f"(?:{table.get('in_year', ' {year}')})?".replace("{year}", YEAR),
        "times": f"(?:{table.get('times', '')})?",
    }


def _numbered(name: str, table: Mapping[str, Any]) -> str:
    """Make the pattern of the day of a month: digits, with the ending of an ordinal, or a word for it."""
    return rf"(?:(?P<{name}>\d{{1,2}}(?!\d)|{_one_of(table.get('day_words', []))}){table.get('ordinal', '')})"


def _one_of(words: Iterable[str]) -> str:
    """Make a pattern of words, the longest first."""
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True)) or '(?!)'})"


def _templates(name: str, table: Mapping[str, Any]) -> Sequence[str]:
    """Give the ways to write one shape; words that each say by how much are one way, with the part of the day behind them."""
    if name in LISTED:
        return [f"(?P<key>{_one_of(table[name])}){{times}}{table.get(f'{name}_ends', '')}"] if table.get(name) else []
    written: Sequence[str] = table.get(name, [])
    return written


def _filled(template: str, words: Mapping[str, str]) -> str:
    """Put the names of months and days, and the numbers, where a pattern names them."""
    return re.sub(r"\{([a-z_]+)\}", lambda match: words[match[1]], template)
