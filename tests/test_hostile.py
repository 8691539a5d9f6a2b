"""Whatever an article, a gazetteer or a file's name says stays text: a thousand hostile texts through every renderer."""

import json
from html.parser import HTMLParser

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.errors import InputError
from geo.maps import render_html
from geo.models import Filter, Reading, Report
from geo.pages.found import incidents_html, mentions_html
from geo.pages.panel import article_html, incident_html
from geo.pages.reading import Outcome, outcomes_html
from geo.pages.style import plain
from tests.test_maps import HOSTILE, embedded, hostile_reports, skeleton

PIECES = (
    *HOSTILE,
    "<svg/onload=window.hacked=1>",
    "</title>",
    "-->",
    "<!--",
    "]]>",
    "\u202e",
    "\0",
    "<a href=javascript:1>",
    "'><b x='",
    "مرصد",
)
BATCH = 10
TAGS = frozenset(
    {"section", "h3", "blockquote", "mark", "p", "dl", "dt", "dd", "div", "span", "small", "ul", "li", "details", "summary", "a", "br"}
    | {"table", "thead", "tbody", "tr", "th", "td"}
)
ATTRIBUTES = frozenset({"class", "dir", "title", "href", "target", "rel", "scope", "role"})

texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), min_size=1, max_size=6).map("".join).filter(str.strip)


class Seen(HTMLParser):
    """Take down which tags and attributes a piece of HTML has, and where its links lead."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take down one tag."""
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]


def seen(html: str) -> Seen:
    found = Seen()
    found.feed(html)
    found.close()
    return found


@settings(max_examples=1000 // BATCH, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(texts, min_size=BATCH, max_size=BATCH), texts)
def test_exported_page_keeps_its_skeleton_whatever_is_in_it(said: list[str], title: str) -> None:
    shown = [report for each in said for report in hostile_reports(each)]
    chosen = Filter(text=said[0][:80])
    page = render_html(shown, title=title, language="fr", chosen=chosen)
    calm = render_html(shown, title="Essai", language="fr", chosen=Filter(text="mots"))
    assert tags(page) == tags(calm)
    assert json.dumps(said[-1], ensure_ascii=False)[1:-1] in json.dumps(embedded(page), ensure_ascii=False)


def tags(page: str) -> list[str]:
    """List the tags of a page in their order, with the names of their attributes, links and all."""
    found: list[str] = []

    class Order(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append(f"{tag} {' '.join(sorted(name for name, _ in attrs))}")

    Order().feed(skeleton(page))
    return found


@settings(max_examples=1000, deadline=None)
@given(texts)
def test_pages_write_nothing_active_whatever_is_told(text: str) -> None:
    for report in hostile_reports(text):
        for html in written(report):
            found = seen(html)
            assert found.tags <= TAGS
            assert found.attributes <= ATTRIBUTES
            assert all(each.startswith(("http://", "https://")) for each in found.links)


def written(report: Report) -> list[str]:
    """Write all that the pages write of an incident, its article, and a file of that name."""
    article = report.article
    reading = Reading(
        article=article, language="fr", mentions=report.mentions, incidents=(report.incident,), warnings=(article.outlet or "",)
    )
    outcome = Outcome(name=article.source, readings=(reading,), errors=(str(InputError(f"{article.source} is empty.")),))
    return [
        incident_html(report, "fr"),
        article_html(report, "ar"),
        incidents_html(reading, "fr"),
        mentions_html(reading, "fr"),
        outcomes_html([outcome, outcome], "fr"),
    ]


@settings(max_examples=1000, deadline=None)
@given(texts)
def test_markdown_of_a_name_is_that_name_alone(text: str) -> None:
    shown = plain(text)
    assert "\n" not in shown
    bare = shown.replace("\\", "")
    assert bare == " ".join(text.split()).replace("\\", "")
    assert all(shown[place - 1] == "\\" for place, each in enumerate(shown) if each in "<>[]()`*_:$!{}#|~" and place)
