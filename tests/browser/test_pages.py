"""Every page that can be reached by links, as a browser sees it."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.axe import find_faults

_ID = re.compile(r"/(?:[a-z0-9]{16}|\d+)(?=/|$)")
_DOWNLOAD = re.compile(r"\.(?:csv|json|jsonl|zip)$|/original$")
_NARROW = 360  # Pixels; the narrowest screen that the pages are made for.
_FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"

only_on_sqlite = pytest.mark.parametrize("backend", ["sqlite"])  # Looks don't depend on the database.


def _kind(path: str) -> str:
    """Return what a page is of, whatever it shows: one claim's page is as good as another's."""
    return re.sub(r"^/stories/[^/]+", "/stories/SLUG", _ID.sub("/ID", path))


def _walk(page: Page) -> Iterator[str]:
    """Open one page of each kind that links lead to, beginning with the first one; yield the path of each."""
    to_visit, seen = ["/"], {"/"}
    while to_visit:
        path = to_visit.pop(0)
        page.goto(path)
        yield path
        for link in page.locator("a[href^='/']").evaluate_all("links => links.map(link => link.href)"):
            found = urlsplit(link).path
            if _kind(found) not in seen and not _DOWNLOAD.search(found):
                seen.add(_kind(found))
                to_visit.append(found)


_KINDS = {
    "/",
    "/stories/SLUG",
    "/stories/SLUG/articles",
    "/stories/SLUG/claims",
    "/stories/SLUG/review",
    "/articles/ID",
    "/c/ID",
}


@only_on_sqlite
def test_links_lead_to_every_page_and_everyone_can_use_it(owner: Page) -> None:
    faults = {path: find_faults(owner) for path in _walk(owner)}
    assert {_kind(path) for path in faults} >= _KINDS
    assert {path: found for path, found in faults.items() if found} == {}


@only_on_sqlite
def test_every_page_fits_a_narrow_screen(owner: Page) -> None:
    owner.set_viewport_size({"width": _NARROW, "height": 640})
    assert [path for path in _walk(owner) if not owner.evaluate(_FITS)] == []
