"""Find the vendored scripts and styles, and hand them to a map without a network: `text`, `links`."""

import base64
import re
from functools import cache

from geo.errors import DataError
from geo.settings import data_folder

SCRIPTS = ("leaflet.js", "signs.js", "marsad.js", "crowds.js", "pins.js", "time.js", "views.js")
STYLES = ("leaflet.css", "marsad.css", "marks.css", "views.css", "dark.css")

_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)

Links = list[tuple[str, str]]


@cache
def text(name: str) -> str:
    """Read a file of `data/web`, without its pointer to a source map, which a browser would ask for.

    Raises:
        DataError: the file is not there.
    """
    path = data_folder() / "web" / name
    if not path.is_file():
        raise DataError(f"{path} is missing; install the package again or run 'make data'.")
    return _SOURCE_MAP.sub("", path.read_text(encoding="utf-8"))


def links(prefix: str | None) -> tuple[Links, Links]:
    """Give the (name, address) pairs of scripts and of styles: under `prefix`, or as data: addresses without one."""
    return [(name, _address(name, prefix)) for name in SCRIPTS], [(name, _address(name, prefix)) for name in STYLES]


def _address(name: str, prefix: str | None) -> str:
    return _data_address(name) if prefix is None else f"{prefix.rstrip('/')}/{name}"


@cache
def _data_address(name: str) -> str:
    kind = "text/javascript" if name.endswith(".js") else "text/css"
    return f"data:{kind};charset=utf-8;base64,{base64.b64encode(text(name).encode('utf-8')).decode('ascii')}"
