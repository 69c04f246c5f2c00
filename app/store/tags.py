"""Questions about tags, assignments and saved views."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import bindparam, func, or_, select
from sqlmodel import Session, col

from app.db import fetch
from app.errors import NotFound
from app.models import Assignment, Claim, Membership, Person, SavedView, Tag, is_id
from app.store.stories import LIVE
from app.vocabulary import Role

_TAGS = (
    select(col(Tag.claim_id), col(Tag.name))
    .where(col(Tag.claim_id).in_(bindparam("claim_ids", expanding=True)))
    .order_by(col(Tag.folded_name))
)


def list_tags(session: Session, claim_ids: Sequence[str]) -> dict[str, list[str]]:
    """Return the tags of claims by the claims' ids, in the order of the alphabet."""
    tags: dict[str, list[str]] = defaultdict(list)
    for claim_id, name in fetch(session, _TAGS, {"claim_ids": list(claim_ids)}):
        tags[claim_id].append(name)
    return tags


def list_story_tags(session: Session, story_id: str, *, limit: int = 100) -> list[tuple[str, int]]:
    """Return the tags in use in a story with the number of their claims, the most frequent first."""
    claims = func.count()
    statement = (
        select(func.min(col(Tag.name)), claims)
        .join(Claim, col(Claim.id) == col(Tag.claim_id))
        .where(col(Claim.story_id) == story_id, LIVE)
        .group_by(col(Tag.folded_name))
        .order_by(claims.desc(), col(Tag.folded_name))
        .limit(limit)
    )
    return [(name, n) for name, n in session.execute(statement)]


def list_assignees(session: Session, claim_id: str) -> Sequence[Person]:
    """Return who is asked to review a claim, by name."""
    statement = select(Person).join(Assignment, col(Assignment.person_id) == col(Person.id))
    return session.scalars(
        statement.where(col(Assignment.claim_id) == claim_id).order_by(col(Person.folded_name))
    ).all()


def list_reviewers(session: Session, story_id: str) -> Sequence[Person]:
    """Return who may review in a story, by name: its reviewers and editors, and the owners."""
    reviewing = select(col(Membership.person_id)).where(
        col(Membership.story_id) == story_id, col(Membership.role).in_([Role.REVIEWER, Role.EDITOR])
    )
    allowed = or_(col(Person.is_owner), col(Person.id).in_(reviewing))
    statement = select(Person).where(allowed, col(Person.disabled_at).is_(None)).order_by(col(Person.folded_name))
    return session.scalars(statement).all()


def get_view(session: Session, view_id: str) -> SavedView:
    """Return a saved view; raise NotFound."""
    kept = session.get(SavedView, view_id) if is_id(view_id) else None
    if kept is None:
        raise NotFound("There is no such view.")
    return kept


def list_views(session: Session, story_id: str, person: Person) -> list[tuple[SavedView, str]]:
    """Return the views of a story that a person may open, with who saved each: their own first."""
    mine = col(SavedView.person_id) == person.id
    statement = (
        select(SavedView, col(Person.name))
        .join(Person, col(Person.id) == col(SavedView.person_id))
        .where(col(SavedView.story_id) == story_id, or_(mine, col(SavedView.is_shared)))
        .order_by(mine.desc(), col(SavedView.folded_name), col(SavedView.id))
    )
    return [(kept, name) for kept, name in session.execute(statement)]
