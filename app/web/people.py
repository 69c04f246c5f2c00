"""The people who work here, for an owner of the installation."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from app import pipeline, store
from app.models import Person, utc_now
from app.web.deeds import tell_deed
from app.web.deps import Owner, Reader, Writer, get_settings, render, see

router = APIRouter()


@router.get("/people")
def list_people(request: Request, session: Reader, person: Owner) -> HTMLResponse:
    """Show everybody, with their stories and roles."""
    return _show(request, session)


def _show(request: Request, session: Session, *, link: str = "", linked: Person | None = None) -> HTMLResponse:
    return render(
        request,
        "people/list.html",
        people=store.list_people(session),
        invitations=store.list_invitations(session, utc_now()),
        link=link,
        linked=linked,
    )


@router.get("/people/history")
def list_deeds(
    request: Request, session: Reader, owner: Owner, person: str = "", after: str | None = None
) -> HTMLResponse:
    """Show what was done to people, or to one of them."""
    page = store.list_deeds(session, person_id=person, after=after)
    lines = [tell_deed(row) for row in page.items]
    about = store.find_person(session, person) if person else None
    return render(request, "people/history.html", page=page, lines=lines, about=about, person_id=person)


@router.post("/people/{person_id}/link")
def make_link(request: Request, person_id: str, *, writing: Writer, reading: Reader, owner: Owner) -> HTMLResponse:
    """Make a link that signs somebody in once, and show it: only now, for what is kept can't be turned back into it."""
    person = pipeline.get_person(writing, person_id)
    token = pipeline.make_sign_in_link(writing, person=person, by=owner)
    link = f"{get_settings(request).public_url.rstrip('/')}/sign-in/{token}"
    return _show(request, reading, link=link, linked=person)


@router.post("/people/{person_id}/disable")
def disable_person(request: Request, person_id: str, session: Writer, person: Owner) -> Response:
    """Let somebody in no more."""
    disabled = pipeline.disable_person(session, person_id, by=person)
    return see(request, "/people", said=f"{disabled.name} is signed out and can't sign in any more.")


@router.post("/people/{person_id}/enable")
def enable_person(request: Request, person_id: str, session: Writer, person: Owner) -> Response:
    """Let somebody in again."""
    enabled = pipeline.enable_person(session, person_id, by=person)
    return see(request, "/people", said=f"{enabled.name} can sign in again.")


@router.post("/people/{person_id}/owner")
def set_owner(
    request: Request, person_id: str, session: Writer, person: Owner, is_owner: Annotated[bool, Form()] = False
) -> Response:
    """Make somebody an owner of the installation, or one no more."""
    changed = pipeline.set_owner(session, person_id, is_owner=is_owner, by=person)
    said = "may do everything now" if is_owner else "is no owner any more"
    return see(request, "/people", said=f"{changed.name} {said}.")
