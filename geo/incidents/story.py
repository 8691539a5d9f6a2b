"""Hold what the stages of extraction share of one article: `Story`."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from geo.incidents.dates import Dated
from geo.incidents.roles import place_roles
from geo.languages.folding import Folded
from geo.languages.lexicon import Lexicon
from geo.languages.sentences import Sentence
from geo.models import Article, IncidentPlace, Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Be an article cut up for extraction: folded text, sentences, mentions, dates, the language's table."""

    article: Article
    folded: Folded
    sentences: Sequence[Sentence]
    mentions: Sequence[Mention]
    language: Lexicon
    dates: Sequence[Dated]
    _roles: dict[int, list[IncidentPlace]] = field(default_factory=dict)

    def stretch(self, sentence: Sentence) -> tuple[int, int]:
        """Give a sentence's offsets in the folded text."""
        return self.folded.index(sentence.start), self.folded.index(sentence.end)

    def roles(self, sentence: Sentence) -> list[IncidentPlace]:
        """Give the places a sentence names, each with its role; worked out once."""
        if sentence.start not in self._roles:
            self._roles[sentence.start] = place_roles(self.folded, self.mentions, sentence, self.language)
        return self._roles[sentence.start]

    def told(self) -> Sequence[Sentence]:
        """Give the sentences that may tell of something: no boilerplate, no name of a section."""
        return [each for each in self.sentences if each.part in ("heading", "body")]

    def dates_within(self, start: int, end: int) -> list[Dated]:
        """Give the dates inside a stretch of the folded text."""
        return [each for each in self.dates if start <= each.start and each.end <= end]
