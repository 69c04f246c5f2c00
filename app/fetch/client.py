"""Ask an address, follow its redirects as far as they may lead, and return the answer."""

import json
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from threading import Thread
from typing import Any
from urllib.parse import urlencode, urljoin

from app import __version__
from app.errors import FetchFailed, FetchRefused
from app.fetch.addresses import Policy, Target, pin, read_target
from app.fetch.limits import Deadline, Limits
from app.fetch.wire import Answer, Question, exchange

USER_AGENT = f"Plumbline/{__version__} (reads articles for people who check what they say)"
"""Who asks; whoever runs an installation may add where to reach them (`user_agent`)."""

_REDIRECTS = {301, 302, 303, 307, 308}
_PUBLIC = Policy()
_USUAL = Limits()


def user_agent(contact: str) -> str:
    """Return who asks, with where to reach them if they say so.

    >>> user_agent("desk@echo.example").partition("(")[2]
    'reads articles for people who check what they say; desk@echo.example)'
    """
    return f"{USER_AGENT[:-1]}; {contact})" if contact else USER_AGENT


def get(
    url: str,
    *,
    policy: Policy = _PUBLIC,
    limits: Limits = _USUAL,
    agent: str = USER_AGENT,
    headers: Mapping[str, str] | None = None,
    before_asking: Callable[[Target], object] = lambda target: None,
) -> Answer:
    """Return what an address answers, whatever its status; redirects are followed, each checked like the first.

    `headers` go to the first site alone: a redirect must not carry a key to another. `before_asking` is called with
    each site on the way and may raise. Raise FetchRefused for what may not be asked, FetchFailed for what didn't work.
    """
    deadline = Deadline(limits.seconds)
    first = target = read_target(url, policy)
    for _ in range(limits.redirects + 1):
        before_asking(target)
        given = headers if target.origin == first.origin else {}
        told = _told({"User-Agent": agent, **(given or {})})
        answer = _ask(target, Question("GET", told), policy, limits, deadline)
        location = answer.headers.get("location", "")
        if answer.status not in _REDIRECTS or not location:
            return answer
        target = _redirected(target, _as_text(location), policy)
    raise FetchFailed(f"The site redirects more than {limits.redirects} times.")


def post(
    url: str,
    body: bytes,
    *,
    media_type: str,
    headers: Mapping[str, str] | None = None,
    policy: Policy = _PUBLIC,
    limits: Limits = _USUAL,
) -> Answer:
    """Send bytes to an address and return its answer, whatever its status; a redirect is an answer, never followed."""
    told = _told({**(headers or {}), "Content-Type": media_type})
    return _ask(read_target(url, policy), Question("POST", told, body), policy, limits, Deadline(limits.seconds))


def post_json(
    url: str,
    payload: Any,
    *,
    headers: Mapping[str, str] | None = None,
    policy: Policy = _PUBLIC,
    limits: Limits = _USUAL,
) -> Answer:
    """Send a value as JSON; see `post`."""
    body = json.dumps(payload, ensure_ascii=False, allow_nan=False).encode()
    return post(url, body, media_type="application/json", headers=headers, policy=policy, limits=limits)


def post_form(
    url: str,
    fields: Mapping[str, str],
    *,
    headers: Mapping[str, str] | None = None,
    policy: Policy = _PUBLIC,
    limits: Limits = _USUAL,
) -> Answer:
    """Send fields as a form; see `post`."""
    body = urlencode(fields).encode()
    kind = "application/x-www-form-urlencoded"
    return post(url, body, media_type=kind, headers=headers, policy=policy, limits=limits)


def _ask(target: Target, question: Question, policy: Policy, limits: Limits, deadline: Deadline) -> Answer:
    ips = _in_time(lambda: pin(target, policy), deadline)
    return exchange(target, ips, question, limits, deadline)


def _told(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers of a question: who asks, and in which encodings the answer can be read."""
    ours = {"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "gzip, deflate", "Connection": "close"}
    return ours | dict(headers)


def _in_time(look_up: Callable[[], tuple[str, ...]], deadline: Deadline) -> tuple[str, ...]:
    """Return what a look-up returns; the system's own may take minutes and can't be told to hurry, so it is left."""
    future: Future[tuple[str, ...]] = Future()

    def run() -> None:
        try:
            future.set_result(look_up())
        except FetchRefused as refusal:
            future.set_exception(refusal)

    Thread(target=run, daemon=True, name="look-up").start()
    try:
        return future.result(timeout=deadline.left())
    except FutureTimeout as error:
        raise deadline.passed() from error


def _redirected(target: Target, location: str, policy: Policy) -> Target:
    """Return where an answer sends us on to, checked like every address; raise FetchRefused for what is none."""
    try:
        url = urljoin(target.url, location)
    except ValueError as error:
        raise FetchRefused from error
    return read_target(url, policy)


def _as_text(header: str) -> str:
    """Return a header's value as it was meant: the client reads bytes as Latin-1, sites write UTF-8."""
    try:
        return header.encode("latin-1").decode()
    except (UnicodeEncodeError, UnicodeDecodeError):
        return header
