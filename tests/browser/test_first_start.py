"""What a newcomer sees first."""

import re

from playwright.sync_api import Page, expect

from tests.browser.axe import find_faults
from tests.serving import Server


def test_the_printed_link_signs_the_owner_in_and_shows_the_sample_story(owner: Page, server: Server) -> None:
    expect(owner).to_have_url(f"{server.url}/")
    expect(owner.get_by_role("main").get_by_role("link").first).to_be_visible()
    assert find_faults(owner) == []


def test_the_printed_link_works_once(owner: Page, page: Page, server: Server, complaints: list[str]) -> None:
    page.goto(server.sign_in_link)
    expect(page).not_to_have_url(re.compile("/$"))
    assert len(complaints) == 1  # The browser notes the refusal.
    complaints.clear()


def test_a_visitor_is_asked_to_sign_in(page: Page) -> None:
    page.goto("/")
    expect(page).to_have_url(re.compile("/sign-in"))
    assert find_faults(page) == []
