"""Requests that mean harm or make no sense: each is answered in words, none is a crash, and nothing is changed."""

import gzip
import os
import socket
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import quote, urlencode

import httpx2
import pytest
from sqlalchemy import func, select

from app import store
from app.config import Settings
from app.db import Database
from app.models import Claim, Event, Person, Review, Story
from tests.serving import LocalServer, serving_here
from tests.web.conftest import Browser, routes
from tests.web.ferry import Said, make_claim, make_story
from tests.web.rules import RULES, Open

IDS = ("9223372036854775808", "1" + "0" * 20, "-1", "\0", "٣", "x" * 5000, "é\ud800")
QUERIES = (
    "limit=-1&page=-1&offset=99999999999999999999",
    "limit=100000000000000000000&limit=NaN",
    "after=x&after=y",
    "after=" + "A" * 3000,
    "text=" + "a%20" * 5000,
    "sort=decided_by__password_hash&source=__dict__",
    "password_hash=x&reviewer__email=x&claim__person__password_hash__regex=.*",
    "version=9223372036854775808&text=%00&%ff=%ff",
)
COLUMNS = ("password_hash", "decided_by__password_hash", "person.password_hash", "__class__", "id; DROP TABLE claim")


@pytest.fixture
def story(database: Database) -> Story:
    return make_story(database)


@pytest.fixture
def claim(database: Database, story: Story) -> Claim:
    return make_claim(database, story)


def count(database: Database) -> tuple[int, ...]:
    """Count what a request could have left behind."""
    with database.reading() as session:
        tables = (Event, Review, Person, Story, Claim)
        return tuple(session.scalar(select(func.count()).select_from(table)) or 0 for table in tables)


@pytest.mark.parametrize("id", IDS, ids=[id[:20].encode("unicode_escape").decode() for id in IDS])
def test_an_identifier_that_can_not_be_is_found_nowhere(
    owner: Browser, database: Database, claim: Claim, id: str
) -> None:
    before, answered = count(database), {}
    for method in ("GET", "POST"):
        for route in routes(method):
            names = [name for name in route.param_convertors if name not in {"token", "form", "change", "mark"}]
            if not names or RULES[f"{method} {route.path}"] in {Open.ANYONE, Open.SIGNED_IN}:
                continue
            written = quote(id.encode("utf-8", "surrogatepass"), safe="")
            path = route.path.format(**dict.fromkeys(route.param_convertors, "csv") | dict.fromkeys(names, written))
            send = owner.get if method == "GET" else owner.post
            answered[f"{method} {route.path}"] = send(path).status_code
    assert len(answered) > 30
    assert {route: status for route, status in answered.items() if status not in {404, 405, 422}} == {}
    assert count(database) == before


@pytest.mark.parametrize("query", QUERIES, ids=[query[:30] for query in QUERIES])
def test_a_query_that_can_not_be_is_refused_in_words_or_leaves_the_page_as_it_is(
    owner: Browser, story: Story, claim: Claim, query: str
) -> None:
    things = {"slug": story.slug, "claim_id": claim.id, "form": "jsonl"}
    paths = [route.path for route in routes("GET") if set(route.param_convertors) <= set(things)]
    answered = {path: owner.get(f"{path.format(**things)}?{query}") for path in paths}
    assert len(answered) > 10
    assert {path: answer.status_code for path, answer in answered.items() if answer.status_code >= 500} == {}
    assert all("Traceback" not in answer.text for answer in answered.values())


@pytest.mark.parametrize("column", COLUMNS)
def test_nothing_is_sorted_or_filtered_by_a_column_that_is_not_offered(
    owner: Browser, database: Database, story: Story, claim: Claim, column: str
) -> None:
    for form in ("claims", "claims.json", "claims.csv", "evidence.jsonl"):
        assert owner.get(f"/stories/{story.slug}/{form}?{urlencode({'sort': column})}").status_code == 422
        filtered = owner.get(f"/stories/{story.slug}/{form}?{urlencode({column: 'x'})}")
        assert filtered.status_code in {200, 422}
        if filtered.status_code == 200 and form != "claims":
            assert filtered.content == owner.get(f"/stories/{story.slug}/{form}").content
    saved = owner.post(f"/stories/{story.slug}/views", {"name": "Mine", "view": urlencode({"sort": column})})
    assert saved.status_code == 422 or column not in saved.headers["location"]


def test_fields_that_no_form_has_are_ignored(owner: Browser, database: Database, story: Story, claim: Claim) -> None:
    smuggled = {
        "id": "a" * 16,
        "story_id": "a" * 16,
        "person_id": "b" * 16,
        "created_by": "b" * 16,
        "decided_by": "b" * 16,
        "method": "adjudication",
        "version": "7",
        "is_owner": "true",
        "role": "owner",
        "published_at": "2001-01-01",
        "archived_at": "2001-01-01",
        "suggested_verdict": "corroborated",
    }
    assert owner.post(f"/stories/{story.slug}/rename", {"title": "Renamed", **smuggled}).status_code == 303
    form = {"verdict": "disputed", "seen_version": "0", **smuggled}
    assert owner.post(f"/stories/{story.slug}/review/{claim.id}", form).status_code == 303
    with database.reading() as session:
        kept, decided = session.get_one(Story, story.id), session.get_one(Claim, claim.id)
        (decision,) = store.list_decisions(session, claim.id)
        people = list(session.scalars(select(Person)))
    assert (kept.title, kept.published_at, kept.archived_at) == ("Renamed", None, None)
    assert (decided.suggested_verdict.value, decided.version, decided.story_id) == ("disputed", 1, story.id)
    assert decision.decided_by in {person.id for person in people}
    assert (decision.method.value, len(people)) == ("review", 1)


