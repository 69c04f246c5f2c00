"""The pages of articles: a story's list with the forms that bring in more, and one article to read."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel
from sqlmodel import Session
from starlette.datastructures import UploadFile

from app import pipeline, store
from app.errors import Refused
from app.vocabulary import Role
from app.web.deps import AppSettings, Enqueue, Reader, SignedIn, Writer, needs, render, see
from app.web.pages import attachment
from app.web.reading import cut, list_strongest, number_claims

router = APIRouter()

_IMPORTS_SHOWN = 5


class Known(BaseModel):
    """What is known of an article beside its text, as it is typed."""

    title: str = ""
    publisher: str = ""
    author: str = ""
    published_at: str = ""
    url: str = ""


class Pasted(Known):
    """A text that somebody pasted, with what is known of it."""

    text: str = ""

    def as_upload(self) -> pipeline.Upload:
        """Return it as the import takes it; raise Refused where there is no text."""
        if not self.text.strip():
            raise Refused("Paste the article's text.", field="text")
        given = {name: value.strip() for name, value in self.model_dump(exclude={"text"}).items() if value.strip()}
        # Forms turn every line end into CR LF; the text as it was pasted had plain ones.
        data = self.text.replace("\r\n", "\n").encode()
        return pipeline.Upload(name="Pasted text", data=data, media_type="text/plain", known=given)


class Details(Known):
    """What a person may correct of an article; its text never changes."""

    family: str = ""
    language: str = ""

    @classmethod
    def of(cls, row: store.ArticleRow) -> "Details":
        """Return an article's details as the form shows them."""
        article, source = row.article, row.source
        return cls(
            title=article.title or "",
            publisher=source.name if source else "",
            family=source.family or "" if source else "",
            author=article.author or "",
            published_at=article.published_at.isoformat() if article.published_at else "",
            url=article.url or "",
            language="" if article.language == "und" else article.language,
        )


@router.get("/stories/{slug}/articles", dependencies=[needs(Role.VIEWER)])
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
    known: Mapping[str, str] | None = None,
    addresses: str = "",
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
        known=known or {},
        addresses=addresses,
        refusal=refusal,
    )


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that somebody chose, and what is known of all of them."""

    files: list[UploadFile]
    known: dict[str, str]

    def as_uploads(self) -> list[pipeline.Upload]:
        """Return the files as the import takes them."""
        return [pipeline.Upload(f.filename or "", f.file.read(), f.content_type or "", self.known) for f in self.files]


async def chosen_batch(request: Request) -> AsyncIterator[Batch]:
    """Hand out what the form holds; one that was sent without choosing any file holds an empty text instead."""
    async with request.form() as form:
        files = [file for file in form.getlist("files") if isinstance(file, UploadFile) and file.filename]
        given = {name: form.get(name) for name in ("publisher", "published_at")}
        yield Batch(files, {name: value for name, value in given.items() if isinstance(value, str) and value.strip()})


@router.post("/stories/{slug}/articles", dependencies=[needs(Role.EDITOR)])
def upload_articles(
    request: Request,
    slug: str,
    *,
    batch: Annotated[Batch, Depends(chosen_batch)],
    session: Writer,
    person: SignedIn,
    enqueue: Enqueue,
) -> Response:
    """Bring in files, each of which succeeds or fails by itself."""
    try:
        job = pipeline.queue_import(session, slug, batch.as_uploads(), person=person)
    except Refused as refusal:
        return _show_articles(request, session, slug, refusal=refusal, known=batch.known)
    enqueue(job.id)
    return see(request, f"/imports/{job.id}")


@router.post("/stories/{slug}/articles/paste", dependencies=[needs(Role.EDITOR)])
def paste_article(
    request: Request,
    slug: str,
    pasted: Annotated[Pasted, Form()],
    *,
    session: Writer,
    person: SignedIn,
    settings: AppSettings,
    enqueue: Enqueue,
) -> Response:
    """Bring in one text, with what the person knows of it."""
    try:
        upload = pasted.as_upload()
        pipeline.check_text(upload, settings)
        job = pipeline.queue_import(session, slug, [upload], person=person)
    except Refused as refusal:
        return _show_articles(request, session, slug, refusal=refusal, typed=pasted)
    enqueue(job.id)
    return see(request, f"/imports/{job.id}")


@router.post("/stories/{slug}/articles/addresses", dependencies=[needs(Role.EDITOR)])
def fetch_articles(
    request: Request,
    slug: str,
    addresses: Annotated[str, Form()] = "",
    *,
    session: Writer,
    person: SignedIn,
    settings: AppSettings,
    enqueue: Enqueue,
) -> Response:
    """Bring in the pages at addresses, each of which succeeds or fails by itself."""
    try:
        things = pipeline.read_addresses(addresses.splitlines(), settings)
        if not things:
            raise Refused("Give the addresses of the articles, one a line.", field="addresses")
        job = pipeline.queue_import(session, slug, things, person=person)
    except Refused as refusal:
        return _show_articles(request, session, slug, refusal=refusal, addresses=addresses)
    enqueue(job.id)
    return see(request, f"/imports/{job.id}")


@router.get("/articles/{article_id}", dependencies=[needs(Role.VIEWER)])
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


@router.get("/articles/{article_id}/edit", dependencies=[needs(Role.EDITOR)])
def edit_article(request: Request, article_id: str, session: Reader) -> HTMLResponse:
    """Show the form that corrects an article's details."""
    return _show_details(request, session, article_id)


def _show_details(
    request: Request,
    session: Session,
    article_id: str,
    *,
    typed: Details | None = None,
    refusal: Refused | None = None,
) -> HTMLResponse:
    row = store.get_article(session, article_id)
    return render(
        request,
        "articles/edit.html",
        status=refusal.status if refusal else 200,
        story=store.get_story_by_id(session, row.article.story_id),
        section="articles",
        row=row,
        typed=typed or Details.of(row),
        refusal=refusal,
    )


@router.post("/articles/{article_id}/edit", dependencies=[needs(Role.EDITOR)])
def correct_article(
    request: Request,
    article_id: str,
    details: Annotated[Details, Form()],
    *,
    session: Writer,
    person: SignedIn,
    enqueue: Enqueue,
) -> Response:
    """Correct an article's details; the claims that they bear on are lined up again."""
    try:
        jobs = pipeline.correct_article(session, article_id, details.model_dump(), person=person)
    except Refused as refusal:
        session.rollback()
        return _show_details(request, session, article_id, typed=details, refusal=refusal)
    for job in jobs:
        enqueue(job.id)
    said = "Saved. The claims are being lined up again." if jobs else "Nothing was changed."
    return see(request, f"/articles/{article_id}", said=said)


@router.get("/articles/{article_id}/original", dependencies=[needs(Role.VIEWER)])
def download_original(article_id: str, session: Reader) -> Response:
    """Send the bytes as they were received: always as a file to keep, never as a page of ours."""
    row = store.get_article(session, article_id)
    capture = store.get_capture(session, row.article.capture_sha256)
    headers = {"Content-Disposition": attachment(capture.name or f"{article_id}.bin")}
    return Response(capture.data, media_type="application/octet-stream", headers=headers)
