"""What handlers share: a session of the database, who is signed in, and how a page is answered.

Handlers are plain `def`: each runs in a thread (their number is limited in `app.main`), so that a slow query or a write
that waits for its turn holds up nobody else. What asks the database nothing is `async def`: a way to a thread and back
is long where many want one.
"""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Annotated, Any, TypeVar

from anyio import CancelScope, CapacityLimiter
from anyio.lowlevel import RunVar
from anyio.to_thread import run_sync
from fastapi import Depends, Request, Response, params
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from app import pipeline, store
from app.config import Settings
from app.db import Database
from app.errors import Busy, NotSignedIn
from app.models import BrowserSession, Person, utc_now
from app.vocabulary import Role
from app.web import sessions

Done = TypeVar("Done")
_log = logging.getLogger(__name__)
# The turns at the desk, for each event loop its own: one loop can't wake who waits in another.
_DESK: RunVar[CapacityLimiter] = RunVar("desk")
_SEEN_AGAIN = timedelta(minutes=5)  # A write for each page would be too many.


def get_database(request: Request) -> Database:
    """Return the application's database."""
    database: Database = request.app.state.database
    return database


async def app_settings(request: Request) -> Settings:
    """Return the application's settings, to a handler that asks for them."""
    return get_settings(request)


def get_settings(request: Request) -> Settings:
    """Return the application's settings."""
    settings: Settings = request.app.state.settings
    return settings


async def get_enqueue(request: Request) -> Callable[[str], None]:
    """Return what hands an import job's id to the worker."""
    enqueue: Callable[[str], None] = request.app.state.enqueue
    return enqueue


async def reader(request: Request) -> AsyncIterator[Session]:
    """Open a session that only reads, for as long as the request takes."""
    async with _closing(get_database(request).reading()) as session:
        yield session


async def writer(request: Request) -> AsyncIterator[Session]:
    """Open a session that may write, for the pipeline, which commits it."""
    async with _closing(get_database(request).writing()) as session:
        yield session


@asynccontextmanager
async def _closing(opened: AbstractContextManager[Session]) -> AsyncIterator[Session]:
    """Open a session, which asks the database nothing yet, and close it: in a thread where it has to end a transaction.

    That has a thread to itself, for those of the pages may all be waiting for what this session still holds.
    """
    session = opened.__enter__()
    close = partial(opened.__exit__, None, None, None)
    try:
        yield session
    finally:
        if session.in_transaction():
            with CancelScope(shield=True):
                await run_sync(close, limiter=CapacityLimiter(1))
        else:
            close()


Reader = Annotated[Session, Depends(reader)]
Writer = Annotated[Session, Depends(writer)]
AppSettings = Annotated[Settings, Depends(app_settings)]
Enqueue = Annotated[Callable[[str], None], Depends(get_enqueue)]


def current_person(request: Request) -> Person | None:
    """Return who is signed in, if anybody; the pages' frame shows the name."""
    token, now = sessions.read_cookie(request), utc_now()
    visit = None
    if token:
        # A session of its own: a request that goes on to write must not hold a reading transaction meanwhile.
        with get_database(request).reading() as session:
            visit = store.find_visit(session, token, now)
            if visit is not None:
                request.state.place = store.find_place(session, visit.person, request.path_params)
    if visit is None:
        request.state.person = request.state.browser = None
        return None
    if now - visit.browser.last_seen_at > _SEEN_AGAIN:
        _note_visit(request, token, now)
    request.state.person, request.state.browser, request.state.unread = visit.person, visit.browser, visit.unread
    request.state.may_invite = visit.person.is_owner or visit.is_editor
    return visit.person


def _note_visit(request: Request, token: str, now: datetime) -> None:
    """Note now and then that the browser is in use; a page is shown all the same where that can't be written."""
    try:
        with get_database(request).writing() as session:
            pipeline.note_visit(session, token, now)
    except (SQLAlchemyError, Busy) as error:
        _log.warning("A visit could not be noted: %s", error)


Visitor = Annotated[Person | None, Depends(current_person)]


async def signed_in(person: Visitor) -> Person:
    """Return who is signed in, or raise NotSignedIn."""
    if person is None:
        raise NotSignedIn("Sign in to see this page.")
    return person


