"""Questions about what was done to people."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.models import Person, PersonEvent
from app.store.paging import Key, Page, paginate


@dataclass(frozen=True, slots=True)
class DeedRow:
    """What was done, who did it (None for a command on the server) and to whom, if it was to somebody."""

    event: PersonEvent
    by: str | None
    person: str | None


def list_deeds(session: Session, *, person_id: str = "", after: str | None = None, limit: int = 50) -> Page[DeedRow]:
    """Return what was done to people, or to one of them, the latest first."""
    doer = aliased(Person)
    statement = (
        select(PersonEvent, col(doer.name), col(Person.name))
        .outerjoin(doer, col(doer.id) == col(PersonEvent.by_id))
        .outerjoin(Person, col(Person.id) == col(PersonEvent.person_id))
    )
    if person_id:
        statement = statement.where(col(PersonEvent.person_id) == person_id)
    keys = [Key(col(PersonEvent.at), datetime, descending=True), Key(col(PersonEvent.id), str, descending=True)]
    page = paginate(session, statement, keys, after=after, limit=limit)
    return Page([DeedRow(*row) for row in page.items], page.next_cursor, page.previous_cursor)
