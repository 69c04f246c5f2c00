"""Questions about invitations."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, select
from sqlmodel import Session, col

from app.models import Invitation, InvitationStory, Person, Story, is_id
from app.store.people import hash_token


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation that can be accepted, with who made it and its stories."""

    invitation: Invitation
    inviter: Person
    stories: list[Story]


def is_open(now: datetime) -> ColumnElement[bool]:
    """Say that an invitation can be accepted: not withdrawn, not too old, with a place left."""
    return and_(
        col(Invitation.revoked_at).is_(None),
        col(Invitation.expires_at) > now,
        col(Invitation.accepted) < col(Invitation.places),
    )


def find_invitation(session: Session, invitation_id: str) -> Invitation | None:
    """Return the invitation with this id as it is now, whatever became of it."""
    return session.get(Invitation, invitation_id, populate_existing=True) if is_id(invitation_id) else None


def find_usable_invitation(session: Session, token: str, now: datetime) -> Invitation | None:
    """Return the invitation that a link is of, if it can be accepted."""
    statement = select(Invitation).where(col(Invitation.token_hash) == hash_token(token), is_open(now))
    return session.scalars(statement).first()


def find_invitation_for(session: Session, email: str, now: datetime) -> Invitation | None:
    """Return the oldest invitation that names this e-mail address and can be accepted."""
    statement = select(Invitation).where(col(Invitation.email) == email.lower(), is_open(now))
    return session.scalars(statement.order_by(col(Invitation.created_at), col(Invitation.id))).first()


def list_invited_stories(session: Session, invitation_id: str) -> list[str]:
    """Return the ids of the stories that an invitation is for."""
    statement = select(col(InvitationStory.story_id)).where(col(InvitationStory.invitation_id) == invitation_id)
    return list(session.scalars(statement.order_by(col(InvitationStory.story_id))))


def list_invitations(session: Session, now: datetime, *, story_id: str = "") -> list[InvitationRow]:
    """Return the invitations that can be accepted, newest first; those for one story, if it is given."""
    statement = select(Invitation, Person).join(Person, col(Person.id) == col(Invitation.created_by))
    statement = statement.where(is_open(now)).order_by(col(Invitation.created_at).desc(), col(Invitation.id))
    if story_id:
        own = select(col(InvitationStory.invitation_id)).where(col(InvitationStory.story_id) == story_id)
        statement = statement.where(col(Invitation.id).in_(own))
    rows = session.execute(statement).all()
    pairs = (
        select(col(InvitationStory.invitation_id), Story)
        .join(Story, col(Story.id) == col(InvitationStory.story_id))
        .where(col(InvitationStory.invitation_id).in_([invitation.id for invitation, _ in rows]))
        .order_by(col(Story.title), col(Story.id))
    )
    stories: dict[str, list[Story]] = {}
    for invitation_id, story in session.execute(pairs):
        stories.setdefault(invitation_id, []).append(story)
    return [InvitationRow(invitation, inviter, stories.get(invitation.id, [])) for invitation, inviter in rows]
