"""Serve the dashboard: `marsad dashboard`."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import click

from geo.errors import InputError
from geo.pipeline import parse
from geo.settings import Settings

LOOPBACK = "127.0.0.1"


@click.command("dashboard")
@click.option("--demo", is_flag=True, help="Serve the demo, seeds and invented articles, from a database of its own.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port on 127.0.0.1 (MARSAD_PORT; 8501).")
def dashboard_command(*, demo: bool, port: int | None) -> None:
    """Serve the dashboard on this machine."""
    settings = Settings.from_environment()
    chosen = port or settings.port
    if not _is_free(chosen):
        raise InputError(f"Port {chosen} of {LOOPBACK} is taken; stop what uses it or give another with --port.")
    environment = dict(os.environ)
    if demo:
        from geo.store import demo_articles, demo_url, open_demo  # noqa: PLC0415

        open_demo(settings, parse=parse, articles=demo_articles()).close()
        environment["MARSAD_DATABASE"] = demo_url(settings)
    command = _server(chosen)
    if os.name == "posix":  # become the server, so that whoever stops this command stops it
        os.execve(command[0], command, environment)  # noqa: S606  # our own interpreter and file
    sys.exit(subprocess.call(command, env=environment))  # noqa: S603


def _server(port: int) -> list[str]:
    package = Path(__file__).resolve().parents[1]
    script = next(each for each in (package / "_dashboard.py", package.parent / "dashboard.py") if each.is_file())
    options = {
        "server.address": LOOPBACK,
        "server.port": str(port),
        "server.headless": "true",
        "browser.gatherUsageStats": "false",
        "runner.magicEnabled": "false",
        "server.fileWatcherType": "none",
    }
    told = [f"--{key}={value}" for key, value in options.items()]
    return [sys.executable, "-m", "geo.pages.serve", f"http://{LOOPBACK}:{port}", "run", str(script), *told]


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


COMMANDS = (dashboard_command,)
