"""Claims are handed out one to a person, however many ask at once."""

import threading
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from app import pipeline, store
from app.db import Database
from app.errors import NotFound
from app.models import Claim, Person, Story, utc_now
from app.vocabulary import Action, Verdict
from tests.makers import decide, find_claim, make_flood, make_person, make_story

NOW = utc_now()
QUARTER = timedelta(minutes=15)
REVIEWERS, CLAIMS = 8, 120


@pytest.fixture
def story(database: Database) -> Story:
    return make_flood(database)


@pytest.fixture
def ann(database: Database) -> Person:
    return make_person(database)


@pytest.fixture
def bob(database: Database) -> Person:
    return make_person(database, "Bob")


def _next(database: Database, story: Story, person: Person, current: str | None = None) -> str | None:
    with database.writing() as session:
        claim = pipeline.next_claim(session, story.slug, person=person, now=NOW, current=current)
    return claim.text if claim else None


def test_the_claim_most_worth_checking_comes_first(database: Database, story: Story, ann: Person) -> None:
    assert _next(database, story, ann) == "The flood drowned 12 people."


def test_the_lease_says_whose_the_claim_is_and_until_when(database: Database, story: Story, ann: Person) -> None:
    with database.writing() as session:
        claim = pipeline.next_claim(session, story.slug, person=ann, now=NOW)
    assert claim is not None
    assert (claim.lease_person_id, claim.lease_until) == (ann.id, NOW + QUARTER)


def test_the_claim_that_one_has_already_comes_again(database: Database, story: Story, ann: Person) -> None:
    roads = find_claim(database, story, "Roads")
    with database.writing() as session:
        pipeline.take_claim(session, roads.id, person=ann, now=NOW)
    assert [_next(database, story, ann), _next(database, story, ann)] == ["Roads are closed."] * 2


def test_two_people_never_get_the_same_claim(database: Database, story: Story, ann: Person, bob: Person) -> None:
    assert _next(database, story, ann) != _next(database, story, bob)


def test_a_lease_that_has_run_out_gives_the_claim_back(
    database: Database, story: Story, ann: Person, bob: Person
) -> None:
    with database.writing() as session:
        mine = pipeline.next_claim(session, story.slug, person=ann, now=NOW - QUARTER)
    assert mine is not None
    assert _next(database, story, bob) == mine.text


def test_a_claim_that_was_put_off_comes_after_the_others(database: Database, story: Story, ann: Person) -> None:
    handed_out = []
    for _ in range(4):
        with database.writing() as session:
            claim = pipeline.next_claim(session, story.slug, person=ann, now=utc_now())
            assert claim is not None
            handed_out.append(claim.rank)
            pipeline.skip_claim(session, claim.id, person=ann)
    assert handed_out == [0, 1, 2, 0]


def test_what_one_puts_off_others_get_in_its_place(database: Database, story: Story, ann: Person, bob: Person) -> None:
    with database.writing() as session:
        pipeline.skip_claim(session, find_claim(database, story, "drowned").id, person=ann)
    assert _next(database, story, bob) == "The flood drowned 12 people."


def test_the_claim_that_one_turns_away_from_comes_last(database: Database, story: Story, ann: Person) -> None:
    first = find_claim(database, story, "drowned")
    _next(database, story, ann)
    assert _next(database, story, ann, current=first.id) == "A dam broke at Lindau."
    with database.reading() as session:
        assert store.get_claim(session, first.id).lease_person_id is None


def test_decided_claims_are_not_handed_out_but_stale_ones_are(database: Database, story: Story, ann: Person) -> None:
    for text in ("drowned", "dam broke", "Roads"):
        decide(database, find_claim(database, story, text), ann)
    assert _next(database, story, ann) is None
    stale = find_claim(database, story, "Roads")
    with database.writing() as session:
        session.get_one(Claim, stale.id).stale_at = NOW
        session.commit()
    assert _next(database, story, ann) == stale.text


