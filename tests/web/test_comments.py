"""Comments and the inbox, as pages and as parts that htmx swaps."""

import re

import pytest

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


def test_a_plain_form_comments_and_comes_back_to_the_comment(owner: Browser, claim: Claim) -> None:
    answer = owner.post(f"/c/{claim.id}/comments", {"text": "Ask the <b>port</b>."})
    assert answer.status_code == 303
    where = answer.headers["location"]
    assert re.fullmatch(rf"/c/{claim.id}/comments#comment-\w+", where)
    page = owner.get(where).text
    assert "Ask the &lt;b&gt;port&lt;/b&gt;." in page
    assert f'id="{where.split("#")[1]}"' in page


def test_htmx_gets_the_threads_alone(owner: Browser, claim: Claim) -> None:
    answer = owner.post(f"/c/{claim.id}/comments", {"text": "Two sources."}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<section class="comments')
    assert "Comment saved." in answer.text


def test_an_empty_comment_is_refused_in_words(owner: Browser, claim: Claim) -> None:
    answer = owner.post(f"/c/{claim.id}/comments", {"text": " "})
    assert answer.status_code == 422
    assert "The comment is empty." in answer.text


def test_a_comment_that_is_refused_stays_in_its_field(owner: Browser, claim: Claim) -> None:
    answer = owner.post(f"/c/{claim.id}/comments", {"text": "a\x07b"})
    assert answer.status_code == 422
    assert "control characters" in answer.text
    assert re.search(r"<textarea[^>]*>a␇b|<textarea[^>]*>a\x07b", answer.text)


def test_the_desk_shows_the_comments_of_its_claim(owner: Browser, story: Story, claim: Claim) -> None:
    owner.post(f"/c/{claim.id}/comments", {"text": "Which hospital is meant?"})
    page = owner.get(f"/stories/{story.slug}/review/{claim.id}").text
    assert "Which hospital is meant?" in page


@pytest.mark.parametrize("path", ["/c/{}/comments", "/inbox"])
def test_a_stranger_reads_no_comments(visitor: Browser, claim: Claim, path: str) -> None:
    answer = visitor.get(path.format(claim.id))
    assert answer.status_code == 401
    assert claim.text not in answer.text


def test_a_published_claim_shows_no_comments_to_strangers(
    owner: Browser, visitor: Browser, story: Story, claim: Claim
) -> None:
    owner.post(f"/c/{claim.id}/comments", {"text": "Between us: ask the harbour master."})
    owner.post(f"/stories/{story.slug}/publish")
    page = visitor.get(f"/c/{claim.id}")
    assert page.status_code == 200
    assert "harbour master" not in page.text


def test_an_empty_inbox_says_what_comes_there(owner: Browser) -> None:
    assert "Nothing in your inbox" in owner.get("/inbox").text


def test_a_thread_is_resolved_and_opened_by_its_buttons(owner: Browser, claim: Claim) -> None:
    where = owner.post(f"/c/{claim.id}/comments", {"text": "Which hospital?"}).headers["location"]
    comment_id = where.split("comment-")[1]
    assert owner.post(f"/comments/{comment_id}/resolve").status_code == 303
    assert "Resolved by" in owner.get(where).text
    assert owner.post(f"/comments/{comment_id}/reopen").status_code == 303
    assert "Resolved by" not in owner.get(where).text
    assert owner.post(f"/comments/{comment_id}/withdraw").status_code == 303
    assert "taken back" in owner.get(where).text
