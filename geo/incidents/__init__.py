"""Find what happened, where, when, to how many: `extract` turns an article and its mentions into incidents."""

from collections.abc import Sequence

from geo.incidents.attach import attach
from geo.incidents.dateline import Dateline, find_dateline
from geo.incidents.dates import Dated, find_dates
from geo.incidents.merge import build, gather, latest_news, told
from geo.incidents.scenes import find_scenes
from geo.incidents.story import Story
from geo.languages.folding import Folded
from geo.languages.lexicon import Lexicon
from geo.languages.sentences import Sentence
from geo.models import Article, Incident, Mention

__all__ = ["extract"]


def extract(
    article: Article, folded: Folded, sentences: Sequence[Sentence], mentions: Sequence[Mention], language: Lexicon
) -> list[Incident]:
    """Give the incidents an article tells of, current and background, in the order of the text."""
    story = Story(article, folded, sentences, mentions, language)
    line = find_dateline(folded, sentences, mentions)
    dates = find_dates(folded, language, article.published)
    written = article.published or _written(dates, line)
    if written != article.published:
        dates = find_dates(folded, language, written)
    story.take_dates(written, [each for each in dates if not _heads(line, each)], [each for each in dates if _heads(line, each)])
    drafts = gather(find_scenes(story))
    if not drafts:
        story.unnamed = True
        drafts = gather(find_scenes(story))
    attach(drafts, story)
    drafts = told(drafts)
    news = latest_news(drafts)
    return [build(each, story, news) for each in drafts]


def _heads(line: Dateline | None, when: Dated) -> bool:
    return line is not None and line.start <= when.start < line.end


def _written(dates: Sequence[Dated], line: Dateline | None) -> str | None:
    """Take the full date of the dateline for the day of publication, where nothing else tells it."""
    told = (each.when for each in dates if _heads(line, each))
    return next((each.value for each in told if each.precision == "day" and each.basis == "explicit"), None)
