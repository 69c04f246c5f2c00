"""A form changes something only if it is ours: every combination of token, origin, kind of body and htmx, tried out."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from app.config import Settings
from app.db import Database
from app.main import create_app
from tests.databases import Databases
from tests.makers import make_person
from tests.web.conftest import BASE_URL, Browser

TOKENS = ("ours", "none", "made up", "of another session", "of before signing in again")
SENDERS: dict[str, dict[str, str]] = {
    "says nothing": {},
    "same origin": {"Sec-Fetch-Site": "same-origin"},
    "typed in": {"Sec-Fetch-Site": "none"},
    "our origin": {"Origin": BASE_URL},
    "same site": {"Sec-Fetch-Site": "same-site"},
    "cross site": {"Sec-Fetch-Site": "cross-site"},
    "cross site, claiming our origin": {"Sec-Fetch-Site": "cross-site", "Origin": BASE_URL},
    "another origin": {"Origin": "https://evil.example"},
    "an origin like ours": {"Origin": "http://127.0.0.1.evil.example:8000"},
    "a sandboxed page": {"Origin": "null"},
}
FROM_HERE = {"says nothing", "same origin", "typed in", "our origin"}
BODIES = ("urlencoded", "multipart", "text/plain", "json", "query string")
FORMS = {"urlencoded", "multipart"}
CELLS = list(itertools.product(TOKENS, SENDERS, BODIES, (False, True)))


@dataclass
class Desk:
    """A signed-in browser, and tokens that aren't its own."""

    browser: Browser
    tokens: dict[str, str | None]

    def send(self, token: str, sender: str, body: str, *, htmx: bool) -> Response:
        """Try to begin a story."""
        fields = {"title": f"{token}, {sender}, {body}, {htmx}", "csrf": self.tokens[token]}
        given = {name: value for name, value in fields.items() if value is not None}
        headers = SENDERS[sender] | ({"HX-Request": "true"} if htmx else {})
        plain = "&".join(f"{name}={value}" for name, value in given.items())
        options: dict[str, dict[str, Any]] = {
            "urlencoded": {"data": given},
            "multipart": {"files": {name: (None, value) for name, value in given.items()}},
            "text/plain": {"content": plain, "headers": {"Content-Type": "text/plain"}},
            "json": {"json": given},
            "query string": {"params": given},
        }
        chosen = options[body]
        chosen["headers"] = headers | chosen.get("headers", {})
        return self.browser.client.post("/stories", follow_redirects=False, **chosen)


@pytest.fixture(scope="module")
def desk(sqlite: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    from app import pipeline

    def enter(application: FastAPI, database: Database, name: str) -> Browser:
        browser = Browser(TestClient(application, base_url=BASE_URL, raise_server_exceptions=False))
        sign_in(browser, database, name)
        return browser

    def sign_in(browser: Browser, database: Database, name: str) -> None:
        with database.writing() as session:
            token = pipeline.make_sign_in_link(session, person=people[name])
        assert browser.post(f"/sign-in/{token}").status_code == 303

    with sqlite.without_rows() as url:
        settings = Settings(data=tmp_path_factory.mktemp("csrf"), database_url=url)
        application = create_app(settings, with_worker=False)
        with TestClient(application, base_url=BASE_URL):
            database = application.state.database
            people = {name: make_person(database, name) for name in ("Ann", "Bob")}
            browser = enter(application, database, "Ann")
            before = browser.token()
            sign_in(browser, database, "Ann")
            tokens = {
                "ours": browser.token(),
                "none": None,
                "made up": "0" * 64,
                "of another session": enter(application, database, "Bob").token(),
                "of before signing in again": before,
            }
            yield Desk(browser, tokens)


def test_the_matrix_is_large_enough() -> None:
    assert len(CELLS) == 500
    assert sum(cell[0] == "ours" and cell[1] in FROM_HERE and cell[2] in FORMS for cell in CELLS) == 16


@pytest.mark.parametrize("sender", SENDERS)
@pytest.mark.parametrize("token", TOKENS)
def test_only_a_form_of_ours_from_here_with_its_token_changes_something(desk: Desk, token: str, sender: str) -> None:
    for body, htmx in itertools.product(BODIES, (False, True)):
        answer = desk.send(token, sender, body, htmx=htmx)
        is_ours = token == "ours" and sender in FROM_HERE and body in FORMS
        assert answer.status_code == (303 if is_ours else 403), (body, htmx)
        if not is_ours and body in FORMS and not htmx:
            assert f"{token}, {sender}" in answer.text, "what was typed is kept"
    made = desk.browser.get("/").text
    assert made.count(f"{token}, {sender}, ") == (0 if token != "ours" or sender not in FROM_HERE else 4)


SIGN_IN = {"name": "Ann", "password": "a harbour full of words"}


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in/no-such-token", "/join/no-such-token"])
def test_nobody_is_signed_in_by_another_sites_form(application: FastAPI, visitor: Browser, path: str) -> None:
    stranger = Browser(TestClient(application, base_url=BASE_URL))
    taken = stranger.token()
    assert visitor.client.post(path, data=SIGN_IN).status_code == 403
    assert visitor.client.post(path, data=SIGN_IN | {"csrf": taken}).status_code == 403
    visitor.get("/sign-in")
    assert visitor.client.post(path, data=SIGN_IN | {"csrf": taken}).status_code == 403
    assert visitor.client.post(path, data=SIGN_IN | {"csrf": ""}).status_code == 403
    assert visitor.post(path, SIGN_IN, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert visitor.post(path, SIGN_IN).status_code == 422


def test_a_page_without_a_form_gives_a_stranger_no_cookie(visitor: Browser) -> None:
    for path in ("/help", "/", "/nothing-here", "/c/aaaaaaaaaaaaaaaa"):
        assert "set-cookie" not in visitor.get(path).headers
    assert "plumbline-form=" in visitor.get("/sign-in").headers["set-cookie"]


def test_a_password_never_comes_back_on_a_page(visitor: Browser) -> None:
    secret = "a harbour full of words"
    for answer in (
        visitor.client.post("/sign-in", data={"name": "Ann", "password": secret}),
        visitor.post("/sign-in", {"name": "Ann", "password": secret}),
    ):
        assert secret not in answer.text
        assert "Ann" in answer.text
