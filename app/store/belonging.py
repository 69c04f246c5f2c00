"""Which story the things belong to that an address names, and what somebody may do in it."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, select
from sqlmodel import Session, col

from app.models import Article, Claim, Comment, Excerpt, ImportJob, Membership, Person, SavedView, Story
from app.vocabulary import Role

# One line for each name in the addresses of a story's pages: how its story is found, and the column that holds it.
STORY_OF: Mapping[str, tuple[Select[Any], Any]] = {
    "slug": (select(col(Story.id)), col(Story.slug)),
    "article_id": (select(col(Article.story_id)), col(Article.id)),
    "claim_id": (select(col(Claim.story_id)), col(Claim.id)),
    "excerpt_id": (select(col(Claim.story_id)).join(Excerpt, col(Excerpt.claim_id) == col(Claim.id)), col(Excerpt.id)),
    "comment_id": (select(col(Claim.story_id)).join(Comment, col(Comment.claim_id) == col(Claim.id)), col(Comment.id)),
    "view_id": (select(col(SavedView.story_id)), col(SavedView.id)),
    "job_id": (select(col(ImportJob.story_id)), col(ImportJob.id)),
}
_NAME = re.compile(r"[a-z0-9-]{1,80}")  # What can be none of these never reaches a driver, which might choke on it.


class Place(NamedTuple):
    """A story, and what the visitor may do there: nothing without a role."""

    story: Story
    role: Role | None


def find_place(session: Session, person: Person, names: Mapping[str, str]) -> Place | None:
    """Return the one story that everything named in an address belongs to, with the person's role in it.

    None where something isn't there, where two things are of different stories, and where nothing of a story is named.
    """
    known = {name: value for name, value in names.items() if name in STORY_OF}
    if not known or not all(_NAME.fullmatch(value) for value in known.values()):
        return None
    found = session.execute(_select_place(tuple(known)), {**known, "visitor": person.id}).one_or_none()
    return Place(found[0], Role.OWNER if person.is_owner else found[1]) if found else None


@cache
def _select_place(names: tuple[str, ...]) -> Select[Story, Role]:
    """Select the story of which each thing is that is named so, with a visitor's role in it."""
    own = and_(col(Membership.story_id) == col(Story.id), col(Membership.person_id) == bindparam("visitor"))
    named = ((name, *STORY_OF[name]) for name in names)
    stories = (statement.where(column == bindparam(name)).scalar_subquery() for name, statement, column in named)
    is_of_all = (col(Story.id) == story_id for story_id in stories)
    return select(Story, col(Membership.role)).outerjoin(Membership, own).where(*is_of_all)
