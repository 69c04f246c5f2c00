"""Questions about comments on claims, and about what somebody's inbox holds."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, not_, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

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


def _is_readable(reader: Person) -> ColumnElement[bool]:
    """Say that a comment is the reader's own, or on a claim that nobody reviews blind."""
    return or_(not_(BLIND), col(Comment.person_id) == reader.id)


def list_threads(session: Session, claim_id: str, reader: Person) -> list[Thread]:
    """Return the threads on a claim, and on the claims that were merged into it: open ones first, then by age.

    While the claim is reviewed blind, these are the reader's own.
    """
    merged = select(col(Claim.id)).where(or_(col(Claim.id) == claim_id, col(Claim.merged_into) == claim_id))
    resolver = aliased(Person)
    statement = (
        select(Comment, col(Person.name), col(resolver.name))
        .join(Person, col(Person.id) == col(Comment.person_id))
        .join(Claim, col(Claim.id) == col(Comment.claim_id))
        .outerjoin(resolver, col(resolver.id) == col(Comment.resolved_by))
        .where(col(Comment.claim_id).in_(merged), _is_readable(reader))
        .order_by(col(Comment.created_at), col(Comment.id))
    )
    firsts: list[tuple[CommentRow, str | None]] = []
    answers: dict[str, list[CommentRow]] = defaultdict(list)
    for comment, name, resolved_by in session.execute(statement):
        row = CommentRow(comment, name)
        if comment.thread_id is None:
            firsts.append((row, resolved_by))
        else:
            answers[comment.thread_id].append(row)
    threads = [Thread(row, tuple(answers[row.comment.id]), resolved_by) for row, resolved_by in firsts]
    return sorted(threads, key=lambda thread: thread.is_resolved)


def list_readers(session: Session, story_id: str) -> Sequence[Person]:
    """Return everybody who may see a story, published or not, by name: its members and the owners."""
    members = select(col(Membership.person_id)).where(col(Membership.story_id) == story_id)
    allowed = or_(col(Person.is_owner), col(Person.id).in_(members))
    statement = select(Person).where(allowed, col(Person.disabled_at).is_(None)).order_by(col(Person.folded_name))
    return session.scalars(statement).all()


def list_notices(session: Session, person: Person, *, after: str | None = None, limit: int = 50) -> Page[NoticeRow]:
    """Return what a person's inbox holds, newest first; what the person may see no more isn't in it."""
    statement = (
        select(Notice, Comment, col(Person.name), Claim, Story)
        .join(Comment, col(Comment.id) == col(Notice.comment_id))
        .join(Person, col(Person.id) == col(Comment.person_id))
        .join(Claim, col(Claim.id) == col(Comment.claim_id))
        .join(Story, col(Story.id) == col(Claim.story_id))
        .where(col(Notice.person_id) == person.id, col(Comment.withdrawn_at).is_(None), _is_readable(person))
    )
    if not person.is_owner:
        mine = select(col(Membership.story_id)).where(col(Membership.person_id) == person.id)
        statement = statement.where(col(Story.id).in_(mine))
    keys = (Key(col(Comment.created_at), datetime, descending=True), Key(col(Comment.id), str, descending=True))
    page = paginate(session, statement, keys, after=after, limit=limit)
    return Page([NoticeRow(*row) for row in page.items], page.next_cursor, page.previous_cursor)


def count_unread(session: Session, person_id: str) -> int:
    """Return how many things in a person's inbox weren't looked at yet."""
    statement = (
        select(func.count())
        .select_from(Notice)
        .join(Comment, col(Comment.id) == col(Notice.comment_id))
        .join(Claim, col(Claim.id) == col(Comment.claim_id))
        .where(col(Notice.person_id) == person_id, col(Notice.read_at).is_(None), col(Comment.withdrawn_at).is_(None))
        .where(not_(BLIND))
    )
    return session.scalar(statement) or 0
