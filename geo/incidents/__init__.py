"""Find what happened, where, when, to how many: `extract` turns an article and its mentions into incidents."""

from collections.abc import Sequence

from geo.incidents.attach import attach
from geo.incidents.dates import find_dates
from geo.incidents.merge import build, gather
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
    story.dates = find_dates(folded, language, article.published)
    drafts = gather(find_scenes(story))
    attach(drafts, story)
    return [build(each, story) for each in drafts]
