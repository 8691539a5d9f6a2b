"""Tell an incident in the words of the interface, as the popup and the table show it: `facts`."""

import re
from typing import Any, get_args

from geo.languages.strings import knows, say
from geo.languages.titles import claims_text, count_text, date_text, day_text, grouped, place_name, subtype_text, title
from geo.maps.areas import area_names
from geo.models import Actor, Count, EventDate, Incident, IncidentPlace, Place, Report, Role
from geo.worldviews import territory

Json = dict[str, Any]

ROLES: tuple[Role, ...] = get_args(Role)
LIKELY = 0.05  # what scores less than this beside the place that was taken is not worth a line

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
        "discourse_label": say(language, f"discourse.{incident.discourse}"),
        "title": title(incident, language),
        "date": _date(incident.date, language),
        "counts": [_claims(each, language) for each in grouped(incident.counts)],
        "ages": _ages(incident, language),
        "actors": [_actor(each, language) for each in incident.actors],
        "places": [_named(each, report, language) for each in sorted(incident.places, key=lambda each: ROLES.index(each.role))],
        "source": {"outlet": article.outlet, "title": article.title, "url": web_address(article.url), "name": article.source},
        "published": None if article.published is None else day_text(article.published, language),
        "confidence": round(incident.confidence, 2),
    }


def _claims(group: list[Count], language: str) -> Json:
    """Write one line for what is agreed, a span and every claim where sources differ."""
    lines = list(dict.fromkeys((count_text(each, language), _by(each.attribution, language)) for each in group))
    told = {"what": group[0].what, "label": claims_text(group, language)}
    if len({label for label, _ in lines}) > 1:
        return told | {"by": None, "claims": [{"label": label, "by": by} for label, by in lines]}
    return told | {"by": say(language, "titles.comma").join(by for _, by in lines if by) or None, "claims": []}


def _by(name: str | None, language: str) -> str | None:
    return None if name is None else say(language, "panel.attribution", name=name)


def place_reasons(each: IncidentPlace, report: Report, language: str) -> Json:
    """Say why a name was taken for this place, in one line, and which others it might have meant, the likeliest first."""
    mentions = [report.mentions[index] for index in each.mentions if 0 <= index < len(report.mentions)]
    if not mentions:
        return {"why": None, "candidates": []}
    found = mentions[0].resolution
    others = [other for other in found.candidates if (each.place is None or other.place.id != each.place.id) and other.score >= LIKELY]
    return {
        "why": found.nil_reason or found.why,
        "candidates": [f"{candidate_name(other.place, language)} – {other.score:.0%}" for other in others],
    }


def candidate_name(place: Place, language: str) -> str:
    """Tell a place from others of its name: its kind, its province or, abroad, its country."""
    within = area_names(place, language=language)[:1] or ([territory(place.country, language)] if place.country not in ("MA", "") else [])
    told = say(language, "titles.comma").join([say(language, f"kinds.{place.kind}"), *within])
    return say(language, "titles.in_brackets", head=_isolated(place_name(place, language), language), told=told)


def _isolated(name: str, language: str) -> str:
    """Keep a name in another script from turning the Arabic line it opens. Source: Unicode UAX 9, RLM, FSI and PDI."""
    return f"\u200f\u2068{name}\u2069" if language == "ar" else name


def web_address(url: str | None) -> str | None:
    """Keep an address only where it is http or https: nothing else is ever a link."""
    return url if url is not None and _WEB.match(url) else None


def _date(when: EventDate, language: str) -> Json:
    """Say when and how sure: the basis, and the article's own words where they are not the date itself."""
    note = say(language, f"basis.{when.basis}")
    if when.text and when.value is None:
        note = say(language, "map.date.words", words=when.text)
    elif when.text and when.basis != "explicit":
        note = say(language, "map.date.counted", note=note, words=when.text)
    told = when.value is not None and when.basis not in ("statement", "publication")
    precision = say(language, f"date_precision.{when.precision}") if told else None
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
        "by": _by(actor.attribution, language),
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
