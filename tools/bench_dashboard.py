"""Time the first session of the dashboard on the seeds: from opening the page to the first pin, in a real Chromium.

`python -m tools.bench_dashboard`, in the environment of requirements-dev.lock. Each round starts a server of its own, so that
nothing is warm but the operating system's files.
"""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from geo.pipeline import parse
from geo.settings import Settings
from geo.store import open_demo

ROOT = Path(__file__).parent.parent
ROUNDS = 5
GOAL = 4.0
LOOPBACK = "127.0.0.1"
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
PIN = ".leaflet-marker-icon"


def main() -> None:
    """Print the seconds of each round and their median; say so where there is no Chromium."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("first session: not measured, there is no chromium on the path")
        return
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        url = f"sqlite:///{(Path(folder) / 'demo.db').as_posix()}"
        open_demo(Settings(database=url), parse=parse, url=url).close()
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        seconds = [first_session(url, browser) for _ in range(ROUNDS)]
        browser.close()
    rounds = ", ".join(f"{each:.1f}" for each in seconds)
    print(f"first session  {statistics.median(seconds):.1f} s to the first pin (goal: under {GOAL:.0f} s; rounds: {rounds})")


def first_session(database: str, browser: Browser) -> float:
    """Start a server, open the page once, and give the seconds until the first pin is there."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard.py"), "--server.port", str(port)]
    server = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "MARSAD_DATABASE": database}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        await_health(port)
        page = browser.new_page()
        begun = time.perf_counter()
        page.goto(f"http://{LOOPBACK}:{port}")
        page.frame_locator("iframe[title*='streamlit_folium']").locator(PIN).first.wait_for(timeout=60_000)
        taken = time.perf_counter() - begun
        page.close()
        return taken
    finally:
        server.terminate()
        server.wait(timeout=10)


def await_health(port: int) -> None:
    """Wait until the server answers, half a minute at most."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://{LOOPBACK}:{port}/_stcore/health", timeout=1):  # our own server
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("The dashboard did not start within 30 seconds.")


if __name__ == "__main__":
    main()
