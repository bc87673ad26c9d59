"""Get a page from an http(s) address: with one deadline, a size limit and plain refusals."""

from __future__ import annotations

import socket
import ssl
import threading
import time
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.response import BaseHTTPResponse
from urllib3.util import Url, parse_url

import stylo
from stylo.document import InputError

#: Seconds that getting a page may take in all, redirects included.
TIMEOUT = 20.0

#: Bytes that a page may have, compressed and decompressed.
MAX_BYTES = 10_000_000

#: Redirects that are followed.
MAX_REDIRECTS = 5

_CHUNK = 65_536
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_TEXT_TYPES = frozenset(
    {"application/xhtml+xml", "application/xml", "application/octet-stream", "application/markdown"}
)
_NOT_ARTICLES = frozenset({"text/css", "text/javascript", "text/csv", "text/calendar"})
_REMEDY = "save the page in a browser and give stylo the file"
_STATUS = {
    401: f"the site wants a login: {_REMEDY}",
    402: f"the site wants to be paid: {_REMEDY}",
    403: f"the site refuses programs: {_REMEDY}",
    404: "there is no such page: check the address",
    410: "the page is gone: look for a copy in a web archive",
    429: "the site has had too many requests: try again later",
    451: "the page is withheld for legal reasons: look for a copy elsewhere",
}


@dataclass
class _Job:
    """What the watching thread and the working thread share."""

    deadline: float
    timeout: float
    max_bytes: int
    max_redirects: int
    done: threading.Event = field(default_factory=threading.Event)
    sock: socket.socket | None = None
    #: Whether the address that was given is one of a network of the reader's own.
    private: bool | None = None
    result: tuple[bytes, str, str] | None = None
    error: BaseException | None = None

    def left(self) -> float:
        """Seconds until the deadline.

        Raises
        ------
        TimeoutError
            When it is past.
        """
        seconds = self.deadline - time.monotonic()
        if seconds <= 0:
            raise TimeoutError
        return seconds


def fetch(
    url: str,
    *,
    timeout: float = TIMEOUT,
    max_bytes: int = MAX_BYTES,
    max_redirects: int = MAX_REDIRECTS,
) -> tuple[bytes, str, str]:
    """Get the content of an http or https address.

    Parameters
    ----------
    url : str
        The address. A redirect may lead to other http(s) addresses only, and from a public one
        to public ones only.
    timeout : float
        Seconds for all of it, however slowly the server sends.
    max_bytes : int
        Largest content, before and after decompression.
    max_redirects : int
        Most redirects that are followed.

    Returns
    -------
    tuple of bytes, str, str
        Content (decompressed), content type as the server gave it, and the address that it came
        from in the end.

    Raises
    ------
    InputError
        In one line, for whatever keeps the page from being read: an address of another kind, no
        such host, a refused or insecure connection, a status that is no success, something that
        is no text, too much of it, too slow, redirected too often.
    """
    job = _Job(time.monotonic() + timeout, timeout, max_bytes, max_redirects)
    # Name look-up, handshake and headers can each outlast any time-out of a single read, so the
    # work is done in a thread of its own, which the deadline cuts off from its server.
    worker = threading.Thread(target=_work, args=(url, job), name="stylo-fetch", daemon=True)
    worker.start()
    finished = job.done.wait(timeout)
    if job.result is not None:
        return job.result
    if isinstance(job.error, InputError):
        raise job.error from None
    if not finished or time.monotonic() >= job.deadline:
        _cut(job.sock)
        raise InputError(
            f"{url}: no page within {timeout:g} seconds: try again later, or {_REMEDY}"
        )
    raise InputError(f"{url}: {_explain(job.error)}") from None


def _work(url: str, job: _Job) -> None:
    try:
        job.result = _follow(url, job)
    except BaseException as error:
        job.error = error
    finally:
        _cut(job.sock)
        job.done.set()


def _cut(sock: socket.socket | None) -> None:
    """Cut a connection under whoever reads from it."""
    if sock is not None:
        with suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)
        sock.close()


def _follow(url: str, job: _Job) -> tuple[bytes, str, str]:
    address = url
    for _ in range(job.max_redirects + 1):
        response = _request(address, job)
        if response.status not in _REDIRECTS:
            if not 200 <= response.status < 300:
                raise InputError(f"{url}: {_status(response.status)}")
            return _content(url, response, job), response.headers.get("content-type", ""), address
        target = response.headers.get("location")
        if not target:
            raise InputError(f"{url}: the server redirects to nowhere: {_REMEDY}")
        address = urljoin(address, target)
        if not address.startswith(("http://", "https://")):
            raise InputError(
                f"{url}: redirects to {address}; only http:// and https:// addresses are read"
            )
        _cut(job.sock)
    raise InputError(f"{url}: more than {job.max_redirects} redirects: {_REMEDY}")


def _request(address: str, job: _Job) -> BaseHTTPResponse:
    parts = _parsed(address)
    host = parts.host or ""
    if parts.scheme == "https":
        connection: HTTPConnection = HTTPSConnection(
            host.strip("[]"),
            parts.port or 443,
            timeout=job.left(),
            ssl_context=_trusting(),
        )
    else:
        connection = HTTPConnection(host.strip("[]"), parts.port or 80, timeout=job.left())
    connection.connect()
    job.sock = connection.sock
    private = _is_private(connection.sock)
    job.private = private if job.private is None else job.private
    if private and not job.private:
        raise InputError(
            f"{address}: a public page redirects into a private network, which is not followed: "
            "give that address itself if you mean it"
        )
    connection.request(
        "GET",
        parts.request_uri,
        headers={
            "User-Agent": f"stylo/{stylo.__version__}",
            "Accept": "text/html, application/xhtml+xml, text/plain, text/markdown, */*;q=0.1",
            "Accept-Encoding": "gzip, deflate",
            "Accept-Language": "en",
        },
        preload_content=False,
        decode_content=False,
    )
    if job.sock is not None:
        job.sock.settimeout(job.left())
    return connection.getresponse()


