"""Spell Moroccan names the other ways the press writes them: `latin_variants`, `arabic_variants`, `skeleton`."""

import re
from collections.abc import Iterator

from geo.languages.folding import fold

ARTICLES = ("el", "al", "er", "es", "et", "en", "ed", "ez", "ech", "ad", "an", "at", "as", "ar", "az")
SHORTEST_BARE = 5
# Words; a shorter name needs all of its own.
LONG_NAME = 3
# Words that the press writes in several ways, the first form being the one to turn the others into.
WORDS = (
    ("beni", "bni", "bani"),
    ("oulad", "ouled", "awlad", "wlad"),
    ("ain", "ayn"),
    ("souk", "souq", "suq"),
    ("ksar", "kasr", "qsar"),
    ("kelaat", "kalaat", "kelaa", "kalaa", "qalaat"),
    ("moulay", "mulay", "my"),
    ("lalla", "lala"),
    ("oued", "wad", "ouad"),
    ("jbel", "jebel", "djebel"),
    ("tnine", "tnin"),
    ("tlat", "tlata", "tlet", "tleta"),
    ("arbaa", "larbaa", "arba"),
    ("khemis", "khmis"),
    ("jemaa", "jamaa", "djemaa"),
    ("sebt", "sabt"),
    ("had", "lhad"),
    ("karia", "kariat"),
    ("fquih", "fqih", "fkih"),
    ("salah", "saleh"),
    ("yahia", "yahya"),
    ("mohamed", "mohammed", "mohammad"),
    ("abdellah", "abdallah"),
    ("mechraa", "mechra"),
    ("zaouiat", "zaouia", "zawiyat"),
    ("kasba", "kasbah", "kasbat"),
    ("bou", "bu"),
    ("hay", "hai"),
)
# Folding makes the hamza forms meet, but not these.
ARABIC_WORDS = (("واد ", "وادي "), ("وادي ", "واد "))
_MARKETS = "souk|souq|had|sebt|tnine|tnin|tlat|tlata|tlet|arbaa|khemis|khmis|jemaa"
_ALTERNATIVES = {form: group for group in WORDS for form in group}


def latin_variants(name: str) -> Iterator[str]:
    """Yield other spellings of a Latin name: without or with another article, and with each word of WORDS respelled."""
    words = fold(name).split()
    if not words:
        return
    for at, word in enumerate(words):
        for form in _ALTERNATIVES.get(word, ()):
            if form != word:
                yield _title([*words[:at], form, *words[at + 1 :]])
    if words[0] in ARTICLES and len(words) > 1:
        bare = words[1:]
        if len(" ".join(bare)) >= SHORTEST_BARE:
            yield _title(bare)
        for article in ("el", "al"):
            yield _title([article, *bare])
    if words[-2:] == ["el", "gharb"]:
        yield _title([*words[:-2], "du", "gharb"])
    if len(words) >= LONG_NAME:
        yield _title([word for word in words if word not in ("el", "al")])
        yield _title(["el" if word == "al" else "al" if word == "el" else word for word in words])


def arabic_variants(name: str) -> Iterator[str]:
    """Yield other spellings of an Arabic name: واد for وادي and back."""
    for old, new in ARABIC_WORDS:
        if old in name:
            yield name.replace(old, new)


def skeleton(name: str) -> str:
    """Reduce a Latin name to what its transliterations share: no articles, no vowels, no doubled letters."""
    text = re.sub(r"[^a-z ]", "", fold(name).replace("'", ""))
    text = re.sub(rf"\b({'|'.join(ARTICLES)}|l)\b", " ", text)
    text = re.sub(rf"\b({_MARKETS})\b", " ", text) if len(text.split()) >= LONG_NAME else text
    for old, new in (
        ("gh", "r"),
        ("kh", "k"),
        ("ch", "s"),
        ("sh", "s"),
        ("dj", "j"),
        ("ou", "w"),
        ("oued", "wd"),
        ("q", "k"),
        ("c", "s"),
        ("z", "s"),
    ):
        text = text.replace(old, new)
    text = re.sub(r"[aeiouyhw ]", "", text)
    return re.sub(r"(.)\1+", r"\1", text)


def _title(words: list[str]) -> str:
    return " ".join(word.capitalize() for word in words)
