"""What one did last can be taken back, after any page and any day, unless somebody has built on it."""

import pytest

from app import pipeline, store
from app.db import Database
from app.errors import Conflict, Forbidden, NotFound, Refused
from app.models import Claim, Event, Excerpt, Person, Story, utc_now
from app.vocabulary import Action, Role, Stance, Verdict
from tests.makers import decide, find_claim, make_person, set_role
from tests.pipeline.correcting import discard


def _undo(database: Database, story: Story, person: Person) -> Event:
    with database.writing() as session:
        return pipeline.undo_last(session, story.slug, person=person)


def _again(database: Database, claim: Claim) -> Claim:
    with database.reading() as session:
        return store.get_claim(session, claim.id)


def _against(database: Database, claim: Claim) -> Excerpt:
    with database.reading() as session:
        return store.get_excerpt(session, store.list_evidence(session, claim.id)[2].id)


def _correct(database: Database, excerpt: Excerpt, stance: Stance, person: Person) -> Excerpt:
    with database.writing() as session:
        return pipeline.correct_stance(session, excerpt.id, stance, person=person, why="A misprint.")


def test_an_undone_verdict_leaves_the_claim_undecided(
    database: Database, story: Story, claim: Claim, ann: Person
) -> None:
    decide(database, claim, ann)
    _undo(database, story, ann)
    after = _again(database, claim)
    assert (after.verdict, after.decided_at, after.in_force, after.version) == (None, None, 0, 1)


def test_an_undone_verdict_gives_way_to_the_one_before(
    database: Database, story: Story, claim: Claim, ann: Person, bob: Person
) -> None:
    first = decide(database, claim, bob, Verdict.UNSUPPORTED)
    decide(database, claim, ann, Verdict.DISPUTED)
    _undo(database, story, ann)
    after = _again(database, claim)
    assert (after.verdict, after.decided_at, after.in_force, after.version) == (
        Verdict.UNSUPPORTED,
        first.decided_at,
        1,
        2,
    )


def test_nothing_of_it_is_erased(database: Database, story: Story, claim: Claim, ann: Person) -> None:
    decide(database, claim, ann)
    undone = _undo(database, story, ann)
    with database.reading() as session:
        decision = store.get_decision(session, claim.id, 1)
        [(review, _)] = store.list_reviews(session, claim.id)
        newest, oldest = (row.event for row in store.list_history(session, claim.id))
    assert decision.undone_at is not None
    assert review.undone_at == decision.undone_at
    assert (newest.id, newest.action, newest.after["undone"]) == (undone.id, Action.UNDONE, oldest.id)
    assert oldest.undone_by == newest.id


def test_the_next_verdict_gets_a_number_of_its_own(database: Database, story: Story, claim: Claim, ann: Person) -> None:
    decide(database, claim, ann)
    _undo(database, story, ann)
    assert decide(database, claim, ann, Verdict.DISPUTED).in_force == 2


def test_undoing_again_takes_back_what_came_before(database: Database, story: Story, claim: Claim, ann: Person) -> None:
    roads = find_claim(database, story, "Roads")
    decide(database, roads, ann)
    decide(database, claim, ann)
    assert [_undo(database, story, ann).claim_id for _ in range(2)] == [claim.id, roads.id]
    with pytest.raises(Refused):
        _undo(database, story, ann)


def test_a_stale_mark_that_the_verdict_had_settled_comes_back(
    database: Database, story: Story, claim: Claim, ann: Person
) -> None:
    decide(database, claim, ann)
    moment = utc_now()
    with database.writing() as session:
        stale = session.get_one(Claim, claim.id)
        stale.stale_at, stale.stale_because = moment, "New evidence: Lake Herald contradicts it"
        session.commit()
    decide(database, claim, ann, Verdict.DISPUTED)
    _undo(database, story, ann)
    after = _again(database, claim)
    assert (after.stale_at, after.stale_because) == (moment, "New evidence: Lake Herald contradicts it")


def test_a_verdict_that_somebody_has_decided_over_is_not_undone(
    database: Database, story: Story, claim: Claim, ann: Person, bob: Person
) -> None:
    decide(database, claim, ann)
    decide(database, claim, bob, Verdict.DISPUTED)
    with pytest.raises(Conflict, match="Bob has decided “disputed” for this claim since"):
        _undo(database, story, ann)
    assert _again(database, claim).verdict is Verdict.DISPUTED


def test_a_verdict_can_be_undone_once_the_later_one_was(
    database: Database, story: Story, claim: Claim, ann: Person, bob: Person
) -> None:
    decide(database, claim, ann)
    decide(database, claim, bob, Verdict.DISPUTED)
    _undo(database, story, bob)
    _undo(database, story, ann)
    assert _again(database, claim).verdict is None


def test_nobody_undoes_what_others_did(
    database: Database, story: Story, claim: Claim, ann: Person, bob: Person
) -> None:
    decide(database, claim, ann)
    with pytest.raises(Refused, match="nothing of yours"):
        _undo(database, story, bob)


