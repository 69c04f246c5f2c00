"""Tags, assignments, saved views, and one change to many claims."""

from collections.abc import Sequence

import pytest

from app import pipeline, store
from app.db import Database
from app.errors import Forbidden, NotFound, Refused
from app.models import Claim, Person, Story, utc_now
from app.pipeline import Seen, Wanted
from app.vocabulary import BulkChange, Role, Verdict
from tests.makers import decide, make_person


def all_claims(database: Database, story: Story) -> list[Claim]:
    with database.reading() as session:
        return [row.claim for row in store.list_claims(session, story.id, store.ClaimFilter()).items]


def as_seen(claims: Sequence[Claim]) -> list[Seen]:
    return [Seen(claim.id, claim.version, claim.revision) for claim in claims]


def change(database: Database, story: Story, seen: Sequence[Seen], wanted: Wanted, person: Person) -> pipeline.Outcome:
    with database.writing() as session:
        return pipeline.change_claims(session, story.slug, seen, wanted, person=person)


def tags_of(database: Database, claim: Claim) -> list[str]:
    with database.reading() as session:
        return store.list_tags(session, [claim.id]).get(claim.id, [])


def texts(database: Database, story: Story, **view: str) -> list[str]:
    with database.reading() as session:
        rows = store.list_claims(session, story.id, store.parse_claim_filter(view)).items
    return [row.claim.text for row in rows]


def test_spellings_that_differ_in_case_are_one_tag(database: Database, story: Story, claim: Claim, ann: Person) -> None:
    with database.writing() as session:
        assert pipeline.tag_claim(session, claim.id, "#To Call", person=ann)
        assert not pipeline.tag_claim(session, claim.id, "to  call", person=ann)
    assert tags_of(database, claim) == ["To Call"]
    assert texts(database, story, tag="TO CALL") == [claim.text]


@pytest.mark.parametrize("name", ["", " # ", "x" * 41, "a\x00b"])
def test_a_tag_that_can_not_be_kept_is_refused(database: Database, claim: Claim, ann: Person, name: str) -> None:
    with database.writing() as session, pytest.raises(Refused):
        pipeline.tag_claim(session, claim.id, name, person=ann)


def test_undo_takes_a_tag_off_and_puts_it_back(database: Database, story: Story, claim: Claim, ann: Person) -> None:
    with database.writing() as session:
        pipeline.tag_claim(session, claim.id, "call", person=ann)
        pipeline.untag_claim(session, claim.id, "Call", person=ann)
        pipeline.undo_last(session, story.slug, person=ann)
    assert tags_of(database, claim) == ["call"]
    with database.writing() as session:
        pipeline.undo_last(session, story.slug, person=ann)
    assert tags_of(database, claim) == []


def test_an_assigned_claim_is_handed_to_its_assignee_first_and_to_nobody_else(
    database: Database, story: Story, ann: Person, bob: Person
) -> None:
    *_, last = all_claims(database, story)
    with database.writing() as session:
        assert pipeline.assign_claim(session, last.id, bob.id, person=ann)
        first = pipeline.next_claim(session, story, person=bob, now=utc_now())
        assert first is not None
        assert first.id == last.id
        handed = set()
        while (got := pipeline.next_claim(session, story, person=ann, now=utc_now())) is not None:
            handed.add(got.id)
            pipeline.review_claim(session, got.id, Verdict.DISPUTED, person=ann, seen_version=got.version)
    assert len(handed) == 2
    assert last.id not in handed
    assert texts(database, story, assignee=bob.id) == [last.text]


def test_a_claim_that_is_freed_is_handed_to_anybody(
    database: Database, story: Story, claim: Claim, ann: Person, bob: Person
) -> None:
    with database.writing() as session:
        pipeline.assign_claim(session, claim.id, bob.id, person=ann)
        assert pipeline.unassign_claim(session, claim.id, person=ann)
        assert not pipeline.unassign_claim(session, claim.id, person=ann)
        handed = pipeline.next_claim(session, story, person=ann, now=utc_now())
        assert handed is not None
        assert handed.id == claim.id


@pytest.mark.parametrize("role", [Role.VIEWER, None])
def test_only_who_may_review_is_asked_to(database: Database, claim: Claim, ann: Person, role: Role | None) -> None:
    onlooker = make_person(database, "Dee", role)
    with database.writing() as session, pytest.raises(Refused, match="who may review"):
        pipeline.assign_claim(session, claim.id, onlooker.id, person=ann)


