"""Invent articles by the hundred thousand, the same for the same number, in four languages: `invented_articles`, `written`.

The places are those of the gazetteer; nothing else in them is real. Each has a number of its own, so that no two are one text.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from babel.dates import format_date

from geo.gazetteer import load
from geo.models import Article, Place

SEED = 20_190_101
FIRST_DAY = date(2019, 1, 1)
DAYS = 7 * 365
LANGUAGES = ("fr", "ar", "fr", "en", "fr", "ar", "es")  # as often as each is to come
LOCALES = {"fr": ("fr", "EEEE d MMMM y"), "ar": ("ar_MA", "EEEE d MMMM y"), "en": ("en", "MMMM d, y"), "es": ("es", "d 'de' MMMM 'de' y")}
STORIES = {
    "fr": (
        "Un accident de la route a fait {n} morts et {m} blessés, le {day}, à {town}, selon les autorités locales.",
        "La police a arrêté {n} personnes, le {day}, à {town} et à {other}, soupçonnées de trafic de drogue.",
        "Des centaines d'habitants ont manifesté, le {day}, à {town}, pour réclamer de l'eau potable.",
        "La gendarmerie a saisi {m} kg de résine de cannabis, le {day}, à {town}, dans un camion parti de {other}.",
        "Un incendie s'est déclaré, le {day}, à {town}. Il a fait {n} morts. Une enquête a été ouverte.",
        "Des inondations ont fait {n} morts, le {day}, à {town}. Le même jour, une rixe a fait {m} blessés à {other}.",
    ),
    "ar": (
        "لقي {n} أشخاص مصرعهم وأصيب {m} آخرون بجروح، يوم {day}، في حادثة سير وقعت في {town}.",
        "أوقفت الشرطة {n} أشخاص، يوم {day}، في {town} و{other}، للاشتباه في اتجارهم في المخدرات.",
        "احتج مئات السكان، يوم {day}، في {town}، للمطالبة بالماء الصالح للشرب.",
        "اندلع حريق، يوم {day}، في {town}، مما أدى إلى إصابة {n} أشخاص.",
    ),
    "en": (
        "A road accident killed {n} people and injured {m} in {town} on {day}, local authorities said.",
        "Police arrested {n} people in {town} and {other} on {day} over drug trafficking.",
        "Hundreds of residents protested in {town} on {day} over the lack of water.",
        "Floods killed {n} people in {town} on {day}. A fire injured {m} people in {other}.",
    ),
    "es": (
        "Un accidente de tráfico causó {n} muertos y {m} heridos el {day} en {town}, según las autoridades locales.",
        "La policía detuvo a {n} personas el {day} en {town} por tráfico de drogas.",
        "Cientos de vecinos se manifestaron el {day} en {town} para pedir agua potable.",
    ),
}


def invented_articles(number: int, *, stories: int = 1) -> Iterator[Article]:
    """Give `number` articles of so many stories each, a story of one or two incidents on a day within seven years."""
    dice = random.Random(SEED)
    towns = sorted((each for each in load().places() if each.region and each.kind in {"city", "town", "commune"}), key=lambda each: each.id)
    for index in range(number):
        language = LANGUAGES[index % len(LANGUAGES)]
        happened = sorted(FIRST_DAY + timedelta(days=dice.randrange(DAYS)) for _ in range(stories))
        told = [_story(language, each, dice, dice.sample(towns, 2)) for each in happened]
        yield Article(
            text=Article.normalised("\n\n".join((*told, f"[{index:06}]\n"))),
            source=f"{language}-{index:06}.txt",
            outlet=f"Invented Wire {dice.randint(1, 20)}",
            language=language,
            published=(happened[-1] + timedelta(days=1)).isoformat(),
        )


def written(folder: Path, number: int, *, stories: int = 1) -> Path:
    """Write so many articles into a new folder, a file each."""
    folder.mkdir()
    for each in invented_articles(number, stories=stories):
        (folder / each.source).write_text(each.text, encoding="utf-8")
    return folder


def _story(language: str, happened: date, dice: random.Random, places: list[Place]) -> str:
    locale, pattern = LOCALES[language]
    town, other = (each.names.get(language) or each.name for each in places)
    words = {"n": dice.randint(3, 9), "m": dice.randint(11, 60), "day": format_date(happened, pattern, locale=locale)}
    return dice.choice(STORIES[language]).format(town=town, other=other, **words)
