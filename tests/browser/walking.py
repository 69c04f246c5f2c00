"""Walking through the pages by their links."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from playwright.sync_api import Page

_ID = re.compile(r"/(?:[a-z0-9]{16}|\d+)(?=/|$)")
_DOWNLOAD = re.compile(r"\.(?:csv|json|jsonl|zip)$|/original$")


def kind_of(path: str) -> str:
    """Return what a page is of, whatever it shows: one claim's page is as good as another's."""
    return re.sub(r"^/stories/[^/]+", "/stories/SLUG", _ID.sub("/ID", path))


def walk(page: Page, first: str = "/") -> Iterator[str]:
    """Open one page of each kind that links lead to, beginning with `first`; yield the path of each."""
    to_visit, seen = [first], {kind_of(first)}
    while to_visit:
        path = to_visit.pop(0)
        page.goto(path)
        yield path
        for link in page.locator("a[href^='/']").evaluate_all("links => links.map(link => link.href)"):
            found = urlsplit(link).path
            if kind_of(found) not in seen and not _DOWNLOAD.search(found):
                seen.add(kind_of(found))
                to_visit.append(found)
