"""Vendor Leaflet, its pictures inside its style sheet, so that a map needs no network: `write_web`."""

import base64
import re
from pathlib import Path

from tools.packages import npm_file

VERSION = "1.9.4"


def write_web(folder: Path) -> None:
    """Write leaflet.js and leaflet.css."""
    folder.mkdir(parents=True, exist_ok=True)
    script = npm_file("leaflet", VERSION, "dist/leaflet.js").decode("utf-8")
    style = npm_file("leaflet", VERSION, "dist/leaflet.css").decode("utf-8").replace("\r\n", "\n")
    (folder / "leaflet.js").write_text(re.sub(r"\n//# sourceMappingURL=.*", "", script), encoding="utf-8")
    (folder / "leaflet.css").write_text(re.sub(r"url\((images/[\w.-]+)\)", _inline, style), encoding="utf-8")


def _inline(match: re.Match[str]) -> str:
    picture = base64.b64encode(npm_file("leaflet", VERSION, f"dist/{match[1]}")).decode("ascii")
    return f"url(data:image/png;base64,{picture})"
