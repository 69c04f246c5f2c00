"""Questions about sources: which outlet says what about which claim."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlmodel import Session, col

from app.models import Article, Claim, Excerpt, Source
from app.store.stories import LIVE, SOURCE_KEY
from app.vocabulary import Stance

# Where one source both states and contradicts, the dispute is what a reader must see.
_STRENGTH = {Stance.RELATED: 1, Stance.SUPPORTS: 2, Stance.STATES: 3, Stance.CONTRADICTS: 4}
_STANCE = {strength: stance for stance, strength in _STRENGTH.items()}


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source of a story: on how many claims it takes which stance at its strongest, and on how many it is silent.

    An article of no known outlet is a source of its own, as it is for the suggestions: `key` is then the article's id.
    """

    source: Source | None
    key: str
    name: str
    articles: int
    states: int = 0
    supports: int = 0
    contradicts: int = 0
    related: int = 0
    silent: int = 0
    first_published_at: date | None = None


@dataclass(frozen=True, slots=True)
class StanceRow:
    """A claim and the strongest stance of each source on it by the source's key; the silent are left out.

    `corrected` holds the keys of the sources whose strongest stance is a person's.
    """

    claim: Claim
    stances: dict[str, Stance]
    corrected: set[str]


def find_source(session: Session, folded_name: str) -> Source | None:
    """Return the source with this name, NFKC and case folded."""
    return session.scalars(select(Source).where(col(Source.folded_name) == folded_name)).first()


def list_sources(session: Session, story_id: str, *, limit: int | None = None) -> list[SourceRow]:
    """Return the story's sources by name, the articles of no known outlet at the end.

    With a `limit` only those with the most articles: what each of many outlets says on every claim takes long to count.
    """
    claims = session.scalar(select(func.count()).where(col(Claim.story_id) == story_id, LIVE)) or 0
    article_name = func.min(func.coalesce(col(Article.title), col(Article.name)))
    statement = (
        select(Source, SOURCE_KEY, article_name, func.count(), func.min(col(Article.published_at)))
        .select_from(Article)
        .outerjoin(Source, col(Source.id) == col(Article.source_id))
        .where(col(Article.story_id) == story_id)
        .group_by(col(Source.id), SOURCE_KEY)
        .order_by(col(Source.folded_name).is_(None), col(Source.folded_name), article_name, SOURCE_KEY)
    )
    found = session.execute(statement).all()
    if limit is not None:
        most = sorted(range(len(found)), key=lambda at: (-found[at][3], at))[:limit]
        found = [found[at] for at in sorted(most)]
        stances = _count_stances(session, story_id, [key for _, key, *_ in found])
    else:
        stances = _count_stances(session, story_id)
    rows = []
    for source, key, name, articles, first_published_at in found:
        counts = stances.get(key, {})
        by_stance = {stance.value: counts.get(stance, 0) for stance in Stance}
        rows.append(
            SourceRow(
                source,
                key,
                source.name if source else name,
                articles,
                **by_stance,
                silent=claims - sum(counts.values()),
                first_published_at=first_published_at,
            )
        )
    return rows


def _count_stances(session: Session, story_id: str, keys: Sequence[str] | None = None) -> dict[str, dict[Stance, int]]:
    """Count each source's strongest stances, of these sources only where `keys` are given."""
    each = _strongest().where(col(Claim.story_id) == story_id, LIVE)
    if keys is not None:
        # Their articles are asked for first: from a short list of these a database goes straight to their excerpts.
        own = select(col(Article.id)).where(col(Article.story_id) == story_id, SOURCE_KEY.in_(keys))
        each = _strongest().where(col(Excerpt.article_id).in_(session.scalars(own).all()), LIVE)
    strongest = each.subquery()
    statement = select(strongest.c.source_key, strongest.c.strength, func.count()).group_by(
        strongest.c.source_key, strongest.c.strength
    )
    counts: dict[str, dict[Stance, int]] = {}
    for key, strength, claims in session.execute(statement):
        counts.setdefault(key, {})[_STANCE[strength]] = claims
    return counts


def list_stances(session: Session, story_id: str, *, limit: int = 100) -> list[StanceRow]:
    """Return the first claims by worth, each with its sources' strongest stances: the rows of the silence grid."""
    statement = select(Claim).where(col(Claim.story_id) == story_id, LIVE)
    claims = session.scalars(statement.order_by(col(Claim.rank), col(Claim.id)).limit(limit)).all()
    strongest = _strongest().where(col(Claim.id).in_([claim.id for claim in claims]))
    rows = {claim.id: StanceRow(claim, {}, set()) for claim in claims}
    for key, claim_id, strength, corrected in session.execute(strongest):
        rows[claim_id].stances[key] = _STANCE[strength]
        if corrected == strength:
            rows[claim_id].corrected.add(key)
    return list(rows.values())


def _strongest() -> Select[str, str, int, int]:
    """Select the strength of each source's strongest stance on each claim, and of the strongest that is a person's."""
    strength: ColumnElement[int] = func.max(case(*_whens(), else_=0))
    is_machine = col(Excerpt.corrected_at).is_(None)
    corrected: ColumnElement[int] = func.max(case((is_machine, 0), *_whens(), else_=0))
    return (
        select(SOURCE_KEY, col(Claim.id), strength.label("strength"), corrected.label("corrected"))
        .join(Excerpt, col(Excerpt.article_id) == col(Article.id))
        .join(Claim, col(Claim.id) == col(Excerpt.claim_id))
        .group_by(SOURCE_KEY, col(Claim.id))
    )


def _whens() -> list[tuple[Any, int]]:
    return [(col(Excerpt.stance) == stance, strength) for stance, strength in _STRENGTH.items()]
