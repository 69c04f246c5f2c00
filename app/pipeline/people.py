"""Signing in and out."""

import secrets
from datetime import timedelta

from sqlalchemy import delete, update
from sqlmodel import Session, col

from app import store
from app.db import settings_of
from app.errors import Refused
from app.models import BrowserSession, Person, SignInLink, utc_now
from app.pipeline.checks import fold_name

_LINK_LIVES = timedelta(hours=24)
_LONGEST_BROWSER = 200


def make_sign_in_link(session: Session, *, person: Person | None = None) -> str:
    """Return the token of a link that signs a person in once, within a day.

    Without `person` it is the owner's, who is made on first use.
    """
    person = person or store.find_owner(session) or _make_owner(session)
    token = secrets.token_urlsafe(32)
    session.add(SignInLink(token_hash=store.hash_token(token), person_id=person.id, expires_at=utc_now() + _LINK_LIVES))
    session.commit()
    return token


def _make_owner(session: Session) -> Person:
    owner = Person(name="Owner", folded_name=fold_name("Owner"), is_owner=True)
    session.add(owner)
    session.flush()
    return owner


def sign_in(session: Session, token: str, *, browser: str = "") -> str:
    """Use a sign-in link up and return the secret for the browser's cookie.

    Raise Refused if the link was used already or is too old.
    """
    now = utc_now()
    use = (
        update(SignInLink)
        .where(
            col(SignInLink.token_hash) == store.hash_token(token),
            col(SignInLink.used_at).is_(None),
            col(SignInLink.expires_at) > now,
        )
        .values(used_at=now)
        .returning(col(SignInLink.person_id))
    )
    person_id = session.scalar(use)
    person = store.find_person(session, person_id) if person_id else None
    if person is None or person.disabled_at is not None:
        raise Refused(
            "This sign-in link was used already or is too old.", hint="Ask for a new one: plumbline person link."
        )
    secret = secrets.token_urlsafe(32)
    expires_at = now + timedelta(days=settings_of(session).session_days)
    session.add(
        BrowserSession(
            token_hash=store.hash_token(secret),
            person_id=person.id,
            expires_at=expires_at,
            browser=_printable(browser)[:_LONGEST_BROWSER],
        )
    )
    session.execute(delete(BrowserSession).where(col(BrowserSession.expires_at) <= now))
    session.commit()
    return secret


def _printable(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable())


def sign_out(session: Session, cookie_token: str) -> None:
    """End a browser's session; its cookie is worth nothing afterwards."""
    session.execute(delete(BrowserSession).where(col(BrowserSession.token_hash) == store.hash_token(cookie_token)))
    session.commit()
