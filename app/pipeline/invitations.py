"""Invitations: a link that lets as many people in as it has places, until its day, with a role in its stories."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col

from app import store
from app.db import Database
from app.errors import NotFound, Refused
from app.models import Invitation, InvitationStory, Person, utc_now
from app.pipeline.deeds import note_deed
from app.pipeline.members import give_role
from app.pipeline.people import keep_person, make_person
from app.pipeline.roles import check_role
from app.pipeline.signing_in import begin_session
from app.vocabulary import Deed, Entry, Role

MOST_PLACES, MOST_DAYS = 100, 30
_EMAIL = re.compile(r"[^@\s\x00-\x20]{1,64}@[^@\s\x00-\x20]{1,255}")
_SPENT = "This invitation was withdrawn, is too old or has no place left."


@dataclass(frozen=True, slots=True)
class Offer:
    """What an invitation is to offer."""

    role: Role
    slugs: Sequence[str] = field(default_factory=tuple)
    places: int = 1
    days: int = 7
    email: str = ""


def invite(session: Session, offer: Offer, *, by: Person) -> str:
    """Return the token of a new invitation; who makes it must be an editor of each of its stories."""
    _check_offer(offer)
    stories = [store.get_story(session, slug) for slug in dict.fromkeys(offer.slugs)]
    for story in stories:
        check_role(session, by, story.id, Role.EDITOR)
    token = secrets.token_urlsafe(32)
    invitation = Invitation(
        token_hash=store.hash_token(token),
        role=offer.role,
        places=offer.places,
        email=offer.email.strip().lower(),
        created_by=by.id,
        expires_at=utc_now() + timedelta(days=offer.days),
    )
    session.add(invitation)
    session.flush()
    session.add_all(InvitationStory(invitation_id=invitation.id, story_id=story.id) for story in stories)
    note_deed(session, Deed.INVITED, by=by, after=_describe(offer, [story.title for story in stories]))
    session.commit()
    return token


def _describe(offer: Offer, titles: list[str]) -> dict[str, Any]:
    """Return an invitation as the record of people keeps it."""
    return {"role": offer.role.value, "places": offer.places, "days": offer.days, "stories": titles}


def _check_offer(offer: Offer) -> None:
    if not offer.slugs:
        raise Refused("Choose at least one story for the invitation.", field="slugs")
    if offer.role is Role.OWNER:
        raise Refused("Nobody becomes an owner by an invitation.", field="role")
    if not 1 <= offer.places <= MOST_PLACES:
        raise Refused(f"An invitation is for 1 to {MOST_PLACES} people.", field="places")
    if not 1 <= offer.days <= MOST_DAYS:
        raise Refused(f"An invitation works for 1 to {MOST_DAYS} days.", field="days")
    if offer.email.strip() and not _EMAIL.fullmatch(offer.email.strip()):
        raise Refused("This is no e-mail address.", field="email")


def revoke_invitation(session: Session, invitation_id: str, *, by: Person) -> Invitation:
    """Withdraw an invitation of one's own, or as an owner anybody's; who came in by it stays."""
    invitation = store.find_invitation(session, invitation_id)
    if invitation is None or not (by.is_owner or invitation.created_by == by.id):
        raise NotFound("There is no such invitation.")
    if invitation.revoked_at is None:
        invitation.revoked_at = utc_now()
        left = {"role": invitation.role.value, "places": invitation.places - invitation.accepted}
        note_deed(session, Deed.INVITATION_WITHDRAWN, by=by, before=left)
    session.commit()
    return invitation


def accept_invitation(database: Database, token: str, *, name: str, password: str, browser: str = "") -> str:
    """Make an account by an invitation, and return the secret for the browser's cookie.

    Raise Refused for an invitation that is over, and for a name or password that can't be taken: the place stays free.
    """
    with database.reading() as session:
        get_offer(session, token)
    if not password:
        raise Refused("Choose a password.", field="password")
    person = make_person(name, password=password)
    with database.writing() as session:
        invitation = take_place(session, holds_token(token))
        keep_person(session, person)
        note_deed(session, Deed.JOINED, by=person, person=person, after={"by": Entry.INVITATION.value})
        join(session, invitation, person)
        secret = begin_session(session, person, Entry.INVITATION, browser=browser)
        session.commit()
    return secret


def get_offer(session: Session, token: str) -> Invitation:
    """Return an invitation that can be accepted; raise Refused for any other."""
    invitation = store.find_usable_invitation(session, token, utc_now())
    if invitation is None:
        raise Refused(_SPENT, hint="Ask for a new one.")
    return invitation


def join_by_invitation(session: Session, token: str, *, person: Person) -> None:
    """Give somebody who has an account already what an invitation offers."""
    join(session, take_place(session, holds_token(token)), person)
    session.commit()


def holds_token(token: str) -> ColumnElement[bool]:
    """Say that an invitation is the one of this link."""
    return col(Invitation.token_hash) == store.hash_token(token)


def take_place(session: Session, which: ColumnElement[bool]) -> Invitation:
    """Take a place of an invitation by one statement, so that no more come in than it has; commit nothing."""
    take = (
        update(Invitation)
        .where(which, store.is_open(utc_now()))
        .values(accepted=col(Invitation.accepted) + 1)
        .returning(col(Invitation.id))
    )
    invitation_id = session.scalar(take)
    invitation = store.find_invitation(session, invitation_id) if invitation_id else None
    if invitation is None:
        raise Refused(_SPENT, hint="Ask for a new one.")
    return invitation


def join(session: Session, invitation: Invitation, person: Person) -> None:
    """Give a person the role that an invitation offers where it is more than theirs; commit nothing.

    An invitation offers no more than who made it may give by now.
    """
    inviter = store.find_person(session, invitation.created_by)
    for story_id in store.list_invited_stories(session, invitation.id):
        may = store.find_role(session, inviter, story_id) if inviter else None
        if may is None or not may.covers(Role.EDITOR):
            raise Refused(_SPENT, hint="Ask for a new one.")
        role = store.find_role(session, person, story_id)
        if role is None or not role.covers(invitation.role):
            give_role(session, story_id, person, invitation.role, by=inviter)
