"""Articles by address: fetched once, kept as they came, and each refused by itself with the reason."""

import hashlib
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from functools import partial

import pytest

from app import pipeline, store
from app.config import Settings
from app.db import Database
from app.errors import Refused
from app.fetch import Limits, Visitor
from app.models import ImportItem, Story, Turn, utc_now
from app.pipeline import Address
from app.pipeline.turns import take_turn
from app.vocabulary import ItemState, JobState
from tests.fetch.sites import Behaviour, Site, answer, bomb, redirect, site
from tests.makers import make_story

PAGE = (
    "<html><head><title>Dam breaks</title></head><body><article><h1>Dam breaks</h1><p>A dam broke at Lindau on Monday "
    "and the flood drowned at least twelve people in the valley below it.</p><p>Rescuers were searching the banks of "
    "the river for three more people on Tuesday, the mayor told reporters.</p></article></body></html>"
)
OTHER = PAGE.replace("Lindau", "Bregenz")
FEED = b"<rss><channel><item><link>/a</link></item><item><link>/b</link></item></channel></rss>"


@pytest.fixture
def pages() -> dict[str, bytes | Behaviour]:
    return {"/a": answer(PAGE.encode()), "/b": answer(OTHER.encode()), "/moved": redirect("/a")}


@pytest.fixture
def echo(pages: dict[str, bytes | Behaviour]) -> Iterator[Site]:
    with site(pages) as running:
        yield running


@pytest.fixture
def settings(settings: Settings, echo: Site) -> Settings:
    return settings.model_copy(update={"fetch_allow": echo.place, "fetch_pause": 0.0, "fetch_seconds": 5.0})


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    with closing(Database(settings)) as database:
        yield database


@pytest.fixture
def story(database: Database) -> Story:
    return make_story(database)


def fetch(database: Database, story: Story, *urls: str) -> list[ImportItem]:
    with database.writing() as session:
        job_id = pipeline.queue_import(session, story.slug, [Address(url) for url in urls]).id
    job = pipeline.run_import(database, job_id)
    assert job.state is JobState.DONE
    with database.reading() as session:
        items = store.list_import_items(session, job_id)
    assert job.total == len(items)
    return items


def told(items: list[ImportItem]) -> list[tuple[ItemState, str]]:
    return [(item.state, item.message) for item in items]


def test_a_page_is_kept_as_it_came_with_its_addresses_and_the_time(
    database: Database, story: Story, echo: Site
) -> None:
    began = utc_now()
    (item,) = fetch(database, story, echo.url("/moved"))
    assert (item.state, item.url, item.fetched_url) == (ItemState.ADDED, echo.url("/moved"), echo.url("/a"))
    assert item.fetched_at is not None
    assert began <= item.fetched_at <= utc_now()
    assert item.capture_sha256 == hashlib.sha256(PAGE.encode()).hexdigest()
    with database.reading() as session:
        (row,) = store.list_articles(session, story.id).items
        kept = store.get_capture(session, item.capture_sha256)
    assert (row.article.title, row.article.url) == ("Dam breaks", echo.url("/a"))
    assert (kept.data, kept.media_type) == (PAGE.encode(), "text/html")


def test_each_address_succeeds_or_fails_by_itself(
    database: Database, story: Story, echo: Site, pages: dict[str, bytes | Behaviour]
) -> None:
    pages["/empty"] = answer(b"<html><body><p>Sign in to read on.</p></body></html>")
    pages["/picture"] = answer(b"\x89PNG", kind="image/png")
    pages["/bomb"] = bomb(20)
    paths = ("/a", "/gone", "/empty", "/picture", "/bomb", "/b")
    items = fetch(database, story, *(echo.url(path) for path in paths), "http://10.0.0.1/")
    assert [item.state.value for item in items] == ["added", *["refused"] * 4, "added", "refused"]
    reasons = [item.message for item in items if item.state is ItemState.REFUSED]
    wanted = ("status 404", "No article is found", "a picture, and no web page", "larger than", "public web page")
    assert all(want in reason for want, reason in zip(wanted, reasons, strict=True))


def test_the_same_page_at_two_addresses_is_one_article(database: Database, story: Story, echo: Site) -> None:
    first, second = fetch(database, story, echo.url("/a"), echo.url("/moved"))
    assert (first.state, second.state) == (ItemState.ADDED, ItemState.KNOWN)
    assert first.article_id == second.article_id


def test_a_feed_stands_for_the_articles_that_it_lists(
    database: Database, story: Story, echo: Site, pages: dict[str, bytes | Behaviour]
) -> None:
    pages["/feed"] = answer(FEED, kind="application/rss+xml")
    pages["/unnamed"] = answer(b"<?xml version='1.0'?>" + FEED.replace(b"/a", b"/feed"), kind="text/html")
    items = fetch(database, story, echo.url("/feed"), echo.url("/unnamed"))
    assert [item.name.rpartition("/")[2] for item in items] == ["a", "b", "feed", "b"]
    assert [item.state.value for item in items] == ["added", "added", "refused", "known"]
    assert "feed listed in a feed" in items[2].message


