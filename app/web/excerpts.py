"""Correcting an excerpt: who said it, who said it first, and which claim it bears on."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query, Request, Response

from app import pipeline, store
from app.errors import PlumblineError, Refused
from app.models import Claim, Excerpt, Story
from app.vocabulary import Action, Role
from app.web.corrections import Correcting, Reason, find_others
from app.web.deps import Reader, SignedIn, Writer, needs

router = APIRouter()

_CHANGED = {Action.SPEAKER_CORRECTED: "speaker", Action.ORIGIN_CORRECTED: "origin"}


class Saying(Reason):
    """Who says what an excerpt says, and who said it first."""

    speaker: str = ""
    origin: str = ""


class Moving(Reason):
    """The claim that an excerpt bears on."""

    other: str = ""


class ExcerptCorrection(Correcting):
    """One request to correct an excerpt."""

    def __init__(self, request: Request, excerpt_id: str, person: SignedIn, writing: Writer, reading: Reader) -> None:
        super().__init__(request, person, writing, reading)
        self.excerpt_id = excerpt_id

    def read(self) -> tuple[Excerpt, Claim, Story]:
        """Return the excerpt, its claim and their story as they are now."""
        excerpt = store.get_excerpt(self.reading, self.excerpt_id)
        claim = store.get_claim(self.reading, excerpt.claim_id)
        return excerpt, claim, store.get_story_by_id(self.reading, claim.story_id)

    def show(
        self, *, typed: Reason | None = None, problem: PlumblineError | None = None, text: str = "", **context: Any
    ) -> Response:
        """Answer with both forms about the excerpt."""
        excerpt, claim, story = self.read()
        return self.answer(
            "excerpt",
            problem,
            typed.back if typed else self.request.query_params.get("back"),
            story=story,
            claim=claim,
            survivor=store.find_survivor(self.reading, claim),
            excerpt=excerpt,
            near=find_others(self.reading, claim, text),
            searched=text,
            typed=typed,
            **context,
        )


OfExcerpt = Annotated[ExcerptCorrection, Depends()]


@router.get("/excerpts/{excerpt_id}/edit", dependencies=[needs(Role.REVIEWER)])
def show_excerpt(correction: OfExcerpt, text: Annotated[str, Query()] = "") -> Response:
    """Show what can be corrected of an excerpt."""
    return correction.show(text=text)


@router.post("/excerpts/{excerpt_id}/saying", dependencies=[needs(Role.REVIEWER)])
def correct_saying(correction: OfExcerpt, typed: Annotated[Saying, Form()]) -> Response:
    """Say who said it, and who said it first."""
    changed: list[Action] = []
    claim_id = store.get_excerpt(correction.writing, correction.excerpt_id).claim_id

    def act() -> None:
        changed.extend(
            pipeline.correct_saying(
                correction.writing,
                correction.excerpt_id,
                speaker=typed.speaker,
                origin=typed.origin,
                person=correction.person,
                why=typed.why,
            )
        )

    def done() -> Response:
        what = " and ".join(_CHANGED[action] for action in changed)
        said = f"Saved: {what}. It can be undone." if changed else "Nothing was changed."
        return correction.return_to(claim_id, said, typed)

    return correction.attempt(act, lambda problem: correction.show(typed=typed, problem=problem), done)


@router.post("/excerpts/{excerpt_id}/move", dependencies=[needs(Role.EDITOR)])
def move_excerpt(correction: OfExcerpt, typed: Annotated[Moving, Form()]) -> Response:
    """Hold an excerpt against another claim."""
    claim_id = store.get_excerpt(correction.writing, correction.excerpt_id).claim_id

    def act() -> None:
        if not typed.other:
            raise Refused("Choose the claim that it bears on.", field="other")
        pipeline.move_excerpt(
            correction.writing, correction.excerpt_id, typed.other, person=correction.person, why=typed.why
        )

    return correction.attempt(
        act,
        lambda problem: correction.show(typed=typed, problem=problem),
        lambda: correction.return_to(claim_id, "Moved. It can be undone.", typed),
    )