def test_what_was_done_in_another_story_stays(database: Database, story: Story, claim: Claim, ann: Person) -> None:
    decide(database, claim, ann)
    with database.writing() as session:
        other = pipeline.make_story(session, "Another story")
    with pytest.raises(Refused):
        _undo(database, other, ann)


def test_a_skip_is_undone(database: Database, story: Story, claim: Claim, ann: Person) -> None:
    with database.writing() as session:
        pipeline.skip_claim(session, claim.id, person=ann)
    _undo(database, story, ann)
    with database.writing() as session:
        following = pipeline.next_claim(session, story, person=ann, now=utc_now())
    assert following is not None
    assert following.id == claim.id


def test_a_corrected_stance_counts_in_the_suggestion(database: Database, claim: Claim, ann: Person) -> None:
    corrected = _correct(database, _against(database, claim), Stance.RELATED, ann)
    after = _again(database, claim)
    assert (corrected.stance, corrected.suggested_stance) == (Stance.RELATED, Stance.CONTRADICTS)
    assert (after.suggested_verdict, after.contradicting, after.basis) == (
        Verdict.CORROBORATED,
        0,
        "2 sources, origin unknown",
    )


def test_a_correction_is_recorded_with_its_reason(database: Database, claim: Claim, ann: Person) -> None:
    excerpt = _correct(database, _against(database, claim), Stance.RELATED, ann)
    with database.reading() as session:
        event = store.list_history(session, claim.id)[0].event
    assert (event.action, event.excerpt_id, event.why) == (Action.STANCE_CORRECTED, excerpt.id, "A misprint.")
    assert (event.before["stance"], event.after["stance"]) == ("contradicts", "related")


def test_a_correction_to_what_it_is_already_is_none(database: Database, claim: Claim, ann: Person) -> None:
    excerpt = _correct(database, _against(database, claim), Stance.CONTRADICTS, ann)
    with database.reading() as session:
        assert (excerpt.corrected_at, store.list_history(session, claim.id)) == (None, [])


def test_an_undone_correction_leaves_the_stance_to_the_machine(
    database: Database, story: Story, claim: Claim, ann: Person
) -> None:
    _correct(database, _against(database, claim), Stance.RELATED, ann)
    _undo(database, story, ann)
    excerpt, after = _against(database, claim), _again(database, claim)
    assert (excerpt.stance, excerpt.corrected_by, excerpt.corrected_at) == (Stance.CONTRADICTS, None, None)
    assert (after.suggested_verdict, after.contradicting) == (Verdict.DISPUTED, 1)


def test_an_undone_correction_of_a_correction_gives_back_the_first(
    database: Database, story: Story, claim: Claim, ann: Person, bob: Person
) -> None:
    _correct(database, _against(database, claim), Stance.RELATED, bob)
    _correct(database, _against(database, claim), Stance.SUPPORTS, ann)
    _undo(database, story, ann)
    excerpt = _against(database, claim)
    assert (excerpt.stance, excerpt.corrected_by) == (Stance.RELATED, bob.id)


def test_a_correction_that_somebody_has_corrected_since_is_not_undone(
    database: Database, story: Story, claim: Claim, ann: Person, bob: Person
) -> None:
    _correct(database, _against(database, claim), Stance.RELATED, ann)
    _correct(database, _against(database, claim), Stance.SUPPORTS, bob)
    with pytest.raises(Conflict, match="set this stance anew"):
        _undo(database, story, ann)


def test_a_correction_that_somebody_has_decided_upon_is_not_undone(
    database: Database, story: Story, claim: Claim, ann: Person, bob: Person
) -> None:
    _correct(database, _against(database, claim), Stance.RELATED, ann)
    decide(database, claim, bob, Verdict.UNSUPPORTED)
    with pytest.raises(Conflict, match="Bob has decided “unsupported”"):
        _undo(database, story, ann)


def test_a_correction_of_a_claim_that_is_no_more_is_refused(database: Database, claim: Claim, ann: Person) -> None:
    excerpt = _against(database, claim)
    with database.writing() as session:
        session.get_one(Claim, claim.id).withdrawn_at = utc_now()
        session.commit()
    with pytest.raises(pipeline.ClaimMoved):
        _correct(database, excerpt, Stance.RELATED, ann)


@pytest.mark.parametrize("excerpt_id", ["2" * 16, str(2**63), "\0", "abc", ""])
def test_a_stance_of_no_excerpt_is_not_found(database: Database, ann: Person, excerpt_id: str) -> None:
    with database.writing() as session, pytest.raises(NotFound):
        pipeline.correct_stance(session, excerpt_id, Stance.RELATED, person=ann)


def test_who_is_no_editor_any_more_takes_no_editors_deed_back(database: Database, story: Story, claim: Claim) -> None:
    ed = make_person(database, "Ed", role=Role.EDITOR)
    discard(database, claim, ed)
    set_role(database, ed, story, Role.REVIEWER)
    with pytest.raises(Forbidden, match="this is for an editor"):
        _undo(database, story, ed)
    assert _again(database, claim).withdrawn_at is not None
    set_role(database, ed, story, Role.EDITOR)
    _undo(database, story, ed)
    assert _again(database, claim).withdrawn_at is None
