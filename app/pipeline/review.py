"""A person's verdict on a claim, and the decision that it makes."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app import store
from app.errors import Conflict, NotFound, Refused
from app.models import Claim, Decision, Event, Excerpt, Person, Review, Story, is_id
from app.pipeline.checks import clean_text
from app.pipeline.deciding import count_in, list_open, wants_review
from app.pipeline.queue import forget_skip
from app.pipeline.record import record
from app.pipeline.roles import check_role
from app.vocabulary import Action, Method, Role, Verdict

LONGEST_RATIONALE = 5000

# What was done, told to whoever had the claim in view meanwhile.
DONE = {
    Action.CLAIM_EDITED: "reworded",
    Action.CLAIM_SPLIT: "split",
    Action.CLAIM_MERGED: "merged",
    Action.CLAIM_GAINED: "merged another one into",
    Action.CLAIM_DISCARDED: "discarded",
    Action.CLAIM_RESTORED: "restored",
    Action.EXCERPT_ADDED: "added an excerpt to",
    Action.EXCERPT_MOVED: "moved an excerpt of",
    Action.REVIEWED: "decided",
    Action.UNDONE: "taken back something about",
}


class ClaimMoved(Conflict):
    """Somebody was first: the claim isn't what the person saw. What happened is told, so that both can be shown.

    Where it `is_final`, the person's verdict can't be saved as a newer one either.
    """

    def __init__(
        self,
        message: str,
        *,
        claim: Claim,
        decision: Decision | None = None,
        decided_by: str | None = None,
        is_final: bool = False,
    ) -> None:
        super().__init__(message, hint="Nothing was saved. Look at what has changed, then decide again.")
        self.claim = claim
        self.decision = decision
        self.decided_by = decided_by
        self.is_final = is_final or claim.merged_into is not None or claim.withdrawn_at is not None


def lock_claim(session: Session, claim_id: str) -> Claim:
    """Return the claim as it is now, and let nobody else change it until the transaction ends.

    Its story is locked first, as everywhere: two transactions that lock in another order wait for each other.
    """
    return _lock(session, claim_id)[0]


_STORY_OF = (
    select(col(Story.reviews_wanted))
    .join(Claim, col(Claim.story_id) == col(Story.id))
    .where(col(Claim.id) == bindparam("claim_id"))
    .with_for_update(of=Story, read=True, key_share=True)
)
_CLAIM = (
    select(Claim)
    .where(col(Claim.id) == bindparam("claim_id"))
    .with_for_update()
    .execution_options(populate_existing=True)
)


def _lock(session: Session, claim_id: str) -> tuple[Claim, int]:
    """Return the claim, locked, with how many reviews its story wants of each."""
    wanted = session.scalar(_STORY_OF, {"claim_id": claim_id}) if is_id(claim_id) else None
    if wanted is None:
        raise NotFound("There is no such claim.")
    return session.scalars(_CLAIM, {"claim_id": claim_id}).one(), wanted


def review_claim(
    session: Session,
    claim_id: str,
    verdict: Verdict,
    *,
    person: Person,
    rationale: str = "",
    relied_on: Sequence[str] = (),
    seen_version: int,
    seen_revision: int | None = None,
) -> Decision | None:
    """Save a person's verdict on a claim; return the decision that it makes, with the evidence frozen as it is.

    Where the story wants several reviews it decides nothing until all are in and agree. `seen_version` is the claim's
    version that the person had in view, `seen_revision` its revision. The same verdict sent twice is one. Raise
    ClaimMoved, a Conflict, if the claim was decided, corrected, merged or discarded meanwhile, or wants no review of
    this person.
    """
    rationale = clean_text(rationale, "rationale", LONGEST_RATIONALE)
    claim, wanted = _lock(session, claim_id)
    check_role(session, person, claim.story_id, Role.REVIEWER)
    before, given = describe_claim(claim), list_open(session, claim)
    own = next((review for review, by in given if by.id == person.id), None)
    if own is not None and (own.verdict, claim.version) == (verdict, seen_version):
        return None
    if find_repeated(session, claim, verdict, person, seen_version):
        return store.find_decision(session, claim.id, claim.version)
    check_unmoved(session, claim, seen_version)
    check_seen(session, claim, seen_revision)
    _check_wanted(claim, own, wanted)
    chosen = check_chosen(session, claim, relied_on)
    review = Review(claim_id=claim.id, person_id=person.id, verdict=verdict, rationale=rationale, relied_on=chosen)
    with session.no_autoflush:  # All rows are written at once, when the transaction ends.
        decision = count_in(session, claim, [*given, (review, person)], wanted)
        session.add(review)
        forget_skip(session, claim.id, person.id)
        _record(session, review, claim, before, decision, person=person)
    session.commit()
    return decision


def _record(
    session: Session,
    review: Review,
    claim: Claim,
    before: dict[str, Any],
    decision: Decision | None,
    *,
    person: Person,
) -> None:
    """Record a review, which others may read of once it has decided the claim."""
    is_alone = decision is not None and decision.method is Method.REVIEW
    after = {"review": review.id, "reviewed": review.verdict.value, "decided": decision is not None}
    record(
        session,
        Action.REVIEWED,
        claim.story_id,
        person=person,
        claim_id=claim.id,
        before=before,
        after=describe_claim(claim) | after,
        why=review.rationale,
        version=None if is_alone else decision.version if decision else 0,
    )


def find_repeated(session: Session, claim: Claim, verdict: Verdict, person: Person, seen_version: int) -> bool:
    """Tell whether the very same form made the decision in force a moment ago."""
    if claim.version != seen_version + 1 or claim.in_force != claim.version:
        return False
    decision = store.find_decision(session, claim.id, claim.version)
    return decision is not None and decision.decided_by == person.id and decision.verdict == verdict


def _check_wanted(claim: Claim, own: Review | None, wanted: int) -> None:
    """Raise ClaimMoved where the claim has all the reviews that it is to have, or the person's already."""
    if own is not None:
        raise ClaimMoved(
            f"Your verdict on this claim is in already: “{own.verdict.label}”. Undo takes it back.",
            claim=claim,
            is_final=True,
        )
    if claim.reviews >= wanted:
        raise ClaimMoved(
            f"All {claim.reviews} reviews of this claim are in meanwhile, and differ: an editor decides.",
            claim=claim,
            is_final=True,
        )
    if wanted > 1 and not wants_review(claim):
        raise ClaimMoved("This claim is decided, and wants no further review.", claim=claim, is_final=True)


