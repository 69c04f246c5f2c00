"""A verdict is saved once, with the evidence as it was; who was second is told what happened."""

import threading

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from app import pipeline, store
from app.db import Database
from app.errors import Conflict, NotFound, Refused
from app.models import Article, Claim, Decision, Event, Excerpt, Person, Review, Story, utc_now
from app.vocabulary import Action, Method, Stance, Verdict
from tests.makers import decide, find_claim


def _review(
    database: Database, claim: Claim, person: Person, verdict: Verdict = Verdict.DISPUTED, *, seen: int = 0
) -> Decision:
    with database.writing() as session:
        decision = pipeline.review_claim(session, claim.id, verdict, person=person, seen_version=seen)
    assert decision is not None
    return decision


def _count(database: Database, table: type[Review] | type[Decision] | type[Event]) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_verdict_makes_a_decision(database: Database, claim: Claim, ann: Person) -> None:
    with database.writing() as session:
        decision = pipeline.review_claim(
            session, claim.id, Verdict.DISPUTED, person=ann, rationale="  3 against 12 ", seen_version=0
        )
    assert decision is not None
    assert (decision.version, decision.verdict, decision.method, decision.reviews) == (
        1,
        Verdict.DISPUTED,
        Method.REVIEW,
        1,
    )
    assert (decision.rationale, decision.basis, decision.decided_by) == ("3 against 12", "3 is not 12", ann.id)
    with database.reading() as session:
        after = store.get_claim(session, claim.id)
    assert (after.verdict, after.version, after.in_force, after.decided_at) == (
        Verdict.DISPUTED,
        1,
        1,
        decision.decided_at,
    )


def test_a_verdict_ends_the_lease(database: Database, claim: Claim, ann: Person) -> None:
    with database.writing() as session:
        pipeline.take_claim(session, claim.id, person=ann, now=utc_now())
    decide(database, claim, ann)
    with database.reading() as session:
        assert store.list_leases(session, claim.id, utc_now()) == []


def test_the_record_says_from_what_to_what(database: Database, claim: Claim, ann: Person, bob: Person) -> None:
    decide(database, claim, ann, Verdict.UNSUPPORTED)
    decide(database, claim, bob, Verdict.DISPUTED)
    with database.reading() as session:
        newest = store.list_history(session, claim.id)[0]
    assert (newest.person_name, newest.event.action) == ("Bob", Action.REVIEWED)
    assert (newest.event.before["verdict"], newest.event.after["verdict"]) == ("unsupported", "disputed")
    assert (newest.event.before["version"], newest.event.after["version"]) == (1, 2)


def test_the_evidence_is_frozen_as_it_was(database: Database, claim: Claim, ann: Person) -> None:
    with database.reading() as session:
        rows = store.list_evidence(session, claim.id)
    with database.writing() as session:
        chosen = [rows[2].id, rows[0].id]
        pipeline.review_claim(session, claim.id, Verdict.DISPUTED, person=ann, relied_on=chosen, seen_version=0)
        session.get_one(Article, rows[0].article_id).title = "Another title"
        session.get_one(Claim, claim.id).text = "Another wording"
        session.get_one(Excerpt, rows[2].id).stance = Stance.RELATED
        session.commit()
    with database.reading() as session:
        decision = store.get_decision(session, claim.id, 1)
    home, _, against = decision.evidence["excerpts"]
    assert decision.evidence["claim"] == "The flood drowned 12 people."
    assert decision.relied_on == [rows[0].id, rows[2].id]
    assert (home["title"], home["publisher"], home["relied_on"]) == ("report.txt", "The Echo", True)
    assert (home["text"], home["start"], home["end"]) == ("The flood drowned 12 people.", 23, 51)
    assert (home["before"], home["after"]) == ("A dam broke at Lindau. ", " Rescuers are searching.")
    assert (home["published_at"], home["text_sha256"]) == ("2031-03-03", rows[0].text_sha256)
    assert (against["stance"], against["suggested_stance"]) == ("contradicts", "contradicts")


def test_the_same_form_sent_twice_is_one_verdict(database: Database, claim: Claim, ann: Person) -> None:
    first = _review(database, claim, ann)
    assert _review(database, claim, ann).id == first.id
    assert (_count(database, Review), _count(database, Decision)) == (1, 1)


def test_a_form_that_was_sent_and_undone_is_not_sent_again(database: Database, claim: Claim, ann: Person) -> None:
    _review(database, claim, ann)
    with database.writing() as session:
        story = store.get_story_by_id(session, claim.story_id)
        pipeline.undo_last(session, story.slug, person=ann)
    with pytest.raises(Conflict):
        _review(database, claim, ann)


