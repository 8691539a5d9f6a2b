"""List the hashes of what the build makes, and compare: `write_hashes`, `listed_hashes`, `changed_files`."""

import hashlib
from pathlib import Path

LIST = "SHA256SUMS"
BUILT = ("gazetteer", "boundaries", "basemap", "fonts", "web/leaflet.js", "web/leaflet.css")


def write_hashes(data: Path) -> None:
    """Write SHA256SUMS, sorted by path, in the form that `sha256sum --check` reads."""
    lines = [f"{_hash(path)}  {path.relative_to(data).as_posix()}\n" for path in _built(data)]
    (data / LIST).write_text("".join(lines), encoding="utf-8")


def changed_files(data: Path) -> list[str]:
    """List the files that are missing, unlisted or other than listed."""
    listed = listed_hashes(data)
    found = {path.relative_to(data).as_posix(): _hash(path) for path in _built(data)}
    return sorted(name for name in listed.keys() | found.keys() if listed.get(name) != found.get(name))


def listed_hashes(data: Path) -> dict[str, str]:
    """Read SHA256SUMS: the hash of each file, by its path."""
    lines = (data / LIST).read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}


def _built(data: Path) -> list[Path]:
    """List the built files: in the built folders, what is neither a README nor hidden."""
    found: list[Path] = []
    for name in BUILT:
        path = data / name
        found += [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file() and each.suffix != ".md"]
    return sorted(found, key=lambda path: path.as_posix())


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
