"""Questions about reviews, decisions and the record of who did what."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, String, and_, bindparam, or_, select
from sqlmodel import Session, col

from app.db import fetch
from app.errors import NotFound
from app.models import Claim, Decision, Event, Excerpt, Lease, OwnStance, Person, Review
from app.store.paging import Key, Page, paginate
from app.store.stories import LIVE, SPLIT
from app.vocabulary import Stance, Verdict


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """An event of the record, who did it (None where the machine did), and the words of its claim if it has one."""

    event: Event
    person_name: str | None
    claim_text: str | None


@dataclass(frozen=True, slots=True)
class Rating:
    """What one person said of one claim in one round of reviews."""

    claim_id: str
    version: int
    person_id: str
    person_name: str
    verdict: Verdict


def list_reviews(session: Session, claim_id: str) -> list[tuple[Review, Person]]:
    """Return the claim's reviews with their people, oldest first, the undone among them."""
    statement = select(Review, Person).join(Person, col(Person.id) == col(Review.person_id))
    ordered = statement.where(col(Review.claim_id) == claim_id).order_by(col(Review.created_at), col(Review.id))
    return [(review, person) for review, person in session.execute(ordered)]


# A review that is in and has decided nothing yet.
IS_OPEN = and_(col(Review.undone_at).is_(None), col(Review.version) == 0, col(Review.set_aside_at).is_(None))
_OPEN_REVIEWS = (
    select(Review, Person)
    .join(Person, col(Person.id) == col(Review.person_id))
    .where(col(Review.claim_id) == bindparam("claim_id"), IS_OPEN)
    .order_by(col(Review.created_at), col(Review.id))
)


def list_open_reviews(session: Session, claim_id: str) -> list[tuple[Review, Person]]:
    """Return the reviews that are in and have decided nothing yet with their people, oldest first, one a person.

    Nobody may see another's among them until they are all in.
    """
    return [(review, person) for review, person in session.execute(_OPEN_REVIEWS, {"claim_id": claim_id})]


def find_set_aside(session: Session, claim: Claim, person: Person) -> Review | None:
    """Return the person's last review since the claim's decision that was set aside for the claim's new meaning."""
    own = (col(Review.claim_id) == claim.id, col(Review.person_id) == person.id, col(Review.undone_at).is_(None))
    statement = select(Review).where(*own, col(Review.set_aside_at).is_not(None))
    if claim.decided_at is not None:
        statement = statement.where(col(Review.set_aside_at) > claim.decided_at)
    return session.scalars(statement.order_by(col(Review.set_aside_at).desc(), col(Review.id)).limit(1)).first()


_OWN_STANCES = (
    select(col(OwnStance.excerpt_id), col(OwnStance.stance))
    .join(Excerpt, col(Excerpt.id) == col(OwnStance.excerpt_id))
    .where(col(Excerpt.claim_id) == bindparam("claim_id"))
    .where(col(OwnStance.person_id) == bindparam("person_id"), col(OwnStance.version) == 0)
)


def list_own_stances(session: Session, claim_id: str, person_id: str) -> dict[str, Stance]:
    """Return the stances that a person keeps to themselves until the claim is decided, by their excerpts."""
    return dict(fetch(session, _OWN_STANCES, {"claim_id": claim_id, "person_id": person_id}).all())


_LEASES = (
    select(Lease)
    .where(col(Lease.claim_id) == bindparam("claim_id"), col(Lease.until) > bindparam("now"))
    .order_by(col(Lease.seat))
)


def list_leases(session: Session, claim_id: str, now: datetime) -> list[Lease]:
    """Return who holds a claim right now, by their places."""
    return list(session.scalars(_LEASES, {"claim_id": claim_id, "now": now}))


_DECISIONS = select(Decision).where(col(Decision.claim_id) == bindparam("claim_id")).order_by(col(Decision.version))


def list_decisions(session: Session, claim_id: str) -> list[Decision]:
    """Return the claim's decisions by number, the undone among them."""
    return list(session.scalars(_DECISIONS, {"claim_id": claim_id}))


def get_decision(session: Session, claim_id: str, version: int) -> Decision:
    """Return the decision of a claim with this number, undone or not."""
    decision = find_decision(session, claim_id, version) if 0 < version < 2**31 else None
    if decision is None:
        raise NotFound("There is no such version of this claim's verdict.")
    return decision


def find_decision(session: Session, claim_id: str, version: int) -> Decision | None:
    """Return the decision of a claim with this number, if there is one."""
    statement = select(Decision).where(col(Decision.claim_id) == claim_id, col(Decision.version) == version)
    return session.scalars(statement).first()


# What a reader may know of the record: all but what others say of a claim that is reviewed blind.
_READABLE = (
    select(Event, col(Person.name), col(Claim.text))
    .outerjoin(Person, col(Person.id) == col(Event.person_id))
    .outerjoin(Claim, col(Claim.id) == col(Event.claim_id))
    .where(
        or_(
            col(Event.version).is_(None),
            col(Event.version) > 0,
            col(Event.person_id) == bindparam("reader_id", type_=String),
        )
    )
)
_HISTORY = (
    _READABLE.where(col(Event.claim_id) == bindparam("claim_id"))
    .order_by(col(Event.at).desc(), col(Event.id).desc())
    .limit(bindparam("most", type_=Integer))
)


def list_history(
    session: Session, claim_id: str, *, reader: Person | None = None, limit: int = 200
) -> list[HistoryRow]:
    """Return what happened to the claim, newest first, but what `reader` mustn't know while reviews are blind."""
    asked = {"claim_id": claim_id, "reader_id": reader.id if reader else None, "most": limit}
    return [HistoryRow(*row) for row in session.execute(_HISTORY, asked)]


def list_story_history(
    session: Session, story_id: str, *, reader: Person | None = None, after: str | None = None, limit: int = 50
) -> Page[HistoryRow]:
    """Return what happened in the story, newest first, but what `reader` mustn't know while reviews are blind."""
    statement = _READABLE.where(col(Event.story_id) == story_id).params(reader_id=reader.id if reader else None)
    keys = [Key(col(Event.at), datetime, descending=True), Key(col(Event.id), str, descending=True)]
    page = paginate(session, statement, keys, after=after, limit=limit)
    return Page([HistoryRow(*row) for row in page.items], page.next_cursor, page.previous_cursor)


def list_ratings(session: Session, story_id: str) -> list[Rating]:
    """Return the verdicts that people gave the story's claims, but for reviews that are still blind.

    A claim that was reviewed again, on other evidence, is another thing to agree on: `version` tells the rounds apart.
    """
    statement = (
        select(col(Review.claim_id), col(Review.version), col(Person.id), col(Person.name), col(Review.verdict))
        .join(Claim, col(Claim.id) == col(Review.claim_id))
        .join(Person, col(Person.id) == col(Review.person_id))
        .where(col(Claim.story_id) == story_id, LIVE, col(Review.undone_at).is_(None))
        .where(or_(col(Review.version) > 0, and_(IS_OPEN, SPLIT)))
        .order_by(col(Review.claim_id), col(Review.version), col(Person.id))
    )
    return [Rating(*row) for row in session.execute(statement)]
