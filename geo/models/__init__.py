"""Define the nouns, as they flow: Article, Mention, Candidate, Resolution, Incident, Reading; and Filter.

All are frozen, but for the `Toponym` that a recogniser fills; offsets are half-open, in Python characters of `Article.text`;
coordinates are degrees WGS 84.
"""

from geo.models.contract import incident_from_json, incident_to_json, place_from_json, place_to_json, reading_from_json, reading_to_json
from geo.models.entries import PERSONS, Entries, IncidentEntry, PlaceEntry, persons
from geo.models.filters import Filter, filter_of, query_of
from geo.models.incident import (
    Actor,
    Ages,
    Basis,
    Count,
    Discourse,
    EventDate,
    Evidence,
    Incident,
    IncidentPlace,
    IncidentType,
    Precision,
    Qualifier,
    Role,
    Stage,
)
from geo.models.place import Candidate, Place, PlaceKind, Resolution
from geo.models.reading import Article, Mention, MentionKind, Method, Reading, Toponym, article_id
from geo.models.report import Report, reports
from geo.models.view import View, query_of_view, view_of

__all__ = [
    "PERSONS",
    "Actor",
    "Ages",
    "Article",
    "Basis",
    "Candidate",
    "Count",
    "Discourse",
    "Entries",
    "EventDate",
    "Evidence",
    "Filter",
    "Incident",
    "IncidentEntry",
    "IncidentPlace",
    "IncidentType",
    "Mention",
    "MentionKind",
    "Method",
    "Place",
    "PlaceEntry",
    "PlaceKind",
    "Precision",
    "Qualifier",
    "Reading",
    "Report",
    "Resolution",
    "Role",
    "Stage",
    "Toponym",
    "View",
    "article_id",
    "filter_of",
    "incident_from_json",
    "incident_to_json",
    "persons",
    "place_from_json",
    "place_to_json",
    "query_of",
    "query_of_view",
    "reading_from_json",
    "reading_to_json",
    "reports",
    "view_of",
]
