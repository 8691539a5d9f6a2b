"""Hold what the stages of extraction share of one article: `Story`."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from geo.incidents.dates import Dated
from geo.incidents.roles import place_roles
from geo.languages.folding import Folded
from geo.languages.lexicon import Lexicon
from geo.languages.sentences import Sentence
from geo.models import Article, IncidentPlace, Mention


class Story:
    """Be an article cut up for extraction: folded text, sentences, mentions, dates, the language's table.

    What is asked for by place in the text is found by bisection, so that the work grows no faster than the text.
    """

    def __init__(
        self, article: Article, folded: Folded, sentences: Sequence[Sentence], mentions: Sequence[Mention], language: Lexicon
    ) -> None:
        """Take what the earlier stages found."""
        self.article = article
        self.folded = folded
        self.sentences = sentences
        self.mentions = mentions
        self.language = language
        self.dates: Sequence[Dated] = ()
        self._mention_starts = [each.start for each in mentions]
        self._roles: dict[int, list[IncidentPlace]] = {}

    def stretch(self, sentence: Sentence) -> tuple[int, int]:
        """Give a sentence's offsets in the folded text."""
        return self.folded.index(sentence.start), self.folded.index(sentence.end)

    def told(self) -> Sequence[Sentence]:
        """Give the sentences that may tell of something: no boilerplate, no name of a section."""
        return [each for each in self.sentences if each.part in ("heading", "body")]

    def position(self, sentence: Sentence) -> int:
        """Give the index of a sentence among all."""
        return self._positions[sentence.start]

    def roles(self, sentence: Sentence) -> list[IncidentPlace]:
        """Give the places a sentence names, each with its role; worked out once."""
        if sentence.start not in self._roles:
            first, last = bisect_left(self._mention_starts, sentence.start), bisect_left(self._mention_starts, sentence.end)
            inside = [(index, self.mentions[index]) for index in range(first, last)]
            self._roles[sentence.start] = place_roles(self.folded, inside, sentence, self.language)
        return self._roles[sentence.start]

    def dates_within(self, start: int, end: int) -> list[Dated]:
        """Give the dates inside a stretch of the folded text."""
        first = bisect_left(self._date_starts, start)
        return [each for each in self.dates[first : bisect_left(self._date_starts, end)] if each.end <= end]

    @cached_property
    def _positions(self) -> dict[int, int]:
        return {each.start: index for index, each in enumerate(self.sentences)}

    @cached_property
    def _date_starts(self) -> list[int]:
        return [each.start for each in self.dates]
