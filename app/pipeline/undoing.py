"""Taking back what one did last: from the record, so that neither leaving the page nor the days between matter."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from app import store
from app.errors import Conflict, Refused
from app.models import Claim, Decision, Event, Excerpt, Person, Review, utc_now
from app.pipeline.correcting import describe_stance
from app.pipeline.queue import forget_skip
from app.pipeline.record import record
from app.pipeline.review import lock_claim
from app.pipeline.suggesting import suggest_again
from app.vocabulary import Action, Stance

_UNDOABLE = (Action.REVIEWED, Action.STANCE_CORRECTED, Action.SKIPPED)


def undo_last(session: Session, slug: str, *, person: Person) -> Event:
    """Take back the last thing that the person did in the story, and return the event that says so.

    Raise Refused if there is nothing to take back, Conflict if somebody built on it. Nothing is erased: the decision
    stays, marked as undone, and the claim goes back to the decision before it.
    """
    story = store.get_story(session, slug)
    event = _find_last(session, story.id, person)
    if event is None or event.claim_id is None:
        raise Refused("There is nothing of yours to undo in this story.")
    claim = lock_claim(session, event.claim_id)
    if event.action is Action.SKIPPED:
        forget_skip(session, claim.id, person.id)
        undone = record(session, Action.UNDONE, story.id, person=person, claim_id=claim.id, after={"undone": event.id})
    elif event.action is Action.REVIEWED:
        undone = _undo_review(session, claim, event, person)
    else:
        undone = _undo_correction(session, claim, event, person)
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
            col(Event.action).in_(_UNDOABLE),
            col(Event.undone_by).is_(None),
        )
        .order_by(col(Event.at).desc(), col(Event.id).desc())
        .limit(1)
        .with_for_update()
    )
    return session.scalars(statement).first()


def _undo_review(session: Session, claim: Claim, event: Event, person: Person) -> Event:
    decision = store.get_decision(session, claim.id, event.after["version"])
    _refuse_if_built_on(session, claim, decision.version, person)
    decision.undone_at = utc_now()
    review = session.get(Review, event.after["review"])
    if review is not None:
        review.undone_at = decision.undone_at
    previous = _find_standing(session, claim, before=decision.version)
    claim.verdict = previous.verdict if previous else None
    claim.decided_at = previous.decided_at if previous else None
    claim.in_force = previous.version if previous else 0
    claim.stale_at = _moment(event.before["stale_at"]) if previous else None
    claim.stale_because = event.before["stale_because"] if previous else ""
    return _record(session, claim, event, person)


def _refuse_if_built_on(session: Session, claim: Claim, version: int, person: Person) -> None:
    """Raise Conflict if a later decision of somebody else stands, or the claim isn't there any more to decide."""
    if claim.merged_into is not None or claim.withdrawn_at is not None:
        raise Conflict("It can't be undone: the claim was merged or withdrawn since.")
    if claim.in_force > version:
        later = store.get_decision(session, claim.id, claim.in_force)
        author = store.find_person(session, later.decided_by) if later.decided_by else None
        if author is None or author.id != person.id:
            name = author.name if author else "somebody"
            raise Conflict(f"It can't be undone: {name} has decided “{later.verdict.label}” for this claim since.")


def _find_standing(session: Session, claim: Claim, before: int) -> Decision | None:
    """Return the newest decision before this number that wasn't undone."""
    standing = [d for d in store.list_decisions(session, claim.id) if d.version < before and d.undone_at is None]
    return standing[-1] if standing else None


def _undo_correction(session: Session, claim: Claim, event: Event, person: Person) -> Event:
    _refuse_if_built_on(session, claim, event.after["version"], person)
    excerpt = session.get(Excerpt, event.excerpt_id)
    if excerpt is None:
        raise Conflict("It can't be undone: the excerpt isn't held against the claim any more.")
    if describe_stance(excerpt).items() - event.after.items():
        raise Conflict("It can't be undone: somebody has set this stance anew since.")
    by_machine = event.before["corrected_by"] is None
    excerpt.stance = excerpt.suggested_stance if by_machine else Stance(event.before["stance"])
    excerpt.corrected_by = event.before["corrected_by"]
    excerpt.corrected_at = _moment(event.before["corrected_at"])
    session.flush()
    suggest_again(session, store.get_story_by_id(session, claim.story_id), [claim.id])
    return _record(session, claim, event, person)


def _record(session: Session, claim: Claim, event: Event, person: Person) -> Event:
    return record(
        session,
        Action.UNDONE,
        claim.story_id,
        person=person,
        claim_id=claim.id,
        excerpt_id=event.excerpt_id,
        before=event.after,
        after=event.before | {"undone": event.id},
    )


def _moment(text: Any) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
