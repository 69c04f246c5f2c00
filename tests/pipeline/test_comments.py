"""Talking about a claim: who may, who is told, and what stays in the record."""

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from app import pipeline, store
from app.db import Database
from app.errors import Conflict, Forbidden, NotFound, Refused
from app.models import Claim, Comment, Person, Story
from app.store.comments import UNREAD
from app.vocabulary import Action, NoticeReason, Role
from tests.makers import decide, make_person


def say(database: Database, claim: Claim, person: Person, text: str, thread: Comment | None = None) -> Comment:
    with database.writing() as session:
        thread_id = thread.id if thread else None
        return pipeline.comment_on_claim(session, claim.id, text, person=person, thread_id=thread_id)


def inbox(database: Database, person: Person) -> list[tuple[str, NoticeReason, bool]]:
    with database.reading() as session:
        rows = store.list_notices(session, person).items
    return [(row.comment.text, row.notice.reason, row.notice.read_at is not None) for row in rows]


def count_unread(session: Session, person_id: str) -> int:
    unread: int = session.execute(select(UNREAD).where(col(Person.id) == person_id)).scalar_one()
    return unread


def threads(database: Database, claim: Claim, reader: Person | None = None) -> list[store.Thread]:
    with database.reading() as session:
        return store.list_threads(session, claim.id, reader or Person(name="Somebody", folded_name="somebody"))


def test_who_is_named_finds_the_comment_in_the_inbox(
    database: Database, claim: Claim, ann: Person, bob: Person
) -> None:
    say(database, claim, ann, "Is this the right dam, @bob?")
    assert inbox(database, bob) == [("Is this the right dam, @bob?", NoticeReason.MENTION, False)]
    assert inbox(database, ann) == []


def test_nobody_is_told_of_a_comment_of_their_own(database: Database, claim: Claim, ann: Person) -> None:
    first = say(database, claim, ann, "A note to myself, @Ann.")
    say(database, claim, ann, "And another.", first)
    assert inbox(database, ann) == []


def test_an_answer_reaches_everybody_in_the_thread_once(
    database: Database, claim: Claim, ann: Person, bob: Person
) -> None:
    first = say(database, claim, ann, "Which hospital is meant?")
    say(database, claim, bob, "The one in Lindau.", first)
    say(database, claim, ann, "Thanks, @Bob.", first)
    assert inbox(database, ann) == [("The one in Lindau.", NoticeReason.REPLY, False)]
    assert inbox(database, bob) == [("Thanks, @Bob.", NoticeReason.MENTION, False)]


def test_somebody_who_may_not_see_the_story_is_not_told(database: Database, claim: Claim, ann: Person) -> None:
    stranger = make_person(database, "Cas", None)
    say(database, claim, ann, "What do you think, @Cas?")
    assert inbox(database, stranger) == []
    with database.reading() as session:
        assert count_unread(session, stranger.id) == 0


def test_a_notice_is_read_alone_or_with_all_others(database: Database, claim: Claim, ann: Person, bob: Person) -> None:
    say(database, claim, ann, "One for @Bob.")
    second = say(database, claim, ann, "Two for @Bob.")
    with database.writing() as session:
        pipeline.read_notices(session, person=bob, comment_id=second.id)
        assert count_unread(session, bob.id) == 1
        pipeline.read_notices(session, person=bob)
        assert count_unread(session, bob.id) == 0
    assert [is_read for *_, is_read in inbox(database, bob)] == [True, True]


def test_a_thread_is_resolved_and_an_answer_opens_it_again(
    database: Database, claim: Claim, ann: Person, bob: Person
) -> None:
    first = say(database, claim, ann, "Which hospital is meant?")
    with database.writing() as session:
        pipeline.resolve_thread(session, first.id, person=bob)
        pipeline.resolve_thread(session, first.id, person=ann)
    [thread] = threads(database, claim)
    assert thread.is_resolved
    assert thread.resolved_by == "Bob"
    say(database, claim, bob, "There are two of them.", first)
    [thread] = threads(database, claim)
    assert not thread.is_resolved
    assert [row.comment.text for row in thread.answers] == ["There are two of them."]
    with database.reading() as session:
        deeds = [row.event.action for row in store.list_history(session, claim.id)]
    assert deeds[::-1] == [Action.COMMENTED, Action.THREAD_RESOLVED, Action.THREAD_REOPENED, Action.COMMENTED]


def test_only_who_wrote_a_comment_takes_it_back(database: Database, claim: Claim, ann: Person, bob: Person) -> None:
    comment = say(database, claim, ann, "Wrong claim, @Bob, sorry.")
    with database.writing() as session, pytest.raises(Forbidden, match="Only who wrote"):
        pipeline.withdraw_comment(session, comment.id, person=bob)
    with database.writing() as session:
        pipeline.withdraw_comment(session, comment.id, person=ann)
    [thread] = threads(database, claim)
    assert thread.first.comment.text == ""
    assert inbox(database, bob) == []
    with database.reading() as session:
        assert count_unread(session, bob.id) == 0
        event = store.list_history(session, claim.id)[0].event
    assert event.before == {"text": "Wrong claim, @Bob, sorry."}


def test_a_comment_that_was_taken_back_is_not_answered(
    database: Database, claim: Claim, ann: Person, bob: Person
) -> None:
    comment = say(database, claim, ann, "Wrong claim.")
    with database.writing() as session:
        pipeline.withdraw_comment(session, comment.id, person=ann)
    with pytest.raises(Conflict, match="taken back"):
        say(database, claim, bob, "Why?", comment)


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 5001, "a\x00b"])
def test_a_comment_that_can_not_be_kept_is_refused(database: Database, claim: Claim, ann: Person, text: str) -> None:
    with pytest.raises(Refused):
        say(database, claim, ann, text)
    assert threads(database, claim) == []


def test_an_answer_stays_with_its_own_claim(database: Database, claim: Claim, story: Story, ann: Person) -> None:
    with database.reading() as session:
        rows = store.list_claims(session, story.id, store.ClaimFilter()).items
    other = next(row.claim for row in rows if row.claim.id != claim.id)
    first = say(database, claim, ann, "Which hospital is meant?")
    with pytest.raises(Refused, match="another claim"):
        say(database, other, ann, "This one.", first)


@pytest.mark.parametrize(("role", "refusal"), [(Role.VIEWER, Forbidden), (None, NotFound)])
def test_commenting_takes_a_reviewer(
    database: Database, claim: Claim, role: Role | None, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        say(database, claim, make_person(database, "Dee", role), "Hello.")


def test_while_a_claim_is_reviewed_blind_comments_are_their_writers_alone(
    database: Database, claim: Claim, ann: Person, bob: Person
) -> None:
    with database.writing() as session:
        session.get_one(Story, claim.story_id).reviews_wanted = 2
        session.commit()
    say(database, claim, ann, "Surely disputed, @Bob.")
    assert (len(threads(database, claim, ann)), threads(database, claim, bob), inbox(database, bob)) == (1, [], [])
    with database.reading() as session:
        assert count_unread(session, bob.id) == 0
    for person in (ann, bob):
        decide(database, claim, person)
    assert (len(threads(database, claim, bob)), len(inbox(database, bob))) == (1, 1)
