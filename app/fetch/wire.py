"""One exchange with one machine: connect to a checked address, ask, and take no more than the limits allow.

The standard library's client speaks HTTP; what it reads from is `_Wire`, which counts every byte and knows the time
that is left. So a slow header, an endless body and a stalled handshake all end at the same deadline.
"""

import io
import socket
import ssl
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any

from app.errors import FetchFailed
from app.fetch.addresses import DEFAULT_PORTS, Target
from app.fetch.limits import Deadline, Limits

_CHUNK = 65_536
_COMPRESSIONS = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}
_TOO_LARGE = "The site's answer is larger than what is taken of one."


@dataclass(frozen=True, slots=True)
class Answer:
    """What a site answered: the address it came from in the end, its headers in lower case, its body decoded."""

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def media_type(self) -> str:
        """Return the type that the site gives its answer, without parameters, or nothing."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a site."""

    method: str
    headers: Mapping[str, str]
    body: bytes | None = None


def exchange(target: Target, ips: Sequence[str], question: Question, limits: Limits, deadline: Deadline) -> Answer:
    """Ask one of the addresses that were checked, and return the answer; raise FetchFailed with what went wrong."""
    connection = _Connection(target, ips, limits, deadline)
    try:
        connection.request(question.method, target.path, body=question.body, headers=dict(question.headers))
        with connection.getresponse() as response:
            body = _take(response, limits.decoded_bytes)
            return Answer(target.url, response.status, _headers(response), body)
    except TimeoutError as error:
        raise deadline.passed() from error
    except ssl.SSLCertVerificationError as error:
        raise FetchFailed("The site's certificate doesn't vouch for its name.") from error
    except (OSError, HTTPException, ValueError, zlib.error) as error:
        raise FetchFailed("The connection to the site failed, or what it sent can't be read.") from error
    finally:
        connection.hang_up()


def _headers(response: HTTPResponse) -> dict[str, str]:
    return {name.lower(): ", ".join(response.headers.get_all(name, [])) for name in response.headers}


def _take(response: HTTPResponse, most: int) -> bytes:
    """Return the body, decompressed as far as the limit allows; raise FetchFailed if it ends early or is too large."""
    unfold = _decoder(response.headers.get("content-encoding", ""))
    body = bytearray()
    while chunk := response.read(_CHUNK):
        body += unfold(chunk, most + 1 - len(body))
        if len(body) > most:
            raise FetchFailed(_TOO_LARGE)
    if response.length or not unfold.is_whole:
        raise FetchFailed("The site's answer ends before it is complete.")
    return bytes(body)


class _Identity:
    """A body that is sent as it is."""

    is_whole = True

    def __call__(self, chunk: bytes, most: int) -> bytes:
        return chunk[:most]


class _Inflater:
    """A compressed body, unfolded no further than it may be: what is left over stays unread and costs nothing."""

    def __init__(self, window: int) -> None:
        self._window = window
        self._inflate: Any = None

    @property
    def is_whole(self) -> bool:
        """Tell whether the end was reached; a body without a single byte has none to reach."""
        return self._inflate is None or self._inflate.eof

    def __call__(self, chunk: bytes, most: int) -> bytes:
        if self._inflate is None:
            # Some servers send bare deflate data without the frame of zlib around it (RFC 9110, 8.4.1.2).
            is_bare = self._window == zlib.MAX_WBITS and chunk[0] & 0x0F != 8
            self._inflate = zlib.decompressobj(-zlib.MAX_WBITS if is_bare else self._window)
        found: bytes = self._inflate.decompress(chunk, most)
        return found


def _decoder(encoding: str) -> _Identity | _Inflater:
    """Return what undoes an encoding; raise FetchFailed for one that wasn't asked for."""
    name = encoding.strip().lower()
    if name in {"", "identity"}:
        return _Identity()
    if name not in _COMPRESSIONS:
        raise FetchFailed("The site's answer is compressed in a way that wasn't asked for.")
    return _Inflater(_COMPRESSIONS[name])


class _Connection(HTTPConnection):
    """A connection to addresses that were checked, whatever the name means by now; the site is told the name."""

    def __init__(self, target: Target, ips: Sequence[str], limits: Limits, deadline: Deadline) -> None:
        self.default_port = DEFAULT_PORTS.get(target.scheme, 0)
        super().__init__(target.host, target.port)
        self._target, self._ips, self._limits, self._deadline = target, ips, limits, deadline
        self._wire: _Wire | None = None

    def connect(self) -> None:
        """Connect to the first address that answers, leaving each its share of the time."""
        plain = self._connect_to_any()
        self.sock: Any = _Wire(self._secure(plain), self._limits.wire_bytes, self._deadline)
        self._wire = self.sock

    def hang_up(self) -> None:
        """End the connection, whatever is still unread."""
        self.close()
        if self._wire is not None:
            self._wire.hang_up()

    def _connect_to_any(self) -> socket.socket:
        *others, last = self._ips
        for tried, ip in enumerate(others):
            try:
                return self._connect_to(ip, self._deadline.left() / (len(self._ips) - tried))
            except OSError:
                continue
        return self._connect_to(last, self._deadline.left())

    def _connect_to(self, ip: str, seconds: float) -> socket.socket:
        return socket.create_connection((ip, self._target.port), timeout=seconds)

    def _secure(self, plain: socket.socket) -> socket.socket:
        """Speak TLS where the address says so; one handshake is held to the time that is left as a whole."""
        if self._target.scheme != "https":
            return plain
        try:
            plain.settimeout(self._deadline.left())
            return _tls().wrap_socket(plain, server_hostname=self._target.host)
        except BaseException:
            plain.close()
            raise


@cache
def _tls() -> ssl.SSLContext:
    """Return what is trusted here: the certificates of the system, or of SSL_CERT_FILE."""
    return ssl.create_default_context()


class _Wire:
    """The bytes of one connection, counted and in time: what the client takes for its socket."""

    def __init__(self, connected: socket.socket, most: int, deadline: Deadline) -> None:
        self._socket = connected
        self._left = most
        self._deadline = deadline

    def sendall(self, data: bytes) -> None:
        """Send everything, in time."""
        self._socket.settimeout(self._deadline.left())
        self._socket.sendall(data)

    def receive(self, buffer: Any) -> int:
        """Put what comes next into `buffer`, and return how much it is; raise FetchFailed where it is too much."""
        self._socket.settimeout(self._deadline.left())
        count = self._socket.recv_into(buffer)
        self._left -= count
        if self._left < 0:
            raise FetchFailed(_TOO_LARGE)
        return count

    def makefile(self, _mode: str) -> io.BufferedReader:
        """Return what the answer is read from."""
        return io.BufferedReader(_Incoming(self))

    def close(self) -> None:
        """Do nothing: the client lets go of its socket before the answer is read, and `hang_up` ends it."""

    def hang_up(self) -> None:
        """End the connection."""
        self._socket.close()


class _Incoming(io.RawIOBase):
    """The incoming half of a wire, for the standard library to buffer."""

    def __init__(self, wire: _Wire) -> None:
        self._wire = wire

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._wire.receive(buffer)
