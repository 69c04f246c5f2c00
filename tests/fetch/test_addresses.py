"""Which addresses are asked: nothing private, in whatever form, and nothing before it was checked."""

import json
import logging
import socket
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from app.errors import FetchFailed, FetchRefused
from app.fetch import Limits, Policy, get, post_json
from app.fetch.addresses import is_public, resolve
from tests.fetch.sites import answer, redirect, site

REFUSED = json.loads((Path(__file__).parents[1] / "cases" / "fetch_refused.json").read_text())
QUICK = Limits(seconds=5)


def written(host: str, port: int) -> tuple[str, ...]:
    """Resolve what needs no network: numbers in any form, and this machine's own names."""
    if host.endswith(".invalid"):
        raise socket.gaierror
    return resolve(host, port)


@pytest.fixture
def no_packets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let any attempt to connect fail the test."""

    def connect(*args: Any, **options: Any) -> None:
        pytest.fail(f"a connection was tried: {args}")

    monkeypatch.setattr(socket, "create_connection", connect)


@pytest.mark.parametrize("url", [case["in"] for case in REFUSED], ids=[case["label"] for case in REFUSED])
@pytest.mark.usefixtures("no_packets")
def test_an_address_that_is_no_public_page_is_refused_before_any_packet(url: str) -> None:
    with pytest.raises(FetchRefused) as refusal:
        get(url, policy=Policy(resolve=written), limits=QUICK)
    assert (refusal.value.message, refusal.value.hint) == (FetchRefused().message, FetchRefused().hint)
    with pytest.raises(FetchRefused):
        post_json(url, {}, policy=Policy(resolve=written), limits=QUICK)


@pytest.mark.usefixtures("no_packets")
def test_one_private_address_among_public_ones_refuses_them_all() -> None:
    get_by = partial(get, "http://echo.example/", limits=QUICK)
    with pytest.raises(FetchRefused):
        get_by(policy=Policy(resolve=lambda _host, _port: ("93.184.215.14", "10.0.0.1")))
    with pytest.raises(FetchRefused):
        get_by(policy=Policy(resolve=lambda _host, _port: ("10.0.0.1", "93.184.215.14")))
    with pytest.raises(FetchRefused):
        get_by(policy=Policy(resolve=lambda _host, _port: ()))


@pytest.mark.parametrize(
    "ip", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"]
)
def test_public_addresses_are_public_in_their_usual_forms(ip: str) -> None:
    assert is_public(ip)


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:1/",
        "http://localhost/",
        "file:///etc/passwd",
        "http://[::1]/",
        "//169.254.169.254/",
        "http://[::1",
        "http://ann:secret@127.0.0.1/",
        "\\\\127.0.0.1\\",
        "ftp://127.0.0.1/",
    ],
)
def test_a_redirect_is_checked_like_the_address_itself(target: str) -> None:
    with site({"/": redirect(target), "/next": redirect("/")}) as echo, pytest.raises(FetchRefused):
        get(echo.url("/next"), policy=echo.policy, limits=QUICK)
    assert echo.paths() == ["/next", "/"]


def test_redirects_are_followed_so_many_times_and_the_last_address_is_told() -> None:
    pages = {f"/{n}": redirect(f"/{n + 1}") for n in range(9)} | {"/9": answer(b"There.")}
    with site(pages) as echo:
        arrived = get(echo.url("/4"), policy=echo.policy)
        assert (arrived.url, arrived.body) == (echo.url("/9"), b"There.")
        with pytest.raises(FetchFailed, match="more than 5 times"):
            get(echo.url("/3"), policy=echo.policy)


def test_a_redirect_in_a_circle_ends() -> None:
    with site({"/": redirect("/")}) as echo, pytest.raises(FetchFailed, match="redirects"):
        get(echo.url(), policy=echo.policy)
    assert len(echo.asked) == 6


def test_a_name_is_looked_up_once_and_the_connection_goes_to_what_was_checked() -> None:
    found = iter([("127.0.0.1",), ("169.254.169.254",)])
    with site({"/": answer(b"Mine.")}) as echo:
        policy = Policy(allow=(echo.place,), resolve=lambda _host, _port: next(found))
        page = get(f"http://rebinding.example:{echo.port}/", policy=policy, limits=QUICK)
        assert page.body == b"Mine."
        assert f"Host: rebinding.example:{echo.port}" in echo.asked[0]
        with pytest.raises(FetchRefused):
            get(f"http://rebinding.example:{echo.port}/", policy=policy, limits=QUICK)
    assert len(echo.asked) == 1


def test_a_name_that_changes_between_two_redirects_is_checked_again() -> None:
    found = iter([("127.0.0.1",), ("10.0.0.1",)])
    with site({"/": redirect("/again")}) as echo:
        policy = Policy(allow=(echo.place,), resolve=lambda _host, _port: next(found))
        with pytest.raises(FetchRefused):
            get(f"http://rebinding.example:{echo.port}/", policy=policy, limits=QUICK)
    assert echo.paths() == ["/"]


def test_tls_is_spoken_to_the_checked_address_under_the_name() -> None:
    heard: list[bytes] = []

    def listen(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection:
            heard.append(connection.recv(4096))

    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        policy = Policy(allow=(f"127.0.0.1:{port}",), resolve=lambda _host, _port: ("127.0.0.1",))
        hearing = Thread(target=listen, args=(listener,))
        hearing.start()
        with pytest.raises(FetchFailed, match="connection"):
            get(f"https://echo.example:{port}/", policy=policy, limits=QUICK)
        hearing.join()
    assert b"echo.example" in heard[0]


def test_an_allowance_is_for_one_place_and_nothing_beside_it() -> None:
    with site({"/": answer(b"Allowed.")}) as echo, site({"/": answer(b"Not allowed.")}) as other:
        assert get(f"http://localhost:{echo.port}/", policy=Policy(allow=(f"localhost:{echo.port}",))).status == 200
        for place in (f"127.0.0.1:{other.port}", f"localhost:{echo.port}"):
            with pytest.raises(FetchRefused):
                get(f"http://{place}/", policy=Policy(allow=(f"echo.example:{echo.port}",)))
    assert other.asked == []


def test_credentials_are_never_logged_nor_repeated(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(FetchRefused) as refusal:
        get("http://ann:hunter2@echo.example/")
    with site({"/": answer()}) as echo:
        post_json(echo.url(), {"key": "hunter2"}, headers={"Authorization": "Bearer hunter2"}, policy=echo.policy)
    assert "hunter2" not in f"{caplog.text}{refusal.value!r}{refusal.value.hint}"


def test_a_key_is_sent_to_the_first_site_alone() -> None:
    with site({"/": answer()}) as other, site({"/": redirect(other.url()), "/own": redirect("/")}) as echo:
        policy = Policy(allow=(echo.place, other.place))
        get(echo.url("/own"), headers={"Authorization": "Bearer hunter2"}, policy=policy)
    assert ["hunter2" in request for request in (*echo.asked, *other.asked)] == [True, True, False]


def test_a_redirect_after_sending_something_is_not_followed() -> None:
    with site({"/": redirect("/elsewhere", "307 Temporary Redirect")}) as echo:
        assert post_json(echo.url(), {}, policy=echo.policy).status == 307
    assert echo.paths() == ["/"]
