"""How far an import is: a page that asks for itself until it is over, and the button that stops it."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from app import pipeline, store
from app.vocabulary import Role
from app.web.deps import Reader, SignedIn, Writer, needs, render, see

router = APIRouter()

_ITEMS_SHOWN = 500


@router.get("/imports/{job_id}", dependencies=[needs(Role.VIEWER)])
def show_import(request: Request, job_id: str, session: Reader) -> HTMLResponse:
    """Show an import's counts and what became of each of its items."""
    job = store.get_import(session, job_id)
    return render(
        request,
        "imports/show.html",
        fragment="imports/_import.html",
        story=store.get_story_by_id(session, job.story_id),
        section="articles",
        job=job,
        counts=store.count_import(session, job_id),
        items=store.list_import_items(session, job_id, limit=_ITEMS_SHOWN),
    )


@router.post("/imports/{job_id}/stop", dependencies=[needs(Role.EDITOR)])
def stop_import(request: Request, job_id: str, session: Writer, person: SignedIn) -> Response:
    """Stop an import; what it has added stays."""
    pipeline.stop_import(session, job_id, person=person)
    return see(request, f"/imports/{job_id}")
