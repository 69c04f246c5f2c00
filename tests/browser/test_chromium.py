"""The browser is found without starting more than it takes."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import chromium


def test_the_systems_browser_is_found_while_playwright_runs(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert browser.is_connected()
    own = tmp_path / "chromium"
    own.write_text("#!/bin/sh\n")
    own.chmod(0o755)
    monkeypatch.delenv("PLUMBLINE_BROWSER", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert chromium.find_chromium() == own
