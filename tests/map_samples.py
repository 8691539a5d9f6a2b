"""Build by hand the reports that the tests of maps and exports draw: the seed article's, and a few of our own making."""

from pathlib import Path

from geo.models import (
    Actor,
    Ages,
    Article,
    Count,
    EventDate,
    Evidence,
    Incident,
    IncidentPlace,
    Mention,
    Place,
    Reading,
    Report,
    Resolution,
    reports,
)

SEED = Path(__file__).parent.parent / "seeds" / "000_792e234e483bc51b.txt"

# spoken, name, lat, lon, Arabic, uncertainty in km, region, province
TOWNS = [
    ("Casablanca", "Casablanca", 33.5883, -7.6114, "الدار البيضاء", 3, "06", "06.141"),
    ("Beni Mellal", "Béni Mellal", 32.3373, -6.3498, "بني ملال", 1, "05", "05.091"),
    ("Mohammédia", "Mohammédia", 33.6861, -7.3829, "المحمدية", 1, "06", "06.371"),
    ("Khnifra", "Khénifra", 32.9349, -5.6616, "خنيفرة", 1, "05", "05.301"),
    ("Témara", "Témara", 33.9287, -6.9063, "تمارة", 1, "04", "04.501"),
    ("Tiflet", "Tiflet", 33.8947, -6.3065, "تيفلت", 1, "04", "04.281"),
    ("Tanger", "Tanger", 35.7673, -5.7998, "طنجة", 1, "01", "01.511"),
    ("Ksar El-Kébir", "Ksar El Kébir", 35.0017, -5.9053, "القصر الكبير", 1, "01", "01.331"),
    ("Rissani", "Rissani", 31.2833, -4.2667, "الريصاني", 1, "08", "08.201"),
    ("Berkan", "Berkane", 34.9218, -2.3197, "بركان", 1, "02", "02.113"),
]


def place(name: str, lat: float, lon: float, **given: object) -> Place:
    arabic = given.pop("arabic", None)
    fields = {"id": f"x:{name.lower().replace(' ', '-')}", "kind": "town", "names": {"fr": name, **({"ar": arabic} if arabic else {})}}
    return Place(**{**fields, **given}, name=name, lat=lat, lon=lon)  # type: ignore[arg-type]


def mention(text: str, words: str, found: Place | None, *, after: int = 0, reason: str | None = None) -> Mention:
    start = text.index(words, after)
    resolution = Resolution(place=found, nil_reason=None if found else reason or "aucune entrée", confidence=0.9, why="test")
    return Mention(
        text=words, start=start, end=start + len(words), kind="settlement", literal=True, method="gazetteer", resolution=resolution
    )


def evidence(text: str, field: str, words: str) -> Evidence:
    start = text.index(words)
    return Evidence(field=field, start=start, end=start + len(words), quote=words)  # type: ignore[arg-type]


def seed_reading() -> Reading:
    text = Article.normalised(SEED.read_text(encoding="utf-8"))
    towns = [
        place(name, lat, lon, arabic=arabic, uncertainty_km=float(km), region=region, province=province)
        for _, name, lat, lon, arabic, km, region, province in TOWNS
    ]
    listed = text.index("dans les villes de")
    mentions = [mention(text, row[0], found, after=listed) for row, found in zip(TOWNS, towns, strict=True)]
    mentions.append(mention(text, "Casablanca", towns[0], after=text.index("secoué")))
    people = text.index("13 personnes")
    ages = text.index("19 à 49")
    bcij, group = "Bureau central de recherches judiciaires", "État islamique"
    arrests = Incident(
        id="a" * 16,
        type="foiled_plot",
        subtype="cell_dismantled",
        stage="foiled",
        discourse="current",
        confidence=0.92,
        date=EventDate(text="Jeudi", start=text.index("Jeudi"), end=text.index("Jeudi") + 5),
        places=tuple(IncidentPlace(place=each, role="occurred", precision=1, mentions=(index,)) for index, each in enumerate(towns)),
        counts=(Count(what="arrested", best=13, min=13, max=13, qualifier="exact", start=people, end=people + 2),),
        ages=Ages(min=19, max=49, start=ages, end=ages + 7),
        actors=(
            Actor(name=bcij, role="authority", attribution=None, start=text.index(bcij), end=text.index(bcij) + len(bcij)),
            Actor(name=group, role="suspect_group", attribution=None, start=text.index(group), end=text.index(group) + len(group)),
        ),
        evidence=(
            evidence(text, "place", "des suspects âgés de 19 à 49 ans ont été arrêtés lors d’opérations de sécurité dans les villes de"),
        ),
    )
    bombs = Incident(
        id="b" * 16,
        type="attack",
        subtype="suicide_bombing",
        stage="completed",
        discourse="background",
        confidence=0.85,
        date=EventDate(value="2003-05", precision="month", basis="explicit", text="mai 2003"),
        places=(IncidentPlace(place=towns[0], role="occurred", precision=1, mentions=(10,)),),
        evidence=(evidence(text, "type", "attentats-suicide à la bombe qui ont secoué Casablanca en mai 2003"),),
    )
    article = Article(
        text=text,
        source="seeds/000_792e234e483bc51b.txt",
        outlet="Grand Maghreb",
        url="https://example.org/articles/seed",
        title="Le Maroc déjoue des attaques terroristes",
    )
    return Reading(article=article, language="fr", mentions=tuple(mentions), incidents=(arrests, bombs))


