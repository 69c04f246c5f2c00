"""Where reviews differ an editor decides; and how many reviews a story wants."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from app import store
from app.errors import Refused
from app.models import Claim, Decision, Person, Story
from app.pipeline.checks import clean_text
from app.pipeline.deciding import conclude, count_wanted, settle
from app.pipeline.record import record
from app.pipeline.review import (
    LONGEST_RATIONALE,
    ClaimMoved,
    check_chosen,
    check_unmoved,
    describe_claim,
    find_repeated,
    lock_claim,
)
from app.pipeline.roles import check_role
from app.verdict import Decided
from app.vocabulary import Action, Method, Role, Verdict

MOST_REVIEWS = 5


@dataclass(frozen=True, slots=True)
class Resettled:
    """What another number of reviews has made of the claims whose reviews are open."""

    decided: int = 0
    differing: int = 0
    waiting: int = 0


def adjudicate(
    session: Session,
    claim_id: str,
    verdict: Verdict,
    *,
    person: Person,
    rationale: str,
    relied_on: Sequence[str] = (),
    seen_version: int,
    seen_reviews: Sequence[str],
) -> Decision:
    """Decide a claim whose reviews are in and differ, with a reason.

    `seen_reviews` are the ids of the reviews that the editor had in view. Raise ClaimMoved, a Conflict, if these or the
    claim are others by now.
    """
    rationale = clean_text(rationale, "rationale", LONGEST_RATIONALE)
    claim = lock_claim(session, claim_id)
    check_role(session, person, claim.story_id, Role.EDITOR)
    if find_repeated(session, claim, verdict, person, seen_version):
        return store.get_decision(session, claim.id, claim.version)
    check_unmoved(session, claim, seen_version)
    reviews = store.list_open_reviews(session, claim.id)
    if len(reviews) < count_wanted(session, claim.story_id) or {r.id for r, _ in reviews} != set(seen_reviews):
        raise ClaimMoved("A review of this claim was taken back or given anew meanwhile.", claim=claim, is_final=True)
    if not rationale:
        raise Refused("Say what the decision rests on: the reviewers will read it.", field="rationale")
    chosen = check_chosen(session, claim, relied_on)
    before = describe_claim(claim)
    decided = Decided(verdict, Method.ADJUDICATION)
    decision = conclude(session, claim, reviews, decided, by=person, rationale=rationale, relied_on=chosen)
    after = describe_claim(claim)
    record(
        session,
        Action.ADJUDICATED,
        claim.story_id,
        person=person,
        claim_id=claim.id,
        before=before,
        after=after,
        why=rationale,
        version=decision.version,
    )
    session.commit()
    return decision


def set_reviews_wanted(session: Session, slug: str, wanted: int, *, person: Person) -> Resettled:
    """Set how many people review each claim before it is decided; no review that is in is lost.

    Where a smaller number is in already and agrees, the claim is decided; where it differs, it waits for an editor.
    What is decided stays.
    """
    # Reviews that are being given lock the story too: all are counted, before the change or after it.
    by_slug = select(Story).where(col(Story.id) == store.get_story(session, slug).id)
    story = session.scalars(by_slug.with_for_update(), execution_options={"populate_existing": True}).one()
    check_role(session, person, story.id, Role.EDITOR)
    if not 1 <= wanted <= MOST_REVIEWS:
        raise Refused(f"A claim can have 1 to {MOST_REVIEWS} reviews.", field="reviews_wanted")
    before, story.reviews_wanted = story.reviews_wanted, wanted
    if before != wanted:
        was, now = {"reviews_wanted": before}, {"reviews_wanted": wanted}
        record(session, Action.STORY_SET, story.id, person=person, before=was, after=now)
    session.flush()
    resettled = _settle_open(session, story, person)
    session.commit()
    return resettled


def _settle_open(session: Session, story: Story, person: Person) -> Resettled:
    """Settle anew every claim of the story that has open reviews."""
    has_open = (col(Claim.story_id) == story.id, store.LIVE, col(Claim.reviews) > 0)
    ids = session.scalars(select(col(Claim.id)).where(*has_open).order_by(col(Claim.id))).all()
    made = [_settle_one(session, lock_claim(session, id), person) for id in ids]
    decided = sum(decision is not None for decision, _ in made)
    differing = sum(decision is None and reviews >= story.reviews_wanted for decision, reviews in made)
    return Resettled(decided, differing, len(made) - decided - differing)


def _settle_one(session: Session, claim: Claim, person: Person) -> tuple[Decision | None, int]:
    before = describe_claim(claim)
    decision = settle(session, claim)
    if decision is not None:
        after = describe_claim(claim)
        record(session, Action.SETTLED, claim.story_id, person=person, claim_id=claim.id, before=before, after=after)
    return decision, claim.reviews
