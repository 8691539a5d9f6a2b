"""A server of the tests' own that gives pages: `serving`."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

DRIP_SECONDS = 0.1


@dataclass
class Given:
    """Be what is answered at a path; `drips` sends a byte at a time, and never the last."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drips: bool = False


@dataclass
class Site:
    """Be what the server has; `asked` and `agents` say who asked for what."""

    address: str
    pages: dict[str, Given] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)


@contextmanager
def serving(certificate: Path | None = None) -> Iterator[Site]:
    """Serve on a free port of the loopback address, with a certificate by https; what is not there is 404."""
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.agents.append(self.headers.get("User-Agent", ""))
            given = site.pages.get(self.path, Given(status=404))
            self.send_response(given.status)
            for key, value in ({"Content-Type": "text/html"} | given.headers).items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(given.body) + given.drips))
            self.end_headers()
            try:
                for each in [given.body[at : at + 1] for at in range(len(given.body))] if given.drips else [given.body]:
                    self.wfile.write(each)
                    if given.drips:
                        over.wait(DRIP_SECONDS)
            except OSError:  # who asked did not wait
                return

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    site = Site(f"{'http' if certificate is None else 'https'}://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        thread.join()
