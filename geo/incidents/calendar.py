"""Turn the parts of a date into days, months and years, counted from the day of publication: `read`, `Told`, `Read`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from geo.models.incident import Basis, Precision

DAYS_A_WEEK, MONTHS_A_YEAR = 7, 12
SATURDAY: Final = 5
CENTURY: Final = 2000
SHORT_YEAR: Final = 2
SOON: Final = timedelta(days=31)  # and a month without one this far
AHEAD: Final = timedelta(days=60)  # a day without a year may lie this far after publication ('report au 26 mars')
DAY, WEEK = timedelta(days=1), timedelta(days=DAYS_A_WEEK)


class Read(NamedTuple):
    """Be what a date says: `value` is YYYY, YYYY-MM or YYYY-MM-DD by `precision`, `until` the last day of a span, or None."""

    value: str | None
    until: str | None
    precision: Precision
    basis: Basis


UNKNOWN: Final = Read(None, None, "unknown", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Be the parts of a date as the text writes them, by name, and what they are read with.

    `table` is the language's [dates], `numbers` its numbers in words, `anchor` the day of publication, `before` the last day told,
    `year` the last year; `coming` says that the words before the date speak of what is to come.
    """

    parts: Mapping[str, str]
    table: Mapping[str, Any]
    numbers: Mapping[str, int]
    anchor: date | None
    before: date | None
    year: int | None
    coming: bool


def read(shape: str, told: Told) -> Read:
    """Read a date of one shape; what no calendar holds (31 February, a day before year 1) is unknown."""
    try:
        if shape in GIVEN:
            return GIVEN[shape](told)
        return UNKNOWN if told.anchor is None else COUNTED[shape](told, told.anchor)
    except (ValueError, OverflowError):
        return UNKNOWN


def _on(day: date, basis: Basis) -> Read:
    return Read(day.isoformat(), None, "day", basis)


def _span(first: date, last: date, precision: Precision, basis: Basis) -> Read:
    return Read(first.isoformat(), last.isoformat(), precision, basis)


def _number_of_day(told: Told, name: str) -> int:
    """Give the day of a month, written in digits or by a word for it ('premier')."""
    words = told.parts[name]
    number: int = int(words) if words.isdecimal() else told.table["day_words"][words]
    return number


def _month_of(told: Told, name: str = "month") -> int:
    months: Mapping[str, int] = {**told.table["months"], **told.table.get("short_months", {})}
    return months[told.parts[name]]


def _year_of(told: Told) -> int | None:
    """Give the year that the words of a day or month name, be it by 'of last year'; None where they name none or nothing anchors it."""
    if "year" in told.parts:
        return int(told.parts["year"])
    if "same_year" in told.parts:
        return told.year
    if told.anchor is None or not told.parts.keys() & {"last_year", "this_year"}:
        return None
    return told.anchor.year - ("last_year" in told.parts)


def _number(told: Told) -> int:
    """Give how many units a date counts; a unit that names no number is one."""
    words = told.parts.get("number", "1")
    if words.isdecimal():
        return int(words)
    number: int | None = told.table.get("few", {}).get(words)
    return told.numbers[words] if number is None else number


def _weekday(told: Told, name: str) -> int:
    number: int = told.table["weekdays"][told.parts[name]]
    return number


def _day(told: Told, name: str = "day", month: str = "month") -> date | None:
    """Give the day of a day and month; without a year, the one nearest to what the words ask for. None if nothing anchors it."""
    day, number, year = _number_of_day(told, name), _month_of(told, month), _year_of(told)
    if year is not None:
        return date(year, number, day)
    if told.anchor is None:
        return None
    here = date(told.anchor.year, number, day)
    if "next" in told.parts:
        return here if here > told.anchor else date(told.anchor.year + 1, number, day)
    if told.coming and "past" not in told.parts:
        again = date(told.anchor.year + 1, number, day)
        return again if again - told.anchor < told.anchor - here else here
    furthest = told.anchor if "past" in told.parts else told.anchor + AHEAD
    return here if here <= furthest else date(told.anchor.year - 1, number, day)


def _day_of_month(told: Told) -> Read:
    day = _day(told)
    return UNKNOWN if day is None else _on(day, "explicit")


