"""How a site is visited: as its robots.txt asks, with a pause between two requests, and later where it says so.

robots.txt is read as RFC 9309 has it: one that isn't there forbids nothing, one that can't be had forbids everything.
"""

import time
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from threading import Lock

from protego import Protego

from app.errors import FetchFailed
from app.fetch.addresses import Policy, Target
from app.fetch.client import get, user_agent
from app.fetch.limits import Limits
from app.fetch.wire import Answer

_NAME = "plumbline"
_ASKED_TO_WAIT = {429, 503}
_LONGEST_PAUSE = 20.0
_ROBOTS_FRESH = 3600.0
_ROBOTS_BYTES = 500 * 1024
"""The part of a robots.txt that RFC 9309 (2.5) has everybody read."""

_ROBOTS_LIMITS = Limits(wire_bytes=_ROBOTS_BYTES, decoded_bytes=_ROBOTS_BYTES, seconds=10.0)


Book = Callable[[str, float], float]
"""Takes the next turn at a site, which is left alone for so many seconds after it, and returns how long to wait."""


class _Site:
    """What is remembered of one site: whose turn it is, and its rules."""

    def __init__(self) -> None:
        self.turn = Lock()
        self.rules: Protego | None = None
        self.rules_until = 0.0


class _OwnBook:
    """The turns of one visitor that shares no sites with others."""

    def __init__(self) -> None:
        self._free_at: dict[str, float] = {}

    def __call__(self, site: str, pause: float) -> float:
        now = time.monotonic()
        at = max(now, self._free_at.get(site, now))
        self._free_at[site] = at + pause
        return at - now


class Visitor:
    """One who fetches pages as a guest does; threads may share it: they ask different sites at once, one site in turn.

    `pause` is the least time in seconds between two requests to one site; `contact` tells sites where to reach whoever
    asks.
    """

    def __init__(self, *, policy: Policy, limits: Limits, pause: float, contact: str = "") -> None:
        self._policy = policy
        self._limits = limits
        self._pause = pause
        self._own_book = _OwnBook()
        self._agent = user_agent(contact)
        self._sites: defaultdict[str, _Site] = defaultdict(_Site)
        self._lock = Lock()

    def visit(self, url: str, book: Book | None = None) -> Answer:
        """Return the page at an address; raise FetchFailed, with the reason, for any answer that isn't one.

        Turns are taken in `book`, which other visitors may share.
        """
        book = book or self._own_book
        answer = self._get_page(url, book)
        seconds = seconds_to_wait(answer, datetime.now(UTC))
        if seconds is not None and seconds <= _LONGEST_PAUSE:
            time.sleep(seconds)
            answer = self._get_page(url, book)
            seconds = seconds_to_wait(answer, datetime.now(UTC))
        if seconds is not None:
            raise FetchFailed(f"The site asks to come back {_in_words(seconds)}.")
        if answer.status != 200:
            raise FetchFailed(f"The site answered with the status {answer.status} instead of the page.")
        return answer

    def _get_page(self, url: str, book: Book) -> Answer:
        permission = partial(self._ask_permission, book)
        return get(url, policy=self._policy, limits=self._limits, agent=self._agent, before_asking=permission)

    def _ask_permission(self, book: Book, target: Target) -> None:
        """Wait for this site's turn; raise FetchFailed where its robots.txt keeps programs from the address."""
        with self._lock:
            site = self._sites[target.origin]
        with site.turn:
            rules = self._rules(site, target)
            if not rules.can_fetch(target.url, _NAME):
                raise FetchFailed(
                    "The site asks programs not to fetch this page (robots.txt).",
                    hint="Save it in a browser and upload the file.",
                )
            asked = min(rules.crawl_delay(_NAME) or 0.0, _LONGEST_PAUSE)
            time.sleep(book(target.origin, max(self._pause, asked)))

    def _rules(self, site: _Site, target: Target) -> Protego:
        if site.rules is None or time.monotonic() >= site.rules_until:
            site.rules = Protego.parse(self._read_rules(target))
            site.rules_until = time.monotonic() + _ROBOTS_FRESH
        return site.rules

    def _read_rules(self, target: Target) -> str:
        """Return the site's robots.txt, or what stands for one that isn't there."""
        everything, nothing = "", "User-agent: *\nDisallow: /\n"
        try:
            robots = f"{target.origin}/robots.txt"
            answer = get(robots, policy=self._policy, limits=_ROBOTS_LIMITS, agent=self._agent)
        except FetchFailed:
            return nothing
        if answer.status == 200:
            return answer.body.decode("utf-8", "replace")
        return nothing if answer.status >= 500 or answer.status == 429 else everything


def seconds_to_wait(answer: Answer, now: datetime) -> float | None:
    """Return for how long a site that is asked too much wants to be left alone (RFC 9110, 10.2.3); None if it is not.

    >>> seconds_to_wait(Answer("", 429, {"retry-after": "120"}), datetime.now(UTC))
    120.0
    """
    if answer.status not in _ASKED_TO_WAIT:
        return None
    asked = answer.headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdigit():
        return float(asked[:9])
    try:
        at = parsedate_to_datetime(asked)
    except ValueError:
        return None
    return max(0.0, ((at if at.tzinfo else at.replace(tzinfo=UTC)) - now).total_seconds())


def _in_words(seconds: float) -> str:
    """Return a time to wait as people say it.

    >>> _in_words(90), _in_words(7200)
    ('in 2 minutes', 'in 2 hours')
    """
    minutes = -(-int(seconds) // 60)
    return f"in {minutes} minutes" if minutes <= 90 else f"in {-(-minutes // 60)} hours"
