"""Claims are handed out one to a person, however many ask at once."""

import os
import threading
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select
from sqlmodel import col

from app import pipeline, store
from app.db import Database
from app.models import Article, Claim, Decision, Lease, Person, Skip, Story, utc_now
from app.vocabulary import Action, QueueOrder, Stance, Verdict
from tests.makers import (
    BROKE,
    DROWNED,
    ECHO,
    POST,
    ROADS,
    STAR,
    add_reports,
    analyse_as,
    decide,
    find_claim,
    make_flood,
    make_person,
    make_story,
)

NOW = utc_now()
QUARTER = timedelta(minutes=15)
REVIEWERS = 8
# Ten thousand take minutes: they are handed out where somebody asks for them.
HAND_OUTS = int(os.environ.get("PLUMBLINE_TEST_HAND_OUTS", "120"))


@pytest.fixture
def story(database: Database) -> Story:
    return make_flood(database)


@pytest.fixture
def ann(database: Database) -> Person:
    return make_person(database)


@pytest.fixture
def bob(database: Database) -> Person:
    return make_person(database, "Bob")


def _next(database: Database, story: Story, person: Person, **how: Any) -> str | None:
    with database.writing() as session:
        claim = pipeline.next_claim(session, story, person=person, now=NOW, **how)
    return claim.text if claim else None


def _holders(database: Database, claim: Claim) -> list[tuple[str, datetime | None]]:
    with database.reading() as session:
        return [(lease.person_id, lease.until) for lease in store.list_leases(session, claim.id, NOW)]


def test_the_claim_most_worth_checking_comes_first(database: Database, story: Story, ann: Person) -> None:
    assert _next(database, story, ann) == "The flood drowned 12 people."


def test_the_lease_says_whose_the_claim_is_and_until_when(database: Database, story: Story, ann: Person) -> None:
    with database.writing() as session:
        claim = pipeline.next_claim(session, story, person=ann, now=NOW)
    assert claim is not None
    assert _holders(database, claim) == [(ann.id, NOW + QUARTER)]


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
        mine = pipeline.next_claim(session, story, person=ann, now=NOW - QUARTER)
    assert mine is not None
    assert _next(database, story, bob) == mine.text


def test_a_claim_that_was_put_off_comes_after_the_others(database: Database, story: Story, ann: Person) -> None:
    handed_out = []
    for _ in range(4):
        with database.writing() as session:
            claim = pipeline.next_claim(session, story, person=ann, now=utc_now())
            assert claim is not None
            handed_out.append(claim.rank)
            pipeline.skip_claim(session, claim.id, person=ann)
    assert handed_out == [0, 1, 2, 0]


def test_what_one_puts_off_others_get_in_its_place(database: Database, story: Story, ann: Person, bob: Person) -> None:
    with database.writing() as session:
        pipeline.skip_claim(session, find_claim(database, story, "drowned").id, person=ann)
    assert _next(database, story, bob) == "The flood drowned 12 people."


def test_who_chooses_anew_gives_back_the_claim_that_they_have(database: Database, story: Story, ann: Person) -> None:
    roads = find_claim(database, story, "Roads")
    with database.writing() as session:
        pipeline.take_claim(session, roads.id, person=ann, now=NOW)
    assert _next(database, story, ann, anew=True) == "The flood drowned 12 people."
    assert _holders(database, roads) == []


def test_going_to_another_claim_gives_back_the_first(database: Database, story: Story, ann: Person) -> None:
    first, other = find_claim(database, story, "drowned"), find_claim(database, story, "Roads")
    with database.writing() as session:
        for claim in (first, other):
            assert pipeline.take_claim(session, claim.id, person=ann, now=NOW)
    assert (_holders(database, first), len(_holders(database, other))) == ([], 1)


def test_work_on_a_claim_extends_its_lease(database: Database, story: Story, ann: Person) -> None:
    claim = find_claim(database, story, "drowned")
    with database.writing() as session:
        pipeline.take_claim(session, claim.id, person=ann, now=NOW - QUARTER / 2)
        excerpt = store.list_evidence(session, claim.id)[0]
        pipeline.correct_stance(session, excerpt.id, Stance.SUPPORTS, person=ann)
    [(holder, until)] = _holders(database, claim)
    assert holder == ann.id
    assert until is not None
    assert until >= NOW + QUARTER


