"""Questions about claims: lists, counts, evidence and silence."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, bindparam, case, func, select
from sqlmodel import Session, col

from app.db import fetch
from app.errors import NotFound
from app.models import Article, Claim, Excerpt, Sentence, Source, is_id
from app.nlp.ranking import rank_passages
from app.search import find_alike
from app.store.filters import ClaimFilter, conditions, keys
from app.store.paging import Page, paginate
from app.store.stories import LIVE, SPLIT
from app.vocabulary import JudgeName, SentenceKind, Stance, Strength, Verdict

_MOST_CONTEXT = 600  # Code points to each side of an excerpt.
_MOST_NAMES = 50
_MOST_SHOWN = 8
_MOST_NEAR = 60  # Claims that share words, of which the nearest are told.
_IN_TEXT = {SentenceKind.CLAIM, SentenceKind.OPINION, SentenceKind.DUPLICATE}


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
        select(Claim, _outlet(), col(Excerpt.speaker))
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


def _outlet() -> ColumnElement[str]:
    return func.coalesce(col(Source.name), col(Article.title), col(Article.name))


_SPEAKING = select(col(Excerpt.article_id)).where(col(Excerpt.claim_id) == bindparam("claim_id"))
_HEARD = select(col(Article.source_id)).where(col(Article.id).in_(_SPEAKING), col(Article.source_id).is_not(None))
_SILENT = (
    select(col(Article.id), col(Article.source_id), col(Article.copy_of), _outlet())
    .outerjoin(Source, col(Source.id) == col(Article.source_id))
    .where(col(Article.story_id) == bindparam("story_id"), col(Article.id).not_in(_SPEAKING))
    .where(col(Article.source_id).is_(None) | col(Article.source_id).not_in(_HEARD))
    .order_by(_outlet(), col(Article.added_at), col(Article.id))
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
    statement = select(col(Article.id), _outlet()).outerjoin(Source, col(Source.id) == col(Article.source_id))
    return dict(session.execute(statement.where(col(Article.id).in_(sorted(ids)))).all())
