"""Questions about people and the browsers that they are signed in with."""

import hashlib
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from app.models import BrowserSession, Person
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


def find_person(session: Session, person_id: str) -> Person | None:
    """Return the person with this id."""
    return session.get(Person, person_id)


def find_owner(session: Session) -> Person | None:
    """Return the first owner who isn't disabled."""
    statement = select(Person).where(col(Person.role) == Role.OWNER, col(Person.disabled_at).is_(None))
    return session.scalars(statement.order_by(col(Person.created_at), col(Person.id))).first()
