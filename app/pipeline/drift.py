"""What new evidence does to a decided claim: the decision stands, and the claim asks for another look."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import and_, select
from sqlmodel import Session, col

from app.models import Article, Claim, Decision, Excerpt, Exclusion, Source, Story, utc_now
from app.pipeline.identity import Drift, find_drift
from app.pipeline.record import record
from app.store import LIVE
from app.vocabulary import Action, Stance

_MOST_TOLD = 3
_VERBS = {Stance.STATES: "states it", Stance.SUPPORTS: "supports it", Stance.CONTRADICTS: "contradicts it"}


def mark_stale(session: Session, story: Story, articles: Sequence[tuple[Article, Source | None]]) -> None:
    """Mark the story's decided claims whose evidence isn't what it was when they were decided."""
    roots = {article.id: article.copy_of for article, _ in articles if article.copy_of}
    names = {article.id: source.name if source else article.title or article.name for article, source in articles}
    excerpts, taken = _current_excerpts(session, story.id), _taken_away(session, story.id)
    for claim, decision in _decided(session, story.id):
        reason = explain(_drift(decision, excerpts[claim.id], roots, taken[claim.id]), names)
        if reason and reason != claim.stale_because:
            claim.stale_at, claim.stale_because = utc_now(), reason
            record(session, Action.REOPENED, story.id, claim_id=claim.id, why=reason)


def _decided(session: Session, story_id: str) -> list[tuple[Claim, Decision]]:
    in_force = and_(col(Decision.claim_id) == col(Claim.id), col(Decision.version) == col(Claim.in_force))
    statement = select(Claim, Decision).join(Decision, in_force).where(col(Claim.story_id) == story_id, LIVE)
    return [(claim, decision) for claim, decision in session.execute(statement.order_by(col(Claim.id)))]


def _current_excerpts(session: Session, story_id: str) -> defaultdict[str, list[Excerpt]]:
    statement = select(Excerpt).join(Claim, col(Claim.id) == col(Excerpt.claim_id))
    decided = statement.where(col(Claim.story_id) == story_id, col(Claim.in_force) > 0)
    excerpts: defaultdict[str, list[Excerpt]] = defaultdict(list)
    for excerpt in session.scalars(decided.order_by(col(Excerpt.position), col(Excerpt.id))):
        excerpts[excerpt.claim_id].append(excerpt)
    return excerpts


def _taken_away(session: Session, story_id: str) -> defaultdict[str, set[str]]:
    """Return the articles of passages that people took away from a claim, by the claim."""
    statement = select(Exclusion).join(Claim, col(Claim.id) == col(Exclusion.claim_id))
    taken: defaultdict[str, set[str]] = defaultdict(set)
    for exclusion in session.scalars(statement.where(col(Claim.story_id) == story_id)):
        taken[exclusion.claim_id].add(exclusion.article_id)
    return taken


def _drift(decision: Decision, current: Sequence[Excerpt], roots: Mapping[str, str], taken: set[str]) -> list[Drift]:
    """Return what has drifted, but for articles that a person has seen to: people know what they did."""
    seen_to = taken | {e.article_id for e in current if e.corrected_at or "place" in e.settled}
    corrected = {roots.get(article, article) for article in seen_to}
    frozen = [(e["article_id"], Stance(e["stance"])) for e in decision.evidence["excerpts"]]
    drift = find_drift(frozen, [(excerpt.article_id, excerpt.stance) for excerpt in current], roots)
    return [change for change in drift if change.article not in corrected]


def explain(drift: Sequence[Drift], names: Mapping[str, str]) -> str:
    """Say in one line what has drifted; nothing where nothing has.

    >>> explain([Drift("a", None, Stance.CONTRADICTS), Drift("b", Stance.STATES, None)], {"a": "Echo", "b": "Post"})
    'New evidence: Echo contradicts it; Post no longer states it'
    """
    told = [_tell(change, names.get(change.article, "an article")) for change in drift[:_MOST_TOLD]]
    if len(drift) > _MOST_TOLD:
        told.append(f"and {len(drift) - _MOST_TOLD} more")
    start = "New evidence" if any(change.was is None for change in drift) else "Changed evidence"
    return f"{start}: {'; '.join(told)}" if told else ""


def _tell(change: Drift, name: str) -> str:
    if change.now is None:
        return f"{name} no longer {_VERBS[change.was]}" if change.was else name
    return f"{name} {_VERBS[change.now]}" if change.was is None else f"{name} now {_VERBS[change.now]}"
