"""Two claims that are one: the one goes on with the evidence of both, the other's address leads to it."""

from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col

from app import store
from app.errors import Conflict, Refused
from app.models import Claim, Event, Excerpt, Person, new_id
from app.pipeline.checks import clean_text
from app.pipeline.corrections.common import (
    LONGEST_WHY,
    change_meaning,
    check_live,
    describe_asking,
    finish,
    list_excerpts,
    open_claim,
    quote,
    record_undoing,
    refuse_if_built_on,
    renumber,
    settle,
    undo_beside,
)
from app.pipeline.corrections.wording import restore_asking
from app.pipeline.identity import Span, overlap
from app.pipeline.record import record
from app.pipeline.review import check_seen, lock_claim
from app.vocabulary import Action, Role


def merge_claims(
    session: Session, claim_id: str, into_id: str, *, person: Person, seen: dict[str, int], why: str = ""
) -> Claim:
    """Make a claim part of another one, and return that.

    The evidence of the first is held against the second from now on; its reviews and decisions stay where they are.
    `seen` is the revision in which the person saw the one or the other. Raise ClaimMoved if it isn't so any more.
    """
    why = clean_text(why, "reason", LONGEST_WHY)
    story, gone = open_claim(session, claim_id, person=person, least=Role.EDITOR)
    survivor = _open_survivor(session, gone, into_id)
    if gone.merged_into == survivor.id:  # The same form sent twice.
        return survivor
    for claim in (gone, survivor):
        check_live(claim)
        check_seen(session, claim, seen.get(claim.id, claim.revision))
    before, was_asked = {"text": gone.text, "into_text": survivor.text}, describe_asking(survivor)
    _carry_over(session, gone, survivor)
    gone.merged_into = survivor.id
    asked = change_meaning(session, survivor, f"{person.name} merged {quote(gone.text)} into this claim")
    finish(session, story, gone, survivor)
    gained = record(
        session,
        Action.CLAIM_GAINED,
        story.id,
        person=person,
        claim_id=survivor.id,
        before=was_asked,
        after={"by": "merge", "from": gone.id, "text": gone.text, "set_aside": asked} | describe_asking(survivor),
        why=why,
    )
    after = {"into": survivor.id, "into_text": survivor.text, "beside": gained.id}
    record(session, Action.CLAIM_MERGED, story.id, person=person, claim_id=gone.id, before=before, after=after, why=why)
    session.commit()
    return survivor


def _open_survivor(session: Session, gone: Claim, into_id: str) -> Claim:
    survivor = lock_claim(session, into_id)
    if survivor.story_id != gone.story_id:
        raise Refused("Only claims of one story can be merged.", field="other")
    if survivor.id == gone.id:
        raise Refused("A claim can't be merged with itself: choose another one.", field="other")
    return survivor


def _carry_over(session: Session, gone: Claim, survivor: Claim) -> None:
    """Hold the evidence of the one claim against the other too, but for passages that this has already."""
    known = list_excerpts(session, survivor.id)
    spans = [(Span(e.article_id, e.start, e.end), e.stance) for e in known]
    for excerpt in list_excerpts(session, gone.id):
        span = Span(excerpt.article_id, excerpt.start, excerpt.end)
        if any(span == other or (stance is excerpt.stance and overlap(span, other)) for other, stance in spans):
            continue
        own: dict[str, Any] = {"id": new_id(), "claim_id": survivor.id, "merged_from": gone.id, "position": len(spans)}
        copy = Excerpt(**(excerpt.model_dump() | own))
        settle(copy, "place")
        session.add(copy)
        spans.append((span, excerpt.stance))


def undo_merge(session: Session, gone: Claim, event: Event, person: Person) -> Event:
    """Part two claims again; commit nothing."""
    survivor = lock_claim(session, event.after["into"])
    refuse_if_built_on(session, event, [gone.id, survivor.id])
    if gone.merged_into != survivor.id or survivor.merged_into is not None or survivor.withdrawn_at is not None:
        raise Conflict("It can't be undone: the claim that it was merged into was itself merged or discarded since.")
    came_with = (col(Excerpt.claim_id) == survivor.id, col(Excerpt.merged_from) == gone.id)
    session.execute(delete(Excerpt).where(*came_with))
    renumber(list_excerpts(session, survivor.id))
    gone.merged_into = None
    gained = session.get(Event, event.after["beside"])
    if gained is not None:
        restore_asking(session, survivor, gained)
    finish(session, store.get_story_by_id(session, gone.story_id), gone, survivor)
    undone = record_undoing(session, event, person)
    undo_beside(session, event, undone)
    return undone
