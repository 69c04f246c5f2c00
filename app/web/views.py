"""Views of a story's claims under a name, and the tags on a claim."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from app import pipeline, store
from app.errors import Refused
from app.vocabulary import Role
from app.web.bulk import read_view
from app.web.deps import Reader, SignedIn, Writer, needs, render, see, wants_fragment
from app.web.pages import address

router = APIRouter()


@router.post("/stories/{slug}/views", dependencies=[needs(Role.VIEWER)])
def save_view(
    request: Request,
    slug: str,
    *,
    name: Annotated[str, Form()] = "",
    view: Annotated[str, Form(max_length=4000)] = "",
    shared: Annotated[bool, Form()] = False,
    person: SignedIn,
    session: Writer,
) -> Response:
    """Keep the view of the list under a name."""
    kept = pipeline.save_view(session, slug, name, read_view(view), person=person, is_shared=shared)
    return see(request, address(f"/stories/{slug}/claims", kept.query), said=f"View saved: {kept.name}.")


@router.post("/views/{view_id}/delete", dependencies=[needs(Role.VIEWER)])
def delete_view(request: Request, view_id: str, person: SignedIn, session: Writer) -> Response:
    """Forget a view."""
    kept = pipeline.delete_view(session, view_id, person=person)
    story = store.get_story_by_id(session, kept.story_id)
    return see(request, f"/stories/{story.slug}/claims", said=f"View deleted: {kept.name}.")


@router.post("/c/{claim_id}/tags", dependencies=[needs(Role.REVIEWER)])
def change_tag(
    request: Request,
    claim_id: str,
    *,
    name: Annotated[str, Form()] = "",
    gone: Annotated[str, Form()] = "",
    person: SignedIn,
    writing: Writer,
    reading: Reader,
) -> Response:
    """Put a tag on a claim, or take the one called `gone` off it."""
    refusal = None
    try:
        if gone:
            pipeline.untag_claim(writing, claim_id, gone, person=person)
        else:
            pipeline.tag_claim(writing, claim_id, name, person=person)
    except Refused as problem:
        if not wants_fragment(request):
            raise
        refusal = problem
    claim = store.get_claim(reading, claim_id)
    story = store.get_story_by_id(reading, claim.story_id)
    if not wants_fragment(request):
        return see(request, f"/stories/{story.slug}/review/{claim.id}")
    return render(
        request,
        "review/_tags.html",
        status=refusal.status if refusal else 200,
        claim=claim,
        story=story,
        tags=store.list_tags(reading, [claim.id]).get(claim.id, []),
        refusal=refusal,
    )
