"""What the reviews of a claim make of it: a decision where all are in and agree, and back again when one is undone.

Reviews that have decided nothing yet are *open*, and blind to each other. A decision takes up the open ones (their
`version` is its number from then on), and opens what stands in the record about them to everybody.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlmodel import Session, SQLModel, col

from app import store
from app.agreement import share_agreeing
from app.models import Claim, Decision, Person, Review, Story, utc_now
from app.pipeline.freezing import freeze
from app.pipeline.leases import end_leases, seat_reviewers
from app.pipeline.own_stances import share_stances, take_stances_back
from app.pipeline.record import as_moment
from app.pipeline.sealing import seal_on_commit
from app.verdict import Decided, decide
from app.vocabulary import Method

Reviews = Sequence[tuple[Review, Person]]


_COUNT_WANTED = (
    select(col(Story.reviews_wanted))
    .where(col(Story.id) == bindparam("story_id"))
    .with_for_update(read=True, key_share=True)
)


def count_wanted(session: Session, story_id: str) -> int:
    """Return how many reviews the story wants for each claim, and keep it so until the transaction ends."""
    wanted: int = session.execute(_COUNT_WANTED, {"story_id": story_id}).scalar_one()
    return wanted


def wants_review(claim: Claim) -> bool:
    """Tell whether a claim is in the queue: undecided, or decided on evidence that has changed."""
    return claim.verdict is None or claim.stale_at is not None


def is_blind(claim: Claim, wanted: int) -> bool:
    """Tell whether people who review the claim mustn't know yet what others think of it."""
    return wanted > 1 and wants_review(claim) and claim.reviews < wanted


def settle(session: Session, claim: Claim) -> Decision | None:
    """Count the claim's open reviews, and decide it where they are all in and agree. The claim must be locked."""
    return count_in(session, claim, store.list_open_reviews(session, claim.id), count_wanted(session, claim.story_id))


def list_open(session: Session, claim: Claim) -> list[tuple[Review, Person]]:
    """Return the claim's open reviews, which the claim counts. It must be locked."""
    return store.list_open_reviews(session, claim.id) if claim.reviews else []


def set_aside(session: Session, claim: Claim) -> list[str]:
    """Keep the claim's open reviews, but ask for them again; return their ids. It must be locked.

    What their people said of it stays unseen until it is decided, as before.
    """
    reviews = [review for review, _ in list_open(session, claim)]
    for review in reviews:
        review.set_aside_at = utc_now()
    if reviews:
        session.flush()
        settle(session, claim)
    return [review.id for review in reviews]


def take_up_again(session: Session, claim: Claim, review_ids: Sequence[str]) -> None:
    """Let reviews count again that were set aside, but for those of people who have given another since."""
    given = {person.id for _, person in store.list_open_reviews(session, claim.id)}
    for review in session.scalars(select(Review).where(col(Review.id).in_(review_ids))):
        if review.person_id not in given:
            review.set_aside_at = None
    if review_ids:
        session.flush()
        settle(session, claim)


def count_in(session: Session, claim: Claim, reviews: Reviews, wanted: int) -> Decision | None:
    """Decide the claim where these, its open reviews, are as many as are wanted and agree. It must be locked."""
    decided = decide([review.verdict for review, _ in reviews], wanted)
    if decided is not None:
        return conclude(session, claim, reviews, decided, by=reviews[-1][1])
    claim.reviews = len(reviews)
    seat_reviewers(session, claim.id, [person.id for _, person in reviews], wanted)
    return None


def conclude(
    session: Session,
    claim: Claim,
    reviews: Reviews,
    decided: Decided,
    *,
    by: Person,
    rationale: str | None = None,
    relied_on: Sequence[str] | None = None,
) -> Decision:
    """Append the decision that takes up the open reviews; without a rationale of its own it has theirs."""
    version = claim.version + 1
    share_stances(session, claim, [person.id for _, person in reviews], version)
    evidence = store.list_evidence(session, claim.id)
    chosen = {id for review, _ in reviews for id in review.relied_on} if relied_on is None else set(relied_on)
    in_order = [row.id for row in evidence if row.id in chosen]
    frozen = freeze(claim, evidence, in_order)
    decision = Decision(
        claim_id=claim.id,
        version=version,
        verdict=decided.verdict,
        method=decided.method,
        basis=claim.basis,
        rationale=_join_rationales(reviews) if rationale is None else rationale,
        relied_on=in_order,
        reviews=len(reviews),
        agreement=share_agreeing([review.verdict for review, _ in reviews]),
        decided_by=by.id,
        decided_at=utc_now(),
        evidence=frozen if decided.method is Method.REVIEW else frozen | {"reviews": _freeze_reviews(reviews)},
    )
    session.add(decision)
    seal_on_commit(session, claim.story_id, decision)
    for review, _ in reviews:
        review.version = version
    _move_record(session, claim.id, 0, version)
    end_leases(session, claim.id)
    claim.verdict, claim.decided_at, claim.reviews = decision.verdict, decision.decided_at, 0
    claim.version = claim.in_force = version
    claim.stale_at, claim.stale_because = None, ""
    return decision


def _join_rationales(reviews: Reviews) -> str:
    """Return what the reviewers wrote, each under a name where there are several."""
    if len(reviews) == 1:
        return reviews[0][0].rationale
    return "\n".join(f"{person.name}: {review.rationale}" for review, person in reviews if review.rationale)


def _freeze_reviews(reviews: Reviews) -> list[dict[str, Any]]:
    return [
        {
            "person": person.name,
            "verdict": review.verdict.value,
            "rationale": review.rationale,
            "relied_on": review.relied_on,
        }
        for review, person in reviews
    ]


def reopen(session: Session, claim: Claim, decision: Decision, before: dict[str, Any], *, at: datetime) -> None:
    """Take a decision back, in favour of the one before it: its reviews are open, and blind, again.

    `before` is the claim as the record describes it.
    """
    decision.undone_at = at
    standing = [one for one in store.list_decisions(session, claim.id) if one.undone_at is None]
    previous = next((one for one in reversed(standing) if one.version < decision.version), None)
    claim.verdict = previous.verdict if previous else None
    claim.decided_at = previous.decided_at if previous else None
    claim.in_force = previous.version if previous else 0
    claim.stale_at = as_moment(before["stale_at"]) if previous else None
    claim.stale_because = before["stale_because"] if previous else ""
    taken_up = (col(Review.claim_id) == claim.id, col(Review.version) == decision.version)
    session.execute(update(Review).where(*taken_up).values(version=0))
    take_stances_back(session, claim, decision.version)
    _move_record(session, claim.id, decision.version, 0)
    settle(session, claim)


_EVENT = SQLModel.metadata.tables["event"]
_MOVE_RECORD = (
    update(_EVENT)
    .where(_EVENT.c.claim_id == bindparam("of"), _EVENT.c.version == bindparam("was"))
    .values(version=bindparam("now"))
)


def _move_record(session: Session, claim_id: str, was: int, now: int) -> None:
    """Open what the record has hidden of the claim's reviews, or hide it again."""
    session.execute(_MOVE_RECORD, {"of": claim_id, "was": was, "now": now})
