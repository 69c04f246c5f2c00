"""A person's verdict on a claim, and the decision that it makes."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from app import store
from app.errors import Conflict, Refused
from app.models import Claim, Decision, Person, Review, utc_now
from app.pipeline.checks import clean_text
from app.pipeline.queue import forget_skip
from app.pipeline.record import record
from app.pipeline.roles import check_role
from app.verdict import Decided, Opinion, decide
from app.vocabulary import Action, Method, Role, Verdict

_LONGEST_RATIONALE = 5000


class ClaimMoved(Conflict):
    """Somebody was first: the claim isn't what the person saw. What happened is told, so that both can be shown."""

    def __init__(
        self, message: str, *, claim: Claim, decision: Decision | None = None, decided_by: str | None = None
    ) -> None:
        super().__init__(message, hint="Nothing was saved. Look at what has changed, then decide again.")
        self.claim = claim
        self.decision = decision
        self.decided_by = decided_by


def lock_claim(session: Session, claim_id: str) -> Claim:
    """Return the claim as it is now, and let nobody else change it until the transaction ends."""
    store.get_claim(session, claim_id)
    fresh = select(Claim).where(col(Claim.id) == claim_id).with_for_update()
    return session.scalars(fresh, execution_options={"populate_existing": True}).one()


def review_claim(
    session: Session,
    claim_id: str,
    verdict: Verdict,
    *,
    person: Person,
    rationale: str = "",
    relied_on: Sequence[str] = (),
    seen_version: int,
) -> Decision:
    """Save a person's verdict on a claim, and the decision that it makes with the evidence frozen as it is.

    `seen_version` is the claim's version that the person had in view. The same verdict sent twice is one. Raise
    ClaimMoved, a Conflict, if the claim was decided, merged or withdrawn meanwhile.
    """
    rationale = clean_text(rationale, "rationale", _LONGEST_RATIONALE)
    claim = lock_claim(session, claim_id)
    check_role(session, person, claim.story_id, Role.REVIEWER)
    repeated = _find_repeated(session, claim, verdict, person, seen_version)
    if repeated is not None:
        return repeated
    _check_unmoved(session, claim, seen_version)
    evidence = store.list_evidence(session, claim.id)
    chosen = _check_chosen(relied_on, evidence)
    review = Review(claim_id=claim.id, person_id=person.id, verdict=verdict, rationale=rationale, relied_on=chosen)
    session.add(review)
    session.flush()
    decision = _decide(session, claim, review, person, evidence)
    before = _describe(claim)
    claim.verdict, claim.decided_at = decision.verdict, decision.decided_at
    claim.version = claim.in_force = decision.version
    claim.stale_at, claim.stale_because = None, ""
    claim.lease_person_id = claim.lease_until = None
    forget_skip(session, claim.id, person.id)
    after = _describe(claim) | {"review": review.id}
    record(
        session,
        Action.REVIEWED,
        claim.story_id,
        person=person,
        claim_id=claim.id,
        before=before,
        after=after,
        why=rationale,
    )
    session.commit()
    return decision


def _find_repeated(
    session: Session, claim: Claim, verdict: Verdict, person: Person, seen_version: int
) -> Decision | None:
    """Return the decision that the very same form made a moment ago, if it still stands."""
    if claim.version != seen_version + 1 or claim.in_force != claim.version:
        return None
    decision = store.find_decision(session, claim.id, claim.version)
    is_same = decision is not None and decision.decided_by == person.id and decision.verdict == verdict
    return decision if is_same else None


def _check_unmoved(session: Session, claim: Claim, seen_version: int) -> None:
    if claim.merged_into is not None:
        raise ClaimMoved("This claim was merged into another one meanwhile.", claim=claim)
    if claim.withdrawn_at is not None:
        raise ClaimMoved("This claim was withdrawn meanwhile.", claim=claim)
    if claim.version != seen_version:
        decision = store.find_decision(session, claim.id, claim.version)
        author = store.find_person(session, decision.decided_by) if decision and decision.decided_by else None
        name = author.name if author else "Somebody"
        what = f"decided “{decision.verdict.label}” for" if decision and not decision.undone_at else "changed"
        raise ClaimMoved(f"{name} has {what} this claim meanwhile.", claim=claim, decision=decision, decided_by=name)


def _check_chosen(relied_on: Sequence[str], evidence: Sequence[store.EvidenceRow]) -> list[str]:
    """Return the ids relied on, in the order of the evidence; raise Refused for one that isn't the claim's."""
    known = [row.excerpt.id for row in evidence]
    if set(relied_on) - set(known):
        raise Refused(
            "An excerpt that was relied on is no longer held against this claim.",
            field="relied_on",
            hint="Open the claim again to see its evidence as it is now.",
        )
    return [id for id in known if id in set(relied_on)]


def _decide(
    session: Session, claim: Claim, review: Review, person: Person, evidence: Sequence[store.EvidenceRow]
) -> Decision:
    """Append the decision that the claim's reviews make, this one among them."""
    opinions = [
        Opinion(by.id, other.verdict, order)
        for order, (other, by) in enumerate(store.list_reviews(session, claim.id))
        if other.undone_at is None and other.id != review.id
    ]
    opinions.append(Opinion(person.id, review.verdict, len(opinions)))
    decided = decide(opinions) or Decided(review.verdict, Method.REVIEW)
    decision = Decision(
        claim_id=claim.id,
        version=claim.version + 1,
        verdict=decided.verdict,
        method=decided.method,
        basis=claim.basis,
        rationale=review.rationale,
        relied_on=review.relied_on,
        reviews=len({opinion.person for opinion in opinions}),
        decided_by=person.id,
        decided_at=utc_now(),
        evidence=freeze(claim, evidence, review.relied_on),
    )
    session.add(decision)
    return decision


def freeze(claim: Claim, evidence: Sequence[store.EvidenceRow], relied_on: Sequence[str]) -> dict[str, Any]:
    """Return a claim with its evidence as plain values that no later change reaches."""
    return {
        "claim": claim.text,
        "suggested_verdict": claim.suggested_verdict.value,
        "basis": claim.basis,
        "reasons": claim.reasons,
        "origins": claim.origins,
        "sources": claim.sources,
        "independent_origins": claim.independent_origins,
        "excerpts": [_freeze_row(row) | {"relied_on": row.excerpt.id in relied_on} for row in evidence],
    }


def _freeze_row(row: store.EvidenceRow) -> dict[str, Any]:
    excerpt, article = row.excerpt, row.article
    return {
        "id": excerpt.id,
        "article_id": article.id,
        "title": article.title or article.name,
        "publisher": row.source.name if row.source else None,
        "author": article.author,
        "url": article.url,
        "published_at": article.published_at.isoformat() if article.published_at else None,
        "language": article.language,
        "text_sha256": article.text_sha256,
        "start": excerpt.start,
        "end": excerpt.end,
        "text": excerpt.text,
        "before": row.before,
        "after": row.after,
        "stance": excerpt.stance.value,
        "suggested_stance": excerpt.suggested_stance.value,
        "score": excerpt.score,
        "reasons": excerpt.reasons,
        "speaker": excerpt.speaker,
        "strength": excerpt.strength.value,
    }


def _describe(claim: Claim) -> dict[str, Any]:
    """Return what a review changes of a claim, as the record keeps it."""
    return {
        "verdict": claim.verdict.value if claim.verdict else None,
        "version": claim.in_force,
        "stale_at": claim.stale_at.isoformat() if claim.stale_at else None,
        "stale_because": claim.stale_because,
    }
