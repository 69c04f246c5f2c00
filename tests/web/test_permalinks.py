"""A claim's own page: who may read it, what it says, what stays as it was, and what other programs read from it."""

import json
import re
from typing import Any

import pytest

from app import pipeline, store
from app.db import Database
from app.models import Claim, Story, utc_now
from tests.web.conftest import BASE_URL, Browser
from tests.web.ferry import FERRY, Said, make_claim, make_story

MISSING = "/c/" + "a" * 16


@pytest.fixture
def story(database: Database) -> Story:
    return make_story(database)


@pytest.fixture
def claim(database: Database, story: Story) -> Claim:
    return make_claim(database, story)


def publish(database: Database) -> None:
    with database.writing() as session:
        pipeline.publish_story(session, "ferry", person=None)


def decide(owner: Browser, claim: Claim, verdict: str = "disputed", seen: int = 0, **form: object) -> None:
    answer = owner.post(f"/stories/ferry/review/{claim.id}", {"verdict": verdict, "seen_version": str(seen), **form})
    assert answer.status_code == 303


def change(database: Database, claim: Claim, **values: Any) -> None:
    with database.writing() as session:
        row = store.get_claim(session, claim.id)
        for name, value in values.items():
            setattr(row, name, value)
        session.commit()


def claim_review(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    review: dict[str, Any] = json.loads(found[1])
    return review


def test_a_published_claim_can_be_read_without_an_account(
    owner: Browser, visitor: Browser, database: Database, claim: Claim
) -> None:
    decide(owner, claim, rationale="The lists differ.")
    publish(database)
    page = visitor.get(f"/c/{claim.id}")
    assert page.status_code == 200
    for words in ("The ferry carried 240 passengers.", "disputed", "The lists differ.", "Owner", "The Islander"):
        assert words in page.text
    assert "/review/" not in page.text


@pytest.mark.parametrize("ending", ["", "/v/1", ".json"])
def test_a_stranger_can_not_tell_an_unpublished_claim_from_a_missing_one(
    owner: Browser, visitor: Browser, claim: Claim, ending: str
) -> None:
    decide(owner, claim)
    private, missing = visitor.get(f"/c/{claim.id}{ending}"), visitor.get(MISSING + ending)
    assert private.status_code == missing.status_code == 404
    assert private.text == missing.text
    for answer in (private, missing):
        del answer.headers["x-request-id"]  # A number drawn for each answer, which tells nothing.
    assert dict(private.headers) == dict(missing.headers)
    assert owner.get(f"/c/{claim.id}{ending}").status_code == 200


def test_a_story_taken_back_is_private_again(visitor: Browser, database: Database, claim: Claim) -> None:
    publish(database)
    assert visitor.get(f"/c/{claim.id}").status_code == 200
    with database.writing() as session:
        pipeline.unpublish_story(session, "ferry", person=None)
    assert visitor.get(f"/c/{claim.id}").status_code == 404


def test_an_undecided_claim_shows_the_suggestion_as_one(visitor: Browser, database: Database, claim: Claim) -> None:
    publish(database)
    page = visitor.get(f"/c/{claim.id}").text
    assert '<span class="badge suggested disputed">' in page
    assert "No person has decided this claim yet" in page
    assert "application/ld+json" not in page


def test_a_version_stays_as_it_was_decided(owner: Browser, database: Database, claim: Claim) -> None:
    decide(owner, claim, "disputed")
    with database.reading() as session:
        rows = {row.source_name: row.id for row in store.list_evidence(session, claim.id)}
    owner.post(f"/excerpts/{rows['The Islander']}", {"stance": "related"})
    decide(owner, claim, "corroborated", seen=1)
    change(database, claim, text="Reworded later.")
    first, now = owner.get(f"/c/{claim.id}/v/1").text, owner.get(f"/c/{claim.id}").text
    assert "The ferry carried 240 passengers." in first
    assert "Reworded later." not in first
    assert 'id="group-contradicts"' in first
    assert "There is a newer verdict on this claim." in first
    assert 'id="group-contradicts"' not in now
    assert "Reworded later." in now


def test_a_version_says_what_is_not_kept_with_it(owner: Browser, claim: Claim) -> None:
    decide(owner, claim)
    page = owner.get(f"/c/{claim.id}/v/1").text
    assert "Which sources were silent isn't kept." in page
    assert "Silent:" not in page


def test_a_version_that_was_undone_says_so(owner: Browser, claim: Claim) -> None:
    decide(owner, claim)
    owner.post("/stories/ferry/undo")
    page = owner.get(f"/c/{claim.id}/v/1").text
    assert "This verdict was undone" in page
    assert "undone" in owner.get(f"/c/{claim.id}").text


def test_a_version_that_is_not_there_is_not_found(owner: Browser, claim: Claim) -> None:
    decide(owner, claim)
    wrong = ["0", "2", "-1", "01", "1.0", "abc", "9" * 30, "١"]
    found = {version: owner.get(f"/c/{claim.id}/v/{version}").status_code for version in wrong}
    assert found == dict.fromkeys(wrong, 404)


def test_all_versions_are_listed_with_the_one_in_force(owner: Browser, claim: Claim) -> None:
    decide(owner, claim, "disputed")
    decide(owner, claim, "corroborated", seen=1)
    page = re.sub(r"<[^>]+>", "", owner.get(f"/c/{claim.id}").text)
    assert page.index("Version 2:") < page.index("in force") < page.index("Version 1:")


def test_claim_review_has_what_schema_org_requires(owner: Browser, database: Database, story: Story) -> None:
    said = [Said("Otter Gazette", "The ferry sank.", speaker="Ilse Brandt", url="https://otter.example/1")]
    claim = make_claim(database, story, "The ferry sank.", said)
    decide(owner, claim, "unsupported")
    review = claim_review(owner.get(f"/c/{claim.id}").text)
    assert (review["@context"], review["@type"]) == ("https://schema.org", "ClaimReview")
    assert review["claimReviewed"] == "The ferry sank."
    assert review["url"].startswith(f"{BASE_URL}/c/{claim.id}")
    assert review["author"]["@type"] == "Organization"
    assert review["author"]["name"]
    rating = review["reviewRating"]
    assert rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"]
    assert rating["alternateName"] == "Unsupported"
    item = review["itemReviewed"]
    assert item["@type"] == "Claim"
    assert item["author"]["name"] == "Ilse Brandt"
    assert item["datePublished"] == "2026-05-03"
    assert item["appearance"] == [{"@type": "CreativeWork", "url": "https://otter.example/1"}]
    assert owner.get(f"/c/{claim.id}.json").json() == review


def test_claim_review_can_not_end_its_script(owner: Browser, database: Database, story: Story) -> None:
    words = "</script><script>alert(1)</script><!--"
    claim = make_claim(database, story, words, [Said("</script>", words, speaker=words)])
    decide(owner, claim)
    page = owner.get(f"/c/{claim.id}").text
    assert "alert(1)</script>" not in page
    assert claim_review(page)["claimReviewed"] == words


def test_there_is_no_claim_review_before_a_verdict(owner: Browser, claim: Claim) -> None:
    answer = owner.get(f"/c/{claim.id}.json")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/json"


def test_a_link_preview_tells_claim_and_verdict(owner: Browser, database: Database, claim: Claim) -> None:
    decide(owner, claim)
    page = owner.get(f"/c/{claim.id}").text
    tags = dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', page))
    assert tags["og:title"] == "The ferry carried 240 passengers."
    assert tags["og:description"].startswith("Disputed: 2 sources say 240 passengers, 1 says 90.")
    assert tags["og:url"] == f"{BASE_URL}/c/{claim.id}"
    assert tags["og:type"] == "article"
    assert tags["twitter:card"] == "summary"
    assert tags["robots"] == "noindex"
    publish(database)
    assert 'content="noindex"' not in owner.get(f"/c/{claim.id}").text


def test_addresses_come_from_the_settings_and_not_from_the_request(owner: Browser, claim: Claim) -> None:
    page = owner.get(f"/c/{claim.id}", headers={"Host": "localhost", "X-Forwarded-Host": "evil.example"}).text
    assert "evil.example" not in page
    assert f'<link rel="canonical" href="{BASE_URL}/c/{claim.id}">' in page


def test_a_merged_claim_leads_to_the_other(owner: Browser, database: Database, story: Story, claim: Claim) -> None:
    decide(owner, claim)
    other = make_claim(database, story, "Another.", FERRY[:1])
    change(database, claim, merged_into=other.id)
    assert owner.get(f"/c/{claim.id}").headers["location"] == f"/c/{other.id}"
    assert owner.get(f"/c/{claim.id}.json").headers["location"] == f"/c/{other.id}.json"
    assert "later merged into" in owner.get(f"/c/{claim.id}/v/1").text


def test_a_withdrawn_claim_says_so(owner: Browser, visitor: Browser, database: Database, claim: Claim) -> None:
    decide(owner, claim)
    publish(database)
    change(database, claim, withdrawn_at=utc_now(), withdrawn_because="It was no claim.")
    page = visitor.get(f"/c/{claim.id}")
    assert page.status_code == 200
    assert "This claim was discarded" in page.text
    assert "It was no claim." in page.text
    assert "application/ld+json" not in page.text
    assert 'content="noindex"' in page.text
    assert visitor.get(f"/c/{claim.id}.json").status_code == 404


def test_newer_evidence_than_the_verdict_is_said(owner: Browser, database: Database, claim: Claim) -> None:
    decide(owner, claim)
    change(database, claim, stale_at=utc_now(), stale_because="New evidence: Tidewater contradicts it")
    assert "New evidence: Tidewater contradicts it" in owner.get(f"/c/{claim.id}").text


def test_a_stranger_is_led_to_the_articles_outside_and_only_by_web_addresses(
    visitor: Browser, database: Database, story: Story
) -> None:
    said = [
        Said("Otter Gazette", "The ferry sank.", url="https://otter.example/1", title="Sunk"),
        Said("Sound Radio", "It sank.", url="javascript:alert(1)", title="Gone"),
    ]
    claim = make_claim(database, story, "The ferry sank.", said)
    publish(database)
    page = visitor.get(f"/c/{claim.id}").text
    assert '<a href="https://otter.example/1" rel="nofollow noopener noreferrer external">Sunk</a>' in page
    assert "javascript:" not in page
    assert "/articles/" not in page


def test_an_excerpt_in_another_language_says_which(owner: Browser, database: Database, story: Story) -> None:
    claim = make_claim(database, story, said=[Said("Fährpost", "Die Fähre sank.", language="de")])
    decide(owner, claim)
    for path in (f"/c/{claim.id}", f"/c/{claim.id}/v/1", f"/stories/ferry/review/{claim.id}"):
        page = owner.get(path).text
        assert '<div class="context" lang="de"' in page
        assert re.search(r'<h1 class="claim-words"[^>]* lang="de"', page)


def test_head_is_answered_for_previews(owner: Browser, claim: Claim) -> None:
    assert owner.client.head(f"/c/{claim.id}").status_code == 200
