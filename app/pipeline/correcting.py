"""A person corrects the machine: the stance that counts, which no later analysis overwrites."""

from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from app import store
from app.errors import NotFound
from app.models import Claim, Excerpt, Person, is_id, utc_now
from app.pipeline.checks import clean_text
from app.pipeline.deciding import count_wanted, is_blind
from app.pipeline.leases import ONE, extend
from app.pipeline.own_stances import describe_stance, give_own_stance
from app.pipeline.record import record
from app.pipeline.review import ClaimMoved, lock_claim
from app.pipeline.roles import check_role
from app.pipeline.suggesting import suggest_again
from app.vocabulary import Action, Role, Stance

_LONGEST_WHY = 500


def correct_stance(session: Session, excerpt_id: str, stance: Stance, *, person: Person, why: str = "") -> Excerpt:
    """Set the stance of an excerpt, and suggest the claim's verdict anew from the stances that count.

    While reviews are blind it is the person's own, and counts for others once the claim is decided.
    """
    why = clean_text(why, "reason", _LONGEST_WHY)
    excerpt, claim = lock_excerpt(session, excerpt_id)
    check_role(session, person, claim.story_id, Role.REVIEWER)
    if claim.merged_into is not None or claim.withdrawn_at is not None:
        raise ClaimMoved("This claim was merged or discarded meanwhile.", claim=claim)
    if is_blind(claim, count_wanted(session, claim.story_id)):
        _keep_to_oneself(session, claim, excerpt, stance, person=person, why=why)
    elif excerpt.stance is not stance:
        before = describe_stance(excerpt)
        excerpt.stance, excerpt.corrected_by, excerpt.corrected_at = stance, person.id, utc_now()
        after = describe_stance(excerpt) | {"version": claim.version}
        _record(session, claim, excerpt, person, before=before, after=after, why=why)
        session.flush()
        suggest_again(session, store.get_story_by_id(session, claim.story_id), [claim.id])
    extend(session, person, utc_now(), ONE, one=claim.id)
    session.commit()
    return excerpt


def _keep_to_oneself(
    session: Session, claim: Claim, excerpt: Excerpt, stance: Stance, *, person: Person, why: str
) -> None:
    """Keep the stance as the person's own: nobody who is still to review the claim may know of it."""
    own = store.list_own_stances(session, claim.id, person.id).get(excerpt.id)
    if (own or excerpt.stance) is stance:
        return
    give_own_stance(session, excerpt.id, stance, person)
    before = describe_stance(excerpt) | {"own": own.value if own else None}
    after = before | {"stance": stance.value, "own": stance.value, "version": claim.version}
    _record(session, claim, excerpt, person, before=before, after=after, why=why, version=0)


def _record(session: Session, claim: Claim, excerpt: Excerpt, person: Person, **told: Any) -> None:
    record(
        session,
        Action.STANCE_CORRECTED,
        claim.story_id,
        person=person,
        claim_id=claim.id,
        excerpt_id=excerpt.id,
        **told,
    )


def lock_excerpt(session: Session, excerpt_id: str) -> tuple[Excerpt, Claim]:
    """Return the excerpt and its claim as they are now, the claim locked."""
    excerpt = session.get(Excerpt, excerpt_id) if is_id(excerpt_id) else None
    if excerpt is None:
        raise NotFound("There is no such excerpt.")
    claim = lock_claim(session, excerpt.claim_id)
    fresh = select(Excerpt).where(col(Excerpt.id) == excerpt_id)
    return session.scalars(fresh, execution_options={"populate_existing": True}).one(), claim
