"""Claims corrected in a real browser: by keys on the desk, by a selection in an article, and without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from app import store
from app.models import Claim
from app.vocabulary import Verdict
from tests.browser.axe import find_faults
from tests.serving import LocalServer
from tests.web.ferry import FERRY, make_claim, make_story

DESK = "/stories/ferry/review"
CLEARER = "The ferry had 240 passengers on board."


@pytest.fixture
def claims(server: LocalServer) -> list[Claim]:
    story = make_story(server.database)
    return [
        make_claim(server.database, story),
        make_claim(
            server.database, story, "The ferry left at noon.", FERRY[:2], rank=1, suggested=Verdict.CORROBORATED
        ),
        make_claim(server.database, story, "A crane fell.", FERRY[:1], rank=2, suggested=Verdict.UNSUPPORTED),
    ]


@pytest.fixture
def desk(owner: Page, claims: list[Claim]) -> Page:
    owner.goto(f"{DESK}/{claims[0].id}")
    return owner


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def find_article(server: LocalServer, claim: Claim, outlet: str) -> str:
    with server.database.reading() as session:
        rows = store.list_evidence(session, claim.id)
    return next(f"/articles/{row.article_id}" for row in rows if row.source_name == outlet)


def test_a_claim_is_reworded_by_keys_and_the_reason_being_typed_is_kept(desk: Page) -> None:
    why = desk.get_by_role("textbox", name="why", exact=True)
    why.fill("Still counting.")
    why.press("Escape")
    desk.keyboard.press("e")
    field = desk.get_by_label("The claim, worded so that it can be read alone")
    expect(field).to_be_focused()
    field.fill(CLEARER)
    desk.keyboard.press("Tab")
    desk.keyboard.press("Space")
    desk.get_by_role("button", name="Save the wording").press("Enter")
    heading(desk, CLEARER)
    expect(desk.get_by_role("status")).to_contain_text("Reworded.")
    expect(desk.locator("#correcting")).to_be_empty()
    expect(why).to_have_value("Still counting.")
    desk.keyboard.press("u")
    heading(desk, "The ferry carried 240 passengers.")


def test_a_form_that_is_not_wanted_closes_where_it_was_opened(desk: Page) -> None:
    desk.keyboard.press("e")
    desk.get_by_role("link", name="Cancel").press("Enter")
    expect(desk.locator("#correcting")).to_be_empty()
    expect(desk.get_by_role("heading", level=1)).to_be_focused()


def test_a_form_that_was_opened_in_a_tab_of_its_own_works_there(desk: Page, claims: list[Claim]) -> None:
    desk.goto(f"/claims/{claims[0].id}/edit")
    desk.get_by_label("The claim, worded so that it can be read alone").fill(CLEARER)
    desk.get_by_role("button", name="Save the wording").click()
    heading(desk, CLEARER)
    expect(desk.get_by_role("status")).to_contain_text("Reworded.")


def test_without_scripts_the_desk_says_that_a_reason_comes_after_a_correction(
    desk: Page, claims: list[Claim], server: LocalServer, open_window: Callable[..., Page]
) -> None:
    expect(desk.locator("#verdict + noscript p")).to_have_count(0)
    plain = open_window(scripts=False)
    plain.goto(server.new_sign_in_link())
    plain.goto(f"{DESK}/{claims[0].id}")
    expect(plain.locator("#verdict + noscript p")).to_be_visible()


def test_claims_are_merged_split_and_discarded_by_keys(desk: Page, claims: list[Claim]) -> None:
    desk.keyboard.press("m")
    expect(desk.get_by_label("Find by words")).to_be_focused()
    desk.keyboard.type("noon")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Claims with “noon”")).to_be_visible()
    choice = desk.get_by_role("radio", name="The ferry left at noon.")
    choice.press("Space")
    desk.get_by_role("button", name="Merge", exact=True).press("Enter")
    expect(desk.get_by_role("status")).to_contain_text("Merged")
    expect(desk.locator("[data-excerpt]")).to_have_count(6)

    desk.keyboard.press("x")
    desk.get_by_label("The new claim, worded so that it can be read alone").fill("Ninety were ashore.")
    desk.get_by_role("checkbox", name="The Islander").press("Space")
    desk.get_by_role("button", name="Split", exact=True).press("Enter")
    expect(desk.get_by_role("status")).to_contain_text("Split")
    expect(desk.locator("[data-excerpt]")).to_have_count(5)

    desk.keyboard.press("d")
    desk.get_by_label("Why", exact=True).fill("A question.")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("status")).to_contain_text("Discarded")
    desk.goto(f"/c/{claims[1].id}")
    expect(desk.get_by_text("This claim was discarded")).to_be_visible()
    desk.get_by_role("button", name="Restore the claim").press("Enter")
    expect(desk.get_by_text("This claim was discarded")).to_have_count(0)


def test_who_said_an_excerpt_is_corrected_by_keys(desk: Page) -> None:
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    desk.keyboard.press("o")
    field = desk.get_by_label("Speaker (optional)")
    expect(field).to_be_focused()
    field.fill("Ilse Brandt")
    desk.keyboard.press("Enter")
    expect(desk.locator("[data-excerpt]").nth(1)).to_contain_text("Ilse Brandt")


def test_words_selected_in_an_article_become_a_claim(owner: Page, server: LocalServer, claims: list[Claim]) -> None:
    owner.goto(find_article(server, claims[0], "Sound Radio"))
    owner.locator(".reading [data-at]", has_text="Sentence after.").select_text()
    owner.get_by_role("button", name="Add the selected words").click()
    field = owner.get_by_label("The claim, worded so that it can be read alone")
    expect(owner.locator("mark")).to_contain_text("Sentence after.")
    field.fill("Something came after.")
    owner.get_by_role("button", name="Add the claim").click()
    heading(owner, "Something came after.")
    expect(owner.locator("[data-excerpt] .words")).to_contain_text("Sentence after.")


def test_sentences_are_chosen_by_keys_as_an_excerpt(owner: Page, server: LocalServer, claims: list[Claim]) -> None:
    owner.goto(find_article(server, claims[0], "Sound Radio"))
    owner.keyboard.press("a")
    owner.wait_for_url("**/add")
    owner.keyboard.press("j")
    owner.keyboard.press("r")
    expect(owner.locator("[data-excerpt]").first.get_by_role("checkbox")).to_be_checked()
    owner.keyboard.press("g")
    owner.get_by_label("Find a claim by words").fill("crane")
    owner.keyboard.press("Enter")
    owner.get_by_role("radio", name="A crane fell.").press("Space")
    owner.get_by_label("Its stance").select_option("contradicts")
    owner.get_by_role("button", name="Add the excerpt").press("Enter")
    heading(owner, "A crane fell.")
    expect(owner.locator("[data-excerpt].contradicts")).to_contain_text("Sentence before, in Sound Radio")


def test_every_correction_works_without_scripts(
    open_window: Callable[..., Page], server: LocalServer, claims: list[Claim]
) -> None:
    page = open_window(scripts=False)
    page.goto(server.new_sign_in_link())
    page.goto(f"{DESK}/{claims[0].id}")
    page.get_by_role("link", name="Edit").click()
    page.get_by_label("The claim, worded").fill(CLEARER)
    page.get_by_role("button", name="Save the wording").click()
    heading(page, CLEARER)

    page.get_by_role("link", name="Merge").click()
    page.get_by_label("Find by words").fill("noon")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("radio", name="The ferry left at noon.").check()
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.locator("[data-excerpt]")).to_have_count(6)

    page.get_by_role("link", name="Split").click()
    page.get_by_label("The new claim, worded").fill("Ninety were ashore.")
    page.get_by_role("checkbox", name="The Islander").check()
    page.get_by_role("button", name="Split", exact=True).click()
    expect(page.locator("[data-excerpt]")).to_have_count(5)

    page.goto(find_article(server, claims[0], "Mainland Post"))
    page.get_by_role("link", name="Add a claim or an excerpt").click()
    page.get_by_label("Paste words of the article").fill("Sentence after.")
    page.get_by_role("button", name="Go on with these words").click()
    page.get_by_role("button", name="Add the claim").click()
    heading(page, "Sentence after.")

    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("This claim was discarded")).to_be_visible()


def test_no_form_of_correcting_has_a_fault_of_accessibility(
    desk: Page, server: LocalServer, claims: list[Claim]
) -> None:
    article = find_article(server, claims[0], "Sound Radio")
    excerpt = (desk.locator("[data-excerpt]").first.get_attribute("id") or "").removeprefix("excerpt-")
    for path in (
        *(f"/claims/{claims[0].id}/{what}" for what in ("edit", "merge", "split", "discard")),
        f"/excerpts/{excerpt}/edit",
        f"{article}/add",
        f"{article}/add?words=Sentence+after.",
        f"{article}/copy",
    ):
        desk.goto(path)
        assert (path, find_faults(desk)) == (path, [])
    desk.goto(f"{DESK}/{claims[0].id}")
    for key in "emxd":
        desk.keyboard.press(key)
        expect(desk.locator("#correcting .correction")).to_be_visible()
        assert (key, find_faults(desk)) == (key, [])
        desk.get_by_role("link", name="Cancel").click()
