"""Questions about who looks at a claim right now."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.db import fetch
from app.models import Person, Presence

_STILL_THERE = timedelta(seconds=50)  # A page says it every 20 seconds: one that failed in between isn't missed.


_ONLOOKERS = (
    select(col(Person.name))
    .join(Presence, col(Presence.person_id) == col(Person.id))
    .where(
        col(Presence.claim_id) == bindparam("claim_id"),
        col(Presence.seen_at) > bindparam("since"),
        col(Person.id) != bindparam("person_id"),
        col(Person.disabled_at).is_(None),
    )
    .order_by(col(Person.folded_name))
)


def list_onlookers(session: Session, claim_id: str, person: Person, now: datetime) -> tuple[str, ...]:
    """Return the names of the others who have looked at a claim in the last minute, by name."""
    asked = {"claim_id": claim_id, "person_id": person.id, "since": now - _STILL_THERE}
    return tuple(fetch(session, _ONLOOKERS, asked).scalars())
