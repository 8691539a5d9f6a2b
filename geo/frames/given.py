"""Take incidents in whatever form they are at hand, from a store or as readings or reports: `reports_in`."""

from collections.abc import Iterable
from itertools import chain
from typing import Protocol

from geo.frames.selection import select
from geo.models import Filter, Reading, Report, reports


class Keeper(Protocol):
    """Be what keeps incidents, as `geo.Store` does."""

    def reports(self, chosen: Filter | None = None) -> list[Report]:
        """List incidents, at least those that pass `chosen`."""
        ...


Given = Keeper | Reading | Report | Iterable[Reading | Report]


def reports_in(given: Given, chosen: Filter | None = None) -> list[Report]:
    """List the incidents of a store, or of one or many readings or reports, that pass `chosen`, in their order; all of them without it.

    >>> import geo
    >>> article = geo.Article(text="Deux suspects ont été arrêtés à Rissani.", source="example", published="2025-01-10", language="fr")
    >>> reading = geo.parse(article)
    >>> [each.incident.type for each in reports_in([reading])]
    ['arrest']
    >>> reports_in(reading, Filter(types=("attack",)))
    []
    """
    if isinstance(given, Reading | Report):
        found = _reports_of(given)
    elif isinstance(given, Iterable):
        found = list(chain.from_iterable(_reports_of(each) for each in given))
    else:
        found = given.reports(chosen)
    return found if chosen is None else select(found, chosen)


def _reports_of(each: Reading | Report) -> list[Report]:
    return [each] if isinstance(each, Report) else reports(each)
