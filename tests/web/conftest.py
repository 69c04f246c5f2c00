"""Fixtures of the pages' tests: the application without a server, and browsers that are signed in or not."""

import hashlib
import hmac
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from httpx2 import Response
from starlette.routing import BaseRoute

from app import pipeline
from app.config import Settings
from app.db import Database
from app.main import ROOMS, create_app

BASE_URL = "http://127.0.0.1:8000"


def routes(method: str) -> list[APIRoute]:
    """Return every address of the application that takes this method."""
    every: list[BaseRoute] = [route for room in ROOMS for route in room.router.routes]
    return [route for route in every if isinstance(route, APIRoute) and method in (route.methods or ())]


def some_path(route: APIRoute) -> str:
    """Return an address of the route, of something that isn't there."""
    return re.sub(r"\{[^}]+\}", "x", route.path)


@dataclass
class Browser:
    """A browser without scripts: it keeps cookies, and sends forms with the token that they carry."""

    client: TestClient

    def get(self, path: str, **options: Any) -> Response:
        """Open a page; redirects aren't followed."""
        return self.client.get(path, follow_redirects=False, **options)

    def fragment(self, path: str) -> Response:
        """Ask as htmx does."""
        return self.get(path, headers={"HX-Request": "true"})

    def token(self) -> str:
        """Return the token that this session's forms carry."""
        key: bytes = self.client.app.state.secret_key  # type: ignore[attr-defined]  # The client hides what it serves.
        cookies = self.client.cookies
        if not any(name.removeprefix("__Host-").startswith("plumbline") for name in cookies):
            self.client.get("/sign-in")  # Whose form gives a stranger's browser what its token hangs on.
        names = ("plumbline", "__Host-plumbline", "plumbline-form", "__Host-plumbline-form")
        cookie = next(cookies[name] for name in names if name in cookies)
        return hmac.new(key, f"form:{cookie}".encode(), hashlib.sha256).hexdigest()

    def post(self, path: str, data: dict[str, Any] | None = None, **options: Any) -> Response:
        """Send a form of ours; redirects aren't followed."""
        form = {"csrf": self.token()} | (data or {})
        return self.client.post(path, data=form, follow_redirects=False, **options)


@pytest.fixture
def application(settings: Settings) -> FastAPI:
    """Return the application on the test's database, without a worker: a test runs the imports that it asks for."""
    return create_app(settings, with_worker=False)


@pytest.fixture
def client(application: FastAPI) -> Iterator[TestClient]:
    """Start the application."""
    with TestClient(application, base_url=BASE_URL, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def visitor(client: TestClient) -> Browser:
    """Return a browser that nobody is signed in with."""
    return Browser(client)


@pytest.fixture
def owner(application: FastAPI, client: TestClient, database: Database) -> Browser:
    """Return a browser that the owner is signed in with; it shares nothing with the visitor's."""
    browser = Browser(TestClient(application, base_url=BASE_URL, raise_server_exceptions=False))
    with database.writing() as session:
        token = pipeline.make_sign_in_link(session)
    answer = browser.post(f"/sign-in/{token}")
    assert answer.status_code == 303
    return browser
