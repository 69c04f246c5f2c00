"""Talking about a claim: comments, answers, and who is told of them."""

from sqlalchemy import select, update
from sqlmodel import Session, col

from app import store
from app.errors import Conflict, Forbidden, Refused
from app.models import Comment, Notice, Person, utc_now
from app.pipeline.checks import clean_text
from app.pipeline.mentions import find_mentions
from app.pipeline.record import record
from app.pipeline.roles import check_role
from app.vocabulary import Action, NoticeReason, Role

_LONGEST_COMMENT = 5000


def comment_on_claim(
    session: Session, claim_id: str, text: str, *, person: Person, thread_id: str | None = None
) -> Comment:
    """Add a comment, or an answer in a thread, and tell who is named in it or took part in the thread.

    Raise Refused for an empty or too long text, Conflict for an answer in a thread that was taken back.
    """
    claim = store.get_claim(session, claim_id)
    check_role(session, person, claim.story_id, Role.REVIEWER)
    text = clean_text(text, "comment", _LONGEST_COMMENT)
    if not text:
        raise Refused("The comment is empty.", field="comment")
    first = _find_thread(session, claim_id, thread_id) if thread_id else None
    comment = Comment(claim_id=claim.id, thread_id=first.id if first else None, person_id=person.id, text=text)
    session.add(comment)
    if first is not None and first.resolved_at is not None:
        _open(session, claim.story_id, first, person)  # Who answers has something more to say.
    session.flush()
    _tell(session, claim.story_id, comment, person)
    record(session, Action.COMMENTED, claim.story_id, person=person, claim_id=claim.id, after={"comment": comment.id})
    session.commit()
    return comment


def _find_thread(session: Session, claim_id: str, thread_id: str) -> Comment:
    first = store.get_comment(session, thread_id)
    home = store.get_claim(session, first.claim_id)
    if claim_id not in {home.id, home.merged_into} or first.thread_id is not None:
        raise Refused("That answer belongs to another claim's thread.", hint="Open the claim and answer there.")
    if first.withdrawn_at is not None:
        raise Conflict("The comment that you answer was taken back meanwhile.", hint="Begin a thread of your own.")
    return first


def _tell(session: Session, story_id: str, comment: Comment, person: Person) -> None:
    """Put the comment into the inboxes of who is named in it, and of who wrote in the thread."""
    readers = store.list_readers(session, story_id)
    named = {mention.name for mention in find_mentions(comment.text, readers.values())}
    why = {id: NoticeReason.REPLY for id in _list_talkers(session, comment) if id in readers}
    why |= {id: NoticeReason.MENTION for id, name in readers.items() if name in named}
    why.pop(person.id, None)
    session.add_all(Notice(person_id=id, comment_id=comment.id, reason=reason) for id, reason in sorted(why.items()))


def _list_talkers(session: Session, comment: Comment) -> set[str]:
    if comment.thread_id is None:
        return set()
    in_thread = (col(Comment.thread_id) == comment.thread_id) | (col(Comment.id) == comment.thread_id)
    return set(session.scalars(select(col(Comment.person_id)).where(in_thread)))


def resolve_thread(session: Session, comment_id: str, *, person: Person) -> Comment:
    """Say that a thread needs nothing more; it stays readable."""
    first, story_id = _take_first(session, comment_id, person)
    if first.resolved_at is None:
        first.resolved_at, first.resolved_by = utc_now(), person.id
        _note(session, Action.THREAD_RESOLVED, story_id, first, person)
    session.commit()
    return first


def reopen_thread(session: Session, comment_id: str, *, person: Person) -> Comment:
    """Say that a thread needs something after all."""
    first, story_id = _take_first(session, comment_id, person)
    if first.resolved_at is not None:
        _open(session, story_id, first, person)
    session.commit()
    return first


def _take_first(session: Session, comment_id: str, person: Person) -> tuple[Comment, str]:
    """Return the comment that begins a thread, and the id of its story, to somebody who may write there."""
    comment = store.get_comment(session, comment_id)
    story_id = store.get_claim(session, comment.claim_id).story_id
    check_role(session, person, story_id, Role.REVIEWER)
    return store.get_comment(session, comment.thread_id or comment.id), story_id


def _open(session: Session, story_id: str, first: Comment, person: Person) -> None:
    first.resolved_at, first.resolved_by = None, None
    _note(session, Action.THREAD_REOPENED, story_id, first, person)


def _note(session: Session, action: Action, story_id: str, comment: Comment, person: Person) -> None:
    record(session, action, story_id, person=person, claim_id=comment.claim_id, after={"comment": comment.id})


def withdraw_comment(session: Session, comment_id: str, *, person: Person) -> Comment:
    """Take one's own comment back: its place says so, the words stay in the record alone."""
    comment = store.get_comment(session, comment_id)
    story_id = store.get_claim(session, comment.claim_id).story_id
    check_role(session, person, story_id, Role.REVIEWER)
    if comment.person_id != person.id:
        raise Forbidden("Only who wrote a comment can take it back.")
    if comment.withdrawn_at is None:
        before = {"text": comment.text}
        comment.withdrawn_at, comment.text = utc_now(), ""
        after = {"comment": comment.id}
        record(
            session,
            Action.COMMENT_WITHDRAWN,
            story_id,
            person=person,
            claim_id=comment.claim_id,
            before=before,
            after=after,
        )
    session.commit()
    return comment


def read_notices(session: Session, *, person: Person, comment_id: str | None = None) -> None:
    """Take one thing in a person's inbox, or all of it, as read."""
    unread = update(Notice).where(col(Notice.person_id) == person.id, col(Notice.read_at).is_(None))
    if comment_id is not None:
        unread = unread.where(col(Notice.comment_id) == comment_id)
    session.execute(unread.values(read_at=utc_now()))
    session.commit()
