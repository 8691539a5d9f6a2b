"""Fetch pages politely, and only from the open web: `Fetcher`.

Every address is resolved here, checked, and connected to as it was checked, redirects included: no name can lead to a machine of
one's own network. Proxies of the environment are not used, for they would resolve names themselves.
"""

import hashlib
import json
import logging
import os
import socket
import ssl
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import cached_property
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from geo.errors import FetchError
from geo.settings import AGENT, cache_folder

if TYPE_CHECKING:
    from protego import Protego

log = logging.getLogger(__name__)

IPAddress = IPv4Address | IPv6Address

SCHEMES = {"http": 80, "https": 443}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
MAX_REDIRECTS = 5
BUSY = frozenset({429, 503})
TRANSLATED = IPv6Network("64:ff9b::/96")  # IPv4 behind NAT64 (RFC 6052)
LOW_32_BITS = 0xFFFFFFFF
MAX_ROBOTS = 500_000  # bytes that RFC 9309 asks a robot to read of a robots.txt
MAX_PAUSE = 60.0  # seconds between two pages of a host, however many its robots.txt asks for
CHUNK = 65_536
FEEDS = (b"<?xml", b"<rss", b"<feed", b"\xef\xbb\xbf<")  # how they begin
ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/pdf;q=0.9,*/*;q=0.5"
SAFE = "/%:@!$&'()*+,;=~-._?"
GZIPPED = 16 + zlib.MAX_WBITS


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Be what an address gave: `url` after redirects, `media_type` in lower case without parameters, the body unpacked."""

    url: str
    media_type: str
    charset: str | None
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """Say how to ask: under which name, how many seconds apart and at most, how many bytes to take, how many seconds to keep them.

    Feeds, which say what is new, are kept `keep_feeds` seconds.
    """

    agent: str = AGENT
    pause: float = 2.0
    seconds: float = 20.0
    most: int = 10_000_000
    keep: float = 86_400.0
    keep_feeds: float = 600.0


@dataclass(frozen=True, slots=True)
class Answer:
    """Be one answer of a server, redirects not followed."""

    status: int
    location: str | None
    page: Page


def is_public(address: IPAddress) -> bool:
    """Tell whether an address is one of the open internet, and does not hide one that is not."""
    if isinstance(address, IPv6Address):
        if address in TRANSLATED:
            return is_public(IPv4Address(int(address) & LOW_32_BITS))
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address.sixtofour is not None or address.teredo is not None:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


class Fetcher:
    """Fetch pages: allowed by robots.txt, one at a time, a pause between two of a host, each kept for a day.

    `folder` is where they are kept; `reachable` says which addresses may be connected to.
    """

    def __init__(
        self,
        manners: Manners | None = None,
        *,
        folder: Path | None = None,
        reachable: Callable[[IPAddress], bool] = is_public,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Say how to ask."""
        self._manners = manners or Manners()
        self._folder = folder or cache_folder() / "pages"
        self._reachable = reachable
        self._sleep = sleep
        self._next: dict[str, float] = {}
        self._robots: dict[str, Protego] = {}

    def fetch(self, url: str) -> Page:
        """Fetch a page, or give it as it was kept.

        Raises:
            FetchError: the address is none, is not of the open web, may not be fetched, or gives no page in time.
        """
        url = _normal(url)
        kept = self._kept(url)
        if kept is not None:
            return kept
        page = self._followed(url, self._manners.most, self._allowed)
        self._keep(url, page)
        return page

    def _followed(self, url: str, most: int, allowed: Callable[[str], None]) -> Page:
        """Ask for an address and follow where it leads, each step checked like the first."""
        asked = url
        for _ in range(MAX_REDIRECTS + 1):
            allowed(asked)
            answer = self._ask(asked, most)
            if answer.status not in REDIRECTS or not answer.location:
                _check(answer.status, url)
                return answer.page
            asked = _normal(urljoin(asked, answer.location))
        raise FetchError(f"{url} leads from one address to the next; look at it in a browser.")

    def _allowed(self, url: str) -> None:
        """Ask the host's robots.txt, then wait for its turn.

        Raises:
            FetchError: it does not allow the page.
        """
        parts = urlsplit(url)
        origin = urlunsplit((parts.scheme, parts.netloc, "", "", ""))
        if origin not in self._robots:
            self._robots[origin] = self._rules(origin)
        rules = self._robots[origin]
        if not rules.can_fetch(url, self._manners.agent):
            raise FetchError(f"{url} may not be fetched by programs (its robots.txt says so); save the page with a browser.")
        asked = rules.crawl_delay(self._manners.agent) or 0.0
        self._wait(parts.netloc, min(max(self._manners.pause, asked), MAX_PAUSE))

    def _rules(self, origin: str) -> "Protego":
        """Read a host's robots.txt; none means all is allowed, a server in trouble that nothing is (RFC 9309)."""
        from protego import Protego  # noqa: PLC0415  # only who fetches needs it

        asked = origin + "/robots.txt"
        for _ in range(MAX_REDIRECTS + 1):
            answer = self._ask(asked, MAX_ROBOTS, cut=True)
            if answer.status not in REDIRECTS or not answer.location:
                break
            asked = _normal(urljoin(asked, answer.location))
        if answer.status in BUSY or answer.status >= 500:  # noqa: PLR2004  # errors of the server
            return Protego.parse("User-agent: *\nDisallow: /")
        return Protego.parse(answer.page.body.decode("utf-8", "replace") if answer.status == 200 else "")  # noqa: PLR2004

    def _wait(self, host: str, pause: float) -> None:
        now = time.monotonic()
        due = max(self._next.get(host, now), now)
        if due > now:
            self._sleep(due - now)
        self._next[host] = due + pause

    def _ask(self, url: str, most: int, *, cut: bool = False) -> Answer:
        """Ask one server once; `cut` takes the first `most` bytes of what is longer.

        Raises:
            FetchError: it cannot be reached in time, or sends too much.
        """
        try:
            with self._connected(url) as connection:
                path = urlsplit(url)
                target = urlunsplit(("", "", path.path or "/", path.query, ""))
                headers = {"User-Agent": self._manners.agent, "Accept": ACCEPT, "Accept-Encoding": "gzip", "Connection": "close"}
                connection.request("GET", target, headers=headers)
                response = connection.getresponse()
                body = b"" if response.status in REDIRECTS else _unpacked(response, _body(response, most, url, cut=cut), most, url)
                return Answer(response.status, response.getheader("Location"), _page(url, response, body))
        except FetchError:
            raise
        except ssl.SSLCertVerificationError as error:
            raise FetchError(f"{url} shows no valid certificate ({error.verify_message}); save the page with a browser.") from error
        except (OSError, HTTPException, ValueError) as error:
            raise FetchError(f"{url} gave no answer ({_reason(error)}); check the address, or try again later.") from error

    @contextmanager
    def _connected(self, url: str) -> Iterator[HTTPConnection]:
        """Connect to an address of the URL's host that was checked; after so many seconds the connection is cut, whatever it does."""
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or SCHEMES[parts.scheme]
        sock = self._socket(url, host, port)
        timer = Timer(self._manners.seconds, _cut, (sock,))
        timer.daemon = True
        timer.start()
        connection = HTTPConnection(host, port, timeout=self._manners.seconds)
        try:
            secured = self._tls.wrap_socket(sock, server_hostname=host) if parts.scheme == "https" else sock
            connection.sock = secured
            yield connection
        finally:
            timer.cancel()
            connection.close()
            sock.close()

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return ssl.create_default_context()

    def _socket(self, url: str, host: str, port: int) -> socket.socket:
        """Resolve a host once, check every address it has, and connect to the first that answers.

        Raises:
            FetchError: it has none, or one that may not be reached.
        """
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise FetchError(f"There is no host {host!r} that anybody knows; check the address, or your network.") from error
        for *_, address in found:
            if not self._reachable(ip_address(str(address[0]).partition("%")[0])):
                raise FetchError(f"{url} lies in a network of one's own, where Marsad fetches nothing; save the page with a browser.")
        failure: OSError = ConnectionError("no address")
        for family, kind, protocol, _, address in found:
            sock = socket.socket(family, kind, protocol)
            sock.settimeout(self._manners.seconds)
            try:
                sock.connect(address)
            except OSError as error:
                sock.close()
                failure = error
            else:
                return sock
        raise failure

    def _kept(self, url: str) -> Page | None:
        path = self._path(url)
        try:
            age = time.time() - path.stat().st_mtime
            head, _, body = path.read_bytes().partition(b"\n")
            page = Page(**json.loads(head), body=body)
            if age <= (self._manners.keep_feeds if body.lstrip().startswith(FEEDS) else self._manners.keep):
                return page
            path.unlink()
        except (OSError, ValueError, TypeError):
            return None
        return None

    def _keep(self, url: str, page: Page) -> None:
        """Write a page whole or not at all; a folder that cannot be written is done without."""
        head = {key: value for key, value in asdict(page).items() if key != "body"}
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=self._folder)
            with os.fdopen(handle, "wb") as file:
                file.write(json.dumps(head).encode("ascii") + b"\n" + page.body)
            Path(temporary).replace(self._path(url))
        except OSError as error:
            log.debug("Cannot keep a page in %s (%s)", self._folder, error)

    def _path(self, url: str) -> Path:
        return self._folder / hashlib.sha256(url.encode()).hexdigest()


def _normal(url: str) -> str:
    """Bring an address to ASCII, without its fragment.

    Raises:
        FetchError: it is none of the web, or names a user.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port
    except (ValueError, UnicodeError) as error:
        raise FetchError(f"{url[:200]!r} is no address of the web; write it as https://host/path.") from error
    if parts.scheme not in SCHEMES or not host or parts.username is not None or any(each <= " " for each in url.strip()):
        raise FetchError(f"{url[:200]!r} is no address of the web that Marsad fetches; write it as https://host/path.")
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if port in (None, SCHEMES[parts.scheme]) else f"{shown}:{port}"
    return urlunsplit((parts.scheme, netloc, quote(parts.path or "/", safe=SAFE), quote(parts.query, safe=SAFE), ""))


def _check(status: int, url: str) -> None:
    if status == 200:  # noqa: PLR2004  # OK
        return
    if status in BUSY:
        raise FetchError(f"{url} asks to come back later (status {status}); try again in an hour.")
    raise FetchError(f"{url} gives no page (status {status}); check the address in a browser.")


def _body(response: HTTPResponse, most: int, url: str, *, cut: bool) -> bytes:
    body = bytearray()
    while chunk := response.read(CHUNK):
        body += chunk
        if len(body) > most:
            if cut:
                return bytes(body[:most])
            raise FetchError(f"{url} is larger than {most // 1_000_000} MB, as no article is; leave it out.")
    if response.length:
        raise FetchError(f"{url} broke off before its end or took too long; try again later.")
    return bytes(body)


def _unpacked(response: HTTPResponse, body: bytes, most: int, url: str) -> bytes:
    """Unpack a body that came packed, up to a size."""
    coding = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if coding == "identity":
        return body
    if coding not in ("gzip", "x-gzip"):
        raise FetchError(f"{url} comes packed in a way that was not asked for ({coding[:20]!r}); save the page with a browser.")
    try:
        unpacked = zlib.decompressobj(GZIPPED).decompress(body, most + 1)
    except zlib.error as error:
        raise FetchError(f"{url} comes damaged; try again later.") from error
    if len(unpacked) > most:
        raise FetchError(f"{url} unpacks to more than {most // 1_000_000} MB, as no article does; leave it out.")
    return unpacked


def _page(url: str, response: HTTPResponse, body: bytes) -> Page:
    return Page(url=url, media_type=response.headers.get_content_type(), charset=response.headers.get_content_charset(), body=body)


def _cut(sock: socket.socket) -> None:
    with suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _reason(error: Exception) -> str:
    """Say in a word or two what went wrong, nothing of what the server said."""
    return "it took too long" if isinstance(error, TimeoutError) else type(error).__name__
