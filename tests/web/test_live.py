"""What changes while somebody looks: counts, who else is there, and a claim that moved on."""

import re
from datetime import timedelta

import pytest
from sqlmodel import col, update

from app import pipeline
from app.db import Database
from app.models import Claim, Person, Presence, Story, utc_now
from tests.makers import decide, find_claim, make_flood, make_person
from tests.web.conftest import Browser


@pytest.fixture
def story(database: Database) -> Story:
    return make_flood(database)


@pytest.fixture
def claim(database: Database, story: Story) -> Claim:
    return find_claim(database, story, "drowned")


@pytest.fixture
def bob(database: Database, story: Story) -> Person:
    return make_person(database, "Bob <i>")


def be_here(browser: Browser, story: Story, claim: Claim, beats: int = 5) -> str:
    seen = {"seen_version": claim.version, "seen_revision": claim.revision, "beats": beats}
    answer = browser.post(f"/stories/{story.slug}/review/{claim.id}/here", seen, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    return answer.text


def look(database: Database, claim: Claim, person: Person) -> None:
    with database.writing() as session:
        pipeline.look_at(session, claim.id, person=person)


def test_who_else_looks_at_a_claim_is_named(
    owner: Browser, database: Database, story: Story, claim: Claim, bob: Person
) -> None:
    assert "also looking" not in be_here(owner, story, claim)
    look(database, claim, bob)
    assert "also looking: <bdi>Bob &lt;i&gt;</bdi>" in be_here(owner, story, claim)
    assert "also looking" in owner.get(f"/stories/{story.slug}/review/{claim.id}").text


def test_who_went_on_to_another_claim_or_left_is_named_no_more(
    owner: Browser, database: Database, story: Story, claim: Claim, bob: Person
) -> None:
    look(database, claim, bob)
    look(database, find_claim(database, story, "Roads"), bob)
    assert "also looking" not in be_here(owner, story, claim)
    look(database, claim, bob)
    with database.writing() as session:
        long_ago = update(Presence).where(col(Presence.person_id) == bob.id)
        session.execute(long_ago.values(seen_at=utc_now() - timedelta(minutes=2)))
        session.commit()
    assert "also looking" not in be_here(owner, story, claim)


def test_a_claim_that_somebody_changed_says_so_and_the_count_moves(
    owner: Browser, database: Database, story: Story, claim: Claim, bob: Person
) -> None:
    assert "Somebody has changed" not in be_here(owner, story, claim)
    decide(database, claim, bob)
    part = be_here(owner, story, claim)
    assert "Somebody has changed this claim meanwhile." in part
    assert "1 of 3 decided" in part


def test_asking_stops_by_itself(owner: Browser, story: Story, claim: Claim) -> None:
    assert "hx-trigger" in be_here(owner, story, claim, beats=2)
    assert "hx-trigger" not in be_here(owner, story, claim, beats=1)
    counts = f"/stories/{story.slug}/counts"
    assert re.search(r"beats=1\"", owner.get(f"{counts}?beats=2").text)
    assert "hx-trigger" not in owner.get(f"{counts}?beats=1").text


@pytest.mark.parametrize("beats", ["-1", "91", "1e9", "x"])
def test_asking_can_not_be_made_endless(owner: Browser, story: Story, beats: str) -> None:
    assert owner.get(f"/stories/{story.slug}/counts?beats={beats}").status_code == 422


def test_a_stranger_looks_at_nothing(visitor: Browser, story: Story, claim: Claim) -> None:
    answer = visitor.post(f"/stories/{story.slug}/review/{claim.id}/here", {"seen_version": 0, "seen_revision": 0})
    assert answer.status_code == 401