def test_a_feed_leads_to_nothing_that_may_not_be_asked(
    database: Database, story: Story, echo: Site, pages: dict[str, bytes | Behaviour]
) -> None:
    links = ("javascript:alert(1)", "file:///etc/passwd", "http://ann:secret@echo.example/", "http://10.0.0.1/x")
    listed = "".join(f"<item><link>{link}</link></item>" for link in links)
    pages["/feed"] = answer(f"<rss><channel>{listed}</channel></rss>".encode(), kind="text/xml")
    (item,) = fetch(database, story, echo.url("/feed"))
    assert (item.url, item.state) == ("http://10.0.0.1/x", ItemState.REFUSED)


UMLAUT = PAGE.replace("Dam breaks", "Dämme brechen")
SENDS_ON = UMLAUT.replace("<head>", '<head><meta http-equiv="refresh" content="0;url=http://10.0.0.1/">')
ODD = {
    "as it says": answer(UMLAUT.encode("latin-1"), kind="text/html; charset=iso-8859-1"),
    "a lie": answer(UMLAUT.encode(), kind="text/html; charset=iso-8859-1"),
    "no charset at all": answer(UMLAUT.encode(), kind="text/html; charset=nonsense"),
    "a page that sends on": answer(SENDS_ON.encode()),
}


@pytest.mark.parametrize("how", ODD)
def test_a_page_is_read_whatever_it_says_of_itself(
    database: Database, story: Story, echo: Site, pages: dict[str, bytes | Behaviour], how: str
) -> None:
    pages["/odd"] = ODD[how]
    fetch(database, story, echo.url("/odd"))
    with database.reading() as session:
        (row,) = store.list_articles(session, story.id).items
    assert row.article.title == "Dämme brechen"
    assert echo.paths() == ["/robots.txt", "/odd"]


def test_a_worker_that_died_after_fetching_does_not_fetch_again(
    database: Database, story: Story, echo: Site, pages: dict[str, bytes | Behaviour]
) -> None:
    with database.writing() as session:
        job_id = pipeline.queue_import(session, story.slug, [Address(echo.url("/a"))]).id
    left = pipeline.run_import(database, job_id, should_leave=lambda: True)
    assert left.state is JobState.QUEUED
    pages["/a"] = answer(status="410 Gone")
    assert pipeline.run_import(database, job_id).state is JobState.DONE
    with database.reading() as session:
        assert store.count_import(session, job_id).added == 1
    assert echo.paths() == ["/robots.txt", "/a"]


def test_nothing_is_locked_while_a_site_is_waited_for(
    database: Database, story: Story, echo: Site, pages: dict[str, bytes | Behaviour]
) -> None:
    def write_meanwhile(connection: socket.socket) -> None:
        make_story(database, "Another event")
        connection.sendall(answer(PAGE.encode()))

    pages["/a"] = write_meanwhile
    (item,) = fetch(database, story, echo.url("/a"))
    assert item.state is ItemState.ADDED


def test_an_outlet_that_could_not_be_fetched_is_named_until_it_could(
    database: Database, story: Story, echo: Site, pages: dict[str, bytes | Behaviour]
) -> None:
    fetch(database, story, echo.url("/late"), "http://10.0.0.1/x")
    with database.reading() as session:
        assert store.list_unfetched(session, story.id) == ["10.0.0.1", "127.0.0.1"]
    pages["/late"] = answer(PAGE.replace("<head>", '<head><meta property="og:site_name" content="The Echo">').encode())
    fetch(database, story, echo.url("/late"), echo.url("/never"))
    with database.reading() as session:
        assert store.list_unfetched(session, story.id) == ["10.0.0.1", "The Echo"]


def test_what_is_no_address_is_refused_by_its_number_and_not_repeated(settings: Settings) -> None:
    lines = ["https://echo.example/a", "", "http://ann:hunter2@echo.example/"]
    with pytest.raises(Refused, match="Address 2 of 2") as refusal:
        pipeline.read_addresses(lines, settings)
    assert "hunter2" not in f"{refusal.value.message}{refusal.value.hint}"


def test_an_address_given_twice_is_fetched_once(settings: Settings) -> None:
    lines = ["https://echo.example/a#top", " https://echo.example/a ", "HTTPS://ECHO.example/a"]
    assert pipeline.read_addresses(lines, settings) == [Address("https://echo.example/a")]


def test_too_many_addresses_are_refused(settings: Settings) -> None:
    with pytest.raises(Refused, match="1000"):
        pipeline.read_addresses((f"https://echo.example/{n}" for n in range(1001)), settings)


def test_the_pause_between_two_requests_holds_for_all_processes(database: Database, echo: Site) -> None:
    guests = [Visitor(policy=echo.policy, limits=Limits(seconds=5), pause=0.2) for _ in range(3)]  # As processes do.
    book, began = partial(take_turn, database), time.monotonic()
    with ThreadPoolExecutor() as at_once:
        pages = list(at_once.map(lambda guest: guest.visit(echo.url("/a"), book).body, guests))
    assert pages == [PAGE.encode()] * 3
    assert time.monotonic() - began >= 0.4
    assert take_turn(database, "https://other.example", 9.0) == 0


def test_a_turn_that_a_wrong_clock_has_taken_is_not_waited_for(database: Database) -> None:
    with database.writing() as session:
        site = hashlib.sha256(b"https://echo.example").hexdigest()
        session.add(Turn(site=site, free_at=utc_now() + timedelta(days=1)))
        session.commit()
    assert take_turn(database, "https://echo.example", 0.0) == 0
