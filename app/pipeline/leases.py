"""Leases: who holds a claim, and until when. A claim has as many places as its story wants reviews.

Statements are built once, and asked with `who` it is for, at which `moment` and `then` until when, and with what the
conditions name that they were built from.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    String,
    Update,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.orm import aliased
from sqlmodel import Session, SQLModel, col

from app.db import inserting, settings_of
from app.models import Claim, Lease, Person, UtcDateTime, utc_now

_MOST_TRIES = 20
LEASE = SQLModel.metadata.tables["lease"]
HELD = col(Lease.until).is_not(None)
WHO = bindparam("who", type_=String)
_MOMENT = bindparam("moment", type_=UtcDateTime)
_THEN = bindparam("then", type_=UtcDateTime)


@dataclass(frozen=True, eq=False)
class Choice:
    """Which claims may be handed out, and in which order; made once, for the statement is kept with it.

    Claims that somebody else is at in this very moment are passed over, unless it is worth `waiting` for one.
    """

    which: tuple[ColumnElement[bool], ...]
    order: tuple[SQLColumnExpression[Any], ...] = ()
    waiting: bool = False


def lease(session: Session, person: Person, now: datetime, places: int, choice: Choice, **named: str) -> str | None:
    """Lease the first claim of a choice that has a place free, and return its id; None where none has.

    The claim is chosen and leased in one statement: to look first and take afterwards gives one claim to too many.
    """
    take = _take(choice, places, inserting(session))
    asked = {**named, "who": person.id, "moment": now, "then": _end(session, now)}
    for _ in range(_MOST_TRIES):
        claim_id: str | None = session.scalar(take, asked)
        # A place that was free when the statement began may be taken when its turn comes: then there is another look.
        if claim_id is not None or session.scalar(_free_places(choice, places), asked) is None:
            return claim_id
    return None


def _end(session: Session, now: datetime) -> datetime:
    """Return until when a lease runs that begins now."""
    return now + timedelta(minutes=settings_of(session).lease_minutes)


@cache
def _take(choice: Choice, places: int, into: Callable[[Any], Any]) -> Any:
    free = _free_places(choice, places)
    found = free.add_columns(WHO, _THEN).with_for_update(of=Claim, skip_locked=not choice.waiting)
    values = into(LEASE).from_select(["claim_id", "seat", "person_id", "until"], found)
    return values.on_conflict_do_update(
        index_elements=["claim_id", "seat"],
        set_={"person_id": values.excluded.person_id, "until": values.excluded.until},
        where=_IS_OPEN,
    ).returning(LEASE.c.claim_id)


@cache
def _free_places(choice: Choice, places: int) -> Select[str, Any]:
    """Select the first claim with the place at it that the person may take: their own, or else the first that is free.

    The place is a column, and no table to join: so claims are walked in their order, and no further than the first.
    """
    own, taken = aliased(Lease), aliased(Lease)
    mine = and_(col(own.claim_id) == col(Claim.id), col(own.person_id) == WHO)
    has_reviewed = exists().where(mine, col(own.until).is_(None))
    is_running = and_(col(taken.claim_id) == col(Claim.id), or_(col(taken.until).is_(None), col(taken.until) > _MOMENT))
    free = [(~exists().where(is_running, col(taken.seat) == seat), seat) for seat in range(1, places + 1)]
    held = select(func.min(col(own.seat))).where(mine).correlate(Claim).scalar_subquery()
    place = func.coalesce(held, case(*free, else_=None))
    may_take = select(col(Claim.id), place).where(~has_reviewed, place.is_not(None), *choice.which)
    return may_take.order_by(*choice.order).limit(1)


# A place is open to who holds it, and to all once its time is up; a review holds its place for good.
_IS_OPEN = or_(LEASE.c.until <= _MOMENT, and_(LEASE.c.person_id == WHO, LEASE.c.until.is_not(None)))


def extending(which: ColumnElement[bool]) -> Update:
    """Return the statement that holds for longer what a person holds of `which`."""
    own = and_(LEASE.c.person_id == WHO, LEASE.c.until > _MOMENT, which)
    return update(LEASE).where(own).values(until=_THEN).returning(LEASE.c.claim_id)


# The claim that a person holds right now: the last one, should it be several.
HOLDS = (
    select(LEASE.c.claim_id)
    .where(LEASE.c.person_id == WHO, LEASE.c.until > _MOMENT)
    .order_by(LEASE.c.until.desc(), LEASE.c.claim_id)
    .limit(1)
    .scalar_subquery()
)
ONE = extending(LEASE.c.claim_id == bindparam("one"))


def extend(session: Session, person: Person, now: datetime, what: Update, **named: str) -> str | None:
    """Hold for longer `what` was made for, and return the claim's id; None where the person holds nothing of it."""
    asked = {**named, "who": person.id, "moment": now, "then": _end(session, now)}
    claim_id: str | None = session.scalar(what, asked)
    return claim_id


_OTHERS = delete(LEASE).where(
    LEASE.c.person_id == WHO, LEASE.c.until.is_not(None), LEASE.c.claim_id != bindparam("kept")
)


def let_others_go(session: Session, person_id: str, claim_id: str) -> None:
    """Give back what the person holds, but for one claim."""
    session.execute(_OTHERS, {"who": person_id, "kept": claim_id})


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


_ALL = delete(LEASE).where(LEASE.c.claim_id == bindparam("one"))


def end_leases(session: Session, claim_id: str) -> None:
    """Clear all places at a claim."""
    session.execute(_ALL, {"one": claim_id})
