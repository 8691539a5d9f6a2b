"""Hand-made readings that the tests of store, frames and pages share."""

from geo.models import (
    Actor,
    Article,
    Count,
    EventDate,
    Evidence,
    Incident,
    IncidentPlace,
    Mention,
    Place,
    Reading,
    Resolution,
)

CASABLANCA = Place(
    id="hcp:06.141.01.0",
    name="Casablanca",
    kind="city",
    lat=33.5883,
    lon=-7.6114,
    uncertainty_km=5.0,
    region="06",
    province="06.141",
    names={"fr": "Casablanca", "ar": "الدار البيضاء", "en": "Casablanca"},
)
RISSANI = Place(
    id="hcp:08.201.07.0",
    name="Rissani",
    kind="town",
    lat=31.283,
    lon=-4.266,
    region="08",
    province="08.201",
    names={"fr": "Rissani", "ar": "الريصاني"},
)
NULL_ISLAND = Place(id="x:null-island", name="Null", kind="natural", lat=0.0, lon=0.0, country="")
TEXT = "Attaque\n\nLa police a arrêté 3 personnes jeudi à Casablanca et à Rissani. À Nulleparville, rien."
HOSTILE = (
    "{{7*7}} {% x %} ${7*7} `a` </script><script>window.hacked=1</script> "
    "<img src=x onerror=window.hacked=1> [x](javascript:window.hacked=1) <b>gras</b>"
)


def mention(text: str, name: str, place: Place | None) -> Mention:
    start = text.index(name)
    found = Resolution(
        place=place, nil_reason=None if place else "no such name in the gazetteer", confidence=0.9 if place else 0.2, why="test"
    )
    return Mention(text=name, start=start, end=start + len(name), kind="settlement", literal=True, method="gazetteer", resolution=found)


def quote(text: str, words: str, field: str) -> Evidence:
    start = text.index(words)
    return Evidence(field=field, start=start, end=start + len(words), quote=words)


def arrests(text: str = TEXT, **fields: object) -> Incident:
    """Make an incident out of TEXT (or a text that holds its sentence)."""
    start = text.index("3 personnes")
    given = {
        "id": "arrests",
        "type": "arrest",
        "subtype": "arrest",
        "stage": "completed",
        "discourse": "current",
        "confidence": 0.8,
        "date": EventDate(
            value="2023-03-23", precision="day", basis="relative", text="jeudi", start=text.index("jeudi"), end=text.index("jeudi") + 5
        ),
        "places": (
            IncidentPlace(place=CASABLANCA, role="occurred", precision=1, mentions=(0,)),
            IncidentPlace(place=RISSANI, role="occurred", precision=1, mentions=(1,)),
            IncidentPlace(place=None, role="mentioned", precision=6, mentions=(2,)),
        ),
        "counts": (Count(what="arrested", best=3, min=3, max=3, qualifier="exact", start=start, end=start + 11),),
        "actors": (
            Actor(name="La police", role="authority", attribution=None, start=text.index("La police"), end=text.index("La police") + 9),
        ),
        "evidence": (quote(text, "arrêté", "type"), quote(text, "3 personnes", "count"), quote(text, "jeudi", "date")),
    }
    return Incident(**{**given, **fields})


def reading(text: str = TEXT, *, source: str = "a.txt", title: str | None = "Trois arrestations", **fields: object) -> Reading:
    """Read TEXT by hand: three mentions, one incident."""
    article = Article(text=text, source=source, title=title, outlet="Agence inventée", language="fr", published="2023-03-24")
    mentions = tuple(
        mention(text, name, place) for name, place in (("Casablanca", CASABLANCA), ("Rissani", RISSANI), ("Nulleparville", None))
    )
    given = {"incidents": (arrests(text, id=f"arrests-{article.id}"),), **fields}
    return Reading(article=article, language="fr", mentions=mentions, **given)


def background(text: str = TEXT) -> Incident:
    return arrests(
        text,
        id="background",
        type="attack",
        subtype="suicide_bombing",
        discourse="background",
        date=EventDate(value="2003-05", precision="month", basis="explicit"),
        places=(IncidentPlace(place=CASABLANCA, role="occurred", precision=1, mentions=(0,)),),
        counts=(),
    )
