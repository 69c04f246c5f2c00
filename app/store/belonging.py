"""Which story the things belong to that an address names."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlmodel import Session, col

from app.db import fetch
from app.models import Article, Claim, Comment, Excerpt, ImportJob, SavedView, Story

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


def find_story_of(session: Session, names: Mapping[str, str]) -> str | None:
    """Return the id of the one story that everything named in an address belongs to.

    None where something isn't there, where two things are of different stories, and where nothing of a story is named.
    """
    known = {name: value for name, value in names.items() if name in STORY_OF}
    if not known or not all(_NAME.fullmatch(value) for value in known.values()):
        return None
    found = set(fetch(session, _select_stories(tuple(known)), known).one())
    return found.pop() if len(found) == 1 else None


@cache
def _select_stories(names: tuple[str, ...]) -> Select[Any]:
    """Select the story of each thing that is named so, all in one row."""
    named = ((name, *STORY_OF[name]) for name in names)
    return select(*(statement.where(column == bindparam(name)).scalar_subquery() for name, statement, column in named))
