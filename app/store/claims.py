"""Questions about claims: lists and counts."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, case, func, select
from sqlmodel import Session, col

from app.errors import NotFound
from app.models import Article, Claim, Excerpt, Source, is_id
from app.nlp.ranking import rank_passages
from app.search import find_alike
from app.store.evidence import name_outlet
from app.store.filters import ClaimFilter, conditions, keys
from app.store.paging import Page, paginate
from app.store.stories import LIVE, SPLIT
from app.vocabulary import JudgeName, Verdict

_MOST_NAMES = 50
_MOST_SHOWN = 8
_MOST_NEAR = 60  # Claims that share words, of which the nearest are told.


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in a list, with the outlet (or else the article) that it was taken from and who is quoted."""

    claim: Claim
    sources: int
    contradicting: int
    home_source_name: str | None
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts beside the filters, each counted with all the other filters applied."""

    total: int = 0
    verdicts: dict[Verdict, int] = field(default_factory=dict)
    suggestions: dict[Verdict, int] = field(default_factory=dict)
    decided: int = 0
    undecided: int = 0
    disputed: int = 0
    stale: int = 0
    discarded: int = 0
    split: int = 0
    sources: list[tuple[str, str, int]] = field(default_factory=list)
    speakers: list[tuple[str, int]] = field(default_factory=list)
    judges: list[tuple[str, str, int]] = field(default_factory=list)


def get_claim(session: Session, claim_id: str) -> Claim:
    """Return the claim, also one that was merged or withdrawn: a permalink never breaks."""
    claim = session.get(Claim, claim_id) if is_id(claim_id) else None
    if claim is None:
        raise NotFound("There is no such claim.")
    return claim


def get_excerpt(session: Session, excerpt_id: str) -> Excerpt:
    """Return the excerpt."""
    excerpt = session.get(Excerpt, excerpt_id) if is_id(excerpt_id) else None
    if excerpt is None:
        raise NotFound("There is no such excerpt.")
    return excerpt


def find_survivor(session: Session, claim: Claim) -> Claim:
    """Return the claim that a merged one is part of by now; itself where it wasn't merged."""
    while claim.merged_into is not None:
        claim = get_claim(session, claim.merged_into)
    return claim


def list_near_claims(session: Session, claim: Claim) -> list[ClaimRow]:
    """Return the claims of the story that are most alike in words to this one, the nearest first."""
    return list_alike(session, claim.story_id, claim.text, without=claim.id)


def list_alike(
    session: Session, story_id: str, words: str, *, without: str = "", limit: int = _MOST_SHOWN
) -> list[ClaimRow]:
    """Return the claims of the story that are most alike to some words, the nearest first."""
    found = find_alike(session, story_id, words, limit=_MOST_NEAR)
    statement = _select_rows().where(col(Claim.id).in_(found), col(Claim.id) != without, LIVE)
    rows = [_read_row(row) for row in session.execute(statement.order_by(col(Claim.rank), col(Claim.id)))]
    places = rank_passages(words, [row.claim.text for row in rows])
    return [rows[place] for place in places[:limit]]


def list_claims(
    session: Session, story_id: str, view: ClaimFilter, *, after: str | None = None, limit: int = 50
) -> Page[ClaimRow]:
    """Return a page of the claims of a view."""
    statement = _select_rows().where(*conditions(session, story_id, view))
    page = paginate(session, statement, keys(view), after=after, limit=limit)
    return Page([_read_row(row) for row in page.items], page.next_cursor, page.previous_cursor)


def _select_rows() -> Select[Claim, str, str | None]:
    return (
        select(Claim, name_outlet(), col(Excerpt.speaker))
        .outerjoin(Excerpt, and_(col(Excerpt.claim_id) == col(Claim.id), col(Excerpt.position) == 0))
        .outerjoin(Article, col(Article.id) == col(Excerpt.article_id))
        .outerjoin(Source, col(Source.id) == col(Article.source_id))
    )


def _read_row(row: Sequence[Any]) -> ClaimRow:
    claim, outlet, speaker = row
    return ClaimRow(claim, claim.sources, claim.contradicting, outlet, speaker)


