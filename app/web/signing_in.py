"""Signing in, by name and password or by a link that works once, and signing out.

A printed link should be one click, yet a link must survive the programs that look at it before its owner does (mail
scanners, chat previews, a browser's prerendering). So a GET signs in only where the browser says that a person opened
the page: a top-level navigation, not from another site, not a prefetch, not a HEAD. Everything else gets a page with a
button, whose POST signs in.
"""

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse

from app import pipeline, store
from app.errors import PlumblineError, Refused, TooOften
from app.models import utc_now
from app.web import sessions
from app.web.deps import AppSettings, Visitor, Writer, at_the_door, get_database, is_visit, render, see

router = APIRouter()


@router.get("/sign-in")
def show_sign_in(request: Request, person: Visitor, next: str = "/") -> HTMLResponse:
    """Show how to sign in."""
    return _show(request, next=next)


def _show(request: Request, *, next: str = "/", refusal: PlumblineError | None = None, **context: Any) -> HTMLResponse:
    status = refusal.status if refusal else 200
    known: dict[str, Any] = {"token": "", "is_spent": False, "name": "", "next": sessions.local_path(next)}
    return render(request, "people/sign_in.html", status=status, refusal=refusal, **(known | context))


@router.post("/sign-in")
async def sign_in(
    request: Request,
    person: Visitor,
    *,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",
) -> Response:
    """Sign in by name and password, and go on to where the person was going."""
    address = request.client.host if request.client else ""
    attempt = pipeline.Attempt(name, password, address, browser_of(request))
    try:
        cookie = await at_the_door(request, partial(pipeline.sign_in_by_password, get_database(request), attempt))
    except (Refused, TooOften) as refusal:
        response = _show(request, next=next, refusal=refusal, name=name)
        if isinstance(refusal, TooOften):
            response.headers["Retry-After"] = str(refusal.seconds)
        return response
    return let_in(request, cookie, sessions.local_path(next))


@router.get("/sign-in/{token}")
def open_link(request: Request, token: str, person: Visitor, session: Writer) -> Response:
    """Sign in a person who opened the link; show anything else the page with the button."""
    if not store.is_link_usable(session, token, utc_now()):
        return _show(request, is_spent=True, refusal=Refused("This sign-in link was used already or is too old."))
    if is_opened_by_a_person(request):
        return enter(request, token, session)
    return _show(request, token=token)


@router.post("/sign-in/{token}")
def enter(request: Request, token: str, session: Writer) -> Response:
    """Sign in, in a new session whatever the browser held before."""
    return let_in(request, pipeline.sign_in(session, token, browser=browser_of(request)), "/")


def let_in(request: Request, cookie: str, path: str) -> Response:
    """Give a browser its new session, end the one that it had before, and send it on."""
    if before := sessions.read_cookie(request):
        with get_database(request).writing() as session:
            pipeline.sign_out(session, before)
    response = see(request, path)
    sessions.set_cookie(response, cookie, request.app.state.settings)
    return response


def browser_of(request: Request) -> str:
    """Return what the browser calls itself, as far as it is kept."""
    return request.headers.get("user-agent", "")[:200]


@router.post("/sign-out")
def leave(request: Request, session: Writer, settings: AppSettings) -> Response:
    """End the session here, so that its cookie is worth nothing, and take it from the browser."""
    pipeline.sign_out(session, sessions.read_cookie(request))
    response = see(request, "/sign-in")
    sessions.clear_cookie(response, settings)
    return response


def is_opened_by_a_person(request: Request) -> bool:
    """Tell whether the browser says that a person went to this address."""
    header = request.headers.get
    return (
        is_visit(request)
        and request.method == "GET"
        and header("sec-fetch-mode") == "navigate"
        and header("sec-fetch-dest") == "document"
        and header("sec-fetch-site") in {"none", "same-origin"}
    )
