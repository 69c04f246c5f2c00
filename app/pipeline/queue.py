"""Handing claims out: each to as many people at a time as its story wants reviews."""

from datetime import datetime
from typing import Any

from sqlalchemy import SQLColumnExpression, and_, bindparam, delete, exists, func, or_, select
from sqlmodel import Session, SQLModel, col

from app import store
from app.db import fetch, insert_into
from app.models import Assignment, Claim, Lease, Person, Skip, Story, utc_now
from app.pipeline.leases import HOLDS, LEASE, WHO, Choice, extend, extending, lease, let_go, let_others_go
from app.pipeline.record import record
from app.pipeline.roles import check_role
from app.store import LIVE
from app.vocabulary import Action, QueueOrder, Role

_WANTED = (
    col(Claim.story_id) == bindparam("story"),
    LIVE,
    or_(col(Claim.verdict).is_(None), col(Claim.stale_at).is_not(None)),
)
_OWN_SKIP = and_(col(Skip.claim_id) == col(Claim.id), col(Skip.person_id) == WHO)
_IS_SKIPPED = exists().where(_OWN_SKIP)
_SKIPPED_AT = select(col(Skip.skipped_at)).where(_OWN_SKIP).correlate(Claim).scalar_subquery()
# Whom a claim is asked of: a list of ids, for it is short and names the claims at once. Nobody else is handed them.
_IS_ASKED = col(Claim.id).in_(select(col(Assignment.claim_id)).where(col(Assignment.person_id) == WHO))
_IS_ANYBODYS = ~exists().where(col(Assignment.claim_id) == col(Claim.id))

# What the queue is ordered by; what is equal comes by worth.
_FIRST: dict[QueueOrder, tuple[SQLColumnExpression[Any], ...]] = {
    QueueOrder.WORTH: (),
    QueueOrder.DISPUTED: (col(Claim.contradicting).desc(),),
    QueueOrder.NEWEST: (func.coalesce(col(Claim.evidence_at), col(Claim.created_at)).desc(),),
    # Shuffled for each person in a way of their own, which stays: the next claim isn't another with every look.
    QueueOrder.RANDOM: (func.md5(col(Claim.id) + WHO),),
}
_BY_WORTH = (col(Claim.rank), col(Claim.id))
_ASKED = {order: Choice((*_WANTED, ~_IS_SKIPPED, _IS_ASKED), (*first, *_BY_WORTH)) for order, first in _FIRST.items()}
_ANYBODYS = {
    order: Choice((*_WANTED, ~_IS_SKIPPED, _IS_ANYBODYS), (*first, *_BY_WORTH)) for order, first in _FIRST.items()
}
_SKIPPED = Choice((*_WANTED, _IS_SKIPPED, _IS_ASKED | _IS_ANYBODYS), (_SKIPPED_AT, col(Claim.id)))
_THIS = Choice((col(Claim.id) == bindparam("one"), LIVE), waiting=True)
# How many reviews the story wants, whether anything is asked of the person, and what the person holds, if anything.
_BEGINNING = select(col(Story.reviews_wanted), exists().where(col(Assignment.person_id) == WHO), HOLDS).where(
    col(Story.id) == bindparam("story")
)
# Of that claim alone: with all that the person may hold, PostgreSQL looks through every claim that wants a verdict.
_STILL_WANTED = extending(
    and_(LEASE.c.claim_id == bindparam("one"), exists().where(col(Claim.id) == bindparam("one"), *_WANTED))
)


def next_claim(
    session: Session,
    story: Story,
    *,
    person: Person,
    now: datetime,
    order: QueueOrder = QueueOrder.WORTH,
    anew: bool = False,
) -> Claim | None:
    """Hand `person` the next claim that wants a verdict and lease it for a while; None if there is none to be had.

    First the claim that the person has already, unless it is given back to choose `anew`; then the undecided and stale
    ones in their order, those that the person is asked to review before those that nobody is; then those that the
    person put off, the longest ago first.
    """
    check_role(session, person, story.id, Role.REVIEWER)
    if anew:
        let_go(session, person.id)
    asked = {"who": person.id, "moment": now, "story": story.id}
    wanted, has_own, held = fetch(session, _BEGINNING, asked).one()
    if held is not None and extend(session, person, now, _STILL_WANTED, one=held, story=story.id) is not None:
        return _held(session, held, person)
    for choice in (_ASKED[order], _ANYBODYS[order], _SKIPPED) if has_own else (_ANYBODYS[order], _SKIPPED):
        claim_id = lease(session, person, now, wanted, choice, story=story.id)
        if claim_id is not None:
            return _held(session, claim_id, person)
    return _held(session, None, person)


def _held(session: Session, claim_id: str | None, person: Person) -> Claim | None:
    """Give back whatever else the person holds, commit, and return the claim as it is.

    It is read before the commit: to read on this session would take the right to write again, and keep it.
    """
    claim = store.get_claim(session, claim_id) if claim_id else None
    if claim is not None:
        let_others_go(session, person.id, claim.id)
    session.commit()
    return claim


def take_claim(session: Session, claim_id: str, *, person: Person, now: datetime) -> bool:
    """Lease one claim, and give back what else the person holds; return whether there was a place free."""
    claim = store.get_claim(session, claim_id)
    check_role(session, person, claim.story_id, Role.REVIEWER)
    places = store.get_story_by_id(session, claim.story_id).reviews_wanted
    taken = lease(session, person, now, places, _THIS, one=claim_id)
    return _held(session, taken, person) is not None


def release_claim(session: Session, claim_id: str, *, person: Person) -> None:
    """Give a claim back to the queue, if the person has it."""
    store.get_claim(session, claim_id)
    let_go(session, person.id, col(Lease.claim_id) == claim_id)
    session.commit()


def skip_claim(session: Session, claim_id: str, *, person: Person) -> None:
    """Put a claim off: it comes back at the end of the person's queue."""
    claim, now = store.get_claim(session, claim_id), utc_now()
    check_role(session, person, claim.story_id, Role.REVIEWER)
    insert = insert_into(session, Skip).values(claim_id=claim.id, person_id=person.id, skipped_at=now)
    session.execute(insert.on_conflict_do_update(index_elements=["claim_id", "person_id"], set_={"skipped_at": now}))
    let_go(session, person.id, col(Lease.claim_id) == claim_id)
    record(session, Action.SKIPPED, claim.story_id, person=person, claim_id=claim.id)
    session.commit()


_SKIP = SQLModel.metadata.tables["skip"]
_FORGET = delete(_SKIP).where(_SKIP.c.claim_id == bindparam("one"), _SKIP.c.person_id == WHO)


def forget_skip(session: Session, claim_id: str, person_id: str) -> None:
    """Take a claim back from the end of the person's queue; commit nothing."""
    session.execute(_FORGET, {"one": claim_id, "who": person_id})
