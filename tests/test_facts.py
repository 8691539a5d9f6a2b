"""What popup and panel tell of an incident: claims that differ, roles, where a date comes from, and why a place is meant."""

from dataclasses import replace

import pytest

from geo.languages.strings import INTERFACES
from geo.maps.facts import ROLES, candidate_name, facts, place_reasons
from geo.maps.payload import payload
from geo.maps.quotes import ValueSpan, quote, value_spans
from geo.models import Actor, Ages, Candidate, Count, EventDate, Evidence, IncidentPlace, Report, reports
from geo.pages.highlight import incident_marks, key_html, mention_marks
from geo.pages.panel import article_html, incident_html
from geo.pages.table import _row
from geo.settings import data_folder
from tests.map_samples import mention, place, small_reading

TEXT = "Jeudi, à Fès, sept morts selon la police. Un suspect de Taza, âgé de 20 ans, jugé à Rabat."
FES = place("Fès", 34.03, -5.0, region="03", province="03.231", arabic="فاس")


def span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def killed(best: float, by: str | None, words: str = "sept morts", qualifier: str = "exact") -> Count:
    start, end = span(words)
    return Count(what="killed", best=best, min=best, max=best, qualifier=qualifier, attribution=by, start=start, end=end)  # type: ignore[arg-type]


def report(**given: object) -> Report:
    """Make one incident of TEXT: Fès where it happened, Taza the origin, Rabat the court; other places could be meant by Fès."""
    others = (
        Candidate(place=FES, score=0.9),
        Candidate(place=place("Fès", 30.0, -5.0, id="x:fes-2", kind="village", country="DZ"), score=0.4),
    )
    named = [
        mention(TEXT, name, found)
        for name, found in (("Fès", FES), ("Taza", place("Taza", 34.2, -4.0)), ("Rabat", place("Rabat", 34.0, -6.8)))
    ]
    named[0] = replace(named[0], resolution=replace(named[0].resolution, candidates=others, why="dans une liste"))
    roles = ("occurred", "origin", "tried_at")
    spots = tuple(
        IncidentPlace(place=each.resolution.place, role=role, precision=1, mentions=(index,))
        for index, (each, role) in reversed(list(enumerate(zip(named, roles, strict=True))))
    )
    day = EventDate(value="2024-05-16", precision="day", basis="statement", text="Jeudi", start=0, end=5)
    fields: dict[str, object] = {"places": spots, "date": day, "stage": "alleged", "type": "attack", "subtype": "bombing", **given}
    reading = small_reading(TEXT, "Fès", FES, **fields)
    return reports(replace(reading, mentions=tuple(named)))[0]


def test_claims_that_differ_are_a_span_with_each_claim_and_its_source() -> None:
    told = facts(report(counts=(killed(7, "la police"), killed(5, "la mairie"))), language="fr")["counts"]
    assert [each["label"] for each in told] == ["de 5 à 7 morts, selon les sources"]
    assert told[0]["claims"] == [{"label": "7 morts", "by": "selon la police"}, {"label": "5 morts", "by": "selon la mairie"}]


def test_claims_that_agree_are_one_line_with_all_sources() -> None:
    told = facts(report(counts=(killed(7, "la police"), killed(7, "la mairie"))), language="fr")["counts"]
    assert told == [{"what": "killed", "label": "7 morts", "by": "selon la police, selon la mairie", "claims": []}]


def test_places_come_in_the_order_of_their_roles() -> None:
    told = facts(report(), language="fr")["places"]
    assert [each["role"] for each in told] == ["occurred", "origin", "tried_at"]


@pytest.mark.parametrize(
    ("basis", "precision", "note"),
    [
        ("statement", None, "jour de l'annonce ; celui des faits n'est pas dit («\u00a0Jeudi\u00a0»)"),
        ("relative", "au jour près", "comptée depuis la date de publication («\u00a0Jeudi\u00a0»)"),
        ("explicit", "au jour près", "le texte donne la date"),
    ],
)
def test_date_tells_its_basis_and_the_words_it_was_counted_from(basis: str, precision: str | None, note: str) -> None:
    when = EventDate(value="2024-05-16", precision="day", basis=basis, text="Jeudi", start=0, end=5)  # type: ignore[arg-type]
    told = facts(report(date=when), language="fr")["date"]
    assert (told["precision"], told["note"]) == (precision, note)


