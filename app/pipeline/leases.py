"""Leases: who holds a claim, and until when. A claim has as many places as its story wants reviews."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    and_,
    case,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.db import insert_into, settings_of
from app.models import Claim, Lease, Person, UtcDateTime, utc_now

_MOST_TRIES = 20
HELD = col(Lease.until).is_not(None)


def lease(
    session: Session,
    person: Person,
    now: datetime,
    places: int,
    *,
    which: Sequence[ColumnElement[bool]],
    order: Sequence[SQLColumnExpression[Any]] = (),
    waiting: bool = False,
) -> str | None:
    """Lease the first claim of `which` that has a place free, and return its id; None where none has.

    The claim is chosen and leased in one statement: to look first and take afterwards gives one claim to too many.
    Claims that somebody else is at in this very moment are passed over, unless it is worth `waiting` for one.
    """
    free = _free_places(person, now, places).where(*which).order_by(*order).limit(1)
    until = literal(now + timedelta(minutes=settings_of(session).lease_minutes), UtcDateTime)
    found = free.add_columns(literal(person.id), until).with_for_update(of=Claim, skip_locked=not waiting)
    values = insert_into(session, Lease).from_select(["claim_id", "seat", "person_id", "until"], found)
    take = values.on_conflict_do_update(
        index_elements=["claim_id", "seat"],
        set_={"person_id": values.excluded.person_id, "until": values.excluded.until},
        where=_is_open_to(person, now),
    ).returning(col(Lease.claim_id))
    for _ in range(_MOST_TRIES):
        claim_id = session.scalar(take)
        # A place that was free when the statement began may be taken when its turn comes: then there is another look.
        if claim_id is not None or session.scalar(free) is None:
            return claim_id
    return None


def _free_places(person: Person, now: datetime, places: int) -> Select[str, int]:
    """Select claims with the place at each that the person may take: their own, or else the first that is free.

    The place is a column, and no table to join: so claims are walked in their order, and no further than the first.
    """
    own, taken = aliased(Lease), aliased(Lease)
    mine = and_(col(own.claim_id) == col(Claim.id), col(own.person_id) == person.id)
    has_reviewed = exists().where(mine, col(own.until).is_(None))
    is_running = and_(col(taken.claim_id) == col(Claim.id), or_(col(taken.until).is_(None), col(taken.until) > now))
    free = [(~exists().where(is_running, col(taken.seat) == seat), seat) for seat in range(1, places + 1)]
    held = select(func.min(col(own.seat))).where(mine).correlate(Claim).scalar_subquery()
    place = func.coalesce(held, case(*free, else_=None))
    return select(col(Claim.id), place).where(~has_reviewed, place.is_not(None))


def _is_open_to(person: Person, now: datetime) -> ColumnElement[bool]:
    """Say that a place is still the person's own, or one whose time is up; a review holds its place for good."""
    return or_(col(Lease.until) <= now, and_(col(Lease.person_id) == person.id, HELD))


def extend(session: Session, person: Person, now: datetime, which: ColumnElement[bool]) -> str | None:
    """Hold for longer what the person holds of `which`, and return the claim's id; None where it is nothing."""
    until = now + timedelta(minutes=settings_of(session).lease_minutes)
    own = and_(col(Lease.person_id) == person.id, col(Lease.until) > now, which)
    return session.scalar(update(Lease).where(own).values(until=until).returning(col(Lease.claim_id)))


def let_go(session: Session, person_id: str, which: ColumnElement[bool] | None = None) -> None:
    """Give back what the person holds, or of that what `which` says."""
    own = and_(col(Lease.person_id) == person_id, HELD, true() if which is None else which)
    session.execute(delete(Lease).where(own))


def seat_reviewers(session: Session, claim_id: str, reviewers: Sequence[str], places: int) -> None:
    """Give everybody whose review is in a place for good, and what is left to those who hold the claim.

    The claim must be locked.
    """
    now = utc_now()
    statement = select(col(Lease.person_id), col(Lease.until)).where(col(Lease.claim_id) == claim_id)
    running = statement.where(col(Lease.until) > now, col(Lease.person_id).not_in(reviewers))
    held = session.execute(running.order_by(col(Lease.seat))).all()
    end_leases(session, claim_id)
    taken = [(person_id, None) for person_id in reviewers]
    seated = [*taken, *held[: max(0, places - len(taken))]]
    rows = [
        {"claim_id": claim_id, "seat": seat, "person_id": person_id, "until": until}
        for seat, (person_id, until) in enumerate(seated, 1)
    ]
    if rows:
        session.execute(insert(Lease), rows)


def end_leases(session: Session, claim_id: str) -> None:
    """Clear all places at a claim."""
    session.execute(delete(Lease).where(col(Lease.claim_id) == claim_id))
