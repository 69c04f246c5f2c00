"""How an error is answered: a page in plain words for people, one line of it to htmx, JSON to programs."""

import logging
from collections import defaultdict
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from anyio.to_thread import run_sync
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException

from app.db import as_busy
from app.errors import Busy, PlumblineError, TooLarge, TooOften
from app.web.deps import current_person, render, wants_fragment
from app.web.sessions import SAFE_METHODS, local_path

_log = logging.getLogger(__name__)

_RETRY_SECONDS = 5
_TOO_MANY_FILES = "Too many files"  # So the form parser's message begins.
_SMALLER = "Send them in smaller batches, or import their folder with the plumbline command."
# The fields that people fill in, as the pages call them. What isn't here is the form's own, and no words of anybody's.
_LABELS = {
    "addresses": "addresses",
    "after": "after",
    "archived": "archived",
    "author": "author",
    "bom": "bom",
    "counting": "what corroborates a claim",
    "family": "owner of the outlet",
    "language": "language",
    "name": "name",
    "published_at": "published on",
    "publisher": "outlet",
    "rationale": "why",
    "relied_on": "excerpts relied on",
    "stance": "stance",
    "text": "text",
    "title": "title",
    "url": "address",
    "verdict": "verdict",
}
_NAMES = {
    400: "Can't be read",
    401: "Sign in",
    403: "Not allowed",
    404: "Not found",
    409: "Somebody was first",
    413: "Too large",
    422: "Can't be taken",
    429: "Too often",
    500: "Something went wrong",
    503: "Busy",
}
_WORDS = {
    400: "The browser sent something that can't be read.",
    404: "There is no such page, or it isn't shared with you.",
    405: "This address can't be used in that way.",
    413: "That is more than is taken at once.",
    414: "This address is too long.",
    500: "Something went wrong here. It has been written down for whoever runs this.",
}


def answer(request: Request, error: PlumblineError, *, headers: Mapping[str, str] | None = None) -> Response:
    """Answer with what a person is told about `error`."""
    return _answer(request, error.status, error.message, hint=error.hint, headers=headers)


def _answer(
    request: Request, status: int, words: str, *, hint: str = "", headers: Mapping[str, str] | None = None
) -> Response:
    if request.url.path.endswith(".json") or request.url.path.startswith("/api/"):
        return JSONResponse({"error": words, "hint": hint}, status, headers=dict(headers or {}))
    if request.url.path.endswith((".csv", ".jsonl")):
        return PlainTextResponse(" ".join(f"{words} {hint}".split()) + "\n", status, headers=dict(headers or {}))
    response = render(
        request,
        "errors/error.html",
        fragment="errors/_error.html",
        status=status,
        code=status,
        name=_NAMES.get(status, HTTPStatus(status).phrase),
        words=words,
        hint=hint,
        typed=getattr(request.state, "typed", {}),
        back=_way_back(request),
    )
    response.headers.update(headers or {})
    if wants_fragment(request):
        # What went wrong is said in the status region, wherever the answer was meant to go.
        response.headers.update({"HX-Retarget": "#status", "HX-Reswap": "innerHTML"})
    return response


def _way_back(request: Request) -> str:
    """Return the page that was asked for, to come back to after signing in; a form can't be sent again by itself."""
    if request.method not in SAFE_METHODS or wants_fragment(request):
        return ""
    query = request.url.query
    return local_path(request.scope["path"] + (f"?{query}" if query else ""))


async def _plumbline_error(request: Request, error: PlumblineError) -> Response:
    await _keep_typed(request)
    seconds = error.seconds if isinstance(error, TooOften) else _RETRY_SECONDS if isinstance(error, Busy) else None
    headers = {"Retry-After": str(seconds)} if seconds else {}
    return answer(request, error, headers=headers)


async def _database_error(request: Request, error: SQLAlchemyError) -> Response:
    busy = as_busy(error)
    if busy is None:
        raise error  # A mistake of ours, and no trouble of the database's: it is answered, and logged, as such.
    _log.warning("The database could not be used: %s", error)
    return await _plumbline_error(request, busy)


async def _http_error(request: Request, error: HTTPException) -> Response:
    path = request.scope["path"]
    if error.status_code == 404 and path != "/" and path.endswith("/") and request.method in SAFE_METHODS:
        # Every slash and backslash in front becomes one: "//host/" must not send anybody to another host.
        return RedirectResponse("/" + quote(path.strip("/\\")), 308)
    if str(error.detail).startswith(_TOO_MANY_FILES):
        return answer(request, TooLarge("No more than 1,000 files at once.", hint=_SMALLER))
    if error.status_code == 404:
        await run_sync(_greet, request)
    return _answer(
        request, error.status_code, _WORDS.get(error.status_code, str(error.detail)), headers=error.headers or {}
    )


def _greet(request: Request) -> None:
    """Find out who is signed in where no page did, for the menu; without the database the page has none."""
    try:
        current_person(request)
    except (SQLAlchemyError, PlumblineError) as error:
        _log.warning("Who asked for a page that isn't there could not be found out: %s", error)


async def _invalid(request: Request, error: RequestValidationError) -> Response:
    await _keep_typed(request)
    fields = {str(part) for problem in error.errors() for part in problem["loc"]}
    labels = [f"“{label}”" for name, label in _LABELS.items() if name in fields]
    if labels:
        return _answer(request, 422, f"What was sent for {' and '.join(labels)} can't be used.")
    return _answer(request, 422, "What was sent can't be used.", hint="Go back, reload the page and try again.")


async def _crash(request: Request, error: Exception) -> Response:
    # This handler stands outside the middleware that puts the headers on every other answer.
    headers = request.app.state.security_headers | {"Cache-Control": "no-store"}
    return _answer(request, 500, _WORDS[500], headers=headers)


async def _keep_typed(request: Request) -> None:
    """Keep the words of the form that failed, so that the page can show them and none is lost."""
    if request.method in SAFE_METHODS:
        return
    typed: dict[str, list[str]] = defaultdict(list)
    for name, value in (await request.form()).multi_items():
        if name in _LABELS and isinstance(value, str) and value.strip():
            typed[_LABELS[name].capitalize()].append(value)
    await request.close()  # A form that was refused unread is read only here, and may have brought files.
    request.state.typed = {label: "\n".join(values) for label, values in typed.items()}


def add_error_pages(app: FastAPI) -> None:
    """Register the handlers; no other place answers an error."""
    handlers: dict[Any, Any] = {
        PlumblineError: _plumbline_error,
        SQLAlchemyError: _database_error,
        HTTPException: _http_error,
        RequestValidationError: _invalid,
        Exception: _crash,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)
