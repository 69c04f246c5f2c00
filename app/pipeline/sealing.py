"""The record of a story is a chain: each event's seal is a SHA-256 over what it says and over the seal before it.

Whoever changes, takes away or slips in an event afterwards breaks the chain from there on, and `plumbline doctor` names
the place. Events are sealed last in their transaction, because a sealed event has its number: until the commit nobody
else seals one of the same story, and since nothing is locked after that, no two can wait for each other.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Session as AnySession
from sqlmodel import Session, col

from app.db import insert_into
from app.models import Chain, Event

_UNSEALED = "unsealed"


def seal_on_commit(session: Session, happened: Event) -> None:
    """Have an event sealed when the session commits it."""
    session.info.setdefault(_UNSEALED, []).append(happened)


@event.listens_for(AnySession, "before_commit")
def _seal(session: AnySession) -> None:
    """Seal what this transaction has recorded; what was rolled back meanwhile is no longer in the session."""
    happened = [one for one in session.info.pop(_UNSEALED, []) if one in session]
    if not happened or not isinstance(session, Session):
        return
    session.flush()
    for story_id in sorted({one.story_id for one in happened}):
        _seal_story(session, story_id, [one for one in happened if one.story_id == story_id])


def _seal_story(session: Session, story_id: str, happened: Iterable[Event]) -> None:
    first = {"story_id": story_id, "number": 0, "sha256": ""}
    session.execute(insert_into(session, Chain).values(first).on_conflict_do_nothing())
    head = session.scalars(
        select(Chain).where(col(Chain.story_id) == story_id).with_for_update().execution_options(populate_existing=True)
    ).one()
    for one in happened:
        head.number += 1
        head.sha256 = digest(one, head.number, head.sha256)
        one.number, one.sha256 = head.number, head.sha256


def digest(happened: Event, number: int, before: str) -> str:
    """Return an event's seal in hexadecimal: over its number, the seal before it, and all that is never changed of it.

    Whether it was undone later is no part of it, for that is an event of its own.
    """
    said: list[Any] = [
        before,
        number,
        happened.id,
        happened.story_id,
        happened.claim_id,
        happened.excerpt_id,
        happened.person_id,
        happened.action.value,
        _plain(happened.before),
        _plain(happened.after),
        happened.why,
        happened.at.isoformat(timespec="microseconds"),
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> Any:
    """Return a value as it comes back from the database."""
    return json.loads(json.dumps(value))


def find_breaks(events: Iterable[Event], head: Chain) -> Iterator[str]:
    """Yield, in a sentence each, where a story's chain doesn't hold; `events` are its sealed ones by number."""
    number, before = 0, ""
    for one in events:
        if one.number != number + 1:
            yield f"event {number + 1} is missing"
        elif one.sha256 != digest(one, one.number, before):
            yield f"event {one.number} ({one.id}) isn't what was recorded"
        number, before = one.number or 0, one.sha256 or ""
    if (number, before) != (head.number, head.sha256):
        yield f"the record ends at event {number}, and {head.number} were recorded"
