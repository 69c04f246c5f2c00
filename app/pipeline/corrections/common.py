"""What every correction begins with (who may, what stands, what was seen) and what follows from it.

The story is locked first, always, and its claims after it: an analysis locks the story too, so that it sees the whole
of a correction or nothing of it.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlmodel import Session, col

from app import search, store
from app.errors import Conflict, NotFound
from app.models import Claim, Event, Excerpt, Exclusion, Person, Story, is_id, utc_now
from app.pipeline.deciding import set_aside
from app.pipeline.record import record
from app.pipeline.review import DONE, ClaimMoved, lock_claim
from app.pipeline.roles import check_role
from app.pipeline.suggesting import suggest_again
from app.vocabulary import Action, Role, Stance

LONGEST_WHY = 500
LONGEST_CLAIM = 2000
BEARING = {Stance.STATES, Stance.SUPPORTS, Stance.CONTRADICTS}

# What nobody can have built on, nor builds on anything.
_BESIDE_THE_POINT = (
    Action.SKIPPED,
    Action.REOPENED,
    Action.UNDONE,
    Action.TAGGED,
    Action.UNTAGGED,
    Action.ASSIGNED,
    Action.UNASSIGNED,
    Action.COMMENTED,
    Action.COMMENT_WITHDRAWN,
    Action.THREAD_RESOLVED,
    Action.THREAD_REOPENED,
)


def lock_story(session: Session, story_id: str) -> Story:
    """Return the story, which no analysis or other correction changes until the transaction ends."""
    # Others may go on writing to the story's record meanwhile.
    statement = select(Story).where(col(Story.id) == story_id).with_for_update(key_share=True)
    return session.scalars(statement).one()


def open_claim(session: Session, claim_id: str, *, person: Person, least: Role = Role.REVIEWER) -> tuple[Story, Claim]:
    """Return a claim to be corrected, locked with its story; raise ClaimMoved if it isn't one any more."""
    story = lock_story(session, store.get_claim(session, claim_id).story_id)
    check_role(session, person, story.id, least)
    return story, lock_claim(session, claim_id)


def open_excerpt(
    session: Session, excerpt_id: str, *, person: Person, least: Role = Role.REVIEWER
) -> tuple[Story, Claim, Excerpt]:
    """Return an excerpt to be corrected with its claim, as they are now and locked; raise ClaimMoved as for a claim."""
    known = session.get(Excerpt, excerpt_id) if is_id(excerpt_id) else None
    if known is None:
        raise NotFound("There is no such excerpt.")
    story, claim = open_claim(session, known.claim_id, person=person, least=least)
    check_live(claim)
    session.refresh(known)
    if known.claim_id != claim.id:
        raise ClaimMoved("The excerpt was moved to another claim meanwhile.", claim=claim)
    return story, claim, known


def check_live(claim: Claim) -> None:
    """Raise ClaimMoved if the claim was merged or withdrawn."""
    if claim.merged_into is not None:
        raise ClaimMoved("This claim was merged into another one meanwhile.", claim=claim)
    if claim.withdrawn_at is not None:
        raise ClaimMoved("This claim was discarded meanwhile.", claim=claim)


def ask_again(claim: Claim, why: str) -> None:
    """Mark a decided claim as needing another look; the decision stands."""
    if claim.verdict is not None:
        claim.stale_at, claim.stale_because = utc_now(), why


def change_meaning(session: Session, claim: Claim, why: str) -> list[str]:
    """Have everybody look again who has said what they think of the claim; return the open reviews set aside, by id.

    A decision stands, and the claim needs another look; reviews that have decided nothing yet are asked for again.
    """
    ask_again(claim, why)
    return set_aside(session, claim)


def describe_asking(claim: Claim) -> dict[str, Any]:
    """Return whether a claim needs another look, as the record keeps it."""
    return {
        "stale_at": claim.stale_at.isoformat() if claim.stale_at else None,
        "stale_because": claim.stale_because,
    }


