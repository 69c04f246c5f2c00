"""Fixtures for the tests in a real browser."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from app.config import Settings
from app.db import Database
from app.server import load_sample
from tests.browser.chromium import find_chromium
from tests.databases import Databases
from tests.serving import LocalServer, serving_here

_FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
# What a page does at once may take a busy machine long; nothing waits this long where it works.
_PATIENCE = 30_000
expect.set_options(timeout=_PATIENCE)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start a headless Chromium; fail, and never skip, where there is none."""
    path = find_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def backend() -> str:
    """Serve from SQLite: what a browser shows does not hang on the database, and tests without one try both.

    A test of the whole way from one end to the other asks for both by `parametrize`.
    """
    return "sqlite"


@pytest.fixture
def server(databases: Databases, tmp_path: Path) -> Iterator[LocalServer]:
    """Serve the application, worker included, on a database that holds the sample story."""
    with databases.fresh(filled_by=_load_sample) as url, serving_here(Settings(data=tmp_path, database_url=url)) as it:
        yield it


def _load_sample(database: Database) -> None:
    database.migrate()
    load_sample(database)


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """Collect what the pages write to the console as an error; a test that means to cause one takes it out."""
    complaints: list[str] = []
    yield complaints
    assert complaints == []


@pytest.fixture
def open_window(browser: Browser, server: LocalServer, complaints: list[str]) -> Iterator[Callable[..., Page]]:
    """Open windows that share nothing, with scripts or without."""
    contexts: list[BrowserContext] = []

    def open_one(*, scripts: bool = True, width: int = 1280, height: int = 900) -> Page:
        context = browser.new_context(
            base_url=server.url,
            java_script_enabled=scripts,
            locale="en-GB",
            timezone_id="UTC",
            viewport={"width": width, "height": height},
        )
        context.set_default_timeout(_PATIENCE)
        context.on("console", lambda message: _note(complaints, message))
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()


def _note(complaints: list[str], message: ConsoleMessage) -> None:
    if message.type == "error":
        complaints.append(f"{message.location.get('url')}: {message.text}")


@pytest.fixture
def page(open_window: Callable[..., Page]) -> Page:
    """Open a window of a visitor who isn't signed in."""
    return open_window()


@pytest.fixture
def owner(open_window: Callable[..., Page], server: LocalServer) -> Page:
    """Open a window of the owner, who has followed a link that signs in."""
    page = open_window()
    page.goto(server.new_sign_in_link())
    return page
