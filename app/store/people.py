"""Questions about people and the browsers that they are signed in with."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import and_, bindparam, exists, select
from sqlmodel import Session, col

from app.db import fetch, is_storable, settings_of
from app.models import BrowserSession, Membership, Person, SignInLink, Story, is_id
from app.store.comments import UNREAD
from app.vocabulary import Role


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody in the list of people, with a role in each of their stories."""

    person: Person
    stories: list[tuple[Story, Role]]


class Visit(NamedTuple):
    """Whom a browser is signed in for, its session, how much in the inbox is new, and whether they edit a story."""

    person: Person
    browser: BrowserSession
    unread: int
    is_editor: bool


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member of a story."""

    person: Person
    membership: Membership


def hash_token(token: str) -> str:
    """Return what is kept of a secret that only its holder knows."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


# A browser's session that has neither reached its end nor lain idle for too long.
_IS_RUNNING = and_(
    col(BrowserSession.expires_at) > bindparam("now"), col(BrowserSession.last_seen_at) > bindparam("idle")
)
_EDITS = exists().where(col(Membership.person_id) == col(Person.id), col(Membership.role) == Role.EDITOR)
_VISIT = (
    select(Person, BrowserSession, UNREAD, _EDITS)
    .join(BrowserSession, col(BrowserSession.person_id) == col(Person.id))
    .where(col(BrowserSession.token_hash) == bindparam("token_hash"))
    .where(_IS_RUNNING, col(Person.disabled_at).is_(None))
)


def find_visit(session: Session, token: str, now: datetime) -> Visit | None:
    """Return whom a cookie signs in, and their session: nobody if it is unknown or over, or the person disabled."""
    asked = {"token_hash": hash_token(token), "now": now, "idle": _idle(session, now)}
    found = session.execute(_VISIT, asked).first()
    return Visit(*found) if found else None


def _idle(session: Session, now: datetime) -> datetime:
    """Return since when a browser has lain idle for too long."""
    return now - timedelta(hours=settings_of(session).session_idle_hours)


def list_browsers(session: Session, person: Person, now: datetime) -> list[BrowserSession]:
    """Return where a person is signed in, the last used first."""
    statement = select(BrowserSession).where(col(BrowserSession.person_id) == person.id, _IS_RUNNING)
    ordered = statement.order_by(col(BrowserSession.last_seen_at).desc(), BrowserSession.token_hash)
    return list(session.scalars(ordered, {"now": now, "idle": _idle(session, now)}))


def is_signed_in(session: Session, person_id: str) -> bool:
    """Tell whether any browser is signed in for somebody."""
    statement = select(col(BrowserSession.token_hash)).where(col(BrowserSession.person_id) == person_id).limit(1)
    return session.scalar(statement) is not None


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
    return session.get(Person, person_id) if is_id(person_id) else None


def find_person_by_name(session: Session, folded_name: str) -> Person | None:
    """Return the person whose name folds to this."""
    if not is_storable(folded_name):
        return None
    return session.scalars(select(Person).where(col(Person.folded_name) == folded_name)).first()


def find_person_by_subject(session: Session, subject: str) -> Person | None:
    """Return whom the sign-in provider knows by this."""
    return session.scalars(select(Person).where(col(Person.subject) == subject)).first()


def list_people(session: Session) -> list[PersonRow]:
    """Return everybody with their stories, by name."""
    people = session.scalars(select(Person).order_by(col(Person.folded_name))).all()
    statement = select(Membership, Story).join(Story, col(Story.id) == col(Membership.story_id))
    stories: dict[str, list[tuple[Story, Role]]] = {}
    for membership, story in session.execute(statement.order_by(col(Story.title), col(Story.id))):
        stories.setdefault(membership.person_id, []).append((story, membership.role))
    return [PersonRow(person, stories.get(person.id, [])) for person in people]


def list_members(session: Session, story_id: str) -> list[MemberRow]:
    """Return a story's members, by name."""
    statement = (
        select(Person, Membership)
        .join(Membership, col(Membership.person_id) == col(Person.id))
        .where(col(Membership.story_id) == story_id)
        .order_by(col(Person.folded_name))
    )
    return [MemberRow(person, membership) for person, membership in session.execute(statement)]


def list_edited_stories(session: Session, person: Person) -> list[Story]:
    """Return the stories that a person may invite others to, by title; those put away are left out."""
    statement = select(Story).where(col(Story.archived_at).is_(None))
    if not person.is_owner:
        own = and_(col(Membership.person_id) == person.id, col(Membership.role) == Role.EDITOR)
        statement = statement.join(Membership, and_(col(Membership.story_id) == col(Story.id), own))
    return list(session.scalars(statement.order_by(col(Story.title), col(Story.id))))


def find_membership(session: Session, story_id: str, person_id: str) -> Membership | None:
    """Return what makes a person a member of a story."""
    return session.get(Membership, (story_id, person_id))


def lock_owners(session: Session) -> list[str]:
    """Return the ids of the owners who aren't disabled, and let nobody else change them until the transaction ends."""
    statement = select(col(Person.id)).where(col(Person.is_owner), col(Person.disabled_at).is_(None))
    return list(session.scalars(statement.order_by(col(Person.id)).with_for_update()))


_OWN = and_(col(Membership.person_id) == col(Person.id), col(Membership.story_id) == bindparam("story_id"))
_ROLE = (
    select(col(Person.is_owner), col(Membership.role))
    .outerjoin(Membership, _OWN)
    .where(col(Person.id) == bindparam("person_id"), col(Person.disabled_at).is_(None))
)


def find_role(session: Session, person: Person, story_id: str) -> Role | None:
    """Return what a person may do in a story right now; None for who isn't a member, or is disabled."""
    asked = {"person_id": person.id, "story_id": story_id}
    is_owner, role = fetch(session, _ROLE, asked).one_or_none() or (False, None)
    return Role.OWNER if is_owner else role


def find_owner(session: Session) -> Person | None:
    """Return the first owner who isn't disabled."""
    statement = select(Person).where(col(Person.is_owner), col(Person.disabled_at).is_(None))
    return session.scalars(statement.order_by(col(Person.created_at), col(Person.id))).first()
