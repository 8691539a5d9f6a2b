"""Serve the dashboard from a process that has loaded beforehand what its first session would wait for: `python -m geo.pages.serve`.

Its arguments are the address to tell, then those of `streamlit`.
"""

import logging
import sys
from contextlib import suppress
from importlib import import_module

import click

from geo.errors import GeoError
from geo.languages.titles import day_text
from geo.maps import base_map
from geo.pages import kept
from geo.settings import Settings

ANY_DAY = "2025-01-01"
# What the first session would import; streamlit_folium itself must be imported under a running server, which it tells of its files.
MODULES = (
    "folium.plugins",
    "PIL.Image",
    "pyarrow.pandas_compat",
    "streamlit.emojis",
    "streamlit.material_icon_names",
)


def warm() -> None:
    """Load modules and the map's ground, open and index the database; what fails is told by the page that needs it."""
    for name in MODULES:
        with suppress(ImportError):
            import_module(name)
    settings = Settings.from_environment()
    with suppress(GeoError):
        base_map(language=settings.language, worldview=settings.worldview)
        day_text(ANY_DAY, settings.language)
        kept.prepare(settings.database)


def main() -> None:
    """Warm this process, tell the address, and become Streamlit."""
    from streamlit.web.cli import main as streamlit  # noqa: PLC0415

    address = sys.argv.pop(1)
    context = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context")
    context.disabled = True  # there is no session yet, and no need of one
    warm()
    context.disabled = False
    click.echo(address, err=True)
    streamlit(prog_name="streamlit")


if __name__ == "__main__":
    main()
