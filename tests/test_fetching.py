import gzip
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest

from geo.errors import FetchError, InputError
from geo.fetching import Fetcher, IPAddress, Manners, is_public
from geo.models import Article
from geo.readers import Reader, is_address
from tests.page_server import Given, Site, serving
from tests.reader_samples import LEAD, TITLE, rss, web

HERE = ip_address("127.0.0.1")
PACKED = {"Content-Encoding": "gzip"}

Make = Callable[..., Fetcher]


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


@pytest.fixture
def fetcher(tmp_path: Path) -> Make:
    """Make fetchers that may ask the tests' own server, and no other."""

    def make(sleep: Callable[[float], None] = lambda _: None, **manners: float) -> Fetcher:
        return Fetcher(Manners(agent="testbot", **manners), folder=tmp_path / "pages", reachable=only_here, sleep=sleep)  # type: ignore[arg-type]

    return make


def only_here(address: IPAddress) -> bool:
    return address == HERE


def test_a_page_is_fetched_under_the_agents_name(site: Site, fetcher: Make) -> None:
    site.pages["/a"] = Given(b"<html>Fes", headers={"Content-Type": "Text/HTML; charset=Windows-1256"})
    page = fetcher().fetch(f"{site.address}/a#part")
    assert (page.body, page.media_type, page.charset, page.url) == (b"<html>Fes", "text/html", "windows-1256", f"{site.address}/a")
    assert set(site.agents) == {"testbot"}


def test_a_page_is_kept_for_a_day(site: Site, fetcher: Make) -> None:
    site.pages["/a"] = Given(b"one")
    assert fetcher().fetch(f"{site.address}/a") == fetcher().fetch(f"{site.address}/a")
    assert site.asked.count("/a") == 1
    assert fetcher(keep=-1.0).fetch(f"{site.address}/a").body == b"one"
    assert site.asked.count("/a") == 2


def test_a_feed_is_kept_for_minutes_only(site: Site, fetcher: Make) -> None:
    site.pages |= {"/feed": Given(rss()), "/a": Given(b"<html>")}
    for manners in ({}, {"keep_feeds": -1.0}):
        for path in ("/feed", "/a"):
            fetcher(**manners).fetch(site.address + path)
    assert (site.asked.count("/feed"), site.asked.count("/a")) == (2, 1)


def test_a_page_that_robots_txt_forbids_is_never_asked_for(site: Site, fetcher: Make) -> None:
    site.pages |= {"/robots.txt": Given(b"User-agent: *\nDisallow: /*?print\nDisallow: /private/"), "/private/a": Given(b"x")}
    for path in ("/private/a", "/a?print=1"):
        with pytest.raises(FetchError, match=r"robots\.txt"):
            fetcher().fetch(site.address + path)
    assert set(site.asked) == {"/robots.txt"}


def test_a_server_in_trouble_allows_nothing(site: Site, fetcher: Make) -> None:
    site.pages |= {"/robots.txt": Given(status=500), "/a": Given(b"x")}
    with pytest.raises(FetchError, match=r"robots\.txt"):
        fetcher().fetch(f"{site.address}/a")


def test_pages_of_a_host_are_asked_for_with_a_pause(site: Site, fetcher: Make) -> None:
    waited: list[float] = []
    site.pages |= {"/robots.txt": Given(b"User-agent: *\nCrawl-delay: 7"), "/a": Given(b"a"), "/b": Given(b"b")}
    asking = fetcher(waited.append)
    for path in ("/a", "/b"):
        asking.fetch(site.address + path)
    (pause,) = waited
    assert 6 < pause <= 7


@pytest.mark.parametrize("packed", [False, True])
def test_a_page_that_is_too_large_is_refused(site: Site, fetcher: Make, packed: bool) -> None:
    body = b"0" * 3_000_000
    site.pages["/a"] = Given(gzip.compress(body), headers=PACKED) if packed else Given(body)
    with pytest.raises(FetchError, match="MB"):
        fetcher(most=1_000_000).fetch(f"{site.address}/a")


def test_a_packed_page_is_unpacked(site: Site, fetcher: Make) -> None:
    site.pages |= {"/a": Given(gzip.compress(b"Fes"), headers=PACKED), "/b": Given(b"no gzip", headers=PACKED)}
    assert fetcher().fetch(f"{site.address}/a").body == b"Fes"
    with pytest.raises(FetchError, match="damaged"):
        fetcher().fetch(f"{site.address}/b")


def test_a_server_that_drips_is_cut_off(site: Site, fetcher: Make) -> None:
    site.pages["/a"] = Given(b"0" * 1000, drips=True)
    begun = time.monotonic()
    with pytest.raises(FetchError):
        fetcher(seconds=0.5).fetch(f"{site.address}/a")
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("status", [404, 410, 429, 503, 500, 204])
def test_what_is_no_page_is_told(site: Site, fetcher: Make, status: int) -> None:
    site.pages["/a"] = Given(status=status)
    with pytest.raises(FetchError, match=str(status)):
        fetcher().fetch(f"{site.address}/a")


def test_redirects_are_followed_and_end(site: Site, fetcher: Make) -> None:
    site.pages |= {
        "/a": Given(status=301, headers={"Location": "/b"}),
        "/b": Given(b"here"),
        "/loop": Given(status=302, headers={"Location": "/loop"}),
    }
    assert fetcher().fetch(f"{site.address}/a").url == f"{site.address}/b"
    with pytest.raises(FetchError, match="leads from"):
        fetcher().fetch(f"{site.address}/loop")


