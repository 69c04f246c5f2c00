"""A claim's own page, to send around: as it stands now, as it was decided, and as ClaimReview."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from sqlmodel import Session

from app import export, store
from app.config import Settings
from app.errors import NotFound
from app.models import Claim, Decision, Person, Story
from app.vocabulary import Stance
from app.web.deps import AppSettings, Reader, Visitor, render
from app.web.evidence import draw_cards, draw_frozen, find_home, group_by_stance
from app.web.history import Line, tell_history
from app.web.standing import list_readable

router = APIRouter()

STANCE_TITLES = {
    Stance.STATES: "States it",
    Stance.SUPPORTS: "Supports it",
    Stance.CONTRADICTS: "Contradicts it",
    Stance.RELATED: "On the same matter",
}
_REVIEWED_AGAIN = "This verdict was taken back, and people are reviewing the claim again without knowing of each other."
_VERSION = re.compile(r"[1-9][0-9]{0,8}")


@dataclass(frozen=True, slots=True)
class Shared:
    """A claim that the visitor may read, and what its pages need."""

    claim: Claim
    story: Story
    session: Session
    settings: Settings
    reader: Person | None

    def list_decisions(self) -> list[Decision]:
        """Return the claim's decisions that the visitor may read."""
        return list_readable(store.list_decisions(self.session, self.claim.id), self.story, self.claim)

    def list_history(self, decisions: Sequence[Decision]) -> list[Line]:
        """Return what happened to the claim, as far as the visitor may know."""
        return tell_history(store.list_history(self.session, self.claim.id, reader=self.reader), decisions)

    def link(self, version: int = 0) -> str:
        """Return the claim's absolute address, or that of one version."""
        return export.permalink(self.claim.id, self.settings.public_url, version)

    def name_decider(self, decision: Decision | None) -> str | None:
        """Return who decided."""
        person = store.find_person(self.session, decision.decided_by) if decision and decision.decided_by else None
        return person.name if person else None

    def tell_review(self, decision: Decision | None) -> dict[str, Any] | None:
        """Return a decision as ClaimReview."""
        if decision is None:
            return None
        return export.claim_review(
            claim_id=self.claim.id,
            frozen=decision.evidence,
            verdict=decision.verdict,
            version=decision.version,
            decided_at=decision.decided_at,
            story=self.story.title,
            public_url=self.settings.public_url,
        )


def open_claim(request: Request, claim_id: str, visitor: Visitor, session: Reader, settings: AppSettings) -> Shared:
    """Open a claim; who isn't a member of its story can't tell one that isn't published from one that isn't there."""
    claim = store.get_claim(session, claim_id)
    story = store.get_story_by_id(session, claim.story_id)
    role = request.state.role = store.find_role(session, visitor, story.id) if visitor else None
    if story.published_at is None and role is None:
        raise NotFound("There is no such claim.")
    return Shared(claim, story, session, settings, visitor)


Opened = Annotated[Shared, Depends(open_claim)]


@router.get("/c/{claim_id}.json")
def show_claim_review(opened: Opened) -> Response:
    """Answer with a decided claim as schema.org ClaimReview."""
    claim = opened.claim
    if claim.merged_into:
        return RedirectResponse(f"/c/{store.find_survivor(opened.session, claim).id}.json", 302)
    review = opened.tell_review(_in_force(claim, store.list_decisions(opened.session, claim.id)))
    if review is None:
        raise NotFound("There is no verdict on this claim yet.")
    return JSONResponse(review, media_type="application/ld+json")


@router.get("/c/{claim_id}/v/{version}")
def show_version(request: Request, opened: Opened, version: str) -> Response:
    """Show a claim as it was when its verdict was decided, from the evidence kept then."""
    number = int(version) if _VERSION.fullmatch(version) else 0
    decision = next((one for one in opened.list_decisions() if one.version == number), None)
    if decision is None:
        store.get_decision(opened.session, opened.claim.id, number)
        raise NotFound(_REVIEWED_AGAIN, hint="Its page comes back when the claim is decided.")
    cards = draw_frozen(decision.evidence)
    return render(
        request,
        "permalinks/version.html",
        story=opened.story,
        claim=opened.claim,
        words=decision.evidence["claim"],
        decision=decision,
        decided_by=opened.name_decider(decision),
        home=find_home(cards),
        groups=group_by_stance(cards),
        stance_titles=STANCE_TITLES,
        claim_review=opened.tell_review(decision),
        link=opened.link(decision.version),
        canonical=opened.link(),
    )


@router.get("/c/{claim_id}")
def show_claim(request: Request, opened: Opened) -> Response:
    """Show a claim as it stands: its verdict, what it rests on, and how it came about."""
    claim, session = opened.claim, opened.session
    if claim.merged_into:
        return RedirectResponse(f"/c/{store.find_survivor(session, claim).id}", 302)
    decisions = opened.list_decisions()
    decision = _in_force(claim, decisions)
    cards = draw_cards(claim.text, store.list_evidence(session, claim.id))
    return render(
        request,
        "permalinks/show.html",
        story=opened.story,
        claim=claim,
        words=claim.text,
        decision=decision,
        decided_by=opened.name_decider(decision),
        home=find_home(cards),
        groups=group_by_stance(cards),
        stance_titles=STANCE_TITLES,
        silent=store.list_silent(session, claim),
        unfetched=store.list_unfetched(session, claim.story_id),
        decisions=decisions,
        history=opened.list_history(decisions),
        claim_review=opened.tell_review(decision),
        link=opened.link(),
        canonical=opened.link(),
    )


def _in_force(claim: Claim, decisions: list[Decision]) -> Decision | None:
    """Return the decision that stands; a claim that was withdrawn has none."""
    if claim.withdrawn_at is not None:
        return None
    return next((decision for decision in decisions if decision.version == claim.in_force), None)
