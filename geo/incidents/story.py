"""Hold what the stages of extraction share of one article: `Story`."""

from collections.abc import Sequence
from dataclasses import dataclass

from geo.incidents.dates import Dated
from geo.languages.folding import Folded
from geo.languages.lexicon import Lexicon, Trigger
from geo.languages.sentences import Sentence
from geo.models import Article, Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Be an article cut up for extraction: folded text, sentences, mentions, dates, the language's table.

    `triggers` are those of the table whose words the article holds at all.
    """

    article: Article
    folded: Folded
    sentences: Sequence[Sentence]
    mentions: Sequence[Mention]
    language: Lexicon
    dates: Sequence[Dated]
    triggers: Sequence[Trigger]

    def stretch(self, sentence: Sentence) -> tuple[int, int]:
        """Give a sentence's offsets in the folded text."""
        return self.folded.index(sentence.start), self.folded.index(sentence.end)

    def told(self) -> Sequence[Sentence]:
        """Give the sentences that may tell of something: no boilerplate, no name of a section."""
        return [each for each in self.sentences if each.part in ("heading", "body")]

    def dates_within(self, start: int, end: int) -> list[Dated]:
        """Give the dates inside a stretch of the folded text."""
        return [each for each in self.dates if start <= each.start and each.end <= end]
