"""Questions about what is held against a claim: its evidence, and the sources that are silent."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, case, func, select
from sqlmodel import Session, col

from app.db import fetch
from app.models import Article, Claim, Excerpt, Sentence, Source
from app.vocabulary import SentenceKind, Stance, Strength

_MOST_CONTEXT = 600  # Code points to each side of an excerpt.
_IN_TEXT = {SentenceKind.CLAIM, SentenceKind.OPINION, SentenceKind.DUPLICATE}


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """An excerpt with what a page and a decision tell of its article, as plain values.

    `publisher` is the outlet where it is known. `before` and `after` are the text around the excerpt, to the far ends
    of the next sentences.
    """

    id: str
    article_id: str
    start: int
    end: int
    text: str
    stance: Stance
    suggested_stance: Stance
    score: float
    reasons: list[str]
    speaker: str | None
    strength: Strength
    corrected_at: datetime | None
    title: str | None
    name: str
    author: str | None
    url: str | None
    published_at: date | None
    language: str
    text_sha256: str
    copy_of: str | None
    publisher: str | None
    before: str
    after: str

    @property
    def source_name(self) -> str:
        """Return the outlet's name or, where it isn't known, the article's."""
        return self.publisher or self.title or self.name


@dataclass(frozen=True, slots=True)
class SilentRow:
    """A source that says nothing about a claim, and why ("silent", "same text as The Echo")."""

    source_name: str
    article_id: str
    because: str


def name_outlet() -> ColumnElement[str]:
    """Select what stands for an article's source: the outlet's name or, where it isn't known, the article's."""
    return func.coalesce(col(Source.name), col(Article.title), col(Article.name))


def _floor(number: ColumnElement[int]) -> ColumnElement[int]:
    return case((number < 0, 0), else_=number)


_REACH = _floor(col(Excerpt.start) - _MOST_CONTEXT)
# Columns and not entities, which take twice as long to make and would be thrown away.
_EVIDENCE: Select[*tuple[Any, ...]] = (
    select(
        col(Excerpt.id),
        col(Excerpt.article_id),
        col(Excerpt.start),
        col(Excerpt.end),
        col(Excerpt.text),
        col(Excerpt.stance),
        col(Excerpt.suggested_stance),
        col(Excerpt.score),
        col(Excerpt.reasons),
        col(Excerpt.speaker),
        col(Excerpt.strength),
        col(Excerpt.corrected_at),
        col(Article.title),
        col(Article.name),
        col(Article.author),
        col(Article.url),
        col(Article.published_at),
        col(Article.language),
        col(Article.text_sha256),
        col(Article.copy_of),
        col(Source.name).label("publisher"),
        func.substr(col(Article.text), _REACH + 1, col(Excerpt.start) - _REACH).label("before"),
        func.substr(col(Article.text), col(Excerpt.end) + 1, _MOST_CONTEXT).label("after"),
    )
    .join(Article, col(Article.id) == col(Excerpt.article_id))
    .outerjoin(Source, col(Source.id) == col(Article.source_id))
    .where(col(Excerpt.claim_id) == bindparam("claim_id"))
    .order_by(col(Excerpt.position), col(Excerpt.id))
)


def list_evidence(session: Session, claim_id: str) -> list[EvidenceRow]:
    """Return the claim's excerpts in order, each in its context; the first states the claim and is its home."""
    sentences = _sentences_around(session, claim_id)
    return [
        _cut_context(EvidenceRow(*row), sentences.get(row[0], []))
        for row in fetch(session, _EVIDENCE, {"claim_id": claim_id})
    ]


class _Around(NamedTuple):
    """A sentence near an excerpt."""

    excerpt_id: str
    start: int
    end: int
    kind: SentenceKind


_AROUND = (
    select(col(Excerpt.id), col(Sentence.start), col(Sentence.end), col(Sentence.kind))
    .join(Sentence, col(Sentence.article_id) == col(Excerpt.article_id))
    .where(
        col(Excerpt.claim_id) == bindparam("claim_id"),
        col(Sentence.end) > col(Excerpt.start) - _MOST_CONTEXT,
        col(Sentence.start) < col(Excerpt.end) + _MOST_CONTEXT,
    )
    .order_by(col(Sentence.start))
)


def _sentences_around(session: Session, claim_id: str) -> dict[str, list[_Around]]:
    """Return the sentences near each of the claim's excerpts, by the excerpt's id."""
    around: dict[str, list[_Around]] = {}
    for row in fetch(session, _AROUND, {"claim_id": claim_id}):
        around.setdefault(row[0], []).append(_Around(*row))
    return around


def _cut_context(row: EvidenceRow, sentences: list[_Around]) -> EvidenceRow:
    """Cut the text around an excerpt at the far ends of the sentences next to its own."""
    first = min((s.start for s in sentences if s.end > row.start), default=row.start)
    last = max((s.end for s in sentences if s.start < row.end), default=row.end)
    left = next((s for s in reversed(sentences) if s.end <= first and s.kind in _IN_TEXT), None)
    right = next((s for s in sentences if s.start >= last and s.kind in _IN_TEXT), None)
    start = min(left.start if left else first, row.start)
    end = max(right.end if right else last, row.end)
    before = row.before[max(0, len(row.before) - (row.start - start)) :]
    return replace(row, before=before, after=row.after[: end - row.end])


_SPEAKING = select(col(Excerpt.article_id)).where(col(Excerpt.claim_id) == bindparam("claim_id"))
_HEARD = select(col(Article.source_id)).where(col(Article.id).in_(_SPEAKING), col(Article.source_id).is_not(None))
_SILENT = (
    select(col(Article.id), col(Article.source_id), col(Article.copy_of), name_outlet())
    .outerjoin(Source, col(Source.id) == col(Article.source_id))
    .where(col(Article.story_id) == bindparam("story_id"), col(Article.id).not_in(_SPEAKING))
    .where(col(Article.source_id).is_(None) | col(Article.source_id).not_in(_HEARD))
    .order_by(name_outlet(), col(Article.added_at), col(Article.id))
)


def list_silent(session: Session, claim: Claim) -> list[SilentRow]:
    """Return the story's sources that no excerpt of the claim comes from, by name, one row each."""
    rows = fetch(session, _SILENT, {"claim_id": claim.id, "story_id": claim.story_id}).all()
    copied = {copy_of for _, _, copy_of, _ in rows if copy_of}
    originals = _name_articles(session, copied) if copied else {}
    silent: dict[str, SilentRow] = {}
    for article_id, source_id, copy_of, name in rows:
        because = f"same text as {originals[copy_of]}" if copy_of else "silent"
        silent.setdefault(source_id or article_id, SilentRow(name, article_id, because))
    return list(silent.values())


def _name_articles(session: Session, ids: set[str]) -> dict[str, str]:
    statement = select(col(Article.id), name_outlet()).outerjoin(Source, col(Source.id) == col(Article.source_id))
    return dict(session.execute(statement.where(col(Article.id).in_(sorted(ids)))).all())
