"""Questions about who looks at a claim right now."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from app.models import Person, Presence

_STILL_THERE = timedelta(seconds=50)  # A page says it every 20 seconds: one that failed in between isn't missed.


def list_onlookers(session: Session, claim_id: str, person: Person, now: datetime) -> tuple[str, ...]:
    """Return the names of the others who have looked at a claim in the last minute, by name."""
    statement = (
        select(col(Person.name))
        .join(Presence, col(Presence.person_id) == col(Person.id))
        .where(
            col(Presence.claim_id) == claim_id,
            col(Presence.seen_at) > now - _STILL_THERE,
            col(Person.id) != person.id,
            col(Person.disabled_at).is_(None),
        )
        .order_by(col(Person.folded_name))
    )
    return tuple(session.scalars(statement))
