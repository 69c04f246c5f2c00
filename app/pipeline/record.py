"""The record: every change says who did what, from what to what."""

from typing import Any

from sqlmodel import Session

from app.models import Event, Person
from app.vocabulary import Action


def record(
    session: Session,
    action: Action,
    story_id: str,
    *,
    person: Person | None = None,
    claim_id: str | None = None,
    excerpt_id: str | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    why: str = "",
) -> Event:
    """Append one event to the session; it is committed with the change that it tells of, or not at all."""
    event = Event(
        story_id=story_id,
        claim_id=claim_id,
        excerpt_id=excerpt_id,
        person_id=person.id if person else None,
        action=action,
        before=before or {},
        after=after or {},
        why=why,
    )
    session.add(event)
    return event
