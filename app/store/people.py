"""Questions about people and the browsers that they are signed in with."""

import hashlib
from datetime import datetime

from sqlalchemy import and_, select
from sqlmodel import Session, col

from app.models import BrowserSession, Person, SignInLink
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


def find_owner(session: Session) -> Person | None:
    """Return the first owner who isn't disabled."""
    statement = select(Person).where(col(Person.role) == Role.OWNER, col(Person.disabled_at).is_(None))
    return session.scalars(statement.order_by(col(Person.created_at), col(Person.id))).first()