def test_who_comes_second_is_told_what_happened(database: Database, claim: Claim, ann: Person, bob: Person) -> None:
    _review(database, claim, ann)
    with pytest.raises(pipeline.ClaimMoved) as moved:
        _review(database, claim, bob, Verdict.CORROBORATED)
    assert moved.value.message == "Ann has decided “disputed” for this claim meanwhile."
    assert moved.value.decision is not None
    assert (moved.value.decided_by, moved.value.decision.verdict) == ("Ann", Verdict.DISPUTED)
    assert (moved.value.claim.version, _count(database, Review)) == (1, 1)


def test_a_claim_that_was_merged_takes_no_verdict(database: Database, story: Story, claim: Claim, ann: Person) -> None:
    with database.writing() as session:
        session.get_one(Claim, claim.id).merged_into = find_claim(database, story, "Roads").id
        session.commit()
    with pytest.raises(pipeline.ClaimMoved, match="was merged"):
        _review(database, claim, ann)


def test_a_claim_that_was_withdrawn_takes_no_verdict(database: Database, claim: Claim, ann: Person) -> None:
    with database.writing() as session:
        session.get_one(Claim, claim.id).withdrawn_at = utc_now()
        session.commit()
    with pytest.raises(pipeline.ClaimMoved, match="was discarded"):
        _review(database, claim, ann)


@pytest.mark.parametrize(
    "claim_id", ["2" * 16, str(2**63), str(10**20), "-1", "0", "1.0", "\0", "abc", "٣", "", "x" * 900]
)
def test_a_verdict_on_what_is_no_claim_is_not_found(database: Database, ann: Person, claim_id: str) -> None:
    with database.writing() as session, pytest.raises(NotFound):
        pipeline.review_claim(session, claim_id, Verdict.DISPUTED, person=ann, seen_version=0)


@pytest.mark.parametrize("rationale", ["x" * 5001, "a\0b", "\ud800", "bell \a"])
def test_a_rationale_that_cannot_be_kept_is_refused(
    database: Database, claim: Claim, ann: Person, rationale: str
) -> None:
    with database.writing() as session, pytest.raises(Refused) as refused:
        pipeline.review_claim(session, claim.id, Verdict.DISPUTED, person=ann, rationale=rationale, seen_version=0)
    assert refused.value.field == "rationale"
    assert _count(database, Review) == 0


def test_an_excerpt_of_another_claim_cannot_be_relied_on(
    database: Database, story: Story, claim: Claim, ann: Person
) -> None:
    with database.reading() as session:
        foreign = store.list_evidence(session, find_claim(database, story, "Roads").id)[0].id
    with database.writing() as session, pytest.raises(Refused) as refused:
        pipeline.review_claim(session, claim.id, Verdict.DISPUTED, person=ann, relied_on=[foreign], seen_version=0)
    assert refused.value.field == "relied_on"


@pytest.mark.parametrize("seen", [-1, 1, 2**31, 2**63, 10**20])
def test_a_version_that_the_claim_does_not_have_is_a_conflict(
    database: Database, claim: Claim, ann: Person, seen: int
) -> None:
    with pytest.raises(Conflict):
        _review(database, claim, ann, seen=seen)


def test_of_two_verdicts_at_once_one_stands(database: Database, claim: Claim, ann: Person, bob: Person) -> None:
    results: list[str] = []
    ready = threading.Barrier(2)

    def review(person: Person, verdict: Verdict) -> None:
        ready.wait()
        try:
            _review(database, claim, person, verdict)
            results.append("saved")
        except Conflict:
            results.append("conflict")

    threads = [
        threading.Thread(target=review, args=[ann, Verdict.DISPUTED]),
        threading.Thread(target=review, args=[bob, Verdict.CORROBORATED]),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["conflict", "saved"]
    assert (_count(database, Review), _count(database, Decision)) == (1, 1)


def test_what_is_not_committed_leaves_nothing_behind(database: Database, claim: Claim, ann: Person) -> None:
    events = _count(database, Event)
    with database.writing() as session:
        session.add(Review(claim_id=claim.id, person_id=ann.id, verdict=Verdict.DISPUTED))
        session.flush()
    assert (_count(database, Review), _count(database, Event)) == (0, events)


def test_what_a_query_orders_reviews_by_is_their_time(
    database: Database, claim: Claim, ann: Person, bob: Person
) -> None:
    for person, verdict in ((ann, Verdict.DISPUTED), (bob, Verdict.UNSUPPORTED), (ann, Verdict.CORROBORATED)):
        decide(database, claim, person, verdict)
    with database.reading() as session:
        reviews = store.list_reviews(session, claim.id)
        decisions = store.list_decisions(session, claim.id)
        last = session.scalars(select(Decision).where(col(Decision.version) == 3)).one()
    assert [(person.name, review.verdict.value) for review, person in reviews] == [
        ("Ann", "disputed"),
        ("Bob", "unsupported"),
        ("Ann", "corroborated"),
    ]
    assert ([decision.version for decision in decisions], last.reviews) == ([1, 2, 3], 1)
