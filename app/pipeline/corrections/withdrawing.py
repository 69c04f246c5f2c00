"""A claim that is none, or isn't this story's: discarded with a reason, kept for its links, and brought back."""

from typing import Any

from sqlmodel import Session

from app import store
from app.errors import Refused
from app.models import Claim, Event, Person, Story, utc_now
from app.pipeline.checks import clean_line, clean_text
from app.pipeline.corrections.common import (
    LONGEST_WHY,
    check_live,
    finish,
    open_claim,
    record_undoing,
    refuse_if_built_on,
)
from app.pipeline.record import as_moment, record
from app.pipeline.review import ClaimMoved, check_seen
from app.vocabulary import Action, Role


def discard_claim(session: Session, claim_id: str, why: str, *, person: Person, seen_revision: int) -> Claim:
    """Take a claim out of the queue, the counts and the exports; its page stays and says why.

    Raise Refused without a reason, ClaimMoved if the claim isn't as the person saw it.
    """
    why = clean_line(why, "reason", LONGEST_WHY)
    story, claim = open_claim(session, claim_id, person=person, least=Role.EDITOR)
    if claim.withdrawn_at is None:  # Otherwise the same form was sent twice, or somebody was as quick.
        check_live(claim)
        check_seen(session, claim, seen_revision)
        before = _describe(claim)
        claim.withdrawn_at, claim.withdrawn_because = utc_now(), why
        _finish(session, Action.CLAIM_DISCARDED, story, claim, person=person, before=before, why=why)
    session.commit()
    return claim


def restore_claim(session: Session, claim_id: str, *, person: Person, why: str = "") -> Claim:
    """Bring a discarded claim back, with its evidence as it is by now and its verdict as it was."""
    why = clean_text(why, "reason", LONGEST_WHY)
    story, claim = open_claim(session, claim_id, person=person, least=Role.EDITOR)
    if claim.merged_into is not None:
        raise ClaimMoved("This claim was merged into another one.", claim=claim)
    if claim.withdrawn_at is not None:
        before = _describe(claim)
        claim.withdrawn_at, claim.withdrawn_because = None, ""
        _finish(session, Action.CLAIM_RESTORED, story, claim, person=person, before=before, why=why)
    session.commit()
    return claim


def _finish(
    session: Session, action: Action, story: Story, claim: Claim, *, person: Person, before: dict[str, Any], why: str
) -> None:
    """Suggest anew for a claim that left or came back, and record what was done; commit nothing."""
    finish(session, story, claim)
    after = _describe(claim)
    record(session, action, story.id, person=person, claim_id=claim.id, before=before, after=after, why=why)


def undo_withdrawing(session: Session, claim: Claim, event: Event, person: Person) -> Event:
    """Take back that a claim was discarded, or brought back; commit nothing."""
    refuse_if_built_on(session, event, [claim.id])
    if claim.merged_into is not None:
        raise Refused("It can't be undone: the claim was merged since.")
    claim.withdrawn_at = as_moment(event.before["withdrawn_at"])
    claim.withdrawn_because = event.before["withdrawn_because"]
    finish(session, store.get_story_by_id(session, claim.story_id), claim)
    return record_undoing(session, event, person)


def _describe(claim: Claim) -> dict[str, Any]:
    return {
        "text": claim.text,
        "withdrawn_at": claim.withdrawn_at.isoformat() if claim.withdrawn_at else None,
        "withdrawn_because": claim.withdrawn_because,
    }
