"""The documents keep up with the code: every command is told of, every link leads somewhere, no machine is named."""

import re
import subprocess
from pathlib import Path

import pytest

from geo.cli import cli

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted(path for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("seeds/*.md"), *ROOT.glob("data/*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)")
REGISTRY = re.compile(r"--(extra-)?index-url|--find-links|files\.pythonhosted\.org|pypi\.org/simple|registry\.npmjs\.org")
BINARY = {".gz", ".ico", ".pdf", ".png"}


def tracked() -> list[Path]:
    """List the text files under version control, and those about to be; none outside a repository."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(listing, cwd=ROOT, capture_output=True, check=False)
    names = done.stdout.decode().split("\0") if done.returncode == 0 else []
    return [path for name in names if name and (path := ROOT / name).suffix not in BINARY and path.is_file()]


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_command_is_documented(command: str) -> None:
    assert f"marsad {command}" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_every_option_has_a_help_text(command: str) -> None:
    options = [each for each in cli.commands[command].params if each.param_type_name == "option"]
    assert cli.commands[command].help
    assert [each.name for each in options if not getattr(each, "help", None)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_relative_links_lead_somewhere(document: Path) -> None:
    links = LINK.findall(document.read_text(encoding="utf-8"))
    broken = [link for link in links if "://" not in link and not link.startswith("mailto:") and not (document.parent / link).exists()]
    assert broken == []


def test_no_path_of_this_machine_is_written_down() -> None:
    here = re.compile("|".join(re.escape(str(path)) for path in {ROOT, Path.home()} if len(path.parts) > 2) or r"(?!)")
    assert [path.name for path in tracked() if here.search(path.read_text(encoding="utf-8", errors="replace"))] == []


def test_no_registry_is_named() -> None:
    named = [path for path in tracked() if REGISTRY.search(path.read_text(encoding="utf-8", errors="replace"))]
    assert [path.name for path in named if path != Path(__file__)] == []