@pytest.mark.parametrize(
    "target", ["http://127.0.0.2/", "http://169.254.169.254/latest", "http://[::1]/", "file:///etc/passwd", "//10.0.0.1/x"]
)
def test_a_redirect_into_ones_own_network_is_refused(site: Site, fetcher: Make, target: str) -> None:
    site.pages["/a"] = Given(status=302, headers={"Location": target})
    with pytest.raises(FetchError):
        fetcher().fetch(f"{site.address}/a")


def test_robots_txt_leads_into_no_private_network_either(site: Site, fetcher: Make) -> None:
    site.pages["/robots.txt"] = Given(status=302, headers={"Location": "http://127.0.0.2/"})
    with pytest.raises(FetchError, match="network of one's own"):
        fetcher().fetch(f"{site.address}/a")


@pytest.mark.parametrize(
    "url",
    [
        *("http://127.0.0.1/", "http://localhost/", "http://2130706433/", "http://0x7f.1/", "http://0/", "http://[::ffff:127.0.0.1]/"),
        *(
            "http://10.1.2.3/",
            "http://192.168.1.1/",
            "http://169.254.169.254/",
            "http://100.64.0.1/",
            "http://[fe80::1]/",
            "http://[fc00::1]/",
        ),
    ],
)
def test_private_addresses_are_refused_however_written(tmp_path: Path, url: str) -> None:
    with pytest.raises(FetchError):
        Fetcher(folder=tmp_path).fetch(url)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        *(("8.8.8.8", True), ("2606:4700::1111", True), ("64:ff9b::8.8.8.8", True)),
        *(("64:ff9b::10.0.0.1", False), ("::ffff:192.168.0.1", False), ("2002:7f00:1::", False), ("224.0.0.1", False), ("::", False)),
    ],
)
def test_public_addresses_are_told_from_others(address: str, public: bool) -> None:
    assert is_public(ip_address(address)) is public


def test_a_name_is_resolved_once_and_connected_to_as_checked(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second answer of a name that changes would lead elsewhere: it must never be asked for."""
    port = int(site.address.rpartition(":")[2])
    answers = {"/robots.txt": "127.0.0.1", "/a": "127.0.0.1"}
    told: list[str] = []

    def resolve(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        told.append(host)
        where = list(answers.values())[len(told) - 1] if len(told) <= len(answers) else "127.0.0.2"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (where, port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    site.pages["/a"] = Given(b"here")
    fetcher = Fetcher(folder=tmp_path, reachable=only_here, sleep=lambda _: None)
    assert fetcher.fetch(f"http://rebinding.example:{port}/a").body == b"here"
    assert len(told) == 2  # once for robots.txt, once for the page
    with pytest.raises(FetchError, match="network of one's own"):
        fetcher.fetch(f"http://rebinding.example:{port}/b")


def test_a_host_with_one_private_address_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 80)) for each in ("8.8.8.8", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(FetchError, match="network of one's own"):
        Fetcher(folder=tmp_path).fetch("http://mixed.example/")


@pytest.mark.parametrize(
    "url",
    ["ftp://a.example/", "http://user:x@a.example/", "http://", "https://a b.example/", "http://a.example:x/", "http://a.example/\r\nX: y"],
)
def test_what_is_no_address_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(FetchError, match="no address"):
        Fetcher(folder=tmp_path).fetch(url)


def test_addresses_are_told_from_files() -> None:
    assert [is_address(each) for each in ("https://a.example", "HTTP://a.example", "http.txt", "C:\\a.txt")] == [True, True, False, False]


def test_a_page_at_an_address_is_an_article(site: Site, fetcher: Make) -> None:
    site.pages["/a"] = Given(web())
    with Reader(fetcher=fetcher()) as reader:
        (article,) = reader.articles(f"{site.address}/a")
    assert isinstance(article, Article)
    assert (article.title, article.source) == (TITLE, f"{site.address}/a")
    assert LEAD in article.text


def test_pages_of_a_feed_are_fetched_and_what_they_lack_the_feed_says(site: Site, fetcher: Make) -> None:
    site.pages["/feed"] = Given(rss().replace(b"https://courrier.example/incendie-fes", f"{site.address}/a".encode()))
    site.pages["/a"] = Given(
        b"<html><body><p>" + LEAD.encode() * 3 + b"</p></body></html>", headers={"Content-Type": "text/html; charset=utf-8"}
    )
    with Reader(fetcher=fetcher()) as reader:
        first, second = reader.articles(f"{site.address}/feed")
    assert isinstance(first, Article)
    assert (first.published, first.url) == ("2025-03-04", f"{site.address}/a")
    assert first.text.count("déclaré") == 3
    assert isinstance(second, Article)
    assert second.title == "Second"


def test_an_entry_whose_page_is_gone_is_kept_as_the_feed_tells_it(site: Site, fetcher: Make) -> None:
    site.pages["/feed"] = Given(rss().replace(b"https://courrier.example", site.address.encode()))
    with Reader(fetcher=fetcher()) as reader:
        first, _ = reader.articles(f"{site.address}/feed")
    assert isinstance(first, Article)
    assert LEAD in first.text
    assert "404" in first.warnings[0]


def test_a_reader_without_a_fetcher_fetches_nothing() -> None:
    with Reader() as reader:
        (error,) = reader.articles("https://a.example/")
    assert isinstance(error, InputError)


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Make a certificate for this machine that nobody has signed."""
    path = tmp_path / "own.pem"
    subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", path, "-out", tmp_path / "cert.pem", *subject]
    subprocess.run(command, check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + (tmp_path / "cert.pem").read_bytes())
    return path


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")
def test_a_certificate_has_to_be_valid(fetcher: Make, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(certificate) as site:
        site.pages["/a"] = Given(b"here")
        with pytest.raises(FetchError, match="no valid certificate"):
            fetcher().fetch(f"{site.address}/a")
        assert not site.asked
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert fetcher().fetch(f"{site.address}/a").body == b"here"