@pytest.mark.parametrize(
    ("order", "texts"),
    [
        (QueueOrder.WORTH, ["Roads", "dam broke", "drowned"]),
        (QueueOrder.DISPUTED, ["drowned", "Roads", "dam broke"]),
        (QueueOrder.NEWEST, ["dam broke", "Roads", "drowned"]),
    ],
)
def test_the_queue_comes_in_the_order_that_was_chosen(
    database: Database, ann: Person, order: QueueOrder, texts: list[str]
) -> None:
    story = make_story(database)
    add_reports(database, story, STAR, ECHO)
    add_reports(database, story, POST)
    analyse_as(database, story, ROADS, BROKE[:1], DROWNED[::2])
    with database.writing() as session:
        [newest] = [claim for claim in session.scalars(select(Claim)) if "dam broke" in claim.text]
        newest.evidence_at = utc_now() + QUARTER
        session.commit()
    handed_out = []
    for _ in texts:
        handed_out.append(_next(database, story, ann, order=order) or "")
        decide(database, find_claim(database, story, handed_out[-1]), ann)
    assert [text in said for text, said in zip(texts, handed_out, strict=True)] == [True] * 3


def test_a_claim_s_newest_evidence_is_its_newest_article(database: Database, story: Story) -> None:
    with database.reading() as session:
        claim = store.get_claim(session, find_claim(database, story, "drowned").id)
        added = [session.get_one(Article, row.article_id).added_at for row in store.list_evidence(session, claim.id)]
    assert claim.evidence_at == max(added)


def test_a_random_order_is_each_person_s_own_and_stays(database: Database, ann: Person, bob: Person) -> None:
    story = _story_of_claims(database, 12)
    orders = {person.name: _hand_out_all(database, story, person) for person in (ann, bob)}
    again = _hand_out_all(database, story, ann)
    assert orders["Ann"] == again
    assert sorted(orders["Ann"]) == sorted(orders["Bob"])
    assert len({tuple(orders["Ann"]), tuple(orders["Bob"]), tuple(sorted(orders["Ann"]))}) == 3


def _hand_out_all(database: Database, story: Story, person: Person) -> list[str]:
    """Return the claims in the person's order, skipping each; forget that then."""
    ids = []
    with database.writing() as session:
        while (
            claim := pipeline.next_claim(session, story, person=person, now=NOW, order=QueueOrder.RANDOM, anew=True)
        ) and claim.id not in ids:
            ids.append(claim.id)
            pipeline.skip_claim(session, claim.id, person=person)
        session.execute(delete(Skip))
        session.execute(delete(Lease))
        session.commit()
    return ids


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
        assert not pipeline.take_claim(session, first.id, person=ann, now=NOW)
    assert _next(database, story, ann) == "A dam broke at Lindau."


def test_taking_a_claim_that_another_has_leaves_it_theirs(
    database: Database, story: Story, ann: Person, bob: Person
) -> None:
    claim = find_claim(database, story, "drowned")
    with database.writing() as session:
        taken = [pipeline.take_claim(session, claim.id, person=person, now=NOW) for person in (ann, bob)]
    assert taken == [True, False]
    assert [holder for holder, _ in _holders(database, claim)] == [ann.id]


def test_releasing_gives_back_only_what_is_ones_own(database: Database, story: Story, ann: Person, bob: Person) -> None:
    claim = find_claim(database, story, "drowned")
    with database.writing() as session:
        pipeline.take_claim(session, claim.id, person=ann, now=NOW)
        pipeline.release_claim(session, claim.id, person=bob)
        assert [holder for holder, _ in _holders(database, claim)] == [ann.id]
        pipeline.release_claim(session, claim.id, person=ann)
    assert _holders(database, claim) == []


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


def _story_of_claims(database: Database, number: int) -> Story:
    story = make_story(database)
    with database.writing() as session:
        session.add_all(Claim(story_id=story.id, text=f"Claim {n}", rank=n) for n in range(number))
        session.commit()
    return story


@pytest.mark.parametrize("wanted", [1, 3])
def test_eight_reviewers_at_once_get_every_claim_as_often_as_wanted_and_nobody_gets_one_twice(
    database: Database, wanted: int
) -> None:
    claims = HAND_OUTS // wanted
    story = _story_of_claims(database, claims)
    people = [make_person(database, f"Reviewer {number}") for number in range(REVIEWERS)]
    with database.writing() as session:
        session.get_one(Story, story.id).reviews_wanted = wanted
        session.commit()
    handed_out: list[tuple[str, str]] = []
    ready = threading.Barrier(REVIEWERS)

    def review(person: Person) -> None:
        ready.wait()
        while True:
            with database.writing() as session:
                claim = pipeline.next_claim(session, story, person=person, now=utc_now())
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
    times = Counter(claim for claim, _ in handed_out)
    with database.reading() as session:
        decisions = session.scalars(select(col(Decision.reviews))).all()
    assert Counter(times.values()) == {wanted: claims}
    assert len(set(handed_out)) == len(handed_out)
    assert list(decisions) == [wanted] * claims
