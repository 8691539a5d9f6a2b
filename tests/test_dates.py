import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.incidents.dates import Dated, find_dates, is_own, rank
from geo.languages.folding import Folded
from geo.languages.lexicon import CODES, lexicon
from geo.models import Article, EventDate
from geo.pipeline import parse
from tools.dates import main, measure, misses, read_sheets

FRIDAY = "2023-03-24"
FLOOR = 0.95
LEAST = {"fr": 100, "ar": 80, "en": 60, "es": 60}
PARTS = [
    "le",
    "31",
    "12",
    "2024",
    "février",
    "mai",
    "mars",
    "jeudi",
    "dernier",
    "prochain",
    "il y a",
    "999",
    "ans",
    "semaines",
    "nuit du",
    "au",
    "vient de",
    "être",
    "en",
    "fin",
    "hier",
    "lendemain",
    "in",
    "March",
    "May",
    "last",
    "ago",
    "days",
    "a",
    "el",
    "de",
    "marzo",
    "hace",
    "dos",
    "meses",
    "يوم",
    "الخميس",
    "14",
    "مارس",
    "قبل",
    "سنة",
    "رمضان",
    "ليلة",
    "-",
    "/",
    ",",
    "0",
    "00",
    "\n",
]


def first(text: str, published: str | None = FRIDAY) -> tuple[str | None, str | None, str, str]:
    when = find_dates(Folded(text), lexicon("fr"), published)[0].when
    return when.value, when.until, when.precision, when.basis


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("le 12 mars 2022", ("2022-03-12", None, "day", "explicit")),
        ("le 1er mai 2021", ("2021-05-01", None, "day", "explicit")),
        ("en mai 2003", ("2003-05", None, "month", "explicit")),
        ("en 1991", ("1991", None, "year", "explicit")),
        ("23/09/2022", ("2022-09-23", None, "day", "explicit")),
        ("mercredi", ("2023-03-22", None, "day", "relative")),
        ("vendredi", ("2023-03-24", None, "day", "relative")),
        ("samedi dernier", ("2023-03-18", None, "day", "relative")),
        ("hier", ("2023-03-23", None, "day", "relative")),
        ("dans la nuit de mardi à mercredi", ("2023-03-21", "2023-03-22", "days", "relative")),
        ("le 16 mars courant", ("2023-03-16", None, "day", "explicit")),
        ("le 12 du mois courant", ("2023-03-12", None, "day", "relative")),
        ("dans le communiqué de jeudi", ("2023-03-23", None, "day", "statement")),
        ("le 28 décembre", ("2022-12-28", None, "day", "explicit")),
        ("le 31 février 2022", (None, None, "unknown", "none")),
    ],
)
def test_a_date_counts_from_the_day_of_publication(text: str, expected: tuple[str | None, str | None, str, str]) -> None:
    assert first(text) == expected


@pytest.mark.parametrize("text", ["jeudi", "hier", "le 12 mars", "dans la nuit de mardi à mercredi"])
def test_without_a_day_of_publication_the_words_are_kept_and_nothing_is_guessed(text: str) -> None:
    when = find_dates(Folded(text), lexicon("fr"), None)[0].when
    assert when.value is None
    assert when.text


@pytest.mark.parametrize("text", ["âgés de 19 à 49 ans", "la loi 43-05", "1 240 kg", "en 4 × 4"])
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert find_dates(Folded(text), lexicon("fr"), FRIDAY) == []


def test_the_same_day_is_the_last_day_told() -> None:
    found = find_dates(Folded("Samedi 18 mars 2023, un car. Le même jour, un camion."), lexicon("fr"), FRIDAY)
    assert [each.when.value for each in found] == ["2023-03-18", "2023-03-18"]


@pytest.fixture(scope="module")
def sheets() -> list:
    return read_sheets()


@pytest.mark.parametrize("code", CODES)
def test_dates_of_every_language_are_read_as_the_list_says(sheets: list, code: str) -> None:
    chosen = [each for each in sheets if each.language == code]
    assert len(chosen) >= LEAST[code]
    assert measure(chosen)[0] >= FLOOR, "\n".join(misses(chosen))


def test_what_the_list_calls_no_date_is_almost_never_read_as_one(sheets: list) -> None:
    traps = [each for each in sheets if not each.expected]
    wrong = [each for each in traps if each.found]
    assert len(traps) > 60
    assert len(wrong) <= 2, "\n".join(misses(wrong))


def test_a_miss_is_told_with_its_sentence_and_lowers_the_measure(sheets: list) -> None:
    right = next(each for each in sheets if each.expected and each.expected == each.found)
    wrong = type(right)(language="fr", sentence="Il pleut.", expected=right.expected, found=right.expected - right.expected)
    assert measure([right])[0] == 1
    assert measure([right, wrong])[1:] == (1, 0.5)
    assert misses([right, wrong]) == [f"fr: Il pleut. missing {sorted(right.expected)}, too much []"]


def test_the_command_prints_a_line_for_each_language_and_for_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0
    printed = capsys.readouterr().out
    assert [line.split(" | ")[0] for line in printed.splitlines()[2:7]] == ["| fr", "| en", "| es", "| ar", "| all"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("vendredi", "2023-03-24"), ("vendredi dernier", "2023-03-17"), ("vendredi prochain", "2023-03-31"), ("hier vendredi", "2023-03-24")],
)
def test_last_friday_is_never_the_day_of_publication(text: str, value: str) -> None:
    assert first(text)[0] == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("03/25/2024", ("2024-03-25", None, "day", "explicit")),
        ("12/03/24", ("2024-03-12", None, "day", "explicit")),
        ("la semaine dernière", ("2023-03-13", "2023-03-19", "week", "relative")),
        ("du 28 décembre au 3 janvier", ("2022-12-28", "2023-01-03", "days", "explicit")),
        ("il y a 3000 ans", None),
        ("il y a 999 ans", ("1024", None, "year", "relative")),
    ],
)
def test_a_date_is_a_day_of_the_calendar_or_none(text: str, expected: tuple[str | None, str | None, str, str] | None) -> None:
    found = find_dates(Folded(text), lexicon("fr"), FRIDAY)
    assert (first(text) if found else None) == expected