SignedIn = Annotated[Person, Depends(signed_in)]


async def owner(person: SignedIn) -> Person:
    """Return who is signed in if they own the installation, or raise Forbidden."""
    pipeline.require_owner(person)
    return person


Owner = Annotated[Person, Depends(owner)]


async def own_browser(request: Request, person: SignedIn) -> BrowserSession:
    """Return the session of the browser that asks."""
    browser: BrowserSession = request.state.browser
    return browser


OwnBrowser = Annotated[BrowserSession, Depends(own_browser)]


async def at_the_door(request: Request, work: Callable[[], Done]) -> Done:
    """Do work that hashes a password in one of the few threads kept for it, so that pages never wait for it."""
    door: CapacityLimiter = request.app.state.door
    return await run_sync(work, limiter=door)


async def at_the_provider(request: Request, work: Callable[[], Done]) -> Done:
    """Do work that waits for the sign-in provider in one of the few threads kept for it: pages never wait for it."""
    door: CapacityLimiter = request.app.state.provider_door
    return await run_sync(work, limiter=door)


async def at_the_desk(request: Request, work: Callable[[], Done]) -> Done:
    """Do work of the desk when it is its turn: of several at once each would hold up all the others."""
    desk = _DESK.get(None)
    if desk is None:  # On PostgreSQL one may be waiting for the server while another goes on.
        desk = CapacityLimiter(1 if get_database(request).is_sqlite else 2)
        _DESK.set(desk)
    return await run_sync(work, limiter=desk)


@dataclass(frozen=True)
class Needs:
    """What a page of a story asks of its visitor: a role in the one story that everything in its address belongs to.

    A story that isn't shared, one that isn't there, and another story's thing under this story's address are answered
    alike.
    """

    least: Role

    async def __call__(self, request: Request, person: SignedIn) -> None:
        """Let the person in, and tell the templates the role."""
        place: store.Place | None = request.state.place
        request.state.role = pipeline.require_role(place and place.role, self.least)


def needs(least: Role) -> params.Depends:
    """Ask, in the `dependencies` of a route, for a role in the story of its address."""
    return params.Depends(Needs(least))


def wants_fragment(request: Request) -> bool:
    """Tell whether htmx asks for a part of the page; never a reason to allow anything."""
    asked = request.headers
    return (
        asked.get("hx-request") == "true"
        and asked.get("hx-boosted") is None
        and asked.get("hx-history-restore-request") is None
    )


def is_visit(request: Request) -> bool:
    """Tell whether somebody is about to see the page: a HEAD shows nothing, and a prefetch may never be shown."""
    purpose = request.headers.get("sec-purpose", "") + request.headers.get("purpose", "")
    return request.method != "HEAD" and "prefetch" not in purpose


def render(
    request: Request, template: str, *, fragment: str = "", status: int = 200, said: str = "", **context: Any
) -> HTMLResponse:
    """Answer with a page, or with `fragment` (the part of it that changes) where htmx asks for that.

    `said` is read out, after what the page before wanted to be said.
    """
    partly = bool(fragment) and wants_fragment(request)
    left = "" if partly else sessions.read_said(request)
    page = request.app.state.templates.get_template(fragment if partly else template)
    known = {
        "request": request,
        "person": getattr(request.state, "person", None),
        "role": getattr(request.state, "role", None),
        "unread": getattr(request.state, "unread", 0),
        "may_invite": getattr(request.state, "may_invite", False),
        "csrf": sessions.FormToken(request),
        "provider": get_settings(request).oidc_name if get_settings(request).oidc_issuer else "",
        "said": f"{left} {said}".strip(),
    }
    response = HTMLResponse(page.render(known | context), status)
    if fragment:
        response.headers["Vary"] = "HX-Request"
    if left:
        sessions.clear_said(response)
    sessions.keep_stranger(request, response)
    return response


def see(request: Request, path: str, *, said: str = "") -> Response:
    """Send the browser on to `path` after a form, where the page says `said`."""
    response = RedirectResponse(path, 303)
    if said:
        sessions.say(response, said, get_settings(request))
    return response
