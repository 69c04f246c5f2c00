"""How much is taken and for how long: bombs, drips, lies and silence all end, and the worker is free again."""

import gzip
import socket
import time
import tracemalloc
import zlib
from collections.abc import Callable
from contextlib import suppress

import pytest

from app.errors import FetchFailed
from app.fetch import Limits, Policy, get
from tests.fetch.sites import answer, bomb, site

SMALL = Limits(wire_bytes=1_000_000, decoded_bytes=2_000_000, seconds=5)
HURRIED = Limits(seconds=0.4)


def test_a_page_arrives_as_it_was_sent() -> None:
    with site({"/a?b=ö".replace("ö", "%C3%B6"): answer("Süß.".encode(), kind="text/plain; charset=utf-8")}) as echo:
        page = get(echo.url("/a?b=ö#c"), policy=echo.policy)
    assert (page.status, page.body.decode(), page.media_type) == (200, "Süß.", "text/plain")
    assert "User-Agent: Plumbline/" in echo.asked[0]


@pytest.mark.parametrize(
    ("encoding", "fold"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("identity", bytes),
        ("-", bytes),
    ],
)
def test_each_encoding_that_is_asked_for_is_undone(encoding: str, fold: Callable[[bytes], bytes]) -> None:
    body = b"All of it, and then some. " * 5000
    with site({"/": answer(fold(body), content_encoding=encoding)}) as echo:
        assert get(echo.url(), policy=echo.policy).body == body


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "compress", "nonsense"])
def test_an_encoding_that_was_not_asked_for_is_not_read(encoding: str) -> None:
    with site({"/": answer(b"x", content_encoding=encoding)}) as echo, pytest.raises(FetchFailed, match="compressed"):
        get(echo.url(), policy=echo.policy)


def test_a_bomb_is_unfolded_no_further_than_it_may_be() -> None:
    with site({"/": bomb(100)}) as echo:
        tracemalloc.start()
        with pytest.raises(FetchFailed, match="larger"):
            get(echo.url(), policy=echo.policy, limits=SMALL)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 3 * SMALL.decoded_bytes


def endless(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n")
    while True:
        connection.sendall(b"x" * 65_536)


def endless_header(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nx: ")
    while True:
        connection.sendall(b"x" * 65_536)


def endless_trailer(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n")
    while True:
        connection.sendall(b"x: y\r\n" * 1000)


def endless_patience(connection: socket.socket) -> None:
    while True:
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)


@pytest.mark.parametrize("behaviour", [endless, endless_header, endless_trailer, endless_patience])
def test_what_never_ends_is_ended(behaviour: Callable[[socket.socket], None]) -> None:
    with site({"/": behaviour}) as echo, pytest.raises(FetchFailed, match=r"larger|can't be read"):
        get(echo.url(), policy=echo.policy, limits=SMALL)


def test_a_length_that_is_a_lie_is_found_out() -> None:
    longer, shorter = answer(b"Ten bytes!", content_length="99"), answer(b"Ten bytes!", content_length="3")
    with site({"/longer": longer, "/shorter": shorter, "/none": answer(b"Ten bytes!", content_length="-")}) as echo:
        with pytest.raises(FetchFailed, match="ends before"):
            get(echo.url("/longer"), policy=echo.policy)
        assert get(echo.url("/shorter"), policy=echo.policy).body == b"Ten"
        assert get(echo.url("/none"), policy=echo.policy).body == b"Ten bytes!"


def test_half_a_compressed_page_is_no_page() -> None:
    half = gzip.compress(b"All of it, and then some. " * 50)[:-20]
    with site({"/": answer(half, content_encoding="gzip")}) as echo, pytest.raises(FetchFailed, match="ends before"):
        get(echo.url(), policy=echo.policy)


def drip(connection: socket.socket) -> None:
    for byte in answer(b"y" * 500):
        connection.sendall(bytes([byte]))
        time.sleep(0.1)


def drip_body(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n")
    drip(connection)


def say_nothing(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.recv(1)


@pytest.mark.parametrize("behaviour", [drip, drip_body, say_nothing])
def test_however_slowly_it_comes_it_is_over_in_time(behaviour: Callable[[socket.socket], None]) -> None:
    began = time.monotonic()
    with site({"/": behaviour}) as echo, pytest.raises(FetchFailed, match=r"within 0\.4 seconds"):
        get(echo.url(), policy=echo.policy, limits=HURRIED)
    assert time.monotonic() - began < 20


def test_a_handshake_that_stalls_is_over_in_time() -> None:
    began = time.monotonic()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        place = f"127.0.0.1:{listener.getsockname()[1]}"
        with pytest.raises(FetchFailed, match="within"):
            get(f"https://{place}/", policy=Policy(allow=(place,)), limits=HURRIED)
    assert time.monotonic() - began < 20


def test_a_look_up_that_stalls_is_over_in_time() -> None:
    def stall(_host: str, _port: int) -> tuple[str, ...]:
        time.sleep(5)
        return ()

    began = time.monotonic()
    with pytest.raises(FetchFailed, match="within"):
        get("http://echo.example/", policy=Policy(resolve=stall), limits=HURRIED)
    assert time.monotonic() - began < 4


@pytest.mark.parametrize(
    "raw",
    [b"", b"\0" * 500, b"HTTP/1.1 abc\r\n\r\n", b"SSH-2.0-x\r\n", answer(b"not gzip", content_encoding="gzip")],
)
def test_what_is_no_answer_is_said_to_be_none(raw: bytes) -> None:
    with site({"/": raw}) as echo, pytest.raises(FetchFailed):
        get(echo.url(), policy=echo.policy)


def test_a_site_that_is_not_there_is_said_to_be_not_there() -> None:
    with site({}) as echo:
        policy, url = echo.policy, echo.url()
    with pytest.raises(FetchFailed, match="connection"):
        get(url, policy=policy)
