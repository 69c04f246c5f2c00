"""Signing in by a link that works once, and signing out.

The printed link should be one click, yet a link must survive the programs that look at it before its owner does (mail
scanners, chat previews, a browser's prerendering). So a GET signs in only where the browser says that a person opened
the page: a top-level navigation, not from another site, not a prefetch, not a HEAD. Everything else gets a page with a
button, whose POST signs in.
"""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from app import pipeline, store
from app.errors import Refused
from app.models import utc_now
from app.web import sessions
from app.web.deps import AppSettings, Visitor, Writer, is_visit, render, see

router = APIRouter()


@router.get("/sign-in")
def show_how(request: Request, person: Visitor) -> HTMLResponse:
    """Show how to sign in."""
    return render(request, "people/sign_in.html", token="", is_spent=False)


@router.get("/sign-in/{token}")
def open_link(request: Request, token: str, person: Visitor, session: Writer, settings: AppSettings) -> Response:
    """Sign in a person who opened the link; show anything else the page with the button."""
    if not store.is_link_usable(session, token, utc_now()):
        return render(request, "people/sign_in.html", token="", is_spent=True, status=Refused.status)
    if is_opened_by_a_person(request):
        return enter(request, token, session, settings)
    return render(request, "people/sign_in.html", token=token, is_spent=False)


@router.post("/sign-in/{token}")
def enter(request: Request, token: str, session: Writer, settings: AppSettings) -> Response:
    """Sign in, in a new session whatever the browser held before."""
    cookie = pipeline.sign_in(session, token, browser=request.headers.get("user-agent", "")[:200])
    if before := sessions.read_cookie(request):
        pipeline.sign_out(session, before)
    response = see(request, "/")
    sessions.set_cookie(response, cookie, settings)
    return response


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
