"""Signing in, by link or by password, and out; what a browser holds for it is kept as a hash alone."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, or_, update
from sqlmodel import Session, col

from app import store
from app.db import Database, settings_of
from app.errors import NotFound, Refused
from app.models import BrowserSession, Person, SignInLink, utc_now
from app.passwords import verify_password
from app.pipeline.deeds import note_deed
from app.pipeline.leases import let_go
from app.pipeline.names import fold_person
from app.pipeline.roles import require_owner
from app.pipeline.throttling import count_attempt, for_account, for_address, forgive
from app.vocabulary import Deed, Entry

_LINK_LIVES = timedelta(hours=24)
_LONGEST_BROWSER = 200


def make_sign_in_link(session: Session, *, person: Person | None = None, by: Person | None = None) -> str:
    """Return the token of a link that signs a person in once, within a day.

    Without `person` it is the owner's, who is made on first use. Raise Forbidden unless an owner asks for it; nobody in
    `by` means the command line.
    """
    require_owner(by)
    person = person or store.find_owner(session) or _make_owner(session)
    if person.disabled_at is not None:
        raise Refused(f"{person.name} is disabled.", hint="Let them in again first: plumbline person enable.")
    token = secrets.token_urlsafe(32)
    session.add(SignInLink(token_hash=store.hash_token(token), person_id=person.id, expires_at=utc_now() + _LINK_LIVES))
    note_deed(session, Deed.LINK_MADE, by=by, person=person)
    session.commit()
    return token


def _make_owner(session: Session) -> Person:
    owner = Person(name="Owner", folded_name=fold_person("Owner"), is_owner=True)
    session.add(owner)
    session.flush()
    note_deed(session, Deed.ADDED, by=None, person=owner, after={"is_owner": True})
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
    secret = begin_session(session, person, Entry.LINK, browser=browser)
    session.commit()
    return secret


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody at the door: a name, a password, and where they come from."""

    name: str
    password: str
    address: str = ""
    browser: str = ""


def sign_in_by_password(database: Database, attempt: Attempt, *, now: datetime | None = None) -> str:
    """Return the secret for the browser's cookie if the password is this person's.

    Raise Refused alike for who isn't known, is disabled, has no password or another one, and TooOften for too many
    attempts. The password is looked at between two transactions, so that nobody waits for it to be written.
    """
    now = now or utc_now()
    account, address = for_account(attempt.name), for_address(attempt.address)
    with database.writing() as session:
        count_attempt(session, account, address, now=now)
    with database.reading() as session:
        person = store.find_person_by_name(session, fold_person(attempt.name))
    kept = person.password_hash if person is not None and person.disabled_at is None else ""
    if not verify_password(attempt.password, kept):
        raise Refused("The name or the password isn't right.", field="password")
    with database.writing() as session:
        fresh = store.find_person(session, person.id) if person else None
        if fresh is None or fresh.disabled_at is not None or fresh.password_hash != kept:
            raise Refused("The name or the password isn't right.", field="password")
        forgive(session, account, address, now=now)
        secret = begin_session(session, fresh, Entry.PASSWORD, browser=attempt.browser)
        session.commit()
    return secret


def begin_session(session: Session, person: Person, entry: Entry, *, browser: str) -> str:
    """Return the secret of a new session of a browser; commit nothing. What is over by now is cleared away."""
    now, secret = utc_now(), secrets.token_urlsafe(32)
    session.add(
        BrowserSession(
            token_hash=store.hash_token(secret),
            person_id=person.id,
            expires_at=now + timedelta(days=settings_of(session).session_days),
            browser=_printable(browser)[:_LONGEST_BROWSER],
            entry=entry,
            last_seen_at=now,
        )
    )
    idle = now - timedelta(hours=settings_of(session).session_idle_hours)
    over = or_(col(BrowserSession.expires_at) <= now, col(BrowserSession.last_seen_at) <= idle)
    session.execute(delete(BrowserSession).where(over))
    return secret


def _printable(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable())


def note_visit(session: Session, cookie_token: str, now: datetime) -> None:
    """Note that a session is in use, so that it doesn't end as idle."""
    own = col(BrowserSession.token_hash) == store.hash_token(cookie_token)
    session.execute(update(BrowserSession).where(own).values(last_seen_at=now))
    session.commit()


def sign_out(session: Session, cookie_token: str) -> None:
    """End a browser's session, whose cookie is worth nothing afterwards; who leaves gives back what they hold."""
    _end(session, col(BrowserSession.token_hash) == store.hash_token(cookie_token))
    session.commit()


def end_session(session: Session, mark: str, *, person: Person) -> None:
    """End one of the person's sessions, wherever its browser is."""
    own = next((one for one in store.list_browsers(session, person, utc_now()) if one.mark == mark), None)
    if own is None:
        raise NotFound("This browser is signed out already.")
    _end(session, col(BrowserSession.token_hash) == own.token_hash)
    session.commit()


def end_sessions(session: Session, person: Person) -> None:
    """End all sessions of a person, and use up their sign-in links; commit nothing."""
    _end(session, col(BrowserSession.person_id) == person.id)
    unused = (col(SignInLink.person_id) == person.id, col(SignInLink.used_at).is_(None))
    session.execute(update(SignInLink).where(*unused).values(used_at=utc_now()))


def _end(session: Session, which: ColumnElement[bool]) -> None:
    """Delete sessions; whose last one it was gives back what they hold."""
    people = session.scalars(delete(BrowserSession).where(which).returning(col(BrowserSession.person_id)))
    for person_id in set(people):
        if not store.is_signed_in(session, person_id):
            let_go(session, person_id)
