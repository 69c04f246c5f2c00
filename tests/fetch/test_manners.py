"""How sites are visited: as their robots.txt asks, not too often, and later where they say so."""

import socket
import time

import pytest

from app.errors import FetchFailed
from app.fetch import Limits, Policy, Visitor
from tests.fetch.sites import Behaviour, Site, answer, redirect, site

PAGE = answer(b"The page.")
ROBOTS = b"User-agent: *\nDisallow: /private\n\nUser-agent: Plumbline\nDisallow: /not-for-us\n"


def visitor(*sites: Site, pause: float = 0.0) -> Visitor:
    policy = Policy(allow=tuple(one.place for one in sites))
    return Visitor(policy=policy, limits=Limits(seconds=5), pause=pause)


def test_robots_txt_is_asked_once_and_kept_to() -> None:
    with site({"/robots.txt": answer(ROBOTS), "/a": PAGE, "/private": PAGE, "/not-for-us": PAGE}) as echo:
        guest = visitor(echo)
        assert guest.visit(echo.url("/a")).body == b"The page."
        assert guest.visit(echo.url("/private")).status == 200  # Our own rules go before those for everybody.
        with pytest.raises(FetchFailed, match=r"robots\.txt"):
            guest.visit(echo.url("/not-for-us"))
    assert echo.paths() == ["/robots.txt", "/a", "/private"]


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "410 Gone"])
def test_a_robots_txt_that_is_not_there_forbids_nothing(status: str) -> None:
    with site({"/robots.txt": answer(status=status), "/": PAGE}) as echo:
        assert visitor(echo).visit(echo.url()).status == 200


def hang_up(_connection: socket.socket) -> None:
    """Say nothing."""


@pytest.mark.parametrize("robots", [answer(status="500 Oh"), answer(status="429 Slow down"), hang_up])
def test_a_robots_txt_that_can_not_be_had_forbids_everything(robots: bytes | Behaviour) -> None:
    with site({"/robots.txt": robots, "/": PAGE}) as echo, pytest.raises(FetchFailed, match=r"robots\.txt"):
        visitor(echo).visit(echo.url())
    assert "/" not in echo.paths()


def test_the_site_that_a_redirect_leads_to_is_asked_for_its_rules_too() -> None:
    with (
        site({"/robots.txt": answer(b"User-agent: *\nDisallow: /")}) as other,
        site({"/": redirect(other.url())}) as echo,
        pytest.raises(FetchFailed, match=r"robots\.txt"),
    ):
        visitor(echo, other).visit(echo.url())
    assert other.paths() == ["/robots.txt"]


def test_a_site_is_left_a_pause_between_two_requests() -> None:
    with site({"/": PAGE}) as echo, site({"/": PAGE}) as other:
        guest, began = visitor(echo, other, pause=1.5), time.monotonic()
        guest.visit(echo.url())
        guest.visit(other.url())
        assert time.monotonic() - began < 1.5
        guest.visit(echo.url())
        assert time.monotonic() - began >= 1.5


def test_who_asks_says_where_to_be_reached_where_that_is_set() -> None:
    with site({"/robots.txt": answer(ROBOTS), "/": PAGE}) as echo:
        guest = Visitor(policy=echo.policy, limits=Limits(seconds=5), pause=0.0, contact="desk@echo.example")
        guest.visit(echo.url())
        visitor(echo).visit(echo.url())
    told = ["desk@echo.example)\r\n" in request for request in echo.asked]
    assert told == [True, True, False, False]
    assert all("User-Agent: Plumbline/" in request for request in echo.asked)


def test_the_pause_that_a_site_asks_for_is_kept() -> None:
    with site({"/": PAGE, "/robots.txt": answer(b"User-agent: *\nCrawl-delay: 0.4")}) as echo:
        guest, began = visitor(echo), time.monotonic()
        guest.visit(echo.url())
        guest.visit(echo.url())
        assert time.monotonic() - began >= 0.4


def test_a_site_that_is_busy_is_asked_again_when_it_says() -> None:
    pages: dict[str, bytes | Behaviour] = {}

    def busy_first(connection: socket.socket) -> None:
        pages["/"] = PAGE
        connection.sendall(answer(status="503 Busy", retry_after="1"))

    pages["/"] = busy_first
    with site(pages) as echo:
        began = time.monotonic()
        assert visitor(echo).visit(echo.url()).body == b"The page."
        assert time.monotonic() - began >= 1


@pytest.mark.parametrize(("asked", "told"), [("3600", "in 60 minutes"), ("Fri, 31 Dec 2999 23:59:59 GMT", "hours")])
def test_a_site_that_asks_for_more_time_is_left_alone(asked: str, told: str) -> None:
    busy = answer(status="429 Slow down", retry_after=asked)
    with site({"/": busy}) as echo, pytest.raises(FetchFailed, match=told):
        visitor(echo).visit(echo.url())
    assert echo.paths() == ["/robots.txt", "/"]


@pytest.mark.parametrize("status", ["404 Not Found", "500 Oh", "204 No Content", "503 Busy", "401 Unauthorized"])
def test_an_answer_without_the_page_is_told_by_its_status_and_never_by_its_words(status: str) -> None:
    body = b"" if status.startswith("204") else b"internal secret"
    with site({"/": answer(body, status=status)}) as echo, pytest.raises(FetchFailed) as failure:
        visitor(echo).visit(echo.url())
    assert status[:3] in failure.value.message
    assert "secret" not in f"{failure.value.message}{failure.value.hint}"
