"""Claims as they were found -> claims as they are kept: each stays itself, with what people did to it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, or_, select
from sqlmodel import Session, col

from app import search
from app.analysis import Analysis
from app.analysis import Claim as FoundClaim
from app.analysis import Excerpt as FoundExcerpt
from app.models import Article, Claim, Event, Excerpt, Skip, Source, Story, new_id, utc_now
from app.nlp.origins import Directory
from app.pipeline.drift import mark_stale
from app.pipeline.identity import Span, Stated, match_claims, match_spans
from app.pipeline.suggesting import Outlet, Weighable, origin_row, outlet_of, weigh
from app.vocabulary import Stance

_A_CHUNK = 500
_LONGEST_SPEAKER = 400


def save_claims(
    session: Session, story: Story, articles: Sequence[tuple[Article, Source | None]], found: Analysis
) -> None:
    """Make the story's claims what was found, as far as nobody worked on them; commit nothing."""
    saving = _Saving(session, story, articles, found)
    saving.save_all()
    mark_stale(session, story, articles)


class _Saving:
    """One saving of one analysis: what is there, what was found, and which is which."""

    def __init__(
        self, session: Session, story: Story, articles: Sequence[tuple[Article, Source | None]], found: Analysis
    ) -> None:
        self.session = session
        self.story = story
        self.speakers = Directory(found.articles)
        self.ids = {article.text_sha256: article.id for article, _ in articles}
        self.outlets = {article.id: _outlet(article, source) for article, source in articles}
        self.found = sorted(found.claims, key=lambda claim: -claim.checkworthiness)
        self.claims = _load_claims(session, story.id)
        self.excerpts = _load_excerpts(session, story.id)
        self.touched = _find_touched(session, story.id)
        self.gone: list[str] = []  # Excerpts that are no more.
        self.fresh: list[dict[str, Any]] = []  # Rows of new excerpts.
        self.bodies: list[tuple[str, str]] = []  # What each claim is found by.

    def save_all(self) -> None:
        """Save each claim that was found, and let go of those that vanished without anybody having seen to them."""
        known = {id: Stated(self._spans(id), id in self.touched) for id in self.claims if self.excerpts[id]}
        matched = match_claims(known, [Stated(self._stated(claim)) for claim in self.found])
        kept_ids = self.touched | set(matched.values())
        _delete_claims(self.session, [id for id in self.claims if id not in kept_ids])
        kept = [(rank, found, self._keep(matched.get(rank))) for rank, found in enumerate(self.found)]
        self.session.flush()
        for rank, found, claim in kept:
            if claim.withdrawn_at is None and claim.merged_into is None:
                self._save_claim(claim, rank, found)
        self.session.flush()
        _delete_excerpts(self.session, self.gone)
        if self.fresh:
            self.session.execute(insert(Excerpt), self.fresh)
        search.index_claims(self.session, self.story.id, self.bodies)

    def _spans(self, claim_id: str) -> tuple[Span, ...]:
        """Return where a known claim is stated, its home first."""
        states = (e for e in self.excerpts[claim_id] if e.position == 0 or e.suggested_stance is Stance.STATES)
        return tuple(Span(e.article_id, e.start, e.end) for e in states)

    def _stated(self, found: FoundClaim) -> tuple[Span, ...]:
        """Return where a found claim is stated, its home first."""
        return tuple(self._span(e) for e in found.excerpts if e.stance is Stance.STATES)

    def _span(self, excerpt: FoundExcerpt) -> Span:
        statement = excerpt.statement
        return Span(self.ids[statement.article], statement.start, statement.end)

    def _keep(self, claim_id: str | None) -> Claim:
        """Return the known claim, or a new one that the session knows from now on."""
        if claim_id is not None:
            return self.claims[claim_id]
        claim = Claim(story_id=self.story.id, text="")
        self.session.add(claim)
        return claim

    def _save_claim(self, claim: Claim, rank: int, found: FoundClaim) -> None:
        """Write one claim with its excerpts."""
        if claim.id not in self.touched:
            claim.text = found.text
        claim.rank, claim.checkworthiness, claim.why = rank, found.checkworthiness, found.why
        claim.judge, claim.judge_version = found.judge, found.judge_version
        excerpts = self._save_excerpts(claim, found)
        held: list[tuple[Weighable, Outlet]] = [(e, self.outlets[e.article_id]) for e in excerpts]
        weigh(held, self.story.counting).write(claim)
        body = " ".join([claim.text, *(excerpt.text for excerpt in excerpts)])
        self.bodies.append((claim.id, body))

    def _save_excerpts(self, claim: Claim, found: FoundClaim) -> "list[Excerpt | _Fresh]":
        """Return the claim's excerpts in order.

        A stance that a person corrected stays with its passage, and so does a passage that the machine finds no more.
        """
        known = self.excerpts[claim.id]
        by_span: dict[Span, FoundExcerpt] = {}
        for excerpt in found.excerpts:
            by_span.setdefault(self._span(excerpt), excerpt)
        spans = list(by_span)
        matched = match_spans([Span(e.article_id, e.start, e.end) for e in known], spans)
        kept: list[Excerpt | _Fresh] = []
        for position, span in enumerate(spans):
            values = self._values(position, span, by_span[span])
            at = matched.get(position)
            kept.append(self._new_excerpt(claim, values) if at is None else _change_excerpt(known[at], values))
        rest = [e for at, e in enumerate(known) if at not in set(matched.values())]
        for own in rest:
            if own.corrected_at:
                own.position = len(kept)
                kept.append(own)
            else:
                self.gone.append(own.id)
        return kept

    def _new_excerpt(self, claim: Claim, values: dict[str, Any]) -> "_Fresh":
        own = {"id": new_id(), "claim_id": claim.id, "stance": values["suggested_stance"]}
        self.fresh.append({**values, **own, "corrected_by": None, "corrected_at": None})
        return _Fresh(stance=own["stance"], **{name: values[name] for name in _ASKED})

    def _values(self, position: int, span: Span, found: FoundExcerpt) -> dict[str, Any]:
        """Return the columns of an excerpt that are the machine's."""
        statement = found.statement
        return {
            "article_id": span.article,
            "position": position,
            "start": span.start,
            "end": span.end,
            "text": statement.text,
            "suggested_stance": found.stance,
            "score": found.score,
            "reasons": list(found.reasons),
            "conflict": found.conflict,
            "speaker": statement.speaker and statement.speaker[:_LONGEST_SPEAKER],
            "strength": statement.strength,
            "origin": origin_row(self.speakers.find_origin(statement)),
            "quantities": [_as_json(quantity) for quantity in statement.quantities],
            "dates": [_as_json(span) for span in statement.dates],
        }


