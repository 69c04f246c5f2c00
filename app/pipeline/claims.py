"""Claims as they were found -> claims as they are kept: each stays itself, with what people did to it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import delete, insert, or_, select
from sqlmodel import Session, col

from app import search
from app.analysis import Analysis
from app.analysis import Claim as FoundClaim
from app.analysis import Excerpt as FoundExcerpt
from app.models import Article, Claim, Event, Excerpt, Exclusion, Lease, OwnStance, Skip, Source, Story, new_id, utc_now
from app.pipeline.drift import mark_stale
from app.pipeline.identity import Span, Stated, match_claims, match_spans, overlap
from app.pipeline.statements import Columns
from app.pipeline.suggesting import Outlet, Weighable, outlet_of, weigh
from app.vocabulary import Stance

_A_CHUNK = 500


def save_claims(
    session: Session,
    story: Story,
    articles: Sequence[tuple[Article, Source | None]],
    found: Analysis,
    columns: Columns,
) -> None:
    """Make the story's claims what was found, as far as nobody worked on them; commit nothing."""
    saving = _Saving(session, story, articles, found, columns)
    saving.save_all()
    mark_stale(session, story, articles)


class _Saving:
    """One saving of one analysis: what is there, what was found, and which is which."""

    def __init__(
        self,
        session: Session,
        story: Story,
        articles: Sequence[tuple[Article, Source | None]],
        found: Analysis,
        columns: Columns,
    ) -> None:
        self.session = session
        self.story = story
        self.columns = columns
        self.ids = {article.text_sha256: article.id for article, _ in articles}
        self.added_at = {article.id: article.added_at for article, _ in articles}
        self.outlets = {article.id: _outlet(article, source) for article, source in articles}
        self.found = sorted(found.claims, key=lambda claim: -claim.checkworthiness)
        self.claims = _load_claims(session, story.id)
        self.excerpts = _load_excerpts(session, story.id)
        self.excluded = _load_exclusions(session, story.id)
        self.touched = _find_touched(session, story.id)
        self.own = _find_own(session, story.id)
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
        merged = _Merged(self.claims.values(), {claim.id: found for _, found, claim in kept})
        for rank, found, claim in kept:
            claim.rank, claim.checkworthiness, claim.why = rank, found.checkworthiness, found.why
            claim.judge, claim.judge_version = found.judge, found.judge_version
            if claim.id not in self.touched:
                claim.text = found.text
            self._save_claim(claim, found, merged.list_brought(claim.id))
        for id in merged.survivors - {claim.id for _, _, claim in kept}:
            self._save_claim(self.claims[id], None, merged.list_brought(id))
        self.session.flush()
        _delete_excerpts(self.session, self.gone)
        if self.fresh:
            self.session.execute(insert(Excerpt), self.fresh)
        search.index_claims(self.session, self.story.id, self.bodies)

    def _spans(self, claim_id: str) -> tuple[Span, ...]:
        """Return where a known claim is stated, its home first; what came with a merged claim is where that is."""
        own = (e for e in self.excerpts[claim_id] if not e.merged_from)
        states = (e for e in own if e.position == 0 or e.suggested_stance is Stance.STATES)
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

    def _save_claim(self, claim: Claim, own: FoundClaim | None, brought: "Sequence[_Brought]") -> None:
        """Write one claim with its excerpts: those of its own and those that claims merged into it bring."""
        excerpts = self._save_excerpts(claim, own, brought)
        held: list[tuple[Weighable, Outlet]] = [(e, self.outlets[e.article_id]) for e in excerpts]
        weigh(held, self.story.counting).write(claim)
        claim.evidence_at = max((self.added_at[e.article_id] for e in excerpts), default=None)
        body = " ".join([claim.text, *(excerpt.text for excerpt in excerpts)])
        self.bodies.append((claim.id, body))

    def _save_excerpts(
        self, claim: Claim, own: FoundClaim | None, brought: "Sequence[_Brought]"
    ) -> "list[Excerpt | _Fresh]":
        """Return the claim's excerpts in order, its home first.

        What a person settled of a passage stays with it, and such a passage stays where the machine finds it no more.
        """
        known = self.excerpts[claim.id]
        by_span = self._find_excerpts(claim.id, own, brought)
        spans = list(by_span)
        matched = match_spans([Span(e.article_id, e.start, e.end) for e in known], spans)
        kept: list[Excerpt | _Fresh] = []
        for place, span in enumerate(spans):
            values = self._values(span, by_span[span])
            at = matched.get(place)
            kept.append(self._new_excerpt(claim, values) if at is None else _change_excerpt(known[at], values))
        coming = {one.merged_from for one in brought} | ({None} if own else set())
        for rest in (e for at, e in enumerate(known) if at not in set(matched.values())):
            if rest.corrected_at or rest.settled or rest.id in self.own or rest.merged_from not in coming:
                kept.append(rest)
            else:
                self.gone.append(rest.id)
        return self._order(kept)

    def _find_excerpts(
        self, claim_id: str, own: FoundClaim | None, brought: "Sequence[_Brought]"
    ) -> "dict[Span, _Brought]":
        """Return what was found for a claim, each passage once; what people took away from it isn't brought back."""
        every = [_Brought(None, claim_id, excerpt) for excerpt in own.excerpts] if own else []
        by_span: dict[Span, _Brought] = {}
        for one in [*every, *brought]:
            span = self._span(one.excerpt)
            excluded = [*self.excluded[claim_id], *self.excluded[one.found_for]]
            if not any(overlap(span, other) for other in excluded):
                by_span.setdefault(span, one)
        return by_span

    def _order(self, kept: "list[Excerpt | _Fresh]") -> "list[Excerpt | _Fresh]":
        """Number the excerpts; a home that a person chose stays the home, otherwise it is the first that states it.

        What came with a merged claim is the home only where there is nothing of the claim's own.
        """
        own = [e for e in kept if not (e.row["merged_from"] if isinstance(e, _Fresh) else e.merged_from)] or kept
        chosen = (e for e in own if isinstance(e, Excerpt) and e.position == 0 and "place" in e.settled)
        states = (e for e in own if e.suggested_stance is Stance.STATES)
        home = next(chosen, None) or next(states, None) or next(iter(own), None)
        ordered = sorted(kept, key=lambda excerpt: excerpt is not home)
        for position, excerpt in enumerate(ordered):
            if isinstance(excerpt, _Fresh):
                excerpt.row["position"] = position
            elif excerpt.position != position:
                excerpt.position = position
        return ordered

    def _new_excerpt(self, claim: Claim, values: dict[str, Any]) -> "_Fresh":
        own = {"id": new_id(), "claim_id": claim.id, "stance": values["suggested_stance"]}
        row = {**values, **own, "corrected_by": None, "corrected_at": None, "settled": []}
        self.fresh.append(row)
        return _Fresh(row=row, stance=own["stance"], **{name: values[name] for name in _ASKED})

    def _values(self, span: Span, one: "_Brought") -> dict[str, Any]:
        """Return the columns of an excerpt that are the machine's."""
        found, statement = one.excerpt, one.excerpt.statement
        return {
            "article_id": span.article,
            "merged_from": one.merged_from,
            "start": span.start,
            "end": span.end,
            "text": statement.text,
            "suggested_stance": found.stance,
            "score": found.score,
            "reasons": list(found.reasons),
            "conflict": found.conflict,
        } | self.columns.of(statement)


