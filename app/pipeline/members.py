"""The members of a story: who may do what in it, chosen by its editors and recorded like every other change."""

from sqlalchemy import select
from sqlmodel import Session, col

from app import store
from app.errors import NotFound, Refused
from app.models import Claim, Lease, Membership, Person
from app.pipeline.deeds import note_deed
from app.pipeline.leases import let_go
from app.pipeline.names import fold_person
from app.pipeline.record import record
from app.pipeline.roles import check_role
from app.vocabulary import Action, Deed, Role


def add_member(session: Session, slug: str, name: str, role: Role, *, by: Person | None) -> Person:
    """Give somebody who has an account a role in a story; raise Refused if nobody has this name."""
    story = store.get_story(session, slug)
    check_role(session, by, story.id, Role.EDITOR)
    member = store.find_person_by_name(session, fold_person(name))
    if member is None or member.disabled_at is not None:
        raise Refused("Nobody here has this name.", field="name", hint="Invite them by a link instead.")
    give_role(session, story.id, member, role, by=by)
    session.commit()
    return member


def set_member(session: Session, slug: str, person_id: str, role: Role | None, *, by: Person | None) -> Person:
    """Change what a member may do in a story; None takes them out of it."""
    story = store.get_story(session, slug)
    check_role(session, by, story.id, Role.EDITOR)
    member = store.find_person(session, person_id)
    if member is None or store.find_membership(session, story.id, member.id) is None:
        raise NotFound("There is no such member of this story.")
    give_role(session, story.id, member, role, by=by)
    session.commit()
    return member


def give_role(session: Session, story_id: str, member: Person, role: Role | None, *, by: Person | None) -> None:
    """Make a person's role in a story this one, and record it; commit nothing.

    Who may no longer review gives back the claims of the story that they hold.
    """
    if role is Role.OWNER:
        raise Refused("A story has viewers, reviewers and editors.", field="role")
    membership = store.find_membership(session, story_id, member.id)
    before = membership.role if membership else None
    if before is role:
        return
    if membership is None and role is not None:
        session.add(Membership(story_id=story_id, person_id=member.id, role=role))
    elif membership is not None and role is not None:
        membership.role = role
    elif membership is not None:
        session.delete(membership)
    session.flush()
    if role is None or not role.covers(Role.REVIEWER):
        own_claims = select(col(Claim.id)).where(col(Claim.story_id) == story_id)
        let_go(session, member.id, col(Lease.claim_id).in_(own_claims))
    record(
        session,
        Action.MEMBER_SET,
        story_id,
        person=by,
        before={"person": member.id, "name": member.name, "role": before and before.value},
        after={"person": member.id, "name": member.name, "role": role and role.value},
    )
    title = store.get_story_by_id(session, story_id).title
    was, now = {"role": before and before.value}, {"role": role and role.value, "story": title}
    note_deed(session, Deed.ROLE_SET, by=by, person=member, before=was, after=now)
