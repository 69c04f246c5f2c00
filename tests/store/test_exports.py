"""Rows leave in chunks, by the same filters as the lists, each once."""

import tracemalloc

import pytest

from app import pipeline, store
from app.db import Database
from app.models import Claim, Person, Story
from app.store import ClaimFilter
from app.vocabulary import Method, Stance, Verdict
from tests.makers import decide, find_claim, make_flood, make_person, make_story


@pytest.fixture
def story(database: Database) -> Story:
    return make_flood(database)


@pytest.fixture
def ann(database: Database) -> Person:
    return make_person(database)


def test_a_decided_claim_leaves_with_its_decision(database: Database, story: Story, ann: Person) -> None:
    claim = find_claim(database, story, "drowned")
    with database.writing() as session:
        pipeline.review_claim(session, claim.id, Verdict.DISPUTED, person=ann, rationale="3 against 12", seen_version=0)
    with database.reading() as session:
        row, *rest = store.stream_verdicts(session, story.id, ClaimFilter())
    assert (row.claim_id, row.claim, row.verdict, row.basis) == (claim.id, claim.text, Verdict.DISPUTED, "3 is not 12")
    assert (row.version, row.decided_by, row.method, row.rationale, row.reviews, row.agreement) == (
        1,
        "Ann",
        Method.REVIEW,
        "3 against 12",
        1,
        None,
    )
    assert (row.sources, row.independent_origins, str(row.first_published_at)) == (2, 0, "2031-03-03")
    assert (row.suggested_verdict, row.stale) == (Verdict.DISPUTED, False)
    assert [(each.verdict, each.version, each.decided_by) for each in rest] == [(None, None, None)] * 2


def test_after_an_undo_the_decision_before_leaves(database: Database, story: Story, ann: Person) -> None:
    bob = make_person(database, "Bob")
    claim = find_claim(database, story, "drowned")
    decide(database, claim, bob, Verdict.UNSUPPORTED)
    decide(database, claim, ann, Verdict.DISPUTED)
    with database.writing() as session:
        pipeline.undo_last(session, story.slug, person=ann)
    with database.reading() as session:
        row = next(store.stream_verdicts(session, story.id, ClaimFilter()))
    assert (row.verdict, row.version, row.decided_by) == (Verdict.UNSUPPORTED, 1, "Bob")


def test_evidence_says_what_was_relied_on(database: Database, story: Story, ann: Person) -> None:
    claim = find_claim(database, story, "drowned")
    with database.writing() as session:
        chosen = store.list_evidence(session, claim.id)[2].id
        pipeline.review_claim(session, claim.id, Verdict.DISPUTED, person=ann, relied_on=[chosen], seen_version=0)
    with database.reading() as session:
        rows = list(store.stream_evidence(session, story.id, ClaimFilter()))
    assert [(row.publisher, row.stance, row.version, row.relied_on) for row in rows] == [
        ("The Echo", Stance.STATES, 1, False),
        ("Valley Post", Stance.STATES, 1, False),
        ("Evening Star", Stance.CONTRADICTS, 1, True),
        ("The Echo", Stance.STATES, None, False),
        ("Valley Post", Stance.STATES, None, False),
        ("Valley Post", Stance.STATES, None, False),
    ]
    assert (rows[0].excerpt, rows[0].start, rows[0].end, rows[0].reasons) == (
        "The flood drowned 12 people.",
        23,
        51,
        ["Both say so."],
    )


def test_what_the_list_filters_the_export_filters(database: Database, story: Story, ann: Person) -> None:
    decide(database, find_claim(database, story, "Roads"), ann)
    for view in (ClaimFilter(decided=True), ClaimFilter(text="people"), ClaimFilter(sort="disputed"), ClaimFilter()):
        with database.reading() as session:
            listed = [row.claim.id for row in store.list_claims(session, story.id, view).items]
            assert [row.claim_id for row in store.stream_verdicts(session, story.id, view)] == listed
            assert [row.claim_id for row in store.stream_claims(session, story.id, view)] == listed
            evidence = [row.claim_id for row in store.stream_evidence(session, story.id, view)]
            assert list(dict.fromkeys(evidence)) == listed


def test_articles_leave_with_their_texts(database: Database, story: Story) -> None:
    with database.reading() as session:
        rows = list(store.stream_articles(session, story.id))
    assert [(row.publisher, row.text[:10]) for row in rows] == [
        ("The Echo", "A dam brok"),
        ("Valley Post", "The dam at"),
        ("Evening Star", "Only 3 peo"),
    ]


def test_a_long_list_leaves_complete_and_in_little_memory(database: Database) -> None:
    story = make_story(database)
    with database.writing() as session:
        session.add_all(Claim(story_id=story.id, text=f"Claim {n} " + "x" * 500, rank=n % 10) for n in range(3000))
        session.commit()
    with database.reading() as session:
        tracemalloc.start()
        seen = {row.claim_id for row in store.stream_verdicts(session, story.id, ClaimFilter())}
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert len(seen) == 3000
    assert peak < 8_000_000


def test_a_verdict_given_in_the_middle_neither_doubles_nor_drops_a_row(
    database: Database, story: Story, ann: Person
) -> None:
    with database.writing() as session:
        session.add_all(Claim(story_id=story.id, text=f"Claim {n}", rank=n) for n in range(1200))
        session.commit()
    roads = find_claim(database, story, "Roads")
    with database.reading() as session:
        rows = store.stream_verdicts(session, story.id, ClaimFilter(decided=False, sort="recent"))
        seen = [next(rows).claim_id]
        decide(database, roads, ann)
        seen += [row.claim_id for row in rows]
    assert (len(seen), len(set(seen))) == (1203, 1203)