@dataclass(frozen=True, slots=True)
class _Brought:
    """An excerpt that was found for a claim, which `merged_from` brings; None where it is the claim's own."""

    merged_from: str | None
    found_for: str
    excerpt: FoundExcerpt


class _Merged:
    """Who was merged into whom: what is found for a merged claim is held against the one that it is now part of."""

    def __init__(self, claims: Iterable[Claim], found: dict[str, FoundClaim]) -> None:
        self._found = found
        self._parts: defaultdict[str, list[str]] = defaultdict(list)
        for claim in claims:
            if claim.merged_into:
                self._parts[claim.merged_into].append(claim.id)
        self.survivors = set(self._parts)

    def list_brought(self, claim_id: str) -> list[_Brought]:
        """Return what claims that were merged into this one bring, and what others had brought to them."""
        brought: list[_Brought] = []
        for part in self._parts.get(claim_id, ()):
            own = self._found[part].excerpts if part in self._found else ()
            brought += [_Brought(part, part, excerpt) for excerpt in own]
            brought += [_Brought(part, one.found_for, one.excerpt) for one in self.list_brought(part)]
        return brought


@dataclass(slots=True)
class _Fresh:
    """What is asked of a new excerpt, whose row is still to come: making an object of it takes a millisecond."""

    row: dict[str, Any]
    article_id: str
    text: str
    stance: Stance
    suggested_stance: Stance
    conflict: str
    origin: dict[str, Any] | None
    speaker: str | None


