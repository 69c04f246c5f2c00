"""What the machine suggests of a claim, from the stances that count: its own, or those that people corrected."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Protocol

from sqlalchemy import select
from sqlmodel import Session, col

from app.models import Article, Claim, Excerpt, Source, Story
from app.nlp.names import same_name
from app.nlp.origins import Origin, count_independent, merge_origins
from app.verdict import Evidence, count_sources, suggest
from app.vocabulary import Counting, Stance, Verdict

_BEARING = {Stance.STATES, Stance.SUPPORTS}


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who stands behind an article: `source` is the outlet or else the article, `text` the one that it is a copy of."""

    source: str
    family: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Suggested:
    """What the machine says of a claim, under the names of the claim's columns."""

    suggested_verdict: Verdict
    basis: str
    reasons: list[str]
    origins: list[str]
    independent_origins: int
    sources: int
    contradicting: int

    def write(self, claim: Claim) -> None:
        """Put the suggestion into the claim's columns; no column that a person writes is among them."""
        for name in self.__dataclass_fields__:
            if getattr(claim, name) != getattr(self, name):  # Setting is ten times as slow as looking.
                setattr(claim, name, getattr(self, name))


class Weighable(Protocol):
    """What the rules look at in an excerpt."""

    stance: Stance
    suggested_stance: Stance
    conflict: str
    origin: dict[str, Any] | None
    speaker: str | None


def weigh(excerpts: Sequence[tuple[Weighable, Outlet]], counting: Counting) -> Suggested:
    """Return what the stances of a claim's excerpts suggest."""
    known = [(excerpt, outlet, _origin(excerpt)) for excerpt, outlet in excerpts]
    origins = merge_origins(origin for excerpt, _, origin in known if origin and excerpt.stance in _BEARING)
    independent = count_independent(origins)
    evidence = [_evidence(excerpt, outlet, origin, origins) for excerpt, outlet, origin in known]
    suggestion = suggest(evidence, counting=counting, independent_origins=independent)
    return Suggested(
        suggested_verdict=suggestion.verdict,
        basis=suggestion.basis,
        reasons=list(suggestion.reasons),
        origins=[origin.name for origin in origins],
        independent_origins=independent,
        sources=count_sources(e for e in evidence if e.stance in _BEARING),
        contradicting=count_sources(e for e in evidence if e.stance is Stance.CONTRADICTS),
    )


def _evidence(excerpt: Weighable, outlet: Outlet, own: Origin | None, origins: Iterable[Origin]) -> Evidence:
    """Return an excerpt as the verdict's rules see it."""
    # The machine calls a figure that has moved related; where a person says so, it is no such figure.
    has_moved = excerpt.stance is excerpt.suggested_stance is Stance.RELATED
    return Evidence(
        stance=excerpt.stance,
        source=outlet.source,
        family=outlet.family,
        text=outlet.text,
        origin=next((o.name for o in origins if own and same_name(o.name, own.name)), None),
        conflict=excerpt.conflict or None,
        speaker=excerpt.speaker,
        moved=excerpt.conflict if has_moved else None,
    )


def origin_row(origin: Origin | None) -> dict[str, Any] | None:
    """Return an origin as it is kept with an excerpt."""
    return {"name": origin.name, "named": origin.is_named, "side": sorted(origin.side)} if origin else None


def _origin(excerpt: Weighable) -> Origin | None:
    row = excerpt.origin
    return Origin(row["name"], row["named"], frozenset(row["side"])) if row else None


def outlet_of(article_id: str, source_id: str | None, family: str | None, copy_of: str | None) -> Outlet:
    """Return who stands behind an article."""
    return Outlet(source_id or article_id, family, copy_of or article_id)


def suggest_again(session: Session, story: Story, claim_ids: Sequence[str] | None = None) -> None:
    """Write anew what is suggested of the story's claims (or of some), without looking at any text again."""
    for claim, held in _list_held(session, story, claim_ids):
        weigh(held, story.counting).write(claim)


@dataclass(slots=True)
class _Seen:
    """An excerpt with the stance that one person gives it."""

    stance: Stance
    suggested_stance: Stance
    conflict: str
    origin: dict[str, Any] | None
    speaker: str | None


def suggest_with(session: Session, story: Story, claim: Claim, own: Mapping[str, Stance]) -> Claim | Suggested:
    """Return what is suggested of a claim to somebody who gives some excerpts stances of their own; write nothing."""
    for _, held in _list_held(session, story, [claim.id]) if own else ():
        seen: list[tuple[Weighable, Outlet]] = [
            (_see(excerpt, own.get(excerpt.id)), outlet) for excerpt, outlet in held
        ]
        return weigh(seen, story.counting)
    return claim


def _see(excerpt: Excerpt, own: Stance | None) -> _Seen:
    return _Seen(own or excerpt.stance, excerpt.suggested_stance, excerpt.conflict, excerpt.origin, excerpt.speaker)


def _list_held(
    session: Session, story: Story, claim_ids: Sequence[str] | None
) -> Iterator[tuple[Claim, list[tuple[Excerpt, Outlet]]]]:
    """Yield the story's claims (or some), each with its excerpts and who stands behind them."""
    statement = (
        select(Claim, Excerpt, col(Article.id), col(Article.source_id), col(Source.family), col(Article.copy_of))
        .join(Excerpt, col(Excerpt.claim_id) == col(Claim.id))
        .join(Article, col(Article.id) == col(Excerpt.article_id))
        .outerjoin(Source, col(Source.id) == col(Article.source_id))
        .where(col(Claim.story_id) == story.id)
        .order_by(col(Claim.id), col(Excerpt.position), col(Excerpt.id))
    )
    if claim_ids is not None:
        statement = statement.where(col(Claim.id).in_(claim_ids))
    rows = session.execute(statement)
    for claim, evidence in groupby(rows, key=lambda row: row[0]):
        yield claim, [(excerpt, outlet_of(*article)) for _, excerpt, *article in evidence]