@pytest.mark.parametrize("state", ["merged", "withdrawn"])
def test_claims_that_are_no_more_are_not_handed_out(database: Database, story: Story, ann: Person, state: str) -> None:
    first, other = find_claim(database, story, "drowned"), find_claim(database, story, "Roads")
    with database.writing() as session:
        gone = session.get_one(Claim, first.id)
        gone.merged_into = other.id if state == "merged" else None
        gone.withdrawn_at = NOW if state == "withdrawn" else None
        session.commit()
        assert pipeline.take_claim(session, first.id, person=ann, now=NOW).lease_person_id is None
    assert _next(database, story, ann) == "A dam broke at Lindau."


def test_taking_a_claim_that_another_has_leaves_it_theirs(
    database: Database, story: Story, ann: Person, bob: Person
) -> None:
    claim = find_claim(database, story, "drowned")
    for person in (ann, bob):
        with database.writing() as session:
            taken = pipeline.take_claim(session, claim.id, person=person, now=NOW)
        assert taken.lease_person_id == ann.id


def test_releasing_gives_back_only_what_is_ones_own(database: Database, story: Story, ann: Person, bob: Person) -> None:
    claim = find_claim(database, story, "drowned")
    with database.writing() as session:
        pipeline.take_claim(session, claim.id, person=ann, now=NOW)
        assert pipeline.release_claim(session, claim.id, person=bob).lease_person_id == ann.id
        assert pipeline.release_claim(session, claim.id, person=ann).lease_person_id is None


def test_putting_off_twice_is_putting_off_once_more(database: Database, story: Story, ann: Person) -> None:
    claim = find_claim(database, story, "drowned")
    with database.writing() as session:
        pipeline.skip_claim(session, claim.id, person=ann)
        pipeline.skip_claim(session, claim.id, person=ann)
    with database.reading() as session:
        assert [row.event.action for row in store.list_history(session, claim.id)] == [Action.SKIPPED] * 2


def test_a_verdict_ends_a_skip(database: Database, story: Story, ann: Person) -> None:
    claim = find_claim(database, story, "drowned")
    with database.writing() as session:
        pipeline.skip_claim(session, claim.id, person=ann)
    decide(database, claim, ann, Verdict.DISPUTED)
    with database.writing() as session:
        pipeline.undo_last(session, story.slug, person=ann)
    assert _next(database, story, ann) == claim.text


@pytest.mark.parametrize("slug", ["nowhere", "2", "\0", "x" * 500, "--'"])
def test_the_queue_of_no_story_is_not_found(database: Database, ann: Person, slug: str) -> None:
    with database.writing() as session, pytest.raises(NotFound):
        pipeline.next_claim(session, slug, person=ann, now=NOW)


def test_eight_reviewers_at_once_never_get_a_claim_twice(database: Database) -> None:
    story = make_story(database)
    people = [make_person(database, f"Reviewer {number}") for number in range(REVIEWERS)]
    with database.writing() as session:
        session.add_all(Claim(story_id=story.id, text=f"Claim {n}", rank=n) for n in range(CLAIMS))
        session.commit()
    handed_out: list[tuple[str, str]] = []
    ready = threading.Barrier(REVIEWERS)

    def review(person: Person) -> None:
        ready.wait()
        while True:
            with database.writing() as session:
                claim = pipeline.next_claim(session, story.slug, person=person, now=utc_now())
                if claim is None:
                    return
                handed_out.append((claim.id, person.id))
            with database.writing() as session:
                pipeline.review_claim(session, claim.id, Verdict.UNSUPPORTED, person=person, seen_version=0)

    threads = [threading.Thread(target=review, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    doubles = [claim for claim, times in Counter(claim for claim, _ in handed_out).items() if times > 1]
    with database.reading() as session:
        undecided = session.scalars(select(col(Claim.id)).where(col(Claim.verdict).is_(None))).all()
    assert (doubles, len(handed_out), undecided) == ([], CLAIMS, [])
