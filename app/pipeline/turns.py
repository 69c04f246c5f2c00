"""Turns at a site: the pause that it is left holds for all processes of an installation together."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlmodel import col

from app.db import Database, insert_into
from app.models import Turn, utc_now

_FORGOTTEN_AFTER = timedelta(hours=1)
_LONGEST_QUEUE = timedelta(minutes=10)


def take_turn(database: Database, site: str, pause: float) -> float:
    """Take the next turn at a site, which is left alone for `pause` seconds after it; return how long to wait."""
    now = utc_now()
    with database.writing() as session:
        session.execute(delete(Turn).where(col(Turn.free_at) < now - _FORGOTTEN_AFTER))
        key = hashlib.sha256(site.encode()).hexdigest()
        session.execute(insert_into(session, Turn).values(site=key, free_at=now).on_conflict_do_nothing())
        turn = session.scalars(select(Turn).where(col(Turn.site) == key).with_for_update()).one()
        at = _next(turn.free_at, utc_now())
        turn.free_at = at + timedelta(seconds=pause)
        session.commit()
    return max(0.0, (at - utc_now()).total_seconds())


def _next(free_at: datetime, now: datetime) -> datetime:
    """Return when the turn is; what lies further ahead than any queue was booked by a clock that was wrong."""
    return free_at if now < free_at < now + _LONGEST_QUEUE else now