_ASKED = [field.name for field in fields(_Fresh) if field.name not in {"row", "stance"}]


def _change_excerpt(excerpt: Excerpt, values: dict[str, Any]) -> Excerpt:
    """Write what the machine says now, but for what a person has settled."""
    for name, value in values.items():
        # Setting is ten times as slow as looking.
        if getattr(excerpt, name) != value and name not in excerpt.settled and not _is_placed(excerpt, name):
            setattr(excerpt, name, value)
    if excerpt.corrected_at is None:
        excerpt.stance = excerpt.suggested_stance
    return excerpt


def _is_placed(excerpt: Excerpt, name: str) -> bool:
    """Tell whether a person chose the passage itself: its ends are the person's too, and where it came from."""
    return name in {"start", "end", "text", "merged_from"} and "place" in excerpt.settled


def _outlet(article: Article, source: Source | None) -> Outlet:
    return outlet_of(article.id, article.source_id, source.family if source else None, article.copy_of)


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


def _load_exclusions(session: Session, story_id: str) -> defaultdict[str, list[Span]]:
    """Return the passages that people took away, by the claim that they took them from."""
    statement = select(Exclusion).join(Claim, col(Claim.id) == col(Exclusion.claim_id))
    excluded: defaultdict[str, list[Span]] = defaultdict(list)
    for one in session.scalars(statement.where(col(Claim.story_id) == story_id)):
        excluded[one.claim_id].append(Span(one.article_id, one.start, one.end))
    return excluded


def _find_touched(session: Session, story_id: str) -> set[str]:
    """Return the ids of the claims that somebody worked on or has open: all of these are kept."""
    told = select(col(Event.claim_id)).where(col(Event.story_id) == story_id, col(Event.claim_id).is_not(None))
    leased = select(col(Lease.claim_id)).where(col(Lease.until) > utc_now())
    is_held = or_(col(Claim.id).in_(leased), col(Claim.withdrawn_at).is_not(None), col(Claim.merged_into).is_not(None))
    held = select(col(Claim.id)).where(col(Claim.story_id) == story_id, is_held)
    return {id for id in [*session.scalars(told), *session.scalars(held)] if id}


def _find_own(session: Session, story_id: str) -> set[str]:
    """Return the ids of the excerpts whose stance somebody keeps to themselves."""
    excerpts = select(col(OwnStance.excerpt_id)).join(Excerpt, col(Excerpt.id) == col(OwnStance.excerpt_id))
    in_story = excerpts.join(Claim, col(Claim.id) == col(Excerpt.claim_id)).where(col(Claim.story_id) == story_id)
    return set(session.scalars(in_story))


def _delete_claims(session: Session, ids: Sequence[str]) -> None:
    """Delete claims that nobody worked on, with all that hangs on them."""
    search.unindex_claims(session, ids)
    for chunk in _chunks(ids):
        session.execute(delete(Excerpt).where(col(Excerpt.claim_id).in_(chunk)))
        session.execute(delete(Skip).where(col(Skip.claim_id).in_(chunk)))
        session.execute(delete(Lease).where(col(Lease.claim_id).in_(chunk)))
        session.execute(delete(Claim).where(col(Claim.id).in_(chunk)))


def _delete_excerpts(session: Session, ids: Sequence[str]) -> None:
    for chunk in _chunks(ids):
        session.execute(delete(Excerpt).where(col(Excerpt.id).in_(chunk)))


def _chunks(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[start : start + _A_CHUNK] for start in range(0, len(ids), _A_CHUNK))
