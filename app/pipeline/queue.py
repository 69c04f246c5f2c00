"""Handing claims out: each to as many people at a time as its story wants reviews."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, delete, exists, func, or_, select
from sqlmodel import Session, col

from app import store
from app.db import insert_into
from app.models import Assignment, Claim, Lease, Person, Skip, utc_now
from app.pipeline.leases import extend, lease, let_go
from app.pipeline.record import record
from app.pipeline.roles import check_role
from app.store import LIVE
from app.vocabulary import Action, QueueOrder, Role


def next_claim(
    session: Session,
    slug: str,
    *,
    person: Person,
    now: datetime,
    order: QueueOrder = QueueOrder.WORTH,
    anew: bool = False,
) -> Claim | None:
    """Hand `person` the next claim that wants a verdict and lease it for a while; None if there is none to be had.

    First the claim that the person has already, unless it is given back to choose `anew`; then the undecided and stale
    ones in their order, those that the person is asked to review before those that nobody is; then those that the
    person put off, the longest ago first.
    """
    story = store.get_story(session, slug)
    check_role(session, person, story.id, Role.REVIEWER)
    if anew:
        let_go(session, person.id)
    wanted = [
        col(Claim.story_id) == story.id,
        LIVE,
        or_(col(Claim.verdict).is_(None), col(Claim.stale_at).is_not(None)),
    ]
    skipped_at = select(col(Skip.skipped_at)).where(_is_own_skip(person)).correlate(Claim).scalar_subquery()
    is_skipped = exists().where(_is_own_skip(person))
    places, ordered = story.reviews_wanted, _in_order(order, person)
    asked, anybodys = _is_asked(person), _is_anybodys()
    has_own = session.scalar(select(exists().where(col(Assignment.person_id) == person.id)))
    claim_id = (
        extend(session, person, now, col(Lease.claim_id).in_(select(col(Claim.id)).where(*wanted)))
        or (has_own and lease(session, person, now, places, which=[*wanted, ~is_skipped, asked], order=ordered))
        or lease(session, person, now, places, which=[*wanted, ~is_skipped, anybodys], order=ordered)
        or lease(
            session,
            person,
            now,
            places,
            which=[*wanted, is_skipped, asked | anybodys],
            order=[skipped_at, col(Claim.id)],
        )
    )
    return _held(session, claim_id, person)


def _is_asked(person: Person) -> ColumnElement[bool]:
    """Say that this person is asked to review a claim; a list of ids, for it is short and names the claims at once."""
    own = select(col(Assignment.claim_id)).where(col(Assignment.person_id) == person.id)
    return col(Claim.id).in_(own)


def _is_anybodys() -> ColumnElement[bool]:
    """Say that nobody is asked to review a claim; one that somebody is asked to is handed to nobody else."""
    return ~exists().where(col(Assignment.claim_id) == col(Claim.id))


def _is_own_skip(person: Person) -> ColumnElement[bool]:
    return and_(col(Skip.claim_id) == col(Claim.id), col(Skip.person_id) == person.id)


def _in_order(order: QueueOrder, person: Person) -> list[SQLColumnExpression[Any]]:
    """Return what the queue is ordered by; what is equal comes by worth."""
    newest = func.coalesce(col(Claim.evidence_at), col(Claim.created_at))
    first: dict[QueueOrder, list[SQLColumnExpression[Any]]] = {
        QueueOrder.WORTH: [],
        QueueOrder.DISPUTED: [col(Claim.contradicting).desc()],
        QueueOrder.NEWEST: [newest.desc()],
        # Shuffled for each person in a way of their own, which stays: the next claim isn't another with every look.
        QueueOrder.RANDOM: [func.md5(col(Claim.id) + person.id)],
    }
    return [*first[order], col(Claim.rank), col(Claim.id)]


def _held(session: Session, claim_id: str | None, person: Person) -> Claim | None:
    """Give back whatever else the person holds, commit, and return the claim as it is."""
    if claim_id is not None:
        let_go(session, person.id, col(Lease.claim_id) != claim_id)
    session.commit()
    return store.get_claim(session, claim_id) if claim_id else None


def take_claim(session: Session, claim_id: str, *, person: Person, now: datetime) -> bool:
    """Lease one claim, and give back what else the person holds; return whether there was a place free."""
    claim = store.get_claim(session, claim_id)
    check_role(session, person, claim.story_id, Role.REVIEWER)
    places = store.get_story_by_id(session, claim.story_id).reviews_wanted
    taken = lease(session, person, now, places, which=[col(Claim.id) == claim_id, LIVE], waiting=True)
    return _held(session, taken, person) is not None


def release_claim(session: Session, claim_id: str, *, person: Person) -> None:
    """Give a claim back to the queue, if the person has it."""
    store.get_claim(session, claim_id)
    let_go(session, person.id, col(Lease.claim_id) == claim_id)
    session.commit()


def skip_claim(session: Session, claim_id: str, *, person: Person) -> None:
    """Put a claim off: it comes back at the end of the person's queue."""
    claim, now = store.get_claim(session, claim_id), utc_now()
    check_role(session, person, claim.story_id, Role.REVIEWER)
    insert = insert_into(session, Skip).values(claim_id=claim.id, person_id=person.id, skipped_at=now)
    session.execute(insert.on_conflict_do_update(index_elements=["claim_id", "person_id"], set_={"skipped_at": now}))
    let_go(session, person.id, col(Lease.claim_id) == claim_id)
    record(session, Action.SKIPPED, claim.story_id, person=person, claim_id=claim.id)
    session.commit()


def forget_skip(session: Session, claim_id: str, person_id: str) -> None:
    """Take a claim back from the end of the person's queue; commit nothing."""
    mine = and_(col(Skip.claim_id) == claim_id, col(Skip.person_id) == person_id)
    session.execute(delete(Skip).where(mine))
