"""The list of claims in a real browser: what can be done with many claims comes with the first tick."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import find_faults
from tests.serving import LocalServer
from tests.web.ferry import make_claim, make_story

_LIST = "/stories/ferry/claims"


@pytest.fixture
def claim_list(owner: Page, server: LocalServer) -> Page:
    story = make_story(server.database)
    for rank in range(20):
        make_claim(server.database, story, f"The ferry carried {240 + rank} passengers.", rank=rank)
    owner.goto(_LIST)
    return owner


def test_a_tick_brings_the_buttons_and_they_stay_in_sight(claim_list: Page) -> None:
    tag = claim_list.get_by_role("button", name="Tag …")
    expect(tag).to_be_hidden()
    claim_list.get_by_role("checkbox", name="Choose").last.check()
    expect(tag).to_be_in_viewport()
    assert find_faults(claim_list) == []
    tag.click()
    expect(claim_list.get_by_role("heading", level=1)).to_have_text("Tag: 1 claim")


def test_nothing_jumps_at_the_first_tick(claim_list: Page) -> None:
    top = "row => row.getBoundingClientRect().y + scrollY"
    for width in (320, 1280):
        claim_list.set_viewport_size({"width": width, "height": 800})
        claim_list.reload()
        row = claim_list.locator(".claim-row").first
        before = row.evaluate(top)
        row.get_by_role("checkbox").check()
        assert row.evaluate(top) == pytest.approx(before, abs=2)
        expect(claim_list.get_by_role("button", name="Tag …")).to_be_in_viewport()


def test_without_a_tick_and_without_scripts_they_are_one_press_away(
    claim_list: Page, server: LocalServer, open_window: Callable[..., Page]
) -> None:
    page = open_window(scripts=False, width=320)
    page.goto(server.new_sign_in_link())
    page.goto(_LIST)
    page.get_by_text("Change many at once").click()
    page.get_by_label("all 20 claims of this view").check()
    page.get_by_role("button", name="Tag …").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tag: 20 claims")
