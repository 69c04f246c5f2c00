"""Reviewing: the queue, a verdict with one key or click, skip, undo, and a stance corrected by a person."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from app import pipeline, store
from app.errors import Conflict
from app.vocabulary import Role, Stance
from app.web.deps import Reader, SignedIn, Writer, at_the_desk, needs, render, see, wants_fragment
from app.web.desk import AtDesk, Desk, Draft
from app.web.evidence import draw_cards
from app.web.history import name_undone

router = APIRouter()


def how_to_undo(request: Request) -> str:
    """Return how the last thing is taken back: keys need the script, which is what asks for fragments."""
    return "Undo with u." if wants_fragment(request) else "It can be undone."


@router.get("/stories/{slug}/review", dependencies=[needs(Role.REVIEWER)])
def start_review(desk: AtDesk, *, anew: bool = False) -> Response:
    """Hand out the next claim, or say that there is none; who chooses an order begins `anew` with it."""
    claim = desk.hand_out_to_visitor(anew=anew)
    return see(desk.request, desk.path(claim)) if claim else desk.show_end()


@router.get("/stories/{slug}/review/{claim_id}", dependencies=[needs(Role.REVIEWER)])
def show_desk(desk: AtDesk, claim_id: str) -> Response:
    """Show the desk with this claim on it, and hold the claim for this person if it is free."""
    said = desk.take_for_visitor(claim_id)
    return desk.show(store.get_claim(desk.reading, claim_id), said=said)


@router.post("/stories/{slug}/review/{claim_id}", dependencies=[needs(Role.REVIEWER)])
async def review_claim(desk: AtDesk, claim_id: str, draft: Annotated[Draft, Form()]) -> Response:
    """Save a verdict and go on to the next claim; if somebody else was first, show both and keep the draft."""
    return await at_the_desk(desk.request, partial(_review, desk, claim_id, draft))


def _review(desk: Desk, claim_id: str, draft: Draft) -> Response:
    try:
        pipeline.review_claim(desk.writing, claim_id, person=desk.person, **draft.model_dump())
    except Conflict as conflict:
        return desk.show(store.get_claim(desk.reading, claim_id), draft=draft, conflict=conflict)
    return desk.go_on(f"{draft.verdict.label.capitalize()} saved. {how_to_undo(desk.request)}")


@router.post("/stories/{slug}/review/{claim_id}/skip", dependencies=[needs(Role.REVIEWER)])
def skip_claim(desk: AtDesk, claim_id: str) -> Response:
    """Put a claim off to the end of this person's queue."""
    pipeline.skip_claim(desk.writing, claim_id, person=desk.person)
    return desk.go_on(f"Skipped. {how_to_undo(desk.request)}")


@router.post("/stories/{slug}/review/{claim_id}/release", dependencies=[needs(Role.REVIEWER)])
def release_claim(desk: AtDesk, claim_id: str) -> Response:
    """Let a claim go, so that anybody may have it."""
    pipeline.release_claim(desk.writing, claim_id, person=desk.person)
    return see(desk.request, f"/stories/{desk.story.slug}/claims", said="Released: anybody may have this claim now.")


@router.post("/stories/{slug}/review/{claim_id}/hold", dependencies=[needs(Role.REVIEWER)])
def hold_claim(desk: AtDesk, claim_id: str, *, quiet: bool = False) -> Response:
    """Hold a claim for longer; htmx gets the new time alone, so that nothing that was typed is touched.

    Work holds the claim by itself, and says nothing of it: that is `quiet`.
    """
    return desk.extend(desk.take(claim_id), "" if quiet else "This claim stays yours for longer.")


@router.post("/stories/{slug}/undo", dependencies=[needs(Role.REVIEWER)])
def undo_last(desk: AtDesk) -> Response:
    """Take back the last thing that this person did in the story, and show the claim that it was about."""
    event = pipeline.undo_last(desk.writing, desk.story.slug, person=desk.person)
    said = f"Undone: {name_undone(event)}."
    if event.claim_id is None:  # It was about an article.
        return desk.go_to_article(event.before["article"], said)
    return desk.go_to(desk.take(event.claim_id), said)


@router.post("/excerpts/{excerpt_id}", dependencies=[needs(Role.REVIEWER)])
def correct_stance(
    request: Request,
    excerpt_id: str,
    *,
    stance: Annotated[Stance, Form()],
    person: SignedIn,
    writing: Writer,
    reading: Reader,
) -> Response:
    """Put a person's stance in the place of the machine's."""
    excerpt = pipeline.correct_stance(writing, excerpt_id, stance, person=person)
    claim = store.get_claim(reading, excerpt.claim_id)
    story = store.get_story_by_id(reading, claim.story_id)
    own = store.list_own_stances(reading, claim.id, person.id)
    whose = "Yours alone until the claim is decided. " if excerpt.id in own else ""
    said = f"Stance saved: {stance.label}. {whose}{how_to_undo(request)}"
    if not wants_fragment(request):
        return see(request, f"/stories/{story.slug}/review/{claim.id}#excerpt-{excerpt.id}", said=said)
    cards = draw_cards(claim.text, store.list_evidence(reading, claim.id), own)
    card = next(card for card in cards if card.id == excerpt.id)
    suggested = pipeline.suggest_with(reading, story, claim, own)
    return render(request, "review/_corrected.html", claim=claim, card=card, suggested=suggested, draft=None, said=said)