def _numeric(told: Told) -> Read:
    """Read '14/03/2024' day first, as all our languages write it, unless only the other order is a date."""
    day, month, written = int(told.parts["day"]), int(told.parts["month_number"]), told.parts["year"]
    year = int(written) + (CENTURY if len(written) == SHORT_YEAR else 0)
    if month > MONTHS_A_YEAR:
        day, month = month, day
    return _on(date(year, month, day), "explicit")


def _days(told: Told) -> Read:
    """Read a span of days: its last day by date or weekday, its first by date or by the weekday before that."""
    last = _last_day(told)
    if last is None:
        return UNKNOWN
    if "day" in told.parts:
        named = next((each for each in ("month", "until_month") if each in told.parts), None)
        month = last.month if named is None else _month_of(told, named)
        first = date(last.year, month, _number_of_day(told, "day"))
        first = first if first <= last else date(last.year - 1, month, first.day)
    else:
        first = latest(last - DAY, _weekday(told, "weekday"))
    return _span(first, last, "days", "explicit" if told.parts.keys() & {"month", "until_month"} else "relative")


def _last_day(told: Told) -> date | None:
    """Give the last day of a span by the month it names, or by the month or the weekday before publication."""
    named = next((each for each in ("until_month", "month") if each in told.parts), None)
    if named is not None:
        return _day(told, "until_day", named)
    if told.anchor is None:
        return None
    return (
        told.anchor.replace(day=_number_of_day(told, "until_day"))
        if "until_day" in told.parts
        else latest(told.anchor, _weekday(told, "until"))
    )


def _month(told: Told) -> Read:
    number, year = _month_of(told), _year_of(told)
    if year is None and told.anchor is None:
        return UNKNOWN
    year = _nearest_year(told, told.anchor, number) if year is None and told.anchor is not None else year
    return Read(f"{year:04d}-{number:02d}", None, "month", "explicit")


