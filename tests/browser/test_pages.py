"""Every page that can be reached by links, as a browser sees it."""

from playwright.sync_api import Page, expect

from tests.browser.axe import find_faults
from tests.browser.walking import kind_of, walk
from tests.serving import LocalServer
from tests.web.ferry import Said, make_claim, make_story

_NARROW = 360  # Pixels; the narrowest screen that the pages are made for.
_FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


_KINDS = {
    "/",
    "/stories/SLUG",
    "/stories/SLUG/articles",
    "/stories/SLUG/claims",
    "/stories/SLUG/review",
    "/stories/SLUG/history",
    "/articles/ID/edit",
    "/articles/ID",
    "/c/ID",
}


def test_links_lead_to_every_page_and_everyone_can_use_it(owner: Page) -> None:
    faults = {path: find_faults(owner) for path in walk(owner)}
    assert {kind_of(path) for path in faults} >= _KINDS
    assert {path: found for path, found in faults.items() if found} == {}


def test_words_without_a_break_fit_the_narrowest_screen(owner: Page, server: LocalServer) -> None:
    story = make_story(server.database, title="W" * 120, slug="wide")
    make_claim(server.database, story, "C" * 300, [Said("O" * 90, "E" * 900, title="T" * 300)])
    owner.set_viewport_size({"width": 320, "height": 640})
    owner.goto("/stories/wide/articles")
    article = owner.locator("#articles th a").get_attribute("href") or ""
    paths = ("/", "/stories/wide", "/stories/wide/articles", "/stories/wide/claims", "/stories/wide/settings", article)
    assert [path for path in paths if not (owner.goto(path) and owner.evaluate(_FITS))] == []


def test_what_stacks_on_a_phone_is_still_a_table(owner: Page) -> None:
    owner.set_viewport_size({"width": 390, "height": 800})
    owner.locator("article.card.link h2 a").first.click()
    grid = owner.get_by_role("table", name="The 12 claims most worth checking")
    expect(grid.get_by_role("cell").first).to_be_visible()
    assert (grid.bounding_box() or {"width": 999})["width"] <= 390
    assert find_faults(owner) == []


def test_a_number_stands_right_after_the_words_of_its_claim(owner: Page) -> None:
    owner.locator("article.card.link h2 a").first.click()
    owner.get_by_role("link", name="Articles", exact=True).click()
    owner.locator("#articles th a").first.click()
    numbers = owner.locator(".note-link")
    expect(numbers.nth(3)).to_be_visible()
    widths = numbers.evaluate_all("links => links.map(link => link.getBoundingClientRect().width)")
    assert max(widths) < 24


def test_every_page_fits_a_narrow_screen(owner: Page) -> None:
    owner.set_viewport_size({"width": _NARROW, "height": 640})
    assert [path for path in walk(owner) if not owner.evaluate(_FITS)] == []


def test_the_articles_stack_on_a_phone(owner: Page) -> None:
    owner.goto("/")
    story = owner.locator("main a[href^='/stories/']").first.get_attribute("href")
    owner.goto(f"{story}/articles")
    table = owner.get_by_role("region", name="Articles", exact=True)
    owner.set_viewport_size({"width": 390, "height": 740})
    assert table.evaluate("region => region.scrollWidth <= region.clientWidth")
    # A table that is laid out in blocks is still one to those who have it read aloud.
    expect(table.get_by_role("rowheader")).to_have_count(6)
    expect(table.get_by_role("columnheader", name="Published")).to_have_count(1)
