"""Accessibility faults of a page, found by the vendored axe-core."""

from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

_SOURCE = Path(__file__).parents[1] / "vendor" / "axe-core" / "axe.min.js"


# What depends on the colours is asked in the dark too; the rest of the rules see the same page there.
_ASKED = {"dark": {"runOnly": ["color-contrast", "link-in-text-block"]}, "light": {}}


def find_faults(page: Page) -> list[str]:
    """Return a line for each element that breaks a rule of WCAG 2.2 AA or a best practice, in light or in dark."""
    # The page's content security policy lets no script of ours in, but a debugger may evaluate one.
    page.evaluate(_SOURCE.read_text())
    return [line for scheme in ("dark", "light") for line in _find_faults_in(page, scheme)]


def _find_faults_in(page: Page, scheme: Literal["dark", "light"]) -> list[str]:
    page.emulate_media(color_scheme=scheme)
    found = page.evaluate("options => axe.run(options)", _ASKED[scheme])
    return [
        f"{scheme}: {fault['id']}: {fault['help']}: {' '.join(map(str, node['target']))}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]
