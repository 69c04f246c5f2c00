"""Questions about people and the browsers that they are signed in with."""

import hashlib
from datetime import datetime

from sqlalchemy import and_, select
from sqlmodel import Session, col

from app.models import BrowserSession, Membership, Person, SignInLink
from app.vocabulary import Role


def hash_token(token: str) -> str:
    """Return what is kept of a secret that only its holder knows."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def find_person_by_session(session: Session, token: str, now: datetime) -> Person | None:
    """Return whom a cookie signs in: nobody if it is unknown or expired, or if the person is disabled."""
    statement = (
        select(Person)
        .join(BrowserSession, col(BrowserSession.person_id) == col(Person.id))
        .where(
            col(BrowserSession.token_hash) == hash_token(token),
            col(BrowserSession.expires_at) > now,
            col(Person.disabled_at).is_(None),
        )
    )
    return session.scalars(statement).first()


def is_link_usable(session: Session, token: str, now: datetime) -> bool:
    """Tell whether a sign-in link would still sign somebody in."""
    unused = and_(col(SignInLink.used_at).is_(None), col(SignInLink.expires_at) > now)
    statement = (
        select(col(SignInLink.token_hash))
        .join(Person, col(Person.id) == col(SignInLink.person_id))
        .where(col(SignInLink.token_hash) == hash_token(token), unused, col(Person.disabled_at).is_(None))
    )
    return session.scalar(statement) is not None


def find_person(session: Session, person_id: str) -> Person | None:
    """Return the person with this id."""
    return session.get(Person, person_id)


def find_role(session: Session, person: Person, story_id: str) -> Role | None:
    """Return what a person may do in a story right now; None for who isn't a member, or is disabled."""
    own = and_(col(Membership.person_id) == col(Person.id), col(Membership.story_id) == story_id)
    statement = (
        select(col(Person.is_owner), col(Membership.role))
        .outerjoin(Membership, own)
        .where(col(Person.id) == person.id, col(Person.disabled_at).is_(None))
    )
    is_owner, role = session.execute(statement).one_or_none() or (False, None)
    return Role.OWNER if is_owner else role


def find_owner(session: Session) -> Person | None:
    """Return the first owner who isn't disabled."""
    statement = select(Person).where(col(Person.is_owner), col(Person.disabled_at).is_(None))
    return session.scalars(statement.order_by(col(Person.created_at), col(Person.id))).first()
