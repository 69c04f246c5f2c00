"""A person corrects the machine: the stance that counts, which no later analysis overwrites."""

from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from app import store
from app.errors import NotFound
from app.models import Claim, Excerpt, Person, is_id, utc_now
from app.pipeline.checks import clean_text
from app.pipeline.record import record
from app.pipeline.review import ClaimMoved, lock_claim
from app.pipeline.roles import check_role
from app.pipeline.suggesting import suggest_again
from app.vocabulary import Action, Role, Stance

_LONGEST_WHY = 500


def correct_stance(session: Session, excerpt_id: str, stance: Stance, *, person: Person, why: str = "") -> Excerpt:
    """Set the stance of an excerpt, and suggest the claim's verdict anew from the stances that count."""
    why = clean_text(why, "reason", _LONGEST_WHY)
    excerpt, claim = lock_excerpt(session, excerpt_id)
    check_role(session, person, claim.story_id, Role.REVIEWER)
    if claim.merged_into is not None or claim.withdrawn_at is not None:
        raise ClaimMoved("This claim was merged or withdrawn meanwhile.", claim=claim)
    if excerpt.stance is not stance:
        before = describe_stance(excerpt)
        excerpt.stance, excerpt.corrected_by, excerpt.corrected_at = stance, person.id, utc_now()
        record(
            session,
            Action.STANCE_CORRECTED,
            claim.story_id,
            person=person,
            claim_id=claim.id,
            excerpt_id=excerpt.id,
            before=before,
            after=describe_stance(excerpt) | {"version": claim.version},
            why=why,
        )
        session.flush()
        suggest_again(session, store.get_story_by_id(session, claim.story_id), [claim.id])
    session.commit()
    return excerpt


def lock_excerpt(session: Session, excerpt_id: str) -> tuple[Excerpt, Claim]:
    """Return the excerpt and its claim as they are now, the claim locked."""
    excerpt = session.get(Excerpt, excerpt_id) if is_id(excerpt_id) else None
    if excerpt is None:
        raise NotFound("There is no such excerpt.")
    claim = lock_claim(session, excerpt.claim_id)
    fresh = select(Excerpt).where(col(Excerpt.id) == excerpt_id)
    return session.scalars(fresh, execution_options={"populate_existing": True}).one(), claim


def describe_stance(excerpt: Excerpt) -> dict[str, Any]:
    """Return what a correction changes of an excerpt, as the record keeps it."""
    return {
        "stance": excerpt.stance.value,
        "corrected_by": excerpt.corrected_by,
        "corrected_at": excerpt.corrected_at.isoformat() if excerpt.corrected_at else None,
    }
