"""Rows that leave: read in chunks by key, so that a long list takes no more memory than a short one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlmodel import Session, col

from app.models import Article, Claim, Decision, Excerpt, Person, Source
from app.store.filters import ClaimFilter, conditions, keys
from app.store.paging import AnySelect, Key, fetch
from app.vocabulary import Method, Stance, Verdict

_A_CHUNK = 500


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """A claim with the decision in force, which is None all through while it is undecided."""

    claim_id: str
    claim: str
    verdict: Verdict | None
    basis: str
    version: int | None
    decided_at: datetime | None
    decided_by: str | None
    method: Method | None
    rationale: str | None
    reviews: int | None
    agreement: float | None
    sources: int
    independent_origins: int
    first_published_at: date | None
    suggested_verdict: Verdict
    stale: bool
    stale_because: str


@dataclass(frozen=True, slots=True)
class EvidenceExportRow:
    """An excerpt with its article; `version` is the claim's decision in force, which `relied_on` speaks of."""

    claim_id: str
    version: int | None
    excerpt_id: str
    article_id: str
    publisher: str | None
    title: str | None
    url: str | None
    published_at: date | None
    speaker: str | None
    stance: Stance
    suggested_stance: Stance
    relied_on: bool
    score: float
    reasons: list[str]
    excerpt: str
    start: int
    end: int
    text_sha256: str


@dataclass(frozen=True, slots=True)
class ClaimExportRow:
    """A claim as the machine and the people see it."""

    claim_id: str
    claim: str
    suggested_verdict: Verdict
    basis: str
    checkworthiness: float
    why: str
    verdict: Verdict | None
    version: int | None


@dataclass(frozen=True, slots=True)
class ArticleExportRow:
    """An article with its text."""

    article_id: str
    title: str | None
    publisher: str | None
    author: str | None
    url: str | None
    published_at: date | None
    language: str
    text_sha256: str
    copy_of: str | None
    text: str


def stream_verdicts(session: Session, story_id: str, view: ClaimFilter) -> Iterator[VerdictRow]:
    """Yield the claims of a view in its order."""
    first_published_at = (
        select(func.min(col(Article.published_at)))
        .join(Excerpt, col(Excerpt.article_id) == col(Article.id))
        .where(col(Excerpt.claim_id) == col(Claim.id), col(Excerpt.stance).in_((Stance.STATES, Stance.SUPPORTS)))
        .correlate(Claim)
    )
    statement = (
        select(
            col(Claim.id),
            col(Claim.text),
            col(Decision.verdict),
            func.coalesce(col(Decision.basis), col(Claim.basis)),
            col(Decision.version),
            col(Decision.decided_at),
            col(Person.name),
            col(Decision.method),
            col(Decision.rationale),
            col(Decision.reviews),
            col(Decision.agreement),
            col(Claim.sources),
            col(Claim.independent_origins),
            first_published_at.scalar_subquery(),
            col(Claim.suggested_verdict),
            col(Claim.stale_at).is_not(None),
            col(Claim.stale_because),
        )
        .outerjoin(Decision, _in_force())
        .outerjoin(Person, col(Person.id) == col(Decision.decided_by))
        .where(*conditions(session, story_id, view))
    )
    for row in stream_rows(session, statement, keys(view)):
        yield VerdictRow(*row)


def _in_force() -> ColumnElement[bool]:
    return and_(col(Decision.claim_id) == col(Claim.id), col(Decision.version) == col(Claim.in_force))


def stream_evidence(session: Session, story_id: str, view: ClaimFilter) -> Iterator[EvidenceExportRow]:
    """Yield the excerpts of the claims of a view: the claims in its order, each with its excerpts in theirs."""
    statement = (
        select(
            col(Excerpt.claim_id),
            col(Decision.version),
            col(Excerpt.id),
            col(Article.id),
            col(Source.name),
            col(Article.title),
            col(Article.url),
            col(Article.published_at),
            col(Excerpt.speaker),
            col(Excerpt.stance),
            col(Excerpt.suggested_stance),
            col(Decision.relied_on),
            col(Excerpt.score),
            col(Excerpt.reasons),
            col(Excerpt.text),
            col(Excerpt.start),
            col(Excerpt.end),
            col(Article.text_sha256),
        )
        .join(Claim, col(Claim.id) == col(Excerpt.claim_id))
        .join(Article, col(Article.id) == col(Excerpt.article_id))
        .outerjoin(Source, col(Source.id) == col(Article.source_id))
        .outerjoin(Decision, _in_force())
        .where(*conditions(session, story_id, view))
    )
    order = [*keys(view), Key(col(Excerpt.position), int), Key(col(Excerpt.id), str)]
    for row in stream_rows(session, statement, order):
        values = list(row)
        values[11] = row[2] in (row[11] or ())  # The decision lists the ids of what it relied on.
        yield EvidenceExportRow(*values)


def stream_claims(session: Session, story_id: str, view: ClaimFilter) -> Iterator[ClaimExportRow]:
    """Yield the claims of a view in its order."""
    statement = select(
        col(Claim.id),
        col(Claim.text),
        col(Claim.suggested_verdict),
        col(Claim.basis),
        col(Claim.checkworthiness),
        col(Claim.why),
        col(Claim.verdict),
        func.nullif(col(Claim.in_force), 0),
    ).where(*conditions(session, story_id, view))
    for row in stream_rows(session, statement, keys(view)):
        yield ClaimExportRow(*row)


def stream_decisions(session: Session, story_id: str, view: ClaimFilter) -> Iterator[Decision]:
    """Yield the decisions in force of a view's claims, in its order."""
    statement = select(Decision).join(Claim, _in_force()).where(*conditions(session, story_id, view))
    for row in stream_rows(session, statement, keys(view)):
        yield row[0]


def stream_articles(session: Session, story_id: str) -> Iterator[ArticleExportRow]:
    """Yield the story's articles in the order in which they came in."""
    statement = (
        select(
            col(Article.id),
            col(Article.title),
            col(Source.name),
            col(Article.author),
            col(Article.url),
            col(Article.published_at),
            col(Article.language),
            col(Article.text_sha256),
            col(Article.copy_of),
            col(Article.text),
        )
        .outerjoin(Source, col(Source.id) == col(Article.source_id))
        .where(col(Article.story_id) == story_id)
    )
    order = [Key(col(Article.added_at), datetime), Key(col(Article.id), str)]
    for row in stream_rows(session, statement, order, chunk=20):
        yield ArticleExportRow(*row)


def stream_rows(
    session: Session, statement: AnySelect, order: Sequence[Key], *, chunk: int = _A_CHUNK
) -> Iterator[Any]:
    """Yield the statement's rows, chunk by chunk."""
    last = None
    while rows := fetch(session, statement, order, last, chunk):
        last = rows[-1][-len(order) :]
        for row in rows:
            yield row[: -len(order)]
