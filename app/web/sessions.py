"""What a browser holds: the cookie of its session, the token in its forms, and a sentence for its next page."""

import hashlib
import hmac
import os
import re
import secrets
from collections.abc import AsyncIterator
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from fastapi import Request, Response

from app.config import Settings
from app.db import make_folder
from app.errors import Forbidden, Refused

_SHORTEST_KEY = 32
_NAMES = ("plumbline", "__Host-plumbline")
_SAID = "-said"
_LONGEST_SAID = 300
_LOCAL = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f-\xa0]{0,2000}")
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def load_secret_key(settings: Settings) -> bytes:
    """Return the key that signs forms; where there is none, make one and keep it in the data folder for its owner.

    Raise Refused for a key that is too short to keep anybody out.
    """
    key = settings.secret_key or _kept_key(make_folder(settings) / "secret_key")
    if len(key) < _SHORTEST_KEY:
        raise Refused(f"PLUMBLINE_SECRET_KEY needs {_SHORTEST_KEY} characters or more; leave it out to have one made.")
    return key.encode()


def _kept_key(path: Path) -> str:
    try:
        # Made by one process at most: the others find the file there and read it.
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    except OSError as error:
        raise Refused(
            f"The key that signs forms can't be kept in {path}: {os.strerror(error.errno or 0).lower()}.",
            hint="Let the data folder be written, or set PLUMBLINE_SECRET_KEY.",
        ) from error
    return path.read_text().strip()


def cookie_name(settings: Settings) -> str:
    """Return the session cookie's name; over https its prefix makes browsers hold it to this host alone."""
    return _NAMES[settings.is_secure]


def read_cookie(request: Request) -> str:
    """Return what the session cookie holds, or an empty string."""
    return request.cookies.get(cookie_name(request.app.state.settings), "")


def set_cookie(response: Response, token: str, settings: Settings) -> None:
    """Give the browser its session; its forms hang on that from now on."""
    response.set_cookie(
        cookie_name(settings),
        token,
        max_age=settings.session_days * 86_400,
        httponly=True,
        secure=settings.is_secure,
        samesite="lax",
    )


def clear_cookie(response: Response, settings: Settings) -> None:
    """Take the session from the browser, with whatever it kept of our pages."""
    response.delete_cookie(cookie_name(settings), httponly=True, secure=settings.is_secure, samesite="lax")
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'


def form_token(request: Request) -> str:
    """Return the token that the forms of this session carry; another session's doesn't pass.

    The forms of somebody who isn't signed in hang on a cookie of their own: with one token for all strangers, another
    site could sign a browser in under a name of its choice.
    """
    holder = read_cookie(request) or _read_stranger(request)
    return sign(request, b"form:" + holder.encode()) if holder else ""


def sign(request: Request, message: bytes) -> str:
    """Return what only this installation can make of `message`."""
    key: bytes = request.app.state.secret_key
    return hmac.new(key, message, hashlib.sha256).hexdigest()


class FormToken:
    """The token of a page's forms, worked out where a form asks for it: only then does a stranger get a cookie."""

    def __init__(self, request: Request) -> None:
        self._request = request

    def __str__(self) -> str:
        return self._token

    @cached_property
    def _token(self) -> str:
        if not read_cookie(self._request) and not _read_stranger(self._request):
            self._request.state.stranger = secrets.token_urlsafe(16)
        return form_token(self._request)


def _stranger_name(settings: Settings) -> str:
    return cookie_name(settings) + "-form"


def _read_stranger(request: Request) -> str:
    made = getattr(request.state, "stranger", "")
    return made or request.cookies.get(_stranger_name(request.app.state.settings), "")


def keep_stranger(request: Request, response: Response) -> None:
    """Give a stranger's browser the cookie that the form on this page hangs on, if the page has made one."""
    if made := getattr(request.state, "stranger", ""):
        settings = request.app.state.settings
        name = _stranger_name(settings)
        response.set_cookie(name, made, httponly=True, secure=settings.is_secure, samesite="lax")


def local_path(text: str) -> str:
    r"""Return `text` if it is a path of ours, and the start page for anything that could lead elsewhere.

    >>> [local_path(text) for text in ("/c/x?a=1", "//evil.example", "/\\evil.example", "https:evil", "\t/x", "")]
    ['/c/x?a=1', '/', '/', '/', '/', '/']
    """
    return text if _LOCAL.fullmatch(text) else "/"


async def check_form(request: Request) -> AsyncIterator[None]:
    """Raise Forbidden for a request that would change something and didn't come from a form of ours.

    What the form brought is let go of when the request is over: a file may have been sent where none is taken.
    """
    try:
        if request.method not in SAFE_METHODS:
            await _check_token(request)
        yield
    finally:
        await request.close()


async def _check_token(request: Request) -> None:
    if not _is_from_here(request):
        raise Forbidden("This form was sent from another site, so nothing was changed.")
    given = (await request.form()).get("csrf")
    expected = form_token(request)
    if not expected or not isinstance(given, str) or not hmac.compare_digest(given.encode(), expected.encode()):
        raise Forbidden(
            "This form is from before you signed in or out, so nothing was changed.",
            hint="Go back, reload the page and send it again.",
        )


def _is_from_here(request: Request) -> bool:
    """Tell whether the browser says that the request came from a page of ours.

    Browsers leave Sec-Fetch-Site out over plain http from other machines, so Origin is asked next. A client that
    sends neither is no browser that another site could misuse; the token in the form still decides.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    if origin is None:
        return True
    ours = {request.headers.get("host", ""), urlsplit(request.app.state.settings.public_url).netloc}
    try:
        return urlsplit(origin).netloc in ours
    except ValueError:  # No browser says such a thing of a page of ours.
        return False


def say(response: Response, words: str, settings: Settings) -> None:
    """Have the next page say `words` in its status region."""
    response.set_cookie(
        cookie_name(settings) + _SAID,
        quote(words),
        max_age=60,
        httponly=True,
        secure=settings.is_secure,
        samesite="lax",
    )


def read_said(request: Request) -> str:
    """Return what the page before wanted to be said, or an empty string."""
    name = cookie_name(request.app.state.settings) + _SAID
    return unquote(request.cookies.get(name, ""))[:_LONGEST_SAID]


def clear_said(response: Response) -> None:
    """Say it once only."""
    for name in _NAMES:
        response.delete_cookie(name + _SAID, secure=name.startswith("__Host-"))
