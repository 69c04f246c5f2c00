"""The pages of articles: a story's list with the forms that bring in more, and one article to read."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel
from sqlmodel import Session
from starlette.datastructures import UploadFile

from app import pipeline, store
from app.errors import Refused
from app.web.deps import Enqueue, Reader, SignedIn, Writer, render, see, signed_in
from app.web.pages import attachment
from app.web.reading import cut, list_strongest, number_claims

router = APIRouter(dependencies=[Depends(signed_in)])

_IMPORTS_SHOWN = 5


class Pasted(BaseModel):
    """A text that somebody pasted, with what is known of it."""

    text: str = ""
    title: str = ""
    publisher: str = ""
    author: str = ""
    published_at: str = ""
    url: str = ""

    def as_upload(self) -> pipeline.Upload:
        """Return it as the import takes it; raise Refused where there is no text."""
        if not self.text.strip():
            raise Refused("Paste the article's text.", field="text")
        given = {name: value.strip() for name, value in self.model_dump(exclude={"text"}).items() if value.strip()}
        # Forms turn every line end into CR LF; the text as it was pasted had plain ones.
        data = self.text.replace("\r\n", "\n").encode()
        return pipeline.Upload(name="Pasted text", data=data, media_type="text/plain", known=given)


@router.get("/stories/{slug}/articles")
def list_articles(request: Request, slug: str, session: Reader, after: str | None = None) -> HTMLResponse:
    """Show a story's articles and the forms that bring in more."""
    return _show_articles(request, session, slug, after=after)


def _show_articles(
    request: Request,
    session: Session,
    slug: str,
    *,
    after: str | None = None,
    refusal: Refused | None = None,
    typed: Pasted | None = None,
) -> HTMLResponse:
    story = store.get_story(session, slug)
    return render(
        request,
        "articles/list.html",
        status=refusal.status if refusal else 200,
        story=story,
        section="articles",
        page=store.list_articles(session, story.id, after=after),
        imports=store.list_imports(session, story.id)[:_IMPORTS_SHOWN],
        typed=typed or Pasted(),
        refusal=refusal,
    )


async def chosen_files(request: Request) -> AsyncIterator[list[UploadFile]]:
    """Hand out the files of the form; one that was sent without choosing any holds an empty text instead."""
    async with request.form() as form:
        yield [file for file in form.getlist("files") if isinstance(file, UploadFile) and file.filename]


@router.post("/stories/{slug}/articles")
def upload_articles(
    request: Request,
    slug: str,
    *,
    files: Annotated[list[UploadFile], Depends(chosen_files)],
    session: Writer,
    person: SignedIn,
    enqueue: Enqueue,
) -> Response:
    """Bring in files, each of which succeeds or fails by itself."""
    uploads = [pipeline.Upload(file.filename or "", file.file.read(), file.content_type or "") for file in files]
    try:
        job = pipeline.queue_import(session, slug, uploads, person=person)
    except Refused as refusal:
        return _show_articles(request, session, slug, refusal=refusal)
    enqueue(job.id)
    return see(request, f"/imports/{job.id}")


@router.post("/stories/{slug}/articles/paste")
def paste_article(
    request: Request,
    slug: str,
    pasted: Annotated[Pasted, Form()],
    *,
    session: Writer,
    person: SignedIn,
    enqueue: Enqueue,
) -> Response:
    """Bring in one text, with what the person knows of it."""
    try:
        job = pipeline.queue_import(session, slug, [pasted.as_upload()], person=person)
    except Refused as refusal:
        return _show_articles(request, session, slug, refusal=refusal, typed=pasted)
    enqueue(job.id)
    return see(request, f"/imports/{job.id}")


@router.get("/articles/{article_id}")
def show_article(request: Request, article_id: str, session: Reader) -> HTMLResponse:
    """Show an article to read, the claims that it bears on marked in place."""
    row = store.get_article(session, article_id)
    bearings = number_claims(store.list_article_excerpts(session, article_id))
    return render(
        request,
        "articles/show.html",
        story=store.get_story_by_id(session, row.article.story_id),
        section="articles",
        row=row,
        pieces=cut(row.article.text, store.list_sentences(session, article_id), bearings),
        bearings=list_strongest(bearings),
    )


@router.get("/articles/{article_id}/original")
def download_original(article_id: str, session: Reader) -> Response:
    """Send the bytes as they were received: always as a file to keep, never as a page of ours."""
    row = store.get_article(session, article_id)
    capture = store.get_capture(session, row.article.capture_sha256)
    headers = {"Content-Disposition": attachment(capture.name or f"{article_id}.bin")}
    return Response(capture.data, media_type="application/octet-stream", headers=headers)
