"""Two thousand damaged inputs over all readers, in a process of its own with a bound on its time."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT

INPUTS = 2_000
MOST_SECONDS = 300


@pytest.mark.slow
def test_damaged_inputs_are_answered_in_time_and_memory() -> None:
    command = [sys.executable, "-m", "tools.fuzz", "--inputs", str(INPUTS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=MOST_SECONDS, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{INPUTS} inputs" in done.stdout
