"""Correcting the machine: a claim reworded, merged, split, discarded and brought back, on the desk and on its page.

Each form is a page of its own; where htmx asks, the form alone is answered into the desk, which then keeps the reason
and the ticks of a verdict that is still being typed.
"""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from pydantic import BaseModel, Field
from sqlmodel import Session

from app import pipeline, store
from app.errors import Conflict, PlumblineError, Refused
from app.models import Claim, Story
from app.vocabulary import Role
from app.web.deps import Reader, SignedIn, Writer, needs, render, see, wants_fragment
from app.web.desk import Desk, Unsent
from app.web.evidence import draw_cards

router = APIRouter()

_MOST_FOUND = 20
_Seen = Annotated[int, Field(ge=0, lt=2**31)]


class Reason(BaseModel):
    """What every correction's form has: why, the revision that was seen, where to return, and the desk's draft."""

    seen_revision: _Seen
    why: str = ""
    back: str = "desk"
    rationale: str = ""
    relied_on: list[str] = Field(default_factory=list, max_length=1000)

    @property
    def unsent(self) -> Unsent:
        """Return the verdict that is still being typed on the desk."""
        return Unsent(self.rationale, self.relied_on)


class Rewording(Reason):
    """A claim as a person words it."""

    text: str = ""
    keeps_meaning: bool = False


class Merging(Reason):
    """Which claim is the same as this one, and which of the two goes on."""

    other: str = ""
    keep: str = "this"


class Splitting(Reason):
    """What the new claim says, and which excerpts go to it."""

    text: str = ""
    chosen: list[str] = Field(default_factory=list, max_length=1000)


class Correcting:
    """One request to correct something. What is written is committed before anything is read to be shown."""

    def __init__(self, request: Request, person: SignedIn, writing: Writer, reading: Reader) -> None:
        self.request = request
        self.person = person
        self.writing = writing
        self.reading = reading

    def answer(self, what: str, problem: PlumblineError | None, back: str | None, **context: Any) -> Response:
        """Answer with a form, and with what is wrong; on the desk it is swapped into its place there."""
        response = render(
            self.request,
            "corrections/show.html",
            fragment=f"corrections/_{what}.html",
            status=problem.status if problem else 200,
            what=what,
            section="review",
            refusal=problem if isinstance(problem, Refused) else None,
            conflict=problem if isinstance(problem, Conflict) else None,
            back="page" if back == "page" else "desk",
            stands_on_desk=back != "page" and wants_fragment(self.request),
            **context,
        )
        if problem and wants_fragment(self.request):
            response.headers.update({"HX-Retarget": "#correcting", "HX-Reswap": "innerHTML"})
        return response

    def attempt(
        self,
        act: Callable[[], object],
        show: Callable[[PlumblineError], Response],
        done: Callable[[], Response],
    ) -> Response:
        """Correct something and answer with `done`; what can't be is shown with the form as it was filled in."""
        try:
            act()
        except (Refused, Conflict) as problem:
            self.writing.rollback()
            return show(problem)
        return done()

    def return_to(self, claim_id: str, said: str, typed: Reason, *, keep_draft: bool = True) -> Response:
        """Go back to where the correction was begun, with `claim_id` there."""
        claim = store.get_claim(self.reading, claim_id)
        if typed.back == "page":
            return see(self.request, f"/c/{claim.id}", said=said)
        story = store.get_story_by_id(self.reading, claim.story_id)
        desk = Desk(self.request, story, self.person, self.writing, self.reading)
        return desk.go_to(claim, said, draft=typed.unsent if keep_draft else None)


class Correction(Correcting):
    """One request to correct a claim."""

    def __init__(self, request: Request, claim_id: str, person: SignedIn, writing: Writer, reading: Reader) -> None:
        super().__init__(request, person, writing, reading)
        self.claim_id = claim_id

    def read(self) -> tuple[Claim, Story]:
        """Return the claim and its story as they are now."""
        claim = store.get_claim(self.reading, self.claim_id)
        return claim, store.get_story_by_id(self.reading, claim.story_id)

    def show(
        self, what: str, *, typed: Reason | None = None, problem: PlumblineError | None = None, **context: Any
    ) -> Response:
        """Answer with a form about the claim; from one that is none any more, go to its page."""
        claim, story = self.read()
        if problem is None and (claim.merged_into or claim.withdrawn_at):
            return see(self.request, f"/c/{claim.id}")
        back = typed.back if typed else self.request.query_params.get("back")
        survivor = store.find_survivor(self.reading, claim)
        return self.answer(what, problem, back, story=story, claim=claim, survivor=survivor, typed=typed, **context)


OfClaim = Annotated[Correction, Depends()]


@router.get("/claims/{claim_id}/edit", dependencies=[needs(Role.REVIEWER)])
def show_edit(correction: OfClaim) -> Response:
    """Show the form that words a claim otherwise."""
    return correction.show("edit")


