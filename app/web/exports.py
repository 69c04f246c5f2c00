"""Lists as files: the same address and the same filters as the page, with another ending."""

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, StreamingResponse
from sqlmodel import Session

from app import export, pipeline, store
from app.errors import NotFound
from app.models import Story
from app.vocabulary import Role
from app.web.deps import Reader, get_database, get_settings, needs, render
from app.web.pages import attachment

router = APIRouter()


@router.get("/stories/{slug}/export", dependencies=[needs(Role.VIEWER)])
def show_exports(request: Request, slug: str, session: Reader) -> HTMLResponse:
    """Show what can be taken away, of all claims or of the view in the query."""
    story, view = _read(request, session, slug)
    total = store.count_facets(session, story.id, view).total
    return render(
        request,
        "stories/export.html",
        story=story,
        section="export",
        query=view.query(),
        total=total,
        downloads=store.list_downloads(session, story.id),
    )


@router.get("/stories/{slug}/claims.{form}", dependencies=[needs(Role.VIEWER)])
def export_verdicts(request: Request, slug: str, form: str, session: Reader, *, bom: bool = False) -> Response:
    """Send the claims of a view with their verdicts."""
    story, view = _read(request, session, slug)
    rows = store.stream_verdicts(session, story.id, view)
    return _send(request, story, "verdicts", form, rows, bom=bom, query=view.query())


@router.get("/stories/{slug}/evidence.{form}", dependencies=[needs(Role.VIEWER)])
def export_evidence(request: Request, slug: str, form: str, session: Reader, *, bom: bool = False) -> Response:
    """Send the excerpts of the claims of a view."""
    story, view = _read(request, session, slug)
    rows = store.stream_evidence(session, story.id, view)
    return _send(request, story, "evidence", form, rows, bom=bom, query=view.query())


@router.get("/stories/{slug}/corrections.{form}", dependencies=[needs(Role.VIEWER)])
def export_corrections(request: Request, slug: str, form: str, session: Reader, *, bom: bool = False) -> Response:
    """Send what people corrected in a story."""
    story = store.get_story(session, slug)
    return _send(request, story, "corrections", form, store.stream_corrections(session, story.id), bom=bom, query={})


def _read(request: Request, session: Session, slug: str) -> tuple[Story, store.ClaimFilter]:
    return store.get_story(session, slug), store.parse_claim_filter(request.query_params)


def _send(
    request: Request,
    story: Story,
    what: str,
    form: str,
    rows: Iterator[Any],
    *,
    bom: bool,
    query: dict[str, str],
) -> Response:
    if form not in export.FORMATS:
        raise NotFound("There is no such format.", hint=f"There are {', '.join(export.FORMATS)}.")
    headers = {"Content-Disposition": attachment(f"{story.slug}-{what}.{form}")}
    if request.method == "HEAD":
        return Response(headers=headers, media_type=export.MEDIA_TYPES[form])
    chunks = export.stream(what, form, rows, get_settings(request).public_url, bom=bom)
    noted = pipeline.note_download(
        get_database(request),
        chunks,
        story=story,
        what=what,
        form=form,
        query=query,
        person=request.state.person,
    )
    return StreamingResponse(noted, headers=headers, media_type=export.MEDIA_TYPES[form])
