"""Score the answers to a collection of documents: `score`."""

from collections import defaultdict
from collections.abc import Callable

from geo.scoring.answers import Answer
from geo.scoring.figures import Score, measure
from geo.scoring.gold import Corpus, GoldDocument
from geo.scoring.incidents import score_incidents
from geo.scoring.mentions import score_mentions
from geo.scoring.reliability import reliability
from geo.scoring.tally import LANGUAGES_TOGETHER, Tally


def score(corpus: Corpus, answer: Callable[[GoldDocument], Answer | None]) -> Score:
    """Measure what `answer` gives for each document, by language and for all together; no answer counts as an empty one."""
    together, by_language = Tally(), defaultdict[str, Tally](Tally)
    for document in corpus.documents:
        tally = _scored(document, answer(document))
        by_language[document.language].add(tally)
        together.add(tally)
    figures = {language: measure(tally) for language, tally in sorted(by_language.items())}
    return Score(
        figures={**figures, LANGUAGES_TOGETHER: measure(together)},
        reliability=reliability(together.confidences),
        misses=tuple(together.misses),
    )


def _scored(document: GoldDocument, answer: Answer | None) -> Tally:
    tally = Tally()
    if answer is None:
        tally.miss(document.id, "no answer", None, None)
    found = answer or Answer()
    score_mentions(document, found, tally)
    score_incidents(document, found, tally)
    return tally
