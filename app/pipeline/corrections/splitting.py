"""One claim that is two: some of its excerpts go to a new claim, whose wording a person gives."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlmodel import Session, col

from app import store
from app.errors import Conflict, Refused
from app.models import Claim, Event, Excerpt, Exclusion, Person
from app.pipeline.checks import clean_line, clean_text
from app.pipeline.corrections.common import (
    LONGEST_CLAIM,
    LONGEST_WHY,
    change_meaning,
    check_live,
    describe_asking,
    exclude,
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
from app.pipeline.leases import end_leases
from app.pipeline.record import record
from app.pipeline.review import check_seen, lock_claim
from app.vocabulary import Action, Role


def split_claim(
    session: Session,
    claim_id: str,
    text: str,
    chosen: Sequence[str],
    *,
    person: Person,
    seen_revision: int,
    why: str = "",
) -> Claim:
    """Make a new claim of some of a claim's excerpts, given by id, and return it.

    Neither claim gets the other's excerpts back when the story is read again. Raise Refused unless something is chosen
    and something is left, ClaimMoved if the claim isn't as the person saw it.
    """
    text, why = clean_line(text, "claim", LONGEST_CLAIM), clean_text(why, "reason", LONGEST_WHY)
    story, claim = open_claim(session, claim_id, person=person, least=Role.EDITOR)
    check_live(claim)
    check_seen(session, claim, seen_revision)
    excerpts = list_excerpts(session, claim.id)
    going, staying = _part(excerpts, chosen)
    before = {"excerpts": {e.id: _describe(e) for e in excerpts}} | _describe_claim(claim)
    new = _make_claim(session, claim, text)
    _move(session, claim, new, going, staying)
    asked = change_meaning(session, claim, f"{person.name} split {quote(text)} off this claim")
    finish(session, story, claim, new)
    after = {"into": new.id, "into_text": text, "excerpts": [e.id for e in going], "set_aside": asked}
    after |= _describe_claim(claim)
    made = {"by": "split", "from": claim.id, "text": claim.text}
    beside = record(session, Action.CLAIM_GAINED, story.id, person=person, claim_id=new.id, after=made, why=why)
    record(
        session,
        Action.CLAIM_SPLIT,
        story.id,
        person=person,
        claim_id=claim.id,
        before=before,
        after=after | {"beside": beside.id},
        why=why,
    )
    session.commit()
    return new


def _part(excerpts: Sequence[Excerpt], chosen: Sequence[str]) -> tuple[list[Excerpt], list[Excerpt]]:
    """Return the excerpts that go and those that stay."""
    wanted = set(chosen)
    if wanted - {excerpt.id for excerpt in excerpts}:
        raise Refused(
            "A chosen excerpt is no longer held against this claim.",
            field="chosen",
            hint="Open the claim again to see its excerpts as they are now.",
        )
    going = [excerpt for excerpt in excerpts if excerpt.id in wanted]
    staying = [excerpt for excerpt in excerpts if excerpt.id not in wanted]
    if not going:
        raise Refused("Choose the excerpts that go to the new claim.", field="chosen")
    if not staying:
        raise Refused(
            "Leave the claim at least one excerpt.", field="chosen", hint="To word the claim otherwise, edit it."
        )
    return going, staying


def _make_claim(session: Session, claim: Claim, text: str) -> Claim:
    """Return a new claim, worded so, whose place in the queue is beside the claim that it was part of."""
    new = Claim(
        story_id=claim.story_id, text=text, rank=claim.rank, checkworthiness=claim.checkworthiness, why=claim.why
    )
    session.add(new)
    session.flush()
    return new


def _move(session: Session, claim: Claim, new: Claim, going: Sequence[Excerpt], staying: Sequence[Excerpt]) -> None:
    for excerpt in going:
        excerpt.claim_id, excerpt.merged_from = new.id, None
        settle(excerpt, "place")
    exclude(session, claim.id, going)
    exclude(session, new.id, staying)
    renumber(going)
    renumber(staying)


def undo_split(session: Session, claim: Claim, event: Event, person: Person) -> Event:
    """Bring the excerpts back and make the new claim part of the old one; commit nothing."""
    new = lock_claim(session, event.after["into"])
    refuse_if_built_on(session, event, [claim.id, new.id])
    if new.merged_into is not None or new.withdrawn_at is not None:
        raise Conflict("It can't be undone: the new claim was merged or discarded since.")
    _bring_back(session, claim, new, event.before["excerpts"])
    new.merged_into = claim.id  # Its address must lead somewhere.
    end_leases(session, new.id)
    restore_asking(session, claim, event)
    finish(session, store.get_story_by_id(session, claim.story_id), claim, new)
    undone = record_undoing(session, event, person)
    undo_beside(session, event, undone)
    return undone


def _bring_back(session: Session, claim: Claim, new: Claim, were: dict[str, Any]) -> None:
    """Let a split's excerpts and exclusions be as they were."""
    every = session.scalars(select(Excerpt).where(col(Excerpt.claim_id).in_([claim.id, new.id])))
    ours = [excerpt for excerpt in every if excerpt.id in were]
    for excerpt in ours:
        of_this = (col(Exclusion.article_id) == excerpt.article_id, col(Exclusion.start) == excerpt.start)
        session.execute(delete(Exclusion).where(col(Exclusion.claim_id).in_([claim.id, new.id]), *of_this))
        excerpt.claim_id = claim.id
        for name, value in were[excerpt.id].items():
            setattr(excerpt, name, value)
    session.flush()
    session.execute(delete(Excerpt).where(col(Excerpt.claim_id) == new.id))


def _describe_claim(claim: Claim) -> dict[str, Any]:
    return {"text": claim.text} | describe_asking(claim)


def _describe(excerpt: Excerpt) -> dict[str, Any]:
    """Return what a split changes of an excerpt, as the record keeps it."""
    return {"position": excerpt.position, "settled": excerpt.settled, "merged_from": excerpt.merged_from}
