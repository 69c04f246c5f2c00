"""What people corrected of the machine's work, row by row: to measure a machine by, and to teach another one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from app.models import Article, Claim, Event, Excerpt, Person
from app.store.exports import stream_rows
from app.store.paging import Key
from app.vocabulary import Action

# What each kind of correction is called in an export.
KINDS = {
    Action.CLAIM_EDITED: "wording",
    Action.CLAIM_MERGED: "merge",
    Action.CLAIM_SPLIT: "split",
    Action.CLAIM_DISCARDED: "discard",
    Action.CLAIM_RESTORED: "restore",
    Action.CLAIM_ADDED: "claim",
    Action.EXCERPT_ADDED: "excerpt",
    Action.EXCERPT_MOVED: "place",
    Action.STANCE_CORRECTED: "stance",
    Action.SPEAKER_CORRECTED: "speaker",
    Action.ORIGIN_CORRECTED: "origin",
    Action.COPY_CORRECTED: "copy",
}


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """One correction: what there was before, whose that was, and what a person put in its place."""

    correction_id: str
    at: datetime
    by: str | None
    what: str
    before: str | None
    before_by: str
    after: str | None
    why: str
    undone: bool
    claim_id: str | None
    claim: str | None
    other_claim_id: str | None
    excerpt_id: str | None
    article_id: str | None
    text_sha256: str | None
    start: int | None
    end: int | None
    excerpt: str | None
    judge: str | None
    judge_version: str | None


def stream_corrections(session: Session, story_id: str) -> Iterator[CorrectionRow]:
    """Yield the story's corrections, the oldest first; those that are still blind are nobody else's yet."""
    article_id = func.coalesce(col(Excerpt.article_id), col(Event.after)["article"].as_string())
    statement = (
        select(Event, col(Person.name), Excerpt, Claim, col(Article.id), col(Article.text_sha256))
        .outerjoin(Person, col(Person.id) == col(Event.person_id))
        .outerjoin(Excerpt, col(Excerpt.id) == col(Event.excerpt_id))
        .outerjoin(Claim, col(Claim.id) == col(Event.claim_id))
        .outerjoin(Article, col(Article.id) == article_id)
        .where(col(Event.story_id) == story_id, col(Event.action).in_(KINDS))
        .where(or_(col(Event.version).is_(None), col(Event.version) > 0))
    )
    for row in stream_rows(session, statement, [Key(col(Event.at), datetime), Key(col(Event.id), str)]):
        yield _read(*row)


def _read(  # noqa: PLR0917  One a column of the select.
    event: Event, by: str | None, excerpt: Excerpt | None, claim: Claim | None, article_id: str | None, sha: str | None
) -> CorrectionRow:
    before, after = _sides(event)
    added = event.after  # Of an excerpt that was taken away again, the record still has the place.
    return CorrectionRow(
        correction_id=event.id,
        at=event.at,
        by=by,
        what=KINDS[event.action],
        before=before,
        before_by="person" if _was_a_persons(event) else "machine",
        after=after,
        why=event.why,
        undone=event.undone_by is not None,
        claim_id=event.claim_id,
        claim=claim.text if claim else None,
        other_claim_id=event.after.get("into") or event.after.get("claim"),
        excerpt_id=event.excerpt_id,
        article_id=article_id,
        text_sha256=sha,
        start=excerpt.start if excerpt else added.get("start"),
        end=excerpt.end if excerpt else added.get("end"),
        excerpt=excerpt.text if excerpt else added.get("words"),
        judge=(claim.judge or None) if claim else None,
        judge_version=(claim.judge_version or None) if claim else None,
    )


def _was_a_persons(event: Event) -> bool:
    """Tell whether what was corrected was a person's own already."""
    return event.before.get("by") == "person" or bool(event.before.get("corrected_by"))


def _sides(event: Event) -> tuple[str | None, str | None]:
    """Return what there was and what there is, in words."""
    before, after = _COLUMNS[event.action]
    return _word(event.before.get(before)), _word(event.after.get(after))


def _word(value: Any) -> str | None:
    word = value["name"] if isinstance(value, dict) else value
    return None if word is None else str(word)


# What of the record's before and after says what a correction changed.
_COLUMNS = {
    Action.CLAIM_EDITED: ("text", "text"),
    Action.CLAIM_MERGED: ("text", "into_text"),
    Action.CLAIM_SPLIT: ("text", "into_text"),
    Action.CLAIM_DISCARDED: ("text", "withdrawn_because"),
    Action.CLAIM_RESTORED: ("withdrawn_because", "text"),
    Action.CLAIM_ADDED: ("text", "text"),
    Action.EXCERPT_ADDED: ("stance", "stance"),
    Action.EXCERPT_MOVED: ("claim_text", "claim_text"),
    Action.STANCE_CORRECTED: ("stance", "stance"),
    Action.SPEAKER_CORRECTED: ("speaker", "speaker"),
    Action.ORIGIN_CORRECTED: ("origin", "origin"),
    Action.COPY_CORRECTED: ("copy_of", "copy_of"),
}