def test_a_day_count_beyond_the_calendar_is_unknown() -> None:
    when = find_dates(Folded("il y a 999 ans"), lexicon("fr"), "0500-03-02")[0].when
    assert (when.value, when.basis) == (None, "none")


def test_what_comes_first_and_reaches_furthest_is_the_date() -> None:
    found = find_dates(Folded("dans la nuit de mardi 12 à mercredi 13 mars 2024 puis jeudi"), lexicon("fr"), FRIDAY)
    assert [each.when.text for each in found] == ["nuit de mardi 12 à mercredi 13 mars 2024", "jeudi"]


def test_a_month_is_written_with_a_capital_where_the_language_does_so() -> None:
    assert find_dates(Folded("They may march 20 km in may."), lexicon("en"), FRIDAY) == []
    assert [each.when.value for each in find_dates(Folded("in May 2021"), lexicon("en"), FRIDAY)] == ["2021-05"]


@pytest.mark.parametrize(
    ("basis", "value", "expected"),
    [
        ("explicit", "2024", 0),
        ("relative", "2024-03-01", 0),
        ("statement", "2024-03-01", 1),
        ("publication", "2024-03", 2),
        ("none", None, 3),
    ],
)
def test_an_event_is_dated_by_its_own_date_before_any_other(basis: str, value: str | None, expected: int) -> None:
    when = EventDate(value=value, basis=basis)
    assert rank(when) == expected
    assert is_own(when) == (expected == 0)


def incident_dates(text: str) -> list[tuple[str | None, str, str]]:
    article = Article(text=text, source="x", language="fr", published="2024-03-20")
    return [(each.date.value, each.date.precision, each.date.basis) for each in parse(article).incidents]


def test_an_event_told_as_new_without_a_day_has_the_month_of_publication() -> None:
    assert incident_dates("La police vient d'arrêter trois personnes à Fès pour vol.") == [("2024-03", "month", "publication")]


def test_an_event_told_as_new_with_a_day_has_that_day() -> None:
    text = "La police vient d'arrêter trois personnes à Fès pour vol. Les trois personnes ont été arrêtées mardi à Fès."
    assert incident_dates(text) == [("2024-03-19", "day", "relative")]


def test_the_day_of_the_announcement_dates_better_than_being_new() -> None:
    text = "La DGSN a annoncé mardi qu'elle vient d'arrêter trois personnes à Fès."
    assert incident_dates(text) == [("2024-03-19", "day", "statement")]


@given(st.lists(st.sampled_from(PARTS), max_size=30), st.sampled_from(CODES), st.one_of(st.none(), st.dates(min_value=date(1900, 1, 1))))
def test_dates_lie_in_the_text_in_order_and_are_of_the_calendar(parts: list[str], code: str, published: date | None) -> None:
    text = " ".join(parts)
    found = find_dates(Folded(text), lexicon(code), published.isoformat() if published else None)
    assert all(one.when.end <= other.when.start for one, other in pairwise(found))
    for each in found:
        assert each.when.text == text[each.when.start : each.when.end]
        assert is_possible(each)


def is_possible(dated: Dated) -> bool:
    when = dated.when
    if when.value is None:
        return (when.until, when.precision, when.basis) == (None, "unknown", "none")
    lengths = {"day": 10, "days": 10, "week": 10, "month": 7, "year": 4}
    first_day = date.fromisoformat(f"{when.value}-01-01"[:10])
    return len(when.value) == lengths[when.precision] and (when.until is None or first_day <= date.fromisoformat(when.until))


@pytest.mark.parametrize("unit", ["12, ", "jeudi ", "de 2011 ", "nuit du 12 au ", "communiqué ", "31/12/", "il y a 1 "])
def test_no_repetition_makes_the_work_explode(unit: str) -> None:
    folded = Folded(unit * 50_000)
    begun = time.monotonic()
    find_dates(folded, lexicon("fr"), FRIDAY)
    assert time.monotonic() - begun < 60  # what grew with the square of the length would take an hour


@pytest.mark.parametrize(("words", "year"), [("من العام الماضي", "2022"), ("من السنة الماضية", "2022"), ("من العام الجاري", "2023")])
def test_a_month_of_last_year_or_of_this_is_read_in_arabic(words: str, year: str) -> None:
    found = find_dates(Folded(f"في فبراير {words} لقي خمسة أشخاص مصرعهم"), lexicon("ar"), FRIDAY)
    assert [(each.when.value, each.when.precision) for each in found] == [(f"{year}-02", "month")]


@pytest.mark.parametrize("code", CODES)
def test_every_way_to_write_a_date_names_what_it_is_read_by(code: str) -> None:
    table = lexicon(code).table["dates"]
    needed = {"day_of_month": "day", "same_month": "day", "weekday_and_day": "day", "month": "month", "one_weekday": "weekday"}
    for shape, part in needed.items():
        assert all(f"{{{part}}}" in each or f"(?P<{part}>" in each for each in table.get(shape, [])), shape
