"""The claims of a story: a list whose address is the saved view."""

import re
from collections.abc import Sequence
from functools import partial

from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from app import search, store
from app.vocabulary import BulkChange, Role
from app.web.deps import Reader, SignedIn, needs, render, wants_fragment
from app.web.pages import address, shown

router = APIRouter()

SORT_LABELS = {
    "worth": "most worth checking",
    "newest": "newest first",
    "disputed": "most contradicted",
    "recent": "last decided",
}


_WORD = re.compile(r"[^\W_]+")


def mark_found(searched: Sequence[str], text: str) -> Markup:
    """Return `text` as markup with the words marked that a search for `searched` finds, by their beginnings.

    >>> mark_found(["crane", "40"], "A Crane's load: 40 of <400> tonnes")
    Markup('A <mark>Crane</mark>&#39;s load: <mark>40</mark> of &lt;400&gt; tonnes')
    """
    # Markup is safe here: the tags are ours, and every piece of the text is escaped on its way in.
    pieces, end = [], 0
    for match in _WORD.finditer(text) if searched else ():
        if search.is_found(searched, match[0]):
            pieces += [Markup.escape(shown(text[end : match.start()])), Markup("<mark>{}</mark>").format(match[0])]
            end = match.end()
    return Markup("").join([*pieces, Markup.escape(shown(text[end:]))])


@router.get("/stories/{slug}/claims", dependencies=[needs(Role.VIEWER)])
def list_claims(request: Request, slug: str, person: SignedIn, session: Reader, after: str = "") -> Response:
    """Show the claims that the address asks for, with the counts beside each filter."""
    story = store.get_story(session, slug)
    view = store.parse_claim_filter(request.query_params)
    path = f"/stories/{slug}/claims"
    page = store.list_claims(session, story.id, view, after=after or None)
    unknown = sorted(set(request.query_params) - {"after", *store.FILTER_NAMES})
    response = render(
        request,
        "claims/list.html",
        fragment="claims/_swap.html",
        story=story,
        section="claims",
        view=view,
        path=path,
        page=page,
        tags=store.list_tags(session, [row.claim.id for row in page.items]),
        story_tags=store.list_story_tags(session, story.id),
        reviewers=store.list_reviewers(session, story.id),
        views=store.list_views(session, story.id, person),
        bulk_changes=tuple(BulkChange),
        facets=store.count_facets(session, story.id, view),
        sorts=SORT_LABELS,
        found=partial(mark_found, search.split_words(view.text)),
        unknown=unknown,
    )
    if wants_fragment(request):
        response.headers["HX-Push-Url"] = address(path, view.query(), after=after)
    return response
