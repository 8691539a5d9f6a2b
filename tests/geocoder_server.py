"""A server of the tests' own that speaks as Nominatim, Photon and GeoNames do, or fails as they may."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

SLOW_SECONDS = 1.5


def nominatim(
    name: str, *, lat: float = 31.5, lon: float = -6.5, country: str = "ma", number: int = 4711, **other: object
) -> dict[str, Any]:
    """Write a result as Nominatim does."""
    return {
        "place_id": 1,
        "osm_type": "node",
        "osm_id": number,
        "lat": str(lat),
        "lon": str(lon),
        "class": "place",
        "type": "village",
        "addresstype": "village",
        "name": name,
        "display_name": f"{name}, Maroc",
        "namedetails": {"name": name, "name:ar": "دوار تجريبي"},
        "address": {"country_code": country},
        "boundingbox": [str(lat - 0.02), str(lat + 0.02), str(lon - 0.02), str(lon + 0.02)],
        **other,
    }


class FakeGeocoder:
    """Answer what `results` holds for a name, in the manner of `mode`; `asked` and `agents` say who asked for what."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.mode = "good"
        self.results: dict[str, list[dict[str, Any]]] = {}
        self.asked: list[dict[str, str]] = []
        self.agents: list[str] = []

    def reply(self, path: str) -> tuple[int, bytes]:
        parts = urlsplit(path)
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        self.asked.append(query)
        if self.mode == "busy":
            return 429, b"slow down"
        if self.mode == "forbidden":
            return 403, b"no"
        if self.mode == "garbage":
            return 200, b"<html>\xff\x00 no json"
        if self.mode == "shapes":
            return 200, json.dumps([{"lat": {}, "lon": None}, 3, None]).encode()
        if self.mode == "slow":
            time.sleep(SLOW_SECONDS)
        found = self.results.get(query.get("q", ""), [])
        if parts.path.endswith("/api"):
            return 200, json.dumps({"features": found}).encode()
        if parts.path.endswith("/searchJSON"):
            return 200, json.dumps({"geonames": found}).encode()
        if "countrycodes" in query:
            found = [each for each in found if each["address"]["country_code"] in query["countrycodes"].split(",")]
        return 200, json.dumps(found).encode()


@contextmanager
def serving() -> Iterator[FakeGeocoder]:
    """Serve on a free port of the loopback address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            fake.agents.append(self.headers.get("User-Agent", ""))
            status, body = fake.reply(self.path)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                self.wfile.write(body)
            except OSError:  # who asked did not wait
                return

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    fake = FakeGeocoder(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
