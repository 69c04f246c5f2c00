"""How a site is visited: as its robots.txt asks, with a pause between two requests, and later where it says so.

robots.txt is read as RFC 9309 has it: one that isn't there forbids nothing, one that can't be had forbids everything.
"""

import time
from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock

from protego import Protego

from app.errors import FetchFailed
from app.fetch.addresses import Policy, Target
from app.fetch.client import get
from app.fetch.limits import Limits
from app.fetch.wire import Answer

_NAME = "plumbline"
_ASKED_TO_WAIT = {429, 503}
_LONGEST_PAUSE = 20.0
_ROBOTS_FRESH = 3600.0
_ROBOTS_BYTES = 500 * 1024
"""The part of a robots.txt that RFC 9309 (2.5) has everybody read."""

_ROBOTS_LIMITS = Limits(wire_bytes=_ROBOTS_BYTES, decoded_bytes=_ROBOTS_BYTES, seconds=10.0)


class _Site:
    """What is remembered of one site: whose turn it is, when it may be asked again, and its rules."""

    def __init__(self) -> None:
        self.turn = Lock()
        self.free_at = 0.0
        self.rules: Protego | None = None
        self.rules_until = 0.0


class Visitor:
    """One who fetches pages as a guest does; threads may share it: they ask different sites at once, one site in turn.

    `pause` is the least time in seconds between two requests to one site.
    """

    def __init__(
        self, *, policy: Policy, limits: Limits, pause: float, headers: Mapping[str, str] | None = None
    ) -> None:
        self._policy = policy
        self._limits = limits
        self._pause = pause
        self._headers = headers
        self._sites: defaultdict[str, _Site] = defaultdict(_Site)
        self._lock = Lock()

    def visit(self, url: str) -> Answer:
        """Return the page at an address; raise FetchFailed, with the reason, for any answer that isn't one."""
        answer = self._get_page(url)
        seconds = seconds_to_wait(answer, datetime.now(UTC))
        if seconds is not None and seconds <= _LONGEST_PAUSE:
            time.sleep(seconds)
            answer = self._get_page(url)
            seconds = seconds_to_wait(answer, datetime.now(UTC))
        if seconds is not None:
            raise FetchFailed(f"The site asks to come back {_in_words(seconds)}.")
        if answer.status != 200:
            raise FetchFailed(f"The site answered with the status {answer.status} instead of the page.")
        return answer

    def _get_page(self, url: str) -> Answer:
        permission = self._ask_permission
        return get(url, policy=self._policy, limits=self._limits, headers=self._headers, before_asking=permission)

    def _ask_permission(self, target: Target) -> None:
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
            self._wait(site, rules.crawl_delay(_NAME) or 0.0)

    def _wait(self, site: _Site, asked: float) -> None:
        time.sleep(max(0.0, site.free_at - time.monotonic()))
        site.free_at = time.monotonic() + max(self._pause, min(asked, _LONGEST_PAUSE))

    def _rules(self, site: _Site, target: Target) -> Protego:
        if site.rules is None or time.monotonic() >= site.rules_until:
            site.rules = Protego.parse(self._read_rules(target))
            site.rules_until = time.monotonic() + _ROBOTS_FRESH
        return site.rules

    def _read_rules(self, target: Target) -> str:
        """Return the site's robots.txt, or what stands for one that isn't there."""
        everything, nothing = "", "User-agent: *\nDisallow: /\n"
        try:
            answer = get(f"{target.origin}/robots.txt", policy=self._policy, limits=_ROBOTS_LIMITS)
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
