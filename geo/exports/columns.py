"""Define the columns that every export has alike: `INCIDENT`, `PLACE`, `ARTICLE`, and the three tables made of them.

`data/exports.schema.json` says what each column means.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "whole", "number", "day", "switch"]

COUNTED = ("killed", "injured", "arrested", "missing", "rescued")
LANGUAGES = ("fr", "ar", "en", "es")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Be a column: `kind` of its values, and its hashtag in the Humanitarian Exchange Language. Source: HXL 1.1."""

    name: str
    hxl: str
    kind: Kind = "text"


def _columns(*rows: tuple[str, str] | tuple[str, str, Kind]) -> tuple[Column, ...]:
    return tuple(Column(name=row[0], hxl=row[1], kind=row[2] if len(row) > 2 else "text") for row in rows)  # noqa: PLR2004  a row's length


INCIDENT = _columns(
    ("incident_id", "#event+id"),
    ("type", "#event+type"),
    ("subtype", "#event+subtype"),
    ("stage", "#status+event"),
    ("discourse", "#status+discourse"),
    ("title", "#event+name"),
    ("date", "#date+event"),
    ("date_until", "#date+event+until"),
    ("first_day", "#date+start", "day"),
    ("last_day", "#date+end", "day"),
    ("date_precision", "#date+precision"),
    ("date_basis", "#date+basis"),
    ("date_text", "#date+text"),
    *((f"{what}{end}", f"#affected+{what}{end.replace('_', '+')}", "whole") for what in COUNTED for end in ("", "_min", "_max")),
    ("age_min", "#affected+age+min", "whole"),
    ("age_max", "#affected+age+max", "whole"),
    ("actors", "#group+actors"),
    ("confidence", "#meta+confidence", "number"),
    ("n_places", "#event+places+num", "whole"),
)
PLACE = _columns(
    ("role", "#loc+role"),
    ("precision", "#geo+precision", "whole"),
    ("mapped", "#loc+mapped", "switch"),
    ("place_id", "#loc+id"),
    ("place_name", "#loc+name"),
    ("place_kind", "#loc+type"),
    ("place_country", "#country+code+v_iso2"),
    ("place_region", "#adm1+code"),
    ("place_province", "#adm2+code"),
    ("place_commune", "#adm3+code"),
    ("place_country_shown", "#country+code+shown"),
    *((f"place_name_{each}", f"#loc+name+i_{each}") for each in LANGUAGES),
    ("lat", "#geo+lat", "number"),
    ("lon", "#geo+lon", "number"),
    ("uncertainty_km", "#geo+uncertainty+km", "number"),
    ("place_text", "#loc+text"),
)
EVIDENCE = _columns(("evidence", "#description+evidence"))
SCENES = _columns(("places", "#loc+names+list"))
ARTICLE = _columns(
    ("article_id", "#meta+article+id"),
    ("article_title", "#meta+article+title"),
    ("outlet", "#meta+source+name"),
    ("url", "#meta+url"),
    ("published", "#date+reported", "day"),
    ("language", "#meta+language"),
    ("source", "#meta+source+file"),
)
TOLD = _columns(("n_incidents", "#event+num", "whole"))

TABLES: dict[str, tuple[Column, ...]] = {
    "incidents": (*INCIDENT, *SCENES, *EVIDENCE, *ARTICLE),
    "places": (*INCIDENT, *PLACE, *EVIDENCE, *ARTICLE),
    "articles": (*ARTICLE, *TOLD),
}
