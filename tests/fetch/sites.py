"""Web sites on loopback that answer each path with the very bytes, or the very misbehaviour, that a test gives them."""

import socket
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from app.fetch import Policy

Behaviour = Callable[[socket.socket], object]
"""What is done to whoever asks, on the connection itself."""


@dataclass
class Site:
    """A site that listens on `port` of this machine; `asked` holds every request that it was sent, as text."""

    port: int
    pages: Mapping[str, bytes | Behaviour]
    asked: list[str] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Return what a policy has to allow so that this site is asked."""
        return f"127.0.0.1:{self.port}"

    @property
    def policy(self) -> Policy:
        """Return a policy that allows this site, which lies on loopback, and nothing else that is private."""
        return Policy(allow=(self.place,))

    def url(self, path: str = "/") -> str:
        """Return the address of a path."""
        return f"http://{self.place}{path}"

    def paths(self) -> list[str]:
        """Return the paths that were asked for, in order."""
        return [request.split(" ")[1] for request in self.asked]

    def serve(self, connection: socket.socket) -> None:
        """Answer one request."""
        with connection, suppress(OSError):  # Whoever asked may have had enough, which is often what is tested.
            request = _read_head(connection)
            if not request:
                return
            self.asked.append(request)
            page = self.pages.get(request.split(" ")[1], answer(status="404 Not Found"))
            if callable(page):
                page(connection)
            else:
                connection.sendall(page)


def _read_head(connection: socket.socket) -> str:
    head = b""
    while b"\r\n\r\n" not in head:
        received = connection.recv(65_536)
        if not received:
            break
        head += received
    return head.decode("latin-1")


def answer(body: bytes = b"", *, status: str = "200 OK", kind: str = "text/html", **headers: str) -> bytes:
    """Return an answer as it goes over the wire; `content_length="9"` and the like say what isn't so."""
    told = {"content-type": kind, "content-length": str(len(body)), "connection": "close"}
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items() if value != "-")
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("latin-1") + body


def redirect(to: str, status: str = "302 Found") -> bytes:
    """Return a redirect."""
    return answer(status=status, location=to)


def bomb(megabytes: int) -> bytes:
    """Return an answer of some kilobytes that unfolds to so many megabytes."""
    fold = zlib.compressobj(wbits=16 + zlib.MAX_WBITS)
    folded = b"".join(fold.compress(bytes(1_000_000)) for _ in range(megabytes))
    return answer(folded + fold.flush(), content_encoding="gzip")


@contextmanager
def site(pages: Mapping[str, bytes | Behaviour]) -> Iterator[Site]:
    """Serve `pages` on a free port of this machine, until the test is over."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        made = Site(listener.getsockname()[1], pages)

        def listen() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                threading.Thread(target=made.serve, args=(connection,), daemon=True).start()

        threading.Thread(target=listen, daemon=True).start()
        yield made
        listener.shutdown(socket.SHUT_RDWR)
