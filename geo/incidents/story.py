"""Hold what the stages of extraction share of one article: `Story`."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, Generic, TypeVar

from geo.incidents.counts import Number, find_ages, find_counts, find_numbers, find_single
from geo.incidents.dates import Dated
from geo.incidents.roles import place_roles
from geo.incidents.sources import Sources, source_of, sources
from geo.languages.folding import Folded
from geo.languages.lexicon import Lexicon, Trigger
from geo.languages.phrases import Phrase, Phrases
from geo.languages.sentences import Sentence
from geo.models import Ages, Article, Count, IncidentPlace, Mention

Row = TypeVar("Row")
BULLETS: Final = " •-–—*"
SLUG: Final = re.compile(r" ?(?:[.:]|\.?[-–—])\s")  # what stands behind the place that heads a paragraph
HEAD: Final = 80  # characters of words in capitals that head a paragraph, at most
SPORT: Final = 3  # words of sport that make an article one of sport
RECALL: Final = 8  # sentences back to which one may refer


class Found(Generic[Row]):
    """Hold the wordings of one table that an article has, to be asked for by place."""

    __slots__ = ("_starts", "phrases")

    def __init__(self, table: Phrases[Row], folded: Folded) -> None:
        """Look through the whole article once."""
        self.phrases = table.find(folded.words)
        self._starts = [each.match.start() for each in self.phrases]

    def within(self, start: int, end: int) -> list[Phrase[Row]]:
        """Give those that lie inside a stretch of the folded text."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [each for each in self.phrases[first:last] if each.match.end() <= end]


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
        self.unnamed = False  # whether victims alone make an event: where no words of the article name one
        self.dates: Sequence[Dated] = ()
        self.written: Sequence[Dated] = ()
        self._paragraphs = [each.paragraph for each in sentences]
        self._sentence_starts = [each.start for each in sentences]
        self._positions = {start: index for index, start in enumerate(self._sentence_starts)}
        self._date_starts: list[int] = []
        self._article_id: str | None = None
        self._mention_starts = [each.start for each in mentions]
        self._stretches: dict[int, tuple[int, int]] = {}
        self._named: dict[int, str | None] = {}
        self._said: tuple[Found[None], Found[None]] | None = None
        self._roles: dict[int, list[IncidentPlace]] = {}
        self._heads: Mapping[int, IncidentPlace | None] | None = None
        self._found_triggers: Found[Trigger] | None = None
        self._found_cues: Found[str] | None = None
        self._found_actors: Found[tuple[str, str]] | None = None
        self._found_numbers: list[Number] | None = None
        self._found_single: list[tuple[int, Count]] | None = None
        self._found_ages: list[tuple[int, Ages]] | None = None

    def take_dates(self, published: str | None, dates: Sequence[Dated], written: Sequence[Dated]) -> None:
        """Take the day of publication, the dates the article tells, and those of its dateline."""
        if published != self.article.published:
            self.article = replace(self.article, published=published)
        self.dates, self.written = dates, written
        self._date_starts = [each.start for each in dates]

    def stretch(self, sentence: Sentence) -> tuple[int, int]:
        """Give a sentence's offsets in the folded text."""
        found = self._stretches.get(sentence.start)
        if found is None:
            found = self._stretches[sentence.start] = self.folded.index(sentence.start), self.folded.index(sentence.end)
        return found

    def told(self) -> Sequence[Sentence]:
        """Give the sentences that may tell of something: no boilerplate, no name of a section."""
        return [each for each in self.sentences if each.part in ("heading", "body")]

    def told_in(self, paragraph: int) -> list[Sentence]:
        """Give the sentences of a paragraph that may tell of something."""
        first = bisect_left(self._paragraphs, paragraph)
        return [each for each in self.sentences[first : bisect_left(self._paragraphs, paragraph + 1)] if each.part in ("heading", "body")]

    def before(self, sentence: Sentence) -> Sequence[Sentence]:
        """Give the few sentences told right before one."""
        here = self.position(sentence)
        return [each for each in self.sentences[max(0, here - RECALL) : here] if each.part in ("heading", "body")]

    @property
    def article_id(self) -> str:
        """Give the article's id, which is worked out from all its text."""
        if self._article_id is None:
            self._article_id = self.article.id
        return self._article_id

    @property
    def triggers(self) -> Found[Trigger]:
        """Give the words of the article that tell of incidents."""
        if self._found_triggers is None:
            self._found_triggers = Found(self.language.triggers, self.folded)
        return self._found_triggers

    @property
    def cues(self) -> Found[str]:
        """Give the words that tell of the stage of events, and of what the article does with them."""
        if self._found_cues is None:
            self._found_cues = Found(self.language.discourse, self.folded)
        return self._found_cues

    @property
    def actors(self) -> Found[tuple[str, str]]:
        """Give the words that name who acted."""
        if self._found_actors is None:
            self._found_actors = Found(self.language.actors, self.folded)
        return self._found_actors

    @property
    def numbers(self) -> list[Number]:
        """Give the numbers of the article, but for those that are part of a date."""
        if self._found_numbers is None:
            dates = sorted((*self.dates, *self.written), key=lambda each: each.start)
            starts = [each.start for each in dates]
            found = find_numbers(self.folded, self.language)
            self._found_numbers = [
                each for each in found if not (at := bisect_right(starts, each.start)) or dates[at - 1].end <= each.start
            ]
        return self._found_numbers

    def counts(self, start: int, end: int) -> list[Count]:
        """Give the claims of how many in a stretch of the folded text."""
        first = bisect_left(self.numbers, (start,))
        found = find_counts(self.folded, self.language, self.numbers[first : bisect_left(self.numbers, (end,))], start, end)
        told = {each.what for each in found}
        found += [count for at, count in self._single if start <= at < end and count.what not in told]
        return [self._attributed(each) for each in found]

    def _attributed(self, count: Count) -> Count:
        """Note who says so, where the sentence tells."""
        at = -1 if count.start is None else bisect_right(self._sentence_starts, count.start) - 1
        source = self.source(self.sentences[at]) if at >= 0 else None
        return count if source is None else replace(count, attribution=source)

    def source(self, sentence: Sentence) -> str | None:
        """Give the source that a sentence names for what it tells; worked out once."""
        if sentence.start not in self._named:
            stretch, tables = self.stretch(sentence), sources(self.language.code)
            found = None
            if tables is not None:
                according, saying = (each.within(*stretch) for each in self._sayings(tables))
                found = source_of(self.folded, stretch, according, saying, tables)
            self._named[sentence.start] = found
        return self._named[sentence.start]

    def _sayings(self, tables: Sources) -> tuple[Found[None], Found[None]]:
        if self._said is None:
            self._said = Found(tables.according, self.folded), Found(tables.saying, self.folded)
        return self._said

    @property
    def _single(self) -> list[tuple[int, Count]]:
        if self._found_single is None:
            self._found_single = find_single(self.folded, self.language)
        return self._found_single

    def ages(self, start: int, end: int) -> Ages | None:
        """Give the ages told in a stretch of the folded text."""
        return next((ages for at, ages in self._ages if start <= at < end), None)

    @property
    def _ages(self) -> list[tuple[int, Ages]]:
        if self._found_ages is None:
            self._found_ages = find_ages(self.folded, self.language)
        return self._found_ages

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

    @property
    def is_sport(self) -> bool:
        """Tell whether the article reports a match, and so borrows words of harm."""
        return sum(each.row == "sport" for each in self.cues.phrases) >= SPORT

    @property
    def heads(self) -> Mapping[int, IncidentPlace | None]:
        """Give the paragraphs that are headed within, where several are: by a place ('Oujda. A bus ...'), or by capitals (None)."""
        if self._heads is None:
            opening = {each.paragraph: each for each in reversed(self.sentences) if each.part == "body"}
            found = {number: head[0] for number, each in opening.items() if (head := self._head(each))}
            named = {each.place.id for each in found.values() if each is not None and each.place is not None}
            self._heads = found if len(named) > 1 or list(found.values()).count(None) > 1 else {}
        return self._heads

    def _head(self, sentence: Sentence) -> list[IncidentPlace | None]:
        text = self.article.text
        at = bisect_left(self._mention_starts, sentence.start)
        named = self.mentions[at] if at < len(self.mentions) else None
        if named is not None and named.start < sentence.end and not text[sentence.start : named.start].strip(BULLETS):
            return [self.roles(sentence)[0]] if SLUG.match(text, named.end) else []
        return [None] if sentence.end - sentence.start < HEAD and text[sentence.start : sentence.end].isupper() else []

    def dates_within(self, start: int, end: int) -> list[Dated]:
        """Give the dates inside a stretch of the folded text."""
        first = bisect_left(self._date_starts, start)
        return [each for each in self.dates[first : bisect_left(self._date_starts, end)] if each.end <= end]
