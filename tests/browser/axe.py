"""Accessibility faults of a page, found by the vendored axe-core."""

from pathlib import Path

from playwright.sync_api import Page

_SOURCE = Path(__file__).parents[1] / "vendor" / "axe-core" / "axe.min.js"


def find_faults(page: Page) -> list[str]:
    """Return a line for each element of the page that breaks a rule of WCAG 2.2 AA or a best practice."""
    # The page's content security policy lets no script of ours in, but a debugger may evaluate one.
    page.evaluate(_SOURCE.read_text())
    found = page.evaluate("axe.run()")
    return [
        f"{fault['id']}: {fault['help']}: {' '.join(map(str, node['target']))}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]
