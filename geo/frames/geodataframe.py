"""Lay incidents out as a table with points: `to_geodataframe`."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from geo.models import IncidentPlace, Place, Report

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

COLUMNS = (
    "incident",
    "article",
    "type",
    "subtype",
    "stage",
    "discourse",
    "date",
    "until",
    "date_precision",
    "date_basis",
    "confidence",
    "place",
    "name",
    "kind",
    "role",
    "precision",
    "uncertainty_km",
    "country",
    "region",
    "province",
    "commune",
    "outlet",
    "source",
    "published",
)
WGS84 = "EPSG:4326"


def to_geodataframe(reports: Iterable[Report]) -> "GeoDataFrame":
    """Give a row an incident and resolved place, a point (lon, lat) in EPSG:4326 each.

    Numbers of persons are an incident's, not a place's, and so stand in no row: thirteen arrests in ten towns are not 130.
    """
    # geopandas takes 0.6 s to import, and the first map is drawn without it.
    from geopandas import GeoDataFrame, points_from_xy  # noqa: PLC0415

    rows = [(report, each, each.place) for report in reports for each in report.incident.places if each.place is not None]
    records = [_record(report, each, place) for report, each, place in rows]
    points = points_from_xy([place.lon for *_, place in rows], [place.lat for *_, place in rows])
    return GeoDataFrame(records, columns=list(COLUMNS), geometry=points, crs=WGS84)


def _record(report: Report, each: IncidentPlace, place: Place) -> dict[str, Any]:
    incident, article = report.incident, report.article
    return {
        "incident": incident.id,
        "article": article.id,
        **{key: getattr(incident, key) for key in ("type", "subtype", "stage", "discourse", "confidence")},
        "date": incident.date.value,
        "until": incident.date.until,
        "date_precision": incident.date.precision,
        "date_basis": incident.date.basis,
        "place": place.id,
        "role": each.role,
        "precision": each.precision,
        **{key: getattr(place, key) for key in ("name", "kind", "uncertainty_km", "country", "region", "province", "commune")},
        **{key: getattr(article, key) for key in ("outlet", "source", "published")},
    }
