"""Tell an incident in the words of the interface, as the popup and the table show it: `facts`."""

import re
from typing import Any

from geo.languages.strings import knows, say
from geo.languages.titles import count_text, date_text, day_text, place_name, subtype_text, title
from geo.models import Actor, EventDate, Incident, IncidentPlace, Report

Json = dict[str, Any]

_WEB = re.compile(r"https?://", re.IGNORECASE)


def facts(report: Report, *, language: str) -> Json:
    """Write what is the same at every place of an incident: texts are plain, never markup."""
    incident, article = report.incident, report.article
    return {
        "id": incident.id,
        "type": incident.type,
        "type_label": say(language, f"types.{incident.type}"),
        "subtype": incident.subtype,
        "subtype_label": subtype_text(incident, language),
        "stage": incident.stage,
        "stage_label": say(language, f"stages.{incident.stage}"),
        "discourse": incident.discourse,
        "title": title(incident, language),
        "date": _date(incident.date, language),
        "counts": [{"label": count_text(each, language), "by": each.attribution} for each in incident.counts],
        "ages": _ages(incident, language),
        "actors": [_actor(each, language) for each in incident.actors],
        "places": [_named(each, report, language) for each in incident.places],
        "source": {"outlet": article.outlet, "title": article.title, "url": web_address(article.url), "name": article.source},
        "published": None if article.published is None else day_text(article.published, language),
        "confidence": round(incident.confidence, 2),
    }


def web_address(url: str | None) -> str | None:
    """Keep an address only where it is http or https: nothing else is ever a link."""
    return url if url is not None and _WEB.match(url) else None


def _date(when: EventDate, language: str) -> Json:
    """Say when and how sure: the basis in words, and the article's own words where they could not be anchored."""
    unanchored = when.text if when.value is None else None
    note = say(language, f"basis.{when.basis}") if not unanchored else say(language, "map.date.words", words=unanchored)
    precision = None if when.value is None else say(language, f"date_precision.{when.precision}")
    return {"value": when.value, "until": when.until, "label": date_text(when, language), "precision": precision, "note": note}


def _ages(incident: Incident, language: str) -> str | None:
    ages = incident.ages
    if ages is None:
        return None
    return say(language, "map.age" if ages.min == ages.max else "map.ages", min=ages.min, max=ages.max)


def _actor(actor: Actor, language: str) -> Json:
    key = f"actor_roles.{actor.role}"
    return {
        "name": actor.name,
        "role": say(language, key) if knows(language, key) else actor.role.replace("_", " "),
        "by": actor.attribution,
    }


def _named(each: IncidentPlace, report: Report, language: str) -> Json:
    """Name a place of an incident with its role; `place` is its id where it is resolved, else None."""
    place = each.place
    return {
        "place": None if place is None else place.id,
        "name": spoken_name(each, report) if place is None else place_name(place, language),
        "role": each.role,
        "role_label": say(language, f"roles.{each.role}"),
    }


def spoken_name(each: IncidentPlace, report: Report) -> str:
    """Give the words by which the article names a place that is not resolved."""
    indices = [index for index in each.mentions if 0 <= index < len(report.mentions)]
    return report.mentions[indices[0]].text if indices else "?"