def test_a_body_of_too_many_fields_is_refused(owner: Browser, story: Story) -> None:
    body = "&".join(f"f{number}=x" for number in range(200_000))
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = owner.client.post(f"/stories/{story.slug}/rename", content=body, headers=kind, follow_redirects=False)
    assert answer.status_code in {400, 403, 413, 422}


def test_a_compressed_body_is_not_unfolded(owner: Browser, story: Story) -> None:
    body = gzip.compress(f"csrf={owner.token()}&title=".encode() + b"x" * 1_000_000)
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Content-Encoding": "gzip"}
    answer = owner.client.post(f"/stories/{story.slug}/rename", content=body, headers=headers, follow_redirects=False)
    assert answer.status_code in {400, 403, 415, 422}


@pytest.mark.parametrize("origin", ["http://[", "http://a]b", "//", "\xff"])
def test_an_origin_that_is_no_address_is_not_ours(owner: Browser, origin: str) -> None:
    sent = {"title": "Sent from elsewhere"}
    assert owner.post("/stories", sent, headers={"Origin": origin.encode("latin-1")}).status_code == 403


@pytest.mark.parametrize("size", [1, 1_000_000])
@pytest.mark.parametrize("text", ["", " ", "\t\n", "\0", "a\0b", "\x1b[2J"])
def test_a_text_that_can_not_be_kept_is_refused_with_the_form(
    owner: Browser, story: Story, text: str, size: int
) -> None:
    answer = owner.post("/stories", {"title": text * size})
    assert answer.status_code in {413, 422}, text
    assert "<form" in answer.text or answer.status_code == 413


# Below: a real server, for what never reaches the application or only a connection can do.


@pytest.fixture
def server(settings: Settings) -> Iterator[LocalServer]:
    with serving_here(settings) as running:
        yield running


def say(server: LocalServer, *raw: bytes) -> bytes:
    """Send bytes to a server and return the first line of what it answers."""
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        try:
            for part in raw:
                connection.sendall(part)
        except OSError:
            pass  # It has refused before it was told everything.
        return connection.recv(4096).split(b"\r\n")[0]


@pytest.mark.parametrize("backend", ["sqlite"])  # None of it asks the database.
def test_what_is_hardly_http_is_answered_as_such(server: LocalServer) -> None:
    host = f"Host: {server.url.removeprefix('http://')}\r\nConnection: close\r\n\r\n".encode()
    for path in (
        b"/%c5",
        b"/%00",
        b"/..%2f..%2fetc/passwd",
        b"/static/..%2f..%2fpyproject.toml",
        b"//evil.example/%2f..",
    ):
        assert say(server, b"GET " + path + b" HTTP/1.1\r\n" + host).split()[1] in {b"400", b"404", b"308"}
    assert say(server, b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\n" + host).split()[1] in {b"400", b"404", b"414"}
    long_header = b"X: " + b"x" * 100_000 + b"\r\n"
    assert say(server, b"GET /healthz HTTP/1.1\r\n" + long_header + host).split()[1] in {b"400", b"200", b"431"}
    assert say(server, b"\0\1\2\r\n\r\n").split()[1] == b"400"
    assert say(server, b"GET /healthz HTTP/1.1\r\n" + host).split()[1] == b"200"


def test_downloads_that_are_broken_off_leave_nothing_open(server: LocalServer, settings: Settings) -> None:
    with closing(Database(settings)) as database:
        story = make_story(database)
        for number in range(12):
            make_claim(
                database, story, f"{number}. " + "The ferry carried 240 passengers. " * 8000, [Said("Echo", "x")]
            )
    with httpx2.Client(trust_env=False, follow_redirects=True) as browser:
        opened = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document", "Sec-Fetch-Site": "none"}
        browser.get(server.new_sign_in_link(), headers=opened | {"Sec-Fetch-User": "?1"})
        cookie = f"plumbline={browser.cookies['plumbline']}"
        host = server.url.removeprefix("http://")
        ask = f"GET /stories/{story.slug}/claims.csv HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n\r\n".encode()
        assert say(server, ask).endswith(b"200 OK")
        before = len(os.listdir("/proc/self/fd"))
        for _ in range(40):
            say(server, ask)
        assert browser.get(f"{server.url}/stories/{story.slug}/claims.csv").status_code == 200
        noted = browser.get(f"{server.url}/stories/{story.slug}/export").text
        assert noted.count("Verdicts as csv") - noted.count("incomplete</span>") == 1
    # The pool may keep some more connections than before, of three files each; of 40 downloads each would keep its own.
    assert len(os.listdir("/proc/self/fd")) - before < 20
