"""Whether the process lives, whether it can do its work, and how much it does, for whatever watches it."""

import hmac
from ipaddress import ip_address

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy.exc import SQLAlchemyError

from app import store
from app.config import Settings
from app.errors import NotFound
from app.vocabulary import JobState
from app.web.deps import Reader, get_database, get_settings
from app.web.security import host_name

router = APIRouter()

_FORWARDED = {"forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"}
_HERE = {"127.0.0.1", "localhost", "[::1]"}


@router.get("/healthz")
def healthz() -> Response:
    """Say that the process answers."""
    return PlainTextResponse("ok\n")


@router.get("/readyz")
def readyz(request: Request) -> Response:
    """Say whether the database answers, with the tables of this version, and whether the worker that is here runs."""
    try:
        is_behind = bool(get_database(request).pending_migrations())
    except SQLAlchemyError:
        return _not_ready("the database doesn't answer")
    if is_behind:
        return _not_ready("the database has not been migrated to this version")
    if not request.app.state.is_working():
        return _not_ready("the worker has stopped")
    return PlainTextResponse("ok\n")


def _not_ready(why: str) -> Response:
    return PlainTextResponse(f"{why}\n", 503, {"Retry-After": "5"})


@router.get("/metrics")
def metrics(request: Request, session: Reader) -> Response:
    """Tell Prometheus what was counted, and how many imports are in which state."""
    if not _may_see_metrics(request, get_settings(request)):
        raise NotFound("There is no such page, or it isn't shared with you.")
    counted = generate_latest(request.app.state.metrics.registry).decode()
    jobs = store.count_jobs(session)
    lines = (f'plumbline_imports{{state="{state.value}"}} {jobs.get(state, 0)}\n' for state in JobState)
    told = f"{counted}# HELP plumbline_imports Imports by state.\n# TYPE plumbline_imports gauge\n{''.join(lines)}"
    return Response(told, media_type=CONTENT_TYPE_LATEST)


def _may_see_metrics(request: Request, settings: Settings) -> bool:
    """Let in whoever has the token; without one, only this machine, and nobody whom a proxy on it brings along."""
    token = settings.metrics_token.get_secret_value()
    if token:
        given = request.headers.get("authorization", "")
        return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())
    host = host_name(request.headers.get("host", ""))
    return _is_this_machine(request) and host in _HERE and not _FORWARDED & set(request.headers)


def _is_this_machine(request: Request) -> bool:
    try:
        return request.client is not None and ip_address(request.client.host).is_loopback
    except ValueError:
        return False