def test_place_tells_why_and_what_else_it_might_be() -> None:
    told = report()
    fes = next(each for each in told.incident.places if each.role == "occurred")
    assert place_reasons(fes, told, "fr") == {"why": "dans une liste", "candidates": ["Fès (village, Algérie) – 40%"]}
    assert place_reasons(replace(fes, mentions=()), told, "fr") == {"why": None, "candidates": []}
    pin = payload([told], language="fr")["pins"][0]["incidents"][0]
    assert (pin["why"], len(pin["candidates"])) == ("dans une liste", 1)


def test_candidate_of_another_script_is_set_apart_in_arabic() -> None:
    assert candidate_name(place("Fes", 1.0, 1.0, country="DZ"), "ar") == "\u200f\u2068Fes\u2069 (مدينة، الجزائر)"


def test_every_value_has_its_words_once() -> None:
    start, end = span("la police")
    given = {
        "counts": (killed(7, None), killed(7, "la police")),
        "actors": (Actor(name="Police", role="authority", attribution=None, start=start, end=end),),
        "ages": Ages(min=20, max=20, start=span("20 ans")[0], end=span("20 ans")[1]),
        "evidence": (Evidence(field="date", start=0, end=5, quote="Jeudi"),),
    }
    found = value_spans(report(**given).incident)
    assert found == sorted(set(found))
    assert {(each.field, TEXT[each.start : each.end]) for each in found} == {
        ("date", "Jeudi"),
        ("count", "sept morts"),
        ("actor", "la police"),
        ("ages", "20 ans"),
    }
    assert ValueSpan(0, 5, "date") in found


def test_quote_marks_the_place_and_the_values_beside_it_by_field() -> None:
    told = report(counts=(killed(7, None),))
    fes = next(each for each in told.incident.places if each.role == "occurred")
    parts = quote(told, fes)
    assert {look: text for text, look in parts if look} == {"date": "Jeudi", "here": "Fès", "count": "sept morts"}
    assert "".join(text for text, _ in parts) == "Jeudi, à Fès, sept morts selon la police."


def test_marks_say_what_was_understood_and_the_key_explains_those_that_are_there() -> None:
    told = report(counts=(killed(7, None, qualifier="at_least"),))
    marks = [*incident_marks(told.incident, "fr"), *mention_marks(told.mentions, "fr", told.incident)]
    hints = {TEXT[each.start : each.end]: each.hint for each in marks}
    assert hints["Jeudi"] == "date : annoncé le 16 mai 2024"
    assert hints["sept morts"] == "nombre : au moins 7 morts"
    assert hints["Rabat"] == "tribunal : Rabat; test"
    key = key_html("fr", marks)
    assert "field-date" in key
    assert "field-count" in key
    assert "field-actor" not in key


def test_panel_shows_roles_claims_stage_basis_reasons_and_candidates() -> None:
    shown = incident_html(report(counts=(killed(7, "la police"), killed(5, "la mairie"))), "fr")
    for words in (
        *("de 5 à 7 morts, selon les sources", "selon la mairie", "allégué, non confirmé", "annoncé le 16 mai 2024"),
        *("marsad-at-occurred", "marsad-at-origin", "marsad-at-tried_at", "dans une liste", "Fès (village, Algérie) – 40%", "actualité"),
    ):
        assert words in shown


def test_article_marks_every_place_once() -> None:
    shown = article_html(report(), "fr")
    assert shown.count(">Rabat</mark>") == 1
    assert 'title="tribunal : Rabat; test"' in shown


def test_row_of_the_table_says_what_is_not_plain() -> None:
    told = report(counts=(killed(7, "la police"), killed(5, "la mairie")), discourse="background")
    row = _row(told, "fr")
    assert row["Nombres"] == "de 5 à 7 morts, selon les sources"
    assert row["Stade"] == "allégué, non confirmé, rappel du contexte"
    assert row["Date"] == "annoncé le 16 mai 2024"
    aimed = replace(told.incident, places=tuple(replace(each, role="target") for each in told.incident.places[-1:]))
    assert _row(replace(told, incident=aimed), "fr")["Lieux des faits"] == "cible : Fès"


@pytest.mark.parametrize("language", INTERFACES)
def test_panel_speaks_every_language(language: str) -> None:
    shown = incident_html(report(counts=(killed(7, "la police"), killed(5, None))), language)
    assert "<dl>" in shown
    assert "{" not in shown


def test_every_role_and_field_has_its_look() -> None:
    style = (data_folder() / "web" / "marks.css").read_text(encoding="utf-8")
    assert [role for role in ROLES if f".marsad-at-{role} {{" not in style] == []
    looks = ("type", "stage", "discourse", "date", "place", "count", "actor", "ages", "mention", "nil", "here")
    assert [look for look in looks if f"mark.field-{look} {{" not in style] == []