@dataclass(slots=True)
class _Fresh:
    """What is asked of a new excerpt, whose row is still to come: making an object of it takes a millisecond."""

    article_id: str
    text: str
    stance: Stance
    suggested_stance: Stance
    conflict: str
    origin: dict[str, Any] | None
    speaker: str | None


_ASKED = [field.name for field in fields(_Fresh) if field.name != "stance"]


def _change_excerpt(excerpt: Excerpt, values: dict[str, Any]) -> Excerpt:
    """Write what the machine says now; the stance that counts only where no person has said otherwise."""
    for name, value in values.items():
        if getattr(excerpt, name) != value:  # Setting is ten times as slow as looking.
            setattr(excerpt, name, value)
    if excerpt.corrected_at is None:
        excerpt.stance = excerpt.suggested_stance
    return excerpt


def _outlet(article: Article, source: Source | None) -> Outlet:
    return outlet_of(article.id, article.source_id, source.family if source else None, article.copy_of)


def _as_json(value: Any) -> dict[str, Any]:
    """Return a value of the engine as JSON keeps it."""
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in asdict(value).items()}


def _load_claims(session: Session, story_id: str) -> dict[str, Claim]:
    """Return all the story's claims, the oldest first, also those that were merged or withdrawn."""
    statement = select(Claim).where(col(Claim.story_id) == story_id).order_by(col(Claim.created_at), col(Claim.id))
    return {claim.id: claim for claim in session.scalars(statement)}


def _load_excerpts(session: Session, story_id: str) -> defaultdict[str, list[Excerpt]]:
    statement = (
        select(Excerpt)
        .join(Claim, col(Claim.id) == col(Excerpt.claim_id))
        .where(col(Claim.story_id) == story_id)
        .order_by(col(Excerpt.claim_id), col(Excerpt.position), col(Excerpt.id))
    )
    excerpts: defaultdict[str, list[Excerpt]] = defaultdict(list)
    for excerpt in session.scalars(statement):
        excerpts[excerpt.claim_id].append(excerpt)
    return excerpts


def _find_touched(session: Session, story_id: str) -> set[str]:
    """Return the ids of the claims that somebody worked on or has open: all of these are kept."""
    told = select(col(Event.claim_id)).where(col(Event.story_id) == story_id, col(Event.claim_id).is_not(None))
    is_held = or_(
        col(Claim.lease_until) > utc_now(), col(Claim.withdrawn_at).is_not(None), col(Claim.merged_into).is_not(None)
    )
    held = select(col(Claim.id)).where(col(Claim.story_id) == story_id, is_held)
    return {id for id in [*session.scalars(told), *session.scalars(held)] if id}


def _delete_claims(session: Session, ids: Sequence[str]) -> None:
    """Delete claims that nobody worked on, with all that hangs on them."""
    search.unindex_claims(session, ids)
    for chunk in _chunks(ids):
        session.execute(delete(Excerpt).where(col(Excerpt.claim_id).in_(chunk)))
        session.execute(delete(Skip).where(col(Skip.claim_id).in_(chunk)))
        session.execute(delete(Claim).where(col(Claim.id).in_(chunk)))


def _delete_excerpts(session: Session, ids: Sequence[str]) -> None:
    for chunk in _chunks(ids):
        session.execute(delete(Excerpt).where(col(Excerpt.id).in_(chunk)))


def _chunks(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[start : start + _A_CHUNK] for start in range(0, len(ids), _A_CHUNK))
