"""Build all of `data/` that is not written by hand: `python -m tools.build`."""

import sys

from tools import DATA
from tools.basemap import write_basemap
from tools.boundaries import write_boundaries
from tools.foreign import add_foreign
from tools.geonames import records, tagged_names
from tools.hashes import write_hashes
from tools.hcp import units
from tools.morocco import add_morocco, add_variants, finish_morocco
from tools.polygons import Polygons, read_polygons
from tools.reviewed import read
from tools.tables import Gazetteer
from tools.web import write_web


def main() -> int:
    """Build the gazetteer, the boundaries, the basemap and the web assets, then list their hashes."""
    polygons = read_polygons(units())
    write_gazetteer(polygons)
    write_boundaries(polygons, DATA / "boundaries")
    write_basemap(DATA / "basemap")
    write_web(DATA / "web")
    write_hashes(DATA)
    return 0


def write_gazetteer(polygons: Polygons) -> None:
    """Build places.csv and names.csv."""
    everywhere = list(records())
    moroccan = [record for record in everywhere if record.country in ("MA", "EH")]
    tagged = tagged_names()
    gazetteer = Gazetteer(common_words={row["fold"]: row["action"] for row in read("common_words.csv")})
    add_morocco(gazetteer, units(), polygons, moroccan, tagged)
    finish_morocco(gazetteer)
    add_variants(gazetteer)
    add_foreign(gazetteer, everywhere, tagged)
    gazetteer.write(DATA / "gazetteer")


if __name__ == "__main__":
    sys.exit(main())
