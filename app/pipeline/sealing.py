"""The record of a story is a chain: each entry's seal is a SHA-256 over what it says and over the seal before it.

Its entries are the events and the decisions, these with the evidence that was frozen in them. Whoever changes, takes
away or slips in one afterwards breaks the chain from there on, and `plumbline doctor` names the place. Entries are
sealed last in their transaction, because a sealed one has its number: until the commit nobody else seals one of the
same story, and since nothing is locked after that, no two can wait for each other.

What was there before there was a chain is sealed as it was found at the upgrade: decisions as further entries, events,
which have no number, by one seal over all of them (`Chain.earlier_sha256`).
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from heapq import merge
from typing import Any

from sqlalchemy import Insert, bindparam, event, insert, select, update
from sqlalchemy.orm import Session as AnySession
from sqlmodel import Session, SQLModel, col

from app.db import fetch, insert_into
from app.models import Chain, Claim, Decision, Event

Entry = Event | Decision
_UNSEALED = "unsealed"
_A_BATCH = 1000


def seal_on_commit(session: Session, story_id: str, entry: Entry) -> None:
    """Have an entry of a story's record sealed when the session commits it."""
    session.info.setdefault(_UNSEALED, []).append((story_id, entry))


@event.listens_for(AnySession, "before_commit")
def _seal(session: AnySession) -> None:
    """Seal what this transaction has recorded; what was rolled back meanwhile is no longer in the session."""
    entries = [(story_id, one) for story_id, one in session.info.pop(_UNSEALED, []) if one in session]
    if not entries or not isinstance(session, Session):
        return
    # What isn't written yet is written once, with its seal, and never changed in this session again.
    unwritten = [one for _, one in entries if one in session.new]
    for one in unwritten:
        session.expunge(one)
    session.flush()
    for story in sorted({story_id for story_id, _ in entries}):
        _seal_story(session, story, [one for story_id, one in entries if story_id == story])
    for one in unwritten:
        session.connection().execute(_INSERT[type(one)], one.model_dump())


_CHAIN = SQLModel.metadata.tables["chain"]
_HEAD = select(_CHAIN.c.number, _CHAIN.c.sha256).where(_CHAIN.c.story_id == bindparam("of")).with_for_update()
_GROW = update(_CHAIN).where(_CHAIN.c.story_id == bindparam("of"))
_INSERT: dict[type[SQLModel], Insert] = {
    Event: insert(SQLModel.metadata.tables["event"]),
    Decision: insert(SQLModel.metadata.tables["decision"]),
}


def _find_head(session: Session, story_id: str) -> tuple[int, str] | None:
    """Return the number and the seal of the last entry of a story's chain, and let nobody else add one."""
    head = fetch(session, _HEAD, {"of": story_id}).one_or_none()
    return (head.number, head.sha256) if head else None


def _begin(session: Session, story_id: str) -> tuple[int, str]:
    """Return the head of a story's chain, which somebody else may have begun meanwhile."""
    first = {"story_id": story_id, "number": 0, "sha256": "", "earlier_sha256": ""}
    session.execute(insert_into(session, Chain).values(first).on_conflict_do_nothing())
    return _find_head(session, story_id) or (0, "")


def _seal_story(session: Session, story_id: str, entries: Iterable[Entry]) -> None:
    number, sha256 = _find_head(session, story_id) or _begin(session, story_id)
    for one in entries:
        number += 1
        one.number, one.sha256 = number, digest(one, number, sha256)
        sha256 = one.sha256
    session.connection().execute(_GROW, {"of": story_id, "number": number, "sha256": sha256})


def digest(entry: Entry, number: int, before: str) -> str:
    """Return an entry's seal in hexadecimal: over its number, the seal before it, and all that is never changed of it.

    Whether it was undone later is no part of it, for that is an event of its own.
    """
    said = [before, number, *(_of_event(entry) if isinstance(entry, Event) else _of_decision(entry))]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _of_event(happened: Event) -> list[Any]:
    return [
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


def _of_decision(decision: Decision) -> list[Any]:
    return [
        decision.id,
        decision.claim_id,
        decision.version,
        decision.verdict.value,
        decision.method.value,
        decision.basis,
        decision.rationale,
        decision.relied_on,
        decision.reviews,
        decision.agreement,
        decision.decided_by,
        decision.decided_at.isoformat(timespec="microseconds"),
        _plain(decision.evidence),
    ]


def _plain(value: Any) -> Any:
    """Return a value as it comes back from the database."""
    return json.loads(json.dumps(value))


def find_breaks(session: Session, story_id: str) -> Iterator[str]:
    """Yield, in a sentence each, where a story's chain doesn't hold."""
    head = session.get(Chain, story_id) or Chain(story_id=story_id)
    number, before = 0, ""
    for one in merge(*_stream_entries(session, story_id), key=lambda entry: entry.number or 0):
        if one.number != number + 1:
            yield f"entry {number + 1} is missing"
        elif one.sha256 != digest(one, one.number, before):
            yield f"{type(one).__name__.lower()} {one.number} ({one.id}) isn't what was recorded"
        number, before = one.number or 0, one.sha256 or ""
    if (number, before) != (head.number, head.sha256):
        yield f"the record ends at entry {number}, and {head.number} were recorded"
    yield from _find_unsealed(session, story_id, head)


def _stream_entries(session: Session, story_id: str) -> tuple[Iterable[Entry], Iterable[Entry]]:
    """Return a story's sealed events, and its sealed decisions, each by number."""
    events = select(Event).where(col(Event.story_id) == story_id, col(Event.number).is_not(None))
    decisions = select(Decision).join(Claim, col(Claim.id) == col(Decision.claim_id))
    decisions = decisions.where(col(Claim.story_id) == story_id, col(Decision.number).is_not(None))
    return (
        session.scalars(events.order_by(col(Event.number)).execution_options(yield_per=_A_BATCH)),
        session.scalars(decisions.order_by(col(Decision.number)).execution_options(yield_per=_A_BATCH)),
    )


def _find_unsealed(session: Session, story_id: str, head: Chain) -> Iterator[str]:
    """Hold what has no number against the one seal of the time before the chain."""
    events = select(Event).where(col(Event.story_id) == story_id, col(Event.number).is_(None))
    found = ""
    for number, one in enumerate(session.scalars(events.order_by(col(Event.at), col(Event.id))), 1):
        found = digest(one, number, found)
    if found != head.earlier_sha256:
        yield "the events without a number aren't those that were found when sealing began"
    decisions = select(col(Decision.id)).join(Claim, col(Claim.id) == col(Decision.claim_id))
    for id in session.scalars(decisions.where(col(Claim.story_id) == story_id, col(Decision.number).is_(None))):
        yield f"decision {id} was never sealed"
