"""The record: every change says who did what, from what to what."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from app.models import Event, Person
from app.pipeline.sealing import seal_on_commit
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
    version: int | None = None,
) -> Event:
    """Append one event to the session; it is committed with the change that it tells of, or not at all.

    With a `version` of 0 it is hidden from everybody else until the claim is decided.
    """
    event = Event(
        story_id=story_id,
        claim_id=claim_id,
        excerpt_id=excerpt_id,
        person_id=person.id if person else None,
        action=action,
        before=before or {},
        after=after or {},
        why=why,
        version=version,
    )
    session.add(event)
    seal_on_commit(session, story_id, event)
    return event


def as_moment(text: str | None) -> datetime | None:
    """Return a time as it stands in the record; None where there was none."""
    return datetime.fromisoformat(text) if text else None
