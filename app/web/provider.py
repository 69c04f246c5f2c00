"""Signing in through an OpenID Connect provider, where the settings name one."""

import hmac
import json
from dataclasses import asdict
from functools import partial

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app import pipeline
from app.errors import NotFound, Refused
from app.provider import Departure, Provider
from app.web import sessions
from app.web.deps import AppSettings, Visitor, at_the_provider, get_database, get_settings
from app.web.signing_in import browser_of, let_in

router = APIRouter()

_LIVES = 600  # Seconds that somebody may take at the provider.


def _provider(settings: AppSettings) -> Provider:
    if not settings.oidc_issuer:
        raise NotFound(pipeline.NOT_SHARED)
    return Provider(settings)


@router.get("/provider/start")
async def leave_for_provider(
    request: Request, person: Visitor, settings: AppSettings, next: str = "/", invitation: str = ""
) -> Response:
    """Send the browser to the provider; it keeps what only this sign-in can be continued with."""
    departure = Departure(next=sessions.local_path(next), invitation=invitation[:100])
    address = await at_the_provider(request, partial(_provider(settings).address_for, departure))
    response = RedirectResponse(address, 303)
    kept = json.dumps(asdict(departure)).encode().hex()
    response.set_cookie(
        _cookie(request),
        f"{kept}.{sessions.sign(request, b'departure:' + kept.encode())}",
        max_age=_LIVES,
        httponly=True,
        secure=settings.is_secure,
        samesite="lax",
    )
    return response


@router.get("/provider/back")
async def come_back(request: Request, person: Visitor, settings: AppSettings) -> Response:
    """Sign in whom the provider has signed in."""
    return await at_the_provider(request, partial(_enter, request, _provider(settings), _departure(request)))


def _enter(request: Request, provider: Provider, departure: Departure) -> Response:
    identity = provider.identify(departure, dict(request.query_params))
    with get_database(request).writing() as session:
        cookie = pipeline.sign_in_by_provider(
            session, identity, invitation=departure.invitation, browser=browser_of(request)
        )
    settings = get_settings(request)
    response = let_in(request, cookie, departure.next)
    response.delete_cookie(_cookie(request), httponly=True, secure=settings.is_secure, samesite="lax")
    return response


def _cookie(request: Request) -> str:
    return sessions.cookie_name(request.app.state.settings) + "-provider"


def _departure(request: Request) -> Departure:
    """Return what this browser left with; raise Refused where it left with nothing of ours."""
    kept, _, signature = request.cookies.get(_cookie(request), "").partition(".")
    if not hmac.compare_digest(signature.encode(), sessions.sign(request, b"departure:" + kept.encode()).encode()):
        raise Refused("This sign-in wasn't begun in this browser.", hint="Begin again from the sign-in page.")
    return Departure(**json.loads(bytes.fromhex(kept)))
