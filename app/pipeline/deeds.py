"""The record of people: who let whom in, out, or do what; appended with the change that it tells of, or not at all."""

from typing import Any

from sqlmodel import Session

from app.models import Person, PersonEvent
from app.vocabulary import Deed


def note_deed(
    session: Session,
    deed: Deed,
    *,
    by: Person | None,
    person: Person | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Append what was done to somebody; nobody in `by` means a command on the server. Commit nothing."""
    session.add(
        PersonEvent(
            deed=deed,
            by_id=by.id if by else None,
            person_id=person.id if person else None,
            before=before or {},
            after=after or {},
        )
    )
