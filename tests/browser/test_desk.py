"""The desk and the claims' other pages in a real browser: keys, focus, conflicts, small screens, both themes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from app.models import Claim
from app.vocabulary import Verdict
from tests.browser.axe import find_faults
from tests.serving import LocalServer
from tests.web.ferry import FERRY, Said, make_claim, make_story

DESK = "/stories/ferry/review"
HOSTILE = Said("O" * 200, "W" * 3000 + " \u202e\u2066 𐍈 " + "a\u0301" * 200, title="T" * 500, speaker="S" * 300)


@pytest.fixture
def claims(server: LocalServer) -> list[Claim]:
    """Keep a story with three claims, the first of which four outlets speak of."""
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
    """Open the desk with the first claim on it."""
    owner.goto(DESK)
    return owner


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def decided(page: Page, number: int) -> None:
    expect(page.locator("#progress")).to_have_attribute("value", str(number))


def test_claim_buttons_and_three_sources_are_seen_without_scrolling(desk: Page) -> None:
    desk.set_viewport_size({"width": 1280, "height": 800})
    for shown in (
        desk.get_by_role("heading", level=1),
        desk.get_by_role("button", name="Corroborated"),
        desk.get_by_role("button", name="Unsupported"),
        *(desk.locator(".words").nth(place) for place in range(3)),
        *(desk.get_by_label("Relied on").nth(place) for place in range(3)),
    ):
        expect(shown).to_be_in_viewport(ratio=1)


def test_a_verdict_moves_the_focus_to_the_next_claim(desk: Page) -> None:
    desk.keyboard.press("2")
    heading(desk, "The ferry left at noon.")
    expect(desk.get_by_role("heading", level=1)).to_be_focused()
    expect(desk.get_by_role("status")).to_have_text("Disputed saved. Undo with u.")
    assert desk.url.endswith(desk.locator("form#verdict").get_attribute("action") or "nowhere")
    desk.go_back()
    heading(desk, "The ferry carried 240 passengers.")
    expect(desk.get_by_role("banner")).to_be_visible()
    expect(desk.locator(".decided .badge.disputed")).to_be_visible()


def test_a_key_held_down_decides_one_claim(desk: Page) -> None:
    for _ in range(4):
        desk.keyboard.down("1")
    heading(desk, "The ferry left at noon.")
    for _ in range(4):
        desk.keyboard.down("1")
    desk.keyboard.up("1")
    heading(desk, "The ferry left at noon.")
    decided(desk, 1)


def test_keys_typed_into_a_field_are_words(desk: Page) -> None:
    field = desk.get_by_role("textbox", name="why")
    field.click()
    desk.keyboard.type("123 us?")
    expect(field).to_have_value("123 us?")
    decided(desk, 0)
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("heading", level=1)).to_be_focused()
    desk.keyboard.press("Control+1")
    decided(desk, 0)
    desk.keyboard.press("3")
    decided(desk, 1)


def test_enter_in_the_reason_gives_no_verdict(desk: Page) -> None:
    desk.get_by_role("textbox", name="why").click()
    desk.keyboard.type("first line")
    desk.keyboard.press("Enter")
    decided(desk, 0)
    heading(desk, "The ferry carried 240 passengers.")


def test_excerpts_are_walked_relied_on_and_corrected_by_keys(desk: Page) -> None:
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    excerpt = desk.locator("[data-excerpt]").nth(1)
    expect(excerpt).to_be_focused()
    expect(excerpt).to_contain_text("The Islander")
    desk.keyboard.press("r")
    expect(excerpt.get_by_label("Relied on")).to_be_checked()
    desk.keyboard.press("t")
    expect(excerpt.get_by_role("combobox")).to_be_focused()
    desk.keyboard.type("related")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(excerpt).to_contain_text("contradicts became related")
    expect(excerpt.get_by_label("Relied on")).to_be_checked()
    expect(desk.locator(".suggestion")).to_contain_text("corroborated")
    expect(desk.get_by_role("status")).to_have_text("Stance saved: related. Undo with u.")
    expect(excerpt).to_be_focused()
    desk.keyboard.press("k")
    expect(desk.locator("[data-excerpt]").first).to_be_focused()


def test_a_stance_is_saved_by_enter(desk: Page) -> None:
    excerpt = desk.locator("[data-excerpt]").nth(1)
    expect(excerpt).to_contain_text("The Islander")
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    desk.keyboard.press("t")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(excerpt).to_contain_text("contradicts became related")
    expect(excerpt).to_be_focused()


def test_undo_and_skip_are_keys_too(desk: Page, complaints: list[str]) -> None:
    desk.keyboard.press("s")
    heading(desk, "The ferry left at noon.")
    desk.keyboard.press("1")
    heading(desk, "A crane fell.")
    desk.keyboard.press("u")
    heading(desk, "The ferry left at noon.")
    decided(desk, 0)
    desk.keyboard.press("u")
    heading(desk, "The ferry carried 240 passengers.")
    desk.keyboard.press("u")
    expect(desk.get_by_role("status")).to_contain_text("nothing of yours to undo")
    heading(desk, "The ferry carried 240 passengers.")
    complaints.clear()  # The browser notes the refusal.


def test_keys_can_be_switched_off_and_stay_so(desk: Page) -> None:
    expect(desk.get_by_role("button", name="Disputed").locator("kbd")).to_be_visible()
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog")).to_be_visible()
    desk.keyboard.press("1")
    desk.get_by_label("Single keys are on in this browser").uncheck()
    desk.get_by_role("button", name="Close").click()
    desk.keyboard.press("1")
    desk.reload()
    desk.keyboard.press("2")
    decided(desk, 0)
    expect(desk.get_by_role("button", name="Disputed").locator("kbd")).to_be_hidden()


def test_keys_can_be_changed_and_put_back(desk: Page) -> None:
    desk.goto("/help")
    desk.get_by_label("Another key for s:").fill("n")
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("status")).to_contain_text("the key is “n” now")
    taken = desk.get_by_label("Another key for u:")
    taken.fill("n")
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("status")).to_contain_text("“n” is taken already")
    expect(taken).to_have_value("u")
    desk.goto(DESK)
    expect(desk.get_by_role("button", name="Skip").locator("kbd")).to_have_text("n")
    desk.keyboard.press("s")
    heading(desk, "240 passengers")
    desk.keyboard.press("n")
    heading(desk, "The ferry left at noon.")
    desk.goto("/help")
    desk.get_by_role("button", name="The keys as they were at first").click()
    expect(desk.get_by_label("Another key for s:")).to_have_value("s")


def test_a_hold_that_ends_is_said_in_time_and_can_be_extended(owner: Page, claims: list[Claim]) -> None:
    owner.clock.install()
    owner.goto(DESK)
    owner.clock.fast_forward("14:05")
    expect(owner.get_by_role("status")).to_contain_text("Your hold on this claim ends in a minute")
    field = owner.get_by_role("textbox", name="why")
    field.fill("Still counting.")
    until = owner.locator("[data-lease-until]")
    before = until.get_attribute("datetime") or ""
    owner.get_by_role("button", name="Extend").click()
    expect(until).not_to_have_attribute("datetime", before)
    expect(owner.get_by_role("button", name="Extend")).to_be_focused()
    expect(field).to_have_value("Still counting.")


def test_slash_searches_the_claims(desk: Page) -> None:
    desk.keyboard.press("/")
    desk.wait_for_url("**/claims")
    desk.keyboard.press("/")
    desk.keyboard.type("crane")
    expect(desk.locator(".claim-row")).to_have_count(1)
    expect(desk).to_have_url(f"{desk.url.split('?')[0]}?text=crane")
    expect(desk.get_by_role("searchbox")).to_be_focused()
    expect(desk.locator("#count")).to_have_text("1 claim")
    desk.reload()
    expect(desk.locator(".claim-row")).to_have_count(1)


def test_a_filter_is_chosen_by_keyboard_and_keeps_the_focus(owner: Page, claims: list[Claim]) -> None:
    owner.goto("/stories/ferry/claims")
    owner.locator("#suggestion-any").focus()
    owner.keyboard.press("ArrowRight")
    expect(owner.locator(".claim-row")).to_have_count(1)
    expect(owner).to_have_url(f"{owner.url.split('?')[0]}?suggestion=corroborated")
    expect(owner.locator("#suggestion-corroborated")).to_be_focused()


def test_an_action_that_fails_says_so_and_keeps_what_was_typed(desk: Page, complaints: list[str]) -> None:
    field = desk.get_by_role("textbox", name="why")
    field.fill("Two lists differ.")
    desk.context.clear_cookies()
    desk.get_by_role("button", name="Disputed").click()
    expect(desk.get_by_role("status")).to_contain_text("so nothing was changed")
    desk.context.set_offline(True)
    desk.get_by_role("button", name="Disputed").click()
    expect(desk.get_by_role("status")).to_contain_text("There was no answer")
    expect(field).to_have_value("Two lists differ.")
    complaints.clear()  # The browser notes both failures.


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_two_at_once_on_one_claim_lose_nothing(
    open_window: Callable[..., Page],
    server: LocalServer,
    claims: list[Claim],
    complaints: list[str],
    *,
    scripts: bool,
) -> None:
    first, second = open_window(scripts=scripts), open_window(scripts=scripts)
    for page in (first, second):
        page.goto(server.new_sign_in_link())
        page.goto(f"{DESK}/{claims[0].id}")
    first.get_by_role("button", name="Corroborated").click()
    heading(first, "The ferry left at noon.")

    second.get_by_role("textbox", name="why").fill("Only ninety were aboard.")
    second.get_by_label("Relied on").nth(1).check()
    second.get_by_role("button", name="Disputed").click()
    conflict = second.get_by_role("alert")
    expect(conflict).to_contain_text("In force now")
    expect(conflict).to_contain_text("corroborated")
    expect(conflict).to_contain_text("Only ninety were aboard.")
    expect(second.get_by_role("textbox", name="why")).to_have_value("Only ninety were aboard.")
    expect(second.get_by_label("Relied on").nth(1)).to_be_checked()
    conflict.get_by_role("button", name="Save mine as the newer version").click()
    heading(second, "The ferry left at noon.")

    second.goto(f"/c/{claims[0].id}")
    expect(second.locator(".big-verdict")).to_contain_text("disputed")
    expect(second.locator(".rationale-words")).to_have_text("Only ninety were aboard.")
    expect(second.locator(".relied")).to_have_count(1)
    complaints.clear()  # The browser notes the conflict.


def test_a_press_is_sent_once(open_window: Callable[..., Page], server: LocalServer, claims: list[Claim]) -> None:
    page = open_window()
    page.goto(server.new_sign_in_link())
    page.goto(DESK)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.get_by_role("button", name="Corroborated").dblclick()
    heading(page, "The ferry left at noon.")
    assert len(sent) == 1
    decided(page, 1)


def test_a_link_is_copied(owner: Page, claims: list[Claim]) -> None:
    owner.context.grant_permissions(["clipboard-read", "clipboard-write"])
    owner.goto(f"/c/{claims[0].id}")
    owner.get_by_role("button", name="Copy").click()
    expect(owner.get_by_role("status")).to_have_text("Link copied.")
    assert owner.evaluate("navigator.clipboard.readText()").endswith(f"/c/{claims[0].id}")


def pages(claims: list[Claim]) -> list[str]:
    return [
        "/stories/ferry/claims",
        "/stories/ferry/claims?text=nothing",
        f"{DESK}/{claims[1].id}",
        f"{DESK}/{claims[0].id}",
        f"/c/{claims[0].id}",
        f"/c/{claims[0].id}/v/1",
        f"/c/{claims[1].id}",
    ]


def test_no_page_of_claims_has_a_fault_of_accessibility(desk: Page, claims: list[Claim]) -> None:
    desk.keyboard.press("2")
    heading(desk, "The ferry left at noon.")
    for path in pages(claims):
        desk.goto(path)
        assert (path, find_faults(desk)) == (path, [])
    desk.goto(DESK)
    desk.keyboard.press("?")
    assert find_faults(desk) == []


def test_the_end_of_the_queue_has_no_fault_of_accessibility(desk: Page) -> None:
    for number, words in enumerate(("left at noon", "crane fell", "Every claim is decided")):
        desk.keyboard.press("1")
        decided(desk, number + 1)
        expect(desk.locator("#desk")).to_contain_text(words)
    assert find_faults(desk) == []


def find_overflow(page: Page) -> list[str]:
    """Return what makes the page wider than the screen."""
    found: list[str] = page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return [];
            return [...document.querySelectorAll("body *")]
                .filter((element) => element.getBoundingClientRect().right > width)
                .map((element) => `${element.tagName}.${element.className}`);
        }"""
    )
    return found