def _is_private(sock: socket.socket) -> bool:
    """Whether a connection leads to this machine or a network of the reader's own."""
    place = ip_address(sock.getpeername()[0].partition("%")[0])
    if isinstance(place, IPv6Address) and place.ipv4_mapped is not None:
        place = place.ipv4_mapped
    return not place.is_global


def _trusting() -> ssl.SSLContext:
    """Return a context that trusts the system's authorities and, where installed, certifi's."""
    context = ssl.create_default_context()
    with suppress(ImportError, OSError):
        import certifi

        context.load_verify_locations(certifi.where())
    return context


def _parsed(address: str) -> Url:
    try:
        parts = urlsplit(address.strip())
        host = parts.netloc.encode("idna").decode("ascii")
        parsed = parse_url(parts._replace(netloc=host).geturl())
    except (LocationParseError, ValueError):
        raise InputError(f"{address}: this is no address: check its spelling") from None
    if parsed.scheme not in ("http", "https"):
        raise InputError(f"{address}: only http:// and https:// addresses are read")
    if not parsed.host:
        raise InputError(f"{address}: the address names no host: check its spelling")
    return parsed


def _content(url: str, response: BaseHTTPResponse, job: _Job) -> bytes:
    kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
    readable = kind.startswith("text/") or kind in _TEXT_TYPES or not kind
    if not readable or kind in _NOT_ARTICLES:
        raise InputError(f"{url}: holds {kind}, not a page of text: give the address of an article")
    declared = response.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > job.max_bytes:
        raise InputError(_too_much(url, job))
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "", "gzip", "x-gzip", "deflate"):
        raise InputError(f"{url}: is sent in the encoding {encoding!r}, unasked: {_REMEDY}")
    inflate = _Inflate(encoding, job.max_bytes)
    received = 0
    pieces: list[bytes] = []
    total = 0
    while True:
        job.left()
        chunk = response.read(_CHUNK, decode_content=False)
        if not chunk:
            break
        received += len(chunk)
        piece = inflate(chunk)
        total += len(piece)
        if received > job.max_bytes or total > job.max_bytes:
            raise InputError(_too_much(url, job))
        pieces.append(piece)
    return b"".join(pieces)


class _Inflate:
    """Decompress as bytes come in, never to more than a limit."""

    def __init__(self, encoding: str, limit: int) -> None:
        self._plain = encoding in ("identity", "")
        self._limit = limit
        self._bits = -zlib.MAX_WBITS if encoding == "deflate" else zlib.MAX_WBITS | 32
        self._stream = zlib.decompressobj(self._bits)
        self._first = True

    def __call__(self, chunk: bytes) -> bytes:
        if self._plain:
            return chunk
        if self._first and self._bits < 0 and chunk[:1] == b"\x78":
            self._stream = zlib.decompressobj(zlib.MAX_WBITS)
        self._first = False
        out = b""
        while chunk and len(out) <= self._limit:
            out += self._stream.decompress(chunk, self._limit + 1 - len(out))
            if not self._stream.eof:
                break
            chunk = self._stream.unused_data
            if chunk:
                self._stream = zlib.decompressobj(self._bits)
        return out


def _too_much(url: str, job: _Job) -> str:
    size = f"{job.max_bytes / 1e6:g} MB" if job.max_bytes >= 1e5 else f"{job.max_bytes} bytes"
    return f"{url}: more than {size}, no article is that long: {_REMEDY}"


def _status(status: int) -> str:
    if status in _STATUS:
        return f"{_STATUS[status]} (status {status})"
    if status >= 500:
        return f"the server fails (status {status}): try again later"
    return f"the server answers with status {status}, not with a page: {_REMEDY}"


def _explain(error: BaseException | None) -> str:
    """Say in a few words what went wrong with a connection."""
    chain: list[BaseException] = []
    while error is not None and error not in chain:
        chain.append(error)
        error = error.__cause__ or error.__context__
    kinds = tuple(type(e) for e in chain)
    if any(issubclass(k, (socket.gaierror, urllib3.exceptions.NameResolutionError)) for k in kinds):
        return "there is no such host, or no network: check the address and the connection"
    if any(issubclass(k, (ssl.SSLError, urllib3.exceptions.SSLError)) for k in kinds):
        reasons = [str(e.reason) for e in chain if isinstance(e, ssl.SSLError) and e.reason]
        detail = reasons[0].replace("_", " ").lower() if reasons else "the handshake failed"
        return f"no secure connection ({detail}): check the address, or {_REMEDY}"
    if any(issubclass(k, ConnectionRefusedError) for k in kinds):
        return "the server refuses the connection: check the address and the port"
    if any(issubclass(k, zlib.error) for k in kinds):
        return f"the server sends damaged compressed data: {_REMEDY}"
    if any(issubclass(k, (OSError, HTTPError)) for k in kinds) or not chain:
        return "the connection broke off: try again later"
    return f"the server's answer makes no sense ({kinds[0].__name__}): {_REMEDY}"
