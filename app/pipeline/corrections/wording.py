"""What a claim says: people word it better, and the machine keeps to it."""

from typing import Any

from sqlalchemy import or_, select
from sqlmodel import Session, col

from app import store
from app.errors import Conflict
from app.models import Claim, Event, Person
from app.pipeline.checks import clean_line, clean_text
from app.pipeline.corrections.common import (
    LONGEST_CLAIM,
    LONGEST_WHY,
    change_meaning,
    check_live,
    describe_asking,
    finish,
    open_claim,
    record_undoing,
    refuse_if_built_on,
)
from app.pipeline.deciding import take_up_again
from app.pipeline.record import as_moment, record
from app.pipeline.review import check_seen
from app.vocabulary import Action


def edit_claim(
    session: Session,
    claim_id: str,
    text: str,
    *,
    person: Person,
    seen_revision: int,
    keeps_meaning: bool = False,
    why: str = "",
) -> Claim:
    """Word a claim as a person does; where the meaning changes, a decided claim needs another look.

    The same form sent twice is one edit. Raise ClaimMoved if the claim isn't as the person saw it.
    """
    text, why = clean_line(text, "claim", LONGEST_CLAIM), clean_text(why, "reason", LONGEST_WHY)
    story, claim = open_claim(session, claim_id, person=person)
    check_live(claim)
    if claim.text != text:
        check_seen(session, claim, seen_revision)
        before = _describe(claim) | {"by": who_worded(session, claim)}
        claim.text = text
        why_again = f"{person.name} reworded the claim, and its meaning with it"
        asked = [] if keeps_meaning else change_meaning(session, claim, why_again)
        finish(session, story, claim)
        after = _describe(claim) | {"keeps_meaning": keeps_meaning, "set_aside": asked}
        record(
            session,
            Action.CLAIM_EDITED,
            story.id,
            person=person,
            claim_id=claim.id,
            before=before,
            after=after,
            why=why,
        )
    session.commit()
    return claim


def undo_edit(session: Session, claim: Claim, event: Event, person: Person) -> Event:
    """Give a claim its wording back; commit nothing."""
    refuse_if_built_on(session, event, [claim.id])
    if claim.text != event.after["text"]:
        raise Conflict("It can't be undone: the claim was reworded since.")
    claim.text = event.before["text"]
    restore_asking(session, claim, event)
    finish(session, store.get_story_by_id(session, claim.story_id), claim)
    return record_undoing(session, event, person)


def restore_asking(session: Session, claim: Claim, event: Event) -> None:
    """Take back what an event asked people to do again, unless another reason has come since."""
    take_up_again(session, claim, event.after.get("set_aside", []))
    if claim.stale_because == event.after["stale_because"]:
        claim.stale_at = as_moment(event.before["stale_at"])
        claim.stale_because = event.before["stale_because"]


def who_worded(session: Session, claim: Claim) -> str:
    """Return whether a claim's wording is the machine's or a person's."""
    worded = (Action.CLAIM_EDITED, Action.CLAIM_ADDED, Action.CLAIM_GAINED)
    is_standing = or_(col(Event.undone_by).is_(None), col(Event.action) == Action.CLAIM_ADDED)
    events = session.scalars(
        select(Event).where(col(Event.claim_id) == claim.id, col(Event.action).in_(worded), is_standing)
    )
    made = any(event.action is not Action.CLAIM_GAINED or event.after["by"] == "split" for event in events)
    return "person" if made else "machine"


def _describe(claim: Claim) -> dict[str, Any]:
    return {"text": claim.text} | describe_asking(claim)
