"""What a newcomer sees first, from the real command in a process of its own."""

import sys
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import find_faults
from tests.serving import Server, serving


@pytest.fixture
def server(empty_database_url: str, tmp_path: Path) -> Iterator[Server]:
    """Start the command on an empty database: it makes its tables, loads the sample and prints a link."""
    with serving([sys.executable, "-m", "app"], tmp_path, {"PLUMBLINE_DATABASE_URL": empty_database_url}) as server:
        yield server


def test_the_printed_link_signs_in_once_and_shows_the_sample_story(
    page: Page, server: Server, complaints: list[str]
) -> None:
    page.goto(server.sign_in_link)
    expect(page).to_have_url(f"{server.url}/")
    expect(page.get_by_role("main").get_by_role("link").first).to_be_visible()
    assert find_faults(page) == []

    page.context.clear_cookies()
    answer = page.goto(server.sign_in_link)
    assert answer
    assert answer.status >= HTTPStatus.BAD_REQUEST
    assert len(complaints) == 1  # The browser notes the refusal.
    complaints.clear()
