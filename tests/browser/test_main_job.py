"""The main job in a real browser, from reports to a shared verdict and a file: with keys, and without any script."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reports import find_reports
from tests.serving import LocalServer

_A_WHILE = 90_000  # Milliseconds for an import on a busy machine.


class Reviewer:
    """Somebody at the desk who works with the keys, or by the buttons where scripts are off."""

    def __init__(self, page: Page, *, scripts: bool) -> None:
        self.page = page
        self.scripts = scripts

    @property
    def claim(self) -> str:
        """Return the claim on the desk."""
        return (self.page.locator(".claim-words").text_content() or "").removeprefix("Claim: ")

    def press(self, key: str, button: str) -> None:
        """Press a key, or click the button that it is printed on."""
        if self.scripts:
            self.page.keyboard.press(key)
        else:
            self.page.get_by_role("button", name=re.compile(f"^\\W*{button}")).click()

    def decide(self, key: str, verdict: str) -> str:
        """Give a verdict; return the claim that it was about, with the next one on the desk."""
        claim = self.claim
        self.press(key, verdict)
        how_to_undo = "Undo with u." if self.scripts else "It can be undone."
        expect(self.page.get_by_role("status")).to_have_text(f"{verdict} saved. {how_to_undo}")
        expect(self.page.locator(".claim-words")).not_to_have_text(f"Claim: {claim}")
        return claim

    def correct_first_excerpt(self) -> str:
        """Say that the first excerpt contradicts the claim; return the claim."""
        excerpt = self.page.locator("[data-excerpt]").first
        if self.scripts:
            self.page.keyboard.press("j")
            expect(excerpt).to_be_focused()
            self.page.keyboard.press("t")
            self.page.keyboard.type("contradicts")
            self.page.keyboard.press("Tab")
            self.page.keyboard.press("Enter")
        else:
            excerpt.get_by_role("combobox").select_option("contradicts")
            excerpt.get_by_role("button", name="Save").click()
        expect(excerpt).to_contain_text("became contradicts")
        return self.claim


def import_reports(page: Page, title: str) -> str:
    """Begin a story and bring the reports in; return the story's address."""
    page.goto("/")
    page.get_by_label("What happened").fill(title)
    page.get_by_role("button", name="Begin the story").click()
    story = re.sub(r"(/stories/[^/?]+).*", r"\1", page.url)
    page.goto(f"{story}/articles")
    page.get_by_label("Files").set_input_files(find_reports())
    page.get_by_role("button", name="Upload").click()
    expect(page.locator("#import-state")).to_have_text("Done", timeout=_A_WHILE)
    return story


def read_csv(page: Page, story: str, folder: Path) -> dict[str, dict[str, str]]:
    """Download the story's verdicts as anybody would; return them by claim."""
    page.goto(f"{story}/claims")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV", exact=True).click()
    path = folder / "verdicts.csv"
    download.value.save_as(path)
    return {row["claim"]: row for row in csv.DictReader(io.StringIO(path.read_bytes().decode(), newline=""))}


@pytest.mark.parametrize("backend", ["sqlite", "postgresql"])
@pytest.mark.parametrize("scripts", [True, False], ids=["keys", "no scripts"])
def test_from_reports_to_a_shared_verdict(
    open_window: Callable[..., Page],
    server: LocalServer,
    complaints: list[str],
    tmp_path: Path,
    *,
    scripts: bool,
) -> None:
    page = open_window(scripts=scripts)
    page.goto(server.new_sign_in_link())
    story = import_reports(page, "What several outlets report")
    page.get_by_role("navigation", name="Story").get_by_role("link", name="Review").click()

    reviewer = Reviewer(page, scripts=scripts)
    corroborated = reviewer.decide("1", "Corroborated")
    disputed = reviewer.decide("2", "Disputed")
    undone = reviewer.decide("3", "Unsupported")
    reviewer.press("u", "Undo")
    expect(page.get_by_role("status")).to_have_text("Undone: unsupported.")
    assert reviewer.claim == undone
    expect(page.get_by_label(re.compile("of .* decided"))).to_have_attribute("value", "2")
    assert reviewer.correct_first_excerpt() == undone

    stranger = open_window(scripts=scripts)
    permalink = read_csv(page, story, tmp_path)[disputed]["permalink"]
    answer = stranger.goto(permalink)
    assert answer
    assert answer.status == 404
    complaints.clear()  # The browser notes what is not found.

    page.goto(story)
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("button", name="Unpublish")).to_be_visible()
    stranger.goto(permalink)
    expect(stranger.get_by_role("heading", level=1)).to_contain_text(disputed)
    expect(stranger.locator(".big-verdict")).to_contain_text("disputed")
    stranger.get_by_role("link", name="Version 1").click()
    expect(stranger.locator(".notice")).to_contain_text("frozen as it was decided")

    rows = read_csv(page, story, tmp_path)
    verdicts = {claim: row["verdict"] for claim, row in rows.items() if row["verdict"]}
    assert verdicts == {corroborated: "corroborated", disputed: "disputed"}
    assert rows[undone]["suggested_verdict"] == "disputed"
    assert len(rows) > 10