@pytest.mark.parametrize("width", [320, 390])
def test_nothing_overflows_a_small_screen(desk: Page, server: LocalServer, claims: list[Claim], width: int) -> None:
    story = make_story(server.database, title="L" * 180, slug="hostile")
    hostile = make_claim(server.database, story, "C" * 2000, [HOSTILE, HOSTILE], basis="B" * 500)
    desk.keyboard.press("1")
    heading(desk, "The ferry left at noon.")
    desk.set_viewport_size({"width": width, "height": 740})
    for path in [
        *pages(claims),
        f"/stories/hostile/review/{hostile.id}",
        "/stories/hostile/claims",
        f"/c/{hostile.id}",
    ]:
        desk.goto(path)
        assert (path, find_overflow(desk)) == (path, [])


def test_the_verdict_bar_of_a_small_screen_covers_no_focus(desk: Page) -> None:
    desk.set_viewport_size({"width": 390, "height": 740})
    desk.reload()
    expect(desk.get_by_role("button", name="Corroborated")).to_be_in_viewport(ratio=1)
    seen = 0
    for _ in range(80):
        desk.keyboard.press("Tab")
        covered = desk.evaluate(
            """() => {
                const element = document.activeElement;
                if (element === document.body || element.closest(".verdict-bar")) return null;
                const box = element.getBoundingClientRect();
                const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                return top === null || !(element.contains(top) || top.contains(element)) ? element.outerHTML : "";
            }"""
        )
        assert not covered
        seen += covered is not None
    assert seen > 20


