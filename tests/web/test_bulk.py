"""Many claims changed from their list, saved views and tags, as pages."""

import html
import re

import pytest

from app import store
from app.db import Database
from app.models import Claim, Story
from tests.makers import find_claim, make_flood
from tests.web.conftest import Browser


@pytest.fixture
def story(database: Database) -> Story:
    return make_flood(database)


@pytest.fixture
def claim(database: Database, story: Story) -> Claim:
    return find_claim(database, story, "drowned")


def hidden(page: str, name: str) -> list[str]:
    return [html.unescape(value) for value in re.findall(rf'name="{name}" value="([^"]*)"', page)]


def test_ticked_claims_are_counted_on_a_page_of_their_own_before_anything_happens(
    owner: Browser, database: Database, story: Story, claim: Claim
) -> None:
    page = owner.post(f"/stories/{story.slug}/claims/bulk", {"change": "decide", "claim": claim.id})
    assert page.status_code == 200
    assert "Decide: 1 claim" in page.text
    assert hidden(page.text, "seen") == [f"{claim.id}.0.0"]
    with database.reading() as session:
        assert store.get_claim(session, claim.id).verdict is None


def test_what_was_confirmed_is_done_and_told(owner: Browser, story: Story) -> None:
    bulk = f"/stories/{story.slug}/claims/bulk"
    page = owner.post(bulk, {"change": "decide", "everything": "yes", "view": "disputed=no"}).text
    seen = hidden(page, "seen")
    assert len(seen) == 3 - len(
        hidden(owner.post(bulk, {"change": "tag", "everything": "yes", "view": "disputed=yes"}).text, "seen")
    )
    answer = owner.post(f"{bulk}/decide", {"seen": seen, "view": "disputed=no", "verdict": "corroborated"})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/stories/{story.slug}/claims?disputed=no"
    assert f"{len(seen)} claims were changed." in owner.get(answer.headers["location"]).text


def test_an_empty_selection_does_nothing_and_says_so(owner: Browser, story: Story) -> None:
    answer = owner.post(f"/stories/{story.slug}/claims/bulk", {"change": "discard"})
    assert answer.status_code == 303
    assert "No claim was chosen, so nothing was changed." in owner.get(answer.headers["location"]).text


def test_another_storys_claim_is_not_chosen_here(
    owner: Browser, database: Database, story: Story, claim: Claim
) -> None:
    other = make_flood(database)
    answer = owner.post(f"/stories/{other.slug}/claims/bulk", {"change": "tag", "claim": claim.id})
    assert answer.status_code == 303
    theirs = find_claim(database, other, "drowned")
    seen = [f"{theirs.id}.0.0", f"{claim.id}.0.0"]
    forged = owner.post(f"/stories/{other.slug}/claims/bulk/tag", {"seen": seen, "words": "x"})
    assert forged.status_code == 422
    with database.reading() as session:
        assert store.list_tags(session, [claim.id, theirs.id]) == {}  # All of it is refused, or none.


def test_a_refused_change_keeps_what_was_typed_and_what_was_chosen(owner: Browser, story: Story, claim: Claim) -> None:
    bulk = f"/stories/{story.slug}/claims/bulk/decide"
    answer = owner.post(bulk, {"seen": f"{claim.id}.0.0", "words": "Both agree."})
    assert answer.status_code == 422
    assert "Choose a verdict." in answer.text
    assert "Both agree." in answer.text
    assert hidden(answer.text, "seen") == [f"{claim.id}.0.0"]


@pytest.mark.parametrize("seen", ["x", "a.b.c", "a.1", "a.1.99999999999999999999999", "a.-1.0", "a.٣.0"])
def test_a_forged_list_of_claims_is_refused(owner: Browser, story: Story, seen: str) -> None:
    answer = owner.post(f"/stories/{story.slug}/claims/bulk/tag", {"seen": seen, "words": "x"})
    assert answer.status_code in {404, 422}


def test_a_view_is_saved_opened_and_deleted(owner: Browser, story: Story) -> None:
    answer = owner.post(f"/stories/{story.slug}/views", {"name": "Open <b>", "view": "decided=no&sort=newest"})
    assert answer.headers["location"] == f"/stories/{story.slug}/claims?decided=no&sort=newest"
    page = owner.get(answer.headers["location"]).text
    assert "Open &lt;b&gt;" in page
    [delete] = re.findall(r'action="(/views/\w+/delete)"', page)
    assert owner.post(delete).status_code == 303
    assert (
        "Open &lt;b&gt;"
        not in owner.get(f"/stories/{story.slug}/claims")
        .text.split('id="main"')[1]
        .split("View deleted")[-1]
        .split("</p>", 1)[1]
    )


@pytest.mark.parametrize("view", ["sort=password_hash", "verdict=__class__", "source=reviewer__email"])
def test_a_view_of_what_is_no_column_of_the_list_is_not_saved(owner: Browser, story: Story, view: str) -> None:
    assert owner.post(f"/stories/{story.slug}/views", {"name": "x", "view": view}).status_code == 422


def test_a_tag_is_put_on_a_claim_and_taken_off(owner: Browser, story: Story, claim: Claim) -> None:
    desk = f"/stories/{story.slug}/review/{claim.id}"
    assert owner.post(f"/c/{claim.id}/tags", {"name": "to call"}).headers["location"] == desk
    assert "#to call" in owner.get(desk).text
    assert "#to call" in owner.get(f"/stories/{story.slug}/claims").text
    part = owner.post(f"/c/{claim.id}/tags", {"gone": "to call"}, headers={"HX-Request": "true"})
    assert "#to call" not in part.text
    assert part.text.lstrip().startswith('<div class="tags"')
