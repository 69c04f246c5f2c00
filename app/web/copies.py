"""Saying whether an article has the same text as another one."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from app import pipeline, store
from app.errors import Refused
from app.vocabulary import Role
from app.web.deps import Reader, SignedIn, Writer, needs, render, see

router = APIRouter()

_MOST_ARTICLES = 200


@router.get("/articles/{article_id}/copy", dependencies=[needs(Role.EDITOR)])
def show_copy(request: Request, article_id: str, session: Reader) -> Response:
    """Show the other articles of the story, to choose the one that has the same text."""
    return _show(request, article_id, session)


def _show(
    request: Request, article_id: str, session: Reader, *, why: str = "", refusal: Refused | None = None
) -> Response:
    row = store.get_article(session, article_id)
    others = store.list_articles(session, row.article.story_id, limit=_MOST_ARTICLES).items
    return render(
        request,
        "articles/copy.html",
        status=refusal.status if refusal else 200,
        story=store.get_story_by_id(session, row.article.story_id),
        section="articles",
        row=row,
        others=[other for other in others if other.article.id != article_id],
        why=why,
        refusal=refusal,
    )


@router.post("/articles/{article_id}/copy", dependencies=[needs(Role.EDITOR)])
def correct_copy(  # noqa: PLR0917  The framework fills them in by name.
    request: Request,
    article_id: str,
    person: SignedIn,
    session: Writer,
    copy_of: Annotated[str, Form()] = "",
    why: Annotated[str, Form()] = "",
) -> Response:
    """Say that an article has the same text as another one, or as none."""
    try:
        pipeline.correct_copy(session, article_id, copy_of or None, person=person, why=why)
    except Refused as refusal:
        session.rollback()
        return _show(request, article_id, session, why=why, refusal=refusal)
    said = (
        "Saved: the two count once. It can be undone." if copy_of else "Saved: it counts by itself. It can be undone."
    )
    return see(request, f"/articles/{article_id}", said=said)