def small_reading(text: str, words: str, found: Place | None, **given: object) -> Reading:
    """Read one invented article of one incident; `given` overrides the incident's fields, `article_*` the article's."""
    about = {key.removeprefix("article_"): given.pop(key) for key in list(given) if key.startswith("article_")}
    role, precision = given.pop("role", "occurred"), given.pop("precision", 1)
    fields: dict[str, object] = {
        "id": str(abs(hash(text)))[:16],
        "type": "protest",
        "subtype": "protest",
        "stage": "completed",
        "discourse": "current",
        "confidence": 0.8,
        "date": EventDate(value="2024-05-12", precision="day", basis="relative"),
    }
    spot = IncidentPlace(place=found, role=role, precision=precision, mentions=(0,))  # type: ignore[arg-type]
    incident = Incident(**{**fields, "places": (spot,), **given})  # type: ignore[arg-type]
    article = Article(**{"text": text, "source": "seeds/invented.txt", "outlet": "Essai", "published": "2024-05-14", **about})  # type: ignore[arg-type]
    return Reading(article=article, language="fr", mentions=(mention(text, words, found),), incidents=(incident,))


def gallery() -> list[Report]:
    """Gather reports that together show every pin: filled, hollow, uncertain, background, unresolved, a country."""
    essaouira = place("Essaouira", 31.5125, -9.7700, arabic="الصويرة", uncertainty_km=1.0, region="07", province="07.211")
    tata = place("Tata", 29.7428, -7.9756, arabic="طاطا", kind="province", uncertainty_km=60.0, region="09")
    dakhla = place("Dakhla", 23.6848, -15.9580, arabic="الداخلة", country="EH", region="12", province="12.391", uncertainty_km=1.0)
    casablanca = seed_reading().incidents[0].places[0].place
    morocco = place("Maroc", 31.8, -7.1, kind="country", id="country:MA", arabic="المغرب")
    killed = Count(what="killed", best=None, min=7, max=None, qualifier="at_least")
    readings = [
        seed_reading(),
        small_reading(
            "Des suspects préparaient un attentat à Essaouira, selon le parquet.", "Essaouira", essaouira, type="foiled_plot",
            subtype="foiled_plot", stage="foiled", role="planned_target", id="c" * 16,
        ),
        small_reading(
            "Les crues ont fait au moins sept morts dans la province de Tata, vendredi soir.", "Tata", tata, type="disaster",
            subtype="flood", counts=(killed,), precision=3, id="d" * 16,
            date=EventDate(value="2024-09-20", precision="day", basis="relative"),
        ),
        small_reading(
            "Une pirogue a chaviré au large de Dakhla ; 12 personnes sont portées disparues.", "Dakhla", dakhla, type="accident",
            subtype="shipwreck", precision=7, id="e" * 16, counts=(Count(what="missing", best=12, min=12, max=12, qualifier="exact"),),
            date=EventDate(value="2024-08-02", precision="day", basis="statement"),
        ),
        small_reading(
            "نظم مئات المعلمين وقفة احتجاجية في الدار البيضاء يوم الأحد للمطالبة بتحسين الأجور.", "الدار البيضاء", casablanca, id="f" * 16,
            article_outlet="يومية تجريبية", subtype="strike",
            counts=(Count(what="participants", best=None, min=200, max=None, qualifier="vague"),),
        ),
        small_reading("Un incendie s’est déclaré à Douar Lahjar.", "Douar Lahjar", None, type="accident", subtype="fire", id="1" * 16),
        small_reading("Une grève générale touche le Maroc.", "Maroc", morocco, id="2" * 16, subtype="strike", precision=6),
    ]  # fmt: skip
    return [report for reading in readings for report in reports(reading)]
