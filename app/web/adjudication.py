"""Adjudication: reviews that differ, side by side, for the editor who decides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from pydantic import BaseModel, Field
from sqlmodel import Session

from app import pipeline, store
from app.errors import Conflict, Refused
from app.models import Claim, Review
from app.vocabulary import Role, Stance, Verdict
from app.web.deps import Reader, SignedIn, Writer, needs, render, see
from app.web.evidence import Card, draw_cards, find_home, lay_out
from app.web.history import tell_history
from app.web.standing import find_standing

router = APIRouter()


class Ruling(BaseModel):
    """An editor's decision as it was typed, with the claim's version and the reviews that the editor saw."""

    verdict: Verdict
    seen_version: int = Field(ge=0, lt=2**31)
    rationale: str = ""
    relied_on: list[str] = Field(default_factory=list, max_length=1000)
    seen_reviews: list[str] = Field(default_factory=list, max_length=100)


@dataclass(frozen=True, slots=True)
class Column:
    """One person's review: the excerpts relied on, and the stances seen otherwise than they stand."""

    name: str
    review: Review
    relied_on: list[Card]
    stances: dict[str, Stance]


@router.get("/stories/{slug}/adjudication", dependencies=[needs(Role.EDITOR)])
def start_adjudication(request: Request, slug: str, session: Reader) -> Response:
    """Go to the first claim that waits for an editor."""
    story = store.get_story(session, slug)
    waiting = store.list_claims(session, story.id, store.ClaimFilter(split=True), limit=1).items
    if not waiting:
        return see(request, f"/stories/{slug}/claims", said="No claim waits for an editor.")
    return see(request, f"/stories/{slug}/adjudication/{waiting[0].claim.id}")


@router.get("/stories/{slug}/adjudication/{claim_id}", dependencies=[needs(Role.EDITOR)])
def show_reviews(request: Request, slug: str, claim_id: str, person: SignedIn, session: Reader) -> Response:
    """Show what the reviewers say of a claim, once all have spoken."""
    return _show(request, session, slug, claim_id, person)


@router.post("/stories/{slug}/adjudication/{claim_id}", dependencies=[needs(Role.EDITOR)])
def adjudicate(
    request: Request,
    slug: str,
    claim_id: str,
    *,
    ruling: Annotated[Ruling, Form()],
    person: SignedIn,
    writing: Writer,
    reading: Reader,
) -> Response:
    """Decide, and go on to the next claim that waits."""
    try:
        pipeline.adjudicate(writing, claim_id, person=person, **ruling.model_dump())
    except (Conflict, Refused) as refusal:
        return _show(request, reading, slug, claim_id, person, ruling=ruling, refusal=refusal)
    said = f"{ruling.verdict.label.capitalize()} saved. Undo on the review desk takes it back."
    following = store.list_claims(reading, store.get_story(reading, slug).id, store.ClaimFilter(split=True), limit=1)
    path = f"/stories/{slug}/adjudication/{following.items[0].claim.id}" if following.items else f"/c/{claim_id}"
    return see(request, path, said=said)


def _show(
    request: Request,
    session: Session,
    slug: str,
    claim_id: str,
    person: SignedIn,
    *,
    ruling: Ruling | None = None,
    refusal: Conflict | Refused | None = None,
) -> Response:
    story, claim = store.get_story(session, slug), store.get_claim(session, claim_id)
    standing = find_standing(session, story, claim, person)
    cards = draw_cards(claim.text, store.list_evidence(session, claim.id))
    # Who is still to review mustn't learn of the others' reviews, and an editor may be among them.
    columns = _line_up(session, claim, cards) if standing.is_split else []
    decisions = store.list_decisions(session, claim.id)
    return render(
        request,
        "adjudication/show.html",
        status=refusal.status if refusal else 200,
        story=story,
        section="claims",
        claim=claim,
        standing=standing,
        home=find_home(cards),
        columns=lay_out(cards),
        reviews=columns,
        differences=tell_differences(columns),
        suggested=claim,
        decision=next((one for one in decisions if one.version == claim.in_force), None),
        history=tell_history(store.list_history(session, claim.id, reader=person), decisions),
        draft=ruling,
        refusal=refusal,
    )


def _line_up(session: Session, claim: Claim, cards: Sequence[Card]) -> list[Column]:
    return [
        Column(
            name=person.name,
            review=review,
            relied_on=[card for card in cards if card.id in review.relied_on],
            stances=store.list_own_stances(session, claim.id, person.id),
        )
        for review, person in store.list_open_reviews(session, claim.id)
    ]


def tell_differences(columns: Sequence[Column]) -> list[str]:
    """Say in sentences where the reviews differ: in their verdicts, what they rely on, and the stances they see."""
    verdicts: dict[Verdict, list[str]] = {}
    for column in columns:
        verdicts.setdefault(column.review.verdict, []).append(column.name)
    said = [f"{_join(names)} {_says(names)} {verdict.label}." for verdict, names in verdicts.items()]
    for card in _every_card(columns):
        names = [column.name for column in columns if card in column.relied_on]
        if len(names) < len(columns):
            said.append(f"Only {_join(names)} {'relies' if len(names) == 1 else 'rely'} on {card.outlet}.")
    return said


def _every_card(columns: Sequence[Column]) -> Iterable[Card]:
    return {card.id: card for column in columns for card in column.relied_on}.values()


def _says(names: Sequence[str]) -> str:
    return "says" if len(names) == 1 else "say"


def _join(names: Sequence[str]) -> str:
    """Return names as a sentence lists them.

    >>> _join(["Ann"]), _join(["Ann", "Ben", "Cleo"])
    ('Ann', 'Ann, Ben and Cleo')
    """
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