def look(page: Page, selector: str, *properties: str) -> list[str]:
    """Return how the first such element looks, as the browser works it out."""
    found: list[str] = page.locator(selector).first.evaluate(
        "(element, names) => names.map((name) => getComputedStyle(element).getPropertyValue(name))", properties
    )
    return found


def test_nothing_is_said_by_colour_alone_where_readers_choose_their_own(desk: Page) -> None:
    desk.emulate_media(forced_colors="active")
    expect(desk.locator(".verdicts .shape")).to_have_text([verdict.shape for verdict in Verdict])
    frames = [look(desk, f".verdict.{verdict}", "color", "border-top-color", "border-top-style") for verdict in Verdict]
    ink = look(desk, "h1", "color")
    assert frames == [[*ink, *ink, "solid"]] * len(Verdict)
    lines = {kind: look(desk, f"mark.{kind}", "text-decoration-style") for kind in ("agree", "differ", "other")}
    assert lines == {"agree": ["solid"], "differ": ["double"], "other": ["dotted"]}
    desk.keyboard.press("j")
    expect(desk.locator("[data-excerpt]").first).to_be_focused()
    assert look(desk, ":focus", "outline-style") == ["solid"]
    desk.keyboard.press("Tab")
    expect(desk.locator("[data-excerpt] :focus")).to_have_count(1)
    assert look(desk, ":focus", "outline-style") == ["solid"]

    desk.goto("/stories/ferry/claims")
    chosen, other = ".chip :checked + span", ".chip :not(:checked) + span"
    theirs = look(desk, chosen, "background-color")
    assert theirs != look(desk, other, "background-color")
    desk.emulate_media(forced_colors="none")
    assert theirs != look(desk, chosen, "background-color")
