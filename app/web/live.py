"""What changes while somebody looks: counts, who else is there, and a claim that moved on.

A page asks every few seconds, only while it is looked at, and stops by itself after a while: each answer carries how
often the next may still ask. Without the script a page is as whole as when it was drawn.
"""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from sqlmodel import Session

from app import pipeline, store
from app.models import Claim, Person, utc_now
from app.vocabulary import Role
from app.web.charts import verdict_bar
from app.web.deps import Reader, SignedIn, Writer, needs, render

router = APIRouter()

BEATS = 90  # At one in 20 seconds, half an hour.


@dataclass(frozen=True, slots=True)
class Live:
    """How a claim was seen, who else looks at it, and whether it is still as it was seen."""

    seen_version: int
    seen_revision: int
    others: tuple[str, ...]
    beats: int = BEATS
    has_moved: bool = False


def look_around(session: Session, claim: Claim, person: Person) -> Live:
    """Return what a desk begins with."""
    return Live(claim.version, claim.revision, store.list_onlookers(session, claim.id, person, utc_now()))


@router.post("/stories/{slug}/review/{claim_id}/here", dependencies=[needs(Role.REVIEWER)])
def be_here(
    request: Request,
    slug: str,
    claim_id: str,
    *,
    seen_version: Annotated[int, Form(ge=0, lt=2**31)],
    seen_revision: Annotated[int, Form(ge=0, lt=2**31)],
    beats: Annotated[int, Form(ge=0, le=BEATS)] = BEATS,
    person: SignedIn,
    writing: Writer,
    reading: Reader,
) -> Response:
    """Say that this person looks at the claim, and answer with who else does and what has changed."""
    pipeline.look_at(writing, claim_id, person=person)
    story, claim = store.get_story(reading, slug), store.get_claim(reading, claim_id)
    others = store.list_onlookers(reading, claim.id, person, utc_now())
    has_moved = (claim.version, claim.revision) != (seen_version, seen_revision)
    live = Live(seen_version, seen_revision, others, max(beats - 1, 0), has_moved)
    return render(
        request,
        "review/_live.html",
        story=story,
        claim=claim,
        live=live,
        progress=store.count_decided(reading, story.id),
        swapped=True,
    )


@router.get("/stories/{slug}/counts", dependencies=[needs(Role.VIEWER)])
def show_counts(
    request: Request, slug: str, session: Reader, beats: Annotated[int, Query(ge=0, le=BEATS)] = BEATS
) -> Response:
    """Answer with how far a story is."""
    story = store.get_story(session, slug)
    progress = store.count_progress(session, story.id)
    bar = verdict_bar(progress.by_verdict, progress.claims)
    beats = max(beats - 1, 0)
    return render(request, "stories/_counts.html", story=story, progress=progress, bar=bar, beats=beats)