def test_nothing_chosen_changes_nothing(database: Database, story: Story, ann: Person) -> None:
    outcome = change(database, story, [], Wanted(BulkChange.DISCARD, words="all wrong"), ann)
    assert outcome == pipeline.Outcome(0, 0, ())
    assert len(all_claims(database, story)) == 3


def test_many_claims_are_decided_but_none_that_somebody_decided_meanwhile(
    database: Database, story: Story, claim: Claim, ann: Person, bob: Person
) -> None:
    seen = as_seen(all_claims(database, story))
    decide(database, claim, bob, Verdict.DISPUTED)
    wanted = Wanted(BulkChange.DECIDE, verdict=Verdict.CORROBORATED, words="Read together.")
    outcome = change(database, story, seen, wanted, ann)
    assert outcome == pipeline.Outcome(2, 0, (claim.id,))
    verdicts = {row.id: row.verdict for row in all_claims(database, story)}
    assert verdicts.pop(claim.id) is Verdict.DISPUTED
    assert set(verdicts.values()) == {Verdict.CORROBORATED}


def test_many_claims_are_tagged_assigned_freed_untagged_and_discarded(
    database: Database, story: Story, ann: Person, bob: Person
) -> None:
    seen = as_seen(all_claims(database, story))
    steps = [
        Wanted(BulkChange.TAG, words="today"),
        Wanted(BulkChange.ASSIGN, assignee_id=bob.id),
        Wanted(BulkChange.UNASSIGN),
        Wanted(BulkChange.UNTAG, words="Today"),
    ]
    for wanted in steps:
        assert change(database, story, seen, wanted, ann) == pipeline.Outcome(3, 0, ())
        assert change(database, story, seen, wanted, ann) == pipeline.Outcome(0, 3, ())
    assert change(database, story, seen, Wanted(BulkChange.DISCARD, words="a drill"), ann).changed == 3
    assert all_claims(database, story) == []


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(BulkChange.DECIDE),
        Wanted(BulkChange.TAG, words=" "),
        Wanted(BulkChange.DISCARD, words=" "),
        Wanted(BulkChange.ASSIGN, assignee_id="nobody"),
    ],
)
def test_a_change_that_can_be_made_to_no_claim_is_refused(
    database: Database, story: Story, ann: Person, wanted: Wanted
) -> None:
    with pytest.raises(Refused):
        change(database, story, as_seen(all_claims(database, story)), wanted, ann)


def test_more_claims_than_can_be_changed_at_once_are_refused(database: Database, story: Story, ann: Person) -> None:
    seen = [Seen("a" * 16, 0, n) for n in range(501)]
    with pytest.raises(Refused, match="At most 500"):
        change(database, story, seen, Wanted(BulkChange.TAG, words="x"), ann)


@pytest.mark.parametrize("wanted", [Wanted(BulkChange.DISCARD, words="x"), Wanted(BulkChange.UNASSIGN)])
def test_discarding_and_assigning_many_takes_an_editor(
    database: Database, story: Story, claim: Claim, wanted: Wanted
) -> None:
    reviewer = make_person(database, "Dee", Role.REVIEWER)
    with pytest.raises(Forbidden):
        change(database, story, as_seen([claim]), wanted, reviewer)


def test_a_shared_view_is_everybodys_to_open_and_its_owners_or_an_editors_to_delete(
    database: Database, story: Story, ann: Person
) -> None:
    dee, eve = make_person(database, "Dee", Role.REVIEWER), make_person(database, "Eve", Role.REVIEWER)
    view = store.ClaimFilter(disputed=True)
    with database.writing() as session:
        shared = pipeline.save_view(session, story.slug, "Disputed", view, person=dee, is_shared=True)
        pipeline.save_view(session, story.slug, "Mine", view, person=dee)
        assert [kept.name for kept, _ in store.list_views(session, story.id, dee)] == ["Disputed", "Mine"]
        assert [(kept.name, by) for kept, by in store.list_views(session, story.id, eve)] == [("Disputed", "Dee")]
        with pytest.raises(Forbidden):
            pipeline.delete_view(session, shared.id, person=eve)
        pipeline.delete_view(session, shared.id, person=ann)
        with pytest.raises(NotFound):
            store.get_view(session, shared.id)


def test_a_view_of_the_same_name_is_replaced(database: Database, story: Story, ann: Person) -> None:
    with database.writing() as session:
        pipeline.save_view(session, story.slug, "Today", store.ClaimFilter(disputed=True), person=ann)
        pipeline.save_view(session, story.slug, "TODAY", store.ClaimFilter(decided=False), person=ann)
        [(kept, _)] = store.list_views(session, story.id, ann)
    assert (kept.name, kept.query) == ("TODAY", {"decided": "no"})
