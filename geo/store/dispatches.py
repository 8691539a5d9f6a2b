"""Invent articles, the same each time, for the parser to read: `invented_articles`. The places are real; nothing else in them is."""

import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from babel.dates import format_date

from geo.gazetteer import Gazetteer, load
from geo.models import Article, Place
from geo.settings import data_folder

SEED = 20_230_101
FIRST_DAY = date(2023, 1, 2)
DAYS = 3 * 365
ADJOURNED = 45  # days from the news to the next hearing
ARTICLES = 204
REGIONS = tuple(f"{number:02}" for number in range(1, 13))
TURNS = ("fr", "ar", "fr", "en", "fr", "ar", "fr", "es", "ar", "fr", "en")  # as often as each language is to come
LOCALES = {"fr": "fr", "ar": "ar_MA", "en": "en", "es": "es"}
PATTERNS = {"fr": "d MMMM y", "ar": "d MMMM y", "en": "MMMM d, y", "es": "d 'de' MMMM 'de' y"}
WEEKDAYS = {"fr": "{weekday} {day}", "ar": "يوم {weekday} {day}", "en": "{weekday}, {day}", "es": "{weekday} {day}"}
TOWNS = 6
VILLAGES = 12

Told = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Be what is told of one region: its largest town first, its coast, its rural communes, and its provinces."""

    towns: Sequence[Place]
    coast: Sequence[Place]
    villages: Sequence[Place]
    provinces: Mapping[str, Place]


def invented_articles(number: int = ARTICLES) -> Iterator[Article]:
    """Give `number` articles: all regions and stories in turn, over three years."""
    dice = random.Random(SEED)  # noqa: S311  not for secrets
    regions, turns = _regions(load()), dict.fromkeys(LOCALES, 0)
    for index in range(number):
        language, region = TURNS[index % len(TURNS)], regions[index % len(regions)]
        stories = [each for each in _told(language)["story"] if region.coast or not each.get("coast")]
        story = stories[turns[language] % len(stories)]
        turns[language] += 1
        yield _article(index, number, story, language, region, dice)


def _article(index: int, number: int, story: Told, language: str, region: Region, dice: random.Random) -> Article:  # noqa: PLR0913, PLR0917
    happened = FIRST_DAY + timedelta(days=index * DAYS // number)
    published = happened + timedelta(days=1)
    later = published + timedelta(days=ADJOURNED)
    days = {"day": _day(happened, language)} | {
        name: _day(day, language, short=True) for name, day in (("published", published), ("later", later))
    }
    words = _words(story, language, region, dice) | days
    title = str(story["title"]).format_map(words)
    return Article(
        text=Article.normalised(f"{title}\n\n{str(story['text']).format_map(words)}\n"),
        source=f"{language}-{index + 1:03}.txt",
        outlet=dice.choice(_told(language)["outlets"]),
        title=title,
        language=language,
        published=published.isoformat(),
    )


def _words(story: Told, language: str, region: Region, dice: random.Random) -> dict[str, object]:
    """Choose what a story tells of: three towns, a village and its province, and numbers that differ."""
    towns = dice.sample(list(region.towns), 3)
    if story.get("coast"):
        towns = [dice.choice(list(region.coast)), *towns[1:]]
    village = dice.choice(list(region.villages))
    numbers = sorted(dice.sample(range(2, 10), 2))
    return {
        **{name: _name(place, language) for name, place in zip(("town", "town2", "town3"), towns, strict=True)},
        "city": _name(region.towns[0], language),
        "village": _name(village, language),
        "province": _name(region.provinces[village.province or ""], language),
        "n": numbers[0],
        "k": numbers[1],
        "m": dice.randint(11, 60),
        "kg": dice.randint(40, 900),
    }


def _name(place: Place, language: str) -> str:
    return place.names.get(language, place.name)


def _day(day: date, language: str, *, short: bool = False) -> str:
    """Write a day as the press of a language does, with its weekday unless it is to be short."""
    written = format_date(day, PATTERNS[language], locale=LOCALES[language])
    weekday = format_date(day, "EEEE", locale=LOCALES[language])
    return written if short else WEEKDAYS[language].format(weekday=weekday, day=written)


@cache
def _told(language: str) -> Told:
    return tomllib.loads((data_folder() / "demo" / f"{language}.toml").read_text(encoding="utf-8"))


def _regions(known: Gazetteer) -> list[Region]:
    places = sorted((each for each in known.places() if each.region is not None), key=lambda each: (-(each.population or 0), each.id))
    coast = _told("places")["coast"]
    return [_region([each for each in places if each.region == code], coast.get(code, ())) for code in REGIONS]


def _region(places: Sequence[Place], coast: Sequence[str]) -> Region:
    towns = [each for each in places if each.kind in {"city", "town"}]
    provinces = {each.id.removeprefix("hcp:"): each for each in places if each.kind == "province"}
    villages = [each for each in places if each.kind == "commune" and each.province in provinces]
    return Region(
        towns=towns[:TOWNS], coast=[each for each in towns if each.name in coast], villages=villages[:VILLAGES], provinces=provinces
    )
