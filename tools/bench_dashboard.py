"""Time the dashboard and the exported map in a real Chromium, beside plain folium with the same points.

`python -m tools.bench_dashboard [NUMBER ...]`, in the environment of requirements-dev.lock, for so many incidents (10,000 and 100,000
without any); each server is new, so that nothing is warm but the operating system's files. Databases are kept in `.cache/`, for
filling the bigger one takes minutes.
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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from geo.maps import render_html
from geo.pipeline import parse
from geo.settings import Settings
from geo.store import SCHEMA_VERSION, Store, open_demo, record
from tools import CACHE
from tools.folium_pages import PLAIN, answer_libraries
from tools.invented import invented

ROOT = Path(__file__).parent.parent
ROUNDS = 3
NUMBERS = (10_000, 100_000)
PLAIN_UP_TO = 10_000  # incidents; with ten times as many folium takes a minute and writes a page of more than 100 MB
GOALS = {10_000: (3.0, 1.0, 5.0, 2.0), 100_000: (8.0, 2.5, 8.0, 3.0)}  # s session, s filter, MB export, s painted
GOAL_SEEDS = 2.5
LOOPBACK = "127.0.0.1"
WAIT_MS = 180_000
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
BATCH = 1000
# When a layer that was not seen before has been drawn and its frame painted, in milliseconds since 1970.
DRAWN = """() => window.map?.marsad?.layer && map.marsad.layer !== window.seenLayer && new Promise((done) =>
    requestAnimationFrame(() => setTimeout(() => { window.seenLayer = map.marsad.layer; done(Date.now()); })))"""
PAINTED = """() => document.querySelector(".leaflet-marker-icon") && new Promise((done) =>
    requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"""


def main() -> None:
    """Print what was measured; say so where there is no Chromium."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("dashboard: not measured, there is no chromium on the path")
        return
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        _bench_seeds(browser, folder)
        for number in [int(each) for each in sys.argv[1:]] or NUMBERS:
            _bench(browser, number, folder)
        browser.close()


def _bench_seeds(browser: Browser, folder: Path) -> None:
    url = f"sqlite:///{(folder / 'demo.db').as_posix()}"
    open_demo(Settings(database=url), parse=parse, url=url).close()
    for name, warm in (("marsad dashboard", True), ("streamlit run dashboard.py", False)):
        sessions, starts = list[float](), list[float]()
        for _ in range(ROUNDS):
            begun = time.time()
            with serving(url, warm=warm) as address:
                starts.append(time.time() - begun)
                page = browser.new_page()
                sessions.append(_session(page, address))
                page.close()
        first, up = statistics.median(sessions), statistics.median(starts)
        print(f"seeds, {name}: first session {first:.1f} s after the server is up (goal: under {GOAL_SEEDS} s), up in {up:.1f} s")


def _bench(browser: Browser, number: int, folder: Path) -> None:
    session_goal, filter_goal, size_goal, paint_goal = GOALS.get(number, GOALS[max(GOALS)])
    url = database(number)
    with serving(url) as address:
        page = browser.new_page()
        session = _session(page, address)
        changed = statistics.median(_toggle(page) for _ in range(ROUNDS))
        page.close()
    begun = time.perf_counter()
    with Store(url) as store:
        file = _written(folder / "marsad.html", render_html(store.reports(), title="Bench", language="fr"))
    made, size, painted = time.perf_counter() - begun, file.stat().st_size / 1e6, _painted(browser, file)
    print(f"{number:,} incidents: first session {session:.1f} s (goal {session_goal}), filter {changed:.1f} s (goal {filter_goal}),")
    print(f"  exported page {size:.1f} MB (goal {size_goal}), made in {made:.0f} s, painted in {painted:.1f} s (goal {paint_goal})")
    if number <= PLAIN_UP_TO:
        for name, write in PLAIN.items():
            _compare(browser, name, _written(folder / f"{name}.html", write(number)), size, painted)


def _compare(browser: Browser, name: str, file: Path, size: float, painted: float) -> None:
    their_size, theirs = file.stat().st_size / 1e6, _painted(browser, file)
    print(f"  folium {name}: {their_size:.1f} MB ({their_size / size:.1f} times), painted in {theirs:.1f} s ({theirs / painted:.1f} times)")


def database(number: int) -> str:
    """Fill a database with invented incidents, unless it is there, and give its URL."""
    CACHE.mkdir(exist_ok=True)
    path = CACHE / f"incidents-{number}-{SCHEMA_VERSION}.db"
    url = f"sqlite:///{path.as_posix()}"
    if not path.is_file():
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        with Store(f"sqlite:///{part.as_posix()}") as store:
            readings = invented(number)
            while kept := [record(each, kind="file") for _, each in zip(range(BATCH), readings, strict=False)]:
                store.save_all(kept)
        part.rename(path)
    return url


@contextmanager
def serving(database_url: str, *, warm: bool = True) -> Iterator[str]:
    """Start a server of the dashboard, as `marsad dashboard` does or as `streamlit run` does, and give its address."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port = probe.getsockname()[1]
    served = ["geo", "dashboard", "--port"] if warm else ["streamlit", "run", str(ROOT / "dashboard.py"), "--server.port"]
    command = [sys.executable, "-m", *served, str(port)]
    environment = {**os.environ, "MARSAD_DATABASE": database_url}
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        await_health(port)
        yield f"http://{LOOPBACK}:{port}"
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


def _session(page: Page, address: str) -> float:
    return _timed(page, lambda: page.goto(address))


def _toggle(page: Page) -> float:
    """Switch background incidents on or off: a filter that changes what every part of the page shows."""
    page.wait_for_timeout(1500)
    return _timed(page, page.get_by_test_id("stCheckbox").first.click)


def _timed(page: Page, act: Callable[[], object]) -> float:
    """Give the seconds from an act until the map is drawn anew."""
    begun = time.time()
    act()
    page.locator("iframe[title*='streamlit_folium']").wait_for(timeout=WAIT_MS)
    frame = next(each for each in page.frames if "streamlit_folium" in each.url)
    return float(frame.wait_for_function(DRAWN, timeout=WAIT_MS).json_value()) / 1000 - begun


def _painted(browser: Browser, file: Path) -> float:
    """Give the seconds from opening a file to the paint of its pins."""
    page = browser.new_page()
    answer_libraries(page)
    page.goto(file.as_uri(), timeout=WAIT_MS)
    taken = float(page.wait_for_function(PAINTED, timeout=WAIT_MS).json_value()) / 1000
    page.close()
    return taken


def _written(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8")
    return file


if __name__ == "__main__":
    main()
