"""Lay incidents out as a table with points: `to_geodataframe`."""

from typing import TYPE_CHECKING, Any

from geo.frames.given import Given, reports_in
from geo.frames.selection import first_day, last_day
from geo.models import Filter, IncidentPlace, Place, Report
from geo.models.filters import is_day

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

TEXT, DAY, REAL, WHOLE = "string", "datetime64[s]", "float64", "int64"  # seconds reach every year that an article may name
COLUMNS = {
    "incident": TEXT,
    "article": TEXT,
    "type": TEXT,
    "subtype": TEXT,
    "stage": TEXT,
    "discourse": TEXT,
    "date": TEXT,
    "first_day": DAY,
    "last_day": DAY,
    "date_precision": TEXT,
    "date_basis": TEXT,
    "confidence": REAL,
    "place": TEXT,
    "name": TEXT,
    "name_ar": TEXT,
    "words": TEXT,
    "kind": TEXT,
    "role": TEXT,
    "precision": WHOLE,
    "uncertainty_km": REAL,
    "country": TEXT,
    "region": TEXT,
    "province": TEXT,
    "commune": TEXT,
    "outlet": TEXT,
    "source": TEXT,
    "published": DAY,
}
WGS84 = "EPSG:4326"


def to_geodataframe(given: Given, chosen: Filter | None = None) -> "GeoDataFrame":
    """Give a row an incident and resolved place, a point (lon, lat) in EPSG:4326 each; `COLUMNS` names the columns and their dtypes.

    `given` is a store, or one or many readings or reports. Without `chosen` every incident is in it, also what is only feared or was
    denied: `discourse` tells. `date` is what the article allows to say (YYYY, YYYY-MM or YYYY-MM-DD), `first_day` and `last_day` the
    days it may mean. `words` are the place's name as the article writes it. Nothing has no rows and the same columns.

    Numbers of persons are an incident's, not a place's, and so stand in no row: thirteen arrests in ten towns are not 130.

    >>> import geo
    >>> article = geo.Article(text="Deux suspects ont été arrêtés à Rissani.", source="example", published="2025-01-10", language="fr")
    >>> to_geodataframe(geo.parse(article))[["type", "role", "name", "name_ar", "words"]].values.tolist()
    [['arrest', 'occurred', 'Rissani', 'الريصاني', 'Rissani']]
    >>> len(to_geodataframe([]))
    0
    """
    # geopandas takes 0.6 s to import, and the first map is drawn without it.
    from geopandas import GeoDataFrame, points_from_xy  # noqa: PLC0415

    found = reports_in(given, chosen)
    rows = [(report, each, each.place) for report in found for each in report.incident.places if each.place is not None]
    records = [_record(report, each, place) for report, each, place in rows]
    points = points_from_xy([place.lon for *_, place in rows], [place.lat for *_, place in rows])
    frame = GeoDataFrame(records, columns=list(COLUMNS), geometry=points, crs=WGS84)
    return frame.astype(COLUMNS)


def _record(report: Report, each: IncidentPlace, place: Place) -> dict[str, Any]:
    incident, article = report.incident, report.article
    return {
        "incident": incident.id,
        "article": article.id,
        **{key: getattr(incident, key) for key in ("type", "subtype", "stage", "discourse", "confidence")},
        "date": incident.date.value,
        "first_day": first_day(incident.date),
        "last_day": last_day(incident.date),
        "date_precision": incident.date.precision,
        "date_basis": incident.date.basis,
        "place": place.id,
        "name_ar": place.names.get("ar"),
        "words": report.mentions[each.mentions[0]].text if each.mentions else None,
        "role": each.role,
        "precision": each.precision,
        **{key: getattr(place, key) for key in ("name", "kind", "uncertainty_km", "country", "region", "province", "commune")},
        **{key: getattr(article, key) for key in ("outlet", "source")},
        "published": article.published if article.published is not None and is_day(article.published) else None,
    }
