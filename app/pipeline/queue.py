"""Handing claims out: each to one person at a time."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, delete, or_, select, update
from sqlmodel import Session, col

from app import store
from app.db import insert_into, settings_of
from app.models import Claim, Person, Skip, utc_now
from app.pipeline.record import record
from app.pipeline.roles import check_role
from app.store import LIVE
from app.vocabulary import Action, Role


def next_claim(
    session: Session, slug: str, *, person: Person, now: datetime, current: str | None = None
) -> Claim | None:
    """Hand `person` the next claim that wants a verdict and lease it for a while; None if there is none to be had.

    First the claim that the person has already, then the undecided and stale ones by worth, then those that the person
    put off, the longest ago first. Claims leased to others aren't given out. `current` is a claim that the person turns
    away from: it is let go and comes last.
    """
    story = store.get_story(session, slug)
    check_role(session, person, story.id, Role.REVIEWER)
    if current is not None:
        _let_go(session, current, person)
    is_own = and_(col(Claim.lease_person_id) == person.id, col(Claim.lease_until) > now)
    skipped_at = col(Skip.skipped_at)
    best = (
        select(col(Claim.id))
        .outerjoin(Skip, and_(col(Skip.claim_id) == col(Claim.id), col(Skip.person_id) == person.id))
        .where(
            col(Claim.story_id) == story.id,
            LIVE,
            or_(col(Claim.verdict).is_(None), col(Claim.stale_at).is_not(None)),
            _is_free(person, now),
        )
        .order_by(
            _first(col(Claim.id) != (current or "")),
            _first(is_own),
            _first(skipped_at.is_(None)),
            skipped_at,
            col(Claim.rank),
            col(Claim.id),
        )
        .limit(1)
        .with_for_update(of=Claim, skip_locked=True)  # On SQLite writers take turns anyway.
    )
    # One statement: to look first and take afterwards gives one claim to several people at once.
    claim = _lease(session, col(Claim.id) == best.scalar_subquery(), person, now)
    session.commit()
    return claim


def _first(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """Order what meets the condition before what doesn't."""
    return case((condition, 0), else_=1)


def _is_free(person: Person, now: datetime) -> ColumnElement[bool]:
    return or_(col(Claim.lease_until).is_(None), col(Claim.lease_until) <= now, col(Claim.lease_person_id) == person.id)


def _lease(session: Session, which: ColumnElement[bool], person: Person, now: datetime) -> Claim | None:
    until = now + timedelta(minutes=settings_of(session).lease_minutes)
    take = update(Claim).where(which).values(lease_person_id=person.id, lease_until=until).returning(Claim)
    return session.scalars(take, execution_options={"synchronize_session": False, "populate_existing": True}).first()


def take_claim(session: Session, claim_id: str, *, person: Person, now: datetime) -> Claim:
    """Lease one claim if nobody else has it, and return it; where somebody has, return it as it is."""
    claim = store.get_claim(session, claim_id)
    check_role(session, person, claim.story_id, Role.REVIEWER)
    taken = _lease(session, and_(col(Claim.id) == claim_id, LIVE, _is_free(person, now)), person, now)
    session.commit()
    return taken or claim


def release_claim(session: Session, claim_id: str, *, person: Person) -> Claim:
    """Give a claim back to the queue, if the person has it."""
    claim = store.get_claim(session, claim_id)
    _let_go(session, claim_id, person)
    session.commit()
    session.refresh(claim)
    return claim


def _let_go(session: Session, claim_id: str, person: Person) -> None:
    own = and_(col(Claim.id) == claim_id, col(Claim.lease_person_id) == person.id)
    session.execute(update(Claim).where(own).values(lease_person_id=None, lease_until=None))


def skip_claim(session: Session, claim_id: str, *, person: Person) -> Claim:
    """Put a claim off: it comes back at the end of the person's queue."""
    claim, now = store.get_claim(session, claim_id), utc_now()
    check_role(session, person, claim.story_id, Role.REVIEWER)
    insert = insert_into(session, Skip).values(claim_id=claim.id, person_id=person.id, skipped_at=now)
    session.execute(insert.on_conflict_do_update(index_elements=["claim_id", "person_id"], set_={"skipped_at": now}))
    _let_go(session, claim.id, person)
    record(session, Action.SKIPPED, claim.story_id, person=person, claim_id=claim.id)
    session.commit()
    session.refresh(claim)
    return claim


def forget_skip(session: Session, claim_id: str, person_id: str) -> None:
    """Take a claim back from the end of the person's queue; commit nothing."""
    mine = and_(col(Skip.claim_id) == claim_id, col(Skip.person_id) == person_id)
    session.execute(delete(Skip).where(mine))
