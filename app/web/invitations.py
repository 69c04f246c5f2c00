"""Invitations: made and withdrawn by editors, accepted by whoever has the link."""

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field
from sqlmodel import Session

from app import pipeline, store
from app.errors import Refused
from app.models import Person, utc_now
from app.vocabulary import Role
from app.web.deps import Reader, SignedIn, Visitor, Writer, at_the_door, get_database, get_settings, render, see
from app.web.members import MEMBER_ROLES
from app.web.signing_in import browser_of, let_in

router = APIRouter()


class Typed(BaseModel):
    """An invitation as it is typed; numbers come as text, so that a wrong one comes back as it was."""

    role: Role = Role.REVIEWER
    slugs: list[str] = Field(default_factory=list, max_length=1000)
    places: str = "1"
    days: str = "7"
    email: str = ""

    def as_offer(self) -> pipeline.Offer:
        """Return it as the pipeline takes it; raise Refused for a number that is none."""
        return pipeline.Offer(
            self.role, self.slugs, _number(self.places, "places"), _number(self.days, "days"), self.email
        )


def _number(text: str, field: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise Refused(f"The number of {field} isn't a whole number.", field=field)
    return int(text)


@router.get("/invitations")
def list_invitations(request: Request, session: Reader, person: SignedIn, story: str = "") -> HTMLResponse:
    """Show the open invitations that a person may withdraw, and the form for a new one."""
    return _show(request, session, person, Typed(slugs=[story] if story else []))


def _show(
    request: Request, session: Session, person: Person, typed: Typed, *, refusal: Refused | None = None, link: str = ""
) -> HTMLResponse:
    every = store.list_invitations(session, utc_now())
    return render(
        request,
        "invitations/list.html",
        status=refusal.status if refusal else 200,
        invitations=[row for row in every if person.is_owner or row.invitation.created_by == person.id],
        stories=store.list_edited_stories(session, person),
        roles=MEMBER_ROLES,
        typed=typed,
        refusal=refusal,
        link=link,
        most_places=pipeline.MOST_PLACES,
        most_days=pipeline.MOST_DAYS,
    )


@router.post("/invitations")
def make_invitation(
    request: Request, typed: Annotated[Typed, Form()], *, writing: Writer, reading: Reader, person: SignedIn
) -> Response:
    """Make an invitation, and show its link: only now, for what is kept of it can't be turned back into it."""
    try:
        token = pipeline.invite(writing, typed.as_offer(), by=person)
    except Refused as refusal:
        return _show(request, reading, person, typed, refusal=refusal)
    link = f"{get_settings(request).public_url.rstrip('/')}/join/{token}"
    return _show(request, reading, person, Typed(), link=link)


@router.post("/invitations/{invitation_id}/revoke")
def revoke_invitation(request: Request, invitation_id: str, session: Writer, person: SignedIn) -> Response:
    """Withdraw an invitation."""
    pipeline.revoke_invitation(session, invitation_id, by=person)
    return see(request, "/invitations", said="The invitation is withdrawn: its link lets nobody in any more.")


@router.get("/join/{token}")
def show_invitation(request: Request, token: str, session: Reader, person: Visitor) -> HTMLResponse:
    """Show what an invitation offers, and the form that accepts it."""
    return _show_offer(request, session, token)


def _show_offer(
    request: Request, session: Session, token: str, *, name: str = "", refusal: Refused | None = None, **context: Any
) -> HTMLResponse:
    invitation = pipeline.get_offer(session, token)
    return render(
        request,
        "invitations/accept.html",
        status=refusal.status if refusal else 200,
        token=token,
        invitation=invitation,
        stories=[store.get_story_by_id(session, id) for id in store.list_invited_stories(session, invitation.id)],
        name=name,
        refusal=refusal,
        **context,
    )


@router.post("/join/{token}")
async def accept_invitation(
    request: Request,
    token: str,
    person: Visitor,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
) -> Response:
    """Make an account and sign it in; who is signed in already only gets the stories."""
    return await at_the_door(request, partial(_accept, request, token, person, name, password))


def _accept(request: Request, token: str, person: Person | None, name: str, password: str) -> Response:
    database = get_database(request)
    if person is not None:
        with database.writing() as session:
            pipeline.join_by_invitation(session, token, person=person)
        return see(request, "/", said="The stories that you were invited to are in your list.")
    try:
        cookie = pipeline.accept_invitation(database, token, name=name, password=password, browser=browser_of(request))
    except Refused as refusal:
        with database.reading() as session:
            return _show_offer(request, session, token, name=name, refusal=refusal)
    return let_in(request, cookie, "/")
