"""Two reviewers and an editor at once: thirty claims from the import to a decided CSV, in windows of their own."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.serving import LocalServer

_A_WHILE = 90_000  # Milliseconds for an import on a busy machine.
_CLAIMS = 30
_PLACES = (
    *("Arnhof", "Bellin", "Corvey", "Dornau", "Elsted", "Farwick", "Gantry", "Holmby", "Ivers", "Jarrow", "Kelling"),
    *("Lomond", "Marwell", "Norcia", "Orrin", "Pellworm", "Quarley", "Ravensby", "Selborn", "Tarvin", "Ulmen"),
    *("Varna", "Wexley", "Yarrow", "Zollern"),
)
_PASSWORD = "nine grey herons wade"


def report(outlet: str) -> str:
    """Return an outlet's report of a storm; the two outlets differ on every fifth place."""
    lines = []
    for place, name in enumerate(_PLACES):
        homes = 1100 + 137 * place
        if outlet == "Echo":
            lines.append(f"In {name} the storm cut the power of {homes:,} homes.")
        else:
            lines.append(f"In {name} power failed in the storm in {homes if place % 5 else 100 + place:,} homes.")
    return "\n\n".join(lines)


def bring_in(editor: Page) -> str:
    """Begin a story, paste the two reports, and ask for two reviews of each claim; return the story's address."""
    editor.goto("/")
    editor.get_by_label("What happened").fill("Storm over the valley")
    editor.get_by_role("button", name="Begin the story").click()
    story = re.sub(r"(/stories/[^/?]+).*", r"\1", editor.url)
    files = [{"name": f"{o}.txt", "mimeType": "text/plain", "buffer": report(o).encode()} for o in ("Echo", "Post")]
    editor.goto(f"{story}/articles")
    editor.get_by_label("Files").set_input_files(files)  # type: ignore[arg-type]  # A list of files to be is one too.
    editor.get_by_role("button", name="Upload").click()
    expect(editor.locator("#import-state")).to_have_text("Done", timeout=_A_WHILE)
    editor.goto(f"{story}/settings")
    editor.get_by_label("How many people review each claim").select_option("2")
    editor.locator("form[action$='/reviews']").get_by_role("button", name="Save").click()
    return story


def invite(owner: Page, story: str, places: int) -> str:
    """Make an invitation for reviewers, and return its link."""
    owner.goto(f"{story}/members")
    owner.get_by_role("link", name="Invite people").click()
    owner.get_by_role("radio", name=re.compile("^Reviewer")).check()
    owner.get_by_label("For how many people").fill(str(places))
    owner.get_by_role("button", name="Make the invitation").click()
    return owner.get_by_label("Link of the invitation").input_value()


def join(page: Page, link: str, name: str) -> Page:
    """Accept an invitation with an account of one's own."""
    page.goto(link)
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Password").fill(_PASSWORD)
    page.get_by_role("button", name="Accept the invitation").click()
    expect(page.get_by_role("link", name="Storm over the valley")).to_be_visible()
    return page


def claim_on(page: Page) -> str:
    """Return the claim on the desk; nothing at the end of the queue."""
    claim = page.locator(".claim-words")
    return (claim.text_content() or "").removeprefix("Claim: ") if claim.count() else ""


def press(page: Page, key: str) -> None:
    """Give a verdict by its key, and wait until the desk has moved on."""
    claim = claim_on(page)
    page.keyboard.press(key)
    expect(page.get_by_role("status")).to_contain_text("saved")
    expect(page.locator(".claim-words").filter(has_text=claim)).to_have_count(0)


def is_disputed(page: Page) -> bool:
    """Tell whether the machine suggests that the claim on the desk is disputed."""
    return page.locator(".suggestion").get_by_text("disputed").count() > 0


def read_verdicts(page: Page, story: str, folder: Path) -> list[dict[str, str]]:
    """Download the story's verdicts as anybody would."""
    page.goto(f"{story}/claims")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV", exact=True).click()
    path = folder / "verdicts.csv"
    download.value.save_as(path)
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))


def test_two_reviewers_and_an_editor_take_thirty_claims_from_the_import_to_the_csv(
    open_window: Callable[..., Page], server: LocalServer, tmp_path: Path
) -> None:
    editor = open_window()
    editor.goto(server.new_sign_in_link())
    story = bring_in(editor)
    link = invite(editor, story, places=2)
    ada, ben = join(open_window(), link, "Ada"), join(open_window(), link, "Ben")

    for reviewer in (ada, ben):
        reviewer.goto(f"{story}/review")
    for turn in range(_CLAIMS):
        for reviewer, other in ((ada, "Ben"), (ben, "Ada")):
            if turn == _CLAIMS // 2:  # What the other says of claims that this one hasn't seen stays hidden.
                expect(reviewer.get_by_text(f"{other} reviewed")).to_have_count(0)
            press(reviewer, "2" if reviewer is ben and is_disputed(reviewer) else "1")
    for reviewer in (ada, ben):
        reviewer.goto(f"{story}/review")  # For the one who was first, the other's last review was still to come.
        expect(reviewer.get_by_text("The reviews are all in")).to_be_visible()

    editor.goto(f"{story}/adjudication")
    split = 0
    while "/adjudication/" in editor.url:
        expect(editor.get_by_text("Ada says corroborated.")).to_be_visible()
        expect(editor.get_by_text("Ben says disputed.")).to_be_visible()
        editor.get_by_label(re.compile("^Why")).fill("The outlets give figures that exclude each other.")
        editor.get_by_role("button", name=re.compile("Disputed")).click()
        expect(editor.get_by_role("status")).to_contain_text("Disputed saved.")
        split += 1

    rows = read_verdicts(editor, story, tmp_path)
    assert len(rows) == _CLAIMS
    methods = [row["method"] for row in rows]
    assert (methods.count("consensus"), methods.count("adjudication")) == (_CLAIMS - split, split)
    assert split == 10
    assert {row["verdict"] for row in rows if row["method"] == "adjudication"} == {"disputed"}
    assert {row["verdict"] for row in rows if row["method"] == "consensus"} == {"corroborated"}
    assert {row["reviews"] for row in rows} == {"2"}