def quote(text: str, most: int = 80) -> str:
    """Return the beginning of a text in quotation marks.

    >>> quote("The dam broke at dawn.", 12)
    '“The dam bro…”'
    """
    return f"“{text}”" if len(text) <= most else f"“{text[: most - 1].rstrip()}…”"


def list_excerpts(session: Session, claim_id: str) -> list[Excerpt]:
    """Return the claim's excerpts as they are now, in order."""
    statement = select(Excerpt).where(col(Excerpt.claim_id) == claim_id)
    ordered = statement.order_by(col(Excerpt.position), col(Excerpt.id))
    return list(session.scalars(ordered, execution_options={"populate_existing": True}))


def renumber(excerpts: Sequence[Excerpt]) -> None:
    """Number a claim's excerpts; its home stays the home where it is among them, else the first that states it is."""
    ordered = sorted(excerpts, key=lambda e: (e.position != 0, e.stance is not Stance.STATES, e.position, e.id))
    for position, excerpt in enumerate(ordered):
        excerpt.position = position


def settle(excerpt: Excerpt, *what: str) -> None:
    """Note what of an excerpt people have settled."""
    excerpt.settled = sorted({*excerpt.settled, *what})


def exclude(session: Session, claim_id: str, excerpts: Iterable[Excerpt]) -> None:
    """Keep the machine from holding these passages against the claim again."""
    for excerpt in excerpts:
        session.merge(Exclusion(claim_id=claim_id, article_id=excerpt.article_id, start=excerpt.start, end=excerpt.end))


def readmit(session: Session, claim_id: str, excerpts: Iterable[Excerpt]) -> None:
    """Let these passages be held against the claim again."""
    for excerpt in excerpts:
        key = (claim_id, excerpt.article_id, excerpt.start, excerpt.end)
        row = session.get(Exclusion, key)
        if row is not None:
            session.delete(row)


def finish(session: Session, story: Story, *claims: Claim) -> None:
    """Count the correction, suggest the claims' verdicts anew and make them found by their words; commit nothing."""
    for claim in claims:
        claim.revision += 1
    session.flush()
    suggest_again(session, story, [claim.id for claim in claims])
    texts = {claim.id: [claim.text, *(e.text for e in list_excerpts(session, claim.id))] for claim in claims}
    search.index_claims(session, story.id, [(id, " ".join(words)) for id, words in texts.items()])


def refuse_if_built_on(session: Session, event: Event, claim_ids: Iterable[str]) -> None:
    """Raise Conflict, with the reason, if somebody else has worked on what the event made of these claims since."""
    statement = select(Event).where(
        col(Event.claim_id).in_(sorted(claim_ids)),
        _is_after(event),
        col(Event.person_id).is_not(None),
        col(Event.person_id) != event.person_id,
        col(Event.undone_by).is_(None),
        col(Event.action).not_in(_BESIDE_THE_POINT),
    )
    later = session.scalars(statement.order_by(col(Event.number), col(Event.at), col(Event.id))).first()
    if later is not None:
        author = store.find_person(session, later.person_id or "")
        done = DONE.get(later.action, "worked on")
        raise Conflict(f"It can't be undone: {author.name if author else 'somebody'} has {done} this claim since.")


def _is_after(event: Event) -> ColumnElement[bool]:
    """Say that something was recorded after `event`, whatever the clock said; times tell only what has no number."""
    if event.number is not None:
        return col(Event.number) > event.number
    return or_(col(Event.number).is_not(None), col(Event.at) > event.at)


def record_undoing(session: Session, event: Event, person: Person, after: dict[str, Any] | None = None) -> Event:
    """Record that a correction was taken back, and what that made of the claim."""
    return record(
        session,
        Action.UNDONE,
        event.story_id,
        person=person,
        claim_id=event.claim_id,
        excerpt_id=event.excerpt_id,
        before=event.after | {"undone_action": event.action.value},
        after=event.before | (after or {}) | {"undone": event.id},
    )


def undo_beside(session: Session, event: Event, undone: Event) -> None:
    """Mark the other claim's entry in the record as undone too."""
    beside = session.get(Event, event.after["beside"]) if "beside" in event.after else None
    if beside is not None:
        session.flush()
        beside.undone_by = undone.id
