"""Somebody is invited, comes in without scripts, signs out and in again, and every page of it can be used."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.axe import find_faults

PASSWORD = "  a harbour 東京 full of words"
_FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


def _invite(owner: Page) -> str:
    owner.goto("/invitations")
    owner.get_by_label("Fire at the Sallow Haven").check()
    owner.get_by_role("button", name="Make the invitation").click()
    return owner.get_by_label("Link of the invitation").input_value()


def _join(guest: Page, link: str) -> Page:
    guest.goto(link)
    guest.get_by_label("Your name").fill("Bea")
    guest.get_by_label("Password").fill(PASSWORD)
    guest.get_by_role("button", name="Accept the invitation").click()
    expect(guest.get_by_role("link", name="Fire at the Sallow Haven")).to_be_visible()
    return guest


def test_a_guest_comes_in_by_an_invitation_and_back_by_a_password(
    owner: Page, open_window: Callable[..., Page], complaints: list[str]
) -> None:
    guest = _join(open_window(scripts=False), _invite(owner))
    guest.locator(".menu summary").click()
    guest.get_by_role("button", name="Sign out").click()
    guest.get_by_label("Name").fill("bea")
    guest.get_by_label("Password").fill(PASSWORD)
    guest.get_by_role("button", name="Sign in").click()
    expect(guest.get_by_role("link", name="Fire at the Sallow Haven")).to_be_visible()
    owner.goto("/people")
    owner.get_by_role("button", name="Disable Bea").click()
    guest.reload()
    expect(guest.get_by_role("heading", name="Sign in to see this page")).to_be_visible()
    assert "401" in complaints.pop()  # The browser tells of the refusal, which is what was meant.


def test_the_pages_of_people_can_be_used_by_everyone(owner: Page, open_window: Callable[..., Page]) -> None:
    link = _invite(owner)
    assert find_faults(owner) == []
    _join(open_window(), link)  # A page of people has more on it where there are others.
    link = _invite(owner)
    stranger = open_window(width=320)
    slug = owner.request.get("/").text().partition('href="/stories/')[2].partition('"')[0]
    members = f"/stories/{slug}/members"
    faults = {}
    for page, path in (
        (stranger, "/sign-in"),
        (stranger, link),
        *((owner, p) for p in ("/people", "/account", members)),
    ):
        page.set_viewport_size({"width": 320, "height": 640})
        page.goto(path)
        faults[path] = find_faults(page) + ([] if page.evaluate(_FITS) else ["wider than the screen"])
    assert {where: found for where, found in faults.items() if found} == {}