def count_facets(session: Session, story_id: str, view: ClaimFilter) -> Facets:
    """Count the claims for each value of each filter; sources and speakers the most frequent first."""

    def count(name: str, what: ColumnElement[bool] | None = None) -> int:
        counted = func.count() if what is None else func.coalesce(func.sum(case((what, 1), else_=0)), 0)
        statement = select(counted).select_from(Claim).where(*conditions(session, story_id, view.without(name)))
        return session.scalar(statement) or 0

    decided, undecided = (
        count("decided", col(Claim.verdict).is_not(None)),
        count("decided", col(Claim.verdict).is_(None)),
    )
    return Facets(
        total=count("sort"),
        verdicts=_count_verdicts(session, story_id, view.without("verdict"), col(Claim.verdict)),
        suggestions=_count_verdicts(session, story_id, view.without("suggestion"), col(Claim.suggested_verdict)),
        decided=decided,
        undecided=undecided,
        disputed=count("disputed", col(Claim.contradicting) > 0),
        stale=count("stale", col(Claim.stale_at).is_not(None)),
        discarded=_count_discarded(session, story_id, view),
        split=count("split", SPLIT),
        sources=_count_sources(session, story_id, view.without("source")),
        speakers=_count_speakers(session, story_id, view.without("speaker")),
        judges=_count_judges(session, story_id, view.without("judge")),
    )


def _count_discarded(session: Session, story_id: str, view: ClaimFilter) -> int:
    wanted = conditions(session, story_id, replace(view, discarded=True))
    return session.scalar(select(func.count()).select_from(Claim).where(*wanted)) or 0


def _count_verdicts(
    session: Session,
    story_id: str,
    view: ClaimFilter,
    column: SQLColumnExpression[Verdict | None] | SQLColumnExpression[Verdict],
) -> dict[Verdict, int]:
    statement = select(column, func.count()).where(*conditions(session, story_id, view)).group_by(column)
    counts = dict.fromkeys(Verdict, 0)
    counts.update({verdict: claims for verdict, claims in session.execute(statement) if verdict})
    return counts


def _count_sources(session: Session, story_id: str, view: ClaimFilter) -> list[tuple[str, str, int]]:
    claims = func.count(col(Claim.id).distinct())
    statement = (
        select(col(Source.id), col(Source.name), claims)
        .join(Article, col(Article.source_id) == col(Source.id))
        .join(Excerpt, col(Excerpt.article_id) == col(Article.id))
        .join(Claim, col(Claim.id) == col(Excerpt.claim_id))
        .where(*conditions(session, story_id, view))
        .group_by(col(Source.id), col(Source.name))
        .order_by(claims.desc(), col(Source.name))
        .limit(_MOST_NAMES)
    )
    return [(id, name, n) for id, name, n in session.execute(statement)]


def _count_speakers(session: Session, story_id: str, view: ClaimFilter) -> list[tuple[str, int]]:
    claims = func.count(col(Claim.id).distinct())
    statement = (
        select(col(Excerpt.speaker), claims)
        .join(Claim, col(Claim.id) == col(Excerpt.claim_id))
        .where(col(Excerpt.speaker).is_not(None), *conditions(session, story_id, view))
        .group_by(col(Excerpt.speaker))
        .order_by(claims.desc(), col(Excerpt.speaker))
        .limit(_MOST_NAMES)
    )
    return [(speaker, n) for speaker, n in session.execute(statement) if speaker]


def _count_judges(session: Session, story_id: str, view: ClaimFilter) -> list[tuple[str, str, int]]:
    """Count the claims of each judge in each of its versions: what a filter asks for, what a reader sees, how many."""
    statement = (
        select(col(Claim.judge), col(Claim.judge_version), func.count())
        .where(*conditions(session, story_id, view))
        .group_by(col(Claim.judge), col(Claim.judge_version))
        .order_by(col(Claim.judge), col(Claim.judge_version))
    )
    found = session.execute(statement.limit(_MOST_NAMES))
    return [(f"{judge} {version}", f"{_name_judge(judge)}, version {version}", n) for judge, version, n in found]


def _name_judge(judge: str) -> str:
    return JudgeName(judge).label if judge in set(JudgeName) else judge
