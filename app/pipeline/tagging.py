"""Words that people put on claims, and claims that somebody is asked to review."""

from sqlalchemy import delete, select
from sqlmodel import Session, col

from app import store
from app.db import fold_name, insert_into
from app.errors import Refused
from app.models import Assignment, Claim, Event, Person, Tag, utc_now
from app.pipeline.checks import clean_line
from app.pipeline.corrections.common import record_undoing
from app.pipeline.record import record
from app.pipeline.review import lock_claim
from app.pipeline.roles import check_role
from app.vocabulary import Action, Role

_LONGEST_TAG = 40


def clean_tag(name: str) -> str:
    """Return a tag on one line, without the # that some write before it; raise Refused for what can't be one.

    >>> clean_tag("# to  call ")
    'to call'
    """
    return clean_line(name.strip().removeprefix("#"), "tag", _LONGEST_TAG)


def tag_claim(session: Session, claim_id: str, name: str, *, person: Person) -> bool:
    """Put a tag on a claim; return whether it wasn't there already."""
    name = clean_tag(name)
    claim = _open(session, claim_id, person, Role.REVIEWER)
    is_new = _put_tag(session, claim, name)
    if is_new:
        record(session, Action.TAGGED, claim.story_id, person=person, claim_id=claim.id, after={"tag": name})
    session.commit()
    return is_new


def untag_claim(session: Session, claim_id: str, name: str, *, person: Person) -> bool:
    """Take a tag off a claim; return whether it was there."""
    claim = _open(session, claim_id, person, Role.REVIEWER)
    gone = _take_tag(session, claim, clean_tag(name))
    if gone is not None:
        record(session, Action.UNTAGGED, claim.story_id, person=person, claim_id=claim.id, before={"tag": gone})
    session.commit()
    return gone is not None


def assign_claim(session: Session, claim_id: str, assignee_id: str, *, person: Person) -> bool:
    """Ask somebody to review a claim; return whether that is news.

    Raise Refused for somebody who may not review in the story.
    """
    claim = _open(session, claim_id, person, Role.EDITOR)
    assignee = store.find_person(session, assignee_id)
    role = store.find_role(session, assignee, claim.story_id) if assignee else None
    if assignee is None or role is None or not role.covers(Role.REVIEWER):
        raise Refused("Only somebody who may review in this story can be asked.", field="assignee")
    is_new = _put_assignment(session, claim, assignee.id)
    if is_new:
        after = {"assignee": assignee.id, "name": assignee.name}
        record(session, Action.ASSIGNED, claim.story_id, person=person, claim_id=claim.id, after=after)
    session.commit()
    return is_new


def unassign_claim(session: Session, claim_id: str, *, person: Person) -> bool:
    """Leave a claim to everybody again; return whether somebody had been asked."""
    claim = _open(session, claim_id, person, Role.EDITOR)
    asked = store.list_assignees(session, claim.id)
    for assignee in asked:
        _take_assignment(session, claim, assignee.id)
        before = {"assignee": assignee.id, "name": assignee.name}
        record(session, Action.UNASSIGNED, claim.story_id, person=person, claim_id=claim.id, before=before)
    session.commit()
    return bool(asked)


def undo_tagging(session: Session, claim: Claim, event: Event, person: Person) -> Event:
    """Take back that a tag was put on or taken off; commit nothing."""
    if event.action is Action.TAGGED:
        _take_tag(session, claim, event.after["tag"])
    else:
        _put_tag(session, claim, event.before["tag"])
    return record_undoing(session, event, person)


def undo_assigning(session: Session, claim: Claim, event: Event, person: Person) -> Event:
    """Take back that somebody was asked, or was asked no more; commit nothing."""
    if event.action is Action.ASSIGNED:
        _take_assignment(session, claim, event.after["assignee"])
    else:
        _put_assignment(session, claim, event.before["assignee"])
    return record_undoing(session, event, person)


def _open(session: Session, claim_id: str, person: Person, least: Role) -> Claim:
    claim = lock_claim(session, claim_id)
    check_role(session, person, claim.story_id, least)
    return claim


def _put_tag(session: Session, claim: Claim, name: str) -> bool:
    row = {"claim_id": claim.id, "folded_name": fold_name(name), "name": name}
    added = insert_into(session, Tag).values(row).on_conflict_do_nothing().returning(col(Tag.claim_id))
    return session.scalar(added) is not None


def _take_tag(session: Session, claim: Claim, name: str) -> str | None:
    its = (col(Tag.claim_id) == claim.id, col(Tag.folded_name) == fold_name(name))
    return session.scalar(delete(Tag).where(*its).returning(col(Tag.name)))


def _put_assignment(session: Session, claim: Claim, assignee_id: str) -> bool:
    row = {"claim_id": claim.id, "person_id": assignee_id, "assigned_at": utc_now()}
    added = insert_into(session, Assignment).values(row).on_conflict_do_nothing().returning(col(Assignment.claim_id))
    return session.scalar(added) is not None


def _take_assignment(session: Session, claim: Claim, assignee_id: str) -> None:
    its = (col(Assignment.claim_id) == claim.id, col(Assignment.person_id) == assignee_id)
    session.execute(delete(Assignment).where(*its))


def carry_tags(session: Session, gone: Claim, survivor: Claim) -> None:
    """Put the tags of a claim that is merged on the one that stays; commit nothing."""
    for name in session.scalars(select(col(Tag.name)).where(col(Tag.claim_id) == gone.id)).all():
        _put_tag(session, survivor, name)
