"""Hold what the stages of extraction share of one article: `Story`."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, Generic, TypeVar

from geo.incidents.counts import Number, find_ages, find_counts, find_numbers, find_single
from geo.incidents.dates import Dated
from geo.incidents.roles import is_at, place_roles
from geo.incidents.sources import source_of, sources
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


def _ending(phrases: list[Phrase[Row]], end: int) -> list[Phrase[Row]]:
    """Leave out the wordings that end behind a place."""
    return [each for each in phrases if each.match.end() <= end]


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
        self._folded_starts = [folded.index(each) for each in self._sentence_starts]
        self._positions = {start: index for index, start in enumerate(self._sentence_starts)}
        self._date_starts: list[int] = []
        self._dated_starts: list[int] = []
        self._dated_ends: list[int] = []
        self._article_id: str | None = None
        self._mention_starts = [each.start for each in mentions]
        self._stretches: dict[int, tuple[int, int]] = {}
        self._named: dict[int, str | None] = {}
        self._towns: dict[int, tuple[list[int], list[IncidentPlace]]] = {}
        self._roles: dict[int, list[IncidentPlace]] = {}
        self._is_sport: bool | None = None
        self._heads: Mapping[int, IncidentPlace | None] | None = None
        self._found_triggers: Found[Trigger] | None = None
        self._found_cues: dict[int, list[Phrase[str]]] = {}
        self._found_turns: Found[str] | None = None
        self._found_numbers: dict[int, list[Number]] = {}
        self._found_ages: list[tuple[int, Ages]] | None = None

    def take_dates(self, published: str | None, dates: Sequence[Dated], written: Sequence[Dated]) -> None:
        """Take the day of publication, the dates the article tells, and those of its dateline."""
        if published != self.article.published:
            self.article = replace(self.article, published=published)
        self.dates, self.written = dates, written
        self._date_starts = [each.start for each in dates]
        told = sorted((each.start, each.end) for each in (*dates, *written))
        self._dated_starts, self._dated_ends = [start for start, _ in told], [end for _, end in told]

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
    def turns(self) -> Found[str]:
        """Give the words by which the article turns to a like event, or tells that what it tells is played."""
        if self._found_turns is None:
            self._found_turns = Found(self.language.turns, self.folded)
        return self._found_turns

    def cues(self, start: int, end: int) -> list[Phrase[str]]:
        """Give the words of a stretch that tell of the stage of events, and of what the article does with them.

        They are looked for a sentence at a time, for most tell of no event.
        """
        found = [each for index in self._sentences_in(start, end) for each in self._cues_of(index)]
        return [each for each in found if start <= each.match.start() and each.match.end() <= end] + self.turns.within(start, end)

    def _sentences_in(self, start: int, end: int) -> range:
        """Give the numbers of the sentences that a stretch of the folded text touches."""
        return range(max(0, bisect_right(self._folded_starts, start) - 1), bisect_left(self._folded_starts, end))

    def _cues_of(self, index: int) -> list[Phrase[str]]:
        if index not in self._found_cues:
            self._found_cues[index] = self.language.discourse.find(self.folded.words, self._stretch_of(index))
        return self._found_cues[index]

    def actors(self, start: int, end: int) -> list[Phrase[tuple[str, str]]]:
        """Give the words of a stretch that name who acted."""
        return _ending(self.language.actors.find(self.folded.words, (start, end)), end)

    def numbers(self, start: int, end: int) -> list[Number]:
        """Give the numbers of a stretch, but for those that are part of a date; looked for a sentence at a time."""
        return [each for index in self._sentences_in(start, end) for each in self._numbers_of(index) if start <= each.start < end]

    def _numbers_of(self, index: int) -> list[Number]:
        if index not in self._found_numbers:
            numbers = find_numbers(self.folded, self.language, self._stretch_of(index))
            self._found_numbers[index] = [each for each in numbers if not self._is_dated(each)]
        return self._found_numbers[index]

    def _is_dated(self, number: Number) -> bool:
        """Tell whether a number is part of a date, be it the dateline's."""
        at = bisect_right(self._dated_starts, number.start)
        return at > 0 and self._dated_ends[at - 1] > number.start

    def _stretch_of(self, index: int) -> tuple[int, int]:
        """Give where a sentence begins in the folded text, and where the next one does."""
        starts = self._folded_starts
        return starts[index], starts[index + 1] if index + 1 < len(starts) else len(self.folded.key)

    def counts(self, start: int, end: int) -> list[Count]:
        """Give the claims of how many in a stretch of the folded text."""
        found = find_counts(self.folded, self.language, self.numbers(start, end), start, end)
        told = {each.what for each in found}
        found += [count for count in find_single(self.folded, self.language, (start, end)) if count.what not in told]
        return [self._attributed(each) for each in found]

    def _attributed(self, count: Count) -> Count:
        """Note who says so, where the sentence tells."""
        at = -1 if count.start is None else bisect_right(self._sentence_starts, count.start) - 1
        source = self.source(self.sentences[at]) if at >= 0 else None
        return count if source is None else replace(count, attribution=source)

    def source(self, sentence: Sentence) -> str | None:
        """Give the source that a sentence names for what it tells; worked out once."""
        if sentence.start not in self._named:
            stretch, tables, words = self.stretch(sentence), sources(self.language.code), self.folded.words
            found = None
            if tables is not None:
                according, saying = (_ending(each.find(words, stretch), stretch[1]) for each in (tables.according, tables.saying))
                found = source_of(self.folded, stretch, according, saying, tables)
            self._named[sentence.start] = found
        return self._named[sentence.start]

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
        if self._is_sport is None:
            self._is_sport = sum(each.row == "sport" for each in self.turns.phrases) >= SPORT
        return self._is_sport

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

    def towns(self, sentence: Sentence) -> tuple[list[int], list[IncidentPlace]]:
        """Give the towns that a sentence names for what happens there, and before them where each begins in the text."""
        if sentence.start not in self._towns:
            towns = [each for each in self.roles(sentence) if is_at(each)]
            self._towns[sentence.start] = [self.mentions[each.mentions[0]].start for each in towns], towns
        return self._towns[sentence.start]

    def dates_within(self, start: int, end: int) -> list[Dated]:
        """Give the dates inside a stretch of the folded text."""
        first = bisect_left(self._date_starts, start)
        return [each for each in self.dates[first : bisect_left(self._date_starts, end)] if each.end <= end]
