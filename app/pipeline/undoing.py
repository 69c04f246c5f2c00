"""Taking back what one did last: from the record, so that neither leaving the page nor the days between matter."""

from collections.abc import Callable, Mapping

from sqlalchemy import func, select
from sqlmodel import Session, col

from app import store
from app.errors import Conflict, Refused
from app.models import Claim, Decision, Event, Excerpt, Person, Review, utc_now
from app.pipeline.corrections import UNDOERS, lock_story, undo_copy
from app.pipeline.deciding import reopen, settle
from app.pipeline.own_stances import describe_stance, give_own_stance, put_stance_back
from app.pipeline.queue import forget_skip
from app.pipeline.record import record
from app.pipeline.review import lock_claim
from app.pipeline.roles import check_role
from app.pipeline.suggesting import suggest_again
from app.pipeline.tagging import undo_assigning, undo_tagging
from app.vocabulary import Action, Method, Role, Stance


def undo_last(session: Session, slug: str, *, person: Person) -> Event:
    """Take back the last thing that the person did in the story, and return the event that says so.

    Raise Refused if there is nothing to take back, Conflict if somebody built on it, Forbidden if it was an editor's to
    do and the person is none any more. Nothing is erased: the decision stays, marked as undone, and the claim goes back
    to the decision before it.
    """
    story = lock_story(session, store.get_story(session, slug).id)
    check_role(session, person, story.id, Role.REVIEWER)
    event = _find_last(session, story.id, person)
    if event is None:
        raise Refused("There is nothing of yours to undo in this story.")
    if event.action in _BY_EDITORS:
        check_role(session, person, story.id, Role.EDITOR)
    if event.claim_id is None:
        undone = undo_copy(session, event, person)
    else:
        undone = _UNDOERS[event.action](session, lock_claim(session, event.claim_id), event, person)
    session.flush()
    event.undone_by = undone.id
    session.commit()
    return undone


def _find_last(session: Session, story_id: str, person: Person) -> Event | None:
    """Return the person's newest event in the story that can be taken back and wasn't."""
    statement = (
        select(Event)
        .where(
            col(Event.person_id) == person.id,
            col(Event.story_id) == story_id,
            col(Event.action).in_([*_UNDOERS, Action.COPY_CORRECTED]),
            col(Event.undone_by).is_(None),
        )
        # By its place in the record: the clock may have gone back meanwhile. Events from before there were places come
        # first, and among themselves by time.
        .order_by(func.coalesce(col(Event.number), 0).desc(), col(Event.at).desc(), col(Event.id).desc())
        .limit(1)
        .with_for_update()
    )
    return session.scalars(statement).first()


def _undo_skip(session: Session, claim: Claim, event: Event, person: Person) -> Event:
    forget_skip(session, claim.id, person.id)
    return record(session, Action.UNDONE, claim.story_id, person=person, claim_id=claim.id, after={"undone": event.id})


def _undo_review(session: Session, claim: Claim, event: Event, person: Person) -> Event:
    """Take a verdict back, with the decision that it made; one that others' have made a decision since stays."""
    review = session.get_one(Review, event.after["review"])
    made = event.after["version"] if event.after.get("decided", True) else 0
    _refuse_if_built_on(session, claim, made or review.version or claim.in_force, person)
    if review.version and not made:
        raise Conflict(_built_on(session, store.get_decision(session, claim.id, review.version)))
    review.undone_at, review.version = utc_now(), 0
    session.flush()
    if made:
        reopen(session, claim, store.get_decision(session, claim.id, made), event.before, at=review.undone_at)
    else:
        settle(session, claim)
    return _record(session, claim, event, person)


def _undo_adjudication(session: Session, claim: Claim, event: Event, person: Person) -> Event:
    decision = store.get_decision(session, claim.id, event.after["version"])
    _refuse_if_built_on(session, claim, decision.version, person)
    reopen(session, claim, decision, event.before, at=utc_now())
    return _record(session, claim, event, person)


def _refuse_if_built_on(session: Session, claim: Claim, version: int, person: Person) -> None:
    """Raise Conflict if a later decision of somebody else stands, or the claim isn't there any more to decide."""
    if claim.merged_into is not None or claim.withdrawn_at is not None:
        raise Conflict("It can't be undone: the claim was merged or discarded since.")
    if claim.in_force > version:
        later = store.get_decision(session, claim.id, claim.in_force)
        if later.decided_by != person.id:
            raise Conflict(_built_on(session, later))


def _built_on(session: Session, later: Decision) -> str:
    author = store.find_person(session, later.decided_by) if later.decided_by else None
    name = author.name if author else "somebody"
    how = ", whose review agreed," if later.method is Method.CONSENSUS else ""
    return f"It can't be undone: {name}{how} has decided “{later.verdict.label}” for this claim since."


def _undo_correction(session: Session, claim: Claim, event: Event, person: Person) -> Event:
    _refuse_if_built_on(session, claim, event.after["version"], person)
    excerpt = session.get(Excerpt, event.excerpt_id)
    if excerpt is None:
        raise Conflict("It can't be undone: the excerpt isn't held against the claim any more.")
    if event.version is not None:
        return _undo_own_stance(session, claim, event, person)
    if describe_stance(excerpt).items() - event.after.items():
        raise Conflict("It can't be undone: somebody has set this stance anew since.")
    put_stance_back(excerpt, event.before)
    session.flush()
    suggest_again(session, store.get_story_by_id(session, claim.story_id), [claim.id])
    return _record(session, claim, event, person)


def _undo_own_stance(session: Session, claim: Claim, event: Event, person: Person) -> Event:
    if event.version or event.excerpt_id is None:
        raise Conflict("It can't be undone: the claim was decided since, with this stance before the reviewers.")
    before = event.before["own"]
    give_own_stance(session, event.excerpt_id, Stance(before) if before else None, person)
    return _record(session, claim, event, person)


def _record(session: Session, claim: Claim, event: Event, person: Person) -> Event:
    session.refresh(event, ["version"])  # What was taken back may be hidden again.
    return record(
        session,
        Action.UNDONE,
        claim.story_id,
        person=person,
        claim_id=claim.id,
        excerpt_id=event.excerpt_id,
        before=event.after,
        after=event.before | {"undone": event.id},
        version=event.version,  # What others couldn't read, they don't read of its undoing.
    )


_UNDOERS: Mapping[Action, Callable[[Session, Claim, Event, Person], Event]] = {
    Action.SKIPPED: _undo_skip,
    Action.REVIEWED: _undo_review,
    Action.ADJUDICATED: _undo_adjudication,
    Action.STANCE_CORRECTED: _undo_correction,
    **UNDOERS,
    Action.TAGGED: undo_tagging,
    Action.UNTAGGED: undo_tagging,
    Action.ASSIGNED: undo_assigning,
    Action.UNASSIGNED: undo_assigning,
}

# What an editor alone may do, an editor alone may take back.
_BY_EDITORS = {
    Action.ADJUDICATED,
    Action.ASSIGNED,
    Action.CLAIM_DISCARDED,
    Action.CLAIM_MERGED,
    Action.CLAIM_RESTORED,
    Action.CLAIM_SPLIT,
    Action.COPY_CORRECTED,
    Action.EXCERPT_MOVED,
    Action.UNASSIGNED,
}
