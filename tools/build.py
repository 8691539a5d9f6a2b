"""Build all of `data/` that is not written by hand: `python -m tools.build`.

With `--check` it builds into a temporary folder instead, and says what differs from what ships.
"""

import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

from tools import DATA
from tools.algeria import write_algeria
from tools.basemap import write_basemap
from tools.boundaries import write_boundaries
from tools.fonts import write_fonts
from tools.foreign import add_foreign
from tools.geonames import records, tagged_names
from tools.hashes import listed_hashes, write_hashes
from tools.hcp import units
from tools.morocco import add_morocco
from tools.names import add_variants, finish_names
from tools.polygons import Polygons, read_polygons
from tools.reviewed import read
from tools.tables import Gazetteer
from tools.web import write_web


def main() -> int:
    """Build, or with `--check` rebuild elsewhere and compare: exit status 1 if a file differs."""
    parser = ArgumentParser(description="Build the files of data/ that are not written by hand.")
    parser.add_argument("--check", action="store_true", help="build into a temporary folder and compare")
    if not parser.parse_args().check:
        build(DATA)
        return 0
    with TemporaryDirectory() as folder:
        build(Path(folder))
        rebuilt, shipped = listed_hashes(Path(folder)), listed_hashes(DATA)
    differing = sorted(name for name in rebuilt.keys() | shipped.keys() if rebuilt.get(name) != shipped.get(name))
    for name in differing:
        print(f"data/{name} is not what its sources give: run `make data`, and look at the difference", file=sys.stderr)
    return 1 if differing else 0


def build(folder: Path) -> None:
    """Build the gazetteer, the boundaries, the basemap, the web assets and the fonts, then list their hashes."""
    polygons = read_polygons(units())
    write_gazetteer(polygons, folder / "gazetteer")
    write_boundaries(polygons, folder / "boundaries")
    write_basemap(folder / "basemap")
    write_web(folder / "web")
    write_fonts(folder / "fonts")
    write_hashes(folder)


def write_gazetteer(polygons: Polygons, folder: Path) -> None:
    """Build places.csv and names.csv, and Algeria's beside them."""
    everywhere = list(records())
    moroccan = [record for record in everywhere if record.country in ("MA", "EH")]
    tagged = tagged_names()
    gazetteer = Gazetteer(common_words={row["fold"]: row["action"] for row in read("common_words.csv")})
    add_morocco(gazetteer, units(), polygons, moroccan, tagged)
    finish_names(gazetteer)
    add_variants(gazetteer)
    add_foreign(gazetteer, everywhere, tagged)
    gazetteer.write(folder)
    write_algeria(gazetteer, folder)


if __name__ == "__main__":
    sys.exit(main())
