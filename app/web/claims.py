"""The claims of a story: a list whose address is the saved view."""

from fastapi import APIRouter, Request, Response

from app import store
from app.web.deps import Reader, SignedIn, render, wants_fragment
from app.web.pages import address

router = APIRouter()

SORT_LABELS = {
    "worth": "most worth checking",
    "newest": "newest first",
    "disputed": "most contradicted",
    "recent": "last decided",
}


@router.get("/stories/{slug}/claims")
def list_claims(request: Request, slug: str, person: SignedIn, session: Reader, after: str = "") -> Response:
    """Show the claims that the address asks for, with the counts beside each filter."""
    story = store.get_story(session, slug)
    view = store.parse_claim_filter(request.query_params)
    path = f"/stories/{slug}/claims"
    response = render(
        request,
        "claims/list.html",
        fragment="claims/_swap.html",
        story=story,
        section="claims",
        view=view,
        path=path,
        page=store.list_claims(session, story.id, view, after=after or None),
        facets=store.count_facets(session, story.id, view),
        sorts=SORT_LABELS,
    )
    if wants_fragment(request):
        response.headers["HX-Push-Url"] = address(path, view.query(), after=after)
    return response
