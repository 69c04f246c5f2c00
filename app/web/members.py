"""The members of a story, for its editors."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from app import pipeline, store
from app.errors import Refused
from app.models import utc_now
from app.vocabulary import Role
from app.web.deps import Reader, SignedIn, Writer, needs, render, see

router = APIRouter()

MEMBER_ROLES = (Role.VIEWER, Role.REVIEWER, Role.EDITOR)


@router.get("/stories/{slug}/members", dependencies=[needs(Role.EDITOR)])
def list_members(request: Request, slug: str, session: Reader) -> HTMLResponse:
    """Show who works in a story."""
    return _show(request, session, slug)


def _show(
    request: Request, session: Session, slug: str, *, name: str = "", refusal: Refused | None = None
) -> HTMLResponse:
    story = store.get_story(session, slug)
    return render(
        request,
        "members/list.html",
        status=refusal.status if refusal else 200,
        story=story,
        section="",
        members=store.list_members(session, story.id),
        invitations=store.list_invitations(session, utc_now(), story_id=story.id),
        roles=MEMBER_ROLES,
        name=name,
        refusal=refusal,
    )


@router.post("/stories/{slug}/members", dependencies=[needs(Role.EDITOR)])
def add_member(
    request: Request,
    slug: str,
    *,
    session: Writer,
    person: SignedIn,
    name: Annotated[str, Form()] = "",
    role: Annotated[Role, Form()] = Role.REVIEWER,
) -> Response:
    """Give somebody who has an account a role in the story."""
    try:
        member = pipeline.add_member(session, slug, name, role, by=person)
    except Refused as refusal:
        return _show(request, session, slug, name=name, refusal=refusal)
    return see(request, f"/stories/{slug}/members", said=f"{member.name} is a {role.label} of this story now.")


@router.post("/stories/{slug}/members/{person_id}", dependencies=[needs(Role.EDITOR)])
def set_member(
    request: Request,
    slug: str,
    person_id: str,
    *,
    session: Writer,
    person: SignedIn,
    role: Annotated[Role | None, Form()] = None,
) -> Response:
    """Change a member's role; without one, take them out of the story."""
    member = pipeline.set_member(session, slug, person_id, role, by=person)
    said = f"is a {role.label} of this story now" if role else "is no member of this story any more"
    still_in = person.is_owner or member.id != person.id or role is Role.EDITOR
    return see(request, f"/stories/{slug}/members" if still_in else "/", said=f"{member.name} {said}.")
