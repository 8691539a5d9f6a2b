"""Put data, seeds and the dashboard into a wheel; an editable install reads them from the checkout instead.

With MARSAD_COMPILE=1 the modules that read articles go into the wheel compiled as well, by mypyc, for this system and Python.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CARRIED = {"data": "geo/_data", "seeds": "geo/_seeds", "dashboard.py": "geo/_dashboard.py", ".streamlit": "geo/.streamlit"}
COMPILED = ("gazetteer.py", "resolver.py", "languages/*.py", "recognizer/*.py", "incidents/*.py", "geocoders/mentions.py")
# What does not gain: modules that only gather others, and those whose properties are worked out once, which mypyc does not know.
INTERPRETED = frozenset({"__init__.py", "lexicon.py", "entities.py"})
LIBRARIES = (".so", ".pyd")


class CarriedFiles(BuildHookInterface):  # type: ignore[type-arg]
    """Add what lies beside the package to the wheels that are handed on."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the files to include, by their path in the checkout, with their path in the wheel."""
        if version == "editable":  # a copy in site-packages would grow stale beside the checkout
            return
        build_data["force_include"].update(CARRIED)
        if os.environ.get("MARSAD_COMPILE") == "1":
            self._compiled = tempfile.TemporaryDirectory()  # goes with this hook, when the wheel holds what it held
            build_data["force_include"].update(compiled(Path(self.root) / "geo", Path(self._compiled.name)))
            build_data.update(pure_python=False, infer_tag=True)


def compiled(package: Path, work: Path) -> dict[str, str]:
    """Compile a copy of the package in an empty folder; give each library, with its path in the wheel.

    Raises:
        SystemExit: mypy, setuptools or a C compiler is missing, or something does not compile.
    """
    shutil.copytree(package, work / "geo", ignore=shutil.ignore_patterns("__pycache__", "*.so", "*.pyd"))
    found = sorted(each for pattern in COMPILED for each in (work / "geo").glob(pattern) if each.name not in INTERPRETED)
    modules = [str(each.relative_to(work)) for each in found]
    command = [sys.executable, "-m", "mypyc", "--ignore-missing-imports", *modules]
    done = subprocess.run(  # noqa: S603  # our own interpreter and files
        command, cwd=work, env={**os.environ, "MYPYC_OPT_LEVEL": "3"}, capture_output=True, text=True, check=False
    )
    shutil.rmtree(work / "build", ignore_errors=True)
    libraries = [each for each in work.rglob("*") if each.suffix in LIBRARIES]
    if done.returncode or not libraries:
        told = (done.stdout + done.stderr)[-2000:]
        raise SystemExit(f"MARSAD_COMPILE=1 needs mypy, setuptools and a C compiler; without it the wheel is not compiled.\n{told}")
    return {str(each): each.relative_to(work).as_posix() for each in libraries}