def _nearest_year(told: Told, anchor: date, month: int) -> int:
    """Give the year of a month that is told without one: this year's, unless that lies ahead further than news looks."""
    if "next" in told.parts:
        return anchor.year + (month <= anchor.month)
    if told.coming and "past" not in told.parts:
        return anchor.year + (anchor.month - month > MONTHS_A_YEAR // 2)
    ahead = month >= anchor.month if "past" in told.parts else date(anchor.year, month, 1) > anchor + SOON
    return anchor.year - ahead


def _year(told: Told) -> Read:
    return Read(told.parts["year"], None, "year", "explicit")


def _unread(_: Told) -> Read:
    """Keep the words of a date of another calendar, or of no sure length."""
    return UNKNOWN


def _since_told(told: Told) -> Read:
    """Count days from the last day told before; the days before it, where none is told, from the day of publication."""
    offset: int = told.table["told"][told.parts["key"]]
    start = told.before or (told.anchor if offset < 0 else None)
    return UNKNOWN if start is None else _on(start + offset * DAY, "relative")


def _later(told: Told) -> Read:
    """Count 'two days later' or 'three weeks earlier' from the last day told before."""
    if told.before is None:
        return UNKNOWN
    sign = -1 if "past" in told.parts else 1
    if "months" in told.parts or "years" in told.parts:
        return _moved(told.before, sign * _number(told), by_year="years" in told.parts)
    return _on(told.before + sign * _number(told) * (WEEK if "weeks" in told.parts else DAY), "relative")


def _told_month(told: Told) -> Read:
    """Read 'the same month': that of the last day told before."""
    return UNKNOWN if told.before is None else Read(told.before.isoformat()[:7], None, "month", "relative")


def _following_weekday(told: Told) -> Read:
    """Read 'the following Monday': the first such day after the last day told before."""
    return UNKNOWN if told.before is None else _on(latest(told.before, _weekday(told, "weekday")) + WEEK, "relative")


def _same_month(told: Told, anchor: date) -> Read:
    """Read 'the 12th of this month', or of the last one."""
    month = anchor.replace(day=1) - DAY if "past" in told.parts else anchor
    return _on(month.replace(day=_number_of_day(told, "day")), "relative")


def _weekday_and_day(told: Told, anchor: date) -> Read:
    """Read 'Thursday 14': the day nearest to publication that is both."""
    weekday, day = _weekday(told, "weekday"), _number_of_day(told, "day")
    reach = (anchor + offset * DAY for offset in sorted(range(-AHEAD.days, AHEAD.days), key=lambda each: (abs(each), each)))
    found = next((each for each in reach if each.day == day and each.weekday() == weekday), None)
    return UNKNOWN if found is None else _on(found, "relative")


def _one_weekday(told: Told, anchor: date) -> Read:
    """Read a weekday: the last one on or before publication; 'last Friday' is before it, 'next Friday' and what is to come after."""
    weekday = _weekday(told, "weekday")
    if "last_week" in told.parts:
        return _on(anchor - WEEK + (weekday - anchor.weekday()) * DAY, "relative")
    if "next" in told.parts or (told.coming and "past" not in told.parts):
        return _on(latest(anchor, weekday) + WEEK, "relative")
    return _on(latest(anchor - DAY if "past" in told.parts else anchor, weekday), "relative")


def _relative(told: Told, anchor: date) -> Read:
    offset: int | list[int] = told.table["relative"][told.parts["key"]]
    if isinstance(offset, int):
        return _on(anchor + offset * DAY, "relative")
    return _span(anchor + offset[0] * DAY, anchor + offset[1] * DAY, "days", "relative")


def _weekend(told: Told, anchor: date) -> Read:
    """Read a weekend: that of the day of publication or the last before it (0), one that is over (-1), one to come (1)."""
    offset: int = told.table["weekend"][told.parts["key"]]
    saturday = latest(anchor - DAY if offset > 0 else anchor, SATURDAY)
    if offset < 0 and saturday + DAY >= anchor:
        saturday -= WEEK
    saturday += WEEK if offset > 0 else timedelta(0)
    return _span(saturday, saturday + DAY, "days", "relative")


def _week(told: Told, anchor: date) -> Read:
    return _week_of(anchor + told.table["relative_week"][told.parts["key"]] * WEEK)


def _week_of(day: date) -> Read:
    monday = day - day.weekday() * DAY
    return _span(monday, monday + WEEK - DAY, "week", "relative")


def _relative_month(told: Told, anchor: date) -> Read:
    return _moved(anchor, told.table["relative_month"][told.parts["key"]], by_year=False)


def _relative_year(told: Told, anchor: date) -> Read:
    return _moved(anchor, told.table["relative_year"][told.parts["key"]], by_year=True)


def _ago(told: Told, anchor: date) -> Read:
    """Count days back to a day, weeks to a week, months to a month, years to a year."""
    number = _number(told)
    if "months" in told.parts or "years" in told.parts:
        return _moved(anchor, -number, by_year="years" in told.parts)
    return _week_of(anchor - number * WEEK) if "weeks" in told.parts else _on(anchor - number * DAY, "relative")


def _fresh(_: Told, anchor: date) -> Read:
    """Give the month of publication to what the text says is new. Source: the project's coding rules, basis 'publication'."""
    return Read(f"{anchor:%Y-%m}", None, "month", "publication")


def _moved(start: date, number: int, *, by_year: bool) -> Read:
    """Give the month, or the year, that lies some months or years from that of a day."""
    year, month = divmod(start.year * MONTHS_A_YEAR + start.month - 1 + number * (MONTHS_A_YEAR if by_year else 1), MONTHS_A_YEAR)
    day = date(year, month + 1, 1)
    return Read(f"{day.year:04d}", None, "year", "relative") if by_year else Read(day.isoformat()[:7], None, "month", "relative")


def latest(anchor: date, weekday: int) -> date:
    """Give the last such weekday (0 is Monday) on or before a day."""
    return anchor - timedelta(days=(anchor.weekday() - weekday) % DAYS_A_WEEK)


# What a date of each shape is read by: on its own or from another date of the text, or counted from the day of publication.
GIVEN: Final[Mapping[str, Callable[[Told], Read]]] = {
    "days": _days,
    "numeric": _numeric,
    "day_of_month": _day_of_month,
    "month": _month,
    "year": _year,
    "unread": _unread,
    "told": _since_told,
    "later": _later,
    "following_weekday": _following_weekday,
    "told_month": _told_month,
}
COUNTED: Final[Mapping[str, Callable[[Told, date], Read]]] = {
    "same_month": _same_month,
    "weekday_and_day": _weekday_and_day,
    "one_weekday": _one_weekday,
    "relative": _relative,
    "ago": _ago,
    "weekend": _weekend,
    "relative_week": _week,
    "relative_month": _relative_month,
    "relative_year": _relative_year,
    "fresh": _fresh,
}
