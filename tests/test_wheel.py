"""The wheel, installed in an environment of its own in another folder, brings all that the command needs."""

import json
import os
import signal
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "000_792e234e483bc51b.txt"
DEADLINE = 60.0

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("marsad-*.whl")
    return built


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel in an environment outside the checkout; only its dependencies are borrowed from here, by a path file.

    A path file inside a borrowed folder is not followed, so the checkout's own editable install stays out of reach.
    """
    folder = tmp_path_factory.mktemp("ailleurs avec blanc")
    venv.create(folder / "venv", with_pip=False, symlinks=os.name != "nt")
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", python(folder), "install", "--no-deps", "--no-index", "--quiet", wheel],
        check=True,
        capture_output=True,
    )
    purelib = next((folder / "venv").glob("[Ll]ib/**/site-packages"))
    (purelib / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")  # last: pip must not see what it borrows
    return folder


def python(folder: Path) -> Path:
    return folder / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def environment(folder: Path) -> dict[str, str]:
    """Give the process nothing of this one but where programs are, and a home of its own."""
    kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT") if key in os.environ}
    return {**kept, "HOME": str(folder), "XDG_CACHE_HOME": str(folder / "cache"), "XDG_DATA_HOME": str(folder / "data"), "PYTHONUTF8": "1"}


def run(folder: Path, *command: str | Path) -> str:
    done = subprocess.run(command, cwd=folder, env=environment(folder), capture_output=True, timeout=DEADLINE, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def geo(folder: Path, *arguments: str | Path) -> str:
    return run(folder, python(folder), "-m", "geo", *arguments)


def test_wheel_carries_data_seeds_and_dashboard(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"geo/_data/gazetteer/places.csv", "geo/_data/LICENCES.md", f"geo/_seeds/{SEED.name}", "geo/_dashboard.py"} <= names
    assert not [name for name in names if name.startswith(("tests/", "tools/"))]


def test_package_is_the_installed_one(elsewhere: Path) -> None:
    where = run(elsewhere, python(elsewhere), "-c", "import geo; print(geo.__file__)").strip()
    assert Path(where).is_relative_to(elsewhere)


def test_parse_runs_elsewhere(elsewhere: Path) -> None:
    (line,) = geo(elsewhere, "parse", SEED).splitlines()
    assert json.loads(line)["schema_version"] == 1


def test_command_is_installed(elsewhere: Path) -> None:
    assert "parse" in run(elsewhere, python(elsewhere).with_name("marsad.exe" if os.name == "nt" else "marsad"), "--help")


def test_map_runs_elsewhere(elsewhere: Path) -> None:
    geo(elsewhere, "map", SEED, "-o", "carte.html")
    page = (elsewhere / "carte.html").read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")


@pytest.fixture
def served(elsewhere: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [python(elsewhere), "-m", "geo", "dashboard", "--demo", "--port", str(port)]
    log = (elsewhere / "dashboard.log").open("wb")
    process = subprocess.Popen(command, cwd=elsewhere, env=environment(elsewhere), stdout=log, stderr=log, start_new_session=True)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        stop(process)
        log.close()


def stop(process: subprocess.Popen[bytes]) -> None:
    """End the process and the server that it started."""
    if os.name == "nt":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def answer(url: str) -> int | None:
    """Ask once, and give the status, or None where nobody listens yet."""
    try:
        with urllib.request.urlopen(url, timeout=5) as reply:
            return int(reply.status)
    except OSError:
        return None


def test_dashboard_runs_elsewhere(served: str, elsewhere: Path) -> None:
    end = time.monotonic() + DEADLINE
    while (status := answer(f"{served}/_stcore/health")) is None and time.monotonic() < end:
        time.sleep(0.3)
    assert status == 200, (elsewhere / "dashboard.log").read_text(encoding="utf-8")
    assert answer(served) == 200