@router.post("/claims/{claim_id}/edit", dependencies=[needs(Role.REVIEWER)])
def edit_claim(correction: OfClaim, typed: Annotated[Rewording, Form()]) -> Response:
    """Word a claim as a person does."""
    return correction.attempt(
        lambda: pipeline.edit_claim(
            correction.writing,
            correction.claim_id,
            typed.text,
            person=correction.person,
            seen_revision=typed.seen_revision,
            keeps_meaning=typed.keeps_meaning,
            why=typed.why,
        ),
        lambda problem: correction.show("edit", typed=typed, problem=problem),
        lambda: correction.return_to(correction.claim_id, "Reworded. It can be undone.", typed),
    )


@router.get("/claims/{claim_id}/merge", dependencies=[needs(Role.EDITOR)])
def show_merge(correction: OfClaim, text: Annotated[str, Query()] = "") -> Response:
    """Show the claims that may be the same as this one: the nearest, or those found by words."""
    return _show_merge(correction, text)


def _show_merge(correction: Correction, text: str = "", **known: Any) -> Response:
    claim, _ = correction.read()
    near = find_others(correction.reading, claim, text)
    return correction.show("merge", near=near, searched=text, **known)


def find_others(session: Session, claim: Claim, text: str) -> list[store.ClaimRow]:
    """Return other claims of the story: those with all the words of `text` or, without any, the nearest."""
    if not text.strip():
        return store.list_near_claims(session, claim)
    view = store.ClaimFilter(text=text.strip())
    found = store.list_claims(session, claim.story_id, view, limit=_MOST_FOUND).items
    return [row for row in found if row.claim.id != claim.id]


@router.post("/claims/{claim_id}/merge", dependencies=[needs(Role.EDITOR)])
def merge_claims(correction: OfClaim, typed: Annotated[Merging, Form()]) -> Response:
    """Make two claims one."""
    this, other = correction.claim_id, typed.other
    gone, survivor = (this, other) if typed.keep == "other" else (other, this)
    return correction.attempt(
        lambda: _merge(correction, gone, survivor, typed),
        lambda problem: _show_merge(correction, typed=typed, problem=problem),
        lambda: correction.return_to(
            survivor,
            "Merged: the other's address leads here. It can be undone.",
            typed,
            keep_draft=survivor == correction.claim_id,
        ),
    )


def _merge(correction: Correction, gone: str, survivor: str, typed: Merging) -> None:
    if not typed.other:
        raise Refused("Choose the claim that says the same.", field="other")
    seen = {correction.claim_id: typed.seen_revision}
    pipeline.merge_claims(correction.writing, gone, survivor, person=correction.person, seen=seen, why=typed.why)


@router.get("/claims/{claim_id}/split", dependencies=[needs(Role.EDITOR)])
def show_split(correction: OfClaim) -> Response:
    """Show the claim's excerpts, to choose those that go to a new claim."""
    return _show_split(correction)


def _show_split(correction: Correction, **known: Any) -> Response:
    claim, _ = correction.read()
    return correction.show(
        "split", cards=draw_cards(claim.text, store.list_evidence(correction.reading, claim.id)), **known
    )


@router.post("/claims/{claim_id}/split", dependencies=[needs(Role.EDITOR)])
def split_claim(correction: OfClaim, typed: Annotated[Splitting, Form()]) -> Response:
    """Make a new claim of some of a claim's excerpts."""
    return correction.attempt(
        lambda: pipeline.split_claim(
            correction.writing,
            correction.claim_id,
            typed.text,
            typed.chosen,
            person=correction.person,
            seen_revision=typed.seen_revision,
            why=typed.why,
        ),
        lambda problem: _show_split(correction, typed=typed, problem=problem),
        lambda: correction.return_to(
            correction.claim_id, "Split: the new claim waits in the queue. It can be undone.", typed
        ),
    )


@router.get("/claims/{claim_id}/discard", dependencies=[needs(Role.EDITOR)])
def show_discard(correction: OfClaim) -> Response:
    """Ask why a claim is discarded."""
    return correction.show("discard")


@router.post("/claims/{claim_id}/discard", dependencies=[needs(Role.EDITOR)])
def discard_claim(correction: OfClaim, typed: Annotated[Reason, Form()]) -> Response:
    """Take a claim out of the queue, the counts and the exports."""
    return correction.attempt(
        lambda: pipeline.discard_claim(
            correction.writing,
            correction.claim_id,
            typed.why,
            person=correction.person,
            seen_revision=typed.seen_revision,
        ),
        lambda problem: correction.show("discard", typed=typed, problem=problem),
        lambda: _leave_discarded(correction, typed),
    )


def _leave_discarded(correction: Correction, typed: Reason) -> Response:
    """Go on to the next claim; from the claim's page, show how that says it."""
    said = "Discarded. It can be undone."
    if typed.back == "page":
        return see(correction.request, f"/c/{correction.claim_id}", said=said)
    story = store.get_story_by_id(correction.writing, store.get_claim(correction.writing, correction.claim_id).story_id)
    desk = Desk(correction.request, story, correction.person, correction.writing, correction.reading)
    return desk.go_on(said)


@router.post("/claims/{claim_id}/restore", dependencies=[needs(Role.EDITOR)])
def restore_claim(correction: OfClaim) -> Response:
    """Bring a discarded claim back."""
    pipeline.restore_claim(correction.writing, correction.claim_id, person=correction.person)
    return see(
        correction.request,
        f"/c/{correction.claim_id}",
        said="Restored: it is in the queue and the counts again.",
    )
