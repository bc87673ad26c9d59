"""Pages from a real server on the loopback: good ones, and every way to be no page at all."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import stylo
from stylo.document import InputError
from stylo.fetch import fetch

PAGE = b"<!doctype html><title>Rain</title><p>It rained on all of us.</p>"
HTML = "text/html; charset=utf-8"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    seen: dict[str, str] = {}  # noqa: RUF012

    def log_message(self, *args: object) -> None:
        pass

    def give(self, body: bytes, kind: str | None = HTML, status: int = 200, **more: str) -> None:
        self.send_response(status)
        if kind is not None:
            self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in more.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        type(self).seen = dict(self.headers.items())
        name, _, rest = self.path.strip("/").partition("/")
        self.close_connection = True
        with suppress(ConnectionError, ssl.SSLError):
            getattr(self, f"page_{name}")(rest)

    def page_good(self, rest: str) -> None:
        self.give(PAGE)

    def page_bare(self, rest: str) -> None:
        self.give(PAGE, kind=None)

    def page_gzip(self, rest: str) -> None:
        self.give(gzip.compress(PAGE), Content_Encoding="gzip")

    def page_members(self, rest: str) -> None:
        self.give(gzip.compress(PAGE[:20]) + gzip.compress(PAGE[20:]), Content_Encoding="gzip")

    def page_deflate(self, rest: str) -> None:
        body = zlib.compress(PAGE)
        self.give(body[2:-4] if rest == "raw" else body, Content_Encoding="deflate")

    def page_chunked(self, rest: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", HTML)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for i in range(0, len(PAGE), 7):
            piece = PAGE[i : i + 7]
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        self.wfile.write(b"0\r\n\r\n")

    def page_to(self, rest: str) -> None:
        self.give(b"", status=int(rest[:3]), Location=rest[3:])

    def page_loop(self, rest: str) -> None:
        self.give(b"", status=302, Location=f"/loop/{len(rest)}{rest}")

    def page_nowhere(self, rest: str) -> None:
        self.give(b"", status=302)

    def page_status(self, rest: str) -> None:
        self.give(b"no", status=int(rest))

    def page_kind(self, rest: str) -> None:
        self.give(b"x" * 50, kind=rest)

    def page_hang(self, rest: str) -> None:
        time.sleep(3)

    def page_trickle(self, rest: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", HTML)
        self.end_headers()
        for _ in range(30):
            self.wfile.write(b"<p>")
            self.wfile.flush()
            time.sleep(0.1)

    def page_slowhead(self, rest: str) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for i in range(30):
            self.wfile.write(b"X-%d: y\r\n" % i)
            self.wfile.flush()
            time.sleep(0.1)

    def page_huge(self, rest: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", HTML)
        if rest == "declared":
            self.send_header("Content-Length", "1000000000")
        self.end_headers()
        block = b"<p>rain</p>" * 10_000
        for _ in range(10_000):
            self.wfile.write(block)

    def page_bomb(self, rest: str) -> None:
        self.give(gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")

    def page_damaged(self, rest: str) -> None:
        self.give(b"\x1f\x8b\x08\x00" + b"\xff" * 40, Content_Encoding="gzip")

    def page_brotli(self, rest: str) -> None:
        self.give(b"xyz", Content_Encoding="br")

    def page_short(self, rest: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", HTML)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(PAGE)

    def page_nonsense(self, rest: str) -> None:
        self.wfile.write(b"EHLO there\r\n\r\n")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()


def refusal(url: str, **limits: float) -> str:
    with pytest.raises(InputError) as caught:
        fetch(url, **limits)  # type: ignore[arg-type]
    message = str(caught.value)
    assert "\n" not in message
    assert url in message or "127.0.0.1" in message
    return message


@pytest.mark.parametrize(
    "path", ["good", "bare", "gzip", "members", "deflate/zlib", "deflate/raw", "chunked"]
)
def test_a_page_comes_whole(server: str, path: str) -> None:
    content, kind, address = fetch(f"{server}/{path}")
    assert content == PAGE
    assert kind == ("" if path == "bare" else HTML)
    assert address == f"{server}/{path}"


def test_the_server_learns_who_asks(server: str) -> None:
    fetch(f"{server}/good")
    assert Handler.seen["User-Agent"] == f"stylo/{stylo.__version__}"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(server: str, status: int) -> None:
    content, _, address = fetch(f"{server}/to/{status}/good")
    assert (content, address) == (PAGE, f"{server}/good")


def test_five_redirects_are_followed_and_six_are_not(server: str) -> None:
    assert fetch(f"{server}/" + "to/302/" * 5 + "good")[0] == PAGE
    assert "more than 5 redirects" in refusal(f"{server}/" + "to/302/" * 6 + "good")


def test_redirects_without_end(server: str) -> None:
    assert "redirects" in refusal(f"{server}/loop")


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "javascript:1"])
def test_a_redirect_to_another_kind_of_address(server: str, target: str) -> None:
    assert "only http:// and https://" in refusal(f"{server}/to/302{target}")


def test_a_redirect_to_nowhere(server: str) -> None:
    assert "redirects to nowhere" in refusal(f"{server}/nowhere")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://127.0.0.1/x", "only http:// and https://"),
        ("file:///etc/passwd", "only http:// and https://"),
        ("127.0.0.1/x", "only http:// and https://"),
        ("http://", "names no host"),
        ("http://[127.0.0.1/", "this is no address"),
        ("http://127.0.0.1:99999999/", "this is no address"),
    ],
)
def test_addresses_that_are_none(url: str, words: str) -> None:
    assert words in refusal(url)


def test_a_host_that_does_not_exist() -> None:
    assert "no such host" in refusal("http://no-such-host.invalid/")


def test_a_refused_connection() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert "refuses the connection" in refusal(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "no such page"),
        (401, "login"),
        (403, "refuses programs"),
        (410, "gone"),
        (429, "too many requests"),
        (500, "server fails"),
        (418, "status 418"),
        (304, "status 304"),
    ],
)
def test_a_status_that_is_no_success(server: str, status: int, words: str) -> None:
    assert words in refusal(f"{server}/status/{status}")


@pytest.mark.parametrize(
    "kind", ["image/png", "application/pdf", "application/json", "video/mp4", "text/css"]
)
def test_content_that_is_no_page(server: str, kind: str) -> None:
    assert f"holds {kind}" in refusal(f"{server}/kind/{kind}")


@pytest.mark.parametrize("path", ["hang", "trickle", "slowhead"])
def test_one_deadline_for_all_of_it(server: str, path: str) -> None:
    before = time.monotonic()
    assert "no page within 0.6 seconds" in refusal(f"{server}/{path}", timeout=0.6)
    assert time.monotonic() - before < 1.5


def test_a_server_that_accepts_and_says_nothing() -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        port = deaf.getsockname()[1]
        assert "within 0.4 seconds" in refusal(f"http://127.0.0.1:{port}/", timeout=0.4)
        assert "within 0.4 seconds" in refusal(f"https://127.0.0.1:{port}/", timeout=0.4)


def test_no_thread_outlives_a_slow_server(server: str) -> None:
    refusal(f"{server}/trickle", timeout=0.3)
    for _ in range(50):
        if not any(t.name == "stylo-fetch" for t in threading.enumerate()):
            break
        time.sleep(0.02)
    assert not any(t.name == "stylo-fetch" for t in threading.enumerate())


@pytest.mark.parametrize("path", ["huge/declared", "huge/undeclared", "bomb"])
def test_more_than_an_article_can_hold(server: str, path: str) -> None:
    before = time.monotonic()
    assert "more than 10 MB" in refusal(f"{server}/{path}")
    assert time.monotonic() - before < 5


def test_the_size_limit_counts_every_byte(server: str) -> None:
    assert fetch(f"{server}/good", max_bytes=len(PAGE))[0] == PAGE
    refusal(f"{server}/good", max_bytes=len(PAGE) - 1)
    assert fetch(f"{server}/gzip", max_bytes=max(len(PAGE), len(gzip.compress(PAGE))))[0] == PAGE
    refusal(f"{server}/gzip", max_bytes=len(PAGE) - 1)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("damaged", "damaged compressed data"),
        ("brotli", "encoding 'br'"),
        ("short", "broke off"),
        ("nonsense", "makes no sense"),
    ],
)
def test_broken_answers(server: str, path: str, words: str) -> None:
    assert words in refusal(f"{server}/{path}")


def test_a_server_without_tls(server: str) -> None:
    assert "no secure connection" in refusal(server.replace("http:", "https:") + "/good")


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs the openssl command")
def test_a_certificate_that_nobody_vouches_for(tmp_path: Path) -> None:
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject]
    subprocess.run([*command, "-keyout", key, "-out", cert], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.socket = context.wrap_socket(httpd.socket, server_side=True)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    message = refusal(f"https://127.0.0.1:{httpd.server_port}/good")
    assert "no secure connection (certificate verify failed)" in message
    httpd.shutdown()
    httpd.server_close()
