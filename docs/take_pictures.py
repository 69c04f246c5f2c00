"""Take the picture in the README: the desk of the sample story in a real browser.

usage: python -m docs.take_pictures
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.chromium import find_chromium
from tests.serving import Server, serving

HERE = Path(__file__).parent
_SIZE = {"width": 1280, "height": 800}
_CLAIM = "tonnes"


def main() -> None:
    """Start a server on an empty folder, open the desk, and write the picture."""
    chromium = find_chromium()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "app"]
        with serving(command, Path(folder), {"PLUMBLINE_DATA": folder}) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(viewport=_SIZE, device_scale_factor=1)
            _open_desk(page, server)
            page.screenshot(path=HERE / "desk.png")
            browser.close()
    print(HERE / "desk.png")


def _open_desk(page: Page, server: Server) -> None:
    page.goto(server.sign_in_link)
    page.goto(f"{server.url}/")
    page.get_by_role("link", name="Fire at the Sallow Haven grain terminal").first.click()
    page.goto(f"{page.url}/claims?suggestion=disputed&text={_CLAIM}")
    page.get_by_role("main").get_by_role("link", name=_CLAIM).first.click()
    page.wait_for_load_state("networkidle")


if __name__ == "__main__":
    main()
