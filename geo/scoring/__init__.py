"""Measure answers against texts annotated by hand: `read_gold`, `score`, and floors that quality must not fall below."""

from geo.scoring.answers import Answer, answer_of, read_answers, text_key
from geo.scoring.documents import score
from geo.scoring.figures import Measured, Score, measure
from geo.scoring.floors import Floors, floors_text, raised, read_floors, shortfalls
from geo.scoring.gold import Corpus, GoldDocument, GoldIncident, GoldMention, read_gold
from geo.scoring.reliability import Bin, reliability
from geo.scoring.tally import LANGUAGES_TOGETHER, Miss

__all__ = [
    "LANGUAGES_TOGETHER",
    "Answer",
    "Bin",
    "Corpus",
    "Floors",
    "GoldDocument",
    "GoldIncident",
    "GoldMention",
    "Measured",
    "Miss",
    "Score",
    "answer_of",
    "floors_text",
    "measure",
    "raised",
    "read_answers",
    "read_floors",
    "read_gold",
    "reliability",
    "score",
    "shortfalls",
    "text_key",
]