def check_unmoved(session: Session, claim: Claim, seen_version: int) -> None:
    """Raise ClaimMoved, which says who did what, if the claim isn't in the version that the person saw."""
    if claim.merged_into is not None:
        raise ClaimMoved("This claim was merged into another one meanwhile.", claim=claim)
    if claim.withdrawn_at is not None:
        raise ClaimMoved("This claim was discarded meanwhile.", claim=claim)
    if claim.version != seen_version:
        decision = store.find_decision(session, claim.id, claim.version)
        author = store.find_person(session, decision.decided_by) if decision and decision.decided_by else None
        name = author.name if author else "Somebody"
        what = f"decided “{decision.verdict.label}” for" if decision and not decision.undone_at else "changed"
        raise ClaimMoved(f"{name} has {what} this claim meanwhile.", claim=claim, decision=decision, decided_by=name)


def check_seen(session: Session, claim: Claim, seen_revision: int | None) -> None:
    """Raise ClaimMoved, which says who did what, if the claim isn't as the person saw it."""
    if seen_revision is not None and claim.revision != seen_revision:
        statement = select(Event).where(col(Event.claim_id) == claim.id, col(Event.action).in_(DONE))
        last = session.scalars(statement.order_by(col(Event.at).desc(), col(Event.id).desc())).first()
        author = store.find_person(session, last.person_id) if last and last.person_id else None
        what = DONE[last.action] if last else "changed"
        raise ClaimMoved(f"{author.name if author else 'Somebody'} has {what} this claim meanwhile.", claim=claim)


def check_chosen(session: Session, claim: Claim, relied_on: Sequence[str]) -> list[str]:
    """Return the ids relied on, in the order of the evidence; raise Refused for one that isn't the claim's."""
    if not relied_on:
        return []
    in_order = select(col(Excerpt.id)).where(col(Excerpt.claim_id) == claim.id)
    known = session.scalars(in_order.order_by(col(Excerpt.position), col(Excerpt.id))).all()
    if set(relied_on) - set(known):
        raise Refused(
            "An excerpt that was relied on is no longer held against this claim.",
            field="relied_on",
            hint="Open the claim again to see its evidence as it is now.",
        )
    return [id for id in known if id in set(relied_on)]


def describe_claim(claim: Claim) -> dict[str, Any]:
    """Return what a review changes of a claim, as the record keeps it."""
    return {
        "verdict": claim.verdict.value if claim.verdict else None,
        "version": claim.in_force,
        "stale_at": claim.stale_at.isoformat() if claim.stale_at else None,
        "stale_because": claim.stale_because,
    }
