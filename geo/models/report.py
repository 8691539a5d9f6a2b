"""Define `Report`: one incident together with the article that tells of it, as maps, tables and exports take it."""

from dataclasses import dataclass

from geo.models.incident import Incident
from geo.models.reading import Article, Mention, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Be one incident with its article and that article's mentions, to which `IncidentPlace.mentions` point."""

    article: Article
    language: str
    mentions: tuple[Mention, ...]
    incident: Incident


def reports(reading: Reading) -> list[Report]:
    """Split a reading into its incidents, each with the article that tells of it.

    >>> import geo
    >>> article = geo.Article(text="Deux suspects ont été arrêtés à Rissani.", source="example", published="2025-01-10", language="fr")
    >>> [(each.article.source, each.incident.type) for each in reports(geo.parse(article))]
    [('example', 'arrest')]
    """
    return [
        Report(article=reading.article, language=reading.language, mentions=reading.mentions, incident=each) for each in reading.incidents
    ]
