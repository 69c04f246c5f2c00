"""The people who work here, for an owner of the installation."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse

from app import pipeline, store
from app.models import utc_now
from app.vocabulary import Role
from app.web.deps import Owner, Reader, Writer, render, see

router = APIRouter()


@router.get("/people")
def list_people(request: Request, session: Reader, person: Owner) -> HTMLResponse:
    """Show everybody, with their stories and roles."""
    invitations = store.list_invitations(session, utc_now())
    return render(
        request, "people/list.html", people=store.list_people(session), invitations=invitations, roles=tuple(Role)
    )


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
