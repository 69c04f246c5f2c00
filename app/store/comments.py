"""Questions about comments on claims, and about what somebody's inbox holds."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, not_, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.db import fetch
from app.errors import NotFound
from app.models import Claim, Comment, Membership, Notice, Person, Story
from app.store.paging import Key, Page, paginate
from app.store.stories import BLIND


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A comment with the name of who wrote it."""

    comment: Comment
    person_name: str


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment with the answers to it, oldest first, and who resolved it."""

    first: CommentRow
    answers: tuple[CommentRow, ...]
    resolved_by: str | None

    @property
    def is_resolved(self) -> bool:
        """Tell whether somebody said that it needs nothing more."""
        return self.first.comment.resolved_at is not None


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One thing in somebody's inbox."""

    notice: Notice
    comment: Comment
    person_name: str
    claim: Claim
    story: Story


def get_comment(session: Session, comment_id: str) -> Comment:
    """Return a comment; raise NotFound."""
    comment = session.get(Comment, comment_id)
    if comment is None:
        raise NotFound("There is no such comment.")
    return comment


# A comment that is the reader's own, or on a claim that nobody reviews blind.
_IS_READABLE = or_(not_(BLIND), col(Comment.person_id) == bindparam("reader_id"))
_RESOLVER = aliased(Person)
_MERGED = select(col(Claim.id)).where(
    or_(col(Claim.id) == bindparam("claim_id"), col(Claim.merged_into) == bindparam("claim_id"))
)
_COMMENTS = (
    select(Comment, col(Person.name), col(_RESOLVER.name))
    .join(Person, col(Person.id) == col(Comment.person_id))
    .join(Claim, col(Claim.id) == col(Comment.claim_id))
    .outerjoin(_RESOLVER, col(_RESOLVER.id) == col(Comment.resolved_by))
    .where(col(Comment.claim_id).in_(_MERGED), _IS_READABLE)
    .order_by(col(Comment.created_at), col(Comment.id))
)


def list_threads(session: Session, claim_id: str, reader: Person) -> list[Thread]:
    """Return the threads on a claim, and on the claims that were merged into it: open ones first, then by age.

    While the claim is reviewed blind, these are the reader's own.
    """
    firsts: list[tuple[CommentRow, str | None]] = []
    answers: dict[str, list[CommentRow]] = defaultdict(list)
    for comment, name, resolved_by in session.execute(_COMMENTS, {"claim_id": claim_id, "reader_id": reader.id}):
        row = CommentRow(comment, name)
        if comment.thread_id is None:
            firsts.append((row, resolved_by))
        else:
            answers[comment.thread_id].append(row)
    threads = [Thread(row, tuple(answers[row.comment.id]), resolved_by) for row, resolved_by in firsts]
    return sorted(threads, key=lambda thread: thread.is_resolved)


_READERS = (
    select(col(Person.id), col(Person.name))
    .where(
        or_(
            col(Person.is_owner),
            col(Person.id).in_(
                select(col(Membership.person_id)).where(col(Membership.story_id) == bindparam("story_id"))
            ),
        )
    )
    .where(col(Person.disabled_at).is_(None))
    .order_by(col(Person.folded_name))
)


def list_readers(session: Session, story_id: str) -> dict[str, str]:
    """Return the names of everybody who may see a story, published or not, by their ids: its members and the owners."""
    return dict(fetch(session, _READERS, {"story_id": story_id}).all())


def list_notices(session: Session, person: Person, *, after: str | None = None, limit: int = 50) -> Page[NoticeRow]:
    """Return what a person's inbox holds, newest first; what the person may see no more isn't in it."""
    statement = (
        select(Notice, Comment, col(Person.name), Claim, Story)
        .join(Comment, col(Comment.id) == col(Notice.comment_id))
        .join(Person, col(Person.id) == col(Comment.person_id))
        .join(Claim, col(Claim.id) == col(Comment.claim_id))
        .join(Story, col(Story.id) == col(Claim.story_id))
        .where(col(Notice.person_id) == person.id, col(Comment.withdrawn_at).is_(None), _IS_READABLE)
        .params(reader_id=person.id)
    )
    if not person.is_owner:
        mine = select(col(Membership.story_id)).where(col(Membership.person_id) == person.id)
        statement = statement.where(col(Story.id).in_(mine))
    keys = (Key(col(Comment.created_at), datetime, descending=True), Key(col(Comment.id), str, descending=True))
    page = paginate(session, statement, keys, after=after, limit=limit)
    return Page([NoticeRow(*row) for row in page.items], page.next_cursor, page.previous_cursor)


# How many things in a person's inbox weren't looked at yet.
UNREAD = (
    select(func.count())
    .select_from(Notice)
    .join(Comment, col(Comment.id) == col(Notice.comment_id))
    .join(Claim, col(Claim.id) == col(Comment.claim_id))
    .where(col(Notice.person_id) == col(Person.id), col(Notice.read_at).is_(None), col(Comment.withdrawn_at).is_(None))
    .where(not_(BLIND))
    .correlate(Person)
    .scalar_subquery()
)
